"""One streamed answer of an OpenAI-compatible endpoint, from its chunks to the text.

Thoughts are dropped, whether they come in a field of their own (``reasoning_content``,
``reasoning``) or within the text. Servers name the reason why they stopped, ``finish_reason``; a
stream that ends without one, and without ``[DONE]``, is half an answer.

Errors: ModelError; CutOffError for an answer that ended at its limit of tokens.
Source: OpenAI API reference, "The chat completion chunk object".
"""

import json
from typing import Final

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.endpoint.address import Endpoint
from paperqa.llm.endpoint.errors import failed, not_json, words_of
from paperqa.llm.endpoint.sse import Event
from paperqa.llm.thinking import ThinkingFilter

_DONE: Final = "[DONE]"
_CUT: Final = "length"
_FAULTS: Final = frozenset({"content_filter", "error", "abort"})


class AnswerStream:
    """Feed it the events; it returns the text of each.

    ``begun``: the model has written something, if only thoughts. ``ended``: the server has said
    that no more comes.
    """

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self.begun = False
        self.ended = False
        self._endpoint = endpoint
        self._model = model
        self._thoughts = ThinkingFilter()
        self._reason = ""
        self._wrote = False

    def feed(self, event: Event) -> str:
        """Return the part of the answer that is now certain."""
        if event.data.strip() == _DONE:
            self.ended = True
            return ""
        try:
            chunk: object = json.loads(event.data)
        except ValueError as error:
            data = self._endpoint.mask(event.data)  # before it is cut: half a key is still secret
            raise not_json(self._endpoint, f"an event that is no JSON, {data!r:.60}") from error
        if event.name == "error" or (isinstance(chunk, dict) and chunk.get("error")):
            raise failed(self._endpoint, words_of(chunk))
        return self._read(_first_choice(chunk))

    def close(self) -> str:
        """Return what was held back."""
        return self._note(self._thoughts.close())

    def check(self, max_tokens: int) -> None:
        """Raise if this was not a whole answer; ``max_tokens`` was its limit."""
        if self._reason in _FAULTS:
            raise failed(self._endpoint, f"it stopped for {self._reason}")
        only_thoughts = self.begun and not self._wrote
        if self._reason == _CUT:
            spent = " on thinking" if only_thoughts else ""
            raise CutOffError(
                f"{self._model} reached its limit of {max_tokens} tokens{spent}; raise "
                "PAPERQA_MAX_TOKENS, or the server's context if that is the smaller"
            )
        if only_thoughts:
            raise ModelError(
                f"{self._model} thought and did not answer; use a model that does not think aloud"
            )

    def _read(self, choice: dict[str, object]) -> str:
        delta = choice.get("delta")
        delta = delta if isinstance(delta, dict) else {}
        if delta.get("reasoning_content") or delta.get("reasoning"):
            self.begun = True
        reason, content = choice.get("finish_reason"), delta.get("content")
        if isinstance(reason, str) and reason:
            self._reason, self.ended = reason, True
        if not isinstance(content, str) or not content:
            return ""
        self.begun = True
        return self._note(self._thoughts.feed(content))

    def _note(self, text: str) -> str:
        self._wrote = self._wrote or bool(text)
        return text


def _first_choice(chunk: object) -> dict[str, object]:
    choices = chunk.get("choices") if isinstance(chunk, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}
