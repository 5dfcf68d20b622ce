"""A chat model behind an OpenAI-compatible endpoint: llama-server, vLLM, Ollama, LM Studio.

Answers may be asked for at the same time; who is served when, the server decides. Closing the
iterator of an answer closes its connection, at which the server stops writing.

The server is asked for its facts when they are first needed, and again until it has answered: it
may be started after the app, and an app whose server is down does without.

Fields beyond OpenAI's own go only to servers that know them. Thinking is switched off by
``chat_template_kwargs`` (llama-server, vLLM; others ignore it, or refuse it and are asked again)
or, at Ollama, by ``reasoning_effort``; a ``grammar`` goes to llama-server alone.

Units:  tokens.
Errors: ModelError, CutOffError; see ``endpoint.errors``.
Source: llama.cpp, tools/server/README.md; vLLM, chat_completion/protocol.py; Ollama,
        openai/openai.go, docs/api/openai-compatibility.mdx.
"""

import asyncio
import weakref
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import httpx

from paperqa.llm.control_words import defuse
from paperqa.llm.endpoint.address import Endpoint, parse_endpoint
from paperqa.llm.endpoint.background import Tell, overhear
from paperqa.llm.endpoint.chat_request import ChatRequest, Limits
from paperqa.llm.endpoint.json_requests import JsonRequests
from paperqa.llm.endpoint.once import Once
from paperqa.llm.endpoint.server_facts import Kind, Server, ask_server
from paperqa.llm.endpoint.token_counts import token_counter
from paperqa.protocols import ChatModel
from paperqa.settings import Settings
from paperqa.types import Message

_NO_THINKING: Final[Mapping[Kind, Mapping[str, object]]] = {
    "llama-server": {"chat_template_kwargs": {"enable_thinking": False}},
    "vllm": {"chat_template_kwargs": {"enable_thinking": False}},
    "ollama": {"reasoning_effort": "none"},
    "other": {"chat_template_kwargs": {"enable_thinking": False}},
}


_GLANCE: Final = 1.0
"""Seconds that somebody waits who only wants to know the model's name."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """``context`` is what may be used; ``count`` returns the tokens of a text."""

    server: Server
    context: int
    count: Callable[[str], int]


class OpenAIChat:
    """``protocols.ChatModel`` on an endpoint: greedy, the seed passed on."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        context: int,
        limits: Limits | None = None,
    ) -> None:
        """Ask nothing yet; ``context`` is the most that is used of the server's."""
        self._endpoint = endpoint
        self._tls = endpoint.tls()
        self._limits = limits or Limits()
        requests = JsonRequests(endpoint, self._tls)
        self._close = weakref.finalize(self, requests.close)
        self._facts = Once(lambda: _ask_facts(requests, context))
        self._extras_refused = False

    def close(self) -> None:
        """Drop the connection that counting keeps; answers have their own."""
        self._close()

    @property
    def name(self) -> str:
        """The model's name; of a file's path, which llama-server gives, the file's name.

        Where nobody named a model and the server does not answer at once, the server's host.
        """
        model = self._endpoint.model
        if not model:
            facts = self._facts.glance(_GLANCE)
            model = facts.server.model if facts else httpx.URL(self._endpoint.base).host
        is_file = model.lower().endswith(".gguf")
        return model.replace("\\", "/").rpartition("/")[2][: -len(".gguf")] if is_file else model

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together; waits until the server has told."""
        return self._facts.begin().result().context

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills, or may fill at the most (see ``token_counts``)."""
        return self._facts.begin().result().count(text)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Generator[str, None, None]:
        """Return the answer's pieces; the server is asked when the first is."""
        own: dict[str, object] = {
            "messages": [{"role": m.role, "content": _clean(m.content)} for m in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "seed": seed,
            "stream": True,
        }
        if schema is not None:
            form = {"name": "answer", "strict": True, "schema": schema}
            own["response_format"] = {"type": "json_schema", "json_schema": form}

        async def write(tell: Tell) -> None:
            facts = await asyncio.wrap_future(self._facts.begin())
            await self._write(tell, facts.server, own, grammar)

        return overhear(write)

    async def _write(
        self, tell: Tell, server: Server, own: Mapping[str, object], grammar: str | None
    ) -> None:
        asked = {"model": server.model, **own}
        if grammar is not None and server.kind == "llama-server":
            asked["grammar"] = grammar
        extras = {} if self._extras_refused else _NO_THINKING[server.kind]
        request = ChatRequest(self._endpoint, self._tls, self._limits, asked, extras, server.models)
        await request.write(tell)
        self._extras_refused = self._extras_refused or request.extras_refused


def _ask_facts(requests: JsonRequests, context: int) -> _Facts:
    server = ask_server(requests)
    most = min(context, server.context or context)
    return _Facts(server, most, token_counter(requests, server))


def open_endpoint(settings: Settings) -> ChatModel:
    """Return the model that ``settings.model`` is the address of; nothing is asked of it yet.

    Raises ModelError for what cannot be an address, or a key.
    """
    endpoint = parse_endpoint(settings.model, settings.model_key)
    limits = Limits(answer=settings.answer_seconds)
    return OpenAIChat(endpoint, context=settings.context, limits=limits)


def _clean(text: str) -> str:
    """Return ``text`` without control words, and without the lone surrogates of some PDFs."""
    return defuse(text).encode("utf-8", "replace").decode("utf-8")
