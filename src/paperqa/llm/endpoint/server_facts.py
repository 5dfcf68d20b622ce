"""Which server stands behind an endpoint, and what it says of its model.

Requests: ``/v1/models`` always; then llama-server's ``/props``, or Ollama's ``/api/show`` and
``/api/ps``. vLLM tells all in ``/v1/models``.

Units:  tokens.
Errors: ModelError for a server that does not answer so, or has no one model to choose.
Source: llama.cpp, tools/server/README.md (``owned_by: llamacpp``,
        ``default_generation_settings.n_ctx`` is the context of one slot); vLLM
        (``owned_by: vllm``, ``max_model_len``); Ollama, docs/api.md and docs/context-length.mdx.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.llm.endpoint.address import Endpoint
from paperqa.llm.endpoint.errors import choose_one, not_json
from paperqa.llm.endpoint.json_requests import JsonRequests

Kind = Literal["llama-server", "vllm", "ollama", "other"]

OLLAMA_CONTEXT: Final = 4096
"""What Ollama gives a model where nobody set more; it cuts longer prompts without a word."""

_NUM_CTX: Final = re.compile(r"^num_ctx\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Server:
    """``context`` is None where the server does not say; ``models`` are all that it has."""

    kind: Kind
    model: str
    models: tuple[str, ...]
    context: int | None


def ask_server(requests: JsonRequests) -> Server:
    """Find out kind, model and context; the model named in the address goes first."""
    endpoint = requests.endpoint
    rows = _rows(requests, endpoint)
    names = tuple(name for name in (_text(row, "id") for row in rows) if name)
    if not endpoint.model and len(names) != 1:
        raise choose_one(endpoint, names)
    model = endpoint.model or names[0]
    row = next((row for row in rows if _text(row, "id") == model), rows[0] if rows else None)
    kind, context = _kind_and_context(requests, model, row)
    return Server(kind, model, names, context)


def _rows(requests: JsonRequests, endpoint: Endpoint) -> list[object]:
    told = requests.get(f"{endpoint.base}/models")
    rows = _get(told, "data")
    if rows is None and isinstance(told, dict) and "data" in told:
        return []  # Ollama without any model
    if not isinstance(rows, list):
        raise not_json(endpoint, "JSON that lists no models")
    return rows


def _kind_and_context(requests: JsonRequests, model: str, row: object) -> tuple[Kind, int | None]:
    match _text(row, "owned_by"):
        case "llamacpp":
            props = requests.probe("GET", f"{requests.endpoint.root}/props")
            return "llama-server", _count(_get(props, "default_generation_settings"), "n_ctx")
        case "vllm":
            return "vllm", _count(row, "max_model_len")
    shown = requests.probe("POST", f"{requests.endpoint.root}/api/show", {"model": model})
    if isinstance(_get(shown, "model_info"), dict):
        return "ollama", _ollama_context(requests, model, shown)
    return "other", None


def _ollama_context(requests: JsonRequests, model: str, shown: object) -> int:
    """Return what Ollama gives this model now; a client of its OpenAI API cannot ask for more."""
    if set_by_model := _NUM_CTX.search(_text(shown, "parameters")):
        return int(set_by_model[1])
    running = _get(requests.probe("GET", f"{requests.endpoint.root}/api/ps"), "models")
    for row in running if isinstance(running, list) else []:
        if _text(row, "name") in {model, f"{model}:latest"}:
            return _count(row, "context_length") or OLLAMA_CONTEXT
    return OLLAMA_CONTEXT


def _get(told: object, name: str) -> object:
    return told.get(name) if isinstance(told, dict) else None


def _text(told: object, name: str) -> str:
    value = _get(told, name)
    return value if isinstance(value, str) else ""


def _count(told: object, name: str) -> int | None:
    value = _get(told, name)
    return value if isinstance(value, int) and value > 0 else None
