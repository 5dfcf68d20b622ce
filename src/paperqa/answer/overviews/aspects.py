"""What the sections of a paper are about: what it is, how it works, its results, its limits.

By titles where they say so; else by place, for most papers follow one order. Related work,
appendices and what stands before the abstract belong to none.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from paperqa.types import Lang

Aspect = Literal["what", "how", "results", "limits"]
ASPECTS: Final[tuple[Aspect, ...]] = ("what", "how", "results", "limits")
HEADINGS: Final[Mapping[Lang, Mapping[Aspect, str]]] = {
    "en": {
        "what": "What it is",
        "how": "How it works",
        "results": "Results",
        "limits": "Limits and outlook",
    },
    "he": {
        "what": "מה זה",
        "how": "איך זה עובד",
        "results": "תוצאות",
        "limits": "מגבלות והמשך",
    },
}
_NOTE: Final[tuple[Aspect, ...]] = ("what", "how", "results", "limits")
"""The sections of a note, in its order; the fifth, its terms, belong to none."""

_TITLES: Final[tuple[tuple[Aspect | None, str], ...]] = (
    (
        None,
        "related|acknowledg|broader impact|ethic|preliminar|notation|^background|background$|"
        "prior work|previous work|reproducib|contributors|authorship",
    ),
    ("what", "abstract|introduction|contributions?$|overview$"),
    ("limits", "limitation|drawback|disadvantage|conclu|discussion|future|summary|outlook"),
    (
        "results",
        "experiment|result|evaluat|comparison|performance|empirical|ablation|benchmark|analysis|"
        "scaling",
    ),
    (
        "how",
        r"method|approach|model\b|architecture|framework|algorithm|propos|training|\bour\b|design|"
        "structure",
    ),
)
_BY_TITLE: Final = tuple((one, re.compile(words, re.IGNORECASE)) for one, words in _TITLES)
_NUMBER: Final = re.compile(r"^\s*(?:section\s+)?(\d+)((?:\.\d+)*)\.?\s")
_APPENDIX: Final = re.compile(
    r"^(?:[A-Z](?:\.\d+)+\.?\s|[A-Z]\.?\s[A-Z]|append|supplement)", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"^(?:A|I)\s[A-Z][a-z]")
_METHOD_SHARE: Final = 0.5


def aspects_of_sections(sections: Sequence[str]) -> dict[str, Aspect | None]:
    """Return the aspect of each of a paper's ``sections``, given in reading order."""
    titles = list(dict.fromkeys(sections))
    found: dict[str, Aspect | None] = {}
    parents: dict[str, Aspect | None] = {}
    over = False
    for place, title in enumerate(titles):
        number = _NUMBER.match(title)
        by_title, known = _by_title(title)
        if (
            over
            or not title
            or (_APPENDIX.match(title) and not number and not _ARTICLE.match(title))
        ):
            found[title] = "limits" if known and by_title == "limits" and title else None
            continue
        if not known and number and number[2] and number[1] in parents:
            by_title, known = parents[number[1]], True
        if not known:
            by_title = "how" if place < _METHOD_SHARE * len(titles) else "results"
        found[title] = by_title
        if number and not number[2]:
            parents[number[1]] = by_title
        over = "conclu" in title.casefold()
    return found


def aspect_of_note(place: int) -> Aspect | None:
    """Return what the section of a note at ``place`` is about; sections that tell pages aside."""
    return _NOTE[place] if place < len(_NOTE) else None


def _by_title(title: str) -> tuple[Aspect | None, bool]:
    """Return what a title says, and whether it says anything."""
    for aspect, pattern in _BY_TITLE:
        if pattern.search(title):
            return aspect, True
    return None, False
