"""What a question asks for, before anything is searched: its language, its English, its papers."""

import re
from dataclasses import dataclass

from paperqa.language.english import EnglishQuestion, to_english
from paperqa.language.hebrew import normalise_hebrew
from paperqa.language.script import language_of, question_language
from paperqa.sources.paper_names import NameBook, Named
from paperqa.store.bundle import Index
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class Query:
    """``english`` is None where the question is English; ``rewrite`` is a model's, if any.

    ``carried`` is the paper that the question is about where it names none, if there is one.
    """

    question: str
    lang: Lang
    english: EnglishQuestion | None
    named: tuple[Named, ...]
    rewrite: str = ""
    carried: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question in English."""
        return self.question if self.english is None else self.english.text

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that the question names, in its order, without repeats; else the carried."""
        named = dict.fromkeys(paper for one in self.named for paper in one.papers)
        return tuple(named) or self.carried


def understand(
    question: str, index: Index, rewrite: str = "", carried: tuple[str, ...] = ()
) -> Query:
    """Return what ``question`` asks for; ``carried`` is the paper that was spoken of before it."""
    lang = question_language(question)
    english = None
    named = index.names.named(question)
    if lang == "he" or language_of(question) == "he":
        spelt, latin = _in_latin(question, named, index.names)
        # Not index.heard.of: it takes half a second to make, and few questions need it.
        english = to_english(spelt, hear=lambda word: index.heard.of(word))
        named += latin
        papers = {paper for one in named for paper in one.papers}
        # ברט is in the glossary, and BERT in the catalogue. What is known by its sound may be a
        # word that sounds like a name: a tracker is not TrOCR.
        more = index.names.named(english.by_glossary)
        named += tuple(one for one in more if not papers.issuperset(one.papers))
    return Query(question, lang, english, named, rewrite, carried)


def _in_latin(
    question: str, named: tuple[Named, ...], names: NameBook
) -> tuple[str, tuple[Named, ...]]:
    """Return ``question`` with the names that no glossary has in Latin letters, and those names."""
    text = normalise_hebrew(question)
    latin = []
    for one in named:
        name = names.latin(one.papers[0])
        if name and to_english(one.text).unknown:
            text = re.sub(rf"(?<!\w){re.escape(one.text)}(?!\w)", name, text)
            latin.append(Named(name, one.papers))
    return text, tuple(latin)
