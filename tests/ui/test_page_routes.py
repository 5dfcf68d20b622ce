"""The addresses of the view and of the pictures, asked as a browser asks."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from paperqa.answer import boxes
from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.sources.inventory import sha256_of
from paperqa.sources.page_picture import page_picture
from paperqa.ui.links import quote_link
from paperqa.ui.loading import DeskLoader
from paperqa.ui.pages.pool import AT_ONCE, MOST_WAITING, BoundedPool, BusyError
from paperqa.ui.pages.routes import Pages
from printed_desk import OVER_A_PAGE, keep_pdf, printed_desk
from small_desk import PAPER

PICTURE = f"/page/{PAPER.id}/2.png"


def client_of(open_: DeskLoader) -> TestClient:
    return TestClient(Starlette(routes=Pages(open_).routes))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    desk = printed_desk(folder)
    with client_of(DeskLoader(lambda: desk)) as client:
        yield client


def test_the_view_comes_in_the_readers_language(client: TestClient) -> None:
    query = quote_link(PAPER.id, 1, OVER_A_PAGE).removeprefix("/")
    english = client.get(f"/lit{query}", headers={"accept-language": "en"})
    assert english.status_code == 200
    assert english.headers["content-type"] == "text/html; charset=utf-8"
    assert english.text.count('class="lit-box"') == 2
    assert f'<img src="{PICTURE}"' in english.text
    hebrew = client.get(f"/lit{query}", headers={"cookie": "paperqa_lang=he"})
    assert ">העתקת הציטוט</button>" in hebrew.text


def test_a_picture_is_the_page_and_a_browser_that_has_it_is_told_so(
    client: TestClient, folder: Path
) -> None:
    got = client.get(PICTURE)
    assert got.headers["content-type"] == "image/png"
    assert got.content == page_picture(folder / "pdf" / f"{PAPER.id}.pdf", 2).png
    assert got.headers["cache-control"] == "private, no-cache"
    again = client.get(PICTURE, headers={"if-none-match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/page/{PAPER.id}/1.png", headers={"if-none-match": got.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?paper=1706.03762",
        "?paper=1706.03762&page=1&quote=",
        "?paper=1706.03762&page=1&quote=nothing of the kind",
        "?paper=nobody&quote=words",
        "?paper=../../etc/passwd&quote=root",
        "?quote=%00%ff",
    ],
)
def test_words_that_cannot_be_shown_are_a_line_that_says_so(client: TestClient, query: str) -> None:
    got = client.get(f"/lit{query}", headers={"accept-language": "he"})
    assert got.status_code == 404
    assert '<h2 id="lit-title">אי אפשר להציג את המילים האלה</h2>' in got.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 5000])
def test_a_page_that_is_no_page_number_is_as_none(client: TestClient, page: str) -> None:
    got = client.get("/lit", params={"paper": PAPER.id, "page": page, "quote": OVER_A_PAGE})
    assert got.status_code == 200
    assert client.get(f"/page/{PAPER.id}/{page}.png").status_code == 404


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (f"/page/{PAPER.id}/3.png", "not read, because it has 2 pages, and no page 3"),
        ("/page/nobody/1.png", "no paper 'nobody' in the index; see: paperqa papers"),
        (
            "/page/..%2F..%2Fetc/1.png",
            "no paper '../../etc' in the index; see: paperqa papers",
        ),
    ],
)
def test_a_picture_that_is_not_there_is_one_line(client: TestClient, path: str, line: str) -> None:
    got = client.get(path)
    assert (got.status_code, got.text) == (404, line)
    assert got.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_pdf_that_broke_or_went_is_one_line(tmp_path: Path) -> None:
    desk: Desk = printed_desk(tmp_path)
    with client_of(DeskLoader(lambda: desk)) as client:
        path = keep_pdf(tmp_path, b"%PDF-1.4\nbroken")
        broken = client.get(PICTURE)
        assert broken.status_code == 500
        assert broken.text.startswith("not read, because it is damaged")
        path.unlink()
        gone = client.get(PICTURE)
        assert gone.status_code == 404
        assert "is not on this machine; fetch it with: paperqa index" in gone.text


def test_without_an_index_both_say_how_to_build_one() -> None:
    def missing() -> Desk:
        raise IndexMissingError("no index at x; build one with: paperqa index")

    with client_of(DeskLoader(missing)) as client:
        for path in ("/lit?paper=a&quote=b", PICTURE):
            got = client.get(path)
            assert got.status_code == 503
            assert "no index at x; build one with: paperqa index" in got.text


def test_more_work_than_may_wait_is_refused_and_what_waits_is_dropped_at_the_end() -> None:
    held = Event()

    async def many() -> list[object]:
        pool = BoundedPool()
        room = AT_ONCE + MOST_WAITING
        tasks = [asyncio.create_task(pool.run(lambda: held.wait(60))) for _ in range(room)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match=r"^many pages are being opened at the moment"):
            await pool.run(lambda: None)
        tasks[-1].cancel()  # a reader who leaves makes room
        await asyncio.sleep(0.05)
        tasks.append(asyncio.create_task(pool.run(lambda: held.wait(60))))
        await asyncio.sleep(0)
        pool.close()
        held.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    ended = asyncio.run(many())
    assert ended[:AT_ONCE] == [True] * AT_ONCE
    assert {type(one) for one in ended[AT_ONCE:]} == {asyncio.CancelledError}


def test_readers_beyond_those_who_may_wait_get_one_line(tmp_path: Path) -> None:
    desk, opened = printed_desk(tmp_path), Event()

    def held() -> Desk:
        opened.wait(60)
        return desk

    async def crowd() -> list[httpx.Response]:
        app = Starlette(routes=Pages(DeskLoader(held)).routes)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            room = AT_ONCE + MOST_WAITING
            waiting = [asyncio.create_task(http.get(PICTURE)) for _ in range(room)]
            await asyncio.sleep(0.1)
            late = [await http.get(PICTURE), await http.get("/lit?paper=a&quote=b")]
            opened.set()
            return [*late, *await asyncio.gather(*waiting)]

    picture, view, *others = asyncio.run(crowd())
    assert (picture.status_code, view.status_code) == (503, 503)
    assert picture.text == "many pages are being opened at the moment; try again in a while"
    assert [got.status_code for got in others] == [200] * len(others)


def test_a_pdf_is_read_for_its_digest_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = printed_desk(tmp_path).boxes
    assert found
    read: list[Path] = []

    def noted(path: Path) -> str:
        read.append(path)
        return sha256_of(path)

    monkeypatch.setattr(boxes, "sha256_of", noted)
    first = found.pdf_of(PAPER.id)
    assert first
    assert found.pdf_of(PAPER.id) == first
    assert read == [first.path]
    os.utime(first.path, ns=(0, 0))
    assert found.pdf_of(PAPER.id) == first
    assert read == [first.path] * 2
