"""A real model hub on 127.0.0.1: the API that huggingface_hub asks, and the files with ranges.

    hub.add("club/tiny", {"config.json": b"{}", "model.safetensors": b"..."})
    hub.faults["model.safetensors"] = [Fault(cut=1000)]

Faults of a file are given in order, one a request. As on the public hub, large files ("lfs") are
redirected to another address and named by their SHA-256, small ones by the SHA-1 of git.
"""

import hashlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

import huggingface_hub.constants
import pytest

from paperqa.settings import Settings

LFS = (".safetensors", ".bin", ".gguf", ".onnx", ".h5", ".model", ".pt")


@dataclass(frozen=True)
class Fault:
    """``cut``: so many bytes are sent, then the line breaks; ``body``: these are sent instead.

    ``hold``: after these the line stays, silent, until ``hub.released`` is set. ``shift``: a
    range begins so many bytes before the one that was asked for.
    """

    status: int = 0
    cut: int | None = None
    hold: bool = False
    body: bytes | None = None
    ignore_range: bool = False
    shift: int = 0


@dataclass(frozen=True)
class Asked:
    """One request for a file, or for a repository (``path`` is then empty)."""

    path: str
    range: str | None = None
    token: str | None = None


class ModelHub(ThreadingHTTPServer):
    """Start it with ``running_hub``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.commits: dict[str, dict[str, dict[str, bytes]]] = {}
        """By repository and commit, oldest first: the files."""
        self.faults: dict[str, list[Fault]] = {}
        self.api_status = 0
        self.api_body: bytes | None = None
        self.claimed_sizes: dict[str, int] = {}
        self.untold: set[str] = set()
        """Files of which the hub tells neither size nor digest."""
        self.released = threading.Event()
        self.asked: list[Asked] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, repository: str, files: Mapping[str, bytes] | Path) -> str:
        """Add a commit with these files, or with those of a folder; return its name."""
        if isinstance(files, Path):
            paths = [path for path in sorted(files.rglob("*")) if path.is_file()]
            files = {path.relative_to(files).as_posix(): path.read_bytes() for path in paths}
        text = repr((len(self.commits.get(repository, {})), sorted(files.items())))
        commit = hashlib.sha1(text.encode()).hexdigest()
        self.commits.setdefault(repository, {})[commit] = dict(files)
        return commit

    def files_asked(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path]

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client hang up; everything else is told on standard error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(cast(socket, request), client_address)

    def siblings(self, files: Mapping[str, bytes], with_blobs: bool) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for path, data in files.items():
            row: dict[str, Any] = {"rfilename": path}
            if with_blobs and path not in self.untold:
                size = self.claimed_sizes.get(path, len(data))
                row |= {"size": size, "blobId": git_name(data)}
                if path.endswith(LFS):
                    sha = hashlib.sha256(data).hexdigest()
                    row["lfs"] = {"sha256": sha, "size": size, "pointerSize": 134}
            rows.append(row)
        return rows


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ModelHub

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        parts = unquote(address.path).strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self.server.asked.append(Asked("", None, self.headers.get("Authorization")))
            self._info(parts[2:], "blobs" in parse_qs(address.query))
        elif parts[0] == "cdn":
            self._file("/".join(parts[1:3]), parts[3], "/".join(parts[4:]))
        else:
            path = "/".join(parts[4:])
            if path.endswith(LFS):
                self._send(302, b"", {"Location": "/cdn" + address.path.replace("/resolve", "")})
            else:
                self._file("/".join(parts[:2]), parts[3], path)

    def _info(self, parts: list[str], with_blobs: bool) -> None:
        if self.server.api_body is not None:
            return self._send(200, self.server.api_body, {"Content-Type": "text/html"})
        if self.server.api_status:
            return self._send(self.server.api_status, b"{}")
        repository, revision = "/".join(parts[:2]), parts[3] if len(parts) > 3 else "main"
        commits = self.server.commits.get(repository)
        if commits is None:
            # The public hub tells a stranger no more than this of a missing repository.
            return self._send(401, b"{}", {"X-Error-Code": "RepoNotFound"})
        commit = list(commits)[-1] if revision == "main" else revision
        if commit not in commits:
            return self._send(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
        siblings = self.server.siblings(commits[commit], with_blobs)
        row = {"id": repository, "sha": commit, "siblings": siblings}
        return self._send(200, json.dumps(row).encode(), {"Content-Type": "application/json"})

    def _file(self, repository: str, commit: str, path: str) -> None:
        server, wanted = self.server, self.headers.get("Range")
        server.asked.append(Asked(path, wanted, self.headers.get("Authorization")))
        faults = server.faults.get(path, [])
        fault = faults.pop(0) if faults else Fault()
        if fault.status:
            return self._send(fault.status, b"")
        data = server.commits.get(repository, {}).get(commit, {}).get(path)
        if data is None:
            return self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
        data = data if fault.body is None else fault.body
        headers = {"ETag": f'"{git_name(data)}"', "X-Repo-Commit": commit}
        first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        if not wanted or fault.ignore_range:
            return self._send(200, data, headers, fault)
        if first >= len(data):
            return self._send(416, b"", {"Content-Range": f"bytes */{len(data)}"})
        first -= fault.shift
        headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
        return self._send(206, data[first:], headers, fault)

    def _send(
        self,
        status: int,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        fault: Fault | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        # Or a client that keeps its connections would ask this hub by the port of a later one.
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body if fault is None else body[: fault.cut])
        if fault and fault.hold:
            self.wfile.flush()
            self.server.released.wait(60)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def git_name(data: bytes) -> str:
    """Return what git calls these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@contextmanager
def running_hub() -> Iterator[ModelHub]:
    """Yield a hub that answers until the block ends."""
    with ModelHub() as hub:
        thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hub
        finally:
            hub.released.set()
            hub.shutdown()
            thread.join()


@contextmanager
def hub_for(patch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    """Yield a hub, and let huggingface_hub ask it; the tests' default is offline."""
    patch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    patch.setenv("HF_TOKEN", "")
    with running_hub() as hub:
        yield hub


def settings_for(hub: ModelHub, home: Path) -> Settings:
    """Return settings that name the hub; a pull tries once."""
    return Settings(home=home, hub_url=hub.url, fetch_retries=0, fetch_delay=0)
