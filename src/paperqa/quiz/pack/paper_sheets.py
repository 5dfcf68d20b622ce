"""The quiz of one paper as a pack has it: a sheet to hand out, and its answers."""

from dataclasses import dataclass

from paperqa.quiz.batch import about_papers
from paperqa.quiz.exports.markdown_sheet import export
from paperqa.quiz.item import Quiz
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class PaperSheets:
    """Both are Markdown, and begin with the paper's title."""

    quiz: str
    key: str


def sheets_of(quiz: PaperQuiz, langs: tuple[Lang, ...]) -> PaperSheets | None:
    """Return the sheets of the items that do not ask which paper it is; None where there is none.

    The title of a sheet would answer those.
    """
    items = tuple(about_papers(quiz.items))
    if not items:
        return None
    files = export(Quiz(quiz.paper.title or quiz.paper.id, items, langs)).files
    return PaperSheets(files["quiz.md"].decode(), files["quiz-key.md"].decode())
