"""Does memory grow with the questions? Asks many, one after another, of one engine process.

    python benchmarks/soak.py                       200 questions of ../shared/models' toy model
    python benchmarks/soak.py FILE.gguf --asked 50
    python benchmarks/soak.py FILE.gguf --whole     the gold questions, through search and answer

Every fifth answer is stopped in its middle, as readers do; every seventh is bound to a schema.
Prints the resident memory of the app and of the process that runs llama.cpp. Linux only.
"""

import argparse
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from paperqa.answer.ask import Options
from paperqa.answer.ask import ask as ask_desk
from paperqa.answer.desk import Desk, open_desk
from paperqa.errors import CutOffError, ModelError
from paperqa.evaluate.questions import read_questions
from paperqa.evaluate.table import table
from paperqa.llm.process.engine_process import EngineProcess
from paperqa.settings import load_settings
from paperqa.types import Message

TOY = Path(__file__).parents[2] / "shared" / "models" / "stories260K.gguf"
QUESTIONS = Path(__file__).parents[1] / "tests" / "eval" / "questions.jsonl"
WARM = 20
THINGS = ("a dog", "a red ball", "the sea", "attention", "a lost key", "כלב", "the moon")
SCHEMA = {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}, "required": ["kind"]}


def main() -> None:
    """Ask, and print the memory after ``WARM`` questions and at the end."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("model", nargs="?", type=Path, default=TOY)
    arguments.add_argument("--asked", type=int, default=200)
    arguments.add_argument("--whole", action="store_true", help="the app, on your index")
    given = arguments.parse_args()
    engine = EngineProcess(given.model, 8192, 300)
    desk = (
        replace(open_desk(load_settings(), with_model=False), model=engine) if given.whole else None
    )
    questions = [row.question for row in read_questions(QUESTIONS)]
    marks = {}
    for number in range(1, given.asked + 1):
        if desk:
            ask_the_app(desk, questions[7 * number % len(questions)], number)
        else:
            ask(engine, number)
        if number in {WARM, given.asked}:
            marks[number] = (resident("self"), resident(str(engine.pid)))
    rows = [(f"after {number}", *(f"{mb:.1f}" for mb in mark)) for number, mark in marks.items()]
    first, last = marks[WARM], marks[given.asked]
    rows.append(("ratio", *(f"{b / a:.3f}" for a, b in zip(first, last, strict=True))))
    print(table(("questions", "app (MB)", "llama.cpp's process (MB)"), rows))
    engine.close()


def ask(engine: EngineProcess, number: int) -> None:
    """Ask one question; what it says does not matter."""
    thing = THINGS[number % len(THINGS)]
    content = f"Question {number}: tell a story of {thing} and of {number} friends."
    engine.count_tokens(content)
    answer = engine.stream(
        [Message("system", "Tell a story."), Message("user", content)],
        max_tokens=64,
        schema=SCHEMA if number % 7 == 0 else None,
    )
    if not isinstance(answer, Generator):
        raise TypeError("an answer is a generator")
    with closing(answer) as pieces, suppress(CutOffError):
        for _ in islice(pieces, 10 if number % 5 == 0 else None):
            pass


def ask_the_app(desk: Desk, question: str, number: int) -> None:
    """Ask one question of the gold set, as the chat would."""
    options = Options(max_tokens=64)
    with closing(ask_desk(desk, question, options)) as pieces:
        for _ in islice(pieces, 10 if number % 5 == 0 else None):
            pass


def resident(process: str) -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "")
    if not line:
        raise ModelError(f"process {process} has no memory: it has ended")
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    main()
