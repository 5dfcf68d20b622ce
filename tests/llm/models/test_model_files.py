"""Of several models the chosen one is used; a choice leads to no other folder."""

from pathlib import Path

import pytest

from paperqa.llm.models.model_files import CHOICE, choose, chosen, model_files


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("b.gguf", "a.gguf", "mmproj-b.gguf", "mtp-b.gguf", "b.gguf.json", "a.txt"):
        (folder / name).write_bytes(b"GGUF")
    return folder


def test_eyes_and_drafters_are_no_language_models(models: Path) -> None:
    assert model_files(models) == [models / "a.gguf", models / "b.gguf"]
    assert model_files(models / "gone") == []


def test_the_last_choice_holds(models: Path) -> None:
    assert chosen(models) is None
    for name in ("b.gguf", "a.gguf", "a.gguf"):
        choose(models / name)
        assert chosen(models) == models / name
    assert (models / CHOICE).read_text() == "a.gguf\n"


@pytest.mark.parametrize("note", ["", "c.gguf", "../x.gguf", "mmproj-b.gguf", "a.txt", "\udcff"])
def test_a_note_that_names_no_model_is_no_choice(models: Path, note: str) -> None:
    (models.parent / "x.gguf").write_bytes(b"GGUF")
    (models / CHOICE).write_bytes(note.encode("utf-8", "surrogateescape"))
    assert chosen(models) is None
