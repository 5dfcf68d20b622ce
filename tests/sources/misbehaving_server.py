"""A real HTTP server on 127.0.0.1 that answers as told, well or badly, and remembers requests.

    server.answers["/pdf/1706.03762"] = [Answer(503), Answer(200, PDF)]

The answers of a path are given in order; the last is given again.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import cast


@dataclass(frozen=True)
class Answer:
    """``sent``: so many bytes of the body are sent, then the line is cut, or falls silent."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    sent: int | None = None
    silent: bool = False
    with_length: bool = True


@dataclass(frozen=True)
class Request:
    """What the client asked: the headers that matter here, None where one was not sent."""

    path: str
    range: str | None = None
    if_range: str | None = None


class MisbehavingServer(ThreadingHTTPServer):
    """Start it with ``running_server``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.client_ports: list[int] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client hang up; everything else is told on standard error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(cast(socket, request), client_address)

    def next_answer(self, path: str) -> Answer:
        answers = self.answers.get(path, [Answer(404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = cast(MisbehavingServer, self.server)
        headers = self.headers
        server.requests.append(Request(self.path, headers.get("Range"), headers.get("If-Range")))
        server.headers.append({name.lower(): value for name, value in headers.items()})
        server.client_ports.append(self.client_address[1])
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has hung up
            self._give(server.next_answer(self.path), server.stopped)

    def _give(self, answer: Answer, stopped: threading.Event) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": "application/pdf", **answer.headers}
        if answer.with_length:
            headers.setdefault("Content-Length", str(len(answer.body)))
        else:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: answer.sent])
        self.wfile.flush()
        if answer.silent:
            stopped.wait(30)
        if answer.sent is not None or not answer.with_length:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; tests look at ``requests``."""


@contextmanager
def running_server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
