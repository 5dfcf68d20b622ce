"""A chat model whose context is as long as its prompts need, and no longer.

The memory of a context grows with its length (a model of 1.7 B takes some 0.1 MB a token), and
many prompts are short. So the model is loaded with the shortest step that holds what is asked, and
loaded again, longer, when a prompt needs it. It never shrinks: what it has read would be lost.

Units:  tokens.
Errors: ModelError as LlamaChat raises it; where memory does not suffice for a longer context, the
        next call goes back to the shorter one.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Final

from paperqa.llm.llama.engine import LlamaChat
from paperqa.types import Message

SHORTEST: Final = 2048


def step(tokens: int, most: int) -> int:
    """Return the shortest of 2048, 4096, 8192, .. that holds ``tokens``; never above ``most``."""
    length = SHORTEST
    while length < min(tokens, most):
        length *= 2
    return min(length, most)


class SizedChat:
    """``protocols.ChatModel``: a LlamaChat that is replaced by a longer one when needed."""

    def __init__(self, path: Path, context: int) -> None:
        """Load ``path`` with the shortest context; ``context`` is the longest."""
        self._path = path
        self._lock = RLock()
        self._length = step(0, context)
        self._chat: LlamaChat | None = LlamaChat(path, self._length)
        # A file that does not say how long a text its model was trained on sets no limit.
        self._most = min(context, self._chat.trained or context)

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together, at the most."""
        return self._most

    @property
    def loaded(self) -> int:
        """Tokens that there is memory for now."""
        return self._loaded().context

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills as a part of a prompt."""
        with self._lock:  # so that the model is not freed meanwhile
            return self._loaded().count_tokens(text)

    def stop(self) -> None:
        """End the answers asked for so far, from any thread."""
        if chat := self._chat:
            chat.stop()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Make room for the prompt and ``max_tokens``; return the answer's pieces."""
        chat = self._loaded()
        if chat.context < self._most:
            chat = self._with_room(chat.count_prompt(messages) + max_tokens)
        return chat.stream(
            messages, max_tokens=max_tokens, schema=schema, grammar=grammar, seed=seed
        )

    def _with_room(self, tokens: int) -> LlamaChat:
        chat, length = self._loaded(), step(tokens, self._most)
        if length <= chat.context:
            return chat
        with self._lock:
            self._chat = None
            chat.close()  # first: memory may not hold two
            self._chat = LlamaChat(self._path, length)
            self._length = length
            return self._chat

    def _loaded(self) -> LlamaChat:
        with self._lock:
            if self._chat is None:
                self._chat = LlamaChat(self._path, self._length)
            return self._chat
