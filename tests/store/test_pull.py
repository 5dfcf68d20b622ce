"""Models arrive whole, checked and pinned, also over a bad line, and are then used."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pulling import FILES, LARGE, NEEDED, WEIGHTS, contents, refused
from sentence_transformers import SentenceTransformer

from model_hub import Asked, Fault, ModelHub, git_name, hub_for, settings_for
from paperqa.settings import Settings
from paperqa.store.embed import SentenceEmbedder
from paperqa.store.pull import PullReport, pull
from paperqa.store.pulled import find_pulled
from paperqa.transfer.staging import Arrival
from tiny_model import save_tiny_model


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    with hub_for(monkeypatch) as hub:
        yield hub


@pytest.fixture
def settings(hub: ModelHub, tmp_path: Path) -> Settings:
    return settings_for(hub, tmp_path)


def test_a_pull_brings_what_is_needed_and_pins_it(hub: ModelHub, settings: Settings) -> None:
    commit = hub.add("club/tiny", FILES)
    arrivals: list[Arrival] = []
    report = pull("club/tiny", settings, on_arrival=arrivals.append)
    folder = settings.models_dir / "tiny"
    size = sum(len(FILES[name]) for name in NEEDED)
    assert report == PullReport("pulled", "club/tiny", folder, commit, size)
    assert contents(folder) == {name: FILES[name] for name in NEEDED}
    pin = json.loads((folder / "paperqa.json").read_text())
    assert (pin["repository"], pin["revision"]) == ("club/tiny", commit)
    digests = {file["path"]: (file["size"], file["digest"]) for file in pin["files"]}
    assert digests[LARGE] == (len(WEIGHTS), f"sha256:{hashlib.sha256(WEIGHTS).hexdigest()}")
    assert digests["modules.json"] == (2, f"git:{git_name(b'[]')}")
    assert sorted(digests) == NEEDED
    assert [asked.range for asked in hub.files_asked()] == [None] * len(NEEDED)
    assert (arrivals[0].done, arrivals[-1].done) == (0, size)
    assert {arrival.total for arrival in arrivals} == {size}


def test_weights_come_last_and_old_ones_only_where_there_are_no_safetensors(
    hub: ModelHub, settings: Settings
) -> None:
    files = {name: data for name, data in FILES.items() if name != LARGE}
    hub.add("club/old", files | {"colbert_linear.pt": b"more", "training_args.bin": b"more"})
    pull("club/old", settings)
    assert hub.files_asked()[-1].path == "pytorch_model.bin"
    kept = {*NEEDED, "pytorch_model.bin"} - {LARGE}
    assert contents(settings.models_dir / "old") == {name: FILES[name] for name in kept}


def test_an_interrupted_pull_goes_on_with_the_rest_only_at_the_commit_it_began_with(
    hub: ModelHub, settings: Settings
) -> None:
    commit = hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(cut=4000)]
    said = refused("club/tiny", settings)
    assert said.endswith("; what arrived is kept, go on with: paperqa models pull club/tiny")
    assert find_pulled(settings.models_dir, "club/tiny") is None
    assert (settings.models_dir / f"tiny.part/{LARGE}.part").read_bytes() == WEIGHTS[:4000]
    hub.asked.clear()
    hub.add("club/tiny", FILES | {LARGE: b"a later commit"})
    assert pull("club/tiny", settings).commit == commit
    assert hub.asked == [Asked(LARGE, "bytes=4000-")]
    assert contents(settings.models_dir / "tiny") == {name: FILES[name] for name in NEEDED}
    assert sorted(path.name for path in settings.models_dir.iterdir()) == ["tiny"]


def test_one_pull_tries_again_by_itself(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(cut=100), Fault(status=503), Fault(cut=1000)]
    patient = Settings(home=settings.home, hub_url=hub.url, fetch_retries=3, fetch_delay=0)
    pull("club/tiny", patient)
    ranges = [asked.range for asked in hub.files_asked() if asked.path == LARGE]
    assert ranges == [None, "bytes=100-", "bytes=100-", "bytes=1100-"]
    assert (settings.models_dir / "tiny" / LARGE).read_bytes() == WEIGHTS


@pytest.mark.parametrize(
    ("fault", "ranges"),
    [
        (Fault(ignore_range=True), ["bytes=4000-"]),
        (Fault(body=WEIGHTS + b"!"), ["bytes=4000-", None]),
        (Fault(body=b"short"), ["bytes=4000-", None]),
        (Fault(shift=1), ["bytes=4000-", None]),
    ],
)
def test_a_hub_that_answers_a_range_badly_does_not_spoil_the_file(
    hub: ModelHub, settings: Settings, fault: Fault, ranges: list[str | None]
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(cut=4000)]
    refused("club/tiny", settings)
    hub.asked.clear()
    hub.faults[LARGE] = [fault]
    patient = Settings(home=settings.home, hub_url=hub.url, fetch_retries=1, fetch_delay=0)
    pull("club/tiny", patient)
    assert [asked.range for asked in hub.files_asked()] == ranges
    assert (settings.models_dir / "tiny" / LARGE).read_bytes() == WEIGHTS


def test_what_arrived_of_another_commit_is_not_gone_on_with(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(cut=4000)]
    refused("club/tiny", settings)
    later = hub.add("club/tiny", FILES | {LARGE: WEIGHTS[::-1]})
    assert pull("club/tiny", settings, later).commit == later
    assert hub.files_asked()[-1] == Asked(LARGE, None)
    assert (settings.models_dir / "tiny" / LARGE).read_bytes() == WEIGHTS[::-1]


@pytest.mark.parametrize(("file", "kind"), [(LARGE, "sha256"), ("config.json", "git")])
def test_other_bytes_of_the_same_size_are_refused_and_dropped(
    hub: ModelHub, settings: Settings, file: str, kind: str
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[file] = [Fault(body=FILES[file][:-1] + b"!")]
    said = refused("club/tiny", settings)
    assert f"{file} has other bytes than the hub says ({kind} " in said
    assert not (settings.models_dir / f"tiny.part/{file}.part").exists()
    pull("club/tiny", settings)
    assert (settings.models_dir / "tiny" / file).read_bytes() == FILES[file]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (WEIGHTS + b"!", "has more than the 10240 bytes that the hub says; refused"),
        (WEIGHTS[:-1], "broke off after 10239 of 10240 bytes"),
    ],
)
def test_a_wrong_size_is_refused(
    hub: ModelHub, settings: Settings, body: bytes, complaint: str
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(body=body)]
    assert complaint in refused("club/tiny", settings)
    assert find_pulled(settings.models_dir, "club/tiny") is None


def test_a_second_pull_says_that_it_is_there_and_asks_nobody(
    hub: ModelHub, settings: Settings
) -> None:
    commit = hub.add("club/tiny", FILES)
    pull("club/tiny", settings)
    hub.asked.clear()
    there = PullReport("present", "club/tiny", settings.models_dir / "tiny", commit)
    for name, revision in (("club/tiny", None), ("tiny", None), ("tiny", commit[:12])):
        assert pull(name, settings, revision) == there
    assert hub.asked == []
    assert pull("tiny", settings, "main") == there
    assert hub.files_asked() == []


def test_another_revision_takes_the_place_when_it_is_whole(
    hub: ModelHub, settings: Settings
) -> None:
    first = hub.add("club/tiny", FILES)
    second = hub.add("club/tiny", FILES | {LARGE: WEIGHTS[::-1]})
    folder = settings.models_dir / "tiny"
    assert pull("club/tiny", settings).commit == second
    hub.faults[LARGE] = [Fault(cut=10)]
    refused("club/tiny", settings, first)
    assert (folder / LARGE).read_bytes() == WEIGHTS[::-1]
    assert pull("club/tiny", settings, first).commit == first
    assert (folder / LARGE).read_bytes() == WEIGHTS
    assert sorted(path.name for path in settings.models_dir.iterdir()) == ["tiny"]


def test_a_damaged_model_is_pulled_again(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny", FILES)
    pull("club/tiny", settings)
    file = settings.models_dir / "tiny" / LARGE
    file.write_bytes(WEIGHTS[:5])
    assert not SentenceEmbedder("tiny", offline=True, models_dir=settings.models_dir).is_here()
    assert pull("club/tiny", settings).state == "pulled"
    assert file.read_bytes() == WEIGHTS


def test_the_bundled_model_needs_no_pull(hub: ModelHub, settings: Settings) -> None:
    assert pull("all-MiniLM-L6-v2", settings).state == "bundled"
    assert hub.asked == []


def test_a_pulled_model_is_loaded_and_embeds_with_its_prompts(
    hub: ModelHub, settings: Settings, tmp_path: Path
) -> None:
    prompts = {"query": "Question: ", "document": "Text: "}
    original = save_tiny_model(tmp_path / "original", prompts)
    hub.add("club/tiny", original)
    commit = pull("club/tiny", settings).commit
    model = SentenceTransformer(str(original), device="cpu", local_files_only=True)
    for name in ("tiny", "club/tiny"):
        embedder = SentenceEmbedder(name, offline=True, models_dir=settings.models_dir)
        assert (embedder.name, embedder.commit) == ("club/tiny", commit)
        for role, rows in (
            ("Question: ", embedder.embed_questions(["a token"])),
            ("Text: ", embedder.embed_passages(["a token"])),
        ):
            expected = model.encode(["a token"], prompt=role, normalize_embeddings=True)
            np.testing.assert_allclose(rows, expected, atol=1e-6)


def test_the_prompts_of_the_table_hold_for_a_pulled_e5(
    hub: ModelHub, settings: Settings, tmp_path: Path
) -> None:
    original = save_tiny_model(tmp_path / "original", {})
    hub.add("intfloat/multilingual-e5-base", original)
    assert pull("multilingual-e5-base", settings).name == "intfloat/multilingual-e5-base"
    embedder = SentenceEmbedder(
        "multilingual-e5-base", offline=True, models_dir=settings.models_dir
    )
    model = SentenceTransformer(str(original), device="cpu", local_files_only=True)
    expected = model.encode(["passage: a token"], normalize_embeddings=True)
    np.testing.assert_allclose(embedder.embed_passages(["a token"]), expected, atol=1e-6)
