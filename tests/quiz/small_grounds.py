"""A made-up paper, Lanternet, with bilingual notes, among four others, for tests of makers.

Note sections stand in the order of the club's notes: what it is, how it works, key numbers, why
the club reads it, terms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from memory_index import memory_index
from paperqa.quiz.facts.aligned import statements_of
from paperqa.quiz.facts.carried import carriers_of
from paperqa.quiz.facts.fact import ROLES, Role
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.material import Material
from paperqa.store.bundle import Index
from paperqa.types import Citation, Lang, PageBreak, Paper, Passage
from small_desk import WordEmbedder

PAPER: Final = Paper(
    id="2099.10001", title="Lanternet: Light Maps for Night Scenes", aliases=("Lanternet",)
)
OTHERS: Final = (
    Paper(id="2099.10002", title="Brookbase: Streams of Small Graphs", aliases=("Brookbase",)),
    Paper(id="2099.10003", title="Cairnstack: Piles of Stones", aliases=("Cairnstack",)),
    Paper(id="2099.10004", title="Dunewalk: Paths over Sand", aliases=("Dunewalk",)),
    Paper(id="2099.10005", title="Emberline: Heat along a Line", aliases=("Emberline",)),
)


@dataclass(frozen=True)
class Note:
    """Texts of the five sections of a note; an empty one is left out of the note."""

    what: str = "."
    how: str = "."
    numbers: str = "."
    club: str = "."
    terms: str = "."


NO_NOTE: Final = Note("", "", "", "", "")
OTHER_NOTES: Final[dict[str, tuple[Note, Note]]] = {
    "2099.10002": (
        Note(
            what="Brookbase follows water through a graph of many creeks.",
            terms="Creek node: A creek node stands for a bend of a stream.",
        ),
        Note(terms="צומת נחל (creek node): צומת נחל (creek node) מייצג פיתול של נחל."),
    ),
    "2099.10003": (
        Note(
            what="Cairnstack balances stones with a robot arm.",
            terms="Keystone: A keystone holds the whole pile together.",
        ),
        Note(terms="אבן ראשה (keystone): אבן ראשה (keystone) מחזיקה את כל הערימה."),
    ),
    "2099.10004": (
        Note(
            what="Dunewalk plans a path for a rover over soft ground.",
            terms="Slip angle: A slip angle says how far a wheel slides aside.",
        ),
        Note(terms="זווית החלקה (slip angle): זווית החלקה (slip angle) אומרת כמה הגלגל מחליק."),
    ),
    "2099.10005": (
        Note(
            what="Emberline predicts the heat of metal bars, of long wires and of thin plates, "
            "and says where each of them melts, cools or breaks.",
            terms="Heat front: A heat front is the edge of what is already warm.",
        ),
        Note(terms="חזית חום (heat front): חזית חום (heat front) היא הקצה של מה שכבר חם."),
    ),
}


SELF_SCORE: Final = 0.9
"""What a quote of the note itself scores."""


def cited_note(en: str, role: Role = "how") -> Citation:
    """Return the citation of ``en`` where it is all of a section of the English note."""
    start = ROLES.index(role)
    passage = Passage(PAPER.id, "note", "en", f"en {heading_of(role)}", en, start, start + len(en))
    return Citation(1, PAPER, passage, en, 0, len(en), None)


def heading_of(role: Role) -> str:
    """Return the field of ``Note`` that holds what the role says."""
    return "terms" if role == "term" else role


def page(text: str, number: int = 1, *, paper: str = PAPER.id, start: int = 0) -> Passage:
    """Return a passage of ``paper`` that stands on one page."""
    return Passage(
        paper=paper,
        kind="paper",
        lang="en",
        section=f"Section {number}",
        text=text,
        start=start,
        end=start + len(text),
        page_breaks=(PageBreak(0, number),),
    )


def note_passages(note: Note, lang: Lang, paper: str = PAPER.id) -> list[Passage]:
    """Return a passage for each section that says something."""
    found: list[Passage] = []
    for heading in ("what", "how", "numbers", "club", "terms"):
        if text := getattr(note, heading):
            start = found[-1].end if found else 0
            found.append(
                Passage(paper, "note", lang, f"{lang} {heading}", text, start, start + len(text))
            )
    return found


def small_index(pages: Sequence[Passage], en: Note = NO_NOTE, he: Note = NO_NOTE) -> Index:
    """Return the index of Lanternet, with these pages and notes, and of the others' notes."""
    passages = [*pages, *note_passages(en, "en"), *note_passages(he, "he")]
    for paper, (english, hebrew) in OTHER_NOTES.items():
        passages += note_passages(english, "en", paper)
        passages += note_passages(hebrew, "he", paper)
    return memory_index(passages, [PAPER, *OTHERS], WordEmbedder())


def grounds_of(
    role: Role, en: str, he: str = "", pages: Sequence[str] = (), beside: Sequence[str] = ()
) -> Grounds:
    """Return what makers draw from where the notes say ``en`` and ``he`` for ``role``.

    Page n holds the n-th of ``pages``.
    """
    section = heading_of(role)
    english = replace(Note(), **{section: en})
    hebrew = replace(Note(), **{section: he}) if he else NO_NOTE
    printed = [page(text, place + 1, start=1000 * place) for place, text in enumerate(pages)]
    index = small_index(printed, english, hebrew)
    material = Material(index, PAPER, tuple(beside))
    pool = {
        paper: found
        for paper in index.papers
        if (found := statements_of(Material(index, index.papers[paper]).notes))
    }
    own = tuple(one for one in pool.get(PAPER.id, ()) if one.role == role)
    embedder = WordEmbedder()
    return Grounds(material, own, carriers_of(material, embedder), pool, embedder)
