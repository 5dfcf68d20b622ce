"""The two ways of running a model that are compared, each in a process of its own.

Units:  seconds; megabytes of resident memory of the process that holds the model.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from inspect import signature
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any, Final, Protocol

from llama_cpp import Llama
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from paperqa.errors import CutOffError
from paperqa.llm.llama.cores import physical_cores
from paperqa.llm.llama.engine import LlamaChat
from paperqa.llm.load import load_chat_model
from paperqa.llm.process.engine_process import EngineProcess
from paperqa.settings import Settings
from paperqa.types import Message

_PATIENCE: Final = 3600
_ENGINE: Final = {name: p.default for name, p in signature(LlamaChat).parameters.items()}
"""How paperqa's engine loads a model: the bare loop does the same."""
_KV_TYPES: Final = {"f16": 1, "q8_0": 8}


@dataclass(frozen=True, slots=True)
class Loading:
    """How the bare loop loads a model; ``micro_batch`` 0: as long as ``batch``."""

    context: int
    threads: int = physical_cores()
    flash: bool = _ENGINE["flash"]
    kv: str = _ENGINE["kv"]
    batch: int = _ENGINE.get("batch", 512)
    micro_batch: int = 0


@dataclass(frozen=True, slots=True)
class Timing:
    """When the first text (bare: token) came and when the last, counted from the question."""

    first: float
    total: float
    text: str


class Arm(Protocol):
    """A loaded model."""

    def ask(self, messages: Sequence[Message], tokens: int) -> Timing:
        """Write ``tokens`` and take the time."""

    def count(self, text: str) -> int:
        """Return how many tokens ``text`` fills."""

    def prepare(self) -> None:
        """Do what is done once in the life of a process."""

    @property
    def pid(self) -> int:
        """The process that holds the model."""


class Bare:
    """llama-cpp-python's own loop over tokens, without a look at the text."""

    def __init__(self, path: Path, loading: Loading) -> None:
        kind = _KV_TYPES[loading.kv]
        self._llama = Llama(
            str(path), n_ctx=loading.context, n_threads=loading.threads,
            n_threads_batch=loading.threads, n_batch=loading.batch,
            n_ubatch=loading.micro_batch or loading.batch, flash_attn=loading.flash,
            # Without flash attention llama.cpp quantises keys alone.
            type_k=kind, type_v=kind if loading.flash else None, verbose=False,
        )  # fmt: skip
        template = self._llama.metadata["tokenizer.chat_template"]
        self._format = Jinja2ChatFormatter(template, eos_token="</s>", bos_token="<s>")
        self.pid = os.getpid()

    def ask(self, messages: Sequence[Message], tokens: int) -> Timing:
        """Write ``tokens``; the time includes the template and the tokenizer."""
        start = perf_counter()
        turns = [{"role": m.role, "content": m.content} for m in messages]
        text = self._format(messages=turns).prompt  # type: ignore[arg-type]
        prompt = self._llama.tokenize(text.encode(), special=True)
        answer = self._llama.generate(prompt, temp=0)
        written = [next(answer)]
        first = perf_counter()
        written += islice(answer, tokens - 1)
        end = perf_counter()
        answer.close()
        return Timing(first - start, end - start, self._llama.detokenize(written).decode())

    def count(self, text: str) -> int:
        """Return how many tokens ``text`` fills."""
        return len(self._llama.tokenize(text.encode(), add_bos=False))

    def prepare(self) -> None:
        """Compute once."""
        self.ask([Message("user", "Ready?")], 4)


class Whole:
    """paperqa's path: the seam, the queue, the process with its channel, template, filters."""

    def __init__(self, path: Path, context: int) -> None:
        import paperqa.store  # noqa: F401  # as in the app: it sets how OpenMP's threads wait

        settings = Settings(
            home=path.parent, model=path.name, context=context, answer_seconds=_PATIENCE
        )
        model = load_chat_model(settings)
        if not isinstance(model, EngineProcess):
            raise TypeError(f"{model!r} is not run by paperqa's engine")
        self._context, self._model = context, model

    @property
    def pid(self) -> int:
        """The process that holds the model."""
        if self._model.pid is None:
            raise RuntimeError("the model's process has died")
        return self._model.pid

    def ask(self, messages: Sequence[Message], tokens: int) -> Timing:
        """Write ``tokens``; the first is taken when it can be shown."""
        start, first, text = perf_counter(), 0.0, ""
        with suppress(CutOffError):
            for piece in self._model.stream(messages, max_tokens=tokens):
                text += piece
                if piece and not first:
                    first = perf_counter()
        end = perf_counter()
        return Timing((first or end) - start, end - start, text)

    def count(self, text: str) -> int:
        """Return how many tokens ``text`` fills."""
        return self._model.count_tokens(text)

    def prepare(self) -> None:
        """Load the model with its whole context, which it else does when first needed."""
        messages = [Message("user", "Ready?")]
        answer = self._model.stream(messages, max_tokens=self._context - 256)
        next(piece for piece in answer if piece)
        answer.close()  # type: ignore[attr-defined]


class Remote:
    """An arm in a process of its own, which waits while another computes."""

    def __init__(self, load: Callable[..., Arm], *arguments: object) -> None:
        """Call ``load`` with ``arguments`` in a new process."""
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, load, *arguments))
        self._process.start()
        there.close()

    def ask(self, messages: Sequence[Message], tokens: int) -> Timing:
        """Let the arm write ``tokens``; the times are those of its process."""
        timing: Timing = self._call("ask", messages, tokens)
        return timing

    def count(self, text: str) -> int:
        """Return how many tokens ``text`` fills."""
        return int(self._call("count", text))

    def prepare(self) -> None:
        """Let the arm do what is done once."""
        self._call("prepare")

    def memory(self) -> float | None:
        """Return what the model's process holds in memory now; None where no /proc says it."""
        return _resident(self._call("pid"))

    def close(self) -> None:
        """End the process."""
        self._here.close()
        self._process.join()

    def _call(self, name: str, *arguments: object) -> Any:  # noqa: ANN401  # of all kinds
        self._here.send((name, arguments))
        return self._here.recv()


@contextmanager
def environment(changes: Mapping[str, str]) -> Iterator[None]:
    """Set variables for the processes that are started meanwhile."""
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def busy_neighbour(wanted: bool) -> Iterator[None]:
    """Keep one core busy meanwhile, as an indexer or a browser would."""
    if not wanted:
        yield
        return
    process = multiprocessing.get_context("spawn").Process(target=_spin, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _spin() -> None:
    while True:
        pass


def _serve(there: Connection, load: Callable[..., Arm], *arguments: object) -> None:
    arm = load(*arguments)
    while True:
        try:
            name, given = there.recv()
        except EOFError:
            sys.exit()
        what = getattr(arm, name)
        there.send(what(*given) if callable(what) else what)


def _resident(pid: int) -> float | None:
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) * 1024 / 1e6
