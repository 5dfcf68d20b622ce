"""The loop that writes: read the prompt, take the best token, read it, take the next.

llama-cpp-python's own loop sorts the whole vocabulary into a new list for each token, and with
a grammar checks all of it. Here a token is chosen straight from the scores, by ``best`` or by a
grammar. What the model has read for the last answer is not read again, as far as this prompt
begins alike.

Shapes: scores (n_vocab,) float32, unnormalised log-probabilities; a view into llama.cpp's memory
        that holds until the next token is read.
Errors: RuntimeError if llama.cpp fails or was stopped.
Source: llama.h (llama_get_logits_ith, llama_memory_seq_rm).
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import llama_cpp
import numpy as np
import numpy.typing as npt
from llama_cpp import Llama

Scores: TypeAlias = npt.NDArray[np.float32]
Choose: TypeAlias = Callable[[Scores], int]


def best(scores: Scores) -> int:
    """Return the token with the best score, the first of several."""
    return int(np.argmax(scores))


def write(llama: Llama, prompt: Sequence[int], choose: Choose) -> Iterator[int]:
    """Yield tokens behind ``prompt`` for ever; the caller must stop before the context is full."""
    _read_prompt(llama, prompt)
    while True:
        token = choose(_scores(llama))
        yield token
        llama.eval([token])


def _read_prompt(llama: Llama, prompt: Sequence[int]) -> None:
    """Read what differs from the tokens read before, at least the last one: its scores count."""
    read = llama.input_ids[: llama.n_tokens]
    size = min(len(read), len(prompt) - 1)
    differs = np.flatnonzero(read[:size] != np.asarray(prompt[:size], dtype=read.dtype))
    kept = int(differs[0]) if len(differs) else size
    memory = llama_cpp.llama_get_memory(llama.ctx)
    if kept < len(read) and not llama_cpp.llama_memory_seq_rm(memory, 0, kept, -1):
        llama.reset()  # type: ignore[no-untyped-call]  # a recurrent state, all or nothing
        kept = 0
    llama.n_tokens = kept
    llama.eval(prompt[kept:])


def _scores(llama: Llama) -> Scores:
    row = llama_cpp.llama_get_logits_ith(llama.ctx, -1)
    size = llama.n_vocab()
    array = (ctypes.c_float * size).from_address(ctypes.addressof(row.contents))
    scores: Scores = np.frombuffer(memoryview(array), dtype=np.float32)
    return scores
