"""What cannot be read or indexed is one row with its reason, and the others go on."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from small_club import BERT, GPT, ON_BERT, ON_BERT_HE, ON_GPT, Club

from fakes import WordEmbedder
from paperqa.store.build import build
from paperqa.store.bundle import open_index
from paperqa.types import Matrix


@pytest.fixture
def club(tmp_path: Path) -> Club:
    club = Club(tmp_path)
    club.note(GPT.id, ON_GPT)
    return club


def errors_of(club: Club, embedder: WordEmbedder | None = None) -> dict[str, str]:
    """Build, check that GPT's note serves, and return the errors by file."""
    report = build(club.index_dir, club.plan(), embedder or WordEmbedder())
    assert [passage.text for passage in open_index(club.index_dir).passages] == [ON_GPT]
    return {row.file: row.error for row in report.unread}


def test_a_note_without_front_matter_is_a_row(club: Club) -> None:
    path = club.note(BERT.id, ON_BERT)
    path.write_text(ON_BERT)
    (error,) = errors_of(club).values()
    assert error.startswith(f"not read, because {path}: front matter is missing;")


def test_a_note_that_belongs_to_another_paper_is_a_row(club: Club) -> None:
    path = club.note(BERT.id, ON_BERT).rename(club.home / "notes" / "gpt2.en.md")
    assert errors_of(club) == {
        path.name: f"not read, because {path}: its front matter belongs to 1810.04805.en.md; "
        "rename it or correct that"
    }


def test_a_note_whose_name_is_no_id_of_a_paper_is_a_row(club: Club) -> None:
    club.note("my own note", ON_BERT)
    assert errors_of(club) == {
        "my own note.en.md": "not read, because 'my own note' is no id of a paper, "
        "such as 1706.03762 or gpt1"
    }


def test_a_note_that_is_gone_when_it_is_read_is_a_row(club: Club) -> None:
    path = club.note(BERT.id, ON_BERT)
    plan = club.plan()
    path.unlink()
    report = build(club.index_dir, plan, WordEmbedder())
    assert [row.error for row in report.unread] == [
        f"not read, because [Errno 2] No such file or directory: '{path}'"
    ]


def test_a_note_on_a_paper_that_no_list_names_is_shown_by_its_own_title(club: Club) -> None:
    club.note("gpt2", ON_BERT, title="Language Models: a note")
    embedder = WordEmbedder()
    build(club.index_dir, club.plan(), embedder)
    index = open_index(club.index_dir)
    assert index.papers["gpt2"].title == "Language Models: a note"
    assert not build(club.index_dir, club.plan(), embedder).changed


def test_a_heading_that_fills_the_window_is_a_row(club: Club) -> None:
    path = club.note(BERT.id, ON_BERT)
    path.write_text(path.read_text().replace("## What it is", "## " + "w " * 28))
    assert errors_of(club, WordEmbedder(window=30)) == {
        path.name: "not indexed, because a section title fills 30 of the window's 30 tokens"
    }


def test_a_file_without_a_sentence_is_a_row(club: Club) -> None:
    path = club.note(BERT.id, "1 2 3")
    assert errors_of(club) == {path.name: "not read, because it holds no sentence to index"}


class BlindEmbedder(WordEmbedder):
    """Gives a row of NaN for texts that hold ``masked``."""

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        rows = super().embed_passages(texts)
        for row, text in zip(rows, texts, strict=True):
            if "masked" in text:
                row[:] = float("nan")
        return rows


def test_a_row_of_nan_costs_its_own_file_only(club: Club) -> None:
    path = club.note(BERT.id, ON_BERT)
    assert errors_of(club, BlindEmbedder()) == {
        path.name: "not indexed, because row 0 of 1 has no direction; was its text empty?"
    }


@pytest.mark.parametrize("char", ["\u2028", "\x85", "\x0c", "\x1d"])
def test_odd_line_ends_within_a_text_do_not_tear_the_index(club: Club, char: str) -> None:
    club.note(BERT.id, f"{ON_BERT[:20]}{char}{ON_BERT[20:]}", title=f"A{char}B")
    build(club.index_dir, club.plan(), WordEmbedder())
    index = open_index(club.index_dir)
    assert [passage.paper for passage in index.passages] == [BERT.id, GPT.id]


def test_every_pdf_of_a_mixed_lot_is_read_or_a_row(club: Club) -> None:
    club.file("broken", b"%PDF-1.4 and then nothing")
    club.file("empty", b"")
    club.pdf("scan", "")
    club.pdf("sound", "This page holds one sentence that can be read.")
    for name in ("broken", "empty", "scan", "sound"):
        club.papers[name] = type(GPT)(name, name)
    report = build(club.index_dir, club.plan(), WordEmbedder())
    errors = {row.paper: row.error for row in report.unread}
    assert errors["empty"] == "not read, because the file is empty"
    assert errors["broken"].startswith("not read, because it is damaged (")
    assert errors["scan"].startswith("not read, because it has no text layer ")
    assert set(errors) == {"broken", "empty", "scan"}
    assert open_index(club.index_dir).passages[-1].paper == "sound"


def test_of_a_language_that_the_embedder_cannot_read_the_title_is_embedded(club: Club) -> None:
    club.note(BERT.id, ON_BERT_HE, lang="he", title="BERT reads")
    embedder = WordEmbedder(languages=("en",))
    build(club.index_dir, club.plan(), embedder)
    assert sorted(embedder.embedded) == ["BERT reads", f"What it is\n{ON_GPT}"]
    both = WordEmbedder()
    build(club.home / "other", club.plan(), both)
    assert sorted(both.embedded) == [f"What it is\n{text}" for text in (ON_GPT, ON_BERT_HE)]
