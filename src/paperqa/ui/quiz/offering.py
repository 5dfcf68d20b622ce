"""What a quiz can be about: the papers of the index, and the meetings and lists that name them."""

from collections.abc import Mapping
from typing import Final

from paperqa.answer.desk import Desk
from paperqa.quiz.choosing_papers import choose_papers
from paperqa.types import Paper

_BETWEEN: Final = "\n"
"""Between a list and its topic in the value of a choice; no name holds a line break."""


def papers_offered(desk: Desk) -> list[tuple[str, str]]:
    """Return (title, id) of each paper of which something is in the index, by title."""
    return sorted((paper.title or paper.id, paper.id) for paper in held_papers(desk).values())


def meetings_offered(desk: Desk) -> list[tuple[str, str]]:
    """Return (label, value) of each reading list, with its topics under it."""
    held = held_papers(desk)
    offered: list[tuple[str, str]] = []
    for name in sorted({name for paper in held.values() for name in paper.lists}):
        offered.append(_choice(held, name, ""))
        meetings = [one for paper in held.values() for one in paper.meetings if one.list == name]
        topics = dict.fromkeys(one.topic for one in sorted(meetings, key=lambda one: one.order))
        offered += [_choice(held, name, topic) for topic in topics if topic]
    return offered


def papers_of_meeting(desk: Desk, value: str) -> tuple[str, ...]:
    """Return the ids behind a value of ``meetings_offered``; QuizError where there is none."""
    name, _, topic = value.partition(_BETWEEN)
    return choose_papers(held_papers(desk), lists=[name], meeting=topic or None).papers


def held_papers(desk: Desk) -> Mapping[str, Paper]:
    """Return the papers of which something is in the index, by id."""
    held = {row.paper for row in desk.index.documents if row.passages}
    return {paper.id: paper for paper in desk.index.papers.values() if paper.id in held}


def _choice(held: Mapping[str, Paper], name: str, topic: str) -> tuple[str, str]:
    papers = choose_papers(held, lists=[name], meeting=topic or None).papers
    label = f"{name} · {topic}" if topic else name
    return f"{label} ({len(papers)})", f"{name}{_BETWEEN}{topic}"
