"""One build at a time for the whole app, in a thread of its own; all visitors see the same one.

It goes on when the page that began it is closed. At the end of the app it is stopped: the old index
serves again at the next start, and the next build goes on from what was finished.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread, get_native_id
from typing import Final

from paperqa.settings import Settings
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.adding.one_build import OneBuild, Order
from paperqa.ui.papers.adding.progress import Progress
from paperqa.ui.renewing import EmbedderOf

_NICENESS: Final = 10
_LONGEST_GOODBYE: Final = 5.0
"""Seconds that the end of the app waits for a build."""


class BackgroundBuild:
    """Starts builds, and knows the one under way or the last one."""

    def __init__(self, settings: Settings, loader: DeskLoader, embedder_of: EmbedderOf) -> None:
        self._settings = settings
        self._loader = loader
        self._embedder_of = embedder_of
        self._lock = Lock()
        self._build: OneBuild | None = None
        self._thread: Thread | None = None
        self._changes = 0

    def start(self, order: Order, at_end: Callable[[], None] = lambda: None) -> bool:
        """Begin ``order`` unless another build is under way; ``at_end`` is called in any case."""
        with self._lock:
            if self._is_running():
                return False
            build = OneBuild(order, self._settings, self._loader, self._embedder_of)
            self._build = build
            self._changes += 1
            # A daemon: a build may be killed at any moment, and must not hold up the app's end.
            self._thread = Thread(
                target=self._work, args=(build, at_end), name="build", daemon=True
            )
            self._thread.start()
            return True

    @property
    def progress(self) -> Progress | None:
        """How far the build is, or how the last one ended; None before the first."""
        build = self._build
        return build.progress if build else None

    @property
    def running(self) -> bool:
        """Whether a build is under way."""
        progress = self.progress
        return progress is not None and progress.end is None

    @property
    def changes(self) -> int:
        """Another number whenever papers, PDFs or the index may have changed."""
        return 2 * self._changes + (not self.running)

    def note_change(self) -> None:
        """Count a change that no build made, such as a reading list that was kept."""
        with self._lock:
            self._changes += 1

    def cancel(self) -> None:
        """Have the build under way end soon."""
        if build := self._build:
            build.stop()

    def close(self) -> None:
        """Stop what is under way, and wait some seconds for it."""
        self.cancel()
        if thread := self._thread:
            thread.join(_LONGEST_GOODBYE)

    def _is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive() and self.running

    def _work(self, build: OneBuild, at_end: Callable[[], None]) -> None:
        try:
            _step_back()
            build.run()
        finally:
            at_end()


def _step_back() -> None:
    """Let the threads that answer questions go first; only Linux knows threads by themselves."""
    if sys.platform == "linux":
        with suppress(OSError):  # a place that forbids it
            os.setpriority(os.PRIO_PROCESS, get_native_id(), _NICENESS)
