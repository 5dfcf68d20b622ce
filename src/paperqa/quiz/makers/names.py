"""Items that ask for a name in a statement: a dataset, an optimiser, a chip, a metric.

``names.tsv``, written for this project, lists names of one kind a line, so that wrong answers are
of the right one's kind. A name is asked for where it stands once in each language, and alone: not
in ``BERT-base`` for ``BERT``.
"""

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.item import GAP
from paperqa.quiz.makers.grounds import Grounds
from paperqa.types import Lang

_FILE: Final = Path(__file__).with_name("names.tsv")
_OFFERED: Final = 6


def name_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield a choice and a gap for each known name that a statement and its quote print."""
    own = {*grounds.material.paper.aliases, grounds.material.paper.title}
    for statement in grounds.statements:
        for kind, names in _names().items():
            for name in names:
                if name not in own and all(map(_form(name).search, statement.texts.values())):
                    yield from _drafts(grounds, statement, kind, name, rng)


def _drafts(
    grounds: Grounds, statement: Statement, kind: str, name: str, rng: random.Random
) -> Iterator[Draft]:
    gapped = {lang: _gapped(text, name) for lang, text in statement.texts.items()}
    if not all(gapped.values()):
        return
    quote = grounds.quote(statement, lambda text: _form(name).search(text) is not None)
    if quote is None:
        return
    said = " ".join(statement.texts.values()).casefold()
    beside = [other for other in _names()[kind] if other != name and other.casefold() not in said]
    if any(_form(other).search(quote.citation.quote) for other in beside):
        return  # "trained on MNIST and CIFAR-10": either would be right
    passage = quote.citation.passage.text.casefold()
    others = [other for other in beside if other.casefold() not in passage]
    rng.shuffle(others)
    for form, maker, worth in (("choice", "name", 0.28), ("cloze", "name gap", 0.26)):
        yield Draft(
            kind=form,  # type: ignore[arg-type]  # of the literals above
            maker=maker,
            wordings=tuple(
                _wording(grounds, statement, lang, text, name, others if form == "choice" else [])
                for lang, text in gapped.items()
            ),
            citation=quote.citation,
            key=(name,),
            about=f"note {statement.order}",
            difficulty="medium",
            score=min(0.5 * quote.score + worth, 1.0),
        )


def _wording(
    grounds: Grounds, statement: Statement, lang: Lang, gapped: str, name: str, others: list[str]
) -> DraftWording:
    question = grounds.introduced(gapped, lang)
    return DraftWording(lang, question, name, tuple(others[:_OFFERED]), statement.texts[lang])


def _gapped(text: str, name: str) -> str:
    """Return ``text`` with a gap for ``name``; empty where it stands there twice, or in part."""
    masked, count = _form(name).subn(GAP, text)
    return masked if count == 1 and name.casefold() not in masked.casefold() else ""


@cache
def _form(name: str) -> re.Pattern[str]:
    before, after = r"(?<![A-Za-z0-9(_])(?<![A-Za-z0-9]-)", r"(?![\w)]|-[A-Za-z0-9]|’s|'s)"
    return re.compile(before + re.escape(name) + after)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the names by kind."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line)
    return {kind: tuple(names.split("|")) for kind, names in rows}
