r"""Finds what is written from left to right inside a Hebrew text: terms, numbers, formulas.

A browser orders mixed text by the Unicode bidirectional algorithm, which takes signs between two
scripts for the paragraph's: ``-5`` becomes ``5-``, ``C++`` becomes ``++C`` and ``1/sqrt(d_k)``
becomes ``sqrt(d_k)/1``. A span that is isolated keeps its own order.
"""

import re
from collections.abc import Iterator
from typing import Final

_HEBREW: Final = re.compile(r"[֐-׿]")
# Neither Hebrew nor marks of direction, which the text has for reasons of its own.
_WORD: Final = re.compile(r"[^\s֐-׿\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MATHS: Final = re.compile(r"\$\$.*?\$\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_LATIN: Final = re.compile(r"[^\W\d_]")
_PAIR: Final = re.compile(r"[\[(][-+−]?[\d.]+, [-+−]?[\d.]+[\])]")
_OPERATOR: Final = re.compile(r"[=<>≤≥≈≠±×·*/^+−→←-]+")
_STOPS: Final = ".,;:!?…"
_QUOTES: Final = "\"'“”‘’«»"
_OPEN_ENDED: Final = re.compile(r" +[=<>≤≥≈≠±×·*/^+−→←-]+\Z")
_JOINS: Final = "-‐‑–־"
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


def term_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each span of Hebrew ``text`` to be isolated; none in other text.

    A span is a phrase of terms that belong together, or one number with its signs. What is
    between ``$$`` and the like is left alone: the page sets it as a formula.
    """
    if not _HEBREW.search(text):
        return
    for words in _phrases(text):
        start, end = _trimmed(text, words[0][0], words[-1][1])
        if start < end and not text[start:end].isalnum():
            yield start, end


def _phrases(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the words of each phrase: those that stand beside each other and belong together."""
    maths = [found.span() for found in _MATHS.finditer(text)]
    phrase: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        word = found.span()
        if any(start < word[1] and word[0] < end for start, end in maths):
            continue
        if phrase and not _belongs(text, phrase, word):
            yield phrase
            phrase = []
        phrase.append(word)
    if phrase:
        yield phrase


def _belongs(text: str, phrase: list[tuple[int, int]], word: tuple[int, int]) -> bool:
    """Tell whether ``word`` goes on with ``phrase``."""
    last = text[slice(*phrase[-1])]
    here = text[slice(*word)]
    if text[phrase[-1][1] : word[0]] != " " or last[-1] in ".;:!?":
        return False
    if _OPERATOR.fullmatch(last) or _OPERATOR.fullmatch(here):
        return True
    if _PAIR.fullmatch(f"{last} {here}".strip(_STOPS)):
        return True
    # A number before a term may well belong to the Hebrew before it: "in 2017 Vaswani wrote".
    return bool(_LATIN.search(text[phrase[0][0] : phrase[-1][1]]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the marks at its ends that belong to the Hebrew around it."""
    if start and _HEBREW.match(text[start - 1]):
        while start < end and text[start] in _JOINS:
            start += 1
    if end < len(text) and _HEBREW.match(text[end]):
        while start < end and text[end - 1] in _JOINS:
            end -= 1
    while start < end and _is_around(text[start:end], -1):
        end -= 1
    while start < end and _is_around(text[start:end], 0):
        start += 1
    found = _OPEN_ENDED.search(text, start, end)
    if found:  # "x =" before a formula: the sign stands between them
        end = found.start()
    return (start, end) if any(map(str.isalnum, text[start:end])) else (start, start)


def _is_around(phrase: str, at: int) -> bool:
    """Tell whether the mark at the start (0) or the end (-1) of ``phrase`` is the Hebrew's."""
    if phrase[at] in _QUOTES or phrase[at].isspace():  # a space that a bracket left behind
        return True
    if phrase[at] in _STOPS:
        return at == -1 or not phrase[1:2].isalnum()  # ".NET"
    # Brackets around a phrase are the Hebrew's too: where the phrase goes on in the next line,
    # they stand at its ends as a reader from the right finds them.
    return at % len(phrase) in _unmatched(phrase) or _is_in_brackets(phrase)


def _is_in_brackets(phrase: str) -> bool:
    return phrase[0] in _CLOSING.values() and _unmatched(phrase[1:]) == [len(phrase) - 2]


def _unmatched(text: str) -> list[int]:
    """Return the places of brackets that are not closed or not opened in ``text``."""
    opened: list[int] = []
    unopened: list[int] = []
    for at, letter in enumerate(text):
        if letter in _CLOSING.values():
            opened.append(at)
        elif letter in _CLOSING:
            if opened and text[opened[-1]] == _CLOSING[letter]:
                opened.pop()
            else:
                unopened.append(at)
    return unopened + opened
