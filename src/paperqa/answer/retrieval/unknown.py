"""Names in a question of what is not in the index: AlphaFold, GPT-5, Swin V2, Whisper."""

import re
from collections.abc import Sequence

from paperqa.answer.retrieval.query import Query
from paperqa.language.sentences import sentence_spans
from paperqa.sources.paper_names import Absent
from paperqa.store.bundle import Index

# From a word's start only: else a long run of letters takes seconds.
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:-\d+(?:\.\d+)?)?(?!\w)")
_WHOLE = re.compile(r"^[A-Za-z]+-?\d{1,2}(?:\.\d)?$|^[A-Z]?[a-z]{3,}[A-Z][a-z]{3,}$")
_IN_PASSING = 3
"""Passages that mention a paper and do not treat it."""


def unknown_names(question: str, index: Index) -> tuple[str, ...]:
    """Return names in ``question`` that no passage holds and no paper is called by."""
    called = " ".join(one.text for one in index.names.named(question))
    return tuple(
        name
        for name in names_in(question)
        if not _stands_in(name, called) and not index.words.knows(name, whole=is_whole(name))
    )


def absent_papers(query: Query, index: Index) -> tuple[Absent, ...]:
    """Return the famous papers that are asked for and not here, each once."""
    texts = dict.fromkeys((query.question, query.text))
    absent = {one.title: one for text in texts for one in index.names.absent(text)}
    return tuple(absent.values())


def hardly_mentioned(paper: Absent, index: Index) -> bool:
    """Tell whether the index only names ``paper``; where it often does, it may well answer."""
    return max(map(index.words.mentions, paper.names)) <= _IN_PASSING


def names_in(question: str) -> list[str]:
    """Return what is spelt as a name in ``question``: with a capital or a digit."""
    # What begins a sentence is spelt with a capital, whatever it is.
    firsts = [
        question[start:end].split()[0].lstrip("\"'“‘([") for start, end in sentence_spans(question)
    ]
    return [word for word in _NAME.findall(question) if _is_name(word, firsts)]


def is_whole(name: str) -> bool:
    """Tell a name of which a part says nothing: ``GPT-5`` is not GPT, AlphaFold not "alpha"."""
    return _WHOLE.match(name) is not None


def _stands_in(name: str, text: str) -> bool:
    """Tell whether ``name`` is a word of ``text``: LoRA is none of QLoRA's."""
    whole = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
    return re.search(whole, text) is not None


def _is_name(word: str, firsts: Sequence[str]) -> bool:
    inner = any(char.isupper() or char.isdigit() for char in word[1:])
    return inner or (word[0].isupper() and not any(first.startswith(word) for first in firsts))
