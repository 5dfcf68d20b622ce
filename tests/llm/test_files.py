"""Which file is the language model."""

from pathlib import Path

import pytest

from paperqa.errors import ModelError
from paperqa.llm.files import find_model
from paperqa.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    for name in ("b.gguf", "c.gguf", "a-mmproj-f16.gguf", "a.txt"):
        (tmp_path / "models" / name).write_bytes(b"GGUF....")
    return tmp_path


def test_the_first_gguf_of_the_folder_is_taken_and_an_image_part_is_not(home: Path) -> None:
    assert find_model(Settings(home=home)) == home / "models" / "b.gguf"


def test_a_named_file_goes_first_and_counts_from_home(home: Path) -> None:
    assert find_model(Settings(home=home, model="models/c.gguf")) == home / "models" / "c.gguf"
    absolute = str(home / "models" / "c.gguf")
    assert find_model(Settings(home=home / "x", model=absolute)) == Path(absolute)


def test_no_model_is_none(home: Path, tmp_path: Path) -> None:
    assert find_model(Settings(home=home, no_model=True, model="models/c.gguf")) is None
    assert find_model(Settings(home=tmp_path / "empty")) is None


def test_a_named_file_that_is_missing_says_what_to_set(home: Path) -> None:
    with pytest.raises(ModelError) as caught:
        find_model(Settings(home=home, model="models/d.gguf"))
    assert str(caught.value) == (
        f"no language model at {home / 'models' / 'd.gguf'}; set PAPERQA_MODEL to a GGUF file, "
        "or PAPERQA_NO_MODEL=1 to go without"
    )


def test_a_web_page_saved_as_gguf_is_refused(home: Path) -> None:
    (home / "models" / "b.gguf").write_bytes(b"<!DOCTYPE html>")
    with pytest.raises(ModelError) as caught:
        find_model(Settings(home=home))
    assert str(caught.value) == (
        f"{home / 'models' / 'b.gguf'} is not a GGUF file: "
        "it starts with b'<!DO', not b'GGUF'; download it again"
    )
