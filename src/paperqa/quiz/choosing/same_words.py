"""Whether one text tells another, and whether two questions ask the same."""

import re
import unicodedata
from typing import Final

from paperqa.language.tokens import tokens

_SAME: Final = 0.75
"""Share of the shorter question's words; more, and the two ask the same."""
_FEWEST: Final = 4
_NUMBER: Final = re.compile(r"\d[\d,.]*")
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s-]")
_SPELT: Final = re.compile(r"\d|(?<=\w)[A-Z]")
_ONE_DIGIT: Final = re.compile(r"\d")


def folded(text: str) -> str:
    """Return ``text`` without what makes no difference: case, spaces, marks at its ends."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .,;:\"'“”()")


def tells(text: str, answer: str) -> bool:
    """Tell whether ``text`` prints ``answer`` as words of its own."""
    # VGG-16 is told by VGG16, "byte-pair" by "byte pair".
    parts = _PARTS.findall(folded(answer))
    wanted = r"[\s-]*".join(map(re.escape, parts))
    return bool(wanted) and (
        re.search(rf"(?<![\w.])(?<!\d,){wanted}(?!\w|[.,]\d)", folded(text)) is not None
    )


def gives_away(text: str, answer: str) -> bool:
    """Tell whether ``text`` gives ``answer`` away to whoever looks for it.

    A single digit stands in too many texts to give anything away. Words do so in any number:
    "latent variables" tells "latent variable"; names and numbers only as they are spelt.
    """
    if _ONE_DIGIT.fullmatch(answer.strip()):
        return False
    return tells(text, answer) or (not _SPELT.search(answer) and _tells_words(text, answer))


def _tells_words(text: str, answer: str) -> bool:
    wanted, said = tokens(answer), tokens(text)
    size = len(wanted)
    return size > 0 and any(said[at : at + size] == wanted for at in range(len(said) - size + 1))


def ask_the_same(one: str, other: str) -> bool:
    """Tell whether two questions have nearly all words in common."""
    first, second = set(tokens(one)), set(tokens(other))
    shorter = min(len(first), len(second))
    if shorter < _FEWEST:
        return folded(one) == folded(other)
    return len(first & second) >= _SAME * shorter and _numbers(one) == _numbers(other)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))
