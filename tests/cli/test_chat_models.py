"""``paperqa models`` and ``models pull`` for chat models: tables, progress, Ctrl-C, kill -9."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_home import Command, command_in, rows_of, start

from model_hub import Fault, ModelHub, hub_for
from paperqa.llm.models.machine_memory import Memory

GIB = 2**30
E2B = "gemma-4-E2B-it-qat-UD-Q4_K_XL.gguf"
E2B_REPOSITORY = "unsloth/gemma-4-E2B-it-qat-GGUF"
MODEL = b"GGUF" + bytes(range(256)) * 4000


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    with hub_for(monkeypatch) as hub:
        monkeypatch.setenv("PAPERQA_HUB_URL", hub.url)
        monkeypatch.setenv("PAPERQA_FETCH_RETRIES", "0")
        yield hub


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    return command_in(tmp_path, monkeypatch, capsys)


def test_a_pull_says_what_arrives_where_it_is_and_how_to_use_it(
    hub: ModelHub, command: Command, tmp_path: Path
) -> None:
    commit = hub.add(E2B_REPOSITORY, {E2B: MODEL, "mmproj-BF16.gguf": b"GGUF"})
    code, shown, told = command("models", "pull", "gemma-4-E2B")
    path = tmp_path / "models" / E2B
    at = f"at commit {commit[:12]}: {path}\n"
    use = "the chat answers with it from its next start: make run\n"
    assert (code, shown) == (0, f"gemma-4-e2b: pulled, 1.0 MB, {at}{use}")
    assert told == f"{E2B_REPOSITORY} at commit {commit[:12]}: 1 file, 1.0 MB\n"
    assert path.read_bytes() == MODEL
    code, shown, told = command("models", "pull", "gemma-4-e2b")
    assert (code, shown, told) == (0, f"gemma-4-e2b: is there already, {at}{use}", "")


def test_a_model_that_is_not_used_is_told_with_how_to_use_it(
    hub: ModelHub, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add(E2B_REPOSITORY, {E2B: MODEL})
    monkeypatch.setenv("PAPERQA_MODEL", "http://127.0.0.1:1/v1")
    code, shown, _ = command("models", "pull", "gemma-4-e2b")
    assert code == 0
    assert shown.endswith(
        f"the chat uses http://127.0.0.1:1/v1; for this one: "
        f"PAPERQA_MODEL={tmp_path / 'models' / E2B}\n"
    )


def test_the_rows_tell_everything(hub: ModelHub, command: Command, tmp_path: Path) -> None:
    commit = hub.add(E2B_REPOSITORY, {E2B: MODEL})
    command("models", "pull", "gemma-4-e2b")
    rows = {row["name"]: row for row in rows_of(command("models", "--json")[1])}
    row = rows["gemma-4-e2b"]
    assert isinstance(row.pop("suits_this_machine"), bool)
    assert row == {
        "kind": "chat", "name": "gemma-4-e2b", "at_hand": True, "place": "pulled",
        "file": str(tmp_path / "models" / E2B), "commit": commit, "bytes": len(MODEL),
        "in_use": True, "repository": E2B_REPOSITORY, "languages": ["en", "he"],
        "memory_gb": 8, "licence": "Apache-2.0",
        "good_for": "answers in both languages on a laptop",
    }  # fmt: skip
    assert (rows["gemma-4-12b"]["at_hand"], rows["gemma-4-12b"]["bytes"]) == (False, 6_720_000_000)


@pytest.mark.parametrize("columns", [80, 120])
def test_the_tables_fit_the_terminal(
    hub: ModelHub, command: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    hub.add(E2B_REPOSITORY, {E2B: MODEL})
    command("models", "pull", "gemma-4-e2b")
    monkeypatch.setenv("COLUMNS", str(columns))
    code, shown, told = command("models")
    assert (code, told) == (0, "")
    lines = shown.splitlines()
    assert max(map(len, lines)) <= columns
    fields = [line.split() for line in lines]
    assert ["Chat", "models", "here", "memory", "download", "answers", "licence"] in fields
    here = ["gemma-4-e2b", "in", "use", "8", "GB", "1.0", "MB", "en", "he", "Apache-2.0"]
    assert any(row[-len(here) :] == here for row in fields)  # it may begin with the mark
    assert ["gemma-4-12b", "–", "16", "GB", "6.72", "GB", "en", "he", "Apache-2.0"] in fields


def test_a_file_with_a_long_name_has_a_line_to_itself(command: Command, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    for name in ("a.gguf", "zebra-with-a-very-long-name-Q4_K_M.gguf"):
        (models / name).write_bytes(b"GGUF")
    lines = [line.split() for line in command("models")[1].splitlines()]
    assert ["a.gguf", "in", "use", "–", "0.0", "MB"] in lines
    at = lines.index(["zebra-with-a-very-long-name-Q4_K_M.gguf"])
    assert lines[at + 1] == ["yes", "–", "0.0", "MB"]
    assert lines[-1][:4] == ["to", "use", "another:", "paperqa"]


def test_a_model_that_cannot_be_used_is_told_beside_the_tables(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_MODEL", "gone.gguf")
    code, shown, told = command("models")
    assert code == 0
    assert "gemma-4-e4b" in shown
    assert told.startswith("no language model at ")


def test_without_a_name_the_one_that_fits_is_pulled_after_saying_which(
    hub: ModelHub, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add(E2B_REPOSITORY, {E2B: MODEL})
    monkeypatch.setattr("paperqa.cli.models.machine_memory", lambda: Memory(8 * GIB, 5 * GIB))
    code, shown, told = command("models", "pull")
    assert code == 0
    assert told.splitlines()[0] == "This machine has 8 GB of memory: gemma-4-e2b fits, 2.62 GB"
    assert shown.startswith("gemma-4-e2b: pulled, ")


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (2 * GIB, "this machine has 2 GB of memory"),
        (None, "this machine has an unknown amount of memory"),
    ],
)
def test_where_none_can_be_chosen_the_names_are_told(
    command: Command, monkeypatch: pytest.MonkeyPatch, total: int | None, said: str
) -> None:
    monkeypatch.setattr("paperqa.cli.models.machine_memory", lambda: Memory(total, None))
    code, shown, told = command("models", "pull")
    assert (code, shown) == (1, "")
    assert told == (
        f"paperqa: {said}, for which no chat model can be chosen; choose one by the memory that "
        "it needs, with: paperqa models pull NAME; dictalm-3-1.7b (4 GB), gemma-4-e2b (8 GB), "
        "gemma-4-e4b (16 GB), gemma-4-12b (16 GB)\n"
    )


def test_a_wrong_name_is_one_line_with_the_known_ones(command: Command) -> None:
    code, shown, told = command("models", "pull", "gemma-5")
    assert (code, shown) == (1, "")
    assert told == (
        "paperqa: no model 'gemma-5'; expected a chat model (dictalm-3-1.7b, gemma-4-e2b, "
        "gemma-4-e4b, gemma-4-12b), an embedder (all-MiniLM-L6-v2, bekko-embedding-v1-a25m, "
        "bekko-embedding-v1-a8m, bge-m3, multilingual-e5-small, multilingual-e5-base, "
        "multilingual-e5-large), or OWNER/NAME of the hub\n"
    )


def test_any_gguf_of_the_hub_can_be_pulled_by_its_file(
    hub: ModelHub, command: Command, tmp_path: Path
) -> None:
    hub.add("club/tiny-GGUF", {"tiny-Q4_K_M.gguf": MODEL, "tiny-Q8_0.gguf": MODEL})
    code, _, told = command("models", "pull", "club/tiny-GGUF", "--file", "*.gguf")
    assert code == 1
    assert told.endswith("choose one: paperqa models pull club/tiny-GGUF --file FILE\n")
    assert command("models", "pull", "club/tiny-GGUF", "--file", "*Q8*")[0] == 0
    rows = {row["name"]: row for row in rows_of(command("models", "--json")[1])}
    row = rows["tiny-Q8_0.gguf"]
    assert (row["place"], row["in_use"]) == ("pulled", True)


def test_a_repository_of_chat_models_without_a_file_is_told_with_how_to_choose(
    hub: ModelHub, command: Command
) -> None:
    hub.add("club/tiny-GGUF", {"config.json": b"{}", "tiny-Q4_K_M.gguf": MODEL})
    assert command("models", "pull", "club/tiny-GGUF") == (
        1,
        "",
        "paperqa: club/tiny-GGUF holds chat models; choose a file: paperqa models pull "
        "club/tiny-GGUF --file '*Q4_K_M.gguf'\n",
    )


def test_a_wrong_digest_is_exit_code_1_and_leaves_no_file_and_no_lock(
    hub: ModelHub, command: Command, tmp_path: Path
) -> None:
    hub.add(E2B_REPOSITORY, {E2B: MODEL})
    hub.faults[E2B] = [Fault(body=MODEL[:-1] + b"!")]
    code, shown, told = command("models", "pull", "gemma-4-e2b")
    assert (code, shown) == (1, "")
    assert "has other bytes than the hub says (sha256 " in told.splitlines()[-1]
    assert sorted(path.name for path in (tmp_path / "models").rglob("*")) == [
        "gemma-4-e2b.part", "paperqa.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "code", "said"),
    [
        (
            signal.SIGINT,
            130,
            "What arrived is kept; go on with: paperqa models pull gemma-4-e2b\n"
            "paperqa: stopped; what is done is kept\n",
        ),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_after_ctrl_c_and_after_kill_9_a_pull_goes_on(
    hub: ModelHub, command: Command, tmp_path: Path, ends: signal.Signals, code: int, said: str
) -> None:
    hub.add(E2B_REPOSITORY, {E2B: MODEL})
    hub.faults[E2B] = [Fault(cut=800_000, hold=True)]
    process = start(
        "models", "pull", "gemma-4-e2b", home=tmp_path, PAPERQA_HUB_URL=hub.url, HF_HUB_OFFLINE="0"
    )
    part = tmp_path / "models/gemma-4-e2b.part" / f"{E2B}.part"
    while not part.is_file() or part.stat().st_size < 700_000:  # the rest is in its buffer
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(ends)
    _, told = process.communicate(timeout=60)
    hub.released.set()
    assert process.returncode == code
    assert told.decode().endswith(said)
    kept = part.stat().st_size
    assert command("models", "pull", "gemma-4-e2b")[0] == 0
    assert hub.files_asked()[-1].range == f"bytes={kept}-"
    assert (tmp_path / "models" / E2B).read_bytes() == MODEL
    assert not (tmp_path / "models/.gemma-4-e2b.lock").exists()
