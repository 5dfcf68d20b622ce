"""The loop that writes, against the one of llama-cpp-python."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from llama_cpp import Llama
from llama_cpp.llama_grammar import LlamaGrammar

from paperqa.llm.llama.grammar import Grammar
from paperqa.llm.llama.greedy import best, write
from paperqa.llm.llama.native_log import redirect_native_log
from tiny_gguf import save_tiny_gguf

PROMPTS = ("Once upon a time there was", "Once upon a hill", "מה זה attention? " * 12, "the")
LISTS = 'root ::= ("- " [a-z ]{3,9} "\\n"){3,4} "end" [0-9]{2}'


@pytest.fixture(params=["tiny", "stories"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    redirect_native_log()
    if request.param == "tiny":
        return save_tiny_gguf(tmp_path / "tiny.gguf", layers=2)
    shared: Path = request.getfixturevalue("shared")
    path = shared / "models" / "stories260K.gguf"
    if not path.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    return path


def load(path: Path) -> Llama:
    return Llama(str(path), n_ctx=512, n_batch=64, n_threads=1, n_threads_batch=1, verbose=False)


def tokens_of(llama: Llama, text: str) -> list[int]:
    return list(llama.tokenize(text.encode()))


def written(llama: Llama, prompt: Sequence[int], tokens: int) -> list[int]:
    return list(islice(write(llama, prompt, best), tokens))


def test_the_tokens_are_those_of_llama_cpp_pythons_own_loop(path: Path) -> None:
    ours, theirs = load(path), load(path)
    for text in (*PROMPTS, *PROMPTS):
        prompt = tokens_of(ours, text)
        assert written(ours, prompt, 60) == list(islice(theirs.generate(prompt, temp=0), 60))


def test_under_a_grammar_they_are_the_same_too(path: Path) -> None:
    ours, theirs = load(path), load(path)
    for text in PROMPTS:
        prompt, grammar = tokens_of(ours, text), Grammar(LISTS, ours)
        own = theirs.generate(prompt, temp=0, grammar=LlamaGrammar.from_string(LISTS))
        assert list(islice(write(ours, prompt, grammar.choose), 20)) == list(islice(own, 20))


def test_only_what_differs_from_the_last_prompt_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    llama = load(path)
    read: list[int] = []
    real = llama.eval

    def counted(tokens: Sequence[int]) -> None:
        read.append(len(tokens))
        real(tokens)

    monkeypatch.setattr(llama, "eval", counted)
    first = tokens_of(llama, "the model is the answer")
    other = [*first[:4], *tokens_of(llama, " paper")[1:]]
    for prompt in (first, other, other, other[:3], [*other, *first[1:]]):
        written(llama, prompt, 1)
    assert read == [len(first), len(other) - 4, 1, 1, len(other) + len(first) - 1 - 3]


def test_the_answer_is_read_already_when_the_next_prompt_holds_it(path: Path) -> None:
    llama = load(path)
    prompt = tokens_of(llama, "the model")
    answer = written(llama, prompt, 8)
    assert llama.n_tokens == len(prompt) + 7  # nobody asked what follows the last
    written(llama, [*prompt, *answer], 1)
    assert llama.input_ids[: llama.n_tokens].tolist() == [*prompt, *answer]


def test_the_first_of_the_best_is_taken() -> None:
    assert best(np.array([0, 3, 1, 3], dtype=np.float32)) == 1
