"""Which papers a question names: ViT, "the LoRA paper", GPT 3, "המאמר של DETR", ברט.

Names are the catalogue's aliases and titles, and for papers that came as a PDF only what their
titles coin ("XLNet: …") and what ``famous_papers`` calls them. Case, spaces, hyphens and joined
Hebrew letters do not count; a number does: GPT-4 is not GPT.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from paperqa.language.hebrew import fold_word, normalise_hebrew
from paperqa.language.inflection import prefix_lengths
from paperqa.sources.catalog import fold_name
from paperqa.sources.common_names import COMMON_NAMES, means_its_paper
from paperqa.sources.famous_papers import FamousPaper, Titles, famous_papers
from paperqa.types import Paper

_WORD = re.compile(r"""[^\W_]+(?:["'][^\W_]+)*""")
_MOST_WORDS = 8
_LONGEST_HEAD = 3
_LONG_HEBREW = 6
"""Letters; shorter Hebrew names are often words as well."""
_ENDS_SENTENCE = re.compile(r"[.!?:][\s\"“]*$")
_LATIN = re.compile(r"[A-Za-z]\w*")
_PLAIN = re.compile(r"[A-Z][a-z]+$")
_COINED = re.compile(r"(?<![A-Za-z])[A-Za-z]*[a-z][A-Z]\w*|(?<![A-Za-z])[A-Z]{2,}[a-z]\w+")
_GOES_ON = re.compile(r"([+#]+(?!\w)|-\d|\s\d(?![\d.,%]|\s*[a-zא-ת]))")


@dataclass(frozen=True, slots=True)
class Named:
    """``text`` of the question names ``papers``."""

    text: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """``text`` names a famous paper that is not here, by the first of its ``names`` or another.

    Only names of one Latin word stand behind the first.
    """

    text: str
    names: tuple[str, ...]
    title: str

    @property
    def name(self) -> str:
        """The name that is used most."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str


class NameBook:
    """The names of all papers of an index; never changed after it is made."""

    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._latin: dict[str, str] = {}
        self._absent: dict[str, FamousPaper] = {}
        # Famous names that are words when written small.
        self._capital: set[str] = set()
        for paper in papers.values():
            self._add(paper.id, (paper.title, *paper.aliases))
            self._call(paper.id, paper.aliases)
        coined = {paper.id: set(map(_folded, _coined(paper.title))) for paper in papers.values()}
        counts = Counter(name for names in coined.values() for name in names)
        for paper_id, names in coined.items():
            # What two titles say is the field's word; an alias of another paper is that paper's.
            self._add(paper_id, (n for n in names if counts[n] == 1 and n not in self._by_name))
        self._add_famous(papers)

    def _add(self, paper_id: str, names: Iterable[str]) -> None:
        for name in dict.fromkeys(map(_folded, names)):
            if len(name) > 1 and paper_id not in self._by_name.get(name, ()):
                self._by_name[name] = (*self._by_name.get(name, ()), paper_id)

    def latin(self, paper_id: str) -> str:
        """Return what a paper is called in Latin letters; empty where it has a title only."""
        return self._latin.get(paper_id, "")

    def _call(self, paper_id: str, names: Iterable[str]) -> None:
        for name in names:
            if name.isascii():
                self._latin.setdefault(paper_id, name)

    def _add_famous(self, papers: Mapping[str, Paper]) -> None:
        titles = Titles({paper.id: paper.title for paper in papers.values()})
        taken = frozenset(self._by_name)
        for famous in famous_papers():
            names = [name for name in map(_folded, famous.names) if name not in taken]
            here = titles.same(famous.title)
            for paper_id in here:
                self._add(paper_id, names)
                self._call(paper_id, famous.names)
                plain = map(_folded, filter(_PLAIN.match, famous.names))
                self._capital.update(name for name in plain if name not in taken)
            for name in () if here else names:
                self._absent.setdefault(name, famous)

    def named(self, text: str) -> tuple[Named, ...]:
        """Return what names papers in ``text``, in order; the longest name wins."""
        text = normalise_hebrew(text)
        found = self._mentions(text)
        others = any(one.name not in COMMON_NAMES for one in found)
        return tuple(
            Named(text[one.start : one.end], self._by_name[one.name])
            for one in found
            if one.name in self._by_name
            if one.name not in COMMON_NAMES
            or means_its_paper(text, one.start, one.end, others=others)
        )

    def absent(self, text: str) -> tuple[Absent, ...]:
        """Return what names famous papers in ``text`` that are none of these, in order."""
        text = normalise_hebrew(text)
        mentions = [one for one in self._mentions(text) if one.name not in self._by_name]
        famous = [self._absent[one.name] for one in mentions]
        return tuple(
            Absent(text[one.start : one.end], _single(paper.names), paper.title)
            for one, paper in zip(mentions, famous, strict=True)
        )

    def _mentions(self, text: str) -> list[_Mention]:
        words = list(_WORD.finditer(text))
        folded = [_folded(word[0]) for word in words]
        found: list[_Mention] = []
        at = 0
        while at < len(words):
            for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                start, end = words[at].start(), words[at + count - 1].end()
                if name := self._name_at(text, start, end, "".join(folded[at : at + count])):
                    found.append(_Mention(start, end, name))
                    at += count
                    break
            else:
                at += 1
        return found

    def _name_at(self, text: str, start: int, end: int, folded: str) -> str:
        """Return the known name, folded, that ``text[start:end]`` is; empty where it is none."""
        span = text[start:end]
        names = list(_spellings(folded, span.partition(" ")[0]))
        small = span.islower()
        here = (n for n in names if n in self._by_name and not (small and n in self._capital))
        absent = (n for n in names if n in self._absent and _is_name(n, text, start, end))
        name = next(here, "") or next(absent, "")
        return "" if name and _GOES_ON.match(text[end:]) else name


def _is_name(name: str, text: str, start: int, end: int) -> bool:
    """Tell a name from words: to whisper, "Zero is …", "General language models", משלימה."""
    span = text[start:end]
    words = _LATIN.findall(span)
    if not words:
        return len(name) >= _LONG_HEBREW
    if (text.isascii() and text.isupper()) or re.search(r"[.!?]\s", span):
        return False
    if any(map(str.isdigit, span)) or any(map(str.isupper, "".join(w[1:] for w in words))):
        return True
    first = not text[:start].strip() or _ENDS_SENTENCE.search(text[:start])
    opens = first and text[start].isascii()
    return all(word[0].isupper() for word in words) and (len(words) > 1 or not opens)


def _single(names: tuple[str, ...]) -> tuple[str, ...]:
    first, *others = names
    return (first, *(name for name in others if name.isascii() and name.isalnum()))


def _spellings(name: str, first: str) -> Iterator[str]:
    """Yield what a folded name may be, whose ``first`` word may begin with joined letters."""
    yield name
    if name.isascii():
        yield name.removesuffix("s")
        return
    for cut in _joined_letters(first):
        yield name[cut:]


@lru_cache(maxsize=4096)
def _joined_letters(word: str) -> tuple[int, ...]:
    return tuple(prefix_lengths(fold_word(word)))


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return fold_name(fold_word(normalise_hebrew(name)))


def _coined(title: str) -> Iterator[str]:
    """Yield the names that a title makes: its head before a colon, a first word like ``XLNet``.

    Further on it names what others made: "Training ImageNet in 1 Hour".
    """
    head, colon, _ = title.partition(":")
    if colon and len(head.split()) <= _LONGEST_HEAD:
        yield head
    if not title.isupper() and (first := _COINED.match(title)):
        yield first[0]
