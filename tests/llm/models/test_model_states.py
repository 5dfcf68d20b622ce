"""What ``paperqa models`` and the doctor know of chat models, without loading any."""

from pathlib import Path

import pytest

from paperqa.llm.models.machine_memory import Memory
from paperqa.llm.models.model_files import choose
from paperqa.llm.models.model_states import (
    ChatModelState,
    ModelInUse,
    chat_model_states,
    model_in_use,
    shown_address,
)
from paperqa.settings import Settings
from paperqa.transfer.pin import Pin, PinnedFile, write_pin

GIB = 2**30
LAPTOP = Memory(16 * GIB, 8 * GIB)
COMMIT = "c" * 40
E4B = "gemma-4-E4B-it-qat-UD-Q4_K_XL.gguf"
E2B = "gemma-4-E2B-it-qat-UD-Q4_K_XL.gguf"


def put(settings: Settings, name: str, data: bytes = b"GGUF and more") -> Path:
    """Write a model's file."""
    settings.models_dir.mkdir(exist_ok=True)
    path = settings.models_dir / name
    path.write_bytes(data)
    return path


def put_pulled(settings: Settings, name: str, repository: str) -> Path:
    """Write a model's file and the note that a pull leaves beside it."""
    path = put(settings, name)
    pin = Pin(repository, COMMIT, (PinnedFile(name, path.stat().st_size, "sha256:0"),))
    write_pin(path.with_name(f"{name}.json"), pin)
    return path


def states(settings: Settings, memory: Memory = LAPTOP) -> dict[str, ChatModelState]:
    return {state.name: state for state in chat_model_states(settings, memory)}


def test_without_files_only_the_one_that_fits_is_marked(tmp_path: Path) -> None:
    found = states(Settings(home=tmp_path))
    assert {name: (state.place, state.in_use, state.suits) for name, state in found.items()} == {
        "dictalm-3-1.7b": ("", False, False),
        "gemma-4-e2b": ("", False, False),
        "gemma-4-e4b": ("", False, True),
        "gemma-4-12b": ("", False, False),
    }
    assert found["gemma-4-12b"].bytes == 6_720_000_000
    nowhere = states(Settings(home=tmp_path), Memory(None, None))
    assert [state.suits for state in nowhere.values()] == [False] * 4


def test_a_pulled_file_and_one_brought_by_hand_are_here(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    pulled = put_pulled(settings, E4B, "unsloth/gemma-4-E4B-it-qat-GGUF")
    by_hand = put(settings, "DictaLM-3.0-1.7B-Thinking-Q4_K_M.gguf")
    other = put(settings, "zebra.gguf", b"GGUF")
    found = states(settings)
    e4b, dictalm, zebra = found["gemma-4-e4b"], found["dictalm-3-1.7b"], found["zebra.gguf"]
    assert (e4b.place, e4b.path, e4b.commit, e4b.bytes) == ("pulled", pulled, COMMIT, 13)
    assert (dictalm.place, dictalm.path, dictalm.commit) == ("found", by_hand, "")
    assert (zebra.known, zebra.place, zebra.path, zebra.bytes) == (None, "found", other, 4)
    assert len(found) == 5


def test_a_file_that_is_cut_short_is_not_the_known_model(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    put_pulled(settings, E4B, "unsloth/gemma-4-E4B-it-qat-GGUF").write_bytes(b"GGUF")
    found = states(settings)
    assert (found["gemma-4-e4b"].place, found[E4B].place) == ("", "pulled")


def test_in_use_is_what_the_chat_would_load(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert model_in_use(settings) == ModelInUse()
    path = put(settings, E2B)
    assert model_in_use(settings) == ModelInUse(path)
    assert [name for name, state in states(settings).items() if state.in_use] == ["gemma-4-e2b"]
    elsewhere = tmp_path / "mine.gguf"
    elsewhere.write_bytes(b"GGUF")
    named = Settings(home=tmp_path, model="mine.gguf")
    assert [name for name, state in states(named).items() if state.in_use] == ["mine.gguf"]
    assert model_in_use(Settings(home=tmp_path, no_model=True)) == ModelInUse()


def test_a_named_file_that_will_not_do_is_trouble_and_the_table_still_stands(
    tmp_path: Path,
) -> None:
    settings = Settings(home=tmp_path, model="gone.gguf")
    assert model_in_use(settings).trouble.startswith(
        f"no language model at {tmp_path / 'gone.gguf'}"
    )
    assert len(states(settings)) == 4


@pytest.mark.parametrize(
    "secret", ["dana:secret@127.0.0.1:8080/v1", "127.0.0.1:8080/v1?api_key=secret"]
)
def test_an_address_is_in_use_and_its_password_is_not_shown(tmp_path: Path, secret: str) -> None:
    settings = Settings(home=tmp_path, model=f"http://{secret}#tiny")
    shown = "http://127.0.0.1:8080/v1#tiny"
    assert model_in_use(settings) == ModelInUse(address=shown)
    served = states(settings)[shown]
    assert (served.place, served.in_use, served.path) == ("served", True, None)
    assert shown_address("http://a:b") == "an address"


@pytest.mark.parametrize("pulled_last", [E2B, E4B])
def test_of_several_models_the_one_pulled_last_is_in_use(tmp_path: Path, pulled_last: str) -> None:
    settings = Settings(home=tmp_path)
    for name in (E4B, E2B):
        put(settings, name)
    choose(settings.models_dir / pulled_last)
    assert model_in_use(settings) == ModelInUse(settings.models_dir / pulled_last)
