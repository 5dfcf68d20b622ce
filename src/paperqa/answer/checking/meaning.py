"""What a sentence says, part by part, so that Hebrew and English can be compared.

A part is a word or a phrase, in all ways to say it: a Hebrew word in its own letters and in the
glossary's English, an English word with its synonyms. A source is the set of all words that its
parts may stand for. Negated words are known as such (``not``, ``without``, ``אינו``, ``בלי``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from paperqa.answer.checking.numbers import without_numbers
from paperqa.answer.retrieval.parts import Part, Way, share
from paperqa.language.english import Step, to_english
from paperqa.language.thesaurus import club_thesaurus
from paperqa.language.tokens import word_forms

_HEBREW: Final = re.compile(r"[א-ת]")
_NEGATORS: Final = re.compile(
    r"(?<![\w'-])(?:not|no|never|neither|nor|without|cannot|lacks?|lacking|fails? to|none of|"
    r"instead of|rather than|in place of|nothing|nobody|"
    r"(?:is|are|was|were|do|does|did|ca|could|wo|would|should|has|have|had)n['’]t|"
    r"[ושכ]*(?:לא|אינו|אינה|אינם|אינן|איננו|איננה|אין|בלי|ללא|מבלי|במקום|לעולם לא|אף פעם לא))"
    r"(?![\w'-])",
    re.IGNORECASE,
)
_FLAT_NO: Final = re.compile(
    r"(?<![\w'-])(?:not|no|never|neither|cannot|\w+n['’]t|[ושכ]*(?:לא|אינו|אינה|אינם|אינן|אין))"
    r"(?![\w'-])",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(
    r"\b(?:un(?!der|til|it|ion|if|less|ique|ivers)\w{4,}|non-\w+|mis\w{4,}|seldom|rarely|prevent\w*|avoid\w*|"
    r"under(?:train|fit|sampl|estimat)\w*|hardly|barely|few|"
    r"little|below|too|dis(?:card|abl|agree|allow)\w*|im(?:possib|perfect|balanc)\w*|\w+-free|"
    r"in(?:exact|variant|depend|complet|accura|suffici|correct|visib|effici|valid|stab|abilit)\w*)\b"
    r"|(?<![א-ת])(?:כמעט|מעט|בקושי|נטול\w*|בלעדי\w*|חסר\w*|נדיר\w*)(?![א-ת])",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(
    r"[,:](?!\d)|[;()—–]|(?<=\s)-(?=\s)|[.!?](?=\s|$)|\s(?:but|while|whereas|although|because|since|which|"
    r"that|אבל|אך|אולם|בעוד|ואילו|כי|מפני|למרות)(?=\s)|\sאלא(?=\s)"
)
_VERB_ENDS: Final = re.compile(rf"{_CLAUSE_ENDS.pattern}|\sand(?=\s)|\sו(?=[א-ת-])")
_LISTS: Final = re.compile(
    r"no\b|neither|nor|without|none|instead|rather|in place|ללא|בלי|מבלי|במקום"
)
"""After these, "and" goes on with what is not there; after "not" it begins what is done."""
_NEGATED_WORDS: Final = 3
_NO_NEGATION: Final = re.compile(r"\bnot only\b|כן או לא|\bno longer than\b|לא רק", re.IGNORECASE)
_NEGATIVE_PREFIX: Final = "un-"
_LIGHT: Final = frozenset(
    form
    for word in """
        use using make show propose present describe report note state say according paper author
        model method approach way new also very one two several many more such called known main
        important work system result keep reach need give get allow help let become based include
        consist
        """.split()
    for forms in word_forms(word)
    for form in forms
)
_LIGHT_WEIGHT: Final = 0.4
_UNTRANSLATED_WEIGHT: Final = 0.3
_LATIN_IN_HEBREW_WEIGHT: Final = 1.5
_SYNONYM_WORTH: Final = 0.9
_WHOLLY: Final = 0.9
"""A part is held if a synonym is."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``parts`` of a claim, less its numbers; ``negated``: the parts in the reach of a "not".

    ``flatly``: it says "not" or "no", and not only "without", which other words may say as well.
    ``denies``: it has a word that says "not" by itself: inexact, seldom, too few.
    """

    parts: tuple[Part, ...]
    negated: tuple[Part, ...] = ()
    negates: bool = False
    flatly: bool = False
    denies: bool = False

    @property
    def weight(self) -> float:
        """Of all parts together."""
        return sum(part.weight for part in self.parts)


def forms_in(text: str) -> frozenset[str]:
    """Return every word that ``text`` holds or, where it is Hebrew, may stand for."""
    plain = {form for forms in word_forms(text) for form in forms}
    if _HEBREW.search(text):
        plain.update(
            form
            for step in to_english(text).steps
            for english in step.english
            for forms in word_forms(english)
            for form in forms
        )
    return frozenset(plain)


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """Return ``forms_in`` of a source's sentence or passage, remembered."""
    return forms_in(text)


