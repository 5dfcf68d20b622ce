"""Which papers a question names: ViT, "the LoRA paper", GPT 3, "המאמר של DETR", ברט.

Names are the catalogue's aliases and titles, and what titles themselves coin ("XLNet: …"), for
papers that came as a PDF only. Case, spaces, hyphens and joined Hebrew letters do not count; a
number does: GPT-4 is not GPT.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from paperqa.language.hebrew import fold_word, normalise_hebrew
from paperqa.language.inflection import prefix_lengths
from paperqa.sources.catalog import fold_name
from paperqa.sources.common_names import COMMON_NAMES, means_its_paper
from paperqa.types import Paper

_WORD = re.compile(r"""[^\W_]+(?:["'][^\W_]+)*""")
_MOST_WORDS = 8
_LONGEST_HEAD = 3
_COINED = re.compile(r"(?<![A-Za-z])[A-Za-z]*[a-z][A-Z]\w*|(?<![A-Za-z])[A-Z]{2,}[a-z]\w+")
_NEXT_NUMBER = re.compile(r"(-\d|\s\d(?![\d.,%]|\s*[a-zא-ת]))")


@dataclass(frozen=True, slots=True)
class Named:
    """``text`` of the question names ``papers``."""

    text: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str


class NameBook:
    """The names of all papers of an index; never changed after it is made."""

    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self._by_name: dict[str, tuple[str, ...]] = {}
        for paper in papers.values():
            self._add(paper.id, (paper.title, *paper.aliases))
        coined = {paper.id: set(map(_folded, _coined(paper.title))) for paper in papers.values()}
        counts = Counter(name for names in coined.values() for name in names)
        for paper_id, names in coined.items():
            # What two titles say is the field's word; an alias of another paper is that paper's.
            self._add(paper_id, (n for n in names if counts[n] == 1 and n not in self._by_name))

    def _add(self, paper_id: str, names: Iterable[str]) -> None:
        for name in dict.fromkeys(map(_folded, names)):
            if len(name) > 1 and paper_id not in self._by_name.get(name, ()):
                self._by_name[name] = (*self._by_name.get(name, ()), paper_id)

    def named(self, text: str) -> tuple[Named, ...]:
        """Return what names papers in ``text``, in order; the longest name wins."""
        text = normalise_hebrew(text)
        words = list(_WORD.finditer(text))
        found: list[_Mention] = []
        at = 0
        while at < len(words):
            for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                start, end = words[at].start(), words[at + count - 1].end()
                if name := self._name_at(text, start, end):
                    found.append(_Mention(start, end, name))
                    at += count
                    break
            else:
                at += 1
        others = any(one.name not in COMMON_NAMES for one in found)
        return tuple(
            Named(text[one.start : one.end], self._by_name[one.name])
            for one in found
            if one.name not in COMMON_NAMES
            or means_its_paper(text, one.start, one.end, others=others)
        )

    def _name_at(self, text: str, start: int, end: int) -> str:
        """Return the known name, folded, that ``text[start:end]`` is; empty where it is none."""
        if _NEXT_NUMBER.match(text[end:]):
            return ""
        names = _spellings(text[start:end])
        return next((name for name in names if name in self._by_name), "")


def _spellings(span: str) -> Iterator[str]:
    name = _folded(span)
    yield name
    if name.isascii():
        yield name.removesuffix("s")
        return
    first, _, rest = span.partition(" ")
    for cut in prefix_lengths(fold_word(first)):
        yield _folded(f"{first[cut:].lstrip('-')} {rest}")


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
