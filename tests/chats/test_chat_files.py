"""How conversations lie on disk, and what a kill, a full disk or damage leaves of them."""

import hashlib
import json
import os
import resource
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from paperqa.chats import shelf as shelf_module
from paperqa.chats.chat import Chat
from paperqa.chats.chat_files import all_summaries, find_chat
from paperqa.chats.chat_log import MOST_RETIRED, read_log
from paperqa.chats.edits import ChatSummary
from paperqa.chats.shelf import ChatShelf
from paperqa.errors import ChatsError
from small_chats import ASKED, CHAT, NOON, OTHER, OWNER, REFUSED, STOPPED, asked

TESTS = Path(__file__).resolve().parents[1]
NAME = f"{hashlib.sha256(OWNER.encode()).hexdigest()[:32]}/{CHAT}.jsonl"


@pytest.fixture
def shelf(tmp_path: Path) -> ChatShelf:
    return ChatShelf(tmp_path)


def lines_of(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_bytes().removesuffix(b"\n").split(b"\n")]


def modes_in(folder: Path) -> set[tuple[bool, int]]:
    return {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [folder, *folder.rglob("*")]
    }


def appending(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    script = TESTS / "chats/appending_forever.py"
    return subprocess.Popen(
        [sys.executable, script, folder, OWNER, CHAT, name, str(count)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )


def test_each_act_is_a_line_and_the_owners_secret_is_nowhere(
    shelf: ChatShelf, tmp_path: Path
) -> None:
    shelf.append(OWNER, CHAT, STOPPED)
    shelf.rate(OWNER, CHAT, 0, "down")
    shelf.suggest(OWNER, CHAT, 0, ("ומה עוד?",))
    shelf.cut(OWNER, CHAT, 0)
    shelf.append(OWNER, CHAT, STOPPED, keep=0)
    events = lines_of(tmp_path / NAME)
    assert [list(event) for event in events] == [
        *(["ask"], ["rate"], ["suggest"], ["cut"], ["ask", "keep"])
    ]
    assert events[1:4] == [{"rate": [0, "down"]}, {"suggest": [0, ["ומה עוד?"]]}, {"cut": 0}]
    assert events[4] == {**events[0], "keep": 0}
    assert OWNER.encode() not in (tmp_path / NAME).read_bytes()
    assert not any(OWNER in str(path) for path in tmp_path.rglob("*"))


def test_what_changes_nothing_writes_nothing(shelf: ChatShelf, tmp_path: Path) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    before = (tmp_path / NAME).read_bytes()
    shelf.cut(OWNER, CHAT, 1)
    shelf.rate(OWNER, CHAT, 0, "")
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_and_files_are_for_this_account_only(tmp_path: Path) -> None:
    folder = tmp_path / "chats"
    shelf = ChatShelf(folder)
    shelf.append(OWNER, CHAT, ASKED)
    assert modes_in(folder) == {(True, 0o700), (False, 0o600)}
    for number in range(120):  # written afresh on the way
        shelf.rate(OWNER, CHAT, 0, "down" if number % 2 else "up")
    assert modes_in(folder) == {(True, 0o700), (False, 0o600)}


def test_wherever_the_last_line_is_torn_it_is_not_read_and_the_next_takes_its_place(
    shelf: ChatShelf, tmp_path: Path
) -> None:
    file = tmp_path / NAME
    shelf.append(OWNER, CHAT, REFUSED)
    whole = len(file.read_bytes())
    shelf.append(OWNER, CHAT, STOPPED)
    both = file.read_bytes()
    for length in range(whole, len(both) - 1):
        file.write_bytes(both[:length])
        assert shelf.load(OWNER, CHAT) == Chat(CHAT, (REFUSED,))
    for length in (whole, whole + 1, len(both) - 2):
        file.write_bytes(both[:length])
        assert shelf.append(OWNER, CHAT, STOPPED) == Chat(CHAT, (REFUSED, STOPPED))
        assert file.read_bytes() == both


def test_a_line_that_lacks_only_its_break_counts(shelf: ChatShelf, tmp_path: Path) -> None:
    file = tmp_path / NAME
    for exchange in (ASKED, REFUSED):
        shelf.append(OWNER, CHAT, exchange)
    both = file.read_bytes()
    file.write_bytes(both[:-1])
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED, REFUSED))
    shelf.append(OWNER, CHAT, STOPPED)
    assert file.read_bytes().startswith(both)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED, REFUSED, STOPPED))


