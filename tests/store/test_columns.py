import numpy as np
import pytest

from paperqa.store.columns import Columns, rows_of
from paperqa.types import Kind, Lang, Passage


def passage(paper: str, kind: Kind = "paper", lang: Lang = "en", section: str = "") -> Passage:
    return Passage(paper, kind, lang, section, "text", 0, 4)


PASSAGES = (
    passage("gpt2", section="Model"),
    passage("bert", section="Introduction"),
    passage("gpt2"),
    passage("gpt2", "note", "en", "Terms"),
    passage("bert", "note", "he"),
    passage("vit", "note", "he"),
    passage("vit", "note", "en"),
    passage("heb", "paper", "he"),
)
COLUMNS = Columns(PASSAGES)


@pytest.mark.parametrize(
    ("papers", "rows"),
    [
        ([], []),
        (["gpt2"], [0, 2, 3]),
        (("vit", "bert"), [1, 4, 5, 6]),
        ({"nobody"}, []),
        (["nobody", "heb", "heb"], [7]),
    ],
)
def test_rows_of_papers_are_theirs_and_strangers_have_none(
    papers: list[str], rows: list[int]
) -> None:
    assert rows_of(COLUMNS.of_papers(papers)).tolist() == rows


@pytest.mark.parametrize(("kind", "rows"), [("paper", [0, 1, 2, 7]), ("note", [3, 4, 5, 6])])
def test_rows_of_a_kind(kind: Kind, rows: list[int]) -> None:
    assert rows_of(COLUMNS.of_kind(kind)).tolist() == rows


@pytest.mark.parametrize(("lang", "rows"), [("en", [0, 1, 2, 3, 6]), ("he", [4, 5, 7])])
def test_rows_in_a_language(lang: Lang, rows: list[int]) -> None:
    assert rows_of(COLUMNS.of_lang(lang)).tolist() == rows


@pytest.mark.parametrize(
    ("lang", "rows"),
    # Every row of gpt2 and vit; every row of bert and vit; a Hebrew paper is no note.
    [("en", [0, 2, 3, 5, 6]), ("he", [1, 4, 5, 6])],
)
def test_all_rows_of_papers_that_have_a_note_in_a_language(lang: Lang, rows: list[int]) -> None:
    assert rows_of(COLUMNS.has_note_in(lang)).tolist() == rows


def test_sections_stand_row_by_row_and_papers_with_pages_have_no_note_only() -> None:
    assert COLUMNS.sections.tolist() == ["Model", "Introduction", "", "Terms", "", "", "", ""]
    assert COLUMNS.papers_with_pages == {"gpt2", "bert", "heb"}


def test_masks_can_be_joined_and_rows_are_integers_of_64_bits() -> None:
    rows = rows_of(COLUMNS.of_papers(["vit"]) & COLUMNS.of_lang("he"))
    assert rows.tolist() == [5]
    assert rows.dtype == np.int64


def test_no_passages_have_no_rows() -> None:
    nothing = Columns([])
    masks = [
        nothing.of_papers(["gpt2"]),
        nothing.of_kind("note"),
        nothing.of_lang("en"),
        nothing.has_note_in("he"),
    ]
    assert [(mask.shape, mask.dtype) for mask in masks] == [((0,), np.dtype(bool))] * 4
    assert nothing.papers_with_pages == frozenset()
