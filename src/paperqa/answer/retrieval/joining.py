"""Neighbouring passages among the hits become one hit, which leaves its place to others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from paperqa.types import Hit, PageBreak, Passage

_MERGED_AT_MOST = 3


def joined(ranked: Iterable[Hit], k: int) -> list[Hit]:
    """Take the best hits; one that continues a better one joins it and leaves its place free."""
    groups: list[list[Hit]] = []
    for hit in ranked:
        group = next((g for g in groups if _touches(g, hit)), None)
        if group is not None:
            group.append(hit)
        elif len(groups) == k:
            break
        else:
            groups.append([hit])
    return [_join(group) for group in groups]


def _touches(group: list[Hit], hit: Hit) -> bool:
    if len(group) >= _MERGED_AT_MOST:
        return False
    new = hit.passage
    return any(
        (new.paper, new.kind, new.lang, new.section)
        == (old.passage.paper, old.passage.kind, old.passage.lang, old.passage.section)
        and (new.start == old.passage.end or new.end == old.passage.start)
        for old in group
    )


def _join(group: list[Hit]) -> Hit:
    best = group[0]
    passage = join_passages([hit.passage for hit in group])
    return replace(best, passage=passage, focus=best.passage.start - passage.start)


def join_passages(passages: Sequence[Passage]) -> Passage:
    """Return one passage made of neighbours, each beginning where another ends."""
    first, *others = sorted(passages, key=lambda passage: passage.start)
    text, breaks = first.text, list(first.page_breaks)
    for other in others:
        shift = other.start - first.start
        for cut in other.page_breaks:
            if cut.page != breaks[-1].page:
                breaks.append(PageBreak(cut.offset + shift, cut.page))
        text += other.text
    return replace(first, text=text, end=first.start + len(text), page_breaks=tuple(breaks))
