"""Messages to the text that a model was trained on, by the template in its GGUF file.

Jinja runs in llama-cpp-python's sandbox. A model without a template gets ``System: ..``,
``User: ..``, ``Assistant:``; a template without a system role gets the rules in the first
question. Thinking is switched off where the template knows the switch.

Errors: ModelError if the template fails on these messages.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from paperqa.errors import ModelError
from paperqa.types import Message

_PLAIN_TEMPLATE: Final = (
    "{% for message in messages %}{{ message.role | capitalize }}: {{ message.content }}\n\n"
    "{% endfor %}Assistant:"
)
_PLAIN_STOP: Final = "\nUser:"


class ChatFormat:
    """One model's chat template; ``stop`` is a text that ends its answers, or empty."""

    def __init__(self, template: str | None, bos: str, eos: str) -> None:
        self.stop = "" if template else _PLAIN_STOP
        self._formatter = Jinja2ChatFormatter(template or _PLAIN_TEMPLATE, eos, bos)

    def render(self, messages: Sequence[Message]) -> str:
        """Return the prompt, up to where the assistant begins to write."""
        try:
            return self._fill_in(messages)
        except Exception as error:  # whatever a template raises: its author's words, Jinja's errors
            merged = _without_system(messages)
            if merged == list(messages):
                raise ModelError(
                    f"the model's chat template fails ({error}); try another GGUF file"
                ) from error
        return self.render(merged)

    def _fill_in(self, messages: Sequence[Message]) -> str:
        turns: list[Any] = [{"role": m.role, "content": m.content} for m in messages]
        filled = self._formatter(messages=turns, enable_thinking=False)
        return str(filled.prompt)


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """Move the system message into the user's first."""
    match list(messages):
        case [Message("system", rules), Message("user", question), *rest]:
            return [Message("user", f"{rules}\n\n{question}"), *rest]
        case same:
            return same


def until(stop: str, pieces: Iterable[str]) -> Iterator[str]:
    """Yield the text before ``stop``, holding back what may be its beginning; empty: never stop."""
    held = ""
    for piece in pieces:
        before, found, _ = (held + piece).partition(stop) if stop else (held + piece, "", "")
        begun = next((n for n in range(len(stop) - 1, 0, -1) if before.endswith(stop[:n])), 0)
        held = "" if found else before[len(before) - begun :]
        if shown := before[: len(before) - len(held)]:
            yield shown
        if found:
            return
    if held:
        yield held
