"""Answers programs: checks what they send, asks the desk, writes what it says as JSON.

Errors: CallError for a value that cannot be, CatalogError for a paper that is not known,
        TooManyError for a client with many questions in hand, and what kept the desk from opening.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from reprlib import Repr
from typing import Final, cast, get_args

from paperqa.answer.ask import Again, Options, ask, search
from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.sources.catalog import Catalog
from paperqa.types import Answer, Filters, Kind
from paperqa.ui.api.rows import Row, answer_row, growing_row, search_row
from paperqa.ui.api.turns import Turns
from paperqa.ui.chat.scope import MOST_PAPERS
from paperqa.ui.loading import DeskLoader

LONGEST_QUESTION: Final = 2000
"""Characters."""
LONGEST_NAME: Final = 500
"""Characters of an id or a title."""
MOST_HITS: Final = 100
AT_ONCE: Final = 16
"""Calls in hand at once; those that wait for the model wait in it."""
_KINDS: Final = ("all", *get_args(Kind))
_SHORT: Final = Repr()


class CallError(PaperQAError):
    """A call of the API that cannot be answered as it is."""


class Calls:
    """Answers programs from the desk of the moment; links begin with ``site``."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._settings = settings
        self._turns = Turns()

    def ask(
        self, question: str, papers: Sequence[str], kind: str, site: str = "", client: str = ""
    ) -> Generator[Row, None, None]:
        """Yield the answer as it grows, at each sign of life, and last the whole one."""
        options = self._options(question, papers, kind, self._settings.k)
        with self._turns.taken(client):
            yield from self._growing(question, options, site)

    def _growing(self, question: str, options: Options, site: str) -> Generator[Row, None, None]:
        desk = self._loader.desk()
        text = ""
        with closing(ask(desk, question.strip(), options)) as pieces:
            for piece in pieces:
                match piece:
                    case Answer():
                        yield answer_row(piece, desk.index.papers, site)
                        return
                    case Again():
                        text = ""
                    case str():
                        text += piece
                yield growing_row(question.strip(), text)

    def search(
        self, question: str, papers: Sequence[str], kind: str, k: int, site: str = ""
    ) -> Generator[Row, None, None]:
        """Yield the passages that could answer ``question``, as one row."""
        options = self._options(question, papers, kind, k)
        desk = self._loader.desk()
        yield search_row(search(desk, question.strip(), options), desk.index.papers, site)

    def _options(self, question: str, papers: Sequence[str], kind: str, k: int) -> Options:
        check(question, papers, kind, k)
        catalog = Catalog(self._loader.desk().index.papers)
        ids = tuple(catalog.find(name).id for name in papers)
        filters = Filters(papers=ids, kind=None if kind == "all" else cast(Kind, kind))
        return Options(k=k, filters=filters, max_tokens=self._settings.max_tokens)


def check(question: object, papers: object, kind: object, k: object) -> None:
    """Raise CallError for the first value that cannot be: programs send what they like."""
    if not isinstance(question, str) or not question.strip():
        raise CallError(f"question = {_short(question)}; expected a text that is not empty")
    if len(question) > LONGEST_QUESTION:
        raise CallError(
            f"the question has {len(question)} characters; expected at most {LONGEST_QUESTION}"
        )
    _check_papers(papers)
    if kind not in _KINDS:
        raise CallError(f"kind = {_short(kind)}; expected one of {', '.join(_KINDS)}")
    if not isinstance(k, int) or isinstance(k, bool) or not 1 <= k <= MOST_HITS:
        raise CallError(f"k = {_short(k)}; expected a whole number from 1 to {MOST_HITS}")


def _check_papers(papers: object) -> None:
    if not isinstance(papers, list) or not all(isinstance(name, str) for name in papers):
        raise CallError(f"papers = {_short(papers)}; expected a list of ids or titles, [] for all")
    if len(papers) > MOST_PAPERS:
        raise CallError(
            f"{len(papers)} papers are named; expected at most {MOST_PAPERS}, [] for all"
        )
    if any(len(name) > LONGEST_NAME for name in papers):
        raise CallError(f"a paper's name is too long; expected at most {LONGEST_NAME} characters")


def _short(value: object) -> str:
    """Return ``value`` for a line of an error; a program may send a megabyte."""
    return _SHORT.repr(value)