@pytest.mark.parametrize("tail", [b"\x00" * 4096, b'{"ask": {"que\n', b"\xff\xfe", b"[" * 99_999])
def test_what_a_power_cut_may_leave_is_mended(
    shelf: ChatShelf, tmp_path: Path, tail: bytes
) -> None:
    file = tmp_path / NAME
    shelf.append(OWNER, CHAT, ASKED)
    good = file.read_bytes()
    file.write_bytes(good + tail)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED,))
    assert shelf.listed(OWNER) == [ChatSummary(CHAT, ASKED.question, NOON, 1)]
    shelf.rate(OWNER, CHAT, 0, "up")
    assert file.read_bytes() == good + b'{"rate": [0, "up"]}\n'


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"no json",
        b"[]",
        b'{"cut": -1}',
        b'{"rate": [1, "up"]}',
        b'{"rate": [0, "left"]}',
        b'{"cut": true}',
        b'{"cut": 0.0}',
        b'{"ask": {"question": "q", "at": 0}, "keep": "0"}',
        b'{"suggest": [1, []]}',
        b'{"suggest": [0, "q"]}',
        b'{"ask": {"question": "q"}}',
        b'{"ask": {"question": "q", "at": NaN}}',
        b'{"cut": 0, "dance": 1}',
        b'{"dance": 1}',
    ],
)
def test_a_damaged_line_is_named_and_neither_read_nor_written_over(
    shelf: ChatShelf, tmp_path: Path, line: bytes
) -> None:
    file = tmp_path / NAME
    shelf.append(OWNER, CHAT, ASKED)
    damaged = file.read_bytes() + line + b"\n" + b'{"cut": 0}\n'
    file.write_bytes(damaged)
    for act in (shelf.load, lambda owner, chat: shelf.append(owner, chat, STOPPED)):
        with pytest.raises(ChatsError, match="2 is damaged") as caught:
            act(OWNER, CHAT)
        assert f"{file}:2" in str(caught.value)
    assert file.read_bytes() == damaged
    (summary,) = shelf.listed(OWNER)
    assert (summary.id, summary.exchanges) == (CHAT, 0)
    assert f"{file}:2 is damaged" in summary.damaged
    shelf.delete(OWNER, CHAT)
    assert shelf.listed(OWNER) == []


def test_an_exchange_of_a_newer_paperqa_is_told(shelf: ChatShelf, tmp_path: Path) -> None:
    file = tmp_path / NAME
    shelf.append(OWNER, CHAT, STOPPED)
    file.write_bytes(file.read_bytes().replace(b'"format": 1', b'"format": 9'))
    with pytest.raises(ChatsError, match="has format 9, this paperqa reads 1") as caught:
        shelf.load(OWNER, CHAT)
    assert str(file) in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
@pytest.mark.parametrize("kept", [1, 7, 20])
def test_a_killed_process_leaves_all_that_it_said_was_kept(
    shelf: ChatShelf, tmp_path: Path, kept: int
) -> None:
    process = appending(tmp_path, "killed", 200)
    assert process.stdout
    for _ in range(kept):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    said = kept + len(rest)
    found = [exchange.question.split()[1] for exchange in shelf.load(OWNER, CHAT).exchanges]
    # One more may be whole already, of which it had no time to tell.
    assert found == [str(number) for number in range(len(found))]
    assert len(found) in (said, said + 1)
    chat = shelf.append(OWNER, CHAT, STOPPED)
    assert chat.exchanges[-1] == STOPPED
    assert len(chat.exchanges) == len(found) + 1
    assert shelf.load(OWNER, CHAT) == chat


def test_two_processes_and_two_threads_lose_nothing_of_each_other(
    shelf: ChatShelf, tmp_path: Path
) -> None:
    processes = [appending(tmp_path, name, 15) for name in ("one", "two")]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda n: shelf.append(OWNER, CHAT, asked(f"three {n}")), range(15)))
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    found = [exchange.question.split()[:2] for exchange in shelf.load(OWNER, CHAT).exchanges]
    expected = [[name, str(n)] for name in ("one", "three", "two") for n in range(15)]
    assert sorted(found) == sorted(expected)
    for name in ("one", "two"):  # each in its own order
        assert [n for who, n in found if who == name] == [str(n) for n in range(15)]


