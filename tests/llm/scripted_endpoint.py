"""A real HTTP server on 127.0.0.1 that plays an OpenAI-compatible endpoint, well or badly.

    endpoint.chat = Reply(said("Hel"), said("lo"), ended())

A reply is written part by part: bytes as they are, a number as so many seconds of silence, WAIT
until the client hangs up. It ends by closing the connection.
"""

import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any, Final, cast

WAIT: Final = "wait"
DONE: Final = b"data: [DONE]\n\n"
Part = bytes | float | str


def said(text: str | None, reason: str | None = None, **delta: object) -> bytes:
    """Return the event of one piece."""
    choice = {"index": 0, "delta": {"content": text, **delta}, "finish_reason": reason}
    return event({"object": "chat.completion.chunk", "choices": [choice]})


def ended(reason: str = "stop") -> bytes:
    """Return the last events of a whole answer."""
    return said(None, reason) + DONE


def event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


class Reply:
    """What is sent: a status and a type, then the parts."""

    def __init__(
        self,
        *parts: Part,
        status: int = 200,
        kind: str = "text/event-stream",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.parts = parts
        self.status = status
        self.headers = {"Content-Type": kind, "Connection": "close", **(headers or {})}


def as_json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status=status, kind="application/json")


def models(*names: str, owner: str = "me", **facts: object) -> Reply:
    rows = [{"id": name, "object": "model", "owned_by": owner, **facts} for name in names]
    return as_json({"object": "list", "data": rows})


@dataclass(frozen=True)
class Asked:
    """A request; ``headers`` in small letters."""

    method: str
    path: str
    body: Any
    headers: Mapping[str, str]


class ScriptedEndpoint(ThreadingHTTPServer):
    """Start it with ``running_endpoint``. The replies of a list are given in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Reply | list[Reply]] = {"/v1/models": models("toy")}
        self.asked: list[Asked] = []
        self.waiting = threading.Event()
        """A reply has come to its WAIT."""
        self.hung_up = threading.Event()
        """The client closed the connection of a reply at its WAIT."""
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def chat(self) -> Reply | list[Reply]:
        return self.pages["/v1/chat/completions"]

    @chat.setter
    def chat(self, reply: Reply | list[Reply]) -> None:
        self.pages["/v1/chat/completions"] = reply

    @property
    def chats(self) -> list[Any]:
        """The bodies of the requests for answers."""
        return [a.body for a in self.asked if a.path == "/v1/chat/completions"]

    def reply_to(self, path: str) -> Reply:
        reply = self.pages.get(path)
        if isinstance(reply, list):
            return reply.pop(0)
        return reply or as_json({"detail": "Not Found"}, 404)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client hang up; everything else is told on standard error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(cast(socket, request), client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: object) -> None:
        server = cast(ScriptedEndpoint, self.server)
        headers = {name.lower(): value for name, value in self.headers.items()}
        server.asked.append(Asked(self.command, self.path, body, headers))
        reply = server.reply_to(self.path)
        self.close_connection = True
        with suppress(ConnectionError):
            if reply.status:  # 0: not even a status line
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
            for part in reply.parts:
                self._play(part, server)

    def _play(self, part: Part, server: ScriptedEndpoint) -> None:
        if isinstance(part, bytes):
            self.wfile.write(part)
            self.wfile.flush()
        elif isinstance(part, float):
            server.stopped.wait(part)
        else:
            server.waiting.set()
            self._wait_for_the_client_to_go(server)

    def _wait_for_the_client_to_go(self, server: ScriptedEndpoint) -> None:
        self.connection.settimeout(0.02)
        while not server.stopped.is_set():
            try:
                gone = self.connection.recv(1) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                gone = True
            if gone:
                server.hung_up.set()
                return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; tests look at ``asked``."""


@contextmanager
def running_endpoint() -> Iterator[ScriptedEndpoint]:
    server = ScriptedEndpoint()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
