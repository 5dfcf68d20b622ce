"""Which files the server hands out: those it made for downloads, and no other of this machine."""

import json
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import httpx
import pytest
import safehttpx  # type: ignore[import-untyped]

from serving import served
from small_desk import QUESTION, small_desk

SECRET = "the words of another file of this machine"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    desk = small_desk(tmp_path)
    with (
        served(tmp_path, lambda: desk) as url,
        httpx.Client(base_url=url, trust_env=False, timeout=60) as client,
    ):
        yield client


def test_a_file_of_the_download_folder_is_saved_and_never_shown(client: httpx.Client) -> None:
    folder = Path(os.environ["GRADIO_TEMP_DIR"]) / "unguessable"
    folder.mkdir()
    (folder / "quiz.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    answer = client.get(f"/gradio_api/file={folder / 'quiz.html'}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get(f"/gradio_api/file={folder}").status_code == 403


def test_a_file_beside_the_download_folder_is_refused(client: httpx.Client, tmp_path: Path) -> None:
    folder = os.environ["GRADIO_TEMP_DIR"]
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for path in (secret, f"{folder}/{os.path.relpath(secret, folder)}"):
        assert client.get(f"/gradio_api/file={path}").status_code == 404
    manifest = next((tmp_path / "index").rglob("manifest.json"))
    assert client.get(f"/gradio_api/file={manifest}").status_code == 404


class _Page(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<script>alert(document.cookie)</script>")

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_address_of_the_web_is_never_fetched_for_a_reader(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Gradio itself refuses hosts that are not public; the test's own would prove nothing.
    monkeypatch.setattr(safehttpx, "is_public_ip", lambda ip: True)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as foreign:
        Thread(target=foreign.serve_forever, daemon=True).start()
        host = f"127.0.0.1:{foreign.server_port}"
        for url in (
            f"http://{host}/x.png",
            f"HTTP://{host}/x.png",
            f"http%3A%2F%2F{host}%2Fx.png",
            f"http%253A%252F%252F{host}%252Fx.png",
            f"http:%5C%5C{host}%5Cx.png",
            f"//{host}/x.png",
            f"file://{host}/x.png",
        ):
            for method in ("GET", "HEAD"):
                answer = client.request(method, f"/gradio_api/file={url}")
                assert (answer.status_code, "script" in answer.text) == (404, False), url
        foreign.shutdown()
    assert _Page.asked == []


def test_a_file_that_a_request_names_is_not_taken_into_the_folder(
    client: httpx.Client, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    named = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    history = [{"role": "user", "content": [{"type": "file", "file": named}]}]
    said = _ask(client, history)
    assert said["msg"] == "process_completed"
    assert said["success"] is False
    assert [*Path(os.environ["GRADIO_TEMP_DIR"]).rglob("*")] == []
    # And without the file, the same request is answered.
    assert _ask(client, [])["success"] is True


def _ask(client: httpx.Client, history: list[Any]) -> dict[str, Any]:
    """Return the last message of the event that puts a question."""
    config = client.get("/config").json()
    types = {one["id"]: one["type"] for one in config["components"]}
    event = next(
        one["id"]
        for one in config["dependencies"]
        if [types[i] for i in one["inputs"]][:1] == ["textbox"]
    )
    session = f"session{len(history)}"
    data = {
        "data": [QUESTION, [], "all", history, None],
        "fn_index": event,
        "session_hash": session,
    }
    client.post("/gradio_api/queue/join", json=data).raise_for_status()
    last: dict[str, Any] = {}
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                last = json.loads(line.removeprefix("data:"))
                assert SECRET not in line
            if last.get("msg") == "process_completed":
                break
    return last


def test_the_folder_is_gone_when_the_server_ends(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    with served(tmp_path, lambda: desk) as url:
        httpx.get(url, trust_env=False).raise_for_status()
        folder = Path(os.environ["GRADIO_TEMP_DIR"])
        assert folder.is_dir()
    assert not folder.exists()
