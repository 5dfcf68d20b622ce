"""Ways to ask the toy of 260,000 weights."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from struct import pack, unpack

from paperqa.errors import CutOffError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.types import Message

STORY = (Message("system", "Tell a story."), Message("user", "Once upon a time there was a dog."))


def with_template(gguf: Path, path: Path, template: str) -> Path:
    """Write a copy of ``gguf`` that holds a chat template, as its first key.

    The key is padded to 32 bytes, so that the tensors stay aligned (ggml, docs/gguf.md).
    """
    key, data = b"tokenizer.chat_template", gguf.read_bytes()
    bare = 8 + len(key) + 4 + 8 + len(template)
    value = (template + "{#" + " " * ((-bare - 4) % 32) + "#}").encode()
    pair = pack("<Q", len(key)) + key + pack("<IQ", 8, len(value)) + value
    magic, version, tensors, keys = unpack("<4sIQQ", data[:24])
    path.write_bytes(pack("<4sIQQ", magic, version, tensors, keys + 1) + pair + data[24:])
    return path


def ask(chat: LlamaChat, messages: tuple[Message, ...] = STORY, max_tokens: int = 60) -> str:
    return "".join(up_to_the_cut(chat.stream(messages, max_tokens=max_tokens)))


def up_to_the_cut(pieces: Iterable[str]) -> Iterator[str]:
    """Yield ``pieces``; that they were cut off is what most answers of a toy have in common."""
    with suppress(CutOffError):
        yield from pieces
