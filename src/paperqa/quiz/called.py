"""What a paper is called in a question."""

from typing import Final

from paperqa.answer.short_name import short_name
from paperqa.sources.catalog import fold_name
from paperqa.store.bundle import Index

_LONGEST: Final = 70
"""Characters of a title."""


def called(paper: str, index: Index) -> str:
    """Return a name that looks like one (Swin, GPT-2), else the title in quotation marks.

    A name without a capital is none that a sentence can use. A name that opens the title is
    spelt as there.
    """
    title = index.papers[paper].title or paper
    name = short_name(paper, index)
    head = title.partition(":")[0]
    if name.isascii() and fold_name(head) == fold_name(name):
        name = head
    if any(map(str.isupper, name)) and len(name) <= _LONGEST:
        return name
    short = title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{short}”"
