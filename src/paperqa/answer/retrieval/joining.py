"""Which hits are shown: neighbours as one, and each, if it can be, from a page of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from paperqa.types import Hit, PageBreak, Passage

_MERGED_AT_MOST = 3


def joined(ranked: Iterable[Hit], k: int) -> list[Hit]:
    """Take the best hits; one that continues a better one joins it and leaves its place free.

    A hit whose pages better ones show waits until no others are left: a reader sees a page whole.
    """
    groups: list[list[Hit]] = []
    waiting: list[Hit] = []
    shown: set[tuple[str, int]] = set()
    for hit in ranked:
        group = next((g for g in groups if _touches(g, hit)), None)
        if group is not None:
            group.append(hit)
        elif len(groups) == k:
            break
        elif pages_of(hit) and pages_of(hit) <= shown:
            waiting.append(hit)
        else:
            groups.append([hit])
        shown |= pages_of(hit)
    groups += [[hit] for hit in waiting[: k - len(groups)]]
    return [_join(group) for group in groups]


def new_pages_first(ranked: Iterable[Hit]) -> list[Hit]:
    """Return ``ranked`` with those last whose pages better ones show."""
    first: list[Hit] = []
    last: list[Hit] = []
    shown: set[tuple[str, int]] = set()
    for hit in ranked:
        (last if pages_of(hit) and pages_of(hit) <= shown else first).append(hit)
        shown |= pages_of(hit)
    return first + last


def pages_of(hit: Hit) -> set[tuple[str, int]]:
    """Return the pages that a hit stands on, each with its paper; a note stands on none."""
    return {(hit.passage.paper, page) for page in hit.passage.pages}


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
