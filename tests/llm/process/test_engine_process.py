"""llama.cpp in a process of its own writes what it writes in this one.

The oracle is LlamaChat, here, on the same file.
"""

import os
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from one_core import one_core as one_core  # a fixture

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.llm.load import load_chat_model
from paperqa.llm.process.child_process import ChildProcess, Inbox
from paperqa.llm.process.engine_process import EngineProcess
from paperqa.llm.process.wire import Ask, Ended, Event, Piece, Stop
from paperqa.protocols import ChatModel
from paperqa.settings import Settings
from paperqa.types import Message
from tiny_gguf import save_tiny_gguf

QUESTION = (Message("system", "Answer."), Message("user", "What does attention cost?"))
OTHER = (Message("system", "Answer."), Message("user", "מה המחיר של תשומת הלב?"))
LONG = (Message("user", "the model answer " * 4000),)
"""Reading it takes seconds."""


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_gguf(tmp_path_factory.mktemp("models") / "tiny.gguf", context=32768, layers=2)


@pytest.fixture(scope="module")
def engine(gguf: Path) -> Iterator[EngineProcess]:
    engine = EngineProcess(gguf, 32768, 120)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def oracle(gguf: Path) -> LlamaChat:
    return LlamaChat(gguf, 2048)


def written(
    chat: ChatModel, messages: Sequence[Message] = QUESTION, max_tokens: int = 40
) -> tuple[str, str]:
    return read(chat.stream(messages, max_tokens=max_tokens))


def read(answer: Iterator[str]) -> tuple[str, str]:
    """Return an answer and what cut it off."""
    text = ""
    try:
        for piece in answer:
            text += piece
    except CutOffError as error:
        return text, str(error)
    return text, ""


def opened(
    chat: ChatModel, messages: Sequence[Message] = QUESTION, max_tokens: int = 20_000
) -> Generator[str, None, None]:
    """Ask for an answer that has no end of its own, to be closed."""
    answer = chat.stream(messages, max_tokens=max_tokens)
    assert isinstance(answer, Generator)
    return answer


