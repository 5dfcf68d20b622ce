"""``ask`` and ``search`` as tools of agents: a server of the Model Context Protocol at ``/mcp``.

Made with the protocol's own package and not by Gradio, whose server calls itself over HTTP (without
the password, at whatever host the first request names) and cannot say that its tools only read.
The server keeps nothing between two requests. Importing this module needs the package ``mcp``.
Source: modelcontextprotocol.io, specification, "Tools" and "Streamable HTTP".
"""

from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager, closing
from threading import Event
from typing import Any, Final, TypeAlias

from anyio import CapacityLimiter, to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from starlette.routing import BaseRoute

from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.ui.api.calls import AT_ONCE, Calls
from paperqa.ui.api.documented import ASK, SEARCH
from paperqa.ui.api.rows import Row
from paperqa.ui.gate.password import client_of
from paperqa.ui.loading import DeskLoader

PATH: Final = "/mcp"
_Run: TypeAlias = Callable[[Generator[Row, None, None]], Awaitable[Row]]
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Tools:
    """The protocol's server: ``routes`` serve it while ``running`` is entered, which is once."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        calls = Calls(loader, settings)
        self._server: MCPServer[Any] = MCPServer("paperqa", log_level="WARNING")
        self._server.add_tool(_ask(calls, self._run), description=ASK, annotations=_READS)
        self._server.add_tool(_search(calls, self._run), description=SEARCH, annotations=_READS)
        self._limiter = CapacityLimiter(AT_ONCE)
        # The gate before the whole app knows which hosts are trusted.
        app = self._server.streamable_http_app(streamable_http_path=PATH, stateless_http=True)
        self.routes: list[BaseRoute] = list(app.routes)

    def running(self) -> AbstractAsyncContextManager[None]:
        """Return what has the server run."""
        return self._server.session_manager.run()

    async def _run(self, rows: Generator[Row, None, None]) -> Row:
        """Return the last of ``rows``; an agent that leaves ends them at the next."""
        left = Event()
        try:
            return await to_thread.run_sync(
                _last, rows, left, limiter=self._limiter, abandon_on_cancel=True
            )
        except PaperQAError as error:
            raise ToolError(str(error)) from error
        finally:
            left.set()


def _ask(calls: Calls, run: _Run) -> Callable[..., Awaitable[Row]]:
    async def ask(
        question: str,
        context: Context,
        papers: list[str] = [],  # noqa: B006 - shown as the default; never changed
        kind: str = "all",
    ) -> dict[str, Any]:
        return await run(calls.ask(question, papers, kind, _site(context), _client(context)))

    return ask


def _search(calls: Calls, run: _Run) -> Callable[..., Awaitable[Row]]:
    async def search(
        question: str,
        context: Context,
        papers: list[str] = [],  # noqa: B006 - shown as the default; never changed
        kind: str = "all",
        k: int = 5,
    ) -> dict[str, Any]:
        return await run(calls.search(question, papers, kind, k, _site(context)))

    return search


def _last(rows: Generator[Row, None, None], left: Event) -> Row:
    last: Row = {}
    with closing(rows):
        for row in rows:
            last = row
            if left.is_set():
                break
    return last


def _site(context: Context[Any, Any]) -> str:
    """Return the address of this server as the agent called it."""
    request = context.request_context.request
    return str(request.base_url).rstrip("/") if request else ""


def _client(context: Context[Any, Any]) -> str:
    request = context.request_context.request
    return client_of(request.scope) if request else ""
