"""A short question between two long ones does not cost what was read of the long ones."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest
from llama_cpp import Llama

from paperqa.llm.llama.greedy import best, write
from paperqa.llm.llama.native_log import redirect_native_log
from paperqa.llm.llama.stash import WORTH_KEEPING, Stash
from tiny_gguf import save_tiny_gguf

PASSAGES = "the model reads the passages of the paper and the answer is in the text. " * 20
LONG = PASSAGES + "Question: why?"
FOLLOW_UP = PASSAGES + "Question: how?"
SHORT = "Put the question into English: למה?"


class Reader:
    """A model that counts what it reads."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, *, stashes: bool) -> None:
        self.llama = Llama(str(path), n_ctx=2048, n_threads=1, n_threads_batch=1, verbose=False)
        self.stash = Stash(self.llama) if stashes else None
        self.read: list[int] = []
        real = self.llama.eval

        def counted(tokens: Sequence[int]) -> None:
            self.read.append(len(tokens))
            real(tokens)

        monkeypatch.setattr(self.llama, "eval", counted)

    def tokens(self, text: str) -> list[int]:
        return list(self.llama.tokenize(text.encode()))

    def answer(self, text: str, tokens: int = 20) -> list[int]:
        prompt = self.tokens(text)
        if self.stash:
            self.stash.make_way(prompt)
        return list(islice(write(self.llama, prompt, best), tokens))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    redirect_native_log()
    return save_tiny_gguf(tmp_path / "tiny.gguf", layers=2)


def test_what_was_read_comes_back_after_a_short_question(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Reader(path, monkeypatch, stashes=True)
    theirs = Reader(path, monkeypatch, stashes=False)
    texts = (LONG, SHORT, FOLLOW_UP, SHORT, SHORT, LONG)
    assert [ours.answer(text) for text in texts] == [theirs.answer(text) for text in texts]
    long, same = ours.tokens(LONG), ours.tokens(PASSAGES)
    assert len(long) > WORTH_KEEPING
    prompts = [count for count in ours.read if count > 1]
    assert prompts[0] == len(long)
    # Of the two long ones that came later only the question was new.
    assert all(count <= len(long) - len(same) + 2 for count in (prompts[2], prompts[-1]))
    assert sum(theirs.read) > sum(ours.read) + 2 * len(same) - 20


def test_a_short_text_is_not_worth_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(path, monkeypatch, stashes=True)
    assert reader.stash
    reader.answer(SHORT)
    reader.answer("Who?")
    assert reader.stash.kept == 0


def test_a_long_text_makes_way_for_another_long_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(path, monkeypatch, stashes=True)
    assert reader.stash
    reader.answer(LONG)
    reader.answer("the other words of it " * 90)
    assert reader.stash.kept == 0


def test_the_longest_text_stays_aside_while_short_ones_come(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(path, monkeypatch, stashes=True)
    assert reader.stash
    reader.answer(LONG, tokens=5)
    for text in (SHORT, "Who?", SHORT):
        reader.answer(text)
        assert reader.stash.kept == len(reader.tokens(LONG)) + 4  # the last token was not read
