"""``paperqa doctor``: what is here, what is missing, and the command that mends it."""

import socket
from pathlib import Path

import pytest
from small_home import built_home, fill

from paperqa.cli import run
from paperqa.cli.doctor import Finding, findings, memory_line, model_mend
from paperqa.llm.models.machine_memory import Memory, machine_memory
from paperqa.settings import Settings
from paperqa.store.bundle import verify

FETCH = "paperqa fetch, or: paperqa index --pdf-dir DIR"


def found(settings: Settings) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings(settings)}


def test_a_club_with_an_index_needs_papers_and_a_model(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = built_home(tmp_path_factory.getbasetemp())
    parts = found(Settings(home=home))
    assert list(parts) == [
        "paperqa", "packages", "embedder", "model", "memory", "papers", "notes", "index", "disk",
    ]  # fmt: skip
    assert parts["papers"] == Finding("papers", "3 in the catalogue, 1 with a PDF", FETCH)
    assert parts["notes"].text == f"2 in {home / 'ingest/notes'}"
    assert parts["index"] == Finding(
        "index", "gen-000001: 3 passages, made with all-MiniLM-L6-v2; every file checked"
    )
    assert parts["model"].text == "no language model: answers quote the papers word for word"
    assert parts["model"].mend
    assert parts["memory"] == Finding("memory", memory_line(machine_memory(), Settings(home=home)))
    revision = verify(home / "index").embedder_revision
    assert parts["embedder"] == Finding(
        "embedder",
        f"all-MiniLM-L6-v2, revision {revision}; English only: Hebrew questions go through the "
        "glossary; for one that knows Hebrew: paperqa models pull bekko-embedding-v1-a25m",
    )
    assert parts["packages"].mend == ""
    assert "torch 2." in parts["packages"].text


def test_an_empty_folder_needs_everything(tmp_path: Path) -> None:
    parts = found(Settings(home=tmp_path))
    assert parts["papers"].mend == "set PAPERQA_HOME to the folder that holds ingest/"
    assert parts["index"] == Finding("index", f"no index at {tmp_path / 'index'}", "paperqa index")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    parts = found(Settings(home=tmp_path / "gone"))
    assert parts["disk"].text == f"no folder {tmp_path / 'gone'}"


def test_an_embedder_that_is_not_here_is_told(tmp_path: Path) -> None:
    parts = found(Settings(home=tmp_path, embedder="nobody/knows-it"))
    assert parts["embedder"].text == "nobody/knows-it is not on this machine"
    assert parts["embedder"].mend.endswith("paperqa index")


def test_a_known_embedder_that_is_not_here_is_told_with_its_pull(tmp_path: Path) -> None:
    parts = found(Settings(home=tmp_path, embedder="bge-m3"))
    assert parts["embedder"] == Finding(
        "embedder",
        "BAAI/bge-m3 is not on this machine",
        "paperqa models pull bge-m3, then: paperqa index",
    )


def test_an_index_of_another_embedder_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = built_home(tmp_path_factory.getbasetemp())
    index = found(Settings(home=home, embedder="nobody/knows-it"))["index"]
    assert index.text.endswith("; the settings now name nobody/knows-it")
    assert index.mend == "paperqa index"


@pytest.mark.parametrize(
    ("model", "text"),
    [
        ("gone.gguf", "no language model at "),
        ("ingest/catalog.jsonl", "is not a GGUF file"),
    ],
)
def test_a_model_file_that_will_not_do_is_told(tmp_path: Path, model: str, text: str) -> None:
    fill(tmp_path)
    finding = found(Settings(home=tmp_path, model=model))["model"]
    assert text in finding.text
    assert finding.mend


@pytest.mark.parametrize(
    ("memory", "line"),
    [
        (
            Memory(16_400_000_000, 9_000_000_000),
            "15 GB: gemma-4-e4b fits (4.22 GB): paperqa models pull gemma-4-e4b",
        ),
        (
            Memory(8_000_000_000, 3_000_000_000),
            "7 GB: gemma-4-e2b fits (2.62 GB): paperqa models pull gemma-4-e2b; only 2.8 GB is "
            "free now, close other programs first",
        ),
        (
            Memory(4_000_000_000, None),
            "4 GB: dictalm-3-1.7b fits (1.11 GB): paperqa models pull dictalm-3-1.7b",
        ),
        (Memory(2_000_000_000, None), "2 GB; what each chat model needs: paperqa models"),
        (Memory(None, None), "an unknown amount; what each chat model needs: paperqa models"),
    ],
)
def test_the_memory_line_names_what_fits_and_its_pull(
    tmp_path: Path, memory: Memory, line: str
) -> None:
    assert memory_line(memory, Settings(home=tmp_path)) == line


@pytest.mark.parametrize(
    ("total", "mend"),
    [
        (None, "paperqa models pull gemma-4-e2b (for 8 GB of memory)"),
        (8_000_000_000, "paperqa models pull gemma-4-e2b"),
        (2_000_000_000, "set PAPERQA_MODEL to the address of a model that a larger machine serves"),
    ],
)
def test_a_missing_model_is_mended_by_what_fits_and_a_guess_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, total: int | None, mend: str
) -> None:
    monkeypatch.setattr("paperqa.cli.doctor.machine_memory", lambda: Memory(total, None))
    assert found(Settings(home=tmp_path))["model"].mend == mend == model_mend(Memory(total, None))


def test_the_memory_line_says_that_what_fits_is_here(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    settings.models_dir.mkdir()
    (settings.models_dir / "gemma-4-E2B-it-qat-UD-Q4_K_XL.gguf").write_bytes(b"GGUF")
    memory = Memory(8_000_000_000, None)
    assert memory_line(memory, settings) == "7 GB: gemma-4-e2b fits (2.62 GB): it is here"


def test_an_address_is_named_and_not_asked(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        model = found(Settings(home=tmp_path, model=address))["model"]
        assert model == Finding("model", f"served by {address}, which is not asked here")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_model_by_choice_needs_no_mending(tmp_path: Path) -> None:
    assert found(Settings(home=tmp_path, no_model=True))["model"].mend == ""


def test_a_damaged_catalogue_is_a_finding_and_not_the_end(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "ingest/catalog.jsonl").write_text("{\n", encoding="utf-8")
    parts = found(Settings(home=tmp_path))
    assert "catalog.jsonl:1 is no JSON" in parts["papers"].text
    assert parts["papers"].mend
    assert parts["notes"].text.startswith("2 in ")


def test_a_model_file_is_named_with_its_size(tmp_path: Path, shared: Path) -> None:
    toy = shared / "models" / "stories260K.gguf"
    if not toy.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    parts = found(Settings(home=tmp_path, model=str(toy)))
    assert parts["model"] == Finding(
        "model", f"stories260K.gguf, {toy.stat().st_size / 1e6:.1f} MB"
    )


def test_the_report_is_printed_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    assert run(["doctor"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert f"! index      no index at {tmp_path / 'index'}\n" in shown.out
    assert "             mend it: paperqa index\n" in shown.out
