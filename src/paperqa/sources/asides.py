"""Tells apart, on a page, what is not running text: the labels in figures, and footnotes.

Labels are dropped. A footnote stays where the page has it, for a quotation must stand on its page
as it is quoted; but it is a paragraph of its own, so that it runs into no sentence.
"""

import re
from collections import Counter
from itertools import groupby

from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import Body

_LONG_LINE = 0.6
_PROSE_SHARE = 0.4
_LABEL_SIZE = 0.87
_LABELS = 4
_ASIDE_SIZE = 0.95
_WORD = re.compile(r"[^\W\d_]{3,}")
_ASIDE_WORDS = 3


def label_fonts(pages: list[list[Line]], body: Body) -> frozenset[str]:
    """Return the font families that the paper sets no prose in: those of figures and formulas."""
    all_of: Counter[str] = Counter()
    prose: Counter[str] = Counter()
    for page in pages:
        for line in page:
            all_of[_family(line)] += len(line.text)
            if len(line.text) >= _LONG_LINE * body.length:
                prose[_family(line)] += len(line.text)
    few = {family for family, count in all_of.items() if prose[family] < _PROSE_SHARE * count}
    return frozenset(few - {_family(Line("", body.font))})


def without_labels(page: list[Line], labels: frozenset[str], body: Body) -> list[Line]:
    """Drop what is written into figures: runs of small lines in fonts of their own."""
    kept: list[Line] = []
    for small, lines in groupby(
        page, lambda line: _is_label(line, labels, _LABEL_SIZE * body.size)
    ):
        run = list(lines)
        kept += [] if small and len(run) >= _LABELS else run
    return kept


def is_aside(line: Line, body: Body) -> bool:
    """Tell a line of a footnote or of a small caption from text, and from a formula's index."""
    return line.size < _ASIDE_SIZE * body.size and len(_WORD.findall(line.text)) >= _ASIDE_WORDS


def _family(line: Line) -> str:
    """Return a font's name without its subset's tag, cut and size: SFRM of ABCDEF+SFRM0800."""
    return re.split(r"[-,\d]", line.font.rpartition("+")[2])[0]


def _is_label(line: Line, labels: frozenset[str], size: float) -> bool:
    return line.size < size and _family(line) in labels
