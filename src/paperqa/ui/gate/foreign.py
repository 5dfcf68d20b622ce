"""Other sites open in the same browser: they may link to the page, and nothing else.

A browser says where a request comes from: ``Sec-Fetch-Site`` on this machine and by https,
``Origin`` on everything that a script sends or a form posts. A program says neither.
Source: the resource isolation policy of web.dev/articles/fetch-metadata.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from paperqa.ui.gate.refusal import refuse


class NoForeignRequests:
    """Refuses what a page of another site (or of another port of this machine) sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` unless another site sent it."""
        if scope["type"] == "lifespan" or not _is_foreign(scope):
            await self._app(scope, receive, send)
            return
        await refuse(scope, receive, send, 403, "requests of other sites are not served")


def _is_foreign(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site in {"same-origin", "none"}:
        return False
    if site is not None:
        return not _is_link(scope, headers)
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.casefold() not in _own(headers)


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Tell whether a person followed a link: that opens the page, and sends nothing."""
    return (
        scope["path"] == "/"
        and scope.get("method") in {"GET", "HEAD"}
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


def _own(headers: Headers) -> set[str]:
    """Return host and port as this server was called; a proxy passes on how it was."""
    named = [headers.get("host", ""), *headers.get("x-forwarded-host", "").split(",")]
    return {name.strip().casefold() for name in named} - {""}
