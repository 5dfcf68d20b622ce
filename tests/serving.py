"""The real web application on a free port of this machine, in a thread."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import uvicorn

from paperqa.answer.desk import Desk
from paperqa.quiz.batch import MakePaperQuiz
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.settings import Settings
from paperqa.ui.loading import DeskLoader
from paperqa.ui.renewing import EmbedderOf, Renewing
from paperqa.ui.server import address, listen, serve_from


@contextmanager
def served(
    folder: Path,
    open_: Callable[[], Desk],
    make_quiz: MakePaperQuiz = make_paper_quiz,
    settings: Settings | None = None,
    embedder_of: EmbedderOf | None = None,
) -> Iterator[str]:
    """Yield the address of a chat that answers from the desk that ``open_`` returns.

    The socket listens already: a request waits until the server takes it. With ``embedder_of``
    the index can be rebuilt, and is served then.
    """
    settings = settings or Settings(home=folder, port=0)
    listener = listen(settings)
    servers: list[uvicorn.Server] = []
    begun = Event()

    def note(server: uvicorn.Server) -> None:
        servers.append(server)
        begun.set()

    def run() -> None:
        renewing = Renewing(settings.index_dir, embedder_of) if embedder_of else None
        loader = DeskLoader(open_, renewing)
        asyncio.run(serve_from(loader, settings, listener, note, make_quiz, embedder_of))

    thread = Thread(target=run)
    thread.start()
    begun.wait(60)
    try:
        yield address(listener)
    finally:
        servers[0].should_exit = True
        thread.join()
