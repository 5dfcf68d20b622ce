"""The process that runs llama.cpp may die at any moment, and must when the app does."""

import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from one_core import one_core as one_core  # a fixture

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.process.engine_process import EngineProcess
from paperqa.types import Message
from tiny_gguf import save_tiny_gguf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs signals and pidfds of Linux")

QUESTION = (Message("user", "What does attention cost?"),)
KILLS = 20

APP = """
    import sys
    from pathlib import Path
    from paperqa.llm.process.engine_process import EngineProcess
    from paperqa.types import Message

    engine = EngineProcess(Path(sys.argv[1]), 32768, 300)
    answer = engine.stream([Message("user", "Why?")], max_tokens=20_000)
    next(piece for piece in answer if piece)
    print(engine.pid, flush=True)
    sys.stdin.read()
"""
"""Asks, and holds an unfinished answer until its standard input ends."""


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_gguf(tmp_path_factory.mktemp("models") / "tiny.gguf", context=32768)


@pytest.fixture
def engine(gguf: Path) -> Iterator[EngineProcess]:
    engine = EngineProcess(gguf, 32768, 120)
    yield engine
    engine.close()


@pytest.fixture
def app(gguf: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(APP), str(gguf)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as app:
        yield app
        app.kill()


def written(engine: EngineProcess) -> str:
    text = ""
    try:
        for piece in engine.stream(QUESTION, max_tokens=12):
            text += piece
    except CutOffError:
        return text
    raise AssertionError("this model never ends by itself")


def begun(engine: EngineProcess) -> tuple[Iterator[str], int]:
    """Ask for an answer that would never end; return the rest of it, and who writes it."""
    answer = iter(engine.stream(QUESTION, max_tokens=20_000))
    next(piece for piece in answer if piece)
    return answer, pid_of(engine)


def pid_of(engine: EngineProcess) -> int:
    assert engine.pid is not None
    return engine.pid


def wait_for_end(pidfd: int) -> bool:
    """Return whether the process has ended, for which a minute is given."""
    ended, _, _ = select.select([pidfd], [], [], 60)
    os.close(pidfd)
    return bool(ended)


def test_twenty_kills_in_mid_answer_cost_one_answer_each(engine: EngineProcess) -> None:
    first, pids = written(engine), set()
    for _ in range(KILLS):
        answer, pid = begun(engine)
        pids.add(pid)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ModelError) as caught:
            list(answer)
        assert type(caught.value) is ModelError
        assert str(caught.value) == (
            "the language model's process was killed (signal 9: out of memory?); "
            "the next question starts it afresh"
        )
        assert list(answer) == []
        assert written(engine) == first
    assert len(pids) == KILLS


def test_a_process_that_died_between_two_questions_costs_none(engine: EngineProcess) -> None:
    first, pidfd = written(engine), os.pidfd_open(pid_of(engine))
    os.kill(pid_of(engine), signal.SIGKILL)
    assert wait_for_end(pidfd)
    assert engine.pid is None
    assert engine.count_tokens("....") == 4
    assert written(engine) == first


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_native_crash_is_named_by_its_signal(engine: EngineProcess, number: int) -> None:
    answer, pid = begun(engine)
    os.kill(pid, number)
    with pytest.raises(ModelError) as caught:
        list(answer)
    assert str(caught.value) == (
        f"the language model's process crashed (signal {int(number)}); "
        "the next question starts it afresh"
    )


def test_the_last_words_of_the_process_are_the_reason(engine: EngineProcess) -> None:
    answer, pid = begun(engine)
    Path(f"/proc/{pid}/fd/1").write_text("ggml.c:1: GGML_ASSERT(a\t< b) failed\n\n")
    os.kill(pid, signal.SIGABRT)
    with pytest.raises(ModelError) as caught:
        list(answer)
    assert str(caught.value) == (
        "the language model's process crashed (signal 6: ggml.c:1: GGML_ASSERT(a < b) failed); "
        "the next question starts it afresh"
    )


def test_a_line_of_somebody_else_in_the_channel_ends_the_process(engine: EngineProcess) -> None:
    answer, pid = begun(engine)
    assert engine._child is not None
    channel = engine._child._process.stdout
    assert channel is not None
    ours = os.fstat(channel.fileno()).st_ino
    theirs = [fd for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.stat().st_ino == ours]
    theirs[0].write_text("\nprinted\n")
    with pytest.raises(ModelError, match=r"holds a line that is none of its own \(b'.*\\n'\);"):
        list(answer)
    assert len(written(engine)) > 0


def test_a_process_that_does_not_obey_a_stop_is_killed(engine: EngineProcess) -> None:
    first = written(engine)
    answer, pid = begun(engine)
    os.kill(pid, signal.SIGSTOP)
    answer.close()  # type: ignore[attr-defined]  # a generator
    assert written(engine) == first
    assert engine.pid != pid


def test_closing_the_engine_ends_a_running_answer_with_a_reason(engine: EngineProcess) -> None:
    answer, _ = begun(engine)
    engine.close()
    with pytest.raises(ModelError) as caught:
        list(answer)
    assert str(caught.value) == (
        "the language model's process was closed; the next question starts it afresh"
    )


def test_ctrl_c_in_the_terminal_is_for_the_app_to_obey(engine: EngineProcess) -> None:
    first, pid = written(engine), pid_of(engine)
    os.kill(pid, signal.SIGINT)
    assert (written(engine), engine.pid) == (first, pid)


def test_the_killer_for_want_of_memory_is_shown_the_child_first(engine: EngineProcess) -> None:
    written(engine)
    score = Path(f"/proc/{pid_of(engine)}/oom_score_adj").read_text()
    assert int(score) == 800 > int(Path("/proc/self/oom_score_adj").read_text())


def test_an_engine_that_is_forgotten_ends_its_process(gguf: Path) -> None:
    engine = EngineProcess(gguf, 32768, 120)
    engine.count_tokens("a")
    pidfd = os.pidfd_open(pid_of(engine))
    del engine
    assert wait_for_end(pidfd)


def test_no_process_is_left_when_the_app_is_killed(app: "subprocess.Popen[str]") -> None:
    assert app.stdout is not None
    pidfd = os.pidfd_open(int(app.stdout.readline()))
    app.kill()
    assert wait_for_end(pidfd)


def test_no_process_is_left_when_the_app_ends(app: "subprocess.Popen[str]") -> None:
    assert app.stdout is not None
    pidfd = os.pidfd_open(int(app.stdout.readline()))
    app.communicate("", timeout=60)
    assert app.returncode == 0
    assert wait_for_end(pidfd)


def test_no_process_is_left_when_the_app_ends_while_the_model_is_loaded(gguf: Path) -> None:
    start = "; print(engine.start() or engine.pid)"
    imports = "import sys, pathlib; from paperqa.llm.process.engine_process import EngineProcess"
    code = f"{imports}; engine = EngineProcess(pathlib.Path(sys.argv[1]), 512, 9){start}"
    run = subprocess.run([sys.executable, "-c", code, gguf], capture_output=True, check=True)
    assert run.stderr == b""
    assert not Path(f"/proc/{int(run.stdout)}").exists()  # the app waited for its end
