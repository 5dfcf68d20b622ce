"""``paperqa models``: what it shows, what ``pull`` says, and what an index does with it."""

import re
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub.constants
import pytest
from small_home import LORA, Command, built_home, command_in, fill, rows_of

from model_hub import Fault, ModelHub, running_hub
from paperqa.cli.doctor import findings
from paperqa.settings import Settings
from paperqa.store.bundle import verify
from tiny_model import save_tiny_model


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    with running_hub() as hub:
        monkeypatch.setenv("PAPERQA_HUB_URL", hub.url)
        monkeypatch.setenv("PAPERQA_FETCH_RETRIES", "0")
        yield hub


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model's folder; made here, for the library writes a progress bar."""
    return save_tiny_model(tmp_path_factory.mktemp("models") / "original", {})


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Return a function that runs ``paperqa`` in a folder with papers and no index."""
    fill(tmp_path)
    return command_in(tmp_path, monkeypatch, capsys)


def used(command: Command) -> dict[object, tuple[object, object, object]]:
    """Return of each model: where it is, whether the settings name it, and the index's is it."""
    code, shown, _ = command("models", "--json")
    assert code == 0
    return {
        row["name"]: (row["place"], row["in_settings"], row["made_index"])
        for row in rows_of(shown)
        if row["kind"] == "embedder"
    }


def test_without_anything_the_bundled_model_is_the_only_one_here(command: Command) -> None:
    states = used(command)
    assert states.pop("all-MiniLM-L6-v2") == ("bundled", True, False)
    assert set(states.values()) == {(None, False, False)}
    assert len(states) == 6


def test_the_table_shows_what_is_published(command: Command) -> None:
    code, shown, _ = command("models")
    assert code == 0
    lines = [line.split() for line in shown.splitlines()]
    assert ["bge-m3", "–", "–", "en", "he", "85.9", "2.29", "GB", "1024", "8192"] in lines
    assert ["bekko-embedding-v1-a8m", "–", "–", "en", "he", "69.7", "~0.42", "GB", "384",
            "8192"] in lines  # fmt: skip
    assert shown.splitlines()[0].split()[0] == "Embedders"
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_a_row_tells_everything_that_is_known(command: Command) -> None:
    rows = {row["name"]: row for row in rows_of(command("models", "--json")[1])}
    assert rows["multilingual-e5-small"] == {
        "kind": "embedder", "name": "multilingual-e5-small",
        "repository": "intfloat/multilingual-e5-small", "at_hand": False, "place": None,
        "commit": None, "in_settings": False, "made_index": False, "languages": ["en", "he"],
        "hebrew_ndcg10": 63.3, "parameters": 118_000_000, "download_bytes": 472_000_000,
        "download_is_derived": True, "dimensions": 384, "window": 512, "licence": "MIT",
        "good_for": "a well-tried small one",
    }  # fmt: skip


def test_a_pull_says_what_arrives_and_what_to_do_next(
    hub: ModelHub, original: Path, command: Command, tmp_path: Path
) -> None:
    commit = hub.add("club/tiny", original)
    code, shown, told = command("models", "pull", "club/tiny")
    folder = tmp_path / "models/tiny"
    assert code == 0
    assert re.fullmatch(
        rf"club/tiny: pulled, \d\.\d MB, at commit {commit[:12]}: {re.escape(str(folder))}\n"
        r"make an index with it: PAPERQA_EMBEDDER=club/tiny paperqa index\n",
        shown,
    )
    assert re.fullmatch(rf"club/tiny at commit {commit[:12]}: \d+ files, \d\.\d MB\n", told)
    assert used(command)["club/tiny"] == ("pulled", False, False)
    code, shown, told = command("models", "pull", "tiny")
    assert (code, told) == (0, "")
    assert shown.startswith(f"club/tiny: is there already, at commit {commit[:12]}: {folder}\n")


def test_a_pull_that_fails_is_one_line_and_exit_code_1(hub: ModelHub, command: Command) -> None:
    hub.add("BAAI/bge-m3", {"model.safetensors": b"0123456789", "config.json": b"{}"})
    hub.faults["model.safetensors"] = [Fault(cut=4)]
    code, shown, told = command("models", "pull", "bge-m3")
    assert (code, shown) == (1, "")
    assert told.splitlines()[-1].endswith("go on with: paperqa models pull bge-m3")
    assert told.count("\n") == 2
    code, shown, told = command("models", "pull", "bge-m3")
    assert code == 0
    assert told.endswith(": 2 files, 0.0 MB, 0.0 MB here\n")
    assert shown.endswith("PAPERQA_EMBEDDER=bge-m3 paperqa index\n")


