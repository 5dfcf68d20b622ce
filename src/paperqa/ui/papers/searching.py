"""What a search in the list looks at: title, other names, authors, year, id, lectures.

The same folding is done in ``papers.js`` to what is typed; a paper is found where it holds every
word that was typed, or the beginning, or any part of it.
"""

import unicodedata

from paperqa.types import Paper


def folded(text: str) -> str:
    """Return ``text`` as words of letters and digits, without case, accents and vowel points.

    >>> folded("R-CNN, Łukasz Čapek; טְרַנְסְפוֹרְמֶר")
    'r cnn łukasz capek טרנספורמר'
    """
    spelt = unicodedata.normalize("NFKD", text).lower()
    kept = (char for char in spelt if not unicodedata.category(char).startswith("M"))
    return " ".join("".join(char if char.isalnum() else " " for char in kept).split())


def searched_text(paper: Paper) -> str:
    """Return all by which ``paper`` can be found, folded."""
    year = [str(paper.year)] if paper.year else []
    topics = [one.topic for one in paper.meetings]
    parts = [paper.title, *paper.aliases, *paper.authors, *year, paper.id, *topics]
    return folded(" ".join(dict.fromkeys(parts)))
