import hashlib
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from misbehaving_server import Answer, MisbehavingServer, Request, running_server

from paperqa import __version__
from paperqa.errors import SourceError
from paperqa.settings import Settings, load_settings
from paperqa.sources.arxiv import FetchResult, fetch_pdfs, pdf_address
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.types import Paper

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 800 + b"\n%%EOF\n"
NEWER = b"%PDF-1.7\n" + b"another edition " * 9000 + b"\n%%EOF\n"
SIZE = len(PDF)
ETAG = '"edition-7"'
ATTENTION = Paper("1706.03762", "Attention Is All You Need")
BERT = Paper("1810.04805", "BERT")
VIT = Paper("2010.11929", "An Image is Worth 16x16 Words")
PATH = "/pdf/1706.03762"
WHOLE = Answer(200, PDF, {"ETag": ETAG})


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with running_server() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


def settings_for(folder: Path, server: MisbehavingServer, **knobs: object) -> Settings:
    flags = {"home": folder, "pdf_dir": folder, "arxiv_url": server.url, **knobs}
    return load_settings(flags, environ={})


def fetch(
    server: MisbehavingServer, folder: Path, clock: Clock, *papers: Paper, **knobs: object
) -> list[FetchResult]:
    settings = settings_for(folder, server, **knobs)
    library = PdfLibrary(folder)
    run = fetch_pdfs(papers, library, settings, clock=clock, sleep=clock.sleep, may_reach=anywhere)
    return list(run)


def anywhere(address: httpx.URL) -> None:
    """Let the test's own servers be asked, which are on this machine."""


def part(size: int, etag: str = ETAG, headers: dict[str, str] | None = None) -> Answer:
    """An answer that goes on at byte ``size``."""
    right = {"ETag": etag, "Content-Range": f"bytes {size}-{SIZE - 1}/{SIZE}"}
    return Answer(206, PDF[size:], right | (headers or {}))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def leave_part(folder: Path, url: str, **sidecar: object) -> None:
    """Put down what an interrupted download leaves."""
    (folder / "1706.03762.pdf.part").write_bytes(PDF[:1000])
    known = {"url": url, "etag": ETAG, "modified": "", "size": SIZE} | sidecar
    (folder / "1706.03762.pdf.part.json").write_text(json.dumps(known))


