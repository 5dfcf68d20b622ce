"""GGUF files of realistic shape with random weights: how fast a model is, not what it says.

A model's speed depends on its shapes and types, not on its values, so the quantised bytes are
drawn directly: weights are uniform, with one scale a matrix that keeps activations near 1. As in
files made by llama-quantize, norms and biases stay F32, and the token embedding, which is also
the output matrix, is kept finer than Q4_0 (Q8_0 here, Q6_K there). The rows of control and byte
tokens are zero, so that they score 0 where the best of the others is above: a model writes plain
text for as long as it may.

Shapes: those of Qwen2.5 (arXiv:2412.15115, table 1; config.json of its models).
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from tiny_gguf import CHATML, FIRST_PIECE, add_tokenizer

Type = Literal["Q8_0", "Q4_0"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A decoder of the Qwen2 kind; sizes in numbers of weights."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocab: int


SHAPES: Final = {
    "0.5B": Shape(24, 896, 14, 2, 4864, 151_936),
    "1.5B": Shape(28, 1536, 12, 2, 8960, 151_936),
    "toy": Shape(2, 64, 2, 1, 128, 4000),
}
_TRAINED: Final = 32_768
_LARGEST: Final = {"Q8_0": 127, "Q4_0": 7}
"""The whole numbers of a block are drawn from -largest .. largest, all as often: a mean that is
not 0 would pull every state to one side, and the model would write one token for ever."""


def save_random_gguf(folder: Path, size: str, kind: Type) -> Path:
    """Write the model unless ``folder`` holds it; memory: its largest matrix, 250 MB at 1.5B."""
    path = folder / f"random-{size}-{kind}.gguf"
    if path.is_file():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    _write(unfinished, SHAPES[size], kind)
    return unfinished.rename(path)


def _write(path: Path, shape: Shape, kind: Type) -> None:
    writer = GGUFWriter(path, "qwen2")
    writer.add_context_length(_TRAINED)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(1e6)
    writer.add_layer_norm_rms_eps(1e-6)
    add_tokenizer(writer, shape.vocab, CHATML)
    tensors = list(_tensors(shape, kind))
    for name, size, tensor_kind in tensors:
        dtype = np.dtype(np.float32 if tensor_kind == GGMLQuantizationType.F32 else np.uint8)
        size = _in_bytes(size, tensor_kind) if dtype == np.uint8 else size
        count = int(np.prod(size)) * dtype.itemsize
        writer.add_tensor_info(name, size, dtype, count, tensor_kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    random = np.random.default_rng(0)
    for name, size, tensor_kind in tensors:
        writer.write_tensor_data(_values(random, name, size, tensor_kind))
    writer.close()


def _tensors(
    shape: Shape, kind: Type
) -> Iterator[tuple[str, tuple[int, ...], GGMLQuantizationType]]:
    """Yield name, (rows, columns) and type of each tensor, in the order of the file."""
    f32, fine = GGMLQuantizationType.F32, GGMLQuantizationType.Q8_0
    coarse = GGMLQuantizationType[kind]
    width, kv = shape.width, shape.width // shape.heads * shape.kv_heads
    yield "token_embd.weight", (shape.vocab, width), fine
    yield "output_norm.weight", (width,), f32
    for block in (f"blk.{layer}" for layer in range(shape.layers)):
        yield f"{block}.attn_norm.weight", (width,), f32
        for part, rows in (("q", width), ("k", kv), ("v", kv)):
            yield f"{block}.attn_{part}.weight", (rows, width), coarse
            yield f"{block}.attn_{part}.bias", (rows,), f32
        yield f"{block}.attn_output.weight", (width, width), coarse
        yield f"{block}.ffn_norm.weight", (width,), f32
        yield f"{block}.ffn_gate.weight", (shape.feed_forward, width), coarse
        yield f"{block}.ffn_up.weight", (shape.feed_forward, width), coarse
        yield f"{block}.ffn_down.weight", (width, shape.feed_forward), coarse


def _values(
    random: np.random.Generator, name: str, size: tuple[int, ...], kind: GGMLQuantizationType
) -> npt.NDArray[np.float32] | npt.NDArray[np.uint8]:
    if kind == GGMLQuantizationType.F32:
        return np.full(size, name.endswith("norm.weight"), dtype=np.float32)
    values = _blocks(random, size, kind)
    if name == "token_embd.weight":
        values[:FIRST_PIECE] = 0
    return values


def _blocks(
    random: np.random.Generator, size: tuple[int, ...], kind: GGMLQuantizationType
) -> npt.NDArray[np.uint8]:
    """Draw a matrix of quantised blocks: two bytes of scale (float16), then the whole numbers."""
    rows, columns = size
    count, length = GGML_QUANT_SIZES[kind]
    blocks = np.empty((rows, columns // count, length), dtype=np.uint8)
    largest = _LARGEST[kind.name]
    spread = (((2 * largest + 1) ** 2 - 1) / 12) ** 0.5
    scale = np.float16(1 / (spread * columns**0.5))
    blocks[..., :2] = np.frombuffer(scale.tobytes(), dtype=np.uint8)

    def numbers() -> npt.NDArray[np.int8]:
        shape = (*blocks.shape[:2], length - 2)
        return random.integers(-largest, largest + 1, shape, dtype=np.int8)

    if kind == GGMLQuantizationType.Q8_0:
        blocks[..., 2:] = numbers().view(np.uint8)
    else:  # two in a byte, each kept as the number plus 8
        blocks[..., 2:] = (numbers() + 8).view(np.uint8) << 4 | (numbers() + 8).view(np.uint8)
    return blocks.reshape(rows, -1)


def _in_bytes(size: tuple[int, ...], kind: GGMLQuantizationType) -> tuple[int, ...]:
    count, length = GGML_QUANT_SIZES[kind]
    return (*size[:-1], size[-1] // count * length)
