"""A token at a time, held to a grammar."""

from pathlib import Path

import numpy as np
import pytest
from llama_cpp import Llama

from paperqa.errors import ModelError
from paperqa.llm.llama.grammar import Grammar, json_grammar
from paperqa.llm.llama.greedy import Scores
from paperqa.llm.llama.native_log import redirect_native_log
from tiny_gguf import save_tiny_gguf, tokens_of

END = 2
BYTE = 5
"""The token of byte 0; the others follow it, and the pieces of text follow them."""
FIRST_PIECE = BYTE + 256
VOCAB = 6000


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Llama:
    redirect_native_log()
    path = save_tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf", vocab=VOCAB)
    return Llama(str(path), n_ctx=64, n_threads=1, verbose=False)


def scores_of(*order: int) -> Scores:
    """Return scores by which the tokens ``order`` are the best, in this order; then all others."""
    scores = np.linspace(-2, -1, VOCAB, dtype=np.float32)
    scores[list(order)] = np.linspace(9, 8, len(order), dtype=np.float32)
    return scores


def token(llama: Llama, text: str) -> int:
    (only,) = llama.tokenize(text.encode(), add_bos=False)
    return int(only)


def test_the_best_token_is_taken_where_the_grammar_allows_it(llama: Llama) -> None:
    a, b = token(llama, "a"), token(llama, "b")
    grammar = Grammar('root ::= "a" | "b"', llama)
    assert grammar.choose(scores_of(b, a)) == b
    assert grammar.choose(scores_of(b, a, END)) == END


@pytest.mark.parametrize("ahead", [1, 200, 3000, VOCAB])
def test_the_best_allowed_is_found_however_many_better_ones_are_refused(
    llama: Llama, ahead: int
) -> None:
    a, b = token(llama, "a"), token(llama, "b")
    texts, _ = tokens_of(VOCAB)
    refused = [n for n in range(FIRST_PIECE, VOCAB) if texts[n][0] not in "ab"][:ahead]
    assert Grammar("root ::= [ab]+", llama).choose(scores_of(*refused, b, a)) == b


def test_of_equal_scores_the_first_allowed_token_is_taken(llama: Llama) -> None:
    grammar = Grammar("root ::= [bz]+", llama)
    assert grammar.choose(np.zeros(VOCAB, dtype=np.float32)) == BYTE + ord("b")


def test_a_grammar_without_a_token_to_go_on_is_an_error_and_no_crash(llama: Llama) -> None:
    nowhere = np.full(VOCAB, -np.inf, dtype=np.float32)
    nowhere[END] = 1
    with pytest.raises(ModelError, match=r"^the grammar allows no token of this model's vocab"):
        Grammar('root ::= "a"', llama).choose(nowhere)


def test_a_grammar_that_llama_cpp_cannot_read_is_refused_with_its_reason(llama: Llama) -> None:
    for rules in ('root ::= "a" | missing', "root ::= [a", "rot ::= [a]", "", " \n"):
        with pytest.raises(ModelError, match=r"^llama\.cpp cannot read this grammar \(.+\)$"):
            Grammar(rules, llama)


def test_what_went_wrong_before_is_not_the_reason(llama: Llama, tmp_path: Path) -> None:
    (tmp_path / "half.gguf").write_bytes(b"GGUF" + bytes(90))
    with pytest.raises(ValueError, match="Failed to load model"):
        Llama(str(tmp_path / "half.gguf"), verbose=False)
    with pytest.raises(ModelError) as caught:
        Grammar('root ::= "a" | missing', llama)
    assert str(caught.value) == "llama.cpp cannot read this grammar (failed to parse grammar)"


def test_letters_are_held_to_it_byte_by_byte(llama: Llama) -> None:
    grammar = Grammar('root ::= "é" [א-ב]', llama)
    spelt = [BYTE + byte for byte in "é".encode()]
    wrong = BYTE + 0xFF
    assert [grammar.choose(scores_of(wrong, byte)) for byte in spelt] == spelt
    assert grammar.choose(scores_of(wrong, END, token(llama, "ג"), token(llama, "ב"))) == token(
        llama, "ב"
    )


def test_a_schema_lets_no_line_break_into_its_strings() -> None:
    rules = json_grammar({"type": "string"})
    assert r'[^"\\\x00-\x1F]' in rules
    assert r'[^"\\]' not in rules