class TestWhatArrives:
    def test_a_pdf_is_stored_byte_for_byte_with_its_ledger_row(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        disposition = {"ETag": ETAG, "Content-Disposition": 'inline; filename="1706.03762v7.pdf"'}
        server.answers[PATH] = [Answer(200, PDF, disposition)]
        target = tmp_path / "1706.03762.pdf"
        assert fetch(server, tmp_path, clock, ATTENTION) == [
            FetchResult(ATTENTION, target, "fetched")
        ]
        assert target.read_bytes() == PDF
        assert names(tmp_path) == {"1706.03762.pdf", "pdfs.jsonl"}
        assert PdfLibrary(tmp_path).rows == (
            PdfRow(
                paper="1706.03762",
                state="kept",
                file="1706.03762.pdf",
                sha256=hashlib.sha256(PDF).hexdigest(),
                bytes=SIZE,
                origin="fetched",
                source=server.url + PATH,
                etag=ETAG,
                edition="1706.03762v7",
            ),
        )

    def test_requests_name_the_program_and_its_contact_and_carry_nothing_secret(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, PDF, {"Set-Cookie": "who=me; Path=/"})]
        server.answers["/pdf/1810.04805"] = [WHOLE]
        fetch(server, tmp_path, clock, ATTENTION, BERT, contact="club@example.org")
        for headers in server.headers:
            assert headers["user-agent"] == f"paperqa/{__version__} (mailto:club@example.org)"
            assert headers["accept-encoding"] == "identity"
            assert not headers.keys() & {"cookie", "authorization", "range", "if-range"}

    def test_papers_are_asked_for_one_by_one_over_one_connection_three_seconds_apart(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        for paper in (ATTENTION, BERT, VIT):
            server.answers[f"/pdf/{paper.id}"] = [WHOLE]
        results = fetch(server, tmp_path, clock, ATTENTION, BERT, VIT)
        assert [result.state for result in results] == ["fetched"] * 3
        assert [request.path for request in server.requests] == [
            "/pdf/1706.03762",
            "/pdf/1810.04805",
            "/pdf/2010.11929",
        ]
        assert clock.sleeps == [3.0, 3.0]
        assert len(set(server.client_ports)) == 1

    def test_what_is_there_is_not_asked_for_again(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [WHOLE]
        fetch(server, tmp_path, clock, ATTENTION)
        (tmp_path / "1810.04805.pdf").write_bytes(b"dropped by hand, not looked at yet")
        again = fetch(server, tmp_path, clock, ATTENTION, BERT)
        assert [result.state for result in again] == ["present", "present"]
        assert server.requests == [Request(PATH)]

    def test_a_deleted_file_is_fetched_anew(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [WHOLE, Answer(200, NEWER)]
        fetch(server, tmp_path, clock, ATTENTION)
        (tmp_path / "1706.03762.pdf").unlink()
        fetch(server, tmp_path, clock, ATTENTION)
        [row] = PdfLibrary(tmp_path).rows
        assert row.sha256 == hashlib.sha256(NEWER).hexdigest()
        assert (tmp_path / "1706.03762.pdf").read_bytes() == NEWER

    def test_a_paper_that_arxiv_lacks_comes_from_its_own_address(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        gpt1 = Paper("gpt1", "GPT", pdf_url=f"{server.url}/language_understanding_paper.pdf")
        server.answers["/language_understanding_paper.pdf"] = [WHOLE]
        [result] = fetch(server, tmp_path, clock, gpt1)
        assert result == FetchResult(gpt1, tmp_path / "gpt1.pdf", "fetched")
        assert (tmp_path / "gpt1.pdf").read_bytes() == PDF

    def test_an_identifier_of_the_old_style_makes_a_plain_file_name(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        old = Paper("cs/0112017", "Old")
        server.answers["/pdf/cs/0112017"] = [WHOLE]
        [result] = fetch(server, tmp_path, clock, old)
        assert result.state == "fetched"
        assert result.path
        assert result.path.parent == tmp_path
        assert result.path.read_bytes() == PDF

    def test_progress_counts_the_bytes_on_disk(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        server.answers[PATH] = [part(1000)]
        seen: list[tuple[str, int, int | None]] = []
        for _ in fetch_pdfs(
            [ATTENTION],
            PdfLibrary(tmp_path),
            settings_for(tmp_path, server),
            on_progress=lambda paper, done, size: seen.append((paper.id, done, size)),
            clock=clock,
            sleep=clock.sleep,
        ):
            pass
        assert seen[0] == ("1706.03762", 1000, SIZE)
        assert seen[-1] == ("1706.03762", SIZE, SIZE)
        assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)

    def test_without_an_address_or_offline_nothing_is_asked(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        [no_address] = fetch(server, tmp_path, clock, Paper("talk", "A talk"))
        assert (no_address.state, no_address.error) == ("skipped", "no list says where its PDF is")
        [offline] = fetch(server, tmp_path, clock, ATTENTION, offline=True)
        assert (offline.state, offline.error) == ("skipped", "offline is set; unset it to fetch")
        assert server.requests == []

    def test_two_runs_at_once_are_one_too_many(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with PdfLibrary(tmp_path).writing(), pytest.raises(SourceError, match="another paperqa"):
            fetch(server, tmp_path, clock, ATTENTION)
        assert server.requests == []


class TestGoingOn:
    def test_a_body_cut_short_goes_on_where_it_stopped(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, PDF, {"ETag": ETAG}, sent=70_000), part(70_000)]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "fetched"
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH), Request(PATH, "bytes=70000-", ETAG)]

    def test_a_body_that_falls_silent_goes_on_where_it_stopped(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        slow = Answer(200, PDF, {"ETag": ETAG}, sent=70_000, silent=True)
        server.answers[PATH] = [slow, part(70_000)]
        [result] = fetch(server, tmp_path, clock, ATTENTION, fetch_timeout=1)
        assert result.state == "fetched"
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH), Request(PATH, "bytes=70000-", ETAG)]

    def test_without_retries_left_the_beginning_stays_for_the_next_run(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, PDF, {"ETag": ETAG}, sent=70_000), part(70_000)]
        [cut] = fetch(server, tmp_path, clock, ATTENTION, fetch_retries=0)
        assert (cut.state, cut.path) == ("failed", None)
        assert names(tmp_path) == {"1706.03762.pdf.part", "1706.03762.pdf.part.json"}
        assert (tmp_path / "1706.03762.pdf.part").read_bytes() == PDF[:70_000]
        assert json.loads((tmp_path / "1706.03762.pdf.part.json").read_text()) == {
            "url": server.url + PATH,
            "etag": ETAG,
            "modified": "",
            "size": SIZE,
        }
        [done] = fetch(server, tmp_path, clock, ATTENTION, fetch_retries=0)
        assert done.state == "fetched"
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert names(tmp_path) == {"1706.03762.pdf", "pdfs.jsonl"}

    def test_a_server_that_ignores_the_range_starts_anew(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        server.answers[PATH] = [WHOLE]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH, "bytes=1000-", ETAG)]

    def test_a_file_that_changed_meanwhile_starts_anew(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        server.answers[PATH] = [Answer(200, NEWER, {"ETag": '"edition-8"'})]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == NEWER
        assert PdfLibrary(tmp_path).rows[0].etag == '"edition-8"'

    def test_a_cut_body_of_a_changed_file_never_joins_the_old_beginning(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        changed = Answer(200, NEWER, {"ETag": '"edition-8"'}, sent=500)
        server.answers[PATH] = [changed]
        fetch(server, tmp_path, clock, ATTENTION, fetch_retries=0)
        assert (tmp_path / "1706.03762.pdf.part").read_bytes() == NEWER[:500]
        sidecar = json.loads((tmp_path / "1706.03762.pdf.part.json").read_text())
        assert (sidecar["etag"], sidecar["size"]) == ('"edition-8"', len(NEWER))

    @pytest.mark.parametrize(
        ("content_range", "etag", "body"),
        [
            (f"bytes 0-{SIZE - 1}/{SIZE}", ETAG, PDF),
            (f"bytes 1001-{SIZE - 1}/{SIZE}", ETAG, PDF[1001:]),
            (f"bytes 1000-{SIZE}/{SIZE + 1}", ETAG, PDF[1000:] + b"x"),
            (f"bytes 1000-{SIZE - 2}/{SIZE}", ETAG, PDF[1000:-1]),
            (f"bytes 1000-{SIZE - 1}/{SIZE}", ETAG, PDF[1000:-1]),
            (f"bytes 1000-{SIZE - 1}/*", ETAG, PDF[1000:]),
            ("", ETAG, PDF[1000:]),
            (f"bytes 1000-{SIZE - 1}/{SIZE}", '"edition-8"', PDF[1000:]),
        ],
    )
    def test_other_bytes_than_asked_for_are_thrown_away(
        self,
        server: MisbehavingServer,
        tmp_path: Path,
        clock: Clock,
        content_range: str,
        etag: str,
        body: bytes,
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        wrong = Answer(206, body, {"Content-Range": content_range, "ETag": etag})
        server.answers[PATH] = [wrong, WHOLE]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "fetched"
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH, "bytes=1000-", ETAG), Request(PATH)]

    def test_a_rest_of_unsaid_length_is_counted_against_its_range(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        cut = replace(part(1000), sent=500, with_length=False)
        server.answers[PATH] = [cut, part(1500)]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "fetched"
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests[1] == Request(PATH, "bytes=1500-", ETAG)

    def test_a_range_that_the_server_lacks_starts_anew(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        server.answers[PATH] = [Answer(416), WHOLE]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH, "bytes=1000-", ETAG), Request(PATH)]

    def test_a_date_serves_where_there_is_no_etag(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        date = "Wed, 02 Aug 2023 00:00:00 GMT"
        server.answers[PATH] = [
            Answer(200, PDF, {"Last-Modified": date, "ETag": 'W/"weak"'}, sent=900),
            part(900, etag='W/"weak"'),
        ]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests[1] == Request(PATH, "bytes=900-", date)

    @pytest.mark.parametrize(
        "sidecar",
        [
            {"etag": ""},
            {"etag": 'W/"weak"'},
            {"url": "https://elsewhere.example/x.pdf"},
            {"size": 1000},
            {"unknown": 1},
        ],
    )
    def test_a_beginning_that_nothing_vouches_for_is_not_gone_on_with(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock, sidecar: dict[str, object]
    ) -> None:
        leave_part(tmp_path, str(sidecar.pop("url", server.url + PATH)), **sidecar)
        server.answers[PATH] = [WHOLE]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH)]

    def test_a_body_of_unsaid_length_is_whole_when_its_end_mark_has_come(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        def unsaid(sent: int | None) -> Answer:
            return Answer(200, PDF, {"ETag": ETAG}, sent=sent, with_length=False)

        server.answers[PATH] = [unsaid(70_000), part(70_000)]
        server.answers["/pdf/1810.04805"] = [unsaid(None)]
        results = fetch(server, tmp_path, clock, ATTENTION, BERT)
        assert [result.state for result in results] == ["fetched", "fetched"]
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert (tmp_path / "1810.04805.pdf").read_bytes() == PDF
        assert server.requests[1] == Request(PATH, "bytes=70000-", ETAG)

    def test_ctrl_c_keeps_what_is_done_and_what_has_begun(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [WHOLE]
        server.answers["/pdf/1810.04805"] = [WHOLE]

        def interrupt(paper: Paper, done: int, size: int | None) -> None:
            if paper is BERT and done:
                raise KeyboardInterrupt

        run = fetch_pdfs(
            [ATTENTION, BERT],
            PdfLibrary(tmp_path),
            settings_for(tmp_path, server),
            on_progress=interrupt,
            clock=clock,
            sleep=clock.sleep,
        )
        assert next(run).state == "fetched"
        with pytest.raises(KeyboardInterrupt):
            next(run)
        assert PdfLibrary(tmp_path).path("1706.03762") == tmp_path / "1706.03762.pdf"
        begun = (tmp_path / "1810.04805.pdf.part").read_bytes()
        assert begun
        assert begun == PDF[: len(begun)]
        server.answers["/pdf/1810.04805"] = [part(len(begun))]
        states = [result.state for result in fetch(server, tmp_path, clock, ATTENTION, BERT)]
        assert states == ["present", "fetched"]
        assert (tmp_path / "1810.04805.pdf").read_bytes() == PDF
        assert server.requests[-1] == Request("/pdf/1810.04805", f"bytes={len(begun)}-", ETAG)


class TestWhatIsRefused:
    def failed(
        self, server: MisbehavingServer, folder: Path, clock: Clock, paper: Paper, **knobs: object
    ) -> str:
        """Fetch one paper in vain; nothing of it may be left."""
        [result] = fetch(server, folder, clock, paper, **knobs)
        assert (result.state, result.path) == ("failed", None)
        assert names(folder) <= {"pdfs.jsonl"}
        return result.error

    @pytest.mark.parametrize(
        ("kind", "why"),
        [
            ("text/html; charset=utf-8", "is a web page, not a PDF; open it in a browser"),
            ("application/pdf", "is not a PDF: it starts with b'<!doctype ht', expected %PDF-"),
        ],
    )
    def test_a_web_page_with_status_200_is_never_stored(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock, kind: str, why: str
    ) -> None:
        page = b"<!doctype html><title>Are you a robot?</title> %PDF-1.7"
        server.answers[PATH] = [Answer(200, page, {"Content-Type": kind, "ETag": ETAG})]
        error = self.failed(server, tmp_path, clock, ATTENTION)
        assert error == f"{server.url}{PATH} {why}"
        assert server.requests == [Request(PATH)]

    def test_an_empty_file_is_not_a_pdf(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, b"")]
        url = server.url + PATH
        error = self.failed(server, tmp_path, clock, ATTENTION)
        assert error == f"{url} is not a PDF: it is empty, expected %PDF-"

    def test_a_file_that_says_it_is_too_large_is_not_read(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, PDF, {"Content-Length": "1000001"}, silent=True)]
        error = self.failed(server, tmp_path, clock, ATTENTION, max_pdf_mb=1)
        url = server.url + PATH
        assert error == f"{url} is larger than max_pdf_mb = 1; raise the setting to fetch it"

    def test_a_file_that_grows_too_large_is_stopped(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(200, PDF * 5, with_length=False, silent=True)]
        error = self.failed(server, tmp_path, clock, ATTENTION, max_pdf_mb=1, fetch_timeout=1)
        assert "larger than max_pdf_mb = 1" in error
        assert server.requests == [Request(PATH)]

    def test_a_missing_file_is_asked_for_once(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers["/pdf/1810.04805"] = [WHOLE]
        missing, found = fetch(server, tmp_path, clock, ATTENTION, BERT)
        assert missing.error == (
            f"127.0.0.1:{server.server_port} answered 404 Not Found: "
            f"there is no file at {server.url}{PATH}"
        )
        assert found.state == "fetched"
        assert server.requests == [Request(PATH), Request("/pdf/1810.04805")]

    def test_after_a_403_nothing_more_is_asked_of_the_host(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(403), WHOLE]
        server.answers["/pdf/1810.04805"] = [WHOLE]
        first, second = fetch(server, tmp_path, clock, ATTENTION, BERT)
        reason = (
            f"127.0.0.1:{server.server_port} answered 403 Forbidden; "
            "nothing more is asked of it in this run"
        )
        assert (first.state, first.error) == ("failed", reason)
        assert (second.state, second.error) == ("skipped", reason)
        assert server.requests == [Request(PATH)]

    def test_a_403_of_one_host_leaves_the_other_to_be_asked(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with running_server() as other:
            gpt1 = Paper("gpt1", "GPT", pdf_url=f"{other.url}/gpt1.pdf")
            other.answers["/gpt1.pdf"] = [WHOLE]
            server.answers[PATH] = [Answer(403)]
            results = fetch(server, tmp_path, clock, ATTENTION, gpt1, BERT)
            states = [result.state for result in results]
        assert states == ["failed", "fetched", "skipped"]

    @pytest.mark.parametrize(
        "url", ["ftp://127.0.0.1/x.pdf", "file:///etc/passwd", "x.pdf", "https://"]
    )
    def test_an_address_that_is_not_https_is_not_asked(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock, url: str
    ) -> None:
        error = self.failed(server, tmp_path, clock, Paper("gpt1", "GPT", pdf_url=url))
        assert error == f"{url!r} is not asked: expected an https address"

    def test_a_password_in_an_address_is_not_sent(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        url = f"http://me:secret@127.0.0.1:{server.server_port}/x.pdf"
        error = self.failed(server, tmp_path, clock, Paper("gpt1", "GPT", pdf_url=url))
        assert "password" in error
        assert "secret" not in error
        assert server.requests == []


class TestTrouble:
    @pytest.mark.parametrize("status", [429, 503])
    def test_retry_after_is_honoured(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock, status: int
    ) -> None:
        server.answers[PATH] = [Answer(status, headers={"Retry-After": "17"}), WHOLE]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "fetched"
        assert clock.sleeps == [17.0]
        assert server.requests == [Request(PATH), Request(PATH)]

    def test_a_pause_longer_than_a_run_ends_the_asking(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(503, headers={"Retry-After": "3600"}), WHOLE]
        first, second = fetch(server, tmp_path, clock, ATTENTION, BERT)
        assert "asks for a pause of 3600 seconds" in first.error
        assert (first.state, second.state) == ("failed", "skipped")
        assert clock.sleeps == []
        assert server.requests == [Request(PATH)]

    def test_a_server_that_fails_for_ever_is_asked_four_times_ever_more_slowly(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(500)]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "failed"
        assert result.error == (
            f"127.0.0.1:{server.server_port} answered 500 Internal Server Error; "
            "run fetch again later"
        )
        assert server.requests == [Request(PATH)] * 4
        # Backing off for 2, 4 and 8 seconds; the first time the three seconds are filled up.
        assert clock.sleeps == [2.0, 1.0, 4.0, 8.0]

    def test_a_host_that_fails_paper_after_paper_is_left_alone(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        papers = [Paper(f"2401.0000{number}", "T") for number in range(5)]
        for paper in papers:
            server.answers[f"/pdf/{paper.id}"] = [Answer(500)]
        results = fetch(server, tmp_path, clock, *papers, fetch_retries=0)
        assert [r.state for r in results] == ["failed", "failed", "failed", "skipped", "skipped"]
        assert len(server.requests) == 3

    def test_without_network_one_paper_fails_and_the_others_are_skipped(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
            settings = Settings(home=tmp_path, pdf_dir=tmp_path, arxiv_url=nobody)
            elsewhere = Paper("gpt1", "GPT", pdf_url=f"{server.url}/gpt1.pdf")
            server.answers["/gpt1.pdf"] = [WHOLE]
            papers = [ATTENTION, BERT, elsewhere]
            library = PdfLibrary(tmp_path)
            run = fetch_pdfs(
                papers, library, settings, clock=clock, sleep=clock.sleep, may_reach=anywhere
            )
            results = list(run)
        assert [result.state for result in results] == ["failed", "skipped", "fetched"]
        assert results[0].error.startswith(f"{nobody[7:]} cannot be reached (")
        assert "\n" not in results[0].error
        assert clock.sleeps == [3.0]


class TestRedirects:
    def test_a_redirect_within_the_host_is_followed_at_the_pace_of_any_request(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(301, headers={"Location": "/pdf/1706.03762v7"})]
        server.answers["/pdf/1706.03762v7"] = [WHOLE]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests == [Request(PATH), Request("/pdf/1706.03762v7")]
        assert clock.sleeps == [3.0]
        assert PdfLibrary(tmp_path).rows[0].edition == "1706.03762v7"

    def test_a_range_travels_along_a_redirect(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        leave_part(tmp_path, server.url + PATH)
        server.answers[PATH] = [Answer(302, headers={"Location": "/pdf/1706.03762v7"})]
        server.answers["/pdf/1706.03762v7"] = [part(1000)]
        fetch(server, tmp_path, clock, ATTENTION)
        assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
        assert server.requests[1] == Request("/pdf/1706.03762v7", "bytes=1000-", ETAG)

    def test_a_redirect_to_a_foreign_host_is_not_followed(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with running_server() as foreign:
            foreign.answers[PATH] = [WHOLE]
            server.answers[PATH] = [Answer(302, headers={"Location": foreign.url + PATH})]
            [result] = fetch(server, tmp_path, clock, ATTENTION)
            assert foreign.requests == []
            assert f"redirects to 127.0.0.1:{foreign.server_port}" in result.error
        assert result.state == "failed"
        assert server.requests == [Request(PATH)]

    def test_a_redirect_to_the_host_of_the_papers_own_address_is_followed(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with running_server() as own:
            paper = Paper("1706.03762", "Attention", pdf_url=f"{own.url}/attention.pdf")
            own.answers["/moved.pdf"] = [WHOLE]
            server.answers[PATH] = [Answer(302, headers={"Location": f"{own.url}/moved.pdf"})]
            [result] = fetch(server, tmp_path, clock, paper)
        assert result.state == "fetched"

    @pytest.mark.parametrize("location", ["ftp://example.org/x.pdf", "http://example.org/x.pdf"])
    def test_a_redirect_away_from_https_is_not_followed(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock, location: str
    ) -> None:
        server.answers[PATH] = [Answer(302, headers={"Location": location})]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.error == f"{location!r} is not asked: expected an https address"

    def test_a_redirect_loop_ends(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        server.answers[PATH] = [Answer(302, headers={"Location": PATH})]
        [result] = fetch(server, tmp_path, clock, ATTENTION)
        assert result.state == "failed"
        assert "redirects more than 5 times" in result.error
        assert server.requests == [Request(PATH)] * 6

    def test_a_403_behind_a_redirect_closes_the_host_that_redirected_too(
        self, server: MisbehavingServer, tmp_path: Path, clock: Clock
    ) -> None:
        with running_server() as own:
            paper = Paper("1706.03762", "Attention", pdf_url=f"{own.url}/attention.pdf")
            own.answers["/x.pdf"] = [Answer(403)]
            server.answers[PATH] = [Answer(302, headers={"Location": f"{own.url}/x.pdf"})]
            results = fetch(server, tmp_path, clock, paper, BERT)
        assert [result.state for result in results] == ["failed", "skipped"]
        assert server.requests == [Request(PATH)]


@pytest.mark.parametrize(
    ("paper", "address"),
    [
        (ATTENTION, "https://arxiv.test/pdf/1706.03762"),
        (Paper("cs/0112017", ""), "https://arxiv.test/pdf/cs/0112017"),
        (
            Paper("x", "", pdf_url="https://arxiv.org/pdf/2304.03442v2.pdf"),
            "https://arxiv.test/pdf/2304.03442v2",
        ),
        (Paper("x", "", pdf_url="http://cs.example/x.pdf"), "https://cs.example/x.pdf"),
        (Paper("x", "", pdf_url="http://localhost:1/x.pdf"), "http://localhost:1/x.pdf"),
        (Paper("x", ""), ""),
    ],
)
def test_the_address_of_a_paper_is_arxivs_host_for_programs_or_its_own(
    paper: Paper, address: str
) -> None:
    assert pdf_address(paper, "https://arxiv.test/") == address
