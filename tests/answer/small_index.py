"""An index in memory, made of a few passages, for tests of answers."""

from collections.abc import Iterable, Sequence

from fakes import WordEmbedder
from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.language.script import language_of
from paperqa.protocols import ChatModel, Embedder
from paperqa.store.bundle import Index
from paperqa.types import Kind, PageBreak, Paper, Passage

ATTENTION = Paper("1706.03762", "Attention Is All You Need", year=2017, lists=("basics",))
LORA = Paper("2106.09685", "LoRA: Low-Rank Adaptation", year=2021, lists=("tuning", "basics"))
GPT = Paper("gpt1", "Improving Language Understanding", year=2018, lists=("tuning",))
PAPERS = (ATTENTION, LORA, GPT)


def passage(
    text: str,
    paper: Paper = ATTENTION,
    *,
    section: str = "3 Model",
    kind: Kind = "paper",
    start: int = 0,
    pages: Iterable[tuple[int, int]] = ((0, 1),),
) -> Passage:
    """Return a passage; ``pages`` holds (offset, page), of a paper only."""
    breaks = tuple(PageBreak(*cut) for cut in pages) if kind == "paper" else ()
    lang = language_of(text)
    return Passage(paper.id, kind, lang, section, text, start, start + len(text), breaks)


def note(text: str, paper: Paper = GPT, *, section: str = "What it is", start: int = 0) -> Passage:
    """Return a passage of a note, in the language of ``text``."""
    return passage(text, paper, section=section, kind="note", start=start)


def index_of(
    passages: Sequence[Passage],
    embedder: Embedder | None = None,
    papers: Sequence[Paper] = PAPERS,
) -> Index:
    """Return an index of ``passages``; row i is passage i."""
    embedder = embedder or WordEmbedder()
    return memory_index(passages, papers, embedder)


def desk_of(
    passages: Sequence[Passage],
    model: ChatModel | None = None,
    embedder: Embedder | None = None,
    papers: Sequence[Paper] = PAPERS,
) -> Desk:
    """Return a desk over an index of ``passages``."""
    embedder = embedder or WordEmbedder()
    return Desk(index_of(passages, embedder, papers), embedder, model)
