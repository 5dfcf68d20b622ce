"""Does a quote stand in the document where its citation says? Read from the whole index.

The citation's own passage is not asked: it may be joined of several, and that is what is checked.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from paperqa.types import Citation, Kind, Lang, Passage

_Document = tuple[str, Kind, Lang]


@dataclass(slots=True)
class _Run:
    """Passages of a document without a gap; ``breaks`` count from the start of the run."""

    end: int
    texts: list[str] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        at = sum(map(len, self.texts))
        self.texts.append(passage.text)
        self.breaks += [(at + cut.offset, cut.page) for cut in passage.page_breaks]
        self.end = passage.end


class DocumentTexts:
    """The searched text of all documents of an index."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._runs: dict[_Document, list[_Run]] = defaultdict(list)
        for passage in sorted(passages, key=lambda passage: passage.start):
            runs = self._runs[passage.paper, passage.kind, passage.lang]
            if not runs or runs[-1].end != passage.start:
                runs.append(_Run(end=passage.start))
            runs[-1].add(passage)

    def stands(self, citation: Citation) -> bool:
        """Tell whether the whole quote stands verbatim on the page that the citation names."""
        passage, quote = citation.passage, citation.quote
        document = (citation.paper.id, passage.kind, passage.lang)
        return bool(quote) and any(
            _page(run, start) == _page(run, start + len(quote) - 1) == citation.page
            for run in self._runs.get(document, ())
            for start in _occurrences(quote, "".join(run.texts))
        )


def _page(run: _Run, offset: int) -> int | None:
    row = bisect_right(run.breaks, offset, key=lambda cut: cut[0]) - 1
    return run.breaks[row][1] if row >= 0 else None


def _occurrences(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
