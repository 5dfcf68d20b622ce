"""One request for an answer: asked, read as it comes, cut off at its limit of time.

Nothing is followed, retried or kept: a request has a connection of its own, which closes when the
answer has ended, or when the coroutine that reads it is cancelled. The one exception is a server
that refuses fields beyond OpenAI's own: it is asked once more, without them.

Units:  seconds.
Errors: ModelError, in the words of ``endpoint.errors``; CutOffError when the time is up.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, cast

import httpx

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.endpoint import errors
from paperqa.llm.endpoint.address import Endpoint
from paperqa.llm.endpoint.answer_stream import AnswerStream
from paperqa.llm.endpoint.background import Tell
from paperqa.llm.endpoint.json_requests import CONNECT_SECONDS
from paperqa.llm.endpoint.sse import Event, EventParser, EventTooLongError

_LONGEST_ERROR: Final = 1 << 16
"""Bytes of an error's page that are read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``answer``: for the whole; ``silence``: without a byte, once the model writes."""

    answer: float = 300.0
    silence: float = 60.0


class ChatRequest:
    """Call ``write`` once; ``own`` fields are OpenAI's, ``extras`` are other servers' additions."""

    def __init__(
        self,
        endpoint: Endpoint,
        tls: ssl.SSLContext,
        limits: Limits,
        own: Mapping[str, Any],
        extras: Mapping[str, Any],
        models: Sequence[str] = (),
    ) -> None:
        self.extras_refused = False
        """Whether the server took the request only without ``extras``."""
        self._endpoint = endpoint
        self._tls = tls
        self._limits = limits
        self._own = own
        self._extras = extras
        self._models = models
        self._answer = AnswerStream(endpoint, str(own["model"]))

    async def write(self, tell: Tell) -> None:
        """Tell the answer piece by piece."""
        try:
            async with asyncio.timeout(self._limits.answer):
                await self._ask(tell)
        except TimeoutError as error:
            if not self._answer.begun:
                raise errors.silent(self._endpoint, self._limits.answer, begun=False) from error
            self._tell(tell, self._answer.close())
            raise CutOffError(
                f"{self._own['model']} reached its limit of {self._limits.answer:g} seconds; "
                "raise PAPERQA_ANSWER_SECONDS, or use a faster model"
            ) from error
        self._tell(tell, self._answer.close())
        self._answer.check(self._own["max_tokens"])

    async def _ask(self, tell: Tell) -> None:
        try:
            async with self._client() as client:
                if self._extras and not await self._try(
                    client, {**self._own, **self._extras}, tell
                ):
                    self.extras_refused = True
                if not self._extras or self.extras_refused:
                    await self._try(client, self._own, tell)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise errors.unreachable(self._endpoint, error) from error
        except httpx.RequestError as error:
            raise errors.broken_off(self._endpoint, error, begun=self._answer.begun) from error

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=self._tls,
            headers=self._endpoint.headers,
            trust_env=self._endpoint.through_proxy,
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
        )

    async def _try(self, client: httpx.AsyncClient, body: Mapping[str, Any], tell: Tell) -> bool:
        """Return False if the server refuses ``body``, which may be for its extra fields."""
        url = f"{self._endpoint.base}/chat/completions"
        async with client.stream("POST", url, json=body) as got:
            kind = got.headers.get("Content-Type", "")
            if got.status_code == httpx.codes.OK and "html" not in kind and "json" not in kind:
                await self._read(got, tell)
                return True
            page = await _beginning(got)
        if got.status_code in {400, 422} and len(body) > len(self._own):
            return False
        if got.status_code != httpx.codes.OK:
            raise errors.refused(self._endpoint, got, page, self._models)
        raise self._no_stream(kind, page)

    def _no_stream(self, kind: str, page: str) -> ModelError:
        words = errors.error_words(page) if '"error"' in page else ""
        return (
            errors.failed(self._endpoint, words) if words else errors.not_json(self._endpoint, kind)
        )

    async def _read(self, got: httpx.Response, tell: Tell) -> None:
        parser = EventParser()
        async with aclosing(_portions(got)) as portions:
            while not self._answer.ended:
                portion = await self._next(portions)
                try:
                    events = parser.feed(portion) if portion else parser.close()
                except EventTooLongError as error:
                    raise errors.failed(self._endpoint, str(error)) from error
                self._take(events, tell)
                if not portion:
                    break
        if not self._answer.ended:
            raise errors.broken_off(self._endpoint, None, begun=self._answer.begun)

    async def _next(self, portions: AsyncGenerator[bytes, None]) -> bytes:
        """Return the next bytes, or none at the end."""
        seconds = self._limits.silence if self._answer.begun else None
        try:
            async with asyncio.timeout(seconds):
                return await anext(portions, b"")
        except TimeoutError as error:
            raise errors.silent(self._endpoint, self._limits.silence, begun=True) from error

    def _take(self, events: Sequence[Event], tell: Tell) -> None:
        for event in events:
            if not self._answer.ended:
                self._tell(tell, self._answer.feed(event))

    def _tell(self, tell: Tell, text: str) -> None:
        if text:
            tell(text)


def _portions(got: httpx.Response) -> AsyncGenerator[bytes, None]:
    return cast(AsyncGenerator[bytes, None], got.aiter_bytes())  # it is one; httpx does not say so


async def _beginning(got: httpx.Response) -> str:
    """Return the start of a page that is no answer."""
    page = b""
    async with aclosing(_portions(got)) as portions:
        async for portion in portions:
            page += portion
            if len(page) > _LONGEST_ERROR:
                break
    return page[:_LONGEST_ERROR].decode("utf-8", "replace")
