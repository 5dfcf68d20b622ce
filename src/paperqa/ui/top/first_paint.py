"""Writes the reader's language and colours into the page before a browser draws it.

Gradio draws its page in the browser: it asks the browser for the language, and adds styles when
all is loaded. A page that is to open mirrored, or dark, without a flash must be so as it arrives.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, cast, get_args

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paperqa.types import Lang
from paperqa.ui.reader import reader_of

Theme: TypeAlias = Literal["system", "light", "dark"]
THEME_COOKIE: Final = "paperqa_theme"

_WAYS: Final[Mapping[Lang, str]] = {"en": "ltr", "he": "rtl"}
_HTML: Final = re.compile(r'<html\s+lang="en"')
_BODY: Final = re.compile(r"<body(?=\s)")
# What Gradio asks the browser for, answered by the reader's choice.
_SCRIPT: Final = (
    "<script>Object.defineProperties(navigator, {{"
    "language: {{ get: () => '{lang}', configurable: true }}, "
    "languages: {{ get: () => ['{lang}'], configurable: true }} }});</script>"
)
# The page's colours in style.css, which arrives later.
_STYLE: Final = (
    "<style>body{background:#fdfcfa;color:#211e1b}body.dark{background:#191715;color:#e8e3dc}"
    "@media (prefers-color-scheme:dark){body:not(.light){background:#191715;color:#e8e3dc}}</style>"
)


class FirstPaint:
    """Rewrites Gradio's page as it leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope``; what is no page of Gradio's passes as it is."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        start: Message = {}
        body = bytearray()

        async def send_painted(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_painted(start, bytes(body), request, send)
            else:
                await send(message)

        await self._app(scope, receive, send_painted)


async def _send_painted(start: Message, body: bytes, request: Request, send: Send) -> None:
    if "text/html" in Headers(raw=start["headers"]).get("content-type", ""):
        body = painted(body.decode(), request).encode()
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})


def theme_of(request: Request) -> Theme:
    """Return the reader's choice, else that of Gradio's own ``?__theme=``, else the device's."""
    chosen = request.cookies.get(THEME_COOKIE) or request.query_params.get("__theme")
    return cast(Theme, chosen) if chosen in get_args(Theme) else "system"


def painted(page: str, request: Request) -> str:
    """Return Gradio's ``page`` in the language and the colours of who asks for it."""
    lang, theme = reader_of(request).lang, theme_of(request)
    head = f"<head>{_SCRIPT.format(lang=lang)}{_STYLE}"
    page = _HTML.sub(f'<html lang="{lang}" dir="{_WAYS[lang]}" data-theme="{theme}"', page, count=1)
    page = page.replace("<head>", head, 1)
    if theme == "system":
        return page
    page = _BODY.sub(f'<body class="{theme}"', page, count=1)
    return page.replace("<gradio-app", f'<gradio-app theme_mode="{theme}"', 1)
