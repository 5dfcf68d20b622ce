"""What an answer that must cite can be, and what it cannot: asked of llama.cpp itself."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from cited_text import NUMBERS, REFUSALS, faults
from hypothesis import given, settings
from hypothesis import strategies as st
from llama_cpp import Llama

from paperqa.errors import ModelError
from paperqa.llm.answer_grammar import LONGEST_SENTENCE, LONGEST_WORD, answer_grammar
from paperqa.llm.llama.grammar import Grammar
from paperqa.llm.llama.greedy import Scores, write
from paperqa.llm.llama.native_log import redirect_native_log
from tiny_gguf import save_tiny_gguf

RULES = answer_grammar(NUMBERS, REFUSALS)
BYTE, END = 5, 2

GOOD = [
    "The passages do not say.",
    "הקטעים אינם עונים על כך.",
    "Attention is a weighted sum [1].",
    "Attention is a weighted sum. [1]",
    "Attention is a weighted sum [1]",
    "It reaches 28.4 BLEU, 2.0 more than before [1][12].",
    "It costs 28. [2]",
    "Who knows? [1] Nobody! [2]",
    "Queries meet keys [1], values follow [2]: a sum [1][2][12].",
    "המודל מבוסס על מנגנון קשב (attention) בלבד [1]. הוא מגיע ל־28.4 BLEU. [2]",
    'תנ״ך, צה"ל וד׳ אמות – O(n²·d) ≤ ε [1].',
    "As Vaswani et al. show (cf. Fig. 2, e.g., Eq. 3), it works, i.e. it learns [2].",
    'He said "it works." [1]',
    '"Yes" [1]. (No) [1]. **Bold**, -3% and >5 [1]. +2 [1]. -3 [1]. ≥4 [1]. ε [2].',
    "First, **one** [1].\n\nSecond, *two* [2].\nThird [1]",
    "- BERT reads both ways [1].\n- GPT reads one way [2].",
    "1. BERT [1]\n2. GPT [2]\n    * and more [12].",
    "| Model | BLEU |\n|---|---|\n| big | 28.4 [1] |\n| base [1] | 27.3 [2] |",
    "They differ [1].\n\n| a | b | c |\n| :--- | --- | ---: |\n| x | y | z [12] |\n\nSo it is [1].",
]
BAD = [
    "",
    " ",
    "Attention is a weighted sum.",
    "Attention is a weighted sum [3].",
    "Attention is a weighted sum [1, 2].",
    "Attention is a weighted sum [ 1].",
    "Attention is a weighted sum【1】.",
    "Attention is a weighted sum[1].",
    "The passages do not say. But I do.",
    "A [1]. B.",
    "A. B [1].",
    "A? B [1].",
    "A [1].\nB",
    "A [1].\n\n\nB [1].",
    "A [1][2][1][2].",
    "# A title\nA [1].",
    "`a [1]` b [1].",
    "$a [1]$ b [1].",
    r"\[1] [1].",
    "see [12] [0, 1] [1].",
    "[1]",
    "- [1]",
    "* [1]",
    "- - x [1].",
    "注意力 [1].",
    "внимание [1].",
    "انتباه [1].",
    "hidden\u200fmark [1].",
    "no\u00adwhere [1].",
    "two\tcolumns [1].",
    "a  b [1].",
    "| a | b |\n|---|---|\n| x | y |",
    "| a | b |\n|---|---|\n| x | y | z [1] |",
    "| a | b |\n| x | y [1] |",
    "a | b [1].",
    "word " * LONGEST_SENTENCE + "word [1].",
    "w" * (LONGEST_WORD + 1) + " [1].",
]


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Llama:
    return load(tmp_path_factory.mktemp("gguf") / "tiny.gguf", 0)


def load(path: Path, seed: int) -> Llama:
    redirect_native_log()
    save_tiny_gguf(path, seed=seed)
    return Llama(str(path), n_ctx=1500, n_threads=1, n_threads_batch=1, verbose=False)


def is_allowed(llama: Llama, text: str) -> bool:
    """Whether llama.cpp lets ``text`` be written, and end there."""
    grammar = Grammar(RULES, llama)
    tokens = [*llama.tokenize(text.encode(), add_bos=False), END]
    try:
        return all(grammar.choose(only(token, llama.n_vocab())) == token for token in tokens)
    except ModelError:
        return False


def only(token: int, vocab: int) -> Scores:
    scores = np.full(vocab, -np.inf, dtype=np.float32)
    scores[token] = 0
    return scores


@pytest.mark.parametrize("text", GOOD)
def test_these_can_be_written(llama: Llama, text: str) -> None:
    assert is_allowed(llama, text)
    assert faults(text) == []


@pytest.mark.parametrize("text", BAD)
def test_these_cannot(llama: Llama, text: str) -> None:
    assert not is_allowed(llama, text)


@pytest.mark.parametrize("text", GOOD[2:])
def test_none_can_lose_its_markers(llama: Llama, text: str) -> None:
    last = [match.end() for match in re.finditer(r"\[\d+\]", text)][-1]
    bare = re.sub(r"( \[\d+\])(\[\d+\])*$", "", text[:last]) + text[last:]
    assert bare != text
    assert not is_allowed(llama, bare)
    assert faults(bare)


FRAGMENTS = [
    *"a1.?!,:|-*[]\n ", "ש", "é", "28.4", "e.g.", "et al.", " [1]", " [2]", "[12]", " [3]", ". ",
    ".", "[1].", ". [1]", " word", "מילה ", "- ", "1. ", "\n\n", "| a | b |\n|---|---|", "\n| x |",
    " y [1] |", "中", "`", "$", "The passages do not say.",
]  # fmt: skip

WORDS = ["word", "3.5", "מילה", "(BERT,", "e.g."]


@settings(deadline=None, max_examples=400)
@given(text=st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_whatever_is_allowed_has_no_faults(llama: Llama, text: str) -> None:
    if is_allowed(llama, text):
        assert faults(text) == []


@settings(deadline=None, max_examples=100)
@given(
    sentences=st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
            st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3),
            st.sampled_from(["{} {}.", "{}. {}", "{} {}", '{}?" {}']),
            st.sampled_from([" ", "\n", "\n\n- ", "\n12. "]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_cites_can_be_written(
    llama: Llama, sentences: list[tuple[list[str], list[int], str, str]]
) -> None:
    text = ""
    for words, numbers, shape, gap in sentences:
        markers = "".join(f"[{number}]" for number in numbers)
        text += shape.format(" ".join(words), markers) + gap
    text = text.rstrip("\n -12.") + ("" if text.rstrip("\n -12.").endswith("]") else " [1]")
    assert is_allowed(llama, text)
    assert faults(text) == []


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_model_without_sense_writes_cites(tmp_path: Path, seed: int) -> None:
    llama = load(tmp_path / "tiny.gguf", seed)
    for question in range(10):
        prompt = llama.tokenize(f"question {question} about attention".encode())
        text, ended = bound_text(llama, prompt, lean=(question % 5) * 1.5)
        if not ended:  # whatever stands behind the last marker had no time to end
            text = text[: text.rfind("]") + 1]
        assert faults(text) == [], text
        assert is_allowed(llama, text)


def bound_text(llama: Llama, prompt: list[int], lean: float) -> tuple[str, bool]:
    """Return what the model writes, leaning to ends, breaks and bars, and if it ended itself."""
    leaning = [END, *(BYTE + ord(sign) for sign in "\n|[.-"), BYTE + ord("1")]
    choose = Grammar(RULES, llama).choose

    def lean_and_choose(scores: Scores) -> int:
        scores = scores.copy()
        scores[leaning] += lean
        return choose(scores)

    tokens = list(until_end(islice(write(llama, prompt, lean_and_choose), 400)))
    ended = tokens[-1] == END
    return llama.detokenize(tokens[: len(tokens) - ended]).decode(errors="ignore"), ended


def until_end(tokens: Iterator[int]) -> Iterator[int]:
    for token in tokens:
        yield token
        if token == END:
            return


def test_a_number_is_cited_as_a_whole(llama: Llama) -> None:
    rules = answer_grammar([1, 12], ["No."])
    for text, allowed in (("a [12]", True), ("a [2]", False), ("a [121]", False), ("No.", True)):
        grammar = Grammar(rules, llama)
        ways = [grammar_takes(grammar, llama, token) for token in text_tokens(llama, text)]
        assert all(ways) is allowed


def text_tokens(llama: Llama, text: str) -> list[int]:
    return [*llama.tokenize(text.encode(), add_bos=False), END]


def grammar_takes(grammar: Grammar, llama: Llama, token: int) -> bool:
    try:
        return grammar.choose(only(token, llama.n_vocab())) == token
    except ModelError:
        return False


@pytest.mark.parametrize("numbers", [(), (0,), (3, -1)])
def test_numbers_that_no_passage_has_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match=r"expected one passage number or more, from 1$"):
        answer_grammar(numbers, REFUSALS)


def test_a_refusal_is_needed_and_may_hold_quotes_and_backslashes(llama: Llama) -> None:
    for refusals in ((), ("",)):
        with pytest.raises(ModelError, match=r"needs a sentence for when it cannot$"):
            answer_grammar(NUMBERS, refusals)
    odd = 'No "such" \\thing\\ here'
    grammar = Grammar(answer_grammar(NUMBERS, [odd]), llama)
    assert all(grammar_takes(grammar, llama, token) for token in text_tokens(llama, odd))
