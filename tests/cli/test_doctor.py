"""``paperqa doctor``: what is here, what is missing, and the command that mends it."""

from pathlib import Path

import pytest
from small_home import built_home, fill

from paperqa.cli import run
from paperqa.cli.doctor import Finding, findings
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
        "paperqa", "packages", "embedder", "model", "papers", "notes", "index", "disk",
    ]  # fmt: skip
    assert parts["papers"] == Finding("papers", "3 in the catalogue, 1 with a PDF", FETCH)
    assert parts["notes"].text == f"2 in {home / 'ingest/notes'}"
    assert parts["index"] == Finding(
        "index", "gen-000001: 3 passages, made with all-MiniLM-L6-v2; every file checked"
    )
    assert parts["model"].mend == f"put a GGUF file into {home / 'models'}"
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
    assert parts["model"] == Finding("model", "stories260K.gguf, 0.00 GB")


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
