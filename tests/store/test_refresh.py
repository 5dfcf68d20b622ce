"""From folders and a server of our own, in arXiv's place, to an index and what it tells."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from small_club import ATTENTION, BERT, GPT, ON_ATTENTION, ON_BERT, Club, pdf_of

from fakes import WordEmbedder
from paperqa.errors import CatalogError
from paperqa.sources.arxiv import FetchResult
from paperqa.sources.import_pdfs import ImportResult
from paperqa.store.build import Step
from paperqa.store.bundle import open_index
from paperqa.store.refresh import Watcher, Wish, open_shelf, refresh
from paperqa.types import Paper

TITLE_LINE = f"{GPT.title}, a paper with enough letters on its page."
NOBODYS = "A Paper That No Reading List Names, with enough letters on its page."


@pytest.fixture
def club(tmp_path: Path) -> Club:
    """Return a club with two notes and a catalogue of three papers."""
    club = Club(tmp_path)
    club.note(ATTENTION.id, ON_ATTENTION)
    club.note(BERT.id, ON_BERT)
    club.save_catalog()
    return club


@dataclass
class Seen:
    """Keeps what a watcher is told."""

    imports: list[ImportResult] = field(default_factory=list)
    fetches: list[FetchResult] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def watcher(self) -> Watcher:
        return Watcher(
            imported=self.imports.append, fetched=self.fetches.append, step=self.steps.append
        )


def test_notes_are_indexed_and_nothing_is_fetched_offline(club: Club) -> None:
    seen = Seen()
    report = refresh(club.settings(), WordEmbedder(), Wish(), seen.watcher)
    assert [(row.paper, row.kind) for row in report.documents] == [
        (ATTENTION.id, "note"), (BERT.id, "note"),
    ]  # fmt: skip
    assert (seen.imports, seen.fetches) == ([], [])
    assert [step.what for step in seen.steps] == ["1706.03762 (note)", "1810.04805 (note)"]
    assert list(open_index(club.index_dir).papers) == [ATTENTION.id, BERT.id, GPT.id]


def test_a_second_run_does_nothing(club: Club) -> None:
    refresh(club.settings(), WordEmbedder(), Wish(), Watcher())
    embedder, seen = WordEmbedder(), Seen()
    report = refresh(club.settings(), embedder, Wish(), seen.watcher)
    assert (report.changed, embedder.embedded, seen.steps) == (False, [], [])


def test_a_folder_of_pdfs_is_imported_and_indexed_with_papers_of_its_own(club: Club) -> None:
    folder = club.home / "downloads"
    folder.mkdir()
    (folder / "gpt1.pdf").write_bytes(pdf_of(TITLE_LINE))
    (folder / "own work.pdf").write_bytes(pdf_of(NOBODYS))
    (folder / "page.pdf").write_bytes(b"<html></html>")
    seen = Seen()
    settings = club.settings()
    report = refresh(settings, WordEmbedder(), Wish(pdf_dirs=[folder]), seen.watcher)
    assert {result.source.name: result.state for result in seen.imports} == {
        "gpt1.pdf": "imported", "own work.pdf": "imported", "page.pdf": "unreadable",
    }  # fmt: skip
    pdfs = [(row.paper, row.passages) for row in report.documents if row.kind == "paper"]
    assert pdfs == [(GPT.id, 1), ("own-work", 1)]
    index = open_index(club.index_dir)
    assert list(index.papers) == [ATTENTION.id, BERT.id, GPT.id, "own-work"]
    again = refresh(settings, WordEmbedder(), Wish(pdf_dirs=[folder]), Watcher())
    assert not again.changed


def test_a_pdf_dropped_into_the_folder_is_indexed_and_one_taken_out_is_gone(club: Club) -> None:
    settings = club.settings()
    settings.pdf_dir.mkdir(parents=True)
    (settings.pdf_dir / "gpt1.pdf").write_bytes(pdf_of(TITLE_LINE))
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    assert open_index(club.index_dir).passages[-1].paper == GPT.id
    (settings.pdf_dir / "gpt1.pdf").unlink()
    embedder = WordEmbedder()
    assert refresh(settings, embedder, Wish(), Watcher()).changed
    assert [p.paper for p in open_index(club.index_dir).passages] == [ATTENTION.id, BERT.id]
    assert embedder.embedded == []


def test_only_reads_the_named_paper_anew_and_refuses_an_unknown_one(club: Club) -> None:
    settings = club.settings()
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    embedder = WordEmbedder()
    report = refresh(settings, embedder, Wish(only=[BERT.id]), Watcher())
    assert (report.made, embedder.embedded) == (1, [f"What it is\n{ON_BERT}"])
    with pytest.raises(CatalogError) as caught:
        refresh(settings, embedder, Wish(only=["gpt9"]), Watcher())
    assert str(caught.value) == "no paper 'gpt9' in the catalogue; see: paperqa papers"
    embedder = WordEmbedder()
    assert refresh(settings, embedder, Wish(only=None), Watcher()).made == 2
    assert len(embedder.embedded) == 2


class Arxiv(BaseHTTPRequestHandler):
    """Has one paper, and remembers what it was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:  # the name that http.server calls
        self.asked.append(self.path)
        body = pdf_of(TITLE_LINE) if self.path == f"/pdf/{BERT.id}" else b"no such paper"
        self.send_response(200 if body.startswith(b"%PDF-") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def arxiv() -> Iterator[str]:
    """Return the address of a server in arXiv's place."""
    Arxiv.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Arxiv) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_is_missing_is_fetched_and_indexed_and_what_there_is_not_is_told(
    club: Club, arxiv: str
) -> None:
    settings, seen = club.settings(offline=False, arxiv_url=arxiv), Seen()
    report = refresh(settings, WordEmbedder(), Wish(), seen.watcher)
    assert [(result.paper.id, result.state) for result in seen.fetches] == [
        (ATTENTION.id, "failed"), (BERT.id, "fetched"), (GPT.id, "skipped"),
    ]  # fmt: skip
    assert [(row.paper, row.kind) for row in report.documents] == [
        (ATTENTION.id, "note"), (BERT.id, "note"), (BERT.id, "paper"),
    ]  # fmt: skip
    assert not refresh(settings, WordEmbedder(), Wish(), Watcher()).changed
    assert Arxiv.asked.count(f"/pdf/{BERT.id}") == 1


