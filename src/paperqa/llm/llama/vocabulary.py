"""Text to tokens and back, straight from llama.cpp.

Text from papers and people is data: where it spells a control token (``<|im_end|>``, ``</s>``),
``defuse`` parts the letters, or the model would read the end of a turn.

Units:  token ids of the model; bytes of UTF-8.
Source: llama.h (llama_token_to_piece, llama_vocab_is_control, llama_vocab_is_eog).
"""

import ctypes
from typing import Final

import llama_cpp
from llama_cpp import Llama

_LONGEST_PIECE: Final = 1024
"""Bytes of one token. llama-cpp-python's own buffer holds 32, and longer tokens vanish."""


class Vocabulary:
    """The tokens of one loaded model; safe to use while the model writes."""

    def __init__(self, llama: Llama) -> None:
        self._llama = llama
        self._vocab = llama_cpp.llama_model_get_vocab(llama.model)
        self._adds_bos = bool(llama_cpp.llama_vocab_get_add_bos(self._vocab))
        self._bos = llama.token_bos()

    @property
    def bos(self) -> str:
        """The text of the token that begins a prompt; empty where there is none."""
        return self._spelling(self._bos)

    @property
    def eos(self) -> str:
        """The text of the token that ends an answer; empty where there is none."""
        return self._spelling(self._llama.token_eos())

    def is_end(self, token: int) -> bool:
        """Whether ``token`` ends an answer."""
        return bool(llama_cpp.llama_vocab_is_eog(self._vocab, token))

    def count(self, text: str) -> int:
        """Return how many tokens ``text`` fills as a part of a prompt."""
        return len(self._tokens(text))

    def prompt(self, text: str) -> list[int]:
        """Return the tokens of a whole prompt, control tokens read as such, begun by one BOS."""
        tokens = self._tokens(text)
        missing = self._adds_bos and tokens[:1] != [self._bos]
        return [self._bos, *tokens] if missing else tokens

    def defuse(self, text: str) -> str:
        """Return ``text`` with a space inside whatever would be read as a control token."""
        while spellings := self._controls_in(text):
            before = text
            for spelling in spellings:
                text = text.replace(spelling, _parted(spelling))
            if text == before:  # a token that is a part of a character cannot be told from text
                break
        return text

    def piece(self, token: int, *, special: bool) -> bytes:
        """Return the bytes of ``token``; of a control token only if ``special``."""
        buffer = ctypes.create_string_buffer(_LONGEST_PIECE)
        size = llama_cpp.llama_token_to_piece(
            self._vocab, token, buffer, _LONGEST_PIECE, 0, special
        )
        return buffer.raw[: max(size, 0)]

    def _tokens(self, text: str) -> list[int]:
        # A lone surrogate, which some PDFs hold, has no UTF-8: it becomes a question mark.
        return list(self._llama.tokenize(text.encode("utf-8", "replace"), False, special=True))

    def _controls_in(self, text: str) -> list[str]:
        controls = {token for token in self._tokens(text) if self._is_control(token)}
        return [spelling for spelling in map(self._spelling, controls) if spelling]

    def _is_control(self, token: int) -> bool:
        return self.is_end(token) or bool(llama_cpp.llama_vocab_is_control(self._vocab, token))

    def _spelling(self, token: int) -> str:
        return "" if token < 0 else self.piece(token, special=True).decode("utf-8", "replace")


def _parted(spelling: str) -> str:
    """Return it with a space inside; where that spells it again, or has no inside, the space."""
    parted = f"{spelling[:1]} {spelling[1:]}"
    return " " if spelling in parted else parted
