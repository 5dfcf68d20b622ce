"""Further questions to offer under an answer: what the passages behind it could tell next.

Drawn from the papers that the answer cites (or, for a refusal, from those that came nearest): the
terms that their notes explain, first those that the answer itself uses; how it works, results,
limits; a second paper to compare with. Each is searched before it is offered: a question that the
papers do not answer is no suggestion.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from paperqa.answer.ask import search
from paperqa.answer.desk import Desk
from paperqa.answer.options import Options
from paperqa.answer.short_name import short_name
from paperqa.language.questions import compares
from paperqa.language.tokens import tokens
from paperqa.types import Answer, Lang

_TERMS: Final[Mapping[Lang, str]] = {"en": "Terms", "he": "מונחים"}
"""The section of a note that explains terms, one a line."""
_TERM: Final = re.compile(r"^(?P<term>[^:\n]{2,60}): \S", re.MULTILINE)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_MOST_TRIED: Final = 8
"""Questions that are searched at the most; each takes some tenths of a second."""
_AMONG: Final = 3
"""A suggestion's own paper must be among so many best passages."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """``{}`` takes what a paper is called, or a term and its paper."""

    term: str
    aspects: tuple[str, ...]
    compare: str


_WORDINGS: Final[Mapping[Lang, _Wording]] = {
    "en": _Wording(
        term="What does “{}” mean in {}?",
        aspects=("How does {} work?", "What are the limits of {}?", "What results does {} reach?"),
        compare="What is the difference between {} and {}?",
    ),
    "he": _Wording(
        term="מה פירוש „{}” ב-{}?",
        aspects=("איך {} עובד?", "מה המגבלות של {}?", "לאילו תוצאות מגיע {}?"),
        compare="מה ההבדל בין {} ל-{}?",
    ),
}


def suggestions(
    desk: Desk, answer: Answer, most: int = 3, asked: Collection[str] = ()
) -> tuple[str, ...]:
    """Return up to ``most`` questions in the answer's language, each answered by the papers.

    ``asked`` are the questions of the conversation so far; none is offered again.
    """
    before = {_essence(one) for one in (*asked, answer.question, answer.asked)}
    offered: list[str] = []
    for tried, (question, paper) in enumerate(_candidates(desk, answer)):
        if len(offered) == most or tried == _MOST_TRIED:
            break
        if _essence(question) not in before and _is_answered(desk, question, paper, answer.lang):
            offered.append(question)
    return tuple(offered)


def _candidates(desk: Desk, answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield (question, paper that should answer it), of different kinds in turn."""
    papers = _papers(desk, answer)
    if not papers:
        return
    wording = _WORDINGS[answer.lang]
    first = papers[0]
    name = short_name(first, desk.index)
    # A refusal's nearest papers say little about what was asked, and their terms less.
    new = _terms(desk, answer, first) if answer.found else []
    terms = [(wording.term.format(term, name), first) for term in new]
    aspects = [(question.format(name), first) for question in wording.aspects]
    rest = [] if compares(answer.question) else papers[1:]
    others = [(wording.compare.format(name, short_name(one, desk.index)), one) for one in rest]
    for row in zip_longest(terms, aspects, others):
        yield from (candidate for candidate in row if candidate)


def _papers(desk: Desk, answer: Answer) -> list[str]:
    """Return the papers that the answer rests on: those that the question names, then by use."""
    named = {id_ for one in desk.index.names.named(answer.question) for id_ in one.papers}
    cited = [citation.paper.id for citation in answer.citations]
    used = cited or [hit.passage.paper for hit in answer.nearest]
    return sorted(dict.fromkeys(used), key=lambda id_: (id_ not in named, -used.count(id_)))


def _terms(desk: Desk, answer: Answer, paper: str) -> list[str]:
    """Return the terms that the notes on ``paper`` explain, first those that the answer uses."""
    text = "\n".join(
        passage.text
        for passage in desk.index.passages
        if (passage.paper, passage.kind, passage.lang) == (paper, "note", answer.lang)
        and passage.section == _TERMS[answer.lang]
    )
    known = set(tokens(answer.question))
    used = set(tokens(" ".join([answer.text, *(one.quote for one in answer.citations)])))
    found = [_IN_BRACKETS.sub("", match["term"]).strip() for match in _TERM.finditer(text)]
    new = [term for term in found if term and not known.issuperset(tokens(term))]
    return sorted(new, key=lambda term: not used.issuperset(tokens(term)))


def _is_answered(desk: Desk, question: str, paper: str, lang: Lang) -> bool:
    found = search(desk, question, Options(lang=lang, wanted="extractive"))
    return found.enough and paper in {hit.passage.paper for hit in found.hits[:_AMONG]}


def _essence(question: str) -> str:
    return " ".join(tokens(question))
