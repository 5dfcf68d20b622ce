"""Real GGUF files of a few hundred kilobytes: the Llama architecture, random weights, no sense.

The tokenizer is of SentencePiece's kind: it has pieces for ASCII, Hebrew and some words, and
bytes for all else, so that every text without U+2581, its mark for a space, comes back as it was.
The model writes pieces of plain text
for as long as it may: the weights that score bytes and control tokens are zero, so their scores
are too, and among hundreds of random scores the best is above zero. Only a grammar makes it end.

Source: ggml, docs/gguf.md; llama.cpp, src/llama-arch.cpp and llama-vocab.cpp.
"""

from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from gguf import GGUFWriter, TokenType

CHATML: Final = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""The chat template of Qwen, SmolLM and many others."""

CONTROL: Final = ("<s>", "</s>", "<|im_start|>", "<|im_end|>")
"""Begin of text, end of text, begin of a turn, end of a turn: tokens 1 to 4; 0 is ``<unk>``."""

_SPACE: Final = "\u2581"
_ALPHABET: Final = _SPACE + "etaoinsrhldcumfpgwybvkxjqzיוהלאמרבתשנעםדקחפטכגסזןצךףץ"
_SIGNS: Final = "ETAOINSRHLDCUMFPGWYBVKXJQZ0123456789.,:;?!'\"()[]{}<>|/\\-_+=*&^%$#@~`"
_WORDS: Final = "the model attention answer paper question passage המודל תשומת תשובה מאמר שאלה קטע"
FIRST_PIECE: Final = 1 + len(CONTROL) + 256
"""The tokens below are control tokens and bytes."""
_HEAD: Final = 32
"""Width of an attention head: what llama.cpp needs for a quantised KV cache."""


def tokens_of(vocab: int) -> tuple[list[str], list[TokenType]]:
    """Return ``vocab`` tokens and their types: control, bytes, characters, words, combinations."""
    pieces = [*_ALPHABET, *_SIGNS]
    if vocab < (least := FIRST_PIECE + len(pieces)):
        raise ValueError(f"a vocabulary of {vocab} tokens; expected at least {least}")
    pieces = list(dict.fromkeys(islice(_pieces(), 2 * vocab)))[: vocab - FIRST_PIECE]
    texts = ["<unk>", *CONTROL, *(f"<0x{byte:02X}>" for byte in range(256)), *pieces]
    types = [TokenType.UNKNOWN, *[TokenType.CONTROL] * len(CONTROL), *[TokenType.BYTE] * 256]
    return texts, types + [TokenType.NORMAL] * len(pieces)


def _pieces() -> Iterator[str]:
    """Yield texts of which each grows from two others: so llama.cpp finds it by merging."""
    yield from _ALPHABET
    yield from _SIGNS
    for word in _WORDS.split():
        yield from (f"{_SPACE}{word[:end]}" for end in range(1, len(word) + 1))
    for length in (2, 3, 4):
        yield from map("".join, product(_ALPHABET, repeat=length))


def save_tiny_gguf(
    path: Path,
    *,
    seed: int = 0,
    vocab: int = 640,
    layers: int = 1,
    width: int = 64,
    context: int = 2048,
    template: str | None = CHATML,
) -> Path:
    """Write a model of ``layers`` x ``width`` (a multiple of 64), trained on ``context`` tokens.

    The same arguments write the same bytes. ``template`` None: the file holds no chat template.
    """
    writer = GGUFWriter(path, "llama")
    writer.add_name(path.stem)
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(2 * width)
    writer.add_head_count(width // _HEAD)
    writer.add_head_count_kv(width // _HEAD // 2)
    writer.add_rope_dimension_count(_HEAD)
    writer.add_layer_norm_rms_eps(1e-5)
    add_tokenizer(writer, vocab, template)
    for name, weights in _weights(np.random.default_rng(seed), vocab, layers, width):
        writer.add_tensor(name, weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def add_tokenizer(writer: GGUFWriter, vocab: int, template: str | None) -> None:
    """Add the tokens of ``tokens_of(vocab)``, and how they are to be used."""
    texts, types = tokens_of(vocab)
    writer.add_vocab_size(vocab)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(texts)
    writer.add_token_scores([-float(rank) for rank in range(vocab)])
    writer.add_token_types(types)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_eot_token_id(4)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    if template is not None:
        writer.add_chat_template(template)


def _weights(
    random: np.random.Generator, vocab: int, layers: int, width: int
) -> Iterator[tuple[str, npt.NDArray[np.float32] | npt.NDArray[np.float16]]]:
    def matrix(rows: int, columns: int) -> npt.NDArray[np.float16]:
        weights = random.standard_normal((rows, columns)) / np.sqrt(columns)
        return np.asarray(weights, dtype=np.float16)

    def scale() -> npt.NDArray[np.float32]:
        return np.ones(width, dtype=np.float32)

    scoring = matrix(vocab, width)
    scoring[:FIRST_PIECE] = 0
    yield "token_embd.weight", matrix(vocab, width)
    yield "output.weight", scoring
    yield "output_norm.weight", scale()
    for block in (f"blk.{layer}" for layer in range(layers)):
        yield f"{block}.attn_norm.weight", scale()
        yield f"{block}.ffn_norm.weight", scale()
        yield f"{block}.attn_q.weight", matrix(width, width)
        yield f"{block}.attn_k.weight", matrix(width // 2, width)
        yield f"{block}.attn_v.weight", matrix(width // 2, width)
        yield f"{block}.attn_output.weight", matrix(width, width)
        yield f"{block}.ffn_gate.weight", matrix(2 * width, width)
        yield f"{block}.ffn_up.weight", matrix(2 * width, width)
        yield f"{block}.ffn_down.weight", matrix(width, 2 * width)
