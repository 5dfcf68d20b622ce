"""Where sentences end, in English and in Hebrew.

Made for papers: ``et al.``, ``Fig. 3``, ``i.e.``, ``0.1``, initials and section numbers end
nothing. A line break always ends a sentence: whoever made the text put it there on purpose.
"""

import re

_ABBREVIATIONS = frozenset(
    """
    al approx appx cf ch def dept dr e.g eg eq eqn eqns eqs est etc ex fig figs i.e ie inc lem
    no nos op p pp prof prop ref refs resp sec sect secs st tab thm viz vol vs w.r.t wrt
    """.split()
)
# Possessive, and only from the first full stop of a run: a line of dots must not cost its square.
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’)\]]*+(?=\s|$)""")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_LONGEST_WORD = 40
_OPENS_NEXT = re.compile(r"""\s*["'“‘(\[]*[A-Z0-9א-ת√∗•–—-]""")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return ``[start, end)`` of each sentence of ``text``, in order, without outer spaces.

    Every character that is not white space lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        for start, end in _line_spans(line):
            spans.append((offset + start, offset + end))
        offset += len(line)
    return spans


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _line_spans(line: str) -> list[tuple[int, int]]:
    last = len(line.rstrip())
    cuts = [match.end() for match in _STOP.finditer(line, 0, last) if _ends(line, match, last)]
    spans = []
    start = 0
    for cut in [*cuts, len(line)]:
        piece = line[start:cut]
        if stripped := piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(stripped)))
        start = cut
    return spans


def _ends(line: str, stop: re.Match[str], last: int) -> bool:
    if stop.end() >= last:
        return True
    if not _OPENS_NEXT.match(line, stop.end()):
        return False
    if stop[0][0] != ".":
        return True
    before = line[max(stop.start() - _LONGEST_WORD, 0) : stop.start()]
    word = re.split(r"[\s(\[{]", before)[-1]
    if word.casefold() in _ABBREVIATIONS or _DOTTED.fullmatch(word):
        return False
    # An initial ("J. Smith") or a list number ("2. Training") at the start of the line.
    is_initial = len(word) == 1 and word.isalpha() and not word.islower()
    is_list_number = stop.start() < _LONGEST_WORD and re.fullmatch(r"\s*[\d.]+", before) is not None
    return not (is_initial or is_list_number)
