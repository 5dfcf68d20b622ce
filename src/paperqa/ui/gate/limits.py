"""How much may be sent: events of the page are small, uploads fit a quota of the disk.

Gradio holds each uploaded file to its own limit; what it does not bound is their sum. Uploads that
nobody uses are swept away after ``KEEP_SECONDS``, like everything in that folder. One that is held
open without a byte keeps its share of the quota for ``SILENCE`` seconds, no longer.
"""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paperqa.ui.gate.open_routes import UPLOAD
from paperqa.ui.gate.refusal import refuse

LARGEST_EVENT: Final = 2**20
"""Bytes; an event of the page names what it is about, the conversation stays on the server."""
MOST_FILES: Final = 1000
SPARE: Final = 256 * 2**20
"""Bytes of the disk that uploads leave free."""
SILENCE: Final = 60.0
"""Seconds for which an upload under way may send nothing."""
_BODIES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class UploadQuota:
    """What lies in ``folder``, and how much more may: ``most`` bytes in all, of any age to keep."""

    def __init__(self, folder: Path, most: int, keep_seconds: float) -> None:
        self._folder = folder
        self._most = most
        self._keep = keep_seconds
        self.coming = 0
        """Bytes of uploads under way."""

    def why_not(self, size: int) -> str:
        """Return why ``size`` more bytes are refused; empty if they are welcome."""
        self.sweep()
        sizes = [status for _, status, _ in self._files()]
        if len(sizes) >= MOST_FILES or sum(sizes) + self.coming + size > self._most:
            megabytes = self._most // 2**20
            return f"no room: uploads may fill {megabytes} MB in all; try again in an hour"
        if shutil.disk_usage(self._folder).free - self.coming - size < SPARE:
            return "no room: the disk of the server is full"
        return ""

    def sweep(self) -> None:
        """Delete what is older than is kept."""
        oldest = time.time() - self._keep
        for path, _, changed in self._files():
            if changed < oldest:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, int, float]]:
        """Yield path, bytes and time of each file; one may vanish meanwhile."""
        for path in [*self._folder.rglob("*")]:
            with suppress(FileNotFoundError):
                status = path.stat()
                if path.is_file():
                    yield path, status.st_size, status.st_mtime


class BodyLimits:
    """Refuses bodies of unknown or too great a length before they are read."""

    def __init__(self, app: ASGIApp, quota: UploadQuota, silence: float = SILENCE) -> None:
        self._app = app
        self._quota = quota
        self._silence = silence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` if what it brings is of a known and fair length."""
        if scope["type"] != "http" or scope["method"] not in _BODIES:
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            await refuse(scope, receive, send, 411, "say how long it is (Content-Length)")
        elif scope["path"].rstrip("/") == UPLOAD:
            await self._take(scope, receive, send, int(length))
        elif int(length) > LARGEST_EVENT:
            line = f"too long: {length} bytes; at most {LARGEST_EVENT} are taken"
            await refuse(scope, receive, send, 413, line)
        else:
            await self._app(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send, size: int) -> None:
        if why := self._quota.why_not(size):
            await refuse(scope, receive, send, 507, why)
            return
        self._quota.coming += size
        try:
            await self._unless_silent(scope, receive, send)
        finally:
            self._quota.coming -= size

    async def _unless_silent(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope``, and end it where its body stops coming."""
        started = False
        try:
            async with asyncio.timeout(self._silence) as limit:

                async def heard() -> Message:
                    message = await receive()
                    coming = message["type"] == "http.request" and message.get("more_body", False)
                    now = asyncio.get_running_loop().time()
                    limit.reschedule(now + self._silence if coming else None)
                    return message

                async def answered(message: Message) -> None:
                    nonlocal started
                    started = True
                    await send(message)

                await self._app(scope, heard, answered)
        except TimeoutError:
            if not limit.expired() or started:
                raise
            line = f"nothing came for {self._silence:g} s; send it again"
            await refuse(scope, receive, send, 408, line, {"Connection": "close"})
