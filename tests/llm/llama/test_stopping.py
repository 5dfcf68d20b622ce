"""Answers that somebody stops."""

from itertools import islice
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.types import Message
from tiny_gguf import save_tiny_gguf

LONG = (Message("system", "Read. " * 150), Message("user", "the model and attention " * 40))
BATCH = 128
SHORT = (Message("user", "What is attention?"),)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model that reads ``LONG`` for some hundred milliseconds: it can be stopped there."""
    path = tmp_path_factory.mktemp("gguf") / "slow.gguf"
    return save_tiny_gguf(path, layers=4, width=256, context=2048)


def ask(chat: LlamaChat, messages: tuple[Message, ...]) -> str:
    pieces: list[str] = []
    with pytest.raises(CutOffError):
        pieces.extend(chat.stream(messages, max_tokens=9))
    return "".join(pieces)


def test_a_stop_while_the_prompt_is_read_ends_the_answer_in_the_middle_of_it(path: Path) -> None:
    chat, fresh = LlamaChat(path, 2048), LlamaChat(path, 2048)
    tokens = chat.count_prompt(LONG)
    reader = Thread(target=stop_behind_some_batches, args=(chat,))
    reader.start()
    assert list(chat.stream(LONG, max_tokens=9)) == []
    reader.join()
    read = chat._llama.n_tokens
    assert read in range(512, tokens, BATCH)  # whole batches, and not all
    assert ask(chat, LONG) == ask(fresh, LONG)
    assert ask(chat, SHORT) == ask(fresh, SHORT)


def test_a_stop_is_not_the_cause_of_the_next_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = LlamaChat(path, 2048)
    reader = Thread(target=stop_behind_some_batches, args=(chat,))
    reader.start()
    assert list(chat.stream(LONG, max_tokens=9)) == []
    reader.join()

    def fail(_tokens: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(chat._llama, "eval", fail)
    with pytest.raises(ModelError, match=r"^slow failed while writing \(out of paper\);"):
        list(chat.stream(SHORT, max_tokens=9))


def stop_behind_some_batches(chat: LlamaChat) -> None:
    while chat._llama.n_tokens < 512:
        sleep(0.001)
    chat.stop()


def test_a_stop_between_two_tokens_ends_the_answer_there(path: Path) -> None:
    chat = LlamaChat(path, 2048)
    whole = ask(chat, SHORT)
    answer = chat.stream(SHORT, max_tokens=9)
    begun = "".join(islice(answer, 3))
    chat.stop()
    assert list(answer) == []
    assert whole.startswith(begun)
    assert ask(chat, SHORT) == whole


def test_a_stop_ends_the_answers_asked_for_before_it_and_no_later_one(path: Path) -> None:
    chat = LlamaChat(path, 2048)
    whole = ask(chat, SHORT)
    chat.stop()
    assert ask(chat, SHORT) == whole
    first, second = (chat.stream(LONG, max_tokens=9) for _ in range(2))
    chat.stop()
    third = chat.stream(SHORT, max_tokens=1)
    assert (list(first), list(second)) == ([], [])
    assert chat._llama.n_tokens < BATCH  # they read nothing of the prompt
    with pytest.raises(CutOffError):
        list(third)
