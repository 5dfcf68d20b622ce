"""What went wrong at an endpoint, as one line for a person: what happened, and what to do.

Source: OpenAI's error object, ``{"error": {"message": ..}}``; Ollama and others also send
        ``{"error": ".."}``, FastAPI ``{"detail": ..}``.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

import httpx

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import Endpoint

_LONGEST_WORDS: Final = 300
_MOST_NAMES: Final = 12
_MODEL_FOR: Final = "set PAPERQA_MODEL to"


class StatusError(ModelError):
    """The server refused a request; ``status`` is the HTTP code."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def unreachable(endpoint: Endpoint, error: httpx.RequestError) -> ModelError:
    """Say that nobody listens, or that the way there is closed."""
    return ModelError(
        f"{endpoint.base} cannot be reached ({_reason(endpoint, error)}); start the server there, "
        "or mend PAPERQA_MODEL"
    )


def broken_off(endpoint: Endpoint, error: httpx.RequestError | None, *, begun: bool) -> ModelError:
    """Say that the connection ended too early; ``error`` is None if it was closed in good order."""
    reason = "the stream has no end" if error is None else _reason(endpoint, error)
    when = "in the middle of its answer" if begun else "before it answered"
    return ModelError(
        f"{endpoint.base} broke off {when} ({reason}); ask again, or look at the server's log"
    )


def silent(endpoint: Endpoint, seconds: float, *, begun: bool) -> ModelError:
    """Say that nothing was written for ``seconds``."""
    when = "in the middle of its answer" if begun else "and had not begun its answer"
    return ModelError(
        f"{endpoint.base} wrote nothing for {seconds:g} seconds {when}; "
        "ask again, or look at the server's log"
    )


def not_json(endpoint: Endpoint, kind: str) -> ModelError:
    """Say that a web page came, or whatever else is no API; ``kind`` names it."""
    return ModelError(
        f"{endpoint.base} answers with {endpoint.mask(kind)[:_LONGEST_WORDS]}, not as an OpenAI "
        f"API does; {_MODEL_FOR} the API's address, which mostly ends in /v1"
    )


def failed(endpoint: Endpoint, words: str) -> ModelError:
    """Repeat the ``words`` of a server that reports an error where an answer should stand."""
    return ModelError(
        f"{endpoint.base} reports an error ({shorten(endpoint, words)}); "
        "ask again, or look at the server's log"
    )


def refused(
    endpoint: Endpoint, got: httpx.Response, body: str, models: Sequence[str] = ()
) -> StatusError:
    """Put a status other than 200 in words; ``models`` are those that the server has."""
    status = got.status_code
    words = error_words(body)
    told = f"{_status(status)}: {shorten(endpoint, words)}" if words else _status(status)
    return StatusError(_advice(endpoint, got, told, words, models), status)


def _advice(
    endpoint: Endpoint, got: httpx.Response, told: str, words: str, models: Sequence[str]
) -> str:
    base, status = endpoint.base, got.status_code
    if got.is_redirect:
        target = endpoint.mask(got.headers.get("Location", ""))[:_LONGEST_WORDS]
        return f"{base} redirects to {target!r}, which is not followed; {_MODEL_FOR} what you trust"
    if status in {401, 403}:
        fault = "refuses the key" if endpoint.key else "wants a key"
        return f"{base} {fault} ({told}); set PAPERQA_MODEL_KEY to one that it takes"
    if status in {400, 404} and _is_about_model(endpoint.model, words):
        return (
            f"{base} has no model {endpoint.model!r} ({told}); "
            f"{_choice(endpoint, models) or 'name another after # in PAPERQA_MODEL'}"
        )
    if status in {404, 405}:
        return (
            f"{got.url} is not there ({told}); {_MODEL_FOR} the API's address, "
            "which mostly ends in /v1"
        )
    if status in {429, 503}:
        return f"{base} is busy, or still loads its model ({told}); ask again in a minute"
    if status >= 500:
        return f"{base} failed ({told}); ask again, or look at the server's log"
    return f"{base} refuses the request ({told}); look at the server's log"


def choose_one(endpoint: Endpoint, models: Sequence[str]) -> ModelError:
    """Say that no model was named, and there is not exactly one."""
    if not models:
        return ModelError(
            f"{endpoint.base} has no model; load one there, or name it after # in PAPERQA_MODEL"
        )
    return ModelError(f"{endpoint.base} has {len(models)} models; {_choice(endpoint, models)}")


def _choice(endpoint: Endpoint, models: Sequence[str]) -> str:
    if not models:
        return ""
    names = ", ".join(models[:_MOST_NAMES]) + (", …" if len(models) > _MOST_NAMES else "")
    return f"{_MODEL_FOR} {endpoint.base}#NAME, where NAME is one of: {shorten(endpoint, names)}"


def _is_about_model(model: str, words: str) -> bool:
    """Tell "the model x does not exist" from "no such page", and from other faults of a request."""
    said = words.lower()
    missing = "not found" in said or "not exist" in said or "no such model" in said
    return missing and ("model" in said or (bool(model) and model.lower() in said))


def error_words(body: str) -> str:
    """Return what the server says went wrong, in its own words; empty: it does not say."""
    try:
        told: object = json.loads(body)
    except ValueError:
        return "" if "<" in body else body
    return words_of(told)


def words_of(told: object) -> str:
    """Return the message of an error object."""
    for key in ("error", "detail", "message"):
        if isinstance(told, dict) and told.get(key):
            return words_of(told[key])
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


def shorten(endpoint: Endpoint, words: str) -> str:
    """Return a server's words on one line that can be read."""
    line = endpoint.mask(words)
    return line if len(line) <= _LONGEST_WORDS else line[:_LONGEST_WORDS] + "…"


def _status(code: int) -> str:
    known = {status.value: status.phrase for status in HTTPStatus}
    return f"{code} {known.get(code, '')}".rstrip()


def _reason(endpoint: Endpoint, error: httpx.RequestError) -> str:
    return shorten(endpoint, str(error)) or type(error).__name__
