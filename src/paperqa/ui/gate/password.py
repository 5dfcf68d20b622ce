"""The password: asked for before anything is served, by the browser itself (HTTP Basic).

One gate before everything, so that no route can be forgotten. Any user name will do. Who guesses
is slowed down, by address; nothing of what was tried is kept or logged.

Behind one address there may be many: a proxy's, an office's. So the right password of one does not
wipe out the wrong ones of another (who guesses beside busy readers would never wait), and a browser
that has passed once carries a mark, with which its right password is looked at without a wait. What
remains: while somebody guesses, those without the mark (newcomers, programs) behind the same
address wait too. Looking at their password at once would be looking at every guess at once.
Source: RFC 7617 (Basic), RFC 6585 (429).
"""

import base64
import binascii
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paperqa.ui.gate.refusal import refuse

FREE_TRIES: Final = 5
"""Wrong passwords that cost nothing: fingers slip, and a page sends several at once."""
LONGEST_WAIT: Final = 60.0
"""Seconds; the wait doubles with every wrong password up to this."""
FORGET: Final = 900.0
"""Seconds without a wrong password after which an address starts afresh."""
MOST_ADDRESSES: Final = 1024
MARK: Final = "paperqa_passed"
"""The cookie of browsers that have passed; it opens nothing without the password."""
_ASK: Final = {"WWW-Authenticate": 'Basic realm="paperqa", charset="UTF-8"'}


@dataclass(slots=True)
class _Failed:
    count: int
    last: float

    @property
    def wait(self) -> float:
        """Seconds after the last try until the next is looked at."""
        if self.count < FREE_TRIES:
            return 0.0
        return min(2.0 ** min(self.count - FREE_TRIES, 30), LONGEST_WAIT)


class Tries:
    """The wrong passwords of each address, of the latest ``MOST_ADDRESSES`` addresses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, _Failed] = OrderedDict()

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._failed)

    def wait(self, client: str) -> float:
        """Return the seconds until a password from ``client`` is looked at."""
        failed = self._failed.get(client)
        if failed is None:
            return 0.0
        since = self._clock() - failed.last
        if since > FORGET:
            del self._failed[client]
            return 0.0
        return max(0.0, failed.wait - since)

    def failed(self, client: str) -> None:
        """Count a wrong password."""
        failed = self._failed.setdefault(client, _Failed(0, 0.0))
        failed.count, failed.last = failed.count + 1, self._clock()
        self._failed.move_to_end(client)
        while len(self._failed) > MOST_ADDRESSES:
            self._failed.popitem(last=False)


class PasswordGate:
    """Serves only who sends ``password``."""

    def __init__(self, app: ASGIApp, password: str, tries: Tries | None = None) -> None:
        self._app = app
        self._digest = _digest(password)
        self._tries = Tries() if tries is None else tries  # one without entries is false
        # One for all and for this process: who has it has sent the password that is asked for now.
        self._mark = secrets.token_hex(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` if it brings the password."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = given_password(headers.get("authorization", ""))
        marked = self._is_marked(headers)
        client = client_of(scope)
        if given is None:
            await refuse(scope, receive, send, 401, "the password, please", _ASK)
        elif wait := 0.0 if marked else self._tries.wait(client):
            after = {"Retry-After": str(ceil(wait))}
            line = f"too many wrong passwords; try again in {ceil(wait)} s"
            await refuse(scope, receive, send, 429, line, after)
        elif not compare_digest(_digest(given), self._digest):
            self._tries.failed(client)
            await refuse(scope, receive, send, 401, "that is not the password", _ASK)
        else:
            await self._app(scope, receive, send if marked else self._marking(send))

    def _is_marked(self, headers: Headers) -> bool:
        mark = cookie_parser(headers.get("cookie", "")).get(MARK, "")
        return compare_digest(mark.encode("utf-8", "surrogateescape"), self._mark.encode())

    def _marking(self, send: Send) -> Send:
        cookie = f"{MARK}={self._mark}; Path=/; HttpOnly; SameSite=Strict"

        async def send_with_mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        return send_with_mark


def given_password(header: str) -> str | None:
    """Return the password of a Basic ``Authorization`` header; None where there is none."""
    scheme, _, coded = header.partition(" ")
    if scheme.casefold() != "basic":
        return None
    try:
        user_and_password = base64.b64decode(coded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    _, colon, password = user_and_password.partition(":")
    return password if colon else None


def client_of(scope: Scope) -> str:
    """Return who sends ``scope``: an address, of IPv6 its network, for a home has 2^64 of them."""
    host = (scope.get("client") or ("",))[0]
    try:
        parsed = ip_address(host)
    except ValueError:  # no address: a socket of the file system, a test
        return str(host)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)


def _digest(password: str) -> bytes:
    """Return bytes of one length, so that comparing them tells nothing of the password's."""
    return sha256(password.encode("utf-8", "surrogateescape")).digest()
