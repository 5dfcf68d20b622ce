"""Child processes that can all be ended at once: whoever stops a work leaves nothing running."""

import subprocess
from collections.abc import Sequence
from threading import Lock


class Children:
    """Runs child processes, from any thread; after ``end`` none is left and none begins.

    A child that was ended looks like one that was killed; nobody waits for its answer then.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    def run(
        self, command: Sequence[str], seconds: float | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run ``command``, its input empty, and return its output; TimeoutExpired kills it."""
        with self._lock:
            child = subprocess.Popen(  # noqa: S603  # our own modules, arguments as a list
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            self._running.add(child)
            if self._ended:
                child.kill()
        with child:
            try:
                out, errors = child.communicate(timeout=seconds)
            except BaseException:
                child.kill()
                raise
            finally:
                with self._lock:
                    self._running.discard(child)
        return subprocess.CompletedProcess(command, child.returncode, out, errors)

    def end(self) -> None:
        """Kill what runs; what is begun later is killed at once."""
        with self._lock:
            self._ended = True
            for child in self._running:
                child.kill()