@pytest.mark.parametrize(
    ("wish", "offline", "asked"),
    [
        (Wish(only=[BERT.id]), False, [f"/pdf/{BERT.id}"]),
        (Wish(fetch=False), False, []),
        (Wish(only=[BERT.id]), True, []),
    ],
)
def test_only_what_is_wished_for_is_fetched(
    club: Club, arxiv: str, wish: Wish, offline: bool, asked: list[str]
) -> None:
    settings = club.settings(offline=offline, arxiv_url=arxiv)
    refresh(settings, WordEmbedder(), wish, Watcher())
    assert Arxiv.asked == asked


def test_a_shelf_knows_which_papers_lack_a_pdf(club: Club) -> None:
    settings = club.settings()
    settings.pdf_dir.mkdir(parents=True)
    (settings.pdf_dir / "gpt1.pdf").write_bytes(pdf_of(TITLE_LINE))
    assert [paper.id for paper in open_shelf(settings).missing] == [ATTENTION.id, BERT.id, GPT.id]
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    assert [paper.id for paper in open_shelf(settings).missing] == [ATTENTION.id, BERT.id]


def test_without_a_catalogue_notes_and_pdfs_still_serve(club: Club) -> None:
    settings = club.settings()
    settings.catalog.unlink()
    refresh(settings, WordEmbedder(), Wish(), Watcher())
    index = open_index(club.index_dir)
    assert {id_: paper.title for id_, paper in index.papers.items()} == {
        ATTENTION.id: "A note", BERT.id: "A note",
    }  # fmt: skip


SECOND_RUN = """
import json, sys
from pathlib import Path
from paperqa.settings import Settings
from paperqa.store.embed import SentenceEmbedder
from paperqa.store.refresh import Watcher, Wish, refresh
home = Path(sys.argv[1])
settings = Settings(home=home, notes_dir=home / "notes", offline=True)
report = refresh(settings, SentenceEmbedder(), Wish(), Watcher())
print(json.dumps([report.changed, report.passages, "torch" in sys.modules]))
"""


