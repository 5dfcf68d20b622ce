"""Colours by topic: each paper belongs to one group, and a legend names the groups.

A paper may stand in several lists; its group is the most crowded topic that it stands in, so that
few colours tell much. Topics of one or two papers give way to their list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.types import Paper

MOST_GROUPS: Final = 7
"""Colours that can be told apart; there is one more for all the rest."""
_LEAST: Final = 3
"""Papers that make a topic a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """``list`` is the name of a reading list; ``topic`` is empty where the whole list is meant."""

    list: str
    topic: str = ""


REST: Final = Group("")
"""Papers of no list, and those of small ones."""


def groups_of(papers: Iterable[Paper]) -> Mapping[str, Group]:
    """Return the group of each paper, by id; ``MOST_GROUPS`` besides ``REST`` at the most."""
    papers = list(papers)
    topics = _sizes(papers, whole=False)
    big = {group: size for group, size in topics.items() if size >= _LEAST}
    found = {paper.id: _largest(_places(paper, whole=False), big) for paper in papers}
    lists = _sizes([p for p in papers if found[p.id] is REST], whole=True)
    for paper in papers:
        if found[paper.id] is REST:
            found[paper.id] = _largest(_places(paper, whole=True), lists)
    return _only_largest(found)


def by_size(groups: Mapping[str, Group]) -> tuple[Group, ...]:
    """Return the groups in use, largest first, ``REST`` last."""
    sizes = Counter(groups.values())
    return tuple(sorted(sizes, key=lambda group: (group is REST, -sizes[group], _name(group))))


def _only_largest(found: Mapping[str, Group]) -> Mapping[str, Group]:
    sizes = Counter(group for group in found.values() if group is not REST)
    worth = [group for group in by_size(found) if sizes[group] > 1][:MOST_GROUPS]
    return {paper: group if group in worth else REST for paper, group in found.items()}


def _sizes(papers: Iterable[Paper], *, whole: bool) -> Counter[Group]:
    return Counter(group for paper in papers for group in set(_places(paper, whole=whole)))


def _places(paper: Paper, *, whole: bool) -> list[Group]:
    if whole:
        return [Group(name) for name in paper.lists]
    return [Group(one.list, one.topic) for one in paper.meetings if one.topic]


def _largest(places: Iterable[Group], sizes: Mapping[Group, int]) -> Group:
    known = [group for group in places if group in sizes]
    return min(known, key=lambda group: (-sizes[group], _name(group)), default=REST)


def _name(group: Group) -> tuple[str, str]:
    return group.list, group.topic
