"""What llama.cpp says, kept out of stderr.

llama-cpp-python prints warnings even with ``verbose=False``: it reads ggml's level 3 (warning)
as an error. Here all lines go to the logger ``paperqa.llm.native`` at level DEBUG, and errors
are kept until a ModelError takes them along.

Source: enum ggml_log_level in ggml.h: 1 debug, 2 info, 3 warning, 4 error, 5 goes on.
"""

import ctypes
import logging
from collections import deque
from typing import Final

import llama_cpp

_ERROR: Final = 4
_log: Final = logging.getLogger("paperqa.llm.native")
_errors: Final[deque[str]] = deque(maxlen=4)


def _receive(level: int, text: bytes, _user_data: ctypes.c_void_p) -> None:
    line = text.decode("utf-8", "replace").strip()
    if level == _ERROR and line:
        _errors.append(line)
    _log.debug("%s", line)


# C keeps only the address: the callback must live as long as the module does.
_callback: Final = llama_cpp.llama_log_callback(_receive)


def redirect_native_log() -> None:
    """Send llama.cpp's messages to the logger from now on."""
    llama_cpp.llama_log_set(_callback, ctypes.c_void_p(0))


def take_native_error() -> str:
    """Return the first error since the last call, the cause of the rest; empty: there was none."""
    first = _errors[0] if _errors else ""
    _errors.clear()
    return first
