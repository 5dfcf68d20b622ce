"""What both shelves do alike, on disk and in memory."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from paperqa.chats.chat import Chat
from paperqa.chats.edits import MOST_EXCHANGES, ChatSummary
from paperqa.chats.memory_shelf import MemoryShelf
from paperqa.chats.shelf import ChatShelf, Shelf, shelf_of
from paperqa.errors import ChatsError
from paperqa.settings import Settings
from small_chats import ASKED, CHAT, NOON, OTHER, OWNER, REFUSED, STOPPED, asked


@pytest.fixture(params=["disk", "memory"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    return ChatShelf(tmp_path / "chats") if request.param == "disk" else MemoryShelf()


def test_an_unknown_conversation_is_empty_and_leaves_no_trace(shelf: Shelf, tmp_path: Path) -> None:
    assert shelf.load(OWNER, CHAT) == Chat(CHAT)
    assert shelf.listed(OWNER) == []
    shelf.delete(OWNER, CHAT)
    assert list(tmp_path.iterdir()) == []


def test_ids_are_sixteen_digits_and_never_the_same(shelf: Shelf) -> None:
    ids = {shelf.new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(shelf.load(OWNER, one) == Chat(one) for one in ids)


def test_what_is_asked_is_read_back_whole(shelf: Shelf) -> None:
    for count, exchange in enumerate((ASKED, REFUSED, STOPPED), start=1):
        chat = shelf.append(OWNER, CHAT, exchange)
        assert chat == Chat(CHAT, (ASKED, REFUSED, STOPPED)[:count])
        assert shelf.load(OWNER, CHAT) == chat


def test_going_back_forgets_from_that_number_on(shelf: Shelf) -> None:
    for exchange in (ASKED, REFUSED, STOPPED):
        shelf.append(OWNER, CHAT, exchange)
    assert shelf.cut(OWNER, CHAT, 3) == Chat(CHAT, (ASKED, REFUSED, STOPPED))
    assert shelf.cut(OWNER, CHAT, 1) == Chat(CHAT, (ASKED,))
    assert shelf.append(OWNER, CHAT, STOPPED) == Chat(CHAT, (ASKED, STOPPED))
    assert shelf.cut(OWNER, CHAT, 0) == Chat(CHAT)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT)
    assert shelf.listed(OWNER) == []


def test_asking_again_takes_the_place_of_what_followed(shelf: Shelf) -> None:
    for exchange in (ASKED, REFUSED, STOPPED):
        shelf.append(OWNER, CHAT, exchange)
    assert shelf.append(OWNER, CHAT, STOPPED, keep=1) == Chat(CHAT, (ASKED, STOPPED))
    assert shelf.append(OWNER, CHAT, REFUSED, keep=9) == Chat(CHAT, (ASKED, STOPPED, REFUSED))
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED, STOPPED, REFUSED))


def test_questions_to_ask_on_are_kept_beside_the_thumb(shelf: Shelf) -> None:
    shelf.append(OWNER, CHAT, asked("one"))
    shelf.rate(OWNER, CHAT, 0, "up")
    offered = replace(asked("one", thumb="up"), suggestions=("Why?", "ומה עוד?"))
    assert shelf.suggest(OWNER, CHAT, 0, ("Why?", "ומה עוד?")) == Chat(CHAT, (offered,))
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (offered,))


def test_a_thumb_is_kept_changed_and_taken_back(shelf: Shelf) -> None:
    shelf.append(OWNER, CHAT, asked("one"))
    shelf.append(OWNER, CHAT, asked("two"))
    for thumb in ("up", "down", "down", ""):
        expected = Chat(CHAT, (asked("one"), asked("two", thumb=thumb)))
        assert shelf.rate(OWNER, CHAT, 1, thumb) == expected
        assert shelf.load(OWNER, CHAT) == expected


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda shelf: shelf.rate(OWNER, CHAT, 1, "up"), "has no question number 1"),
        (lambda shelf: shelf.rate(OWNER, CHAT, -1, "up"), "has no question number -1"),
        (lambda shelf: shelf.rate(OWNER, CHAT, 0, "sideways"), "a thumb is 'sideways'"),
        (lambda shelf: shelf.cut(OWNER, CHAT, -1), "cannot keep -1 questions"),
        (lambda shelf: shelf.append(OWNER, CHAT, ASKED, -1), "cannot keep -1 questions"),
        (lambda shelf: shelf.suggest(OWNER, CHAT, 1, ()), "has no question number 1"),
    ],
)
def test_what_cannot_be_done_is_an_error_and_changes_nothing(
    shelf: Shelf, act: Callable[[Shelf], Chat], why: str
) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    with pytest.raises(ChatsError, match=why):
        act(shelf)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED,))


def test_the_list_tells_the_newest_first_by_first_question_and_count(shelf: Shelf) -> None:
    old, new = "a" * 16, "b" * 16
    shelf.append(OWNER, new, asked("new one", NOON + 10))
    shelf.append(OWNER, old, asked("old one", NOON))
    shelf.append(OWNER, old, asked("and more", NOON + 5))
    assert shelf.listed(OWNER) == [
        ChatSummary(new, "new one", NOON + 10, 1),
        ChatSummary(old, "old one", NOON + 5, 2),
    ]
    shelf.append(OWNER, old, asked("again", NOON + 20))
    assert [one.id for one in shelf.listed(OWNER)] == [old, new]


def test_owners_do_not_see_each_other(shelf: Shelf) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    assert shelf.load(OTHER, CHAT) == Chat(CHAT)
    assert shelf.listed(OTHER) == []
    shelf.append(OTHER, CHAT, REFUSED)
    shelf.delete(OTHER, CHAT)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT, (ASKED,))


def test_what_is_deleted_is_gone(shelf: Shelf) -> None:
    shelf.append(OWNER, CHAT, ASKED)
    shelf.delete(OWNER, CHAT)
    assert shelf.load(OWNER, CHAT) == Chat(CHAT)
    assert shelf.listed(OWNER) == []


def test_nobody_goes_on_with_a_conversation_by_its_id_and_has_no_list(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.append("", CHAT, ASKED)
    assert shelf.append("", CHAT, REFUSED) == Chat(CHAT, (ASKED, REFUSED))
    assert shelf.listed("") == []
    shelf.delete("", CHAT)
    assert shelf.load("", CHAT) == Chat(CHAT)
    assert list(tmp_path.iterdir()) == []


BAD_IDS = ["", "../../etc/passwd", "00112233445566AA", CHAT + "0", CHAT[1:], CHAT + "\n", "א" * 16]
BAD_OWNERS = ["..", OWNER.upper(), OWNER[1:], OWNER + "\n", "/" * 32]


@pytest.mark.parametrize("chat_id", BAD_IDS)
def test_an_id_of_another_shape_is_refused(shelf: Shelf, chat_id: str, tmp_path: Path) -> None:
    for act in (
        lambda: shelf.load(OWNER, chat_id),
        lambda: shelf.append(OWNER, chat_id, ASKED),
        lambda: shelf.cut("", chat_id, 0),
        lambda: shelf.rate(OWNER, chat_id, 0, "up"),
        lambda: shelf.delete(OWNER, chat_id),
    ):
        with pytest.raises(ChatsError, match="16 hexadecimal digits"):
            act()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("owner", BAD_OWNERS)
def test_an_owner_of_another_shape_is_refused_and_not_shown(
    shelf: Shelf, owner: str, tmp_path: Path
) -> None:
    for act in (lambda: shelf.listed(owner), lambda: shelf.append(owner, CHAT, ASKED)):
        with pytest.raises(ChatsError) as caught:
            act()
        assert owner not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_conversation_takes_no_more(shelf: Shelf) -> None:
    chat = Chat(CHAT)
    for number in range(MOST_EXCHANGES):
        chat = shelf.append("", CHAT, asked(str(number)))
    with pytest.raises(ChatsError, match="200 questions, the most that one holds; start a new one"):
        shelf.append("", CHAT, ASKED)
    assert shelf.load("", CHAT) == chat
    last = shelf.append("", CHAT, ASKED, keep=MOST_EXCHANGES - 1)
    assert last == Chat(CHAT, (*chat.exchanges[:-1], ASKED))


def test_memory_forgets_what_was_used_least_recently() -> None:
    shelf = MemoryShelf(most=2)
    one, two, three = ("1" * 16, "2" * 16, "3" * 16)
    shelf.append(OWNER, one, ASKED)
    shelf.append(OWNER, two, ASKED)
    shelf.load(OWNER, one)
    shelf.append(OTHER, three, ASKED)
    assert [len(shelf.load(OWNER, each).exchanges) for each in (one, two)] == [1, 0]
    assert shelf.load(OTHER, three) == Chat(three, (ASKED,))


def test_settings_choose_the_shelf(tmp_path: Path) -> None:
    kept = shelf_of(Settings(home=tmp_path, chats_dir=Path("talks")))
    kept.append(OWNER, CHAT, ASKED)
    assert [path.name for path in tmp_path.iterdir()] == ["talks"]
    unkept = shelf_of(Settings(home=tmp_path, chats_dir=Path("none"), keep_chats=False))
    unkept.append(OWNER, CHAT, ASKED)
    assert [path.name for path in tmp_path.iterdir()] == ["talks"]
