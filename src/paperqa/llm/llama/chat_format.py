"""Messages to the text that a model was trained on, by the template in its GGUF file.

Jinja runs in llama-cpp-python's sandbox. A model without a template gets ``System: ..``,
``User: ..``, ``Assistant:``; a template without a system role gets the rules in the first
question. Thinking is switched off where the template knows a switch, and ended where it
begins it all the same (see ``thinking``).

Errors: ModelError if the template fails on these messages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from paperqa.errors import ModelError
from paperqa.llm.thinking import answer_at_once
from paperqa.types import Message

_PLAIN_TEMPLATE: Final = (
    "{% for message in messages %}{{ message.role | capitalize }}: {{ message.content }}\n\n"
    "{% endfor %}Assistant:"
)
_PLAIN_STOP: Final = "\nUser:"


_HARMONY: Final = "<|channel|>"
"""Marks the templates of gpt-oss, which know the efforts low, medium and high, but not none."""


class ChatFormat:
    """One model's chat template; ``stop`` is a text that ends its answers, or empty."""

    def __init__(self, template: str | None, bos: str, eos: str) -> None:
        template = template or None
        self.stop = "" if template else _PLAIN_STOP
        self._formatter = Jinja2ChatFormatter(template or _PLAIN_TEMPLATE, eos, bos)
        effort = "low" if _HARMONY in (template or "") else "none"
        self._switches: dict[str, Any] = {
            "enable_thinking": False,
            "thinking": False,
            "reasoning_effort": effort,
        }

    def render(self, messages: Sequence[Message]) -> str:
        """Return the prompt, up to where the assistant begins to write."""
        merged = _without_system(messages)
        failed: Exception | None = None
        # Some templates have no system role, and some refuse a switch's value.
        for turns in (list(messages), merged):
            for switches in (self._switches, {}):
                try:
                    return answer_at_once(self._fill_in(turns, switches))
                except Exception as error:  # what a template raises: its author's words, Jinja's
                    failed = error
        raise ModelError(
            f"the model's chat template fails ({failed}); try another GGUF file"
        ) from failed

    def _fill_in(self, messages: Sequence[Message], switches: Mapping[str, Any]) -> str:
        turns: list[Any] = [{"role": m.role, "content": m.content} for m in messages]
        return str(self._formatter(messages=turns, **switches).prompt)


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
