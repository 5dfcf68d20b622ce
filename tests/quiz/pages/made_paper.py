"""A made-up paper of few sentences, in an index with others, for tests of drafts of pages."""

from collections.abc import Sequence

from memory_index import memory_index
from paperqa.quiz.material import Material
from paperqa.types import Lang, PageBreak, Paper, Passage
from small_desk import WordEmbedder

PAPER = Paper(id="2099.00001", title="Lantern: A Toy Model", year=2099)
OTHER = Paper(id="2099.00002", title="Something Else", year=2099)
OTHER_TEXT = "Nothing in here has much to do with any of it, but the words are plain words."


def passage(
    text: str,
    section: str = "Abstract",
    *,
    start: int = 0,
    breaks: Sequence[tuple[int, int]] = ((0, 1),),
    paper: str = PAPER.id,
    lang: Lang = "en",
) -> Passage:
    """Return a passage of the made-up paper; ``breaks`` are (offset, page)."""
    return Passage(
        paper=paper,
        kind="paper",
        lang=lang,
        section=section,
        text=text,
        start=start,
        end=start + len(text),
        page_breaks=tuple(PageBreak(*one) for one in breaks),
    )


def material(*passages: Passage | str) -> Material:
    """Return the made-up paper with these passages one after another."""
    own: list[Passage] = []
    for one in passages:
        start = own[-1].end if own else 0
        own.append(passage(one, start=start) if isinstance(one, str) else one)
    others = [passage(OTHER_TEXT, paper=OTHER.id)]
    index = memory_index([*own, *others], [PAPER, OTHER], WordEmbedder())
    return Material(index, PAPER)
