"""A chat model in this process: llama.cpp on the CPU.

One model serves one caller at a time: a lock is held from the first piece of an answer to its
last, or until the generator is closed; who starts a second answer waits. Closing stops the
writing between two tokens; ``stop`` ends it from another thread, also while the prompt is read.
The next call reads again only what differs from the last prompt, or from the long one before a
short one (see ``stash``), so prompts should begin alike.

Units:  tokens; text in pieces that never cut a character.
Errors: ModelError for a file that is missing, damaged or too big for the memory; a prompt that
        does not fit; a schema or grammar that llama.cpp cannot hold to; a failure while writing.
        CutOffError where ``max_tokens`` or the context ended the answer.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.llama.chat_format import ChatFormat, until
from paperqa.llm.llama.grammar import Grammar, json_grammar
from paperqa.llm.llama.greedy import Choose, best, write
from paperqa.llm.llama.loading import KvType, is_recurrent, load_llama, trained_context
from paperqa.llm.llama.native_log import take_native_error
from paperqa.llm.llama.stash import Stash
from paperqa.llm.llama.stopping import Stopping
from paperqa.llm.llama.vocabulary import Vocabulary
from paperqa.llm.models.files import check_gguf
from paperqa.llm.thinking import ThinkingFilter, without_thoughts
from paperqa.types import Message


@dataclass(slots=True)
class _Order:
    """One answer: ``left`` of its ``room`` tokens are unwritten. A bound one has no thoughts."""

    number: int
    prompt: list[int]
    room: int
    grammar: Grammar | None
    thoughts: ThinkingFilter | None
    left: int


class LlamaChat:
    """``protocols.ChatModel`` on a GGUF file: greedy, so that no seed changes anything."""

    def __init__(
        self,
        path: Path,
        context: int,
        *,
        flash: bool = False,
        kv: KvType = "f16",
    ) -> None:
        """Load ``path``; ``context`` is cut to what the model was trained on."""
        self._path = check_gguf(path)
        self._llama = load_llama(path, context, flash=flash, kv=kv)
        self._context = len(self._llama.input_ids)
        self._trained = trained_context(self._llama)
        self._vocabulary = Vocabulary(self._llama)
        template = self._llama.metadata.get("tokenizer.chat_template")
        self._format = ChatFormat(template, self._vocabulary.bos, self._vocabulary.eos)
        self._recurrent = is_recurrent(self._llama)
        self._stopping = Stopping(self._llama)
        self._stash = Stash(self._llama)
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together."""
        return self._context

    @property
    def trained(self) -> int:
        """Tokens that the model was trained to read: the longest context."""
        return self._trained

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills as a part of a prompt."""
        return self._vocabulary.count(text)

    def count_prompt(self, messages: Sequence[Message]) -> int:
        """Return how many tokens the prompt of ``messages`` fills, template included."""
        return len(self._prompt(messages))

    def stop(self) -> None:
        """End the answers asked for so far, from any thread; they end as if nothing was left."""
        self._stopping.stop()

    def close(self) -> None:
        """Free the model's memory, when the running answer has ended; then it is of no more use."""
        with self._lock:
            self._llama.close()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Check what is asked for at once; return the answer's pieces, written when taken.

        At most ``max_tokens`` are written, fewer where the context ends. With a ``schema`` the
        answer is JSON of that shape; else with a ``grammar`` it is a text of its language.
        """
        prompt = self._prompt(messages)
        room = min(self._context - len(prompt), max_tokens)
        if room < 1:
            raise ModelError(
                f"the prompt fills {len(prompt)} tokens and {self.name} reads {self._context}; "
                "ask a shorter question, send fewer passages, or raise PAPERQA_CONTEXT"
            )
        rules = grammar if schema is None else json_grammar(schema)
        order = _Order(
            number=self._stopping.number(),
            prompt=prompt,
            room=room,
            grammar=None if rules is None else Grammar(rules, self._llama),
            thoughts=ThinkingFilter() if rules is None else None,
            left=room,
        )
        return self._write(order)

    def _prompt(self, messages: Sequence[Message]) -> list[int]:
        harmless = [Message(m.role, self._vocabulary.defuse(m.content)) for m in messages]
        return self._vocabulary.prompt(self._format.render(harmless))

    def _write(self, order: _Order) -> Iterator[str]:
        with self._lock:
            self._stopping.begin(order.number)
            try:
                pieces = self._pieces(self._tokens(order), order.thoughts)
                if order.thoughts is not None:
                    pieces = until(self._format.stop, without_thoughts(order.thoughts, pieces))
                yield from pieces
            except RuntimeError as error:
                self._recover(order, error)
            self._check_end(order)

    def _tokens(self, order: _Order) -> Iterator[int]:
        choose: Choose = best if order.grammar is None else order.grammar.choose
        if not self._recurrent:
            self._stash.make_way(order.prompt)
        for token in write(self._llama, order.prompt, choose):
            if self._vocabulary.is_end(token) or self._stopping.stopped(order.number):
                return
            yield token
            order.left -= 1
            if not order.left:
                return

    def _pieces(self, tokens: Iterable[int], thoughts: ThinkingFilter | None) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        for token in tokens:
            # Some models mark their thoughts by control tokens, which otherwise have no text.
            special = thoughts is not None and not thoughts.answering
            if piece := decoder.decode(self._vocabulary.piece(token, special=special)):
                yield piece

    def _recover(self, order: _Order, error: RuntimeError) -> None:
        """Make the model whole for the next answer; raise ModelError unless this was stopped.

        Of a batch that was stopped llama.cpp keeps nothing, and all that was read before. Only a
        recurrent state has no parts to go back to.
        """
        cause = take_native_error()  # also of a stop, or the next failure would be laid to it
        stopped = self._stopping.stopped(order.number)
        if not stopped or self._recurrent:
            self._llama.reset()  # type: ignore[no-untyped-call]
        if not stopped:
            raise ModelError(
                f"{self.name} failed while writing ({cause or error}); "
                "ask again, or lower PAPERQA_CONTEXT if memory is short"
            ) from error

    def _check_end(self, order: _Order) -> None:
        if self._stopping.stopped(order.number):
            return
        if order.thoughts is not None and order.thoughts.thinking:
            raise ModelError(
                f"{self.name} spent its {order.room - order.left} tokens on thinking and did not "
                "answer; raise PAPERQA_MAX_TOKENS, or use a model that does not think aloud"
            )
        if not order.left:
            raise CutOffError(
                f"the answer of {self.name} was cut off after {order.room} tokens; "
                "raise PAPERQA_MAX_TOKENS, or PAPERQA_CONTEXT where the prompt is long"
            )
