"""Questions for what an abbreviation stands for, where the paper says so: "long form (LF)"."""

import re
from collections.abc import Iterator
from typing import Final

from paperqa.quiz.draft import Draft
from paperqa.quiz.item import ABBREVIATION
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.expansions import Expansion, expansions
from paperqa.quiz.pages.frames import EXPANDED, EXPANSION_GAP, wordings
from paperqa.quiz.pages.sentence import PageSentence
from paperqa.quiz.pages.wrong_expansions import wrong_expansions

_FEWEST_USES: Final = 3
_MOST_WORDS: Final = 60


def abbreviation_drafts(drawn: Drawn) -> Iterator[Draft]:
    """Yield drafts of choice and cloze for each abbreviation that the paper explains and uses."""
    seen: set[str] = set()
    for sentence in drawn.printed:
        fair = sentence.weight > 0 and len(sentence.quote.split()) <= _MOST_WORDS
        for found in expansions(sentence.quote) if fair else ():
            uses = len(re.findall(rf"(?<![A-Za-z]){found.short}s?(?![A-Za-z])", drawn.text))
            given = _plain(found.long) in _plain(drawn.name)
            if found.short not in seen and uses >= _FEWEST_USES and not given:
                seen.add(found.short)
                yield from _of_expansion(drawn, sentence, found, uses)


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ").removesuffix("s")


def _of_expansion(
    drawn: Drawn, sentence: PageSentence, found: Expansion, uses: int
) -> Iterator[Draft]:
    about = f"abbreviation {found.short}"
    clearness = 0.75 + 0.02 * min(uses, 10) - _commonness(drawn, found.short)
    named = _plain(drawn.name)
    if any(len(word) > 3 and word in named for word in _plain(found.long).split()):
        clearness -= 0.2  # half of the answer stands in the question
    said = f"{found.long} ({found.short})"
    yield drawn.draft(
        sentence,
        "cloze",
        ABBREVIATION,
        wordings(
            EXPANSION_GAP,
            drawn.name,
            found.short,
            found.long,
            said=said,
            accepted=_spellings(found.long),
        ),
        found.long,
        "medium",
        clearness - 0.05,
        about,
    )
    wrong = wrong_expansions(found, drawn.folded, drawn.rng)
    if len(wrong) >= 3:
        yield drawn.draft(
            sentence,
            "choice",
            ABBREVIATION,
            wordings(EXPANDED, drawn.name, found.short, found.long, said=said, wrong=wrong),
            found.long,
            "easy",
            clearness,
            about,
        )


def _commonness(drawn: Drawn, short: str) -> float:
    """Return what to take off for an abbreviation that other papers use too."""
    short_one = 0.1 if len(short) == 2 else 0.0
    return min(1.5 * (1 - drawn.lexicon.rarity(short)), 0.4) + short_one


def _spellings(long: str) -> tuple[str, ...]:
    return tuple(sorted({long.replace("-", " ")} - {long}))