def test_the_answer_is_that_of_llama_cpp_in_this_process(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    assert written(engine) == written(oracle)
    assert written(engine, OTHER, 7) == written(oracle, OTHER, 7)
    assert written(oracle)[1].startswith("the answer of tiny was cut off after 40 tokens;")


def test_an_answer_that_ends_by_itself_raises_nothing(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    for chat in (engine, oracle):
        said = chat.stream(QUESTION, max_tokens=40, grammar='root ::= "yes [1]."')
        assert "".join(said) == "yes [1]."
        said = chat.stream(QUESTION, max_tokens=40, schema={"enum": ["שלום"]})
        assert "".join(said).strip() == '"שלום"'


def test_an_error_of_the_model_is_raised_with_its_own_words(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    for chat in (engine, oracle):
        with pytest.raises(ModelError, match=r"^llama\.cpp cannot hold to this JSON Schema"):
            list(chat.stream(QUESTION, max_tokens=9, schema={"$ref": "#/nowhere"}))
    with pytest.raises(ModelError, match=r"^the prompt fills \d+ tokens and tiny reads 32768;"):
        list(engine.stream((Message("user", "." * 40_000),), max_tokens=9))
    assert written(engine) == written(oracle)


def test_the_child_knows_the_context_and_counts_as_llama_cpp_does(
    engine: EngineProcess, oracle: LlamaChat, gguf: Path
) -> None:
    assert (engine.name, engine.context) == ("tiny", 32768)
    for text in ("", "attention, תשומת לב", "lone \ud800 surrogate", "two\nlines\r\x00"):
        assert engine.count_tokens(text) == oracle.count_tokens(text)
    small = EngineProcess(gguf, 700, 120)
    assert small.context == 700
    small.close()


def test_tokens_are_counted_while_an_answer_is_written(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    answer = opened(engine)
    next(piece for piece in answer if piece)
    assert engine.count_tokens("meanwhile") == oracle.count_tokens("meanwhile")
    answer.close()


def test_two_threads_that_ask_at_once_get_their_own_whole_answers(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    alone = [written(oracle), written(oracle, OTHER)]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda messages: written(engine, messages), [QUESTION, OTHER] * 3))
    assert together == alone * 3


def test_whoever_waits_hears_empty_pieces_and_then_the_whole_answer(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    first, second, third = opened(engine), opened(engine, OTHER, 40), opened(engine)
    next(piece for piece in first if piece)
    assert [next(second), next(third), next(second)] == ["", "", ""]
    third.close()  # gives its place up
    first.close()
    assert read(second) == written(oracle, OTHER)


def test_an_answer_never_asked_for_holds_no_place(engine: EngineProcess) -> None:
    unread = opened(engine)
    assert written(engine)[0]
    unread.close()


def test_closing_while_the_prompt_is_read_stops_that(
    engine: EngineProcess, oracle: LlamaChat
) -> None:
    before = written(engine)
    pid = engine.pid
    answer = opened(engine, LONG)
    assert [next(answer) for _ in range(3)] == ["", "", ""]  # loading a longer context, or reading
    answer.close()
    assert list(answer) == []
    assert written(engine) == before == written(oracle)
    answer = opened(engine, LONG)
    assert [next(answer) for _ in range(3)] == ["", "", ""]  # reading
    answer.close()
    assert written(engine) == before
    assert engine.pid == pid  # it obeyed, and was not killed


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs POSIX signals")
def test_who_leaves_does_not_wait_for_a_process_that_is_busy_elsewhere(
    engine: EngineProcess,
) -> None:
    before = written(engine)
    pid = engine.pid
    assert pid is not None
    answer = opened(engine, LONG)
    next(answer)
    os.kill(pid, signal.SIGSTOP)  # deaf, as while it loads a longer context
    answer.close()
    assert engine.pid == pid  # the stop is still under way: nobody has killed it
    os.kill(pid, signal.SIGCONT)
    assert written(engine) == before
    assert engine.pid == pid


def test_a_stop_between_tokens_ends_the_writing_and_the_process_goes_on(gguf: Path) -> None:
    child = ChildProcess(gguf, 32768)
    child.loaded.result()
    inbox = child.post(lambda request: Ask(request, QUESTION, 20_000))
    assert isinstance(inbox.get(60), Piece)
    child.post(lambda _: Stop(inbox.request))
    events = list(events_of(inbox))
    assert events[-1] == Ended(inbox.request)
    assert len(events) < 10_000
    child.post(lambda _: Stop(inbox.request))  # too late: it must not end the next one
    again = child.post(lambda request: Ask(request, QUESTION, 5))
    assert [type(event) for event in events_of(again)] == [Piece] * 5 + [Ended]
    child.close()


def test_a_stop_that_comes_before_the_answer_has_begun_is_obeyed(gguf: Path) -> None:
    child = ChildProcess(gguf, 32768)
    first = child.post(lambda request: Ask(request, LONG, 20_000))  # while the model is loaded
    second = child.post(lambda request: Ask(request, LONG, 20_000))
    child.post(lambda _: Stop(second.request))  # of both: there is one answer at a time
    assert [list(events_of(inbox)) for inbox in (first, second)] == [
        [Ended(first.request)],
        [Ended(second.request)],
    ]
    child.close()


def events_of(inbox: Inbox) -> Iterator[Event]:
    while event := inbox.get(60):
        yield event
        if isinstance(event, Ended):
            return


def test_an_answer_ends_at_its_limit_of_time_and_the_next_one_is_whole(
    gguf: Path, oracle: LlamaChat
) -> None:
    engine = EngineProcess(gguf, 32768, 0.5)
    text, error = written(engine, max_tokens=20_000)
    assert error == (
        "tiny wrote for 0.5 seconds and had not ended; "
        "raise PAPERQA_ANSWER_SECONDS, or use a smaller model"
    )
    pid = engine.pid
    assert written(engine, LONG, 1) == ("", error)  # the reading counts too
    assert written(oracle)[0].startswith(text[:20])
    assert written(engine, max_tokens=3) == written(oracle, max_tokens=3)
    assert engine.pid == pid
    engine.close()


def test_a_model_that_does_not_load_is_refused_as_in_this_process(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(save_tiny_gguf(tmp_path / "whole.gguf").read_bytes()[:9000])
    with pytest.raises(ModelError) as here:
        LlamaChat(broken, 512)
    engine = EngineProcess(broken, 512, 120)
    engine.start()
    for use in (lambda: engine.context, lambda: engine.count_tokens("a"), lambda: written(engine)):
        with pytest.raises(ModelError) as there:
            use()
        assert str(there.value) == str(here.value)
    engine.close()


def test_a_file_that_is_no_gguf_is_refused_without_a_process(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^no language model at "):
        EngineProcess(tmp_path / "none.gguf", 512, 120)


def test_nothing_is_written_to_stdout_or_stderr(
    gguf: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = EngineProcess(gguf, 512, 120)
    written(engine)
    engine.close()
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(gguf.read_bytes()[:9000])
    with pytest.raises(ModelError):
        EngineProcess(broken, 512, 120).count_tokens("a")
    assert capfd.readouterr() == ("", "")


def test_the_toy_model_tells_the_same_story(shared: Path) -> None:
    toy = shared / "models" / "stories260K.gguf"
    if not toy.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    story = (Message("user", "Once upon a time there was a dog."),)
    engine = EngineProcess(toy, 8192, 120)
    assert engine.context == 512
    assert written(engine, story, 60) == written(LlamaChat(toy, 8192), story, 60)
    engine.close()


def test_settings_begin_to_load_the_model_that_they_name(gguf: Path, tmp_path: Path) -> None:
    engine = load_chat_model(Settings(home=tmp_path, model=str(gguf), context=256))
    assert isinstance(engine, EngineProcess)
    pids = [engine.pid]
    assert (engine.name, engine.context) == ("tiny", 256)
    engine.close()
    assert [pid is None for pid in [*pids, engine.pid]] == [False, True]
    assert load_chat_model(Settings(home=tmp_path, model=str(gguf), no_model=True)) is None
    assert load_chat_model(Settings(home=tmp_path)) is None
