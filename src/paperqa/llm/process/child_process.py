"""The app's end of one process that runs llama.cpp: its birth, its channel, how it died.

The process is started as a program of its own, not forked: threads and locks of the app stay
here, and ``app.py`` is not run again. What it writes to standard error is kept for the one line
that says why it died.

Units:  seconds.
Errors: never raised here but handed on as Ended, for every request that the death left open.
"""

import atexit
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import RLock, Thread, current_thread
from time import monotonic
from typing import Final
from weakref import WeakSet

from paperqa.errors import ModelError
from paperqa.llm.process.wire import (
    LOADING,
    Command,
    Ended,
    Event,
    Ready,
    Stop,
    WireError,
    decode_event,
    encode,
    ended_by,
)

STOPS_WITHIN: Final = 10.0
"""Longer than it takes to load a model again with a longer context: meanwhile it hears nothing."""
_LAST_WORDS: Final = 20
_AFRESH: Final = "the next question starts it afresh"
_born: Final["WeakSet[ChildProcess]"] = WeakSet()


class Inbox:
    """What the process says to one request, in order."""

    def __init__(self, request: int) -> None:
        self.request = request
        self._events: SimpleQueue[Event] = SimpleQueue()

    def put(self, event: Event) -> None:
        """Add an event."""
        self._events.put(event)

    def get(self, seconds: float) -> Event | None:
        """Return the next event; None if there is none within ``seconds``."""
        try:
            return self._events.get(timeout=seconds)
        except Empty:
            return None


class ChildProcess:
    """One process, from its start to its end; safe to use from several threads."""

    def __init__(self, path: Path, context: int) -> None:
        """Start to load ``path``; ``loaded`` gives the tokens that it reads, or a ModelError."""
        self.loaded: Future[int] = Future()
        self._numbers = count(LOADING + 1)
        self._inboxes: dict[int, Inbox] = {}
        self._end: ModelError | None = None
        self._silent = False
        # Re-entrant: the collector may close a forgotten answer in the middle of anything.
        self._lock, self._sending = RLock(), RLock()
        self._last_words: deque[bytes] = deque(maxlen=_LAST_WORDS)
        self._process = _start(path, context)
        self._keeper = Thread(target=self._keep, daemon=True)
        self._listener = Thread(target=self._listen, daemon=True)
        self._keeper.start()
        self._listener.start()
        _born.add(self)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it may still answer."""
        failed = self.loaded.done() and self.loaded.exception() is not None
        if failed or self._silent or self._end is not None:
            return False
        return self._process.poll() is None

    def post(self, command: Callable[[int], Command]) -> Inbox:
        """Send ``command`` under a number of its own; return where its events come in."""
        inbox = Inbox(next(self._numbers))
        with self._lock:
            self._inboxes[inbox.request] = inbox
            if self._end is not None:
                inbox.put(ended_by(inbox.request, self._end))
        self._send(command(inbox.request))
        return inbox

    def drop(self, inbox: Inbox) -> None:
        """Forget a request that has had its answer."""
        with self._lock:
            self._inboxes.pop(inbox.request, None)

    def stop(self, inbox: Inbox) -> None:
        """End an answer; a process that does not obey is killed."""
        self._send(Stop(inbox.request))
        deadline = monotonic() + STOPS_WITHIN
        while (left := deadline - monotonic()) > 0:
            if isinstance(inbox.get(left), Ended):
                return
        self.close()

    def kill(self) -> None:
        """Kill the process, which holds nothing that must be saved, and do not wait."""
        self._process.kill()

    def close(self) -> None:
        """Kill the process and wait until nothing of it is left."""
        with self._lock:
            self._end = self._end or ModelError(
                f"the language model's process was closed; {_AFRESH}"
            )
        self.kill()
        if current_thread() is not self._listener:  # where the collector may run
            self._listener.join()

    def _send(self, command: Command) -> None:
        line, pipe = encode(command), self._process.stdin
        try:
            with self._sending:
                if pipe is not None and not pipe.closed:
                    pipe.write(line)
                    pipe.flush()
        except OSError:
            # It has just died: ``_listen`` sees that too, and tells every request.
            return

    def _listen(self) -> None:
        """Hand every event to its request, and the end of the process to all."""
        events, garbled = self._process.stdout, ""
        if events is None:
            return
        with events:
            try:
                for line in events:
                    self._deliver(decode_event(line))
            except WireError as error:
                garbled = str(error)
                self._process.kill()
        self._bury(garbled)

    def _bury(self, garbled: str) -> None:
        """Tell every open request how the process ended."""
        self._silent = True  # before the wait: while one thread waits, ``poll`` says "alive"
        self._process.wait()
        self._keeper.join()
        self._hang_up()
        with self._lock:
            self._end = end = self._end or ModelError(garbled or self._epitaph())
            left = list(self._inboxes.values())
        for inbox in left:
            inbox.put(ended_by(inbox.request, end))
        if not self.loaded.done():
            self.loaded.set_exception(end)

    def _hang_up(self) -> None:
        pipe = self._process.stdin
        try:
            with self._sending:
                if pipe is not None:
                    pipe.close()
        except OSError:  # it still held a command for the process that is no more
            return

    def _deliver(self, event: Event) -> None:
        match event:
            case Ready(context=context):
                self.loaded.set_result(context)
            case Ended(request=request) if request == LOADING:
                self.loaded.set_exception(event.error or ModelError("the model did not load"))
            case _:
                with self._lock:
                    inbox = self._inboxes.get(event.request)
                if inbox is not None:
                    inbox.put(event)

    def _keep(self) -> None:
        """Keep the last lines of standard error."""
        complaints = self._process.stderr
        if complaints is not None:
            with complaints:
                self._last_words.extend(complaints)

    def _epitaph(self) -> str:
        """Return the one line that says how the process died."""
        lines = b"".join(self._last_words).decode("utf-8", "replace").strip().splitlines()
        said = f": {' '.join(lines[-1].split())[:200]}" if lines else ""
        status = self._process.returncode
        if status == -getattr(signal, "SIGKILL", 0):
            return (
                f"the language model's process was killed (signal {-status}: out of memory?); "
                f"{_AFRESH}"
            )
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return f"the language model's process crashed ({how}{said}); {_AFRESH}"


def _start(path: Path, context: int) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603  # our own module, arguments as a list
            [
                sys.executable,
                "-P",  # nothing of the folder that one happens to stand in
                "-m",
                "paperqa.llm.process.child",
                str(path),
                str(context),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
    except OSError as error:
        raise ModelError(
            f"the language model's process does not start ({error.strerror}); "
            "free some memory and ask again"
        ) from error


def _environment() -> dict[str, str]:
    """Return the app's variables, but two.

    ggml would call a debugger to print where it aborted, and wait for it. And the app's threads
    sleep while they wait (see ``store``), which halves the rate of tokens here: an answer waits
    at a barrier thousands of times. ``GOMP_SPINCOUNT`` is left for who wants it otherwise.
    """
    variables = {k: v for k, v in os.environ.items() if k != "OMP_WAIT_POLICY"}
    return variables | {"GGML_NO_BACKTRACE": "1"}


@atexit.register
def _close_all() -> None:
    for child in list(_born):
        child.close()