@lru_cache(maxsize=1024)
def meaning_of(text: str) -> Meaning:
    """Return what ``text`` says."""
    reaches = negated_stretches(text)
    negated = tuple(part for reach in reaches for part in parts_in(reach)[:_NEGATED_WORDS])
    return Meaning(
        parts_in(text),
        negated,
        bool(reaches),
        flatly=_FLAT_NO.search(text) is not None,
        denies=_DENIES.search(text) is not None,
    )


@lru_cache(maxsize=2048)
def parts_in(text: str) -> tuple[Part, ...]:
    """Return the parts of ``text`` in its order; numbers are none (see ``numbers``)."""
    text = without_numbers(text)
    if _HEBREW.search(text):
        parts = (_of_step(step) for step in to_english(text).steps)
        return tuple(part for part in parts if part is not None)
    return tuple(_of_english(text))


def held_share(meaning: Meaning, words: frozenset[str]) -> float:
    """Return the share of a claim's parts, by weight, that ``words`` hold; in [0, 1]."""
    return min(share(meaning.parts, words), 1.0)


def said_share(claim: str, source: str) -> float:
    """Return the share of the parts of ``claim`` that ``source`` holds; in [0, 1]."""
    return held_share(Meaning(parts_in(claim)), words_of(source))


def holds_part(words: frozenset[str], part: Part, least: float = _WHOLLY) -> bool:
    """Tell whether ``words`` hold ``part`` or, at the ``least``, so much of it."""
    return part.held(words) >= least


def words_of_parts(parts: Iterable[Part]) -> frozenset[str]:
    """Return all words of all ways to say ``parts``."""
    return frozenset(form for part in parts for way in part.ways for form in way.tokens)


def negated_stretches(text: str) -> list[str]:
    """Return what each "not" reaches: the rest of its clause."""
    text = _NO_NEGATION.sub(lambda match: " " * len(match[0]), text)
    stretches = []
    for negator in _NEGATORS.finditer(text):
        rest = text[negator.end() :]
        end = (_CLAUSE_ENDS if _LISTS.match(negator[0]) else _VERB_ENDS).search(rest)
        stretches.append(rest[: end.start()] if end else rest)
    return stretches


def without_negations(text: str) -> str:
    """Return ``text`` less what its negations reach."""
    for stretch in negated_stretches(text):
        text = text.replace(stretch, " ", 1) if stretch.strip() else text
    return text


def clauses_of(text: str) -> list[str]:
    """Return the clauses of ``text``, none of them empty."""
    return [clause for clause in _CLAUSE_ENDS.split(text) if clause and clause.strip()]


def _of_step(step: Step) -> Part | None:
    english = [way for way in step.english if not way.startswith(_NEGATIVE_PREFIX)]
    ways = [tuple(word_forms(way)) for way in (*english, step.hebrew)]
    ways = [way for way in dict.fromkeys(ways) if way]
    if not ways or (english and not word_forms(english[0])):
        return None
    if not english:
        weight = _UNTRANSLATED_WEIGHT
    elif step.kind == "kept":
        weight = _LATIN_IN_HEBREW_WEIGHT
    else:
        weight = _weight(ways[0])
    return Part(tuple(map(Way, ways)), weight)


def _of_english(text: str) -> Iterator[Part]:
    words = word_forms(text)
    at = 0
    while at < len(words):
        count, others = club_thesaurus().of(words[at:])
        own = tuple(words[at : at + count])
        synonyms = (Way(tuple(word_forms(other)), _SYNONYM_WORTH) for other in others)
        yield Part((Way(own), *(way for way in synonyms if way.words)), _weight(own))
        at += count


def _weight(words: tuple[tuple[str, ...], ...]) -> float:
    """Count words, light ones for less; a longer phrase says more, but not in proportion."""
    heavy = [_LIGHT_WEIGHT if forms[-1] in _LIGHT else 1.0 for forms in words]
    return max(heavy) + 0.5 * (sum(heavy) - max(heavy))
