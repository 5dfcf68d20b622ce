"""How much may be sent, and how much of the disk uploads may fill."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from asgi_calls import call, served
from paperqa.ui.gate.limits import LARGEST_EVENT, MOST_FILES, BodyLimits, UploadQuota

UPLOAD = "/gradio_api/upload"
MOST = 1000


def gate(folder: Path) -> BodyLimits:
    return BodyLimits(served, UploadQuota(folder, MOST, keep_seconds=3600))


def test_an_event_of_the_greatest_length_is_served_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = "/gradio_api/queue/join"
    assert call(gate(tmp_path), "POST", path, content=b"x" * LARGEST_EVENT).status_code == 200
    answer = call(gate(tmp_path), "POST", path, content=b"x" * (LARGEST_EVENT + 1))
    assert answer.status_code == 413
    assert (
        answer.text
        == f"paperqa: too long: {LARGEST_EVENT + 1} bytes; at most {LARGEST_EVENT} are taken\n"
    )


@pytest.mark.parametrize("path", [UPLOAD, "/gradio_api/queue/join"])
def test_a_body_of_unknown_length_is_refused(tmp_path: Path, path: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"x"

    assert call(gate(tmp_path), "POST", path, content=endless()).status_code == 411


def test_a_question_for_a_page_has_no_length_and_is_served(tmp_path: Path) -> None:
    assert call(gate(tmp_path)).status_code == 200


@pytest.mark.parametrize("path", [UPLOAD, UPLOAD + "/"])
def test_uploads_fit_the_quota_with_what_lies_there(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"x" * 600)
    assert call(gate(tmp_path), "POST", path, content=b"x" * 400).status_code == 200
    answer = call(gate(tmp_path), "POST", path, content=b"x" * 401)
    assert answer.status_code == 507
    assert answer.text.startswith("paperqa: no room: uploads may fill 0 MB in all")


def test_many_empty_files_do_not_fit_either(tmp_path: Path) -> None:
    for number in range(MOST_FILES):
        (tmp_path / str(number)).touch()
    assert call(gate(tmp_path), "POST", UPLOAD, content=b"").status_code == 507


def test_uploads_under_way_count(tmp_path: Path) -> None:
    seen: list[int] = []
    quota = UploadQuota(tmp_path, MOST, keep_seconds=3600)

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(quota.coming)
        assert quota.why_not(401)
        assert not quota.why_not(400)
        await PlainTextResponse("")(scope, receive, send)

    assert call(BodyLimits(slow, quota), "POST", UPLOAD, content=b"x" * 600).status_code == 200
    assert seen == [600]
    assert quota.coming == 0


def test_an_upload_that_breaks_off_counts_no_more(tmp_path: Path) -> None:
    quota = UploadQuota(tmp_path, MOST, keep_seconds=3600)

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        call(BodyLimits(broken, quota), "POST", UPLOAD, content=b"x" * 600)
    assert quota.coming == 0


def test_what_nobody_used_is_swept_when_the_next_upload_comes(tmp_path: Path) -> None:
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    for path in (old, new):
        path.write_bytes(b"x" * 500)
    an_hour_ago = time.time() - 3601
    os.utime(old, (an_hour_ago, an_hour_ago))
    assert call(gate(tmp_path), "POST", UPLOAD, content=b"x" * 500).status_code == 200
    assert not old.exists()
    assert new.exists()


async def _reading(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await asyncio.sleep(0.2)  # what is done with it may take its time
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def _uploaded(quota: UploadQuota, messages: list[Message]) -> list[Message]:
    """Return what is answered to an upload that sends ``messages``, and then nothing."""
    sent: list[Message] = []

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", b"9")]
    scope: Scope = {"type": "http", "method": "POST", "path": UPLOAD, "headers": headers}
    asyncio.run(BodyLimits(_reading, quota, silence=0.1)(scope, receive, send))
    return sent


def test_an_upload_that_is_held_open_without_a_byte_is_ended(tmp_path: Path) -> None:
    quota = UploadQuota(tmp_path, MOST, keep_seconds=3600)
    first: Message = {"type": "http.request", "body": b"abc", "more_body": True}
    start, body = _uploaded(quota, [first])
    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]
    assert body["body"] == b"paperqa: nothing came for 0.1 s; send it again\n"
    assert quota.coming == 0


def test_the_time_counts_only_while_the_body_comes(tmp_path: Path) -> None:
    quota = UploadQuota(tmp_path, MOST, keep_seconds=3600)
    start, body = _uploaded(quota, [{"type": "http.request", "body": b"x" * 9}])
    assert (start["status"], body["body"]) == (200, b"9")
