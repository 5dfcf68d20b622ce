"""The process that runs llama.cpp: ``python -m paperqa.llm.process.child FILE CONTEXT``.

Commands come in on standard input and events go out on what was standard output (see ``wire``);
both are moved away first, so that nothing that prints can garble the channel. One thread writes
answers; another reads commands, so that a stop is heard while llama.cpp computes. The end of the
commands is the end of the app, however it died: then this process ends at once.
"""

import os
import signal
import sys
import traceback
from collections.abc import Iterable
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from time import sleep
from typing import IO, TYPE_CHECKING, Any, Final

from paperqa.errors import ModelError
from paperqa.llm.process.wire import (
    LOADING,
    Ask,
    Command,
    Count,
    Counted,
    Ended,
    Event,
    Piece,
    Ready,
    Stop,
    decode_command,
    encode,
    ended_by,
)

if TYPE_CHECKING:
    from paperqa.llm.llama.sized import SizedChat

_AGAIN: Final = 0.01
"""Seconds after which a stop is repeated: the first may come before the answer has begun."""
_KILL_FIRST: Final = "800"
"""Of 1000. The kernel's killer for want of memory then takes this process, and not the app."""


class Writer:
    """Answers commands with one model."""

    def __init__(self, events: IO[bytes]) -> None:
        self._events = events
        self._lock = Lock()
        self._asks: SimpleQueue[Ask] = SimpleQueue()
        self._chat: SizedChat | None = None
        self._ended = LOADING

    def load(self, path: Path, context: int) -> bool:
        """Load the model, and say how that went."""
        try:
            self._chat = chat = _load(path, context)
        except Exception as error:
            self._send(ended_by(LOADING, error))
            return False
        self._send(Ready(LOADING, chat.context))
        return True

    def listen(self, commands: Iterable[bytes]) -> None:
        """Obey the commands; at their end, end the process, whatever llama.cpp is doing."""
        status = 1
        try:
            for line in commands:
                self._obey(decode_command(line))
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)  # a process that is deaf would never end

    def write(self) -> None:
        """Write the answers, one after the other, for ever."""
        while True:
            ask = self._asks.get()
            end = self._answer(ask)
            self._ended = ask.request
            self._send(end)

    def _obey(self, command: Command) -> None:
        match command:
            case Ask() as ask:
                self._asks.put(ask)
            case Stop(request=request):
                self._stop(request)
            case Count(request=request, text=text):
                self._count(request, text)

    def _answer(self, ask: Ask) -> Ended:
        try:
            answer: Any = self._loaded().stream(
                ask.messages,
                max_tokens=ask.max_tokens,
                schema=ask.schema,
                grammar=ask.grammar,
                seed=ask.seed,
            )
            with closing(answer) as pieces:
                for piece in pieces:
                    if piece:
                        self._send(Piece(ask.request, piece))
        except Exception as error:
            return ended_by(ask.request, error)
        return Ended(ask.request)

    def _stop(self, request: int) -> None:
        while self._ended < request:
            if chat := self._chat:
                chat.stop()
            sleep(_AGAIN)

    def _count(self, request: int, text: str) -> None:
        try:
            self._send(Counted(request, self._loaded().count_tokens(text)))
        except Exception as error:
            self._send(ended_by(request, error))

    def _loaded(self) -> "SizedChat":
        if self._chat is None:
            raise ModelError("the language model is not loaded yet; ask again")
        return self._chat

    def _send(self, event: Event) -> None:
        with self._lock, suppress(BrokenPipeError):  # the app has gone, and ``listen`` will see
            self._events.write(encode(event))
            self._events.flush()


def main(argv: list[str]) -> int:
    """Serve the model that ``argv`` names until the app ends."""
    # Ctrl-C in a terminal reaches the whole group: what it means is for the app to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # no Linux
        Path("/proc/self/oom_score_adj").write_text(_KILL_FIRST)
    commands, events = _take_channel()
    writer = Writer(events)
    Thread(target=writer.listen, args=(commands,), daemon=True).start()
    if writer.load(Path(argv[1]), int(argv[2])):
        writer.write()
    return 1


def _take_channel() -> tuple[IO[bytes], IO[bytes]]:
    """Move the channel off 0 and 1: nothing is read there any more, and prints go to 2."""
    commands, events = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return os.fdopen(commands, "rb"), os.fdopen(events, "wb")


def _load(path: Path, context: int) -> "SizedChat":
    try:
        from paperqa.llm.llama.sized import SizedChat
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelError(
            f"llama-cpp-python does not load ({error}); run: {sys.executable} -m pip install "
            f"--force-reinstall --no-deps --no-cache-dir {_required()}"
        ) from error
    return SizedChat(path, context)


def _required() -> str:
    """Return what pip must install anew: the version that is here, if it says which."""
    with suppress(metadata.PackageNotFoundError):
        return f"llama-cpp-python=={metadata.version('llama-cpp-python')}"
    return "llama-cpp-python"


if __name__ == "__main__":
    sys.exit(main(sys.argv))
