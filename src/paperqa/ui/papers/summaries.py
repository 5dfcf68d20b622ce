"""The club's note on a paper in one line: its first sentence."""

from collections.abc import Mapping

from paperqa.language.sentences import sentences
from paperqa.store.bundle import Index
from paperqa.types import Lang, Passage


def summaries(index: Index, lang: Lang) -> Mapping[str, str]:
    """Return the first sentence of each paper's note in ``lang``, by the paper's id."""
    first: dict[str, Passage] = {}
    for passage in index.passages:
        if passage.kind == "note" and passage.lang == lang:
            known = first.setdefault(passage.paper, passage)
            if passage.start < known.start:
                first[passage.paper] = passage
    opening = {paper: sentences(passage.text)[:1] for paper, passage in first.items()}
    return {paper: said[0] for paper, said in opening.items() if said}
