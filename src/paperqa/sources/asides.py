"""Takes the labels out of figures, and moves footnotes and floats out of sentences.

A page holds its lines in the order in which they were set: a footnote, a table or a figure's
caption may stand between two lines of one sentence. It is moved behind the next line on its page
that ends a sentence, or, at the foot of the page, behind the last such line before it.
"""

import re
from collections import Counter
from itertools import groupby

from paperqa.sources.page_text import SOFT_HYPHEN
from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import Body

ENDS_SENTENCE = re.compile(r"""[.!?:;]["'”’)\]]*$""")
_CAPTION = re.compile(r"^(?:figure|fig\.|table|algorithm)\s*\d+\s*[:.|]", re.IGNORECASE)
_LONG_LINE = 0.6
_SHORT_LINE = 0.4
_PROSE_SHARE = 0.4
_LABEL_SIZE = 0.87
_LABELS = 4
_ASIDE_SIZE = 0.95
_HEADING_SIZE = 1.05
_LONGEST_CAPTION = 12
_LONGEST_SENTENCE = 12


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


def out_of_sentences(page: list[Line], labels: frozenset[str], body: Body) -> list[Line]:
    """Return the lines of a page with its asides between sentences; none is lost."""
    is_aside = _asides(page, labels, body)
    kept: list[Line] = []
    held: list[Line] = []
    for number, (line, aside) in enumerate(zip(page, is_aside, strict=True)):
        if aside and (held or _interrupts(page, is_aside, number, body)):
            held.append(line)
        elif held and _is_heading(line, body):
            kept += [*held, line]
            held = []
        else:
            kept.append(line)
            if held and not aside and ENDS_SENTENCE.search(line.text):
                kept += held
                held = []
    return _before_last_sentence(kept, held, body) if held else kept


def _family(line: Line) -> str:
    """Return a font's name without its subset's tag, cut and size: SFRM of ABCDEF+SFRM0800."""
    return re.split(r"[-,\d]", line.font.rpartition("+")[2])[0]


def _is_label(line: Line, labels: frozenset[str], size: float) -> bool:
    return line.size < size and _family(line) in labels


def _asides(page: list[Line], labels: frozenset[str], body: Body) -> list[bool]:
    flags = [
        line.size < _ASIDE_SIZE * body.size
        or (_family(line) in labels and len(line.text) < _SHORT_LINE * body.length)
        for line in page
    ]
    for start, line in enumerate(page):
        if _CAPTION.match(line.text) and not flags[start]:
            for row in range(start, _end_of_caption(page, start, body)):
                flags[row] = True
    # A page begins with a full line of text, or with something else.
    for row, line in enumerate(page):
        if flags[row]:
            continue
        if _goes_on(line):
            flags[:row] = [True] * row
            break
        if len(line.text) >= _LONG_LINE * body.length:
            break
    return flags


def _goes_on(line: Line) -> bool:
    """Tell whether the line begins within a sentence."""
    return line.text[0].islower() or line.text[0] in ").,;"


def _end_of_caption(page: list[Line], start: int, body: Body) -> int:
    """Return the row behind a caption set like the text: it ends in a short line, a full stop."""
    for row, line in enumerate(page[start : start + _LONGEST_CAPTION], start):
        if ENDS_SENTENCE.search(line.text) and len(line.text) < _LONG_LINE * body.length:
            return row + 1
    return start


def _interrupts(page: list[Line], is_aside: list[bool], number: int, body: Body) -> bool:
    """Tell whether the aside that begins at ``number`` stands within a sentence."""
    after = next((row for row in range(number, len(page)) if not is_aside[row]), None)
    if number == 0:
        return after is not None and _goes_on(page[after])
    before = page[number - 1]
    if is_aside[number - 1] or ENDS_SENTENCE.search(before.text) or _is_heading(before, body):
        return False
    if after is None:
        return len(before.text) >= _LONG_LINE * body.length
    return _goes_on(page[after]) or before.text.endswith(SOFT_HYPHEN)


def _is_heading(line: Line, body: Body) -> bool:
    return line.size > _HEADING_SIZE * body.size


def _before_last_sentence(kept: list[Line], held: list[Line], body: Body) -> list[Line]:
    for row in range(len(kept) - 1, max(len(kept) - _LONGEST_SENTENCE, 0) - 1, -1):
        if _is_heading(kept[row], body):
            break
        if ENDS_SENTENCE.search(kept[row].text):
            return [*kept[: row + 1], *held, *kept[row + 1 :]]
    return kept + held
