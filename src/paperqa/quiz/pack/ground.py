"""What a pack may say of a paper, and on what it rests.

A statement of the club's note cites the paper's own sentences; where these do not hold all that it
says, the note too. A paper without notes is quoted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.answer.desk import Desk
from paperqa.answer.overviews.aspects import Aspect
from paperqa.answer.overviews.overview_quotes import Excerpt, excerpts_of
from paperqa.quiz.facts.aligned import Statement, statements_of
from paperqa.quiz.facts.carried import carriers_of, facts_of
from paperqa.quiz.facts.fact import Fact, Role
from paperqa.quiz.material import Material
from paperqa.quiz.pack.carrying import carrying
from paperqa.types import Citation, Lang, Paper

Part = Literal["what", "how", "numbers", "club", "term", "limits"]
"""Of what a ground speaks: the parts of a note, or the limits that a quote names."""
_PARTS: Final[Mapping[Aspect, Part]] = {
    "what": "what",
    "how": "how",
    "results": "numbers",
    "limits": "limits",
}
LANGS: Final[tuple[Lang, ...]] = ("en", "he")


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement about ``paper`` in the languages that it has, and its sources in each.

    ``carried``: the sources are sentences of the paper that hold all that is stated. ``quoted``:
    the text is itself such a sentence, in the paper's language. ``page``: where the paper speaks of
    it; None where nobody knows. ``noted_page``: the one that the note names. ``terms``: what is
    defined, for the part "term".
    """

    paper: Paper
    part: Part
    order: int
    texts: Mapping[Lang, str]
    sources: Mapping[Lang, tuple[Citation, ...]]
    page: int | None
    carried: bool
    quoted: bool = False
    noted_page: int | None = None
    terms: Mapping[Lang, str] | None = None

    @property
    def english(self) -> str:
        """The statement in English, in which its kind is recognised."""
        return self.texts["en"]


def grounds_of(desk: Desk, material: Material, langs: Sequence[Lang]) -> tuple[Ground, ...]:
    """Return what can be said of the paper in all of ``langs``, in the order of its source."""
    facts = facts_of(material, carriers_of(material, desk.embedder))
    statements = statements_of(material.notes)
    told = [
        _of_note(desk, fact, statements[fact.order], material)
        for fact in facts
        if all(lang in fact.texts for lang in langs)
    ]
    return tuple(told or _of_pages(desk, material, langs))


def _of_note(desk: Desk, fact: Fact, statement: Statement, material: Material) -> Ground:
    quotes, carried = carrying(fact.texts["en"], fact.citations, desk.embedder)
    if fact.role == "club" and not carried and fact.page is None:
        quotes = ()  # what later papers made of it, the paper cannot say
    notes = {
        lang: (Citation(1, material.paper, passage, passage.text[start:end], start, end, None),)
        for lang, (passage, start, end) in statement.notes.items()
    }
    role: Role = fact.role
    return Ground(
        paper=material.paper,
        part=role,
        order=fact.order,
        texts=fact.texts,
        sources={lang: quotes if carried else (*quotes, *note) for lang, note in notes.items()},
        page=quotes[0].page if quotes else fact.page,
        noted_page=fact.page,
        carried=carried,
        terms=fact.terms,
    )


def _of_pages(desk: Desk, material: Material, langs: Sequence[Lang]) -> Iterator[Ground]:
    if not material.pages:
        return
    excerpts: Sequence[Excerpt] = excerpts_of(desk.index, [material.paper.id], "en", "paper")
    for order, excerpt in enumerate(excerpts):
        item = excerpt.evidence
        passage = item.hit.passage
        page = passage.page_at(item.start)
        quote = Citation(1, material.paper, passage, item.sentence, item.start, item.end, page)
        yield Ground(
            paper=material.paper,
            part=_PARTS[excerpt.aspect],
            order=order,
            texts=dict.fromkeys(LANGS, item.sentence),
            sources=dict.fromkeys(LANGS, (quote,)),
            page=page,
            carried=True,
            quoted=True,
        )