@pytest.mark.skipif(os.name == "nt", reason="limits the size of files")
def test_a_disk_that_takes_no_more_is_told_and_the_log_stays_whole(
    shelf: ChatShelf, tmp_path: Path
) -> None:
    shelf.append(OWNER, CHAT, REFUSED)
    file = tmp_path / NAME
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 100, hard))
        with pytest.raises(ChatsError, match="make room") as caught:
            shelf.append(OWNER, CHAT, ASKED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert str(file) in str(caught.value)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (REFUSED,))
    assert shelf.append(OWNER, CHAT, ASKED) == Chat(CHAT, (REFUSED, ASKED))


def test_a_folder_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "chats").write_text("a file")
    with pytest.raises(ChatsError, match="cannot be written"):
        ChatShelf(tmp_path / "chats").append(OWNER, CHAT, ASKED)


def test_a_log_of_many_changes_is_written_afresh_and_reads_the_same(
    shelf: ChatShelf, tmp_path: Path
) -> None:
    shelf.append(OWNER, CHAT, asked("first"))
    for number in range(150):
        shelf.append(OWNER, CHAT, asked(f"try {number}"))
        shelf.rate(OWNER, CHAT, 1, "down")
        shelf.suggest(OWNER, CHAT, 0, (str(number),))
        if number % 2:
            shelf.cut(OWNER, CHAT, 1)
        else:
            shelf.append(OWNER, CHAT, asked("between"), keep=1)
            shelf.cut(OWNER, CHAT, 1)
    chat = shelf.append(OWNER, CHAT, asked("last"))
    first = replace(asked("first"), suggestions=("149",))
    assert chat == Chat(CHAT, (first, asked("last")))
    assert shelf.load(OWNER, CHAT) == chat
    log = read_log(tmp_path / NAME)
    kept = [f"try {number}" for number in range(150 - MOST_RETIRED, 150)]
    assert [row["question"] for row in log.retired] == kept
    assert {row["thumb"] for row in log.retired} == {"down"}
    assert log.lines < 150
    assert [path.name for path in (tmp_path / NAME).parent.iterdir() if "tmp" in path.name] == []


def test_the_conversation_changed_longest_ago_makes_room_for_a_new_one(
    shelf: ChatShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MOST_CHATS", 3)
    ids = [f"{number:016x}" for number in range(4)]
    for age, one in enumerate(ids[:3]):
        shelf.append(OWNER, one, asked(one, NOON + age))
        file = (tmp_path / NAME).with_name(f"{one}.jsonl")
        os.utime(file, (1_000_000 - age, 1_000_000 - age))  # the last one is the oldest file
    shelf.append(OTHER, CHAT, ASKED)
    shelf.append(OWNER, ids[0], STOPPED)
    assert len(shelf.listed(OWNER)) == 3
    shelf.append(OWNER, ids[3], ASKED)
    assert {summary.id for summary in shelf.listed(OWNER)} == {ids[0], ids[1], ids[3]}
    assert shelf.load(OTHER, CHAT) == Chat(CHAT, (ASKED,))


def test_what_is_no_conversation_is_passed_over(shelf: ChatShelf, tmp_path: Path) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    folder = (tmp_path / NAME).parent
    for name in ("notes.jsonl", "README.md", f"{CHAT}.json", f".{CHAT}.jsonl.tmp"):
        (folder / name).write_bytes((tmp_path / NAME).read_bytes())
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / f"{'c' * 16}.jsonl"
    other.write_bytes((tmp_path / NAME).read_bytes())
    expected = [ChatSummary(CHAT, ASKED.question, NOON, 1)]
    assert shelf.listed(OWNER) == expected
    assert all_summaries(tmp_path) == expected
    assert all_summaries(tmp_path / "absent") == []


def test_a_list_asked_for_again_sees_what_changed_since(shelf: ChatShelf) -> None:
    other_tab = ChatShelf(shelf._folder)
    for number in range(1, 4):
        other_tab.append(OWNER, CHAT, asked("q", NOON + number))
        assert shelf.listed(OWNER) == [ChatSummary(CHAT, "q", NOON + number, number)]
    other_tab.delete(OWNER, CHAT)
    assert shelf.listed(OWNER) == []


def test_a_conversation_is_found_by_its_id_whosever_it_is(shelf: ChatShelf, tmp_path: Path) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    assert find_chat(tmp_path, CHAT) == Chat(CHAT, (ASKED,))
    with pytest.raises(ChatsError, match="no conversation 1111111111111111 in"):
        find_chat(tmp_path, "1" * 16)
    shelf.append(OTHER, CHAT, ASKED)
    with pytest.raises(ChatsError, match=f"several conversations are called {CHAT}"):
        find_chat(tmp_path, CHAT)
