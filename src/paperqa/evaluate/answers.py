"""What the answers are worth: who is refused, and whether quotes stand where they are said to.

Answers are those that everybody gets who has no language model: quotations.
"""

from collections.abc import Iterator, Sequence

from paperqa.answer.ask import Options, answer_of
from paperqa.answer.desk import Desk
from paperqa.evaluate.measures import Answered
from paperqa.evaluate.questions import Question
from paperqa.evaluate.quotes import DocumentTexts
from paperqa.types import Answer, Filters


def run_answers(
    desk: Desk, questions: Sequence[Question], k: int, filters: Filters
) -> Iterator[Answered]:
    """Yield what came of each of ``questions``, all of which say whether they are answerable."""
    texts = DocumentTexts(desk.index.passages)
    options = Options(k=k, filters=filters, wanted="extractive")
    for question in questions:
        yield judged(question, answer_of(desk, question.question, options), texts)


def judged(question: Question, answer: Answer, texts: DocumentTexts) -> Answered:
    """Return what ``answer`` is worth, by the gold of ``question``."""
    return Answered(
        id=question.id,
        answerable=bool(question.answerable),
        refused=not answer.found,
        quotes=len(answer.citations),
        exact=sum(texts.stands(citation) for citation in answer.citations),
        cites_gold=_cites_gold(question, answer),
    )


def _cites_gold(question: Question, answer: Answer) -> bool | None:
    pages = {(gold.paper, page) for gold in question.gold for page in gold.pages}
    if not answer.found or not pages:
        return None
    return any((citation.paper.id, citation.page) in pages for citation in answer.citations)