def test_a_second_run_with_the_real_embedder_does_not_load_it(club: Club) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", SECOND_RUN, str(club.home)], check=True, capture_output=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for _ in range(2)
    ]  # fmt: skip
    assert [json.loads(run) for run in runs] == [[True, 2, True], [False, 2, False]]


class _Stop(Exception):  # noqa: N818 - as a watcher raises it
    """Somebody wants the work to end."""


def _stopping(*_: object) -> None:
    raise _Stop


def _builds_again(club: Club) -> None:
    """Show that no lock is held, and that nothing of the stopped work is in the way."""
    refresh(club.settings(), WordEmbedder(), Wish(), Watcher())
    assert open_index(club.index_dir).passages[0].text == ON_ATTENTION


def test_a_watcher_that_raises_at_an_import_frees_the_folder_and_keeps_what_came(
    club: Club,
) -> None:
    folder = club.home / "downloads"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf_of(NOBODYS))
    (folder / "gpt1.pdf").write_bytes(pdf_of(TITLE_LINE))
    with pytest.raises(_Stop) as caught:
        refresh(
            club.settings(), WordEmbedder(), Wish(pdf_dirs=[folder]), Watcher(imported=_stopping)
        )
    # While the traceback lives, all that lies in its frames does too: nothing waits for that.
    shelf = open_shelf(club.settings())
    with shelf.library.writing():
        assert [row.paper for row in shelf.library.rows] == ["a"]
    assert caught.value
    _builds_again(club)


def test_a_watcher_that_raises_at_a_step_frees_the_index_and_keeps_the_shards(club: Club) -> None:
    with pytest.raises(_Stop) as caught:
        refresh(club.settings(), WordEmbedder(), Wish(), Watcher(step=_stopping))
    embedder = WordEmbedder()
    assert refresh(club.settings(), embedder, Wish(), Watcher()).made == 1
    assert embedder.embedded == [f"What it is\n{ON_BERT}"]
    assert caught.value
    _builds_again(club)


def test_a_watcher_that_raises_in_a_download_leaves_its_beginning(club: Club, arxiv: str) -> None:
    settings = club.settings(offline=False, arxiv_url=arxiv)
    wish = Wish(wanted=[BERT.id])

    def stop_with_bytes(paper: Paper, done: int, size: int | None) -> None:
        if done:
            raise _Stop

    with pytest.raises(_Stop) as caught:
        refresh(settings, WordEmbedder(), wish, Watcher(fetching=stop_with_bytes))
    part = settings.pdf_dir / f"{BERT.id}.pdf.part"
    assert part.read_bytes() == pdf_of(TITLE_LINE)
    with open_shelf(settings).library.writing():
        assert caught.value
    refresh(settings, WordEmbedder(), wish, Watcher())
    assert (settings.pdf_dir / f"{BERT.id}.pdf").read_bytes() == pdf_of(TITLE_LINE)
    assert Arxiv.asked == [f"/pdf/{BERT.id}"] * 2


def test_only_wanted_papers_are_fetched_and_none_is_read_anew(club: Club, arxiv: str) -> None:
    settings = club.settings(offline=False, arxiv_url=arxiv)
    refresh(club.settings(), WordEmbedder(), Wish(), Watcher())
    embedder = WordEmbedder()
    refresh(settings, embedder, Wish(wanted=[BERT.id]), Watcher())
    assert Arxiv.asked == [f"/pdf/{BERT.id}"]
    assert embedder.embedded == [TITLE_LINE]


def test_pauses_between_requests_are_the_watchers(club: Club, arxiv: str) -> None:
    settings = club.settings(offline=False, arxiv_url=arxiv, fetch_delay=3.0)
    pauses: list[float] = []
    watcher = Watcher(pause=pauses.append)
    refresh(settings, WordEmbedder(), Wish(wanted=[ATTENTION.id, BERT.id]), watcher)
    assert len(pauses) == 1
    assert 2.0 < pauses[0] <= 3.0
