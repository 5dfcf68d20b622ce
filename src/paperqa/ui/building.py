"""The web application: Gradio's page behind the gate, with the routes of our own before it."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from paperqa.quiz.batch import MakePaperQuiz
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.settings import Settings
from paperqa.ui.addresses import trusted_hosts
from paperqa.ui.api.agents import tools_for_agents
from paperqa.ui.api.offered import add_api
from paperqa.ui.assets import head
from paperqa.ui.chat.conversation import Conversation
from paperqa.ui.gate.foreign import NoForeignRequests
from paperqa.ui.gate.headers import SafeHeaders
from paperqa.ui.gate.hosts import TrustedHosts
from paperqa.ui.gate.limits import BodyLimits, UploadQuota
from paperqa.ui.gate.open_routes import OpenRoutes
from paperqa.ui.gate.password import PasswordGate
from paperqa.ui.i18n import I18N
from paperqa.ui.leaving import EndWithPage
from paperqa.ui.loading import DeskLoader
from paperqa.ui.map.desk import MapDesk
from paperqa.ui.page import Behind, build_page
from paperqa.ui.pages.own_page import OwnPage
from paperqa.ui.pages.routes import Pages
from paperqa.ui.papers.adding.adding import Adding
from paperqa.ui.papers.desk import PapersDesk
from paperqa.ui.quiz.downloads import KEEP_SECONDS, DownloadFolder
from paperqa.ui.quiz.making import QuizMaking
from paperqa.ui.reader import ReaderCookie
from paperqa.ui.renewing import EmbedderOf
from paperqa.ui.top.first_paint import FirstPaint

UPLOADS: Final = 10
"""PDFs of the greatest size that wait on the server's disk at once."""


def build_app(
    settings: Settings,
    loader: DeskLoader,
    make_quiz: MakePaperQuiz = make_paper_quiz,
    embedder_of: EmbedderOf | None = None,
) -> FastAPI:
    """Return the web application; the desk begins to open at once, in the background.

    ``embedder_of`` makes what rebuilds the index embed with, else the settings say.
    """
    loader.start()
    folder = DownloadFolder()
    # Read by Gradio as it makes components: the one folder whose files it hands out, and where
    # uploads arrive. Its own choice would be one that all its applications on this machine share.
    os.environ["GRADIO_TEMP_DIR"] = str(folder.path)
    adding = Adding(settings, loader, folder.path, embedder_of)
    page = build_page(
        Behind(
            Conversation(loader, settings),
            PapersDesk(loader, settings),
            adding,
            MapDesk(loader, settings),
            QuizMaking(loader, make_quiz, folder),
        ),
        lambda: add_api(loader, settings),
    )
    tools = tools_for_agents(loader, settings)
    pages = Pages(loader)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            folder.open()
            stack.callback(folder.close)
            stack.callback(adding.close)
            stack.callback(pages.close)
            if tools:
                await stack.enter_async_context(tools.running())
            yield

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    # Before Gradio, which answers all addresses that are left.
    app.router.routes += [*pages.routes, *(tools.routes if tools else ())]
    app.add_middleware(EndWithPage, page=page)
    _guard(app, settings, folder)
    _mount(app, page, settings, folder)
    return app


def _guard(app: FastAPI, settings: Settings, folder: DownloadFolder) -> None:
    """Put the gate before ``app``: the last one added is the first one passed."""
    quota = UploadQuota(folder.path, UPLOADS * settings.max_pdf_mb * 2**20, KEEP_SECONDS)
    app.add_middleware(OwnPage)
    app.add_middleware(FirstPaint)
    app.add_middleware(ReaderCookie)
    app.add_middleware(BodyLimits, quota=quota)
    app.add_middleware(NoForeignRequests)
    if settings.password:
        app.add_middleware(PasswordGate, password=settings.password)
    app.add_middleware(TrustedHosts, names=trusted_hosts(settings.host, settings.trusted_hosts))
    app.add_middleware(SafeHeaders)


def _mount(app: FastAPI, page: gr.Blocks, settings: Settings, folder: DownloadFolder) -> None:
    """Serve Gradio's ``page`` at the root of ``app``: no more of it than is needed."""
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
        max_file_size=f"{settings.max_pdf_mb}mb",
        i18n=I18N,
        theme=_theme(),
        head=head(),
        allowed_paths=[],
    )
    mount = app.routes[-1]
    if not isinstance(mount, Mount):
        raise TypeError("Gradio mounts its application last")
    mount.app = OpenRoutes(mount.app, folder.path)
    # Set by Gradio's own ``launch`` only. Without it, a file that a request *names* (as part of a
    # chat's history, say) is copied into the served folder, whatever file of this machine it is.
    page.has_launched = True


def _theme() -> gr.themes.Base:
    """Return a plain theme of fonts that every system has; style.css does the rest."""
    sans = ["ui-sans-serif", "system-ui", "Segoe UI", "Noto Sans", "Noto Sans Hebrew", "sans-serif"]
    mono = ["ui-monospace", "SFMono-Regular", "Consolas", "Noto Sans Mono", "monospace"]
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="stone", font=sans, font_mono=mono, radius_size="sm"
    )
