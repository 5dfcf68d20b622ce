"""The statements of a paper's notes, each with the paper's own sentences that carry it."""

from typing import Final

from paperqa.protocols import Embedder
from paperqa.quiz.facts.aligned import Statement, note_citation, statements_of
from paperqa.quiz.facts.carriers import Carriers
from paperqa.quiz.facts.fact import Fact
from paperqa.quiz.material import Material
from paperqa.types import Citation

CARRIED: Final = 0.5
"""Of ``Carried.score``: less, and the quote speaks of something else."""
_MOST = 3


def facts_of(material: Material, carriers: Carriers) -> tuple[Fact, ...]:
    """Return what the notes state, in their order; without pages the note itself is cited."""
    return tuple(_fact(one, material, carriers) for one in statements_of(material.notes))


def carriers_of(material: Material, embedder: Embedder) -> Carriers:
    """Return the sentences of the paper's own pages, to be searched for what the notes state."""
    carriers = Carriers(material.paper, material.pages, embedder)
    carriers.prepare([one.texts["en"] for one in statements_of(material.notes)])
    return carriers


def _fact(one: Statement, material: Material, carriers: Carriers) -> Fact:
    return Fact(
        paper=material.paper.id,
        role=one.role,
        order=one.order,
        texts=one.texts,
        terms=one.terms,
        page=one.page,
        citations=_citations(one, material, carriers),
    )


def _citations(one: Statement, material: Material, carriers: Carriers) -> tuple[Citation, ...]:
    if not material.pages:
        return (note_citation(one, "en", material.paper),)
    said = one.texts["en"]
    found = [best for best in carriers.best(said, one.page)[:_MOST] if best.score >= CARRIED]
    return tuple(carriers.widened(said, best).citation for best in found)
