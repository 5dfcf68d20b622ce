"""The papers in groups: by reading list and lecture, by year, or by topic."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from paperqa.sources.catalog import fold_name
from paperqa.types import Meeting, Paper
from paperqa.ui.papers.shelf import ShelfRow

Grouping = Literal["list", "year", "topic"]
GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)


@dataclass(frozen=True, slots=True)
class Part:
    """A lecture or topic; ``title`` is empty where there is only one part to a group."""

    title: str
    rows: tuple[ShelfRow, ...]


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """``title`` is empty for papers that have no list, year or topic."""

    title: str
    parts: tuple[Part, ...]


def grouped(
    rows: Sequence[ShelfRow], by: Grouping, titles: Mapping[str, str]
) -> tuple[PaperGroup, ...]:
    """Return ``rows`` in groups; ``titles`` are those of the reading lists, by name.

    A paper of several lists stands in each of them, in a group once.
    """
    if by == "year":
        return _by_year(rows)
    return _by_topic(rows) if by == "topic" else _by_list(rows, titles)


def _by_list(rows: Sequence[ShelfRow], titles: Mapping[str, str]) -> tuple[PaperGroup, ...]:
    names = sorted({name for row in rows for name in row.paper.lists})
    groups = [PaperGroup(titles.get(name) or name, _lectures(rows, name)) for name in names]
    return _with_rest(groups, [row for row in rows if not row.paper.lists])


def _lectures(rows: Sequence[ShelfRow], name: str) -> tuple[Part, ...]:
    """Return the lectures of a list in its order, what has none of them last."""
    parts: dict[str, list[ShelfRow]] = {}
    spelt: dict[str, str] = {}
    own = [row for row in rows if name in row.paper.lists]
    for row in sorted(own, key=lambda row: _order(row.paper, name)):
        topics = [one.topic for one in _meetings(row.paper, name)] or [""]
        for topic in dict.fromkeys(topics):
            spelt.setdefault(fold_name(topic), topic)
            parts.setdefault(fold_name(topic), []).append(row)
    in_order = sorted(parts, key=lambda folded: (not folded, _first(parts[folded], name, folded)))
    return tuple(Part(spelt[folded], _once(parts[folded])) for folded in in_order)


def _by_year(rows: Sequence[ShelfRow]) -> tuple[PaperGroup, ...]:
    years = sorted({row.paper.year for row in rows if row.paper.year}, reverse=True)
    groups = [
        PaperGroup(str(year), (Part("", _by_title(r for r in rows if r.paper.year == year)),))
        for year in years
    ]
    return _with_rest(groups, [row for row in rows if not row.paper.year])


def _by_topic(rows: Sequence[ShelfRow]) -> tuple[PaperGroup, ...]:
    spelt: dict[str, str] = {}
    found: dict[str, list[ShelfRow]] = {}
    for row in rows:
        for one in row.paper.meetings:
            if one.topic:
                folded = fold_name(one.topic)
                spelt.setdefault(folded, one.topic)
                found.setdefault(folded, []).append(row)
    groups = [
        PaperGroup(spelt[folded], (Part("", _by_title(found[folded])),))
        for folded in sorted(found, key=lambda folded: spelt[folded].casefold())
    ]
    without = [row for row in rows if not any(one.topic for one in row.paper.meetings)]
    return _with_rest(groups, without)


def _with_rest(groups: list[PaperGroup], rest: Sequence[ShelfRow]) -> tuple[PaperGroup, ...]:
    if rest:
        groups.append(PaperGroup("", (Part("", _by_title(rest)),)))
    return tuple(groups)


def _by_title(rows: Iterable[ShelfRow]) -> tuple[ShelfRow, ...]:
    return _once(sorted(rows, key=lambda row: (row.paper.title or row.paper.id).casefold()))


def _once(rows: Iterable[ShelfRow]) -> tuple[ShelfRow, ...]:
    return tuple({row.paper.id: row for row in rows}.values())


def _meetings(paper: Paper, name: str) -> list[Meeting]:
    return sorted((one for one in paper.meetings if one.list == name), key=lambda one: one.order)


def _order(paper: Paper, name: str) -> float:
    return min((one.order for one in paper.meetings if one.list == name), default=math.inf)


def _first(rows: Sequence[ShelfRow], name: str, folded: str) -> float:
    """Return the place of a lecture: that of its first paper."""
    meetings = (one for row in rows for one in _meetings(row.paper, name))
    return min((one.order for one in meetings if fold_name(one.topic) == folded), default=math.inf)
