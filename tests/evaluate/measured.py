"""Two papers and a note in an index in memory, and runs written out by hand."""

from collections.abc import Sequence

from fakes import WordEmbedder
from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.evaluate.arms import Found
from paperqa.evaluate.measures import Answered
from paperqa.evaluate.questions import Gold, Question
from paperqa.evaluate.results import About, Asked, Run, asked_of
from paperqa.types import Kind, Lang, PageBreak, Paper, Passage

ATTENTION = Paper("1706.03762", "Attention Is All You Need", aliases=("Transformer",))
LORA = Paper("2106.09685", "LoRA: Low-Rank Adaptation", aliases=("LoRA",))
HEADS = "The base model uses eight parallel attention heads in each layer."
SOFTMAX = "The keys and queries are multiplied, and then a softmax follows."
FROZEN = "Two low-rank matrices are trained beside the frozen weights of the model."


def passage(
    text: str,
    paper: Paper,
    page: int,
    *,
    start: int = 0,
    section: str = "3 Model",
    kind: Kind = "paper",
    lang: Lang = "en",
) -> Passage:
    """Return a passage that stands on one page, of a paper; a note has none."""
    breaks = (PageBreak(0, page),) if kind == "paper" else ()
    return Passage(paper.id, kind, lang, section, text, start, start + len(text), breaks)


PASSAGES = (
    passage(HEADS, ATTENTION, 5),
    passage(SOFTMAX, ATTENTION, 4, start=5000, section="2 Scores"),
    passage(FROZEN, LORA, 2),
    passage("The LoRA note says what is frozen.", LORA, 0, kind="note", section="What it is"),
)


def desk_of(passages: Sequence[Passage] = PASSAGES) -> Desk:
    """Return a desk over an index of ``passages``, without a model."""
    embedder = WordEmbedder()
    index = memory_index(passages, (ATTENTION, LORA), embedder)
    return Desk(index, embedder)


def gold_question(name: str, text: str, *gold: Gold, lang: Lang = "en") -> Question:
    """Return a question; without ``gold`` the papers do not answer it."""
    return Question(id=name, question=text, lang=lang, gold=gold, answerable=bool(gold))


ABOUT = About(
    file="q.jsonl",
    kind="all",
    k=5,
    index="gen-000007",
    embedder="words",
    passages=40,
    papers=3,
    commit="",
    date="2026-11-21T12:00:00+00:00",
    cores=2,
)
"""What runs made by hand say of themselves."""


def asked(name: str, lang: Lang = "en", *, answerable: bool = True, kind: str = "why") -> Asked:
    """Return a question as a run remembers it."""
    gold = (Gold("1706.03762", (4,)),) if answerable else ()
    return asked_of(Question(name, f"What of {name}?", lang, gold, answerable, kind))


def found(name: str, paper: int | None, page: int | None, ms: float = 10.0) -> Found:
    """Return where the one gold entry of a question stands."""
    return Found(name, (paper,), (page,), ms)


def run_of(
    arms: dict[str, tuple[Found, ...]],
    questions: Sequence[Asked],
    answers: Sequence[Answered] = (),
) -> Run:
    """Return a run as if it had been measured."""
    return Run(ABOUT, tuple(questions), arms, tuple(answers))
