"""Which papers a quiz is about: papers by name, whole reading lists, one lecture or topic.

All that is wished for is added up, each paper once, in the order in which the club reads it.
Errors: CatalogError for a paper that nobody knows; QuizError for a list or topic, and for no wish.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.errors import QuizError
from paperqa.quiz.known_names import nearest_first
from paperqa.sources.catalog import Catalog, fold_name
from paperqa.types import Meeting, Paper

_SHOWN_IN_TITLE: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """``papers`` are ids, each once; ``title`` is what the quiz is called."""

    papers: tuple[str, ...]
    title: str


def choose_papers(
    known: Mapping[str, Paper],
    papers: Sequence[str] = (),
    lists: Sequence[str] = (),
    meeting: str | None = None,
) -> Choice:
    """Return the papers of ``known`` that are wished for.

    ``papers`` are ids, titles or aliases. ``meeting`` is a topic of a reading list, whole or a part
    that only one has, whatever its case; beside it, ``lists`` say where it is looked for.
    """
    check_wish(papers, lists, meeting)
    catalog = Catalog(known)
    found = [catalog.find(name) for name in papers]
    # Of several titles the names before their colons: a heading is no list of references.
    single = len(found) == 1 and not lists and meeting is None
    names = [paper.title if single else paper.title.partition(":")[0] for paper in found]
    _check_lists(known, lists)
    if meeting is not None:
        topic = _topic(known, meeting, lists)
        names.append(topic)
        found += _of_topic(known, topic, lists)
    else:
        names += lists
        for name in lists:
            found += _of_list(known, name)
    return Choice(tuple(dict.fromkeys(paper.id for paper in found)), _title(names))


def check_wish(papers: Sequence[str], lists: Sequence[str], meeting: str | None) -> None:
    """Refuse a wish for nothing: it is not one for everything."""
    if not (papers or lists or meeting is not None):
        raise QuizError(
            "say what the quiz is about with --paper, --list or --meeting, "
            "for example: paperqa quiz --paper ViT"
        )


def _check_lists(known: Mapping[str, Paper], lists: Sequence[str]) -> None:
    there = sorted({name for paper in known.values() for name in paper.lists})
    for name in lists:
        if name not in there:
            nearest = ", ".join(nearest_first(name, there)) or "none; add one: paperqa papers add"
            raise QuizError(f"no reading list {name!r}; known: {nearest}")


def _topic(known: Mapping[str, Paper], meeting: str, lists: Sequence[str]) -> str:
    """Return the one topic that ``meeting`` is, or else is a part of."""
    spelt: dict[str, str] = {}  # lists may write one topic as GPT-3 and as GPT 3
    for paper in known.values():
        for one in paper.meetings:
            if one.topic and _is_of(one, lists):
                spelt.setdefault(fold_name(one.topic), one.topic)
    wanted = fold_name(meeting)
    parts = [topic for folded, topic in spelt.items() if wanted and wanted in folded]
    found = [spelt[wanted]] if wanted in spelt else parts
    if len(found) == 1:
        return found[0]
    nearest = "; ".join(nearest_first(meeting, found or spelt.values()))
    if found:
        raise QuizError(f"{meeting!r} is a part of several topics, give one of them: {nearest}")
    where = f" in {', '.join(lists)}" if lists else ""
    if not spelt:
        raise QuizError(f"no topic is known{where}; choose papers with --paper or --list")
    raise QuizError(f"no lecture or topic {meeting!r}{where}; known, nearest first: {nearest}")


def _of_topic(known: Mapping[str, Paper], topic: str, lists: Sequence[str]) -> list[Paper]:
    folded = fold_name(topic)
    places = {
        paper.id: [
            (one.list, one.order)
            for one in paper.meetings
            if fold_name(one.topic) == folded and _is_of(one, lists)
        ]
        for paper in known.values()
    }
    there = [paper for paper in known.values() if places[paper.id]]
    return sorted(there, key=lambda paper: min(places[paper.id]))


def _of_list(known: Mapping[str, Paper], name: str) -> list[Paper]:
    """Return the papers of a list in its order; those without a place in it come last."""

    def place(paper: Paper) -> float:
        return min((one.order for one in paper.meetings if one.list == name), default=math.inf)

    return sorted((paper for paper in known.values() if name in paper.lists), key=place)


def _is_of(meeting: Meeting, lists: Sequence[str]) -> bool:
    return not lists or meeting.list in lists


def _title(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = len(unique) - _SHOWN_IN_TITLE
    return " · ".join(unique[:_SHOWN_IN_TITLE]) + (f" +{more}" if more > 0 else "")
