"""Keeps what a model thinks aloud out of its answers: 512 tokens are little, and thoughts long.

First, ``answer_at_once`` ends the thoughts that a template begins, before the model has one.
Then ``ThinkingFilter`` strips those of a model that thinks all the same, at the start of its
output only. Templates that know a switch are told before (see ``chat_format``).

Forms:  ``<think>..</think>`` (Qwen, DictaLM), ``<|channel>thought..<channel|>`` (Gemma 4),
        ``[THINK]..[/THINK]`` (Mistral), ``<|START_THINKING|>..<|END_THINKING|>`` (Cohere),
        ``<|channel|>analysis<|message|>..<|channel|>final<|message|>`` (gpt-oss).
"""

from collections.abc import Iterable, Iterator
from typing import Final

_CLOSERS: Final = {
    "<think>": "</think>",
    "<|channel>thought": "<channel|>",
    "[THINK]": "[/THINK]",
    "<|START_THINKING|>": "<|END_THINKING|>",
    "<|channel|>analysis": "<|channel|>final<|message|>",
    "<|channel|>commentary": "<|channel|>final<|message|>",
    "<|channel|>final": "<|message|>",  # no thoughts, but the same envelope
}
_LEFT_TO_SAY: Final = {
    "<think>": "\n\n</think>\n\n",  # with the line breaks of Qwen's own template
    "<|channel>thought": "\n<channel|>",
    "[THINK]": "[/THINK]",
    "<|START_THINKING|>": "<|END_THINKING|>",
    "<|start|>assistant": "<|channel|>final<|message|>",
}
"""By the end of a prompt: what follows it when a model answers without a thought."""


def answer_at_once(prompt: str) -> str:
    """Return ``prompt`` with the thoughts ended that its template begins there."""
    begun = prompt.rstrip()
    rest = next((rest for end, rest in _LEFT_TO_SAY.items() if begun.endswith(end)), None)
    return prompt if rest is None else begun + rest


class ThinkingFilter:
    """Feed it the pieces; it returns those of the answer, without leading white space."""

    def __init__(self) -> None:
        self._closer = ""
        self._held = ""
        self.answering = False

    @property
    def thinking(self) -> bool:
        """Whether the output so far is thoughts that have not ended."""
        return bool(self._closer)

    def feed(self, piece: str) -> str:
        """Return the part of the answer that is now certain."""
        if self.answering:
            return piece
        self._held += piece
        if self._closer and not self._leave_thoughts():
            return ""
        start = self._held = self._held.lstrip()
        for opener, closer in _CLOSERS.items():
            if start.startswith(opener):
                self._closer, self._held = closer, start.removeprefix(opener)
                return self.feed("")
        if any(opener.startswith(start) for opener in _CLOSERS):
            return ""
        self.answering, self._held = True, ""
        return start

    def close(self) -> str:
        """Return what was held back; thoughts that never ended are no answer."""
        return "" if self._closer else self._held

    def _leave_thoughts(self) -> bool:
        _, closer, rest = self._held.partition(self._closer)
        if closer:
            self._closer, self._held = "", rest
        return bool(closer)


def without_thoughts(thoughts: ThinkingFilter, pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of the answer."""
    for piece in pieces:
        if text := thoughts.feed(piece):
            yield text
    if text := thoughts.close():
        yield text
