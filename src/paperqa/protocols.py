"""The seams: what a room needs of another, so that tests and later engines can stand in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from paperqa.types import Lang, Matrix, Message, Rows


class Embedder(Protocol):
    """Turns texts into float32 rows of length 1, shape (n, ``dim``)."""

    @property
    def name(self) -> str:
        """The name that the index keeps, and ``PAPERQA_EMBEDDER`` takes."""

    @property
    def revision(self) -> str:
        """A fingerprint of the weights; another revision means a rebuild."""

    @property
    def dim(self) -> int:
        """Length of a row."""

    @property
    def window(self) -> int:
        """Tokens that ``embed_passages`` reads of one text; the rest would be cut off."""

    @property
    def languages(self) -> tuple[Lang, ...]:
        """Languages in which a question may be put."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each of ``texts`` fills, special tokens included."""

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Embed what is to be found."""

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        """Embed what is asked."""


class VectorStore(Protocol):
    """Exact or near search over passage vectors; row i is passage i."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def search(self, queries: Matrix, k: int, allowed: Rows | None = None) -> tuple[Rows, Matrix]:
        """Return the ``min(k, n)`` best rows for each query and their cosines, best first."""


class ChatModel(Protocol):
    """A language model that streams text."""

    @property
    def name(self) -> str:
        """What the answer says it was written by."""

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may fill together."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` fills."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Yield pieces of the answer; closing the iterator stops the generation.

        While the model is silent (it reads the prompt), an empty piece comes at least every
        100 ms, so that whoever listens can stop. ``schema`` (JSON) or ``grammar`` (GBNF) bind what
        is written; a model behind an endpoint that knows no grammars goes without. ``seed`` is
        for models that draw; a greedy one writes the same for all.
        Raises ModelError if the model fails, and CutOffError after the last piece if the answer
        ended at ``max_tokens`` or at the limit of time.
        """
