"""A maker of quizzes that needs no ideas: the first word of each passage is the gap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fakes import WordEmbedder
from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.quiz.item import GAP, QuizItem, Wording
from paperqa.quiz.material import passages_of
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Citation, PageBreak, Paper, Passage

PAPERS = (
    Paper("1706.03762", "Attention Is All You Need"),
    Paper("2106.09685", "LoRA"),
    Paper("gpt1", "Improving Language Understanding"),
    Paper("cs/0112017", "A paper without a passage"),
)


def passage(paper: str, number: int) -> Passage:
    """Return a passage on two pages; its first sentence stands on page ``number``."""
    text = f"Word{number} of {paper} stands first \U0001d465\ud800. Then comes another page."
    breaks = (PageBreak(0, number), PageBreak(text.index("Then"), number + 1))
    start = 1000 * number
    return Passage(paper, "paper", "en", "1 Intro", text, start, start + len(text), breaks)


def scripted_desk() -> Desk:
    """Return a desk of three papers with three passages each, and one without any."""
    passages = [passage(paper.id, number) for paper in PAPERS[:3] for number in (1, 2, 3)]
    embedder = WordEmbedder()
    return Desk(memory_index(passages, PAPERS, embedder), embedder)


def plan_of(*papers: str, count: int = 2, seed: int = 0) -> Plan:
    """Return a plan in English."""
    return Plan(papers or ("1706.03762", "2106.09685", "gpt1"), count=count, seed=seed)


def item_of(passage: Passage, paper: Paper, number: int) -> QuizItem:
    """Return an item about the first sentence of ``passage``."""
    end = passage.text.index(".") + 1
    quote = passage.text[:end]
    word = quote.split()[0]
    page = passage.page_at(0)
    boxes = ((1.1, 2.2, 3.3, 0.1 + 0.2),)
    return QuizItem(
        id=f"{paper.id}-{number}",
        kind="cloze",
        wordings=(
            Wording("en", quote.replace(word, GAP, 1), word, explanation=quote, accepted=("אבג",)),
        ),
        correct=None,
        citation=Citation(1, paper, passage, quote, 0, end, page, boxes, "weak"),
        difficulty="easy",
        maker="first word",
    )


@dataclass
class ScriptedMaker:
    """Makes what it finds; ``raises`` names papers that break, ``before`` is called for each."""

    raises: Mapping[str, BaseException] = field(default_factory=dict)
    before: Callable[[str], object] = lambda paper_id: None
    asked: list[str] = field(default_factory=list)

    def __call__(self, desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        self.asked.append(paper_id)
        yield ""
        self.before(paper_id)
        if paper_id in self.raises:
            raise self.raises[paper_id]
        paper = desk.index.papers[paper_id]
        found = passages_of(desk.index, paper_id)
        chosen = (found["paper"] + found["note"])[: plan.count]
        items = tuple(item_of(one, paper, plan.seed + row) for row, one in enumerate(chosen))
        return PaperQuiz(paper, plan.count, items, (("too long", 3), ("asked twice", 1)))
