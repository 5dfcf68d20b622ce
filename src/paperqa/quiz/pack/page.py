"""The page of one paper: key points, questions and sources.

Its quiz stands elsewhere: the key points say what the quiz asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperqa.answer.desk import Desk
from paperqa.quiz.exports.plain_markdown import inline
from paperqa.quiz.pack.discussion import discussion
from paperqa.quiz.pack.meeting import Meeting, Member
from paperqa.quiz.pack.model_discussion import model_discussion
from paperqa.quiz.pack.points import key_points
from paperqa.quiz.pack.question import Question, written
from paperqa.quiz.pack.references import References
from paperqa.quiz.pack.summary import summary
from paperqa.quiz.pack.texts import TEXTS
from paperqa.types import Lang, Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the pages of a pack share; ``langs`` in the order in which they stand."""

    desk: Desk
    meeting: Meeting
    langs: tuple[Lang, ...]
    with_model: bool


def page_of(sheet: Sheet, member: Member) -> str:
    """Return the page as Markdown."""
    paper = member.paper
    blocks = [f"# {inline(paper.title or paper.id)}", by_line(paper)]
    blocks += [_part(sheet, member, lang) for lang in sheet.langs]
    return "\n\n".join(block for block in blocks if block) + "\n"


def by_line(paper: Paper) -> str:
    """Return authors, year and address."""
    authors = ", ".join(paper.authors)
    parts = [inline(authors), str(paper.year or ""), f"<{paper.url}>" if _is_link(paper) else ""]
    return " · ".join(part for part in parts if part)


def facing(text: str, lang: Lang) -> str:
    """Return Markdown that runs in the direction of ``lang``."""
    return f'<div dir="rtl">\n\n{text}\n\n</div>' if lang == "he" else text


def _is_link(paper: Paper) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", paper.url) is not None


def _part(sheet: Sheet, member: Member, lang: Lang) -> str:
    """Return points, questions and sources in one language."""
    texts = TEXTS[lang]
    references = References(member.paper, lang)
    points = _points(sheet, member, lang, references)
    if not points:
        return facing(texts.nothing_known, lang)
    questions = [written(one, references, lang) for one in _questions(sheet, member, lang)]
    blocks = [f"## {texts.key_points}", "\n".join(f"- {point}" for point in points)]
    if questions:
        numbered = enumerate(questions, 1)
        blocks += [f"## {texts.discussion}", "\n".join(f"{n}. {one}" for n, one in numbered)]
    blocks += [f"## {texts.sources}", "\n".join(references.listed())]
    return facing("\n\n".join(blocks), lang)


def _points(sheet: Sheet, member: Member, lang: Lang, references: References) -> list[str]:
    if member.grounds and not member.grounds[0].quoted:
        return [references.stated(one) for one in key_points(member.grounds)]
    if not member.grounds:
        return []
    model = sheet.with_model
    return summary(sheet.desk, member.paper, lang, references, with_model=model)


def _questions(sheet: Sheet, member: Member, lang: Lang) -> Sequence[Question]:
    if sheet.with_model:
        title = member.paper.title
        found = model_discussion(sheet.desk, title, key_points(member.grounds), lang)
        if found:
            return found
    return discussion(sheet.meeting, member)
