"""Open questions for the reason that a sentence gives; the model answer is that, as printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.quiz.draft import Draft
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.frames import REASON, wordings
from paperqa.quiz.pages.sentence import PageSentence

_AFTER: Final = re.compile(
    r"^(?P<main>.+?),?\s+(?:(?:mainly|mostly|largely|primarily|partly|probably|likely|possibly"
    r"|simply|presumably|precisely|perhaps) )?"
    r"(?P<link>because|due to|owing to|since|in order to|thanks to)\s+(?P<reason>.+?)[.!]$"
)
_BEFORE: Final = re.compile(
    r"^(?P<link>Because(?! of)|Since|Due to|Owing to|In order to)\s+(?P<reason>[^,]+), "
    r"(?P<main>.+?)[.!]$"
)
_LINK: Final = re.compile(
    r"\b(?:because|due to|owing to|since|in order to|thanks to|therefore|thus|hence)\b",
    re.IGNORECASE,
)
_NO_REASON: Final = re.compile(r"^(?:then|\d|(?:the )?(?:beginning|start|early|late|last)\b)")
_DENIED: Final = re.compile(r"\b(?:not|only|just|and|or|but|be|is|are|was|were|,)$")
_LOOSE_MAIN: Final = re.compile(
    r"^(?:it|they|there|that|he|she|which|then|one|some|so)\b|\b(?:if|whether)$"
    r"|, (?:but|and|while|whereas|so) ",
    re.IGNORECASE,
)
_LOOSE_REASON: Final = re.compile(
    r"^(?:of )?(?:this|these|that|those|such)\b|\bit does\b"
    r"|\b(?:but|and) (?:is|are|was|were|does|do|has|can|we|it)\b"
)
_FEWEST_MAIN: Final = 5
_MOST_MAIN: Final = 26
_FEWEST_REASON: Final = 6
_MOST_REASON: Final = 28
_CLEAR: Final = {"because": 0.95, "since": 0.88, "due to": 0.85, "owing to": 0.85}
_LESS_CLEAR: Final = 0.78


@dataclass(frozen=True, slots=True)
class _Reason:
    link: str
    main: str
    reason: str


def reason_drafts(drawn: Drawn) -> Iterator[Draft]:
    """Yield an open draft for each sentence that says one thing and the reason for it."""
    for sentence in drawn.sentences:
        found = _split(sentence.text)
        if found is not None and found.reason in " ".join(sentence.quote.split()):
            draft = _draft(drawn, sentence, found)
            if draft.key[0] in sentence.quote:
                yield draft


def _split(text: str) -> _Reason | None:
    if len(_LINK.findall(text)) != 1:
        return None
    match = _BEFORE.match(text) or _AFTER.match(text)
    if match is None:
        return None
    main, reason = match["main"].strip(), match["reason"].strip()
    reads = (
        _FEWEST_MAIN <= len(main.split()) <= _MOST_MAIN
        and _FEWEST_REASON <= len(reason.split()) <= _MOST_REASON
        and not any(rule.search(main) for rule in (_DENIED, _LOOSE_MAIN))
        and not any(rule.search(reason) for rule in (_NO_REASON, _LOOSE_REASON))
        and main.count("(") == main.count(")")
    )
    return _Reason(match["link"].casefold(), main, reason) if reads else None


def _draft(drawn: Drawn, sentence: PageSentence, found: _Reason) -> Draft:
    main = found.main[:1].upper() + found.main[1:]
    purpose = found.link == "in order to"
    right = f"{'In order to' if purpose else found.link.capitalize()} {found.reason}"
    long = 0.006 * max(len(sentence.text.split()) - 26, 0)
    return drawn.draft(
        sentence,
        "open",
        "sentence why",
        wordings(REASON, drawn.name, main, right, said=sentence.text),
        found.reason,
        "medium",
        _CLEAR.get(found.link, _LESS_CLEAR) - long,
    )