def test_the_bundled_model_is_not_pulled(command: Command) -> None:
    assert command("models", "pull", "all-MiniLM-L6-v2") == (
        0, "all-MiniLM-L6-v2 comes with the installation; there is nothing to pull\n", "",
    )  # fmt: skip


def test_questions_use_the_index_s_embedder_until_the_index_says_that_it_is_made_anew(
    hub: ModelHub,
    original: Path,
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    built = built_home(tmp_path_factory.getbasetemp())
    for path in [path for path in built.rglob("*") if path.is_file()]:
        copy = tmp_path / path.relative_to(built)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    command = command_in(tmp_path, monkeypatch, capsys)
    hub.add("club/tiny", original)
    before = command("search", LORA, "--json")[1]
    assert command("models", "pull", "club/tiny")[0] == 0
    monkeypatch.setenv("PAPERQA_EMBEDDER", "tiny")
    states = used(command)
    assert states["all-MiniLM-L6-v2"] == ("bundled", False, True)
    assert states["club/tiny"] == ("pulled", True, False)
    code, shown, told = command("search", LORA, "--json")
    assert (code, told) == (0, "")
    assert without_times(shown) == without_times(before)
    code, shown, told = command("index", "--offline")
    assert code == 0
    assert told == (
        "the embedder was all-MiniLM-L6-v2 and is now club/tiny: all is embedded anew\n"
    )
    assert verify(tmp_path / "index").embedder == "club/tiny"
    assert used(command)["club/tiny"] == ("pulled", True, True)
    monkeypatch.setenv("PAPERQA_EMBEDDER", "club/tiny")  # its other name makes nothing anew
    assert command("index", "--offline")[1].startswith("nothing new; ")


def without_times(line: str) -> str:
    return re.sub(r'"ms": [\d.]+', "", line)


def test_doctor_tells_of_a_pulled_model_and_of_another_revision(
    hub: ModelHub, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hub.add("club/tiny", save_tiny_model(tmp_path / "one", {}, seed=1))
    command("models", "pull", "club/tiny")
    monkeypatch.setenv("PAPERQA_EMBEDDER", "club/tiny")
    assert command("index", "--offline")[0] == 0
    second = hub.add("club/tiny", save_tiny_model(tmp_path / "two", {}, seed=2))
    settings = Settings(home=tmp_path, embedder="tiny")

    def found(name: str) -> tuple[str, str]:
        return next((each.text, each.mend) for each in findings(settings) if each.name == name)

    assert re.fullmatch(
        rf"club/tiny, revision [0-9a-f]{{16}}, pulled at commit {first[:12]}; "
        "questions in English and Hebrew",
        found("embedder")[0],
    )
    assert found("index")[1] == ""
    assert command("models", "pull", "club/tiny", "--revision", second)[0] == 0
    text, mend = found("index")
    assert text.endswith("; the embedder's files have changed since")
    assert mend == "paperqa index"
    told = command("index", "--offline")[2]
    assert told == "the files of embedder club/tiny have changed: all is embedded anew\n"


def test_questions_find_the_pulled_model_that_made_the_index_and_refuse_another_revision(
    hub: ModelHub,
    original: Path,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub.add("club/tiny", original)
    command("models", "pull", "club/tiny")
    with monkeypatch.context() as patch:
        patch.setenv("PAPERQA_EMBEDDER", "tiny")
        assert command("index", "--offline")[0] == 0
    made_with = verify(tmp_path / "index").embedder_revision
    # The settings name the bundled model again: questions use the one that made the index.
    code, shown, told = command("search", LORA, "--json")
    assert (code, told) == (0, "")
    assert rows_of(shown)[0]["hits"]
    later = hub.add("club/tiny", save_tiny_model(tmp_path / "later", {}, seed=2))
    assert command("models", "pull", "club/tiny", "--revision", later)[0] == 0
    code, shown, told = command("search", LORA)
    assert (code, shown) == (1, "")
    assert re.fullmatch(
        rf"paperqa: the index was made with other files of club/tiny, revision {made_with}, than "
        rf"are here, revision [0-9a-f]{{16}}, pulled at commit {later[:12]}; make it anew with: "
        r"paperqa index\n",
        told,
    )
