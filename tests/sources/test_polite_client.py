"""A network that swallows packets."""

import socket
from pathlib import Path

from paperqa.settings import Settings
from paperqa.sources.arxiv import fetch_pdfs
from paperqa.sources.library import PdfLibrary
from paperqa.types import Paper


def test_a_host_that_takes_no_connection_is_given_up_at_once(tmp_path: Path) -> None:
    papers = [Paper("1706.03762", "One"), Paper("1810.04805", "Two")]
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:  # a full queue: the kernel answers nobody who comes later
            one.setblocking(False)
            one.connect_ex(deaf.getsockname())
        settings = Settings(
            home=tmp_path,
            arxiv_url=f"http://127.0.0.1:{deaf.getsockname()[1]}",
            fetch_timeout=0.3,
            fetch_delay=0.0,
        )
        slept: list[float] = []
        results = list(
            fetch_pdfs(papers, PdfLibrary(settings.pdf_dir), settings, sleep=slept.append)
        )
        for one in waiting:
            one.close()
    assert [result.state for result in results] == ["failed", "skipped"]
    host = settings.arxiv_url.removeprefix("http://")
    assert results[0].error == f"{host} cannot be reached (timed out); is there a network?"
    assert max(slept, default=0.0) == 0.0
