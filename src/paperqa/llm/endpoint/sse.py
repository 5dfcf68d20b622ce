"""Server-sent events: bytes in whatever portions they come, to the data of each event.

Lines end in LF, CRLF or CR, and characters may be cut between portions. Comments (``: ping``)
and fields other than ``data`` and ``event`` mean nothing here.

Errors: EventTooLongError.
Source: WHATWG HTML, "Server-sent events", section "Interpreting an event stream".
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST_EVENT: Final = 1 << 20
"""Bytes. A token's event fills some hundred."""

_LINE_END: Final = re.compile(rb"\r\n|\n|\r(?!\Z)")
"""A CR at the very end waits: an LF may follow in the next portion."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class EventTooLongError(ValueError):
    """A line, or the data of one event, is longer than LONGEST_EVENT."""


class Event(NamedTuple):
    """``name`` is mostly empty; servers that fail in mid-stream may send ``error``."""

    name: str
    data: str


class EventParser:
    """Feed it portions; it returns the events that are now whole."""

    def __init__(self) -> None:
        self._rest = b""
        self._data: list[str] = []
        self._name = ""
        self._size = 0
        self._started = False

    def feed(self, portion: bytes) -> list[Event]:
        """Return the events that ``portion`` completes."""
        self._rest += portion
        if not self._started and len(self._rest) >= len(_BYTE_ORDER_MARK):
            self._rest, self._started = self._rest.removeprefix(_BYTE_ORDER_MARK), True
        *lines, self._rest = _LINE_END.split(self._rest)
        self._check(len(self._rest))
        return list(self._events(lines))

    def close(self) -> list[Event]:
        """Return what stood at the end without the empty line that should follow."""
        lines, self._rest = [self._rest.removesuffix(b"\r"), b""], b""
        return list(self._events(lines))

    def _events(self, lines: list[bytes]) -> Iterator[Event]:
        for line in lines:
            if line:
                self._read(line)
            elif self._data:
                yield Event(self._name, "\n".join(self._data))
            if not line:
                self._data, self._name, self._size = [], "", 0

    def _read(self, line: bytes) -> None:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._size += len(line)
            self._check(self._size)
            self._data.append(value)
        elif name == "event":
            self._name = value

    def _check(self, size: int) -> None:
        if size > LONGEST_EVENT:
            raise EventTooLongError(f"an event of more than {LONGEST_EVENT} bytes")
