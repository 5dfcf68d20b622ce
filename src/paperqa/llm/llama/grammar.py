"""Holds an answer to a grammar (GBNF), or to a JSON Schema turned into one.

JSON Schema, obeyed:     ``enum``, ``required``, ``maxItems``, ``maxLength``, ``pattern``.
JSON Schema, not obeyed: ``minimum`` and ``maximum`` of integers; use ``enum``.
A ``pattern`` that no text matches (``^[z-a]$``) aborts the process: llama.cpp throws through C.
Output that reaches ``max_tokens`` is cut short, and then fits no grammar.

Errors: ModelError for a schema that cannot be turned into a grammar, a grammar that llama.cpp
        cannot read, or one that allows none of the model's tokens where the answer stands.
Source: llama.cpp, grammars/README.md; common/sampling.cpp asks about the best token first, too.
"""

import ctypes
import json
import weakref
from collections.abc import Mapping
from typing import Final

import llama_cpp
import numpy as np
import numpy.typing as npt
from llama_cpp import Llama
from llama_cpp.llama_grammar import json_schema_to_gbnf

from paperqa.errors import ModelError
from paperqa.llm.llama.greedy import Scores
from paperqa.llm.llama.native_log import take_native_error

_ANY_CHARACTER: Final = r'[^"\\]'
_NO_CONTROL_CHARACTER: Final = r'[^"\\\x00-\x1F]'
_FEW: Final = (256, 4096)
"""Tokens asked about when the best is refused; all of 150,000 take a tenth of a second."""
_CANDIDATE: Final = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


def json_grammar(schema: Mapping[str, object]) -> str:
    """Return the grammar of ``schema``."""
    try:
        rules = json_schema_to_gbnf(json.dumps(schema))
    except Exception as error:  # the converter raises whatever a wrong schema makes it meet
        raise ModelError(f"llama.cpp cannot hold to this JSON Schema ({error!r})") from error
    # llama-cpp-python lets a bare line break into strings, which JSON forbids.
    return str(rules.replace(_ANY_CHARACTER, _NO_CONTROL_CHARACTER))


class Grammar:
    """Where one answer stands in a grammar, from its beginning on."""

    def __init__(self, rules: str, llama: Llama) -> None:
        vocab = llama_cpp.llama_model_get_vocab(llama.model)
        take_native_error()  # what was wrong before is not what is wrong with the rules
        self._sampler = llama_cpp.llama_sampler_init_grammar(vocab, rules.encode(), b"root")
        if not self._sampler or not rules.strip():  # no rules would mean: anything goes
            reason = take_native_error() or "no reason given"
            raise ModelError(f"llama.cpp cannot read this grammar ({reason})")
        weakref.finalize(self, llama_cpp.llama_sampler_free, self._sampler)

    def choose(self, scores: Scores) -> int:
        """Return the best token that the grammar allows now, and go on behind it."""
        token = self._best(scores)
        llama_cpp.llama_sampler_accept(self._sampler, token)
        return token

    def _best(self, scores: Scores) -> int:
        first = np.array([np.argmax(scores)])
        if np.isfinite(self._allowed(first, scores)[0]):
            return int(first[0])
        for size in (size for size in _FEW if size < len(scores)):
            few = np.sort(np.argpartition(scores, -size)[-size:])
            allowed = self._allowed(few, scores)
            row = int(np.argmax(allowed))
            if allowed[row] > scores[few].min():  # the rest of the vocabulary is not better
                return int(few[row])
        allowed = self._allowed(np.arange(len(scores)), scores)
        token = int(np.argmax(allowed))
        if not np.isfinite(allowed[token]):
            raise ModelError("the grammar allows no token of this model's vocabulary; loosen it")
        return token

    def _allowed(self, ids: npt.NDArray[np.intp], scores: Scores) -> Scores:
        """Return the scores of ``ids``, minus infinity where the grammar refuses."""
        candidates = np.zeros(len(ids), dtype=_CANDIDATE)
        candidates["id"] = ids
        candidates["logit"] = scores[ids]
        array = llama_cpp.llama_token_data_array(
            data=candidates.ctypes.data_as(llama_cpp.llama_token_data_p),
            size=len(ids),
            selected=-1,
            sorted=False,
        )
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(array))
        return np.asarray(candidates["logit"])
