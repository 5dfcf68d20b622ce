"""One short line by a language model, for a query or a question: one greedy call.

Reading stops at the end of the line, whatever the model would add; a line that its limit cut off
is none.
Errors: ModelError as the model raises it.
"""

from contextlib import closing

from paperqa.answer.silent import Silent
from paperqa.errors import CutOffError
from paperqa.protocols import ChatModel
from paperqa.types import Message

LONGEST = 300
"""Characters; a longer line is no query."""


def one_line(model: ChatModel, rules: str, text: str, max_tokens: int) -> Silent[str]:
    """Return the first line that ``model`` writes, without quotation marks; empty if none."""
    messages = (Message("system", rules), Message("user", text))
    written = ""
    with closing(model.stream(messages, max_tokens=max_tokens)) as pieces:  # type: ignore[type-var]
        try:
            for piece in pieces:
                written = (written + piece).lstrip()
                if "\n" in written:
                    break
                yield ""
        except CutOffError:
            return ""
    line = written.partition("\n")[0].strip().strip("\"'“”״").strip()
    return line if len(line) <= LONGEST else ""
