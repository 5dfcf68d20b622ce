"""What cannot be pulled is one line that says what to do, and spoils nothing."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub.constants
import pytest
from filelock import FileLock
from pulling import FILES, LARGE, NEEDED, contents, refused

from model_hub import Fault, ModelHub, hub_for, running_hub, settings_for
from paperqa.errors import SettingsError
from paperqa.settings import Settings
from paperqa.store.pull import pull
from paperqa.store.pulled import find_pulled
from paperqa.transfer.pin import PIN, Pin, PinnedFile, write_pin
from paperqa.transfer.staging import read_staged


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    with hub_for(monkeypatch) as hub:
        yield hub


@pytest.fixture
def settings(hub: ModelHub, tmp_path: Path) -> Settings:
    return settings_for(hub, tmp_path)


@pytest.mark.parametrize(
    ("name", "revision", "complaint"),
    [
        ("club/none", None, "has no repository club/none, or it is private"),
        ("bge-m3", None, "has no repository BAAI/bge-m3, or it is private"),
        ("club/tiny", "no-such", "club/tiny has no commit, branch or tag 'no-such'"),
        ("bge-m4", None, "no model 'bge-m4'; expected OWNER/NAME of the hub, or one of: "),
        ("../..", None, "'../..' is no repository's name; expected OWNER/NAME"),
        (
            "club/chat",
            None,
            "club/chat holds chat models; choose a file: paperqa models pull club/chat --file "
            "'*Q4_K_M.gguf'",
        ),
        ("club/words", None, "club/words has no weights that sentence-transformers can read"),
    ],
)
def test_what_the_hub_does_not_have_is_one_line(
    hub: ModelHub, settings: Settings, name: str, revision: str | None, complaint: str
) -> None:
    hub.add("club/tiny", FILES)
    hub.add("club/words", {"README.md": b"words"})
    hub.add("club/chat", {"config.json": b"{}", "chat-Q4_K_M.gguf": b"GGUF"})
    assert complaint in refused(name, settings, revision)
    assert hub.files_asked() == []


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_hub_in_trouble_is_one_line(hub: ModelHub, settings: Settings, status: int) -> None:
    hub.add("club/tiny", FILES)
    hub.api_status = status
    said = refused("club/tiny", settings)
    assert said == f"{hub.url} answered {status} for club/tiny; try again later"
    hub.api_status = 0
    hub.faults[LARGE] = [Fault(status=status)]
    assert f"{LARGE} was answered with {status}; what arrived is kept" in refused(
        "club/tiny", settings
    )
    assert pull("club/tiny", settings).state == "pulled"


@pytest.mark.parametrize(
    ("status", "complaint"), [(404, "--revision main"), (403, "accept the model's terms")]
)
def test_a_file_that_is_not_given_is_one_line(
    hub: ModelHub, settings: Settings, status: int, complaint: str
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults["config.json"] = [Fault(status=status)]
    assert complaint in refused("club/tiny", settings)


def test_a_web_page_in_place_of_the_hub_is_told_with_what_to_bring_and_where(
    hub: ModelHub, settings: Settings
) -> None:
    hub.api_body = b"<html>Welcome to our hotel</html>"
    said = refused("bge-m3", settings)
    assert said.startswith(f"no model hub answers at {hub.url} (")
    assert said.endswith(
        "; connect to the network and pull again, or bring modules.json, 1_Pooling/, the other "
        "*.json and tokenizer files, and model.safetensors (or pytorch_model.bin) of BAAI/bge-m3 "
        f"here by other means, into {settings.models_dir / 'bge-m3'}"
    )


def test_no_network_is_told_with_what_to_bring_and_where(hub: ModelHub, settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    alone = Settings(home=settings.home, hub_url=f"http://127.0.0.1:{port}")
    said = refused("bge-m3", alone)
    assert said.startswith(f"no model hub answers at http://127.0.0.1:{port} (")
    assert said.endswith(f"by other means, into {settings.models_dir / 'bge-m3'}")


def test_a_network_lost_before_a_file_is_told_with_how_to_go_on(settings: Settings) -> None:
    with running_hub() as gone:
        gone.add("club/tiny", FILES)
        gone.faults[LARGE] = [Fault(cut=10)]
        left = Settings(home=settings.home, hub_url=gone.url, fetch_retries=0)
        refused("club/tiny", left)
    said = refused("club/tiny", left)
    assert LARGE in said
    assert said.endswith("what arrived is kept, go on with: paperqa models pull club/tiny")


def test_offline_is_heeded(
    hub: ModelHub, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add("club/tiny", FILES)
    offline = Settings(home=settings.home, hub_url=hub.url, offline=True)
    assert "for offline is set; unset PAPERQA_OFFLINE" in refused("club/tiny", offline)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert "for HF_HUB_OFFLINE is set; unset it" in refused("club/tiny", settings)
    assert hub.asked == []


@pytest.mark.parametrize(
    ("hub_url", "shown"),
    [("hub", "hub"), ("user:secret@mirror/?key=secret", "mirror/"),
     ("https://user:sec/ret@mirror", "mirror")],
)  # fmt: skip
def test_a_hub_must_be_an_address(settings: Settings, hub_url: str, shown: str) -> None:
    with pytest.raises(SettingsError, match=f"hub_url = '{shown}'; expected an address"):
        pull("club/tiny", Settings(home=settings.home, hub_url=hub_url))


def test_a_password_in_the_hubs_address_is_in_no_message(hub: ModelHub, settings: Settings) -> None:
    secret = Settings(
        home=settings.home, hub_url=hub.url.replace("//", "//user:secret@"), fetch_retries=0
    )
    hub.add("club/tiny", FILES)
    said = []
    for status in (500, 404):
        hub.api_status = status
        said.append(refused("club/tiny", secret))
    hub.api_status, hub.api_body = 0, b"<html>"
    said.append(refused("club/tiny", secret))
    hub.api_body = None
    config = FILES["config.json"]
    for fault in (
        Fault(status=503), Fault(status=416), Fault(status=403), Fault(status=404), Fault(cut=5),
        Fault(shift=1), Fault(body=config + b"!"), Fault(body=config[::-1]),
        Fault(body=config[:-1]),
    ):  # fmt: skip
        hub.faults["config.json"] = [fault]
        said.append(refused("club/tiny", secret))
    assert [line for line in said if "secret" in line or "user" in line] == []
    assert [line for line in said if hub.url not in line] == []
    assert pull("club/tiny", secret).state == "pulled"


def test_a_disk_without_room_is_told_before_anything_arrives(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny", FILES)
    hub.claimed_sizes[LARGE] = 10**18
    said = refused("club/tiny", settings)
    assert said.startswith("club/tiny needs 1000000000.00 GB more, and ")
    assert "make room there" in said
    assert hub.files_asked() == []


def test_a_folder_that_cannot_be_written_is_one_line(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny", FILES)
    settings.models_dir.write_text("a file, not a folder")
    said = refused("club/tiny", settings)
    assert said.startswith(f"{settings.models_dir / 'tiny'} cannot be written (")


def test_two_pulls_of_one_model_do_not_mix(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny", FILES)
    settings.models_dir.mkdir()
    with FileLock(settings.models_dir / ".tiny.lock"):
        assert refused("club/tiny", settings).startswith("another process is pulling tiny")


def test_what_another_put_there_is_left_alone(hub: ModelHub, settings: Settings) -> None:
    hub.add("club/tiny", FILES)
    hub.add("other/tiny", FILES)
    folder = settings.models_dir / "tiny"
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("years of work")
    assert "holds files that paperqa did not pull" in refused("club/tiny", settings)
    assert (folder / "thesis.txt").read_text() == "years of work"
    (folder / "thesis.txt").unlink()
    folder.rmdir()
    pull("club/tiny", settings)
    assert f"{folder} holds club/tiny; move it away" in refused("other/tiny", settings)
    assert find_pulled(settings.models_dir, "other/tiny") is None


def test_a_broken_pin_is_told_with_what_to_remove(hub: ModelHub, settings: Settings) -> None:
    folder = settings.models_dir / "tiny"
    folder.mkdir(parents=True)
    (folder / "paperqa.json").write_text("{")
    assert f"remove the folder {folder}" in refused("club/tiny", settings)


def test_a_path_out_of_the_folder_is_never_written(
    hub: ModelHub, settings: Settings, tmp_path: Path
) -> None:
    outside = [
        f"{tmp_path}/evil.json", "a/../../evil.json", "a\\b.json", "c:evil.json", "PaperQA.json",
    ]  # fmt: skip
    hub.add("club/tiny", FILES | dict.fromkeys(outside, b"{}"))
    pull("club/tiny", settings)
    assert contents(settings.models_dir / "tiny") == {name: FILES[name] for name in NEEDED}
    assert [path.name for path in tmp_path.rglob("*evil*")] == []


def test_a_repositorys_own_pin_never_takes_the_place_of_ours(
    hub: ModelHub, settings: Settings, tmp_path: Path
) -> None:
    files = [{"path": f"{tmp_path}/evil.json", "size": 2, "digest": ""}]
    for path in (LARGE, "../evil.json"):
        files.append({"path": path, "size": None, "digest": ""})
    commit = hub.add("club/tiny", FILES | {"evil.json": b"{}"})
    evil = json.dumps({"repository": "club/tiny", "revision": commit, "files": files}).encode()
    commit = hub.add("club/tiny", FILES | {"paperqa.json": evil})
    hub.faults[LARGE] = [Fault(cut=4000)]
    refused("club/tiny", settings)
    pinned = read_staged(settings.models_dir / "tiny.part")
    assert pinned is not None
    assert [file.path for file in pinned.files if file.path != LARGE] == [
        name for name in NEEDED if name != LARGE
    ]
    assert pull("club/tiny", settings).commit == commit
    assert contents(settings.models_dir / "tiny") == {name: FILES[name] for name in NEEDED}
    assert "paperqa.json" not in {asked.path for asked in hub.asked}


def test_a_pin_that_leads_out_of_its_folder_is_not_gone_on_with(
    hub: ModelHub, settings: Settings, tmp_path: Path
) -> None:
    commit = hub.add("club/tiny", FILES | {"../../evil.json": b"{}"})
    staging = settings.models_dir / "tiny.part"
    staging.mkdir(parents=True)
    write_pin(staging / PIN, Pin("club/tiny", commit, (PinnedFile("../../evil.json", 2),)))
    assert f"outside its folder); remove the folder {staging}" in refused("club/tiny", settings)
    assert [path.name for path in tmp_path.rglob("*evil*")] == []


def test_what_a_broken_pull_left_goes_once_the_model_was_brought_by_hand(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny", FILES)
    hub.faults[LARGE] = [Fault(cut=4000)]
    refused("club/tiny", settings)
    folder = settings.models_dir / "tiny"
    folder.mkdir()
    for name in ("config.json", LARGE, "tokenizer.json"):
        (folder / name).write_bytes(FILES[name])
    assert pull("club/tiny", settings).state == "present"
    assert [path.name for path in settings.models_dir.iterdir()] == ["tiny"]


def test_what_arrived_of_a_later_commit_is_kept_beside_the_model(
    hub: ModelHub, settings: Settings
) -> None:
    hub.add("club/tiny", FILES)
    pull("club/tiny", settings)
    later = hub.add("club/tiny", FILES | {LARGE: FILES[LARGE][::-1]})
    hub.faults[LARGE] = [Fault(cut=4000)]
    refused("club/tiny", settings, later)
    assert pull("club/tiny", settings).state == "present"
    hub.asked.clear()
    assert pull("club/tiny", settings, later).commit == later
    assert [asked.range for asked in hub.asked] == ["bytes=4000-"]


def test_the_users_token_goes_to_the_hub(
    hub: ModelHub, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add("club/tiny", FILES)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    pull("club/tiny", settings)
    assert {asked.token for asked in hub.asked} == {"Bearer hf_secret"}
