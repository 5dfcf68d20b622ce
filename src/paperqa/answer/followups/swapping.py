"""A part of a question in the place of its like in the last one: "and on German?", "ו-QLoRA?"."""

import re
from collections.abc import Sequence
from typing import Final

from paperqa.answer.followups.filling import ENDING, HEBREW
from paperqa.language.sentences import sentences
from paperqa.sources.paper_names import NameBook

_LONGEST: Final = 5
"""Words of a part that can take another's place."""
_PREPOSITION: Final = re.compile(
    r"(?P<word>on|in|for|with|at|from|to|by|without|על|עם|בלי|לפי|של)\s+"
    r"|(?P<letter>[בלמ])-?(?=\S{2})",
    re.IGNORECASE,
)


def swapped(question: str, start: int, last: str, names: NameBook) -> str:
    """Return ``last`` with what ``question`` says from ``start`` on in the place of its like.

    Empty where there is no such place, or the two are in different languages.
    """
    fragment, before = ENDING.sub("", question[start:]), ENDING.sub("", last)
    end = "?" if last.rstrip().endswith("?") else ""
    other_script = bool(HEBREW.search(before)) != bool(HEBREW.search(question))
    if other_script or len(sentences(last)) > 1:
        return ""
    there, here = names.named(last), names.named(fragment)
    if here:
        new = _other_name(before, there[0].text, fragment) if len(there) == 1 else ""
    else:
        new = _other_tail(before, fragment, [one.text for one in there])
    return new and new + end


def _other_name(before: str, old: str, fragment: str) -> str:
    """Return ``before`` with the paper that ``fragment`` names in place of ``old``."""
    prefix = re.match(r"[ובלמכשה]{1,3}-(?=[A-Za-z])", old)
    new = re.sub(r"^(?:[ובלמכשה]{1,3}-|(?:in|on|for|with|of|the)\s+|של\s+)", "", fragment)
    new = new.removesuffix(" paper")
    at = before.find(old)
    if at < 0 or len(new.split()) > _LONGEST:
        return ""
    after = re.sub(r"^[-/][\w/.-]+", "", before[at + len(old) :])  # of ViT-L/16 nothing stays
    return f"{before[:at]}{prefix[0] if prefix else ''}{new}{after}"


def _other_tail(before: str, fragment: str, kept: Sequence[str]) -> str:
    """Return ``before`` with its end, "on French", made "on German"."""
    preposition = _PREPOSITION.match(fragment)
    if not preposition or len(fragment.split()) > _LONGEST:
        return ""
    if word := preposition["word"]:
        tails = list(re.finditer(rf"(?<!\w){re.escape(word)}\s+\S", before, re.IGNORECASE))
    else:
        tails = list(re.finditer(rf"(?<!\S){preposition['letter']}-?\S+$", before))
    if not tails:
        return ""
    tail = before[tails[-1].start() :]
    if len(tail.split()) > _LONGEST or any(name in tail for name in kept):
        return ""
    return f"{before[: tails[-1].start()]}{fragment}"
