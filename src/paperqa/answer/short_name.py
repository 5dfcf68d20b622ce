"""What a paper is called in a sentence."""

from typing import Final

from paperqa.store.bundle import Index

_MOST_WORDS: Final = 3


def short_name(paper: str, index: Index) -> str:
    """Return what ``paper`` is called: its first Latin name that names no other, else its title.

    A title stands in quotation marks.
    """
    row = index.papers[paper]
    head, colon, _ = row.title.partition(":")
    coined: tuple[str, ...] = (head,) if colon or len(head.split()) <= _MOST_WORDS else ()
    for name in (*row.aliases, *coined, index.names.latin(paper)):
        papers = [other for one in index.names.named(name) for other in one.papers]
        if name.isascii() and papers == [paper]:
            return name
    return f"“{row.title or paper}”"
