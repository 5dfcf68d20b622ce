"""Strips what a model thinks aloud before it answers.

Templates that know the switch are told ``enable_thinking=False`` (see ``chat_format``); this
is for models that think all the same. Forms: ``<think>..</think>`` (Qwen, DictaLM) and
``<|channel>thought..<channel|>`` (Gemma 4), at the start of the output only.
"""

from typing import Final

_CLOSERS: Final = {"<think>": "</think>", "<|channel>thought": "<channel|>"}


class ThinkingFilter:
    """Feed it the pieces; it returns those of the answer, without leading white space."""

    def __init__(self, prompt: str = "") -> None:
        """Start inside the thoughts if the template opened them at the end of ``prompt``."""
        opened = (c for o, c in _CLOSERS.items() if prompt.rstrip().endswith(o))
        self._closer = next(opened, "")
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
            if opener.startswith(start):
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
