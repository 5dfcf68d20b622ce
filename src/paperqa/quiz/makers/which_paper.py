"""Items that ask which paper a statement is about, among those of the meeting."""

import random
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from paperqa.language.tokens import tokens
from paperqa.quiz.called import called
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.item import GAP, WHICH_PAPER
from paperqa.quiz.makers.grounds import Grounds
from paperqa.store.columns import rows_of
from paperqa.types import Lang

_FRAMES: Final[dict[Lang, str]] = {
    "en": "Which paper is this about? “{}”",
    "he": 'על איזה מאמר מדובר? "{}"',  # curly ones stand the wrong way round in Hebrew
}
_WELL_CARRIED: Final = 0.62
_NEARER: Final = 0.06
"""Of cosine: by so much the statement is nearer to its own paper than to a wrong one."""
_CHANCE: Final = 0.15
_OFFERED: Final = 5
_FEWEST_WORDS: Final = 8


def which_paper_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield a choice for each statement that names its paper and no other.

    None in a quiz of one paper: there is nothing to tell apart.
    """
    if not grounds.material.beside:
        return
    index, paper = grounds.material.index, grounds.material.paper
    right = called(paper.id, index)
    for statement in grounds.statements:
        masked = {lang: _masked(text, grounds) for lang, text in statement.texts.items()}
        if statement.role in ("term", "numbers") or not all(masked.values()):
            continue
        if any(set(tokens(right)) & set(tokens(text)) for text in masked.values()):
            continue  # the title says itself what the statement says
        quote = grounds.quote(statement)
        if quote is None or quote.score < _WELL_CARRIED:
            continue
        others = _others(statement, grounds, rng)
        yield Draft(
            kind="choice",
            maker=WHICH_PAPER,
            wordings=tuple(
                DraftWording(
                    lang,
                    _FRAMES[lang].format(text),
                    right,
                    tuple(others),
                    statement.texts[lang],
                )
                for lang, text in masked.items()
            ),
            citation=quote.citation,
            key=(),
            about=f"note {statement.order}",
            difficulty="easy",
            score=min(0.55 * quote.score + 0.35, 1.0),
        )


def _masked(text: str, grounds: Grounds) -> str:
    """Return ``text`` with a gap for its paper's name; empty where that gives nothing to guess."""
    paper, names = grounds.material.paper, grounds.material.index.names
    spelt = sorted((paper.title, *paper.aliases, _head(paper.title)), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in spelt if len(name) > 1)
    masked, count = re.subn(rf"(?<!\w)(?:{either})(?!\w|-[A-Z\d])", GAP, text, flags=re.IGNORECASE)
    still = any(paper.id in named.papers for named in names.named(masked))
    if (
        count != 1
        or still
        or len(masked.split()) < _FEWEST_WORDS
        or f"({GAP}" in masked
        or f"{GAP} (" in masked
    ):
        return ""
    return masked


def _head(title: str) -> str:
    return title.partition(":")[0]


def _others(statement: Statement, grounds: Grounds, rng: random.Random) -> Sequence[str]:
    """Return names of papers that the statement is not about: the meeting's, the nearest first."""
    index, own = grounds.material.index, grounds.material.paper.id
    named = {
        paper
        for text in statement.texts.values()
        for one in index.names.named(text)
        for paper in one.papers
    }
    vector = grounds.embedder.embed_passages([statement.texts["en"]])[0]
    limit = _nearness(own, vector, grounds) - _NEARER
    near = [
        (paper not in grounds.material.beside, -nearness + _CHANCE * rng.random(), paper)
        for paper in grounds.pool
        if paper != own
        and paper not in named
        and (nearness := _nearness(paper, vector, grounds)) < limit
    ]
    right = called(own, index)
    names = (called(paper, index) for _, _, paper in sorted(near))
    return list(dict.fromkeys(name for name in names if _alike(name, right)))[:_OFFERED]


def _alike(name: str, right: str) -> bool:
    """Tell whether both are short names, or both are titles."""
    longest = max(2 * len(right), 12)
    return len(name) <= longest and name.startswith("“") == right.startswith("“")


def _nearness(paper: str, vector: npt.NDArray[np.float32], grounds: Grounds) -> float:
    index = grounds.material.index
    rows = rows_of(index.columns.of_papers([paper]))
    return float((index.vectors.vectors(rows) @ vector).max()) if len(rows) else 0.0
