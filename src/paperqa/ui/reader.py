"""Who looks at the page: two cookies, one that the language switch sets and one of our own.

The second is a secret that only this browser knows; it opens its conversations and no others'.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paperqa.types import Lang
from paperqa.ui.texts import reader_language

LANGUAGE_COOKIE: Final = "paperqa_lang"
OWNER_COOKIE: Final = "paperqa_reader"
_OWNER: Final = re.compile(r"[0-9a-f]{32}")
_YEAR: Final = 365 * 24 * 3600


class HasHeaders(Protocol):
    """A request of Gradio's or of Starlette's."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by name in lower case."""
        ...


@dataclass(frozen=True, slots=True)
class Reader:
    """``lang`` is that of the page's labels; ``owner`` is empty for a program without cookies."""

    lang: Lang
    owner: str


def reader_of(request: HasHeaders) -> Reader:
    """Return who sends ``request``: by cookie, else by the browser's language."""
    # Not http.cookies: it gives up at cookies of other programs that browsers do send.
    cookies = cookie_parser(request.headers.get("cookie", ""))
    lang = cookies.get(LANGUAGE_COOKIE) or request.headers.get("accept-language", "")
    owner = cookies.get(OWNER_COOKIE, "")
    return Reader(reader_language(lang), owner if _OWNER.fullmatch(owner) else "")


class ReaderCookie:
    """Gives each browser that opens the page its secret, unless it has one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope``; the page's own address sets the cookie."""
        if scope["type"] != "http" or scope["path"] != "/" or _known(scope):
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", _owner_cookie())
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _known(scope: Scope) -> bool:
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    return bool(_OWNER.fullmatch(cookie_parser(header.decode("latin-1")).get(OWNER_COOKIE, "")))


def _owner_cookie() -> str:
    owner = secrets.token_hex(16)
    return f"{OWNER_COOKIE}={owner}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax"
