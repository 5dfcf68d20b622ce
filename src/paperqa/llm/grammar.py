"""JSON Schema to the grammar that holds a model to it.

Obeyed:     ``enum``, ``required``, ``maxItems``, ``maxLength``, ``pattern``.
Not obeyed: ``minimum`` and ``maximum`` of integers; use ``enum``.
A ``pattern`` that no text matches (``^[z-a]$``) aborts the process: llama.cpp throws through C.
Output that reaches ``max_tokens`` is cut short, and then no JSON.

Errors: ModelError for a schema that cannot be turned into a grammar.
"""

import json
from collections.abc import Mapping
from typing import Final

import llama_cpp
from llama_cpp import Llama
from llama_cpp.llama_grammar import LlamaGrammar, json_schema_to_gbnf

from paperqa.errors import ModelError
from paperqa.llm.native_log import take_native_error

_ANY_CHARACTER: Final = r'[^"\\]'
_NO_CONTROL_CHARACTER: Final = r'[^"\\\x00-\x1F]'


def json_grammar(schema: Mapping[str, object], llama: Llama) -> LlamaGrammar:
    """Return the grammar of ``schema``, read once by llama.cpp: it would crash on a bad one."""
    try:
        rules = json_schema_to_gbnf(json.dumps(schema))
    except Exception as error:  # the converter raises whatever a wrong schema makes it meet
        raise ModelError(f"llama.cpp cannot hold to this JSON Schema ({error!r})") from error
    # llama-cpp-python lets a bare line break into strings, which JSON forbids.
    rules = rules.replace(_ANY_CHARACTER, _NO_CONTROL_CHARACTER)
    vocab = llama_cpp.llama_model_get_vocab(llama.model)
    sampler = llama_cpp.llama_sampler_init_grammar(vocab, rules.encode(), b"root")
    if not sampler:
        reason = take_native_error() or "no reason given"
        raise ModelError(f"llama.cpp cannot read this schema's grammar ({reason})")
    llama_cpp.llama_sampler_free(sampler)
    return LlamaGrammar.from_string(rules, verbose=False)
