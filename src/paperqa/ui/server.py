"""Serves the page on this machine: who may ask for it, and what it may load.

A browser that has the page open can be led to it by any site, so the ``Host`` header must name
this machine (DNS rebinding), and the page may load and send nothing but what comes from here.
Errors: SettingsError where the address cannot be listened on.
"""

import asyncio
import errno
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paperqa.answer.desk import Desk, open_desk
from paperqa.errors import SettingsError
from paperqa.quiz.batch import MakePaperQuiz
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.settings import Settings
from paperqa.ui.assets import scripts, styles
from paperqa.ui.chat import Conversation
from paperqa.ui.i18n import I18N
from paperqa.ui.loading import DeskLoader
from paperqa.ui.page import build_page
from paperqa.ui.quiz.downloads import DownloadFolder
from paperqa.ui.quiz.making import QuizMaking
from paperqa.ui.reader import ReaderCookie

HEADERS: Final = {
    # Gradio's own scripts are inline and compile templates, hence 'unsafe-inline' and -eval.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; frame-src 'none'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 - recognised, not bound


class SafeHeaders:
    """Adds ``HEADERS`` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` and add the headers as the response starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def build_app(
    settings: Settings, loader: DeskLoader, make_quiz: MakePaperQuiz = make_paper_quiz
) -> FastAPI:
    """Return the web application; the desk begins to open at once, in the background."""
    loader.start()
    folder = DownloadFolder()
    # Read by Gradio as it makes components: the one folder whose files it hands out. Its own
    # choice would be one that all its applications on this machine share.
    os.environ["GRADIO_TEMP_DIR"] = str(folder.path)
    page = build_page(Conversation(loader, settings), QuizMaking(loader, make_quiz, folder))
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_open(folder))
    app.add_middleware(ReaderCookie)
    app.add_middleware(SafeHeaders)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=trusted_hosts(settings.host))
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        ssr_mode=False,
        show_error=False,
        max_file_size="1kb",
        i18n=I18N,
        theme=_theme(),
        css_paths=styles(),
        head=scripts(),
        allowed_paths=[],
    )
    # Set by Gradio's own ``launch`` only. Without it, a file that a request *names* (as part of a
    # chat's history, say) is copied into the served folder, whatever file of this machine it is.
    page.has_launched = True
    return app


def _open(folder: DownloadFolder) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what has ``folder`` there as long as the application runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        folder.open()
        try:
            yield
        finally:
            folder.close()

    return lifespan


def trusted_hosts(host: str) -> list[str]:
    """Return the names by which a browser may call this server."""
    names = ["127.0.0.1", "localhost", host]
    if host in _EVERYWHERE:
        names += [socket.gethostname(), socket.getfqdn(), *_own_addresses()]
    return list(dict.fromkeys(names))


def listen(settings: Settings) -> socket.socket:
    """Return a socket bound to the settings' address; port 0 takes a free one."""
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"port {port} of {host} is taken; choose another: python app.py --port {port + 1}"
            ) from error
        raise SettingsError(
            f"cannot listen on {host}, port {port} ({error.strerror or error}); "
            "choose another: python app.py --host 127.0.0.1 --port 7860"
        ) from error
    return listener


def address(listener: socket.socket) -> str:
    """Return what to type into a browser."""
    host, port = listener.getsockname()[:2]
    if host in _EVERYWHERE:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until the process is told to end."""
    with suppress(KeyboardInterrupt):
        asyncio.run(serve_from(DeskLoader(lambda: _warm_desk(settings)), settings, listener))


async def serve_from(
    loader: DeskLoader,
    settings: Settings,
    listener: socket.socket,
    on_start: Callable[[uvicorn.Server], None] = lambda server: None,
    make_quiz: MakePaperQuiz = make_paper_quiz,
) -> None:
    """Serve what ``loader`` opens; ``on_start`` gets the server, which ends by ``should_exit``.

    The application is made within the loop that serves it: Gradio, which makes its locks at once,
    would otherwise start loops of its own and never close them.
    """
    config = uvicorn.Config(
        build_app(settings, loader, make_quiz),
        log_level="warning",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    on_start(server)
    await server.serve(sockets=[listener])


def _warm_desk(settings: Settings) -> Desk:
    """Return the desk with its embedder loaded; that takes seconds, and the first question less."""
    desk = open_desk(settings)
    desk.embedder.embed_questions(["What is attention?"])
    return desk


def _own_addresses() -> list[str]:
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:  # a machine that does not know its own name is reached as localhost
        return []


def _theme() -> gr.themes.Base:
    """Return a plain theme of fonts that every system has; style.css does the rest."""
    sans = ["ui-sans-serif", "system-ui", "Segoe UI", "Noto Sans", "Noto Sans Hebrew", "sans-serif"]
    mono = ["ui-monospace", "SFMono-Regular", "Consolas", "Noto Sans Mono", "monospace"]
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="stone", font=sans, font_mono=mono, radius_size="sm"
    )
