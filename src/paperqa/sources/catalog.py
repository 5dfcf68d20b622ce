"""The catalogue: one row a paper, held in a file of JSON lines.

``ingest/catalog.jsonl`` is what the reading lists resolve to. Addresses that follow from an
arXiv identifier are not written, keys stand in one order, and empty values are left out, so that
a change of one paper is a change of one line.
Errors: CatalogError naming file and line.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from paperqa.durable import write_durably
from paperqa.errors import CatalogError
from paperqa.sources.arxiv_id import parse_arxiv_id
from paperqa.sources.catalog_row import is_paper_id, paper_of_row, row_of_paper
from paperqa.sources.links import classify, web_address
from paperqa.types import Paper

_NEAREST: Final = 3
"""Names that are offered where one is misspelt."""


class Catalog(Mapping[str, Paper]):
    """Papers by id, in the order of the file. Never changed after it is made."""

    __slots__ = ("_by_name", "_papers")

    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self._papers = dict(papers)
        self._by_name: dict[str, tuple[str, ...]] = {}
        for paper in self._papers.values():
            for name in dict.fromkeys(map(fold_name, (paper.id, paper.title, *paper.aliases))):
                self._by_name[name] = (*self._by_name.get(name, ()), paper.id)
        self._by_name.pop("", None)

    def __getitem__(self, paper_id: str) -> Paper:
        return self._papers[paper_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._papers)

    def __len__(self) -> int:
        return len(self._papers)

    def by_alias(self, text: str) -> tuple[str, ...]:
        """Return the ids of papers whose id, title or alias is ``text``.

        Case, spaces, hyphens, quotes and vowel points do not count: ``gpt 3`` is ``GPT-3``.
        """
        return self._by_name.get(fold_name(text), ())

    def find(self, text: str) -> Paper:
        """Return the one paper that ``text`` names: an id, an edition, an address or an alias."""
        edition = parse_arxiv_id(text.strip())
        url = web_address(text)
        exact = (text, edition.id if edition else "", (url and classify(url).paper) or "")
        ids = [paper_id for paper_id in exact if paper_id in self._papers][:1]
        ids = ids or list(self.by_alias(text))
        if len(ids) == 1:
            return self._papers[ids[0]]
        if ids:
            raise CatalogError(
                f"{text!r} names several papers: {', '.join(ids)}; give one of the ids"
            )
        nearest = self._nearest(text)
        raise CatalogError(
            f"the catalogue has no paper {text!r}; see all with: paperqa papers{nearest}"
        )

    def _nearest(self, text: str) -> str:
        """Return the papers that are spelt most like ``text``, for the end of a line."""
        names = get_close_matches(fold_name(text), self._by_name, n=_NEAREST)
        ids = dict.fromkeys(paper_id for name in names for paper_id in self._by_name[name])
        near = [f"{self._papers[one].title or one} ({one})" for one in ids]
        return f"; nearest: {'; '.join(near)}" if near else ""


def load_catalog(path: Path, *more_paths: Path) -> Catalog:
    """Read ``path``, then local papers from ``more_paths``, as far as these exist.

    A local row gives way to a row of the same id in an earlier file; within one file an id
    stands once.
    """
    if not path.is_file():
        raise CatalogError(
            f"there is no catalogue at {path}; restore it, "
            "or set PAPERQA_HOME to the folder that holds ingest/"
        )
    papers = _load_file(path)
    for more in more_paths:
        if more.is_file():
            local = _load_file(more)
            papers |= {paper_id: local[paper_id] for paper_id in local if paper_id not in papers}
    return Catalog(papers)


def save_catalog(path: Path, papers: Mapping[str, Paper]) -> None:
    """Write ``papers`` to ``path`` in one step, in their order."""
    lines = (json.dumps(row_of_paper(paper), ensure_ascii=False) for paper in papers.values())
    write_durably(path, "".join(line + "\n" for line in lines).encode())


def fold_name(text: str) -> str:
    """Return what counts of a name: letters and digits, without case, accents, vowel points.

    >>> fold_name("GPT-3") == fold_name("gpt 3")
    True
    """
    spelt = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in spelt if char.isalnum())


def file_stem(paper_id: str) -> str:
    """Return a file name, without ending, for a paper: ``cs/0112017`` becomes ``cs_0112017``."""
    if not is_paper_id(paper_id):
        raise CatalogError(
            f"{paper_id!r} is no id of a paper, such as 1706.03762, cs/0112017, gpt1"
        )
    return paper_id.replace("/", "_")


def paper_of_stem(stem: str) -> str:
    """Return the id whose ``file_stem`` is ``stem``."""
    paper_id = stem.replace("_", "/")
    if not is_paper_id(paper_id):
        raise CatalogError(
            f"{stem!r} is not the file name of a paper, such as 1706.03762, cs_0112017"
        )
    return paper_id


def _load_file(path: Path) -> dict[str, Paper]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} could not be read: {error}") from error
    papers: dict[str, Paper] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        paper = paper_of_row(_json(line, where), where)
        if paper.id in papers:
            raise CatalogError(f"{where}: id {paper.id} stands already in line {places[paper.id]}")
        papers[paper.id], places[paper.id] = paper, number
    return papers


def _json(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CatalogError(
            f"{where} is no JSON ({error}); mend the line, or restore the file"
        ) from error
