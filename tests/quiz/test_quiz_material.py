"""What makers draw from, and what papers are called."""

from dataclasses import replace

import pytest
from small_grounds import NO_NOTE, OTHERS, PAPER, Note, grounds_of, note_passages, page, small_index

from memory_index import memory_index
from paperqa.quiz.called import called
from paperqa.quiz.material import Material, passages_of
from paperqa.types import Lang, Paper, Passage
from small_desk import WordEmbedder


def test_a_papers_own_passages_come_in_reading_order_by_kind_and_language() -> None:
    first, second = page("The lamps.", 1), page("The maps.", 2, start=10)
    en, he = Note(what="Lamps glow."), Note(what="מנורות זורחות.", terms="")
    material = Material(small_index([second, first], en, he), PAPER)
    assert material.pages == (first, second)
    assert material.notes == {
        "en": tuple(note_passages(en, "en")),
        "he": tuple(note_passages(he, "he")),
    }
    assert len(material.notes["en"]) == 5
    assert len(material.notes["he"]) == 4


def test_what_notes_tell_of_single_pages_is_no_material() -> None:
    notes = {"en": note_passages(Note(what="Lamps glow."), "en")}
    places: tuple[tuple[Lang, str, int], ...] = (
        ("en", "Page 1", 500),
        ("en", "Page 2", 600),
        ("he", "עמוד 1", 500),
    )
    text = "Lanternet lights a lamp."
    told = [
        Passage(PAPER.id, "note", lang, section, text, start, start + len(text))
        for lang, section, start in places
    ]
    # The section of a paper may go by any name.
    own = replace(page("The lamps."), section="Page 1")
    index = memory_index([own, *notes["en"], *told], [PAPER], WordEmbedder())
    material = Material(index, PAPER)
    assert material.notes == {"en": tuple(notes["en"]), "he": ()}
    assert material.pages == (own,)
    assert set(told) < set(passages_of(index, PAPER.id)["note"])


def test_a_paper_without_text_has_no_passages() -> None:
    index = small_index([], NO_NOTE)
    material = Material(index, PAPER)
    assert (material.pages, material.notes) == ((), {"en": (), "he": ()})
    assert passages_of(index, "2099.99999") == {"paper": (), "note": ()}


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        (PAPER, "Lanternet"),
        (replace(PAPER, aliases=()), "Lanternet"),
        (
            replace(PAPER, title="A Study of Many Kinds of Lamps", aliases=()),
            "“A Study of Many Kinds of Lamps”",
        ),
        (replace(PAPER, aliases=("lamps",)), "“Lanternet: Light Maps for Night Scenes”"),
        (
            replace(PAPER, aliases=("lantern-net", "LANTERNET")),
            "“Lanternet: Light Maps for Night Scenes”",
        ),
        (replace(PAPER, aliases=("LanterNet",)), "Lanternet"),
        (replace(PAPER, title=f"A {'lamp ' * 30}", aliases=()), f"“A{' lamp' * 13} …”"),
        (replace(PAPER, title=f"Aa{' lamp' * 13}sss", aliases=()), f"“Aa{' lamp' * 13}sss”"),  # 70
        (replace(PAPER, title=f"Aa{' lamp' * 13}ssss", aliases=()), f"“Aa{' lamp' * 12} …”"),
        (replace(PAPER, aliases=("L" + "a" * 70,)), "“Lanternet: Light Maps for Night Scenes”"),
        (replace(PAPER, aliases=("L" + "a" * 69,)), "L" + "a" * 69),
        (
            replace(PAPER, title=f"A {'lamp ' * 30}", aliases=(f"L{' a' * 40}",)),
            f"“A{' lamp' * 13} …”",
        ),
    ],
)
def test_a_paper_is_called_by_what_looks_like_a_name_else_by_its_title(
    paper: Paper, name: str
) -> None:
    index = memory_index([page("The lamps.")], [paper, *OTHERS], WordEmbedder())
    assert called(paper.id, index) == name


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("The net draws.", "Lanternet: The net draws."),
        ("Brookbase draws.", "Lanternet: Brookbase draws."),
        ("Lanternet draws.", "Lanternet draws."),
        ("ה-Lanternet מצייר.", "ה-Lanternet מצייר."),
        ("הרשת מציירת.", "Lanternet: הרשת מציירת."),
    ],
)
def test_a_question_names_the_paper_once(text: str, introduced: str, lang: Lang) -> None:
    assert grounds_of("how", "Lamps.").introduced(text, lang) == introduced
