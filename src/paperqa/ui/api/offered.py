"""The two functions that Gradio offers to programs (gradio_client, curl); all others are private.

``/gradio_api/info`` serves their documentation, ``ASK`` and ``SEARCH``.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any, Final

import gradio as gr
from gradio.events import api

from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.ui.api.calls import AT_ONCE, Calls
from paperqa.ui.api.documented import ASK, SEARCH
from paperqa.ui.api.rows import Row
from paperqa.ui.gate.password import client_of
from paperqa.ui.loading import DeskLoader

CRASHED: Final = "something went wrong while this was answered; the server's log says what"
_LOG: Final = logging.getLogger(__name__)


def add_api(loader: DeskLoader, settings: Settings) -> None:
    """Add ``ask`` and ``search`` to the page that is being built."""
    calls = Calls(loader, settings)
    for function, description in ((_ask(calls), ASK), (_search(calls), SEARCH)):
        api(
            function,
            api_name=function.__name__,
            api_description=description,
            concurrency_id="questions",
            concurrency_limit=AT_ONCE,
        )


def _ask(calls: Calls) -> Callable[..., Iterator[Row]]:
    def ask(
        question: str,
        request: gr.Request,
        papers: list[str] = [],  # noqa: B006 - Gradio shows it as the default; never changed
        kind: str = "all",
    ) -> Iterator[dict[str, Any]]:
        yield from _clear(
            lambda: calls.ask(question, papers, kind, _site(request), _client(request))
        )

    return ask


def _search(calls: Calls) -> Callable[..., Row]:
    def search(
        question: str,
        request: gr.Request,
        papers: list[str] = [],  # noqa: B006 - Gradio shows it as the default; never changed
        kind: str = "all",
        k: int = 5,
    ) -> dict[str, Any]:
        [row] = _clear(lambda: calls.search(question, papers, kind, k, _site(request)))
        return row

    return search


def _clear(rows: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """Yield ``rows``; an error reaches the program as one line, and nothing of it the log."""
    try:
        yield from rows()
    except PaperQAError as error:
        raise gr.Error(str(error), print_exception=False) from error
    except Exception as error:
        _LOG.exception("a call of the API could not be answered")
        raise gr.Error(CRASHED, print_exception=False) from error


def _site(request: gr.Request) -> str:
    """Return the address of this server as the program called it."""
    return str(request.request.base_url).rstrip("/") if request.request else ""


def _client(request: gr.Request) -> str:
    return client_of(request.request.scope) if request.request else ""
