"""What the model has read, set aside while it reads something short, and brought back.

Between two answers about the same passages a model may be asked for one line: an English query, a
whole question. That line would cost all that was read of the passages, many seconds' work. A copy
of the state takes tenths of a second.

Units:  tokens. A copy is as large as the part of the context that the text fills.
Source: llama.h (llama_state_seq_get_data, llama_state_seq_set_data).
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import llama_cpp
import numpy as np
import numpy.typing as npt
from llama_cpp import Llama

WORTH_KEEPING: Final = 256
"""Tokens below which reading again is no matter."""

Tokens = npt.NDArray[np.intc]


@dataclass(frozen=True, slots=True)
class _State:
    """What was read, and the memory of it."""

    tokens: Tokens
    memory: "ctypes.Array[Any]"


class Stash:
    """The place for one text of one model; not for several threads."""

    def __init__(self, llama: Llama) -> None:
        self._llama = llama
        self._state: _State | None = None

    @property
    def kept(self) -> int:
        """Tokens of the text that is set aside; 0: none is."""
        return len(self._state.tokens) if self._state else 0

    def make_way(self, prompt: Sequence[int]) -> None:
        """Set aside what ``prompt`` would drive out, or bring back what it begins like."""
        read = self._llama.input_ids[: self._llama.n_tokens]
        shared = _shared(read, prompt)
        if self._state and _shared(self._state.tokens, prompt) > shared:
            self._bring_back(self._state)
        elif len(prompt) < len(read) and len(read) - shared >= max(WORTH_KEEPING, self.kept):
            self._set_aside(read)

    def _set_aside(self, read: Tokens) -> None:
        context = self._llama.ctx
        size = llama_cpp.llama_state_seq_get_size(context, 0)
        memory = (ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(context, memory, size, 0)
        self._state = _State(read.copy(), memory) if written == size else None

    def _bring_back(self, state: _State) -> None:
        self._state = None
        size = len(state.memory)
        if llama_cpp.llama_state_seq_set_data(self._llama.ctx, state.memory, size, 0) != size:
            # It did not fit: what stood there is lost as well, and all is read anew.
            self._llama.reset()  # type: ignore[no-untyped-call]
            return
        self._llama.input_ids[: len(state.tokens)] = state.tokens
        self._llama.n_tokens = len(state.tokens)


def _shared(read: Tokens, prompt: Sequence[int]) -> int:
    """Return how many tokens both begin with."""
    size = min(len(read), len(prompt))
    differs = np.flatnonzero(read[:size] != np.asarray(prompt[:size], dtype=read.dtype))
    return int(differs[0]) if len(differs) else size
