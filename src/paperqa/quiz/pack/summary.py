"""Key points of a paper that has no notes: the summary that the chat would give.

Quoted sentences without a language model, the model's own words with one; both cite their pages.
"""

import re
from typing import Final

from paperqa.answer.ask import Options, answer_of
from paperqa.answer.desk import Desk
from paperqa.answer.markers import find_markers
from paperqa.quiz.exports.plain_markdown import inline
from paperqa.quiz.pack.references import References
from paperqa.types import Answer, Filters, Lang, Paper

_ASK: Final[dict[Lang, str]] = {"en": "Summarize the paper", "he": "סכמו את המאמר"}
_TAIL: Final = re.compile(r"[\s.,;:]*")


def summary(
    desk: Desk, paper: Paper, lang: Lang, references: References, *, with_model: bool
) -> list[str]:
    """Return the points as Markdown lines; none where the index holds nothing of ``paper``."""
    options = Options(
        filters=Filters(papers=(paper.id,)),
        lang=lang,
        wanted="auto" if with_model else "extractive",
    )
    answer = answer_of(desk, _ASK[lang], options)
    if not answer.found:
        return []
    if answer.mode == "extractive":
        # Not by the markers of its text: the paper's own references look like them.
        return [references.quotation(one) for one in answer.citations]
    blocks = answer.text.split("\n")
    return [point for block in blocks for point in _points(block, answer, references)]


def _points(block: str, answer: Answer, references: References) -> list[str]:
    """Return one point for each stretch of ``block`` that ends in markers; a heading is none."""
    points: list[str] = []
    start = 0
    for marker in find_markers(block):
        text = block[start : marker.start].strip(" •-*")
        cited = [answer.citations[n - 1] for n in marker.numbers if n <= len(answer.citations)]
        if text:
            points.append(f"{inline(text)} {references.cite(cited)}")
        elif points:
            points[-1] += references.cite(cited)
        tail = _TAIL.match(block, marker.end)
        start = tail.end() if tail else marker.end
    return points
