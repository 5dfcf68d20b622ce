"""Serves the page on this machine until it is told to end.

Where it listens is in ``addresses``, what every request passes in ``gate``, and what stands behind
it in ``building``.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from paperqa.answer.desk import Desk, open_desk
from paperqa.quiz.batch import MakePaperQuiz
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.settings import Settings
from paperqa.ui.addresses import address, listen, notice, trusted_hosts
from paperqa.ui.building import build_app
from paperqa.ui.loading import DeskLoader
from paperqa.ui.renewing import EmbedderOf, Renewing, sentence_embedders

__all__ = ["address", "build_app", "listen", "notice", "serve", "serve_from", "trusted_hosts"]


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until the process is told to end."""
    with suppress(KeyboardInterrupt):
        renewing = Renewing(settings.index_dir, sentence_embedders(settings))
        loader = DeskLoader(lambda: _warm_desk(settings), renewing)
        asyncio.run(serve_from(loader, settings, listener))


async def serve_from(
    loader: DeskLoader,
    settings: Settings,
    listener: socket.socket,
    on_start: Callable[[uvicorn.Server], None] = lambda server: None,
    make_quiz: MakePaperQuiz = make_paper_quiz,
    embedder_of: EmbedderOf | None = None,
) -> None:
    """Serve what ``loader`` opens; ``on_start`` gets the server, which ends by ``should_exit``.

    The application is made within the loop that serves it: Gradio, which makes its locks at once,
    would otherwise start loops of its own and never close them.
    """
    config = uvicorn.Config(
        build_app(settings, loader, make_quiz, embedder_of),
        log_level="warning",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    on_start(server)
    await server.serve(sockets=[listener])


def _warm_desk(settings: Settings) -> Desk:
    """Return the desk, with what is made on first use: so no question waits for it."""
    desk = open_desk(settings)
    desk.embedder.embed_questions(["What is attention?"])
    desk.index.heard.of("טרנספורמר")
    return desk
