"""The sentences of a paper that can stand alone, with where they are printed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.quiz.material import Material
from paperqa.quiz.pages.hygiene import trouble_with
from paperqa.quiz.pages.lexicon import Lexicon
from paperqa.quiz.pages.sections import weight_of_section
from paperqa.quiz.pages.shown import shown
from paperqa.types import Citation, Paper, Passage

_CAPTION: Final = re.compile(r"^\W*(?:Table|Tab\.|Figure|Fig\.|Algorithm|Listing)\s*[A-Z]?\d", re.I)
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|in|is|that|for|we|are|with|this)\b", re.I)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH_SHARE: Final = 0.14
_CUT_LINE: Final = re.compile(r"[\w,;–-]$")
_HEADING_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class PageSentence:
    """``passage.text[start:end]`` on ``page``; ``text`` is what a question shows of it.

    ``weight`` in [0, 1]: how much its section says of what the paper is about.
    """

    passage: Passage
    start: int
    end: int
    page: int
    text: str
    weight: float

    @property
    def quote(self) -> str:
        """The sentence as printed."""
        return self.passage.text[self.start : self.end]

    @property
    def about(self) -> str:
        """A name for the sentence, stable as long as the document's text is."""
        return f"{self.passage.start + self.start}:{self.page}"

    def citation(self, paper: Paper) -> Citation:
        """Return the whole sentence as a source."""
        return Citation(1, paper, self.passage, self.quote, self.start, self.end, self.page)


def sentences_of(printed: Iterable[PageSentence], lexicon: Lexicon) -> Iterator[PageSentence]:
    """Yield those of ``printed`` that can stand alone in a question."""
    for sentence in printed:
        good = sentence.weight > 0 and not trouble_with(sentence.text)
        if good and not lexicon.has_holes(sentence.text):
            yield sentence


def printed_sentences(material: Material) -> Iterator[PageSentence]:
    """Yield all whole sentences, those that cannot stand alone too; none of captions or tables.

    Nothing of a paper that is not in English.
    """
    if not _is_english(material):
        return
    for passage in material.pages:
        weight = weight_of_section(passage.section)
        for start, end in _whole_spans(passage.text):
            page = passage.page_at(start)
            text = shown(passage.text[start:end])
            if text and page is not None and page == passage.page_at(end - 1):
                yield PageSentence(passage, start, end, page, text, weight)


def _whole_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text`` without captions and what a caption has cut in two."""
    spans = sentence_spans(text)
    offset, cut = 0, False
    for line in text.splitlines(keepends=True):
        end = offset + len(line)
        if not _CAPTION.match(line):
            inside = [span for span in spans if offset <= span[0] < end]
            yield from inside[1:] if cut else inside
            long = len(line.split()) > _HEADING_WORDS
            cut = long and _CUT_LINE.search(line.rstrip()) is not None
        offset = end


def _is_english(material: Material) -> bool:
    text = " ".join(passage.text for passage in material.pages)
    words = len(_WORD.findall(text))
    return language_of(text) == "en" and len(_ENGLISH.findall(text)) >= _ENGLISH_SHARE * max(
        words, 1
    )
