"""The Hebrew-English glossary of the club's field, and how words of a question are found in it.

``glossary.tsv`` has a meaning a line: Hebrew forms parted by `` | ``, English parted by `` / ``
(the best first; ``-``: nothing is said), and a kind. A form may be a phrase. Words are matched
without prefix letters and regular endings; the longest phrase wins, then the reading that
changes least. Function words have no endings: ``בנוי`` is not ``בנו``, "in us".
Errors: ValueError naming the line of the file that is not so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from paperqa.language.hebrew import fold_word, normalise_hebrew
from paperqa.language.inflection import Reading, readings

GlossaryKind = Literal["term", "name", "noun", "adj", "verb", "adv", "phrase", "function"]
_NOTHING = "-"
_INNER_PREFIXES = frozenset({"", "ה"})
"""What the second word of a phrase may carry: ``מנגנון הקשב`` is ``מנגנון קשב``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meaning: ``english`` holds what papers call it, the best first; empty: unsaid."""

    english: tuple[str, ...]
    kind: GlossaryKind


@dataclass(frozen=True, slots=True)
class Match:
    """``count`` words were read as ``entry``; ``prefix`` was joined to the first of them."""

    entry: Entry
    count: int
    prefix: str


class Glossary:
    """Meanings by their forms; never changed after it is made."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._by_form: dict[tuple[str, ...], Entry] = {}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self.rows: list[Entry] = []
        # An acronym takes no endings: הדואלית is not of the דוא"ל.
        self._acronyms: set[tuple[str, ...]] = set()
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.startswith("#"):
                self._add(line, f"glossary line {number}")
        for phrases in self._by_first.values():
            phrases.sort(key=len, reverse=True)

    def _add(self, line: str, where: str) -> None:
        columns = line.rstrip("\n").split("\t")
        if len(columns) != 3 or columns[2] not in get_args(GlossaryKind):
            raise ValueError(f"{where}: {line!r}; expected forms, English and a kind, by tabs")
        english = tuple(one.strip() for one in columns[1].split(" / "))
        if "" in english:
            raise ValueError(f"{where}: {line!r}; expected English, or {_NOTHING!r} for nothing")
        english = tuple(one for one in english if one != _NOTHING)
        kind: GlossaryKind = columns[2]  # type: ignore[assignment]  # checked above
        entry = Entry(english, kind)
        self.rows.append(entry)
        for form in columns[0].split("|"):
            words = hebrew_words(form)
            if not words:
                raise ValueError(f"{where}: {form!r} holds no Hebrew word")
            if '"' in normalise_hebrew(form):
                self._acronyms.add(words)
            # The first row of a form wins, others add what they mean.
            if words in self._by_form:
                entry_there = self._by_form[words]
                merged = tuple(dict.fromkeys((*entry_there.english, *english)))
                self._by_form[words] = Entry(merged, entry_there.kind)
            else:
                self._by_form[words] = entry
                self._by_first.setdefault(words[0], []).append(words)

    def match(self, words: Sequence[str]) -> Match | None:
        """Return the best match that begins with the first of ``words`` (folded), if any."""
        best: Match | None = None
        # "על אימון" is not "עלות אימון".
        alone = self._by_form.get((words[0],))
        is_function = alone is not None and alone.kind == "function"
        for reading in readings(words[0]):
            if is_function and not reading.whole:
                continue
            found = self._longest(reading, words)
            if found and (best is None or found.count > best.count):
                best = found
        return best

    def _longest(self, first: Reading, words: Sequence[str]) -> Match | None:
        for phrase in self._by_first.get(first.base, ()):
            entry = self._by_form[phrase]
            fixed = entry.kind == "function" or phrase in self._acronyms
            if fixed and not first.whole:
                continue
            if self._continues(phrase, words):
                return Match(entry, len(phrase), first.prefix)
        return None

    @staticmethod
    def _continues(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
        if len(phrase) > len(words):
            return False
        return all(
            any(one.base == wanted and one.prefix in _INNER_PREFIXES for one in readings(word))
            for wanted, word in zip(phrase[1:], words[1 : len(phrase)], strict=True)
        )


def hebrew_words(text: str) -> tuple[str, ...]:
    """Return the Hebrew words of ``text``, folded; hyphens part words.

    >>> hebrew_words("פיין-טיונינג")
    ('פיינ', 'טיונינג')
    """
    return tuple(_folded(normalise_hebrew(text)))


def _folded(text: str) -> Iterator[str]:
    for word in text.replace("-", " ").split():
        folded = "".join(char for char in fold_word(word) if "א" <= char <= "ת")
        if folded:
            yield folded


@cache
def club_glossary() -> Glossary:
    """Return the glossary that comes with the package."""
    path = files("paperqa.language") / "glossary.tsv"
    return Glossary(path.read_text(encoding="utf-8").splitlines())
