"""A chat model in this process: llama.cpp on the CPU.

One model serves one caller at a time: a lock is held from the first piece of an answer to its
last, or until the generator is closed; who starts a second answer waits. Closing stops the
writing between two tokens. The next call reads again only what differs from the last prompt, so
prompts should begin alike.

Units:  tokens; text in pieces that never cut a character.
Errors: ModelError for a file that is missing, damaged or too big for the memory; a prompt that
        does not fit; a schema that llama.cpp cannot hold to; a failure while writing.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from threading import Lock

import llama_cpp
from llama_cpp import Llama
from llama_cpp.llama_grammar import LlamaGrammar

from paperqa.errors import ModelError
from paperqa.llm.chat_format import ChatFormat, until
from paperqa.llm.cores import physical_cores
from paperqa.llm.files import check_gguf
from paperqa.llm.grammar import json_grammar
from paperqa.llm.native_log import redirect_native_log, take_native_error
from paperqa.llm.thinking import ThinkingFilter
from paperqa.llm.vocabulary import Vocabulary
from paperqa.types import Message


class LlamaChat:
    """``protocols.ChatModel`` on a GGUF file: greedy at temperature 0, else drawn by seed."""

    def __init__(self, path: Path, context: int, temperature: float = 0.0) -> None:
        """Load ``path``; ``context`` is cut to what the model was trained on."""
        self._path = check_gguf(path)
        self._temperature = temperature
        self._llama = _load(path, context)
        self._context = len(self._llama.input_ids)
        self._vocabulary = Vocabulary(self._llama)
        template = self._llama.metadata.get("tokenizer.chat_template")
        self._format = ChatFormat(template, self._vocabulary.bos, self._vocabulary.eos)
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together."""
        return self._context

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills as a part of a prompt."""
        return self._vocabulary.count(text)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Check prompt and ``schema`` at once; return the answer's pieces, written as asked for.

        At most ``max_tokens`` are written, fewer where the context ends. With a ``schema`` the
        answer is JSON of that shape.
        """
        text = self._format.render(
            [Message(m.role, self._vocabulary.defuse(m.content)) for m in messages]
        )
        prompt = self._vocabulary.prompt(text)
        room = self._context - len(prompt)
        if room < 1:
            raise ModelError(
                f"the prompt fills {len(prompt)} tokens and {self.name} reads {self._context}; "
                "ask a shorter question, send fewer passages, or raise PAPERQA_CONTEXT"
            )
        room = min(room, max_tokens)
        if schema is not None:
            return self._write(prompt, room, seed, None, json_grammar(schema, self._llama))
        return self._write(prompt, room, seed, ThinkingFilter(text), None)

    def _write(
        self,
        prompt: list[int],
        room: int,
        seed: int,
        thoughts: ThinkingFilter | None,
        grammar: LlamaGrammar | None,
    ) -> Iterator[str]:
        with self._lock:
            self._llama.set_seed(seed)
            tokens = self._llama.generate(prompt, temp=self._temperature, grammar=grammar)
            try:
                with closing(tokens):
                    pieces = self._pieces(islice(tokens, room), thoughts)
                    yield from pieces if thoughts is None else self._answer(pieces, thoughts, room)
            except RuntimeError as error:
                self._llama.reset()  # type: ignore[no-untyped-call]
                raise ModelError(
                    f"{self.name} failed while writing ({take_native_error() or error}); "
                    "ask again, or lower PAPERQA_CONTEXT if memory is short"
                ) from error

    def _pieces(self, tokens: Iterable[int], thoughts: ThinkingFilter | None) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        for token in tokens:
            if self._vocabulary.is_end(token):
                return
            # Some models mark their thoughts by control tokens, which otherwise have no text.
            special = thoughts is not None and not thoughts.answering
            if piece := decoder.decode(self._vocabulary.piece(token, special=special)):
                yield piece

    def _answer(self, pieces: Iterator[str], thoughts: ThinkingFilter, room: int) -> Iterator[str]:
        """Yield the pieces without thoughts, up to where the model would play the user too."""
        yield from until(self._format.stop, _without(thoughts, pieces))
        if thoughts.thinking:
            raise ModelError(
                f"{self.name} spent its {room} tokens on thinking and did not answer; "
                "raise PAPERQA_MAX_TOKENS, or use a model that does not think aloud"
            )


def _load(path: Path, context: int) -> Llama:
    redirect_native_log()
    take_native_error()
    cores = physical_cores()
    try:
        llama = Llama(
            str(path), n_ctx=context, n_threads=cores, n_threads_batch=cores, verbose=False
        )
    except Exception as error:  # ValueError from the loader, Jinja's errors from a bad template
        raise ModelError(
            f"{path} does not load ({take_native_error() or error}); download it again, "
            "or lower PAPERQA_CONTEXT if memory is short"
        ) from error
    trained = int(llama_cpp.llama_model_n_ctx_train(llama.model))
    if 0 < trained < context:
        llama.close()
        return _load(path, trained)
    return llama


def _without(thoughts: ThinkingFilter, pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        if text := thoughts.feed(piece):
            yield text
    if text := thoughts.close():
        yield text
