"""Quiz items written out by hand, on pages that are, too."""

from dataclasses import replace

from small_quiz import CHOICE, CLOZE, OPEN, PAPER, TRUE_OR_FALSE, citation_of

from paperqa.evaluate.quizzes.made import Made
from paperqa.quiz.item import QuizItem, Wording
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Citation, PageBreak, Paper, Passage

OTHER_PAPER = Paper("2106.09685", "LoRA: Low-Rank Adaptation", aliases=("LoRA",))
FOUR = ("one", "two", "three", "four")


def choice(
    name: str, correct: int, choices: tuple[str, ...] = FOUR, question: str = "Which is it?"
) -> QuizItem:
    """Return a choice in English."""
    wording = Wording("en", question, choices[correct], choices)
    return replace(CHOICE, id=name, correct=correct, wordings=(wording,))


def truth(name: str, is_true: bool, question: str = "It is so.") -> QuizItem:
    """Return a statement that is true or false."""
    wording = Wording("en", question, "True" if is_true else "False", ("True", "False"))
    return replace(TRUE_OR_FALSE, id=name, correct=0 if is_true else 1, wordings=(wording,))


def cloze(name: str, question: str, answer: str, *accepted: str, quote: str = "") -> QuizItem:
    """Return a gap to fill, with ``quote`` where one is given."""
    wording = Wording("en", question, answer, accepted=accepted)
    citation = replace(CLOZE.citation, quote=quote) if quote else CLOZE.citation
    return replace(CLOZE, id=name, wordings=(wording,), citation=citation)


def open_item(name: str, question: str) -> QuizItem:
    """Return an item to answer in own words."""
    return replace(OPEN, id=name, wordings=(Wording("en", question, "Because."),))


def on_page(item: QuizItem, page: int | None) -> QuizItem:
    """Return the item with its quote on ``page``."""
    return replace(item, citation=replace(item.citation, page=page))


def made(*items: QuizItem, asked: int = 10, paper: Paper = PAPER, pages: int = 10) -> Made:
    """Return the quiz of a paper with pages 1 to ``pages``."""
    return Made(PaperQuiz(paper, asked, items), frozenset(range(1, pages + 1)), 0.5)


def passage_of(text: str, page: int | None, start: int = 0) -> Passage:
    """Return a passage of the paper, or of a note where ``page`` is None."""
    breaks = () if page is None else (PageBreak(0, page),)
    return replace(
        citation_of("Masks hide").passage,
        kind="note" if page is None else "paper",
        text=text,
        start=start,
        end=start + len(text),
        page_breaks=breaks,
    )


def quoted(passage: Passage, quote: str, page: int | None) -> Citation:
    """Return a citation that claims that ``quote`` stands on ``page``."""
    return Citation(1, PAPER, passage, quote, 0, len(quote), page)
