"""The context grows with the prompts."""

from contextlib import suppress
from pathlib import Path

import pytest

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.llm.llama.sized import SizedChat, step
from paperqa.types import Message
from tiny_gguf import save_tiny_gguf


@pytest.mark.parametrize(
    ("tokens", "most", "length"),
    [
        (0, 8192, 2048),
        (2048, 8192, 2048),
        (2049, 8192, 4096),
        (4096, 8192, 4096),
        (4097, 8192, 8192),
        (9999, 8192, 8192),
        (2049, 3000, 3000),
        (1, 512, 512),
        (70_000, 100_000, 100_000),
    ],
)
def test_the_step_is_the_shortest_that_holds_the_tokens(
    tokens: int, most: int, length: int
) -> None:
    assert step(tokens, most) == length


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    return save_tiny_gguf(tmp_path / "tiny.gguf", context=8192)


def prompt_of(tokens: int, path: Path) -> tuple[Message]:
    """Return a question whose whole prompt, template included, fills ``tokens``."""
    chat = LlamaChat(path, 256)
    empty = chat.count_prompt([Message("user", "")])
    return (Message("user", ("." * tokens)[empty:]),)  # a full stop is a token


def write(chat: SizedChat | LlamaChat, prompt: tuple[Message], max_tokens: int) -> str:
    text = ""
    with suppress(CutOffError):  # this model never ends by itself
        for piece in chat.stream(prompt, max_tokens=max_tokens):
            text += piece
    return text


def test_a_prompt_that_fits_to_the_token_leaves_the_context_and_one_more_doubles_it(
    gguf: Path,
) -> None:
    chat = SizedChat(gguf, 8192)
    assert (chat.name, chat.context, chat.loaded) == ("tiny", 8192, 2048)
    fits, longer = prompt_of(2038, gguf), prompt_of(2039, gguf)
    assert LlamaChat(gguf, 256).count_prompt(longer) == 2039
    whole = LlamaChat(gguf, 8192)
    assert write(chat, fits, 10) == write(whole, fits, 10)
    assert chat.loaded == 2048
    assert write(chat, longer, 10) == write(whole, longer, 10)
    assert chat.loaded == 4096
    assert write(chat, fits, 10) == write(whole, fits, 10)
    assert (chat.loaded, chat.context) == (4096, 8192)


def test_room_for_the_answer_counts_too_and_the_context_ends_at_the_most(gguf: Path) -> None:
    chat = SizedChat(gguf, 3000)
    answer = chat.stream(prompt_of(30, gguf), max_tokens=99_999)
    assert (chat.context, chat.loaded) == (3000, 3000)
    assert next(iter(answer)) != ""
    with pytest.raises(ModelError, match=r"^the prompt fills 3000 tokens and tiny reads 3000; "):
        chat.stream(prompt_of(3000, gguf), max_tokens=1)


def test_a_model_trained_on_less_is_not_stretched(tmp_path: Path) -> None:
    chat = SizedChat(save_tiny_gguf(tmp_path / "short.gguf", context=2500), 8192)
    assert (chat.context, chat.loaded) == (2500, 2048)
    small = SizedChat(save_tiny_gguf(tmp_path / "shorter.gguf", context=1000), 8192)
    assert (small.context, small.loaded) == (1000, 1000)


def test_tokens_are_counted_alike_before_and_after_growing(gguf: Path) -> None:
    chat, text = SizedChat(gguf, 8192), "תשומת לב is attention, \ud800"
    count = chat.count_tokens(text)
    chat.stream(prompt_of(5000, gguf), max_tokens=1)
    assert chat.loaded == 8192
    assert chat.count_tokens(text) == count == LlamaChat(gguf, 256).count_tokens(text)


def test_where_growing_fails_the_next_call_goes_back_to_the_shorter_context(gguf: Path) -> None:
    chat, long, short = SizedChat(gguf, 8192), prompt_of(3000, gguf), prompt_of(30, gguf)
    before = write(chat, short, 10)
    away = gguf.rename(gguf.with_suffix(".away"))
    with pytest.raises(ModelError, match=r"^no language model at .*tiny\.gguf;"):
        chat.stream(long, max_tokens=1)
    chat.stop()  # with no model at hand it stops nothing
    away.rename(gguf)
    assert (write(chat, short, 10), chat.loaded) == (before, 2048)
    chat.stream(long, max_tokens=1)
    assert chat.loaded == 4096
