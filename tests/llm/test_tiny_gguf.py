"""The made-up models, as llama.cpp sees them."""

from itertools import islice
from pathlib import Path

import pytest
from llama_cpp import Llama

from tiny_gguf import CHATML, FIRST_PIECE, save_tiny_gguf, tokens_of

TEXTS = (
    "What does attention cost?",
    "מה המחיר של תשומת הלב (attention)?",
    " two  spaces,\n\tlines\r\nand 'quotes' \"so\"",
    "שָׁלוֹם ‏[1]‎ softmax(QKᵀ/√d) 中文 🎉 e\u0301\x00",
    "",
)


def load(path: Path, context: int = 256) -> Llama:
    return Llama(str(path), n_ctx=context, verbose=False)


def write(llama: Llama, prompt: str, tokens: int) -> list[int]:
    return list(islice(llama.generate(llama.tokenize(prompt.encode()), temp=0), tokens))


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_comes_back_from_its_tokens(tmp_path: Path, text: str) -> None:
    llama = load(save_tiny_gguf(tmp_path / "tiny.gguf"))
    assert llama.detokenize(llama.tokenize(text.encode(), add_bos=False)) == text.encode()


def test_tokens_are_pieces_of_words_bytes_and_control_tokens(tmp_path: Path) -> None:
    llama = load(save_tiny_gguf(tmp_path / "tiny.gguf"))
    tokens = llama.tokenize("<|im_start|> the modelשל中<|im_end|>".encode(), special=True)
    texts, _ = tokens_of(640)
    assert [texts[token] for token in tokens] == [
        "<s>", "<|im_start|>", "▁the", "▁model", "ש", "ל", "<0xE4>", "<0xB8>", "<0xAD>",
        "<|im_end|>",
    ]  # fmt: skip
    assert (llama.token_bos(), llama.token_eos(), llama.n_vocab()) == (1, 2, 640)


def test_the_same_arguments_write_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first = save_tiny_gguf(tmp_path / "tiny.gguf", seed=7).read_bytes()
    again = save_tiny_gguf(tmp_path / "tiny.gguf", seed=7).read_bytes()
    other = save_tiny_gguf(tmp_path / "tiny.gguf", seed=8).read_bytes()
    assert first == again
    assert len(first) == len(other) < 300_000
    assert first != other


@pytest.mark.parametrize("seed", range(5))
def test_it_writes_plain_text_for_as_long_as_it_may(tmp_path: Path, seed: int) -> None:
    llama = load(save_tiny_gguf(tmp_path / "tiny.gguf", seed=seed))
    first, again, other = (
        write(llama, f"<|im_start|>{question}<|im_end|>", 200)
        for question in ("What is attention?", "What is attention?", "מה זה?")
    )
    assert len(first) == 200
    assert first == again != other
    assert min(*first, *other) >= FIRST_PIECE


def test_it_has_the_shape_and_the_template_that_were_asked_for(tmp_path: Path) -> None:
    path = save_tiny_gguf(
        tmp_path / "big.gguf", vocab=1000, layers=3, width=128, context=64, template=None
    )
    metadata = load(path, 0).metadata
    assert metadata["llama.block_count"] == "3"
    assert metadata["llama.embedding_length"] == "128"
    assert metadata["llama.context_length"] == "64"
    assert "tokenizer.chat_template" not in metadata
    assert load(path, 0).n_vocab() == 1000
    usual = load(save_tiny_gguf(tmp_path / "tiny.gguf"))
    assert usual.metadata["tokenizer.chat_template"] == CHATML


def test_a_quantised_cache_can_be_used(tmp_path: Path) -> None:
    llama = Llama(
        str(save_tiny_gguf(tmp_path / "tiny.gguf")),
        n_ctx=256, type_k=8, type_v=8, flash_attn=True, verbose=False,
    )  # fmt: skip
    assert len(write(llama, "the", 9)) == 9


def test_a_vocabulary_without_room_for_the_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^a vocabulary of 300 tokens; expected at least 383$"):
        save_tiny_gguf(tmp_path / "tiny.gguf", vocab=300)
