"""Keeps the ``page`` of a deep link from Gradio.

Gradio has a parameter of that name, for applications of several pages, and ends with an error
where it does not know the page. Ours is for the browser's script alone.
"""

from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send


class OwnPage:
    """Takes ``page`` out of the address of the app's one page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope``, at the root without ``page``."""
        if scope["type"] == "http" and scope["path"] == "/":
            scope = {**scope, "query_string": _without_page(scope["query_string"])}
        await self._app(scope, receive, send)


def _without_page(query: bytes) -> bytes:
    fields = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")
    kept = [(name, value) for name, value in fields if name != "page"]
    return urlencode(kept, errors="surrogateescape").encode("ascii")
