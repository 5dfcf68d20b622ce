"""Questions typed one after another in a terminal; each may lean on those before it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from paperqa.answer.followups.followup import turn_of
from paperqa.cli.console import fail, out
from paperqa.errors import PaperQAError
from paperqa.types import Answer, Turn

PROMPT: Final = "\n? "
MOST_TURNS: Final = 4


def talk(lines: Iterator[str], reply: Callable[[str, Sequence[Turn]], Answer]) -> None:
    """Reply to each of ``lines`` until they end; an empty one asks nothing."""
    turns: list[Turn] = []
    for line in lines:
        if not (question := line.strip()):
            continue
        try:
            turns = [*turns, turn_of(reply(question, turns))][-MOST_TURNS:]
        except KeyboardInterrupt:  # this answer is stopped, not the talk
            out.print()
        except PaperQAError as error:
            fail(str(error))


def typed_lines() -> Iterator[str]:
    """Yield what is typed until Ctrl-D, or Ctrl-C at the prompt."""
    while True:
        try:
            yield out.input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            out.print()
            return
