"""Pairs the statements of a paper's two notes, English and Hebrew, which say the same in one order.

Where a paragraph has another number of sentences in the other language, or a pair has other
numbers, the statement stands in English alone: a guess would put a wrong key into a quiz.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final

from paperqa.language.sentences import sentence_spans
from paperqa.quiz.facts.fact import ROLES, Role
from paperqa.types import Citation, Lang, Paper, Passage

_PAGE: Final = re.compile(r"\s*\((?:p\.|עמ')\s*(\d+)\)")
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_TERM: Final = re.compile(r"([^:.]{2,90}): (?=\S)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a note in the languages in which it stands; see ``Fact`` for the fields.

    ``notes`` cite the sentence in the note itself.
    """

    role: Role
    order: int
    texts: Mapping[Lang, str]
    terms: Mapping[Lang, str]
    page: int | None
    notes: Mapping[Lang, tuple[Passage, int, int]]


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def statements_of(notes: Mapping[Lang, Sequence[Passage]]) -> tuple[Statement, ...]:
    """Return the statements of the English note, each with its Hebrew where they pair."""
    english = _sections(notes.get("en", ()))
    hebrew = _sections(notes.get("he", ()))
    paired = len(english) == len(hebrew)
    found: list[Statement] = []
    for place, section in enumerate(english):
        if place < len(ROLES):
            other = hebrew[place] if paired else []
            for pair in _pairs(section, other):
                found.append(_statement(ROLES[place], len(found), *pair))
    return tuple(found)


def note_citation(statement: Statement, lang: Lang, paper: Paper) -> Citation:
    """Return the citation of ``statement`` as the note in ``lang`` words it."""
    passage, start, end = statement.notes[lang]
    return Citation(1, paper, passage, passage.text[start:end], start, end, None)


def _sections(passages: Sequence[Passage]) -> list[list[list[_Sentence]]]:
    """Return sections of paragraphs of sentences."""
    groups = groupby(passages, key=lambda one: one.section)
    return [list(_paragraphs(list(group))) for _, group in groups]


def _paragraphs(passages: Sequence[Passage]) -> Iterator[list[_Sentence]]:
    """Yield the sentences of each paragraph; a passage may end within one."""
    paragraph: list[_Sentence] = []
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            paragraph.append(_Sentence(passage, start, end))
            tail = passage.text[end:]
            if tail.startswith("\n") or tail.lstrip(" ").startswith("\n"):
                yield paragraph
                paragraph = []
    if paragraph:
        yield paragraph


def _pairs(
    english: Sequence[Sequence[_Sentence]], hebrew: Sequence[Sequence[_Sentence]]
) -> Iterator[tuple[_Sentence, _Sentence | None]]:
    together = len(english) == len(hebrew)
    for place, sentences in enumerate(english):
        others = hebrew[place] if together else ()
        same = len(others) == len(sentences)
        for one, other in zip_longest(sentences, others if same else ()):
            yield one, other if other and _same_digits(one.text, other.text) else None


def _same_digits(one: str, other: str) -> bool:
    """Tell whether all digits of the shorter list stand in the other: "two" may be "2" there."""
    first, second = (sorted(_DIGITS.findall(text)) for text in (one, other))
    few, many = sorted((set(first), set(second)), key=len)
    return few <= many


def _statement(role: Role, order: int, en: _Sentence, he: _Sentence | None) -> Statement:
    sentences: dict[Lang, _Sentence] = {"en": en, "he": he} if he else {"en": en}
    texts: dict[Lang, str] = {}
    terms: dict[Lang, str] = {}
    for lang, sentence in sentences.items():
        text = _PAGE.sub("", sentence.text).strip()
        if role == "term" and (named := _TERM.match(text)):
            terms[lang] = named[1]
            text = text[named.end() :]
        texts[lang] = text
    page = _PAGE.search(en.text)
    notes = {lang: (one.passage, one.start, one.end) for lang, one in sentences.items()}
    return Statement(role, order, texts, terms, int(page[1]) if page else None, notes)
