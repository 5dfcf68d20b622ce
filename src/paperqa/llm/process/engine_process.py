"""A chat model that runs llama.cpp in a process of its own.

A crash of the native library, or the kernel's killer for want of memory, costs one answer: the
app lives on, and the next question starts a fresh process. One answer is written at a time, in
the order in which they were asked for; while one waits, loads or reads, empty pieces come.

Units:  seconds; tokens.
Errors: ModelError for a file that is missing or does not load, and for an answer whose process
        died; CutOffError for an answer that reached its limit of time or of tokens.
"""

import weakref
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Final

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.models.files import check_gguf
from paperqa.llm.process.child_process import ChildProcess, Inbox
from paperqa.llm.process.wire import Ask, Count, Counted, Ended, Piece
from paperqa.llm.turns import Turns
from paperqa.types import Message

_BEAT: Final = 0.05
"""Seconds of silence after which an empty piece is yielded."""
_COUNTS_KEPT: Final = 1024


class EngineProcess:
    """``protocols.ChatModel`` on a GGUF file, greedy; ``seconds`` is the longest answer."""

    def __init__(self, path: Path, context: int, seconds: float) -> None:
        """Check that ``path`` is a GGUF file; it is loaded by ``start`` or when first needed."""
        self._path = check_gguf(path)
        self._context = context
        self._seconds = seconds
        self._turns = Turns()
        self._lock = Lock()
        self._child: ChildProcess | None = None
        self._ending: Thread | None = None
        self._forgotten: weakref.finalize[..., EngineProcess] | None = None
        self._counted = lru_cache(_COUNTS_KEPT)(partial(_count, weakref.ref(self)))

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together; waits until the model is loaded."""
        return self._running().loaded.result()

    @property
    def pid(self) -> int | None:
        """Number of the process that has the model; None where there is none now."""
        return self._child.pid if self._child and self._child.alive else None

    def start(self) -> None:
        """Begin to load the model, and do not wait for it."""
        self._running()

    def close(self) -> None:
        """End the process; a later call would start one again. The app's end does so too."""
        with self._lock:
            self._bury()

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills as a part of a prompt; also while one writes."""
        return self._counted(text)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Yield the answer's pieces as they are written, and "" at least every 100 ms."""
        ask = partial(
            Ask,
            messages=tuple(messages),
            max_tokens=max_tokens,
            schema=None if schema is None else dict(schema),
            grammar=grammar,
            seed=seed,
        )
        return self._answer(ask)

    def _answer(self, ask: Callable[[int], Ask]) -> Generator[str, None, None]:
        with self._turns.join() as turn:
            while not turn.wait(_BEAT):
                yield ""
            while self._ending is not None and self._ending.is_alive():
                self._ending.join(_BEAT)
                yield ""
            child = self._running()
            while not _is_done(child.loaded):
                yield ""
            child.loaded.result()  # raises why it did not load
            yield from self._pieces(child, ask)

    def _pieces(self, child: ChildProcess, ask: Callable[[int], Ask]) -> Generator[str, None, None]:
        inbox = child.post(ask)
        deadline = monotonic() + self._seconds
        ended = False
        try:
            while monotonic() < deadline:
                event = inbox.get(_BEAT)
                if isinstance(event, Ended):
                    ended = True
                    _raise(event)
                    return
                yield event.text if isinstance(event, Piece) else ""
        finally:
            if ended or not child.alive:  # not alive: the app may be ending, and starts no thread
                child.drop(inbox)
            else:
                # The next answer waits for the end of this one, and not the reader who left.
                self._ending = Thread(target=_end, args=(child, inbox), daemon=True)
                self._ending.start()
        raise CutOffError(
            f"{self.name} wrote for {self._seconds:g} seconds and had not ended; "
            "raise PAPERQA_ANSWER_SECONDS, or use a smaller model"
        )

    def _running(self) -> ChildProcess:
        """Return the process, a fresh one where the last is dead."""
        with self._lock:
            if self._child is None or not self._child.alive:
                self._bury()
                self._child = ChildProcess(self._path, self._context)
                # Killed only: the collector must not wait for anything.
                self._forgotten = weakref.finalize(self, self._child.kill)
                self._forgotten.atexit = False
            return self._child

    def _bury(self) -> None:
        if self._child is not None and self._forgotten is not None:
            self._forgotten.detach()
            self._child.close()
            self._child = None

    def _count(self, text: str) -> int:
        child = self._running()
        child.loaded.result()
        inbox = child.post(partial(Count, text=text))
        try:
            return _counted(inbox, self._seconds)
        finally:
            child.drop(inbox)


def _count(engine: "weakref.ref[EngineProcess]", text: str) -> int:
    """Count by a weak reference: the memory of counts must not keep its engine alive."""
    alive = engine()
    if alive is None:
        raise ReferenceError("count_tokens outlived its engine")
    return alive._count(text)


def _end(child: ChildProcess, inbox: Inbox) -> None:
    child.stop(inbox)
    child.drop(inbox)


def _counted(inbox: Inbox, seconds: float) -> int:
    match inbox.get(seconds):
        case Counted(tokens=tokens):
            return tokens
        case Ended() as end:
            _raise(end)
    raise ModelError(f"the language model did not count tokens within {seconds:g} seconds")


def _is_done(loaded: "Future[int]") -> bool:
    """Wait a beat for the model."""
    try:
        loaded.exception(_BEAT)
    except TimeoutError:
        return False
    return True


def _raise(end: Ended) -> None:
    if error := end.error:
        raise error
