"""What papers are called in the sentences of a pack, in both languages."""

import re
from typing import Final

from paperqa.quiz.called import called as the_name
from paperqa.store.bundle import Index
from paperqa.types import Lang, Paper

_WITH_ARTICLE: Final = frozenset({"Transformer"})
_OPENS_HEBREW: Final = re.compile("[א-ת]")
_SWALLOWS_ARTICLE: Final = "בל"


def called(paper: Paper, index: Index, lang: Lang) -> str:
    """Return the name of ``paper`` in a sentence: ViT, the Transformer, “Segment Anything”.

    A name without a capital is no name that a sentence can use; the title then is.
    """
    name = the_name(paper.id, index) if paper.id in index.papers else f"“{paper.title}”"
    article = {"en": "the ", "he": "ה-"}[lang] if name in _WITH_ARTICLE else ""
    return article + name


def in_sentence(term: str) -> str:
    """Return ``term`` as it stands within a sentence: small, unless it is an abbreviation."""
    first, rest = term[:1], term[1:]
    word = rest.split(" ", 1)[0]
    keeps = any(char.isupper() or char.isdigit() for char in word) or not word
    return term if keeps else first.lower() + rest


def prefixed(letter: str, name: str) -> str:
    """Return ``name`` behind a Hebrew letter such as ל: a hyphen before Latin, no ה after ב, ל."""
    if letter in _SWALLOWS_ARTICLE and name.startswith("ה-"):
        return letter + name.removeprefix("ה")
    return letter + ("" if _OPENS_HEBREW.match(name) else "-") + name
