"""Which file is the language model."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperqa.errors import ModelError
from paperqa.llm.models.files import find_model
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


@pytest.mark.parametrize("address", ["http://localhost:11434/v1#gemma4:e4b", "HTTPS://host"])
def test_the_address_of_an_endpoint_is_no_file(home: Path, address: str) -> None:
    assert find_model(Settings(home=home, model=address)) is None


def test_a_named_file_that_is_missing_says_what_to_set(home: Path) -> None:
    with pytest.raises(ModelError) as caught:
        find_model(Settings(home=home, model="models/d.gguf"))
    assert str(caught.value) == (
        f"no language model at {home / 'models' / 'd.gguf'}; set PAPERQA_MODEL to a GGUF file, "
        "or PAPERQA_NO_MODEL=1 to go without"
    )


@pytest.fixture
def nobody() -> Iterator[None]:
    """Run a test without root's right to read everything."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def forbid(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs the permissions of POSIX")
    path.chmod(0)


@pytest.mark.parametrize("name", ["models/b.gguf", "models"])
def test_a_file_that_may_not_be_read_says_what_to_do(
    home: Path, name: str, request: pytest.FixtureRequest
) -> None:
    forbid(home / name)
    request.getfixturevalue("nobody")
    with pytest.raises(ModelError) as caught:
        find_model(Settings(home=home, model="models/b.gguf"))
    assert str(caught.value) == (
        f"{home / 'models' / 'b.gguf'} cannot be read (Permission denied); "
        "give yourself the right to, or PAPERQA_NO_MODEL=1 to go without"
    )


def test_a_name_that_no_file_can_have_says_so(home: Path) -> None:
    with pytest.raises(ModelError, match=r" cannot be read \(.+\); set PAPERQA_MODEL to another,"):
        find_model(Settings(home=home, model="x" * 5000))


def test_a_web_page_saved_as_gguf_is_refused(home: Path) -> None:
    (home / "models" / "b.gguf").write_bytes(b"<!DOCTYPE html>")
    with pytest.raises(ModelError) as caught:
        find_model(Settings(home=home))
    assert str(caught.value) == (
        f"{home / 'models' / 'b.gguf'} is not a GGUF file: "
        "it starts with b'<!DO', not b'GGUF'; download it again"
    )
