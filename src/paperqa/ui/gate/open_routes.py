"""Which of Gradio's routes are served: those that the page and the documented API need.

Gradio comes with some ninety routes, among them a proxy, a dashboard, an editor of the app's own
code and a video converter. A route that is not on this list does not exist, also one that a later
Gradio brings. Its route for files also fetches addresses of the web and serves them as our own;
only paths of the folder for downloads reach it.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from paperqa.ui.gate.refusal import refuse

API: Final = ("ask", "search")
"""What programs may call."""
UPLOAD: Final = "/gradio_api/upload"
_GET: Final = frozenset({"GET", "HEAD"})
_POST: Final = frozenset({"POST"})
_NAMES: Final = "|".join(API)

OPEN: Final[Sequence[tuple[frozenset[str], str, str]]] = (
    (_GET, r"/", "the page"),
    (_GET, r"/config/?", "the page's parts, for its script and for gradio_client"),
    (_GET, r"/(?:assets|static|svelte)/.+", "scripts, styles and fonts that Gradio brings"),
    (_GET, r"(?:/gradio_api)?/theme\.css", "the page's colours"),
    (_GET, r"/favicon\.ico", "browsers ask for it"),
    (_GET, r"/manifest\.json", "browsers ask for it: the page links to it"),
    (_GET, r"/robots\.txt", "crawlers ask for it, where a proxy lets them"),
    (_GET, r"/gradio_api/info/?", "the documented API, for gradio_client"),
    (_GET, r"/gradio_api/heartbeat/[\w-]+", "tells that a page has been closed"),
    (_GET, r"/gradio_api/startup-events", "the page's script asks for it"),
    (_POST, r"/gradio_api/queue/join", "an event of the page, or a call of gradio_client"),
    (_GET, r"/gradio_api/queue/data", "what comes of it"),
    (_POST, r"/gradio_api/run/predict/?", "an event of the page that does not queue"),
    (_POST, r"/gradio_api/(?:cancel|reset)/?", "the stop button"),
    (_POST, rf"/gradio_api/call/(?:v2/)?(?:{_NAMES})/?", "a call of curl"),
    (_GET, rf"/gradio_api/call/(?:v2/)?(?:{_NAMES})/\w+", "what comes of it"),
    (_POST, UPLOAD, "a file for the club's papers"),
    (_GET, UPLOAD + "_progress", "how far it has come"),
    (_GET, r"/gradio_api/file=(?P<file>/.+)", "a file made for download"),
)
"""Methods, path, and what it is needed for; a ``file`` lies in the folder for downloads."""


class OpenRoutes:
    """Serves the routes of ``OPEN`` and files of ``folder``, and answers 404 to all others."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` if its route is open."""
        method = scope.get("method", "")
        if scope["type"] == "lifespan" or is_open(method, scope["path"], self._folder):
            await self._app(scope, receive, send)
            return
        await refuse(scope, receive, send, 404, "there is nothing here")


def is_open(method: str, path: str, folder: Path) -> bool:
    """Tell whether ``path``, decoded as the app gets it, is served to ``method``."""
    for methods, route, _ in OPEN:
        if method in methods and (match := re.fullmatch(route, path)):
            file = match.groupdict().get("file")
            return file is None or _lies_in(folder, file)
    return False


def _lies_in(folder: Path, file: str) -> bool:
    try:
        return Path(file).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, a null byte, a ring of links
        return False
