"""Famous papers and what people call them: Whisper, wav2vec 2.0, ויספר.

``famous_papers.tsv``, written for this project, has a paper a line: its title, and its names,
parted by ``; ``. A paper that came as a PDF only gets its names from here; and who asks for a paper
that is not at hand can be told so. Written from memory: a title may be off by a word.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paperqa.sources.catalog import fold_name

_SURE = 30
"""So many letters of a title tell it; what a PDF prints may break off after them."""
_BUCKET = 12


@dataclass(frozen=True, slots=True)
class FamousPaper:
    """A paper's title and its names, the commonest first."""

    title: str
    names: tuple[str, ...]


class Titles:
    """Titles of papers, by which others are known again."""

    def __init__(self, titles: dict[str, str]) -> None:
        """Take titles by identifier."""
        self._ids: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for paper_id, title in titles.items():
            folded = fold_name(title)
            self._ids[folded[:_BUCKET]].append((folded, paper_id))

    def same(self, title: str) -> tuple[str, ...]:
        """Return the papers whose title is ``title``, or the beginning of it, or begins with it."""
        asked = fold_name(title)
        return tuple(
            paper_id
            for folded, paper_id in self._ids.get(asked[:_BUCKET], ())
            if folded == asked or _begins(folded, asked) or _begins(asked, folded)
        )


@cache
def famous_papers() -> tuple[FamousPaper, ...]:
    """Return all papers of the table, in its order."""
    table = files("paperqa.sources").joinpath("famous_papers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return tuple(FamousPaper(title, tuple(names.split("; "))) for title, names in rows)


def _begins(long: str, short: str) -> bool:
    return len(short) >= _SURE and long.startswith(short)
