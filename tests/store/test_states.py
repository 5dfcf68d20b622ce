from pathlib import Path

import pytest
from small_club import ATTENTION, BERT, GPT, ON_ATTENTION, ON_BERT, Club, pdf_of

from fakes import WordEmbedder
from paperqa.errors import IndexDamagedError
from paperqa.store.refresh import Watcher, Wish, refresh
from paperqa.store.states import PaperState, paper_states

LINE = "A page with one sentence that can be read by everybody."


@pytest.fixture
def club(tmp_path: Path) -> Club:
    club = Club(tmp_path)
    club.note(ATTENTION.id, ON_ATTENTION)
    club.note(BERT.id, ON_BERT)
    club.note(BERT.id, "המודל קורא משפט משני הצדדים.", "he")
    club.save_catalog()
    return club


def test_before_the_first_index_only_notes_are_known(club: Club) -> None:
    assert paper_states(club.settings()) == [
        PaperState(ATTENTION, notes=("en",)),
        PaperState(BERT, notes=("en", "he")),
        PaperState(GPT),
    ]


def test_each_papers_state_tells_pdf_notes_passages_and_error(club: Club) -> None:
    settings = club.settings()
    settings.pdf_dir.mkdir(parents=True)
    (settings.pdf_dir / "gpt1.pdf").write_bytes(pdf_of(LINE))
    (settings.pdf_dir / "1706.03762.pdf").write_bytes(b"<html></html>")
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    why = "not read, because it is a web page saved under a PDF's name"
    assert paper_states(settings) == [
        PaperState(ATTENTION, notes=("en",), passages=1, error=why),
        PaperState(BERT, notes=("en", "he"), passages=2),
        PaperState(GPT, pdf=True, passages=1),
    ]


def test_a_file_that_the_index_could_not_read_is_the_papers_error(club: Club) -> None:
    club.note(BERT.id, "1 2 3", "he")
    refresh(club.settings(), WordEmbedder(), Wish(), Watcher())
    states = {state.paper.id: state for state in paper_states(club.settings())}
    assert states[BERT.id].error == "not read, because it holds no sentence to index"
    assert states[BERT.id].passages == 1
    assert states[ATTENTION.id].error == ""


def test_papers_that_came_by_themselves_stand_after_the_catalogue(club: Club) -> None:
    settings = club.settings()
    settings.pdf_dir.mkdir(parents=True)
    (settings.pdf_dir / "own work.pdf").write_bytes(pdf_of(LINE))
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    assert [state.paper.id for state in paper_states(settings)] == [
        ATTENTION.id, BERT.id, GPT.id, "own-work",
    ]  # fmt: skip


def test_a_damaged_index_is_told(club: Club) -> None:
    refresh(club.settings(), WordEmbedder(), Wish(), Watcher())
    (club.index_dir / "gen-000001" / "documents.jsonl").write_bytes(b"")
    with pytest.raises(IndexDamagedError, match=r"documents\.jsonl has 0 bytes"):
        paper_states(club.settings())
