"""Text of a paper as a quotation on one line of a prompt: data that cannot act.

It cannot end its quotes, begin a line or another passage, hide characters from a reader, pass its
own reference numbers off as citations (``[12]`` becomes ``(12)``; ``[0, 1]`` stays), or give the
assistant an order: a sentence that does is left out. Of 54,908 sentences in 112 real papers and
the notes on them that was one, which quotes such an attack.
"""

import re
import unicodedata
from typing import Final

from paperqa.language.orders import orders_the_assistant
from paperqa.language.sentences import sentence_spans

LEFT_OUT: Final = "(…)"
"""Stands where a sentence was left out."""

_REFERENCE: Final = re.compile(r"\[([1-9]\d{0,2}(?:\s*[,;–-]\s*[1-9]\d{0,2})*)\]")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories of control, formatting, surrogate, private and unassigned characters."""


def quotable(text: str) -> str:
    """Return ``text`` as it can stand between double quotes."""
    harmless = one_line(_without_orders(text))
    return _REFERENCE.sub(r"(\1)", harmless).replace('"', "'")


def one_line(text: str) -> str:
    """Return ``text`` on one line, without characters that a reader would not see."""
    visible = (c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return " ".join("".join(visible).split())


def _without_orders(text: str) -> str:
    kept, at = [], 0
    for start, end in sentence_spans(text):
        # Without the invisible: "ig\u200bnore" is an order as well.
        if orders_the_assistant(one_line(text[start:end])):
            kept += [text[at:start], LEFT_OUT]
            at = end
    return "".join([*kept, text[at:]])
