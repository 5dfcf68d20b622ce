"""One text by the language model: its citations are renumbered while it streams.

Errors: NothingWrittenError when the text cannot stand: the model failed, was cut off at a limit, or
        went in circles. The caller then quotes instead, and shows the message as a notice.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass

from paperqa.answer.checking.loops import LoopWatch
from paperqa.answer.cite import CitationStream
from paperqa.answer.sheet import NothingWrittenError, Sheet
from paperqa.errors import CutOffError, ModelError
from paperqa.protocols import ChatModel


@dataclass(frozen=True, slots=True)
class Draft:
    """``text`` with markers from 1; ``sources[0]`` is the number that ``[1]`` had in the prompt."""

    text: str
    sources: tuple[int, ...]


def drafted(model: ChatModel, sheet: Sheet) -> Generator[str, None, Draft]:
    """Yield the text as it comes, and an empty piece where there is none yet; return all of it."""
    stream, watch = CitationStream(sheet.numbers), LoopWatch()
    text = ""
    try:
        written = model.stream(sheet.messages, max_tokens=sheet.room, grammar=sheet.grammar)
        with closing(written) as pieces:  # type: ignore[type-var]  # a generator
            for piece in pieces:
                shown = stream.feed(piece)
                text += shown
                yield shown
                if watch.feed(piece):
                    raise NothingWrittenError(f"{model.name} went in circles; quoted instead")
    except CutOffError as error:
        raise NothingWrittenError(f"{error}; quoted instead") from error
    except ModelError as error:
        raise NothingWrittenError(f"the language model failed ({error}); quoted instead") from error
    shown = stream.close()
    yield shown
    return Draft((text + shown).strip(), stream.sources)
