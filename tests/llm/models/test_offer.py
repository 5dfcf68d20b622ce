"""A start without a model ends in one line; any other start in none."""

from pathlib import Path

import pytest

from paperqa.llm.models.machine_memory import Memory
from paperqa.llm.models.offer import offer
from paperqa.settings import Settings

GIB = 2**30
LAPTOP = Memory(16 * GIB, 8 * GIB)


def test_the_line_names_model_size_and_command(tmp_path: Path) -> None:
    assert offer(Settings(home=tmp_path), LAPTOP) == (
        "Answers are quotations until a language model is here; gemma-4-e4b (4.2 GB) fits this "
        "machine: stop this with Ctrl-C, then run: make model && make run"
    )


def test_where_memory_is_unknown_the_command_names_the_model(tmp_path: Path) -> None:
    line = offer(Settings(home=tmp_path), Memory(None, None))
    assert "gemma-4-e2b (2.6 GB) for 8 GB of memory: " in line
    assert line.endswith("then run: make model NAME=gemma-4-e2b && make run")


def test_a_machine_on_which_none_fits_is_offered_none(tmp_path: Path) -> None:
    assert offer(Settings(home=tmp_path), Memory(2 * GIB, GIB)) == ""


@pytest.mark.parametrize(
    "flags",
    [
        {"model": "http://127.0.0.1:1"},
        {"model": "gone.gguf"},
        {"no_model": True},
        {"offline": True},
    ],
)
def test_who_chose_otherwise_is_not_asked(tmp_path: Path, flags: dict[str, object]) -> None:
    assert offer(Settings(home=tmp_path, **flags), LAPTOP) == ""  # type: ignore[arg-type]


def test_a_model_that_is_here_needs_no_offer_but_an_unfinished_one_does(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    part = settings.models_dir / "gemma-4-e4b.part"
    part.mkdir(parents=True)
    (part / "x.gguf.part").write_bytes(b"GGUF")
    (settings.models_dir / "mmproj-x.gguf").write_bytes(b"GGUF")
    assert offer(settings, LAPTOP) != ""
    (settings.models_dir / "x.gguf").write_bytes(b"no model, which the chat will tell")
    assert offer(settings, LAPTOP) == ""
