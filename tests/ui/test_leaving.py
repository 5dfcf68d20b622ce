"""A page that is closed before it hears of its events ends them all the same."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import gradio as gr
import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from paperqa.settings import Settings
from paperqa.ui.leaving import EndWithPage
from paperqa.ui.server import address, listen

SESSION = "left0behind"


class Work:
    """Goes on until it is closed."""

    def __init__(self) -> None:
        self.begun, self.ended = Event(), Event()

    def pieces(self) -> Iterator[str]:
        self.begun.set()
        try:
            while True:
                self.ended.wait(0.02)
                yield "more"
        finally:
            self.ended.set()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Work]]:
    work, listener = Work(), listen(Settings(home=tmp_path, port=0))
    servers: list[uvicorn.Server] = []

    async def serve() -> None:
        # Within the loop that serves it: Gradio makes its locks at once.
        with gr.Blocks(analytics_enabled=False) as page:
            gr.Button().click(work.pieces, None, gr.Textbox())
        app = gr.mount_gradio_app(FastAPI(), page, path="/")
        app.add_middleware(EndWithPage, page=page)
        servers.append(uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none")))
        await servers[0].serve(sockets=[listener])

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        yield address(listener), work
    finally:
        work.ended.set()
        servers[0].should_exit = True
        thread.join()


def test_the_end_of_the_heartbeat_ends_events_whose_results_nobody_listens_to(
    served: tuple[str, Work],
) -> None:
    url, work = served
    with httpx.Client(base_url=f"{url}/gradio_api", timeout=30) as client:
        with client.stream("GET", f"/heartbeat/{SESSION}") as heartbeat:
            lines = heartbeat.iter_lines()  # forgotten, it would close the stream
            assert next(lines) == "data: ALIVE"
            event = {"fn_index": 0, "session_hash": SESSION, "data": []}
            assert client.post("/queue/join", json=event).status_code == 200
            assert work.begun.wait(30)
            assert not work.ended.wait(0.5)
        assert work.ended.wait(30)
