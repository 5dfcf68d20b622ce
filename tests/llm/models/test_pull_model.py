"""A chat model arrives as one checked file, pinned to a commit, over as many tries as it takes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import huggingface_hub.constants
import pytest
from filelock import FileLock

from model_hub import Asked, Fault, ModelHub, hub_for, running_hub, settings_for
from paperqa.errors import FetchError, ModelError
from paperqa.llm.models.files import find_model
from paperqa.llm.models.model_files import chosen
from paperqa.llm.models.pull_model import (
    ChatPullReport,
    Wanted,
    pull_chat_model,
    read_model_pin,
    wanted_of,
)
from paperqa.settings import Settings
from paperqa.transfer.pin import PIN, write_pin
from paperqa.transfer.staging import Arrival

FILE = "tiny-Q4_K_M.gguf"
MODEL = b"GGUF" + bytes(range(256)) * 40
FILES = {
    "README.md": b"words",
    FILE: MODEL,
    "tiny-Q8_0.gguf": b"GGUF other",
    "mmproj.gguf": b"GGUF",
}
TINY = Wanted("tiny", "club/tiny-GGUF", FILE)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    with hub_for(monkeypatch) as hub:
        yield hub


@pytest.fixture
def settings(hub: ModelHub, tmp_path: Path) -> Settings:
    return settings_for(hub, tmp_path)


def refused(wanted: Wanted, settings: Settings, revision: str | None = None) -> str:
    """Return the one line that a pull ends in."""
    with pytest.raises((ModelError, FetchError)) as caught:
        pull_chat_model(wanted, settings, revision)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def names(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.models_dir.iterdir())


def test_a_pull_brings_one_file_pins_it_and_chooses_it(hub: ModelHub, settings: Settings) -> None:
    commit = hub.add("club/tiny-GGUF", FILES)
    arrivals: list[Arrival] = []
    report = pull_chat_model(TINY, settings, on_arrival=arrivals.append)
    path = settings.models_dir / FILE
    assert report == ChatPullReport("pulled", "tiny", path, commit, len(MODEL))
    assert path.read_bytes() == MODEL
    assert json.loads((settings.models_dir / f"{FILE}.json").read_text()) == {
        "repository": "club/tiny-GGUF",
        "revision": commit,
        "files": [
            {"path": FILE, "size": len(MODEL),
             "digest": f"sha256:{hashlib.sha256(MODEL).hexdigest()}"},
        ],
    }  # fmt: skip
    assert chosen(settings.models_dir) == path == find_model(settings)
    assert names(settings) == ["in-use", FILE, f"{FILE}.json"]
    assert hub.files_asked() == [Asked(FILE)]
    assert (arrivals[0].done, arrivals[-1].done) == (0, len(MODEL))
    assert {arrival.total for arrival in arrivals} == {len(MODEL)}


def test_a_pull_goes_on_after_a_cut_line_at_the_commit_it_began_with(
    hub: ModelHub, settings: Settings
) -> None:
    commit = hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(cut=4000)]
    said = refused(TINY, settings)
    assert said.endswith(
        f"received 4000 bytes, expected {len(MODEL)})); what arrived is kept, go on with: "
        f"paperqa models pull club/tiny-GGUF --file '{FILE}'"
    )
    assert names(settings) == ["tiny.part"]
    hub.add("club/tiny-GGUF", FILES | {FILE: b"GGUF of a later commit"})
    hub.asked.clear()
    assert pull_chat_model(TINY, settings).commit == commit
    assert hub.asked == [Asked(FILE, "bytes=4000-")]
    assert (settings.models_dir / FILE).read_bytes() == MODEL


def test_a_line_that_breaks_often_is_tried_for_as_long_as_bytes_arrive(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    patient = Settings(home=settings.home, hub_url=hub.url, fetch_retries=1, fetch_delay=0)
    hub.faults[FILE] = [Fault(cut=1000)] * 6 + [Fault(status=503)] + [Fault(cut=1000)] * 2
    pull_chat_model(TINY, patient)
    assert [asked.range for asked in hub.files_asked()] == [
        None, *(f"bytes={at}000-" for at in (1, 2, 3, 4, 5, 6, 6, 7, 8)),
    ]  # fmt: skip
    assert (settings.models_dir / FILE).read_bytes() == MODEL


def test_a_hub_that_gives_nothing_is_given_up_after_so_many_retries(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(status=503)] * 9
    impatient = Settings(home=settings.home, hub_url=hub.url, fetch_retries=2, fetch_delay=0)
    assert "was answered with 503" in refused(TINY, impatient)
    assert len(hub.files_asked()) == 3


def test_other_bytes_of_the_right_size_are_refused_and_removed(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(body=MODEL[:-1] + b"!")]
    assert "has other bytes than the hub says (sha256 " in refused(TINY, settings)
    assert not list(settings.models_dir.rglob("*.gguf*"))
    assert chosen(settings.models_dir) is None
    pull_chat_model(TINY, settings)
    assert (settings.models_dir / FILE).read_bytes() == MODEL


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (MODEL + b"!", f"has more than the {len(MODEL)} bytes that the hub says; refused"),
        (MODEL[:-1], f"broke off after {len(MODEL) - 1} of {len(MODEL)} bytes"),
    ],
)
def test_a_wrong_size_is_refused(
    hub: ModelHub, settings: Settings, body: bytes, complaint: str
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(body=body)]
    assert complaint in refused(TINY, settings)
    assert not (settings.models_dir / FILE).exists()


def test_a_file_of_which_the_hub_tells_no_digest_is_refused(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.untold.add(FILE)
    said = refused(TINY, settings)
    assert said.startswith(f"the hub does not tell size and SHA-256 of club/tiny-GGUF/{FILE};")
    assert hub.files_asked() == []


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("*.gguf", "has 3 files that fit '*.gguf': tiny-Q4_K_M.gguf, tiny-Q8_0.gguf, mmproj.gguf;"),
        (
            "*Q5*.gguf",
            "has no file that fits '*Q5*.gguf'; its GGUF files: tiny-Q4_K_M.gguf, tiny-Q8_0.gguf, "
            "mmproj.gguf;",
        ),
    ],
)
def test_a_pattern_that_fits_several_files_or_none_is_one_line_with_their_names(
    hub: ModelHub, settings: Settings, file: str, complaint: str
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    assert refused(replace(TINY, file=file), settings) == (
        f"club/tiny-GGUF {complaint} choose one: paperqa models pull club/tiny-GGUF --file FILE"
    )
    assert hub.files_asked() == []
    assert names(settings) == []


def test_a_pattern_that_fits_one_file_brings_it(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    report = pull_chat_model(replace(TINY, file="TINY*q4_k_m.gguf"), settings)
    assert report.path == settings.models_dir / FILE


def test_a_second_pull_asks_nobody_and_chooses_the_model_again(
    hub: ModelHub, settings: Settings
) -> None:
    commit = hub.add("club/tiny-GGUF", FILES)
    large = replace(TINY, name="large", file="tiny-Q8_0.gguf")
    pull_chat_model(TINY, settings)
    pull_chat_model(large, settings)
    assert chosen(settings.models_dir) == settings.models_dir / "tiny-Q8_0.gguf"
    hub.asked.clear()
    path = settings.models_dir / FILE
    there = ChatPullReport("present", "tiny", path, commit, len(MODEL))
    for revision in (None, commit, commit[:9]):
        assert pull_chat_model(TINY, settings, revision) == there
    assert hub.asked == []
    assert chosen(settings.models_dir) == path


def test_a_later_commit_takes_the_place_only_when_it_is_asked_for(
    hub: ModelHub, settings: Settings
) -> None:
    pull_first = hub.add("club/tiny-GGUF", FILES)
    pull_chat_model(TINY, settings)
    later = hub.add("club/tiny-GGUF", FILES | {FILE: MODEL[::-1]})
    assert pull_chat_model(TINY, settings).commit == pull_first
    assert (settings.models_dir / FILE).read_bytes() == MODEL
    assert pull_chat_model(TINY, settings, "main").commit == later
    assert (settings.models_dir / FILE).read_bytes() == MODEL[::-1]


def test_a_damaged_file_is_pulled_again(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    pull_chat_model(TINY, settings)
    (settings.models_dir / FILE).write_bytes(MODEL[:5])
    assert pull_chat_model(TINY, settings).state == "pulled"
    assert (settings.models_dir / FILE).read_bytes() == MODEL


def test_a_file_brought_by_hand_is_compared_and_then_kept(
    hub: ModelHub, settings: Settings
) -> None:
    commit = hub.add("club/tiny-GGUF", FILES)
    settings.models_dir.mkdir()
    (settings.models_dir / FILE).write_bytes(MODEL)
    for _ in range(2):
        report = pull_chat_model(TINY, settings)
        assert (report.state, report.commit) == ("present", commit)
    assert hub.files_asked() == []


@pytest.mark.parametrize("mine", [b"my own work", MODEL[:-1] + b"!"])
def test_a_file_of_ones_own_is_never_written_over(
    hub: ModelHub, settings: Settings, mine: bytes
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    settings.models_dir.mkdir()
    path = settings.models_dir / FILE
    path.write_bytes(mine)
    assert refused(TINY, settings) == (
        f"{path} holds other bytes than the hub has; move it away, then pull tiny again"
    )
    assert path.read_bytes() == mine
    assert hub.files_asked() == []


def test_another_repositorys_file_of_the_same_name_is_never_written_over(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.add("other/tiny-GGUF", FILES | {FILE: MODEL[::-1]})
    pull_chat_model(TINY, settings)
    said = refused(replace(TINY, repository="other/tiny-GGUF"), settings)
    assert f"{FILE} holds the file of club/tiny-GGUF; move it away" in said
    assert (settings.models_dir / FILE).read_bytes() == MODEL


def test_what_the_hub_does_not_have_is_one_line(hub: ModelHub, settings: Settings) -> None:
    assert "has no repository club/tiny-GGUF, or it is private" in refused(TINY, settings)
    hub.add("club/tiny-GGUF", FILES)
    assert "has no commit, branch or tag 'v2'" in refused(TINY, settings, "v2")
    hub.faults[FILE] = [Fault(status=404)]
    assert f"{FILE} was answered with 404, expected the file" in refused(TINY, settings)


def test_a_hub_that_is_down_is_one_line_with_what_to_bring(settings: Settings) -> None:
    with running_hub() as gone:
        alone = settings_for(gone, settings.home)
    said = refused(TINY, alone)
    assert said.startswith(f"no model hub answers at {alone.hub_url} (")
    assert said.endswith(
        f"; connect to the network and pull again, or bring {FILE} of club/tiny-GGUF here by other "
        f"means, into {settings.models_dir}"
    )


@pytest.mark.parametrize("how", ["gone", "503", "HF_HUB_OFFLINE"])
def test_a_file_brought_by_hand_is_used_where_no_hub_answers(
    hub: ModelHub, settings: Settings, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path = settings.models_dir / FILE
    path.parent.mkdir()
    path.write_bytes(MODEL)
    if how == "gone":
        with running_hub() as gone:
            settings = settings_for(gone, settings.home)
    elif how == "503":
        hub.api_status = 503
    else:
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    there = ChatPullReport("present", "tiny", path, "", len(MODEL))
    assert pull_chat_model(TINY, settings) == there
    assert chosen(settings.models_dir) == path
    assert names(settings) == ["in-use", FILE]
    refused(TINY, settings, "c" * 40)  # nobody can say that it is this commit


def test_a_file_brought_by_hand_is_not_excused_from_what_a_hub_says(
    hub: ModelHub, settings: Settings
) -> None:
    settings.models_dir.mkdir()
    (settings.models_dir / FILE).write_bytes(MODEL)
    assert "has no repository club/tiny-GGUF" in refused(TINY, settings)


@pytest.mark.parametrize("offline", [False, True])
def test_what_a_broken_pull_left_goes_once_the_file_was_brought_by_hand(
    hub: ModelHub, settings: Settings, offline: bool
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(cut=4000)]
    refused(TINY, settings)
    (settings.models_dir / FILE).write_bytes(MODEL)
    with running_hub() as gone:
        alone = replace(settings, hub_url=gone.url, offline=offline)
    assert pull_chat_model(TINY, alone).state == "present"
    pinned = [] if offline else [f"{FILE}.json"]
    assert names(settings) == ["in-use", FILE, *pinned]


def test_what_a_pull_left_that_was_killed_at_its_end_goes(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    pull_chat_model(TINY, settings)
    staging = settings.models_dir / "tiny.part"
    staging.mkdir()
    pin = read_model_pin(settings.models_dir / FILE)
    assert pin is not None
    write_pin(staging / PIN, pin)
    assert pull_chat_model(TINY, settings).state == "present"
    assert names(settings) == ["in-use", FILE, f"{FILE}.json"]


def test_what_arrived_of_another_file_or_commit_is_kept(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    pull_chat_model(TINY, settings)
    later = hub.add("club/tiny-GGUF", FILES | {FILE: MODEL[::-1]})
    other = replace(TINY, file="tiny-Q8_0.gguf")
    for wanted in (TINY, other):
        hub.faults[wanted.file] = [Fault(cut=3)]
        refused(wanted, settings, later)
        assert pull_chat_model(TINY, settings).state == "present"
        assert (settings.models_dir / f"tiny.part/{wanted.file}.part").stat().st_size == 3


def test_a_disk_without_room_is_told_before_anything_arrives(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.claimed_sizes[FILE] = 4_220_000_000
    asked: list[Path] = []

    def free(folder: Path) -> int:
        asked.append(folder)
        return 1_500_000_000

    with pytest.raises(FetchError) as caught:
        pull_chat_model(TINY, settings, free=free)
    assert str(caught.value) == (
        f"club/tiny-GGUF needs 4.22 GB more, and {settings.models_dir} has 1.50 GB free; make room "
        "there, or name another folder with PAPERQA_MODELS_DIR"
    )
    assert asked == [settings.models_dir]
    assert hub.files_asked() == []
    assert names(settings) == []


def test_what_has_arrived_needs_no_room_again(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    hub.faults[FILE] = [Fault(cut=4000)]
    refused(TINY, settings)
    missing = len(MODEL) - 4000
    with pytest.raises(FetchError, match="GB more, and "):
        pull_chat_model(TINY, settings, free=lambda folder: missing - 1)
    assert pull_chat_model(TINY, settings, free=lambda folder: missing).state == "pulled"


def test_two_pulls_of_one_model_do_not_mix(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    settings.models_dir.mkdir()
    with FileLock(settings.models_dir / ".tiny.lock"):
        assert refused(TINY, settings).startswith("another process is pulling tiny; wait")
    assert pull_chat_model(TINY, settings).state == "pulled"
    assert ".tiny.lock" not in names(settings)


def test_offline_is_heeded_but_for_what_is_here(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny-GGUF", FILES)
    offline = Settings(home=settings.home, hub_url=hub.url, offline=True)
    assert "for offline is set; unset PAPERQA_OFFLINE" in refused(TINY, offline)
    settings.models_dir.mkdir()
    (settings.models_dir / FILE).write_bytes(MODEL)
    report = pull_chat_model(TINY, offline)
    assert (report.state, report.commit) == ("present", "")
    assert hub.asked == []


def test_a_name_is_known_or_has_an_owner_and_a_file() -> None:
    assert wanted_of("gemma-4-E4B") == Wanted(
        "gemma-4-e4b", "unsloth/gemma-4-E4B-it-qat-GGUF", "gemma-4-E4B-it-qat-UD-Q4_K_XL.gguf"
    )
    assert wanted_of("gemma-4-e4b", "*Q8*").file == "*Q8*"
    assert wanted_of("club/tiny-GGUF", FILE) == replace(TINY, name="tiny-GGUF")
    for name, file in (("tiny", None), ("tiny", FILE), ("club/tiny-GGUF", None)):
        with pytest.raises(
            ModelError, match=r"no chat model '.*'; expected one of dictalm-3-1\.7b,"
        ):
            wanted_of(name, file)


def test_a_broken_note_beside_a_file_is_told_with_what_to_remove(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny-GGUF", FILES)
    pull_chat_model(TINY, settings)
    note = settings.models_dir / f"{FILE}.json"
    note.write_text("{")
    said = refused(TINY, settings)
    assert said.startswith(f"{note} cannot be read (")
    assert "; remove it, then fetch the model again" in said
