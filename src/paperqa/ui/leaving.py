"""Ends what a reader left behind who has closed the page.

Gradio ends a session's events where the stream of their results breaks off. A page that is closed
between sending an event and opening that stream breaks nothing off, and its work would go on for
nobody: a model would write a quiz to its end. The page's heartbeat stops in any case. (Gradio's own
"unload" event hangs on it too, and does not come.)
"""

import re
from typing import Final

import gradio as gr
from starlette.types import ASGIApp, Receive, Scope, Send

_HEARTBEAT: Final = re.compile(r"/gradio_api/heartbeat/([\w-]+)/?")


class EndWithPage:
    """Passes requests on; where a heartbeat stops, it ends all events of that session."""

    def __init__(self, app: ASGIApp, page: gr.Blocks) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope``."""
        beat = _HEARTBEAT.fullmatch(scope["path"]) if scope["type"] == "http" else None
        try:
            await self._app(scope, receive, send)
        finally:
            if beat:
                await self._page._queue.clean_events(session_hash=beat[1])
