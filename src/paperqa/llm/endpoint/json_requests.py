"""Small questions to an endpoint, answered with one JSON value each.

Units:  seconds; bytes.
Errors: ModelError, in the words of ``endpoint.errors``.
"""

import json
import ssl
from collections.abc import Mapping
from typing import Final

import httpx

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import Endpoint
from paperqa.llm.endpoint.errors import (
    StatusError,
    broken_off,
    not_json,
    refused,
    silent,
    unreachable,
)

CONNECT_SECONDS: Final = 5.0
_READ_SECONDS: Final = 10.0
_KEPT_SECONDS: Final = 2.0
"""An unused connection is dropped before the usual server (five seconds) drops it."""
_LONGEST_ANSWER: Final = 4 << 20


class JsonRequests:
    """One connection, kept a moment for the next question; ``close`` it."""

    def __init__(
        self, endpoint: Endpoint, tls: ssl.SSLContext, seconds: float = _READ_SECONDS
    ) -> None:
        self.endpoint = endpoint
        self._seconds = seconds
        try:
            self._client = httpx.Client(
                verify=tls,
                headers=endpoint.headers,
                trust_env=endpoint.through_proxy,
                timeout=httpx.Timeout(seconds, connect=CONNECT_SECONDS),
                limits=httpx.Limits(keepalive_expiry=_KEPT_SECONDS),
            )
        except (ImportError, ValueError) as error:
            raise ModelError(
                f"the proxy that the environment names cannot be used ({error}); "
                f"mend ALL_PROXY and its like, or add {endpoint.base} to NO_PROXY"
            ) from error

    def close(self) -> None:
        """Drop the connection."""
        self._client.close()

    def get(self, url: str) -> object:
        """Return the JSON value at ``url``."""
        return self._ask("GET", url, None)

    def post(self, url: str, question: Mapping[str, object]) -> object:
        """Return the JSON value that answers ``question``."""
        return self._ask("POST", url, question)

    def probe(self, method: str, url: str, question: Mapping[str, object] | None = None) -> object:
        """Return the JSON value, or None where this server has no such page."""
        try:
            return self._ask(method, url, question)
        except StatusError:
            return None

    def _ask(self, method: str, url: str, question: Mapping[str, object] | None) -> object:
        try:
            with self._client.stream(method, url, json=question) as got:
                body = self._read(got)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise unreachable(self.endpoint, error) from error
        except httpx.TimeoutException as error:
            raise silent(self.endpoint, self._seconds, begun=False) from error
        except httpx.RequestError as error:
            raise broken_off(self.endpoint, error, begun=False) from error
        if got.status_code != httpx.codes.OK:
            raise refused(self.endpoint, got, body)
        try:
            return json.loads(body)
        except ValueError as error:
            kind = got.headers.get("Content-Type", "") or "no JSON"
            raise not_json(self.endpoint, kind) from error

    def _read(self, got: httpx.Response) -> str:
        body = bytearray()
        for portion in got.iter_bytes():
            body += portion
            if len(body) > _LONGEST_ANSWER:
                raise ModelError(
                    f"{got.url} sends more than {_LONGEST_ANSWER >> 20} MiB; "
                    "is PAPERQA_MODEL the address of an OpenAI API?"
                )
        return body.decode("utf-8", "replace")
