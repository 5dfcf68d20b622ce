"""Stops llama.cpp from another thread, in the middle of its arithmetic.

llama.cpp asks a C function before each step of a model's graph, a thousand times a token. A
Python function would take the interpreter's lock each time and cost some percent of the speed;
so it is given C's own ``strlen``, and the text to measure: empty means go on, a letter stop.

Source: llama.h (llama_set_abort_callback: on the CPU only; llama_decode then returns 2).
"""

import ctypes
import sys
from threading import Lock
from typing import Final

import llama_cpp
from llama_cpp import Llama

_LIBC: Final = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
_strlen: Final = ctypes.cast(_LIBC.strlen, llama_cpp.ggml_abort_callback)


class Stopping:
    """The answers of one model are numbered as they are asked for; ``stop`` ends them up to now."""

    def __init__(self, llama: Llama) -> None:
        self._text = ctypes.create_string_buffer(2)
        self._guard = Lock()
        self._asked = 0
        self._stopped = 0
        address = ctypes.c_void_p(ctypes.addressof(self._text))
        llama_cpp.llama_set_abort_callback(llama.ctx, _strlen, address)

    def number(self) -> int:
        """Return the number of an answer that is asked for now."""
        with self._guard:
            self._asked += 1
            return self._asked

    def begin(self, number: int) -> None:
        """Let llama.cpp compute for the answer ``number``, unless that was stopped meanwhile."""
        with self._guard:
            self._text.value = b"x" if self.stopped(number) else b""

    def stopped(self, number: int) -> bool:
        """Whether the answer ``number`` was asked for before somebody called ``stop``."""
        return number <= self._stopped

    def stop(self) -> None:
        """End the answers asked for so far, also within a step; no later ones."""
        with self._guard:
            self._stopped = self._asked
            self._text.value = b"x"
