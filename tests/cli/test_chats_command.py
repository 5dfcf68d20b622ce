"""``paperqa chats``: list, export, feedback."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_home import Command, command_in, rows_of

from paperqa.chats.chat import Chat
from paperqa.chats.markdown import chat_bibtex, chat_markdown
from paperqa.chats.shelf import ChatShelf
from paperqa.evaluate.questions import read_questions
from paperqa.types import Filters
from small_chats import ASKED, CHAT, NOON, OTHER, OWNER, QUOTE, REFUSED, STOPPED, asked

LATER = "b" * 16


@pytest.fixture
def paperqa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    (tmp_path / "ingest").mkdir()
    monkeypatch.chdir(tmp_path)
    return command_in(tmp_path, monkeypatch, capsys)


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    """Return a conversation; another reader has a later one."""
    shelf = ChatShelf(tmp_path / "chats")
    for exchange in (ASKED, STOPPED):
        shelf.append(OWNER, CHAT, exchange)
    shelf.append(OTHER, LATER, replace(REFUSED, filters=Filters(), at=NOON + 3600))
    return shelf.rate(OWNER, CHAT, 0, "up")


@pytest.mark.usefixtures("chat")
def test_conversations_of_all_readers_are_listed_the_newest_first(paperqa: Command) -> None:
    code, shown, told = paperqa("chats", "list")
    assert (code, told) == (0, "")
    assert [line.rstrip().split(maxsplit=4) for line in shown.splitlines()][1:] == [
        [LATER, "2026-07-25", "13:00", "1", "מי ניצח בגביע?"],
        [CHAT, "2026-07-25", "12:02", "2", "Why scale the dot products?"],
    ]
    assert rows_of(paperqa("chats", "list", "--json")[1])[1] == {
        "id": CHAT,
        "at": "2026-07-25 12:02",
        "questions": 2,
        "title": "Why scale the dot products?",
        "error": None,
    }


def test_an_empty_folder_is_said(paperqa: Command, tmp_path: Path) -> None:
    told = f"no conversation in {tmp_path / 'chats'}; the app keeps them there\n"
    assert paperqa("chats", "list") == (0, "", told)
    assert paperqa("chats", "list", "--json") == (0, "", "")


@pytest.mark.usefixtures("chat")
def test_a_damaged_conversation_is_told_under_the_list(paperqa: Command, tmp_path: Path) -> None:
    file = next((tmp_path / "chats").glob(f"*/{CHAT}.jsonl"))
    file.write_bytes(b"x\n{}\n")
    code, shown, told = paperqa("chats", "list")
    assert code == 0
    assert CHAT not in shown
    assert told.startswith(f"paperqa: {file}:1 is damaged")
    assert told.count("\n") == 1


def test_a_conversation_is_shown_as_markdown(paperqa: Command, chat: Chat) -> None:
    assert paperqa("chats", "export", CHAT) == (0, chat_markdown(chat), "")


def test_a_conversation_is_written_with_its_bibtex(
    paperqa: Command, chat: Chat, tmp_path: Path
) -> None:
    told = "written to club.md and club.bib\n"
    assert paperqa("chats", "export", CHAT, "--out", "club.md", "--bibtex") == (0, "", told)
    assert (tmp_path / "club.md").read_text("utf-8") == chat_markdown(chat)
    assert (tmp_path / "club.bib").read_text("utf-8") == chat_bibtex(chat)


def test_what_is_there_is_written_over_only_when_told(
    paperqa: Command, chat: Chat, tmp_path: Path
) -> None:
    (tmp_path / "club.bib").write_text("mine")
    command = ("chats", "export", CHAT, "--out", "club.md", "--bibtex")
    told = "paperqa: club.bib is there already; name another, or add --force\n"
    assert paperqa(*command) == (1, "", told)
    assert (tmp_path / "club.bib").read_text() == "mine"
    assert not (tmp_path / "club.md").exists()
    assert paperqa(*command, "--force")[0] == 0
    assert (tmp_path / "club.bib").read_text("utf-8") == chat_bibtex(chat)


@pytest.mark.usefixtures("chat")
@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["1" * 16], 1, "no conversation 1111111111111111 in"),
        (["../x"], 1, "'../x' is no conversation; expected 16 hexadecimal digits"),
        ([CHAT, "--out", "no/club.md"], 1, "no is no folder; make it first: mkdir -p no"),
        ([CHAT, "--out", "ingest"], 1, "ingest is a folder; name a file in it"),
        ([CHAT, "--out", "a.bib", "--bibtex"], 1, "a.bib would hold both Markdown and BibTeX"),
        ([CHAT, "--bibtex"], 2, "--bibtex writes beside a file; name one with --out"),
        ([], 2, "Missing argument 'chat_id'"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(
    paperqa: Command, arguments: list[str], code: int, why: str, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    ended, shown, told = paperqa("chats", "export", *arguments)
    assert (ended, shown) == (code, "")
    assert why in told
    assert told.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("chat")
def test_feedback_is_an_evaluation_set(paperqa: Command, tmp_path: Path) -> None:
    ChatShelf(tmp_path / "chats").rate(OTHER, LATER, 0, "down")
    told = "1 thumb up, 1 down; 2 questions"
    code, shown, said = paperqa("chats", "feedback")
    assert (code, said) == (0, f"{told}\n")
    assert [row["kind"] for row in rows_of(shown)] == ["thumb-down", "thumb-up"]
    wrote = f"{told} written to set.jsonl; next: paperqa eval set.jsonl\n"
    assert paperqa("chats", "feedback", "--out", "set.jsonl") == (0, "", wrote)
    disliked, liked = read_questions(tmp_path / "set.jsonl")
    assert (disliked.question, disliked.answerable) == (REFUSED.question, None)
    assert (liked.question, liked.gold[0].key) == (ASKED.question, QUOTE)
    again = paperqa("chats", "feedback", "--out", "set.jsonl")
    assert again == (1, "", "paperqa: set.jsonl is there already; name another, or add --force\n")


def test_without_thumbs_there_is_no_feedback(paperqa: Command, tmp_path: Path) -> None:
    ChatShelf(tmp_path / "chats").append(OWNER, CHAT, asked("q"))
    told = (
        f"paperqa: nobody has judged an answer yet in {tmp_path / 'chats'}; nothing was written\n"
    )
    assert paperqa("chats", "feedback", "--out", "set.jsonl") == (1, "", told)
    assert not (tmp_path / "set.jsonl").exists()
