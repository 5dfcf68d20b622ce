"""Loads a GGUF file into llama.cpp, set up for one answer at a time on the CPU.

Errors: ModelError for a file that is damaged, or too big for the memory.
"""

from pathlib import Path
from typing import Final, Literal

import llama_cpp
import numpy as np
from llama_cpp import Llama

from paperqa.errors import ModelError
from paperqa.llm.llama.cores import physical_cores
from paperqa.llm.llama.native_log import redirect_native_log, take_native_error

KvType = Literal["f16", "q8_0"]
"""How keys and values of the tokens read so far are kept; q8_0 takes half the memory."""

_BATCH: Final = 128
"""Tokens read at once. A stop waits for one matrix product of that many, which is quick enough on
two cores; 512 are read no faster, and reserve four times the memory for their scores."""
_GGML_TYPES: Final[dict[KvType, int]] = {
    "f16": llama_cpp.GGML_TYPE_F16,
    "q8_0": llama_cpp.GGML_TYPE_Q8_0,
}


def load_llama(path: Path, context: int, *, flash: bool, kv: KvType) -> Llama:
    """Load ``path``; ``context`` is cut to what the model was trained on.

    ``flash`` attention is needed for a ``kv`` other than f16.
    """
    redirect_native_log()
    take_native_error()
    cores = physical_cores()
    try:
        llama = Llama(
            str(path),
            n_ctx=context,
            n_batch=_BATCH,
            n_ubatch=_BATCH,
            n_threads=cores,
            n_threads_batch=cores,
            flash_attn=flash,
            type_k=_GGML_TYPES[kv],
            type_v=_GGML_TYPES[kv],
            no_perf=True,
            verbose=False,
        )
    except Exception as error:  # ValueError from the loader, Jinja's errors from a bad template
        raise ModelError(
            f"{path} does not load ({take_native_error() or error}); download it again, "
            "or lower PAPERQA_CONTEXT if memory is short"
        ) from error
    trained = trained_context(llama)
    if 0 < trained < context:
        llama.close()
        return load_llama(path, trained, flash=flash, kv=kv)
    # Reserved for log-probabilities that nobody asks for: half a gigabyte with 262,144 tokens.
    llama.scores = np.empty((0, llama.n_vocab()), dtype=np.single)
    return llama


def trained_context(llama: Llama) -> int:
    """Return the tokens that a model was trained to read together; 0: the file does not say."""
    return int(llama_cpp.llama_model_n_ctx_train(llama.model))


def is_recurrent(llama: Llama) -> bool:
    """Whether what the model has read is one state, or holds one, that cannot be cut short."""
    return bool(
        llama_cpp.llama_model_is_recurrent(llama.model)
        or llama_cpp.llama_model_is_hybrid(llama.model)
    )
