"""Puts a Hebrew question into English for a search, without any model: word by word, by glossary.

Latin words and numbers stay as they are; what the glossary lacks may be known by its sound, to
whoever calls. The result is meant to be found by and to be read, not
to be elegant: adjectives go before their nouns, joined letters become words, and every step can
be shown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from paperqa.language.glossary import Glossary, GlossaryKind, club_glossary, hebrew_words
from paperqa.language.hebrew import normalise_hebrew

StepKind = GlossaryKind | Literal["kept", "sound", "unknown"]
Hear = Callable[[str], tuple[str, ...]]
"""Returns the English words that a Hebrew one may have been written for, the likeliest first."""

# "ב-GPT-2", "1,000", "LLM-ים": joined letters, a word or number of any other script, an ending.
_PIECE = re.compile(
    r"""(?:(?<![א-ת])(?P<prefix>ו?(?:לכש|כש|מש|ש)?[בלכמ]?ה?)-?)?"""
    r"""(?P<latin>[^\W_א-ת](?:[^\sא-ת,;?!()"]|(?<=\d),(?=\d))*)(?:(?:ים|ות|י|ית)(?![א-ת]))?"""
    r"""|(?P<hebrew>[א-ת]+(?:["'][א-ת]+)*'?)|(?P<stop>[,;?!.:()"])"""
)
_GLUE = {"ו": "and", "ש": "that", "כש": "when", "ב": "in", "ל": "to", "מ": "from", "כ": "as"}
_NOUNS: frozenset[StepKind] = frozenset({"term", "name", "noun", "kept", "sound"})


@dataclass(frozen=True, slots=True)
class Step:
    """How one stretch of the question was read; ``english`` is empty where nothing is said.

    ``glue`` is what joined letters say: "and in the".
    """

    hebrew: str
    english: tuple[str, ...]
    kind: StepKind
    glue: str = ""

    @property
    def text(self) -> str:
        """Return glue and the best English."""
        return " ".join(filter(None, (self.glue, self.english[0] if self.english else "")))


@dataclass(frozen=True, slots=True)
class EnglishQuestion:
    """``text`` is to be read and embedded; ``steps`` stand in the order of the question."""

    text: str
    steps: tuple[Step, ...]

    @property
    def by_glossary(self) -> str:
        """The text without what is known by its sound only."""
        steps = (step for step in _in_order(self.steps) if step.kind != "sound")
        return " ".join(step.text for step in steps if step.text)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The Hebrew words that nothing was found for."""
        return tuple(step.hebrew for step in self.steps if step.kind == "unknown")


def _deaf(_word: str) -> tuple[str, ...]:
    return ()


def to_english(
    question: str, glossary: Glossary | None = None, hear: Hear = _deaf
) -> EnglishQuestion:
    """Return ``question`` in English, with its working.

    >>> to_english("מה היתרון של קשב עצמי?").text
    'what is the advantage of self-attention'
    """
    steps = tuple(_steps(question, glossary or club_glossary(), hear))
    return EnglishQuestion(" ".join(step.text for step in _in_order(steps) if step.text), steps)


def _steps(question: str, glossary: Glossary, hear: Hear) -> Iterator[Step]:
    run: list[str] = []
    for piece in _PIECE.finditer(normalise_hebrew(question)):
        if piece["hebrew"]:
            run.append(piece["hebrew"])
            continue
        # Latin words and punctuation end a phrase.
        yield from _read_run(run, glossary, hear)
        run = []
        if piece["latin"]:
            word = piece["latin"].rstrip(".:'-]}>")
            yield Step(piece[0], (word,), "kept", _glue(piece["prefix"] or ""))
    yield from _read_run(run, glossary, hear)


def _read_run(run: Sequence[str], glossary: Glossary, hear: Hear) -> Iterator[Step]:
    words = [folded for word in run for folded in hebrew_words(word)]
    at = 0
    while at < len(words):
        match = glossary.match(words[at:])
        if match is None:
            english = hear(run[at])
            yield Step(run[at], english, "sound" if english else "unknown")
            at += 1
            continue
        written = " ".join(run[at : at + match.count])
        yield Step(written, match.entry.english, match.entry.kind, _glue(match.prefix))
        at += match.count


def _glue(prefix: str) -> str:
    words = []
    while prefix:
        letters = next((one for one in ("לכש", "כש", "מש") if prefix.startswith(one)), prefix[0])
        words.append("the" if letters == "ה" else _GLUE.get(letters[-2:], _GLUE["ש"]))
        prefix = prefix[len(letters) :]
    return " ".join(words)


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Return ``steps`` as English has them: adjectives before nouns, "of" between nouns."""
    ordered: list[Step] = []
    for step in steps:
        before = ordered[-1] if ordered else None
        follows_noun = before is not None and _is_noun(before) and step.glue in {"", "the"}
        if before is not None and follows_noun and step.kind == "adj":
            ordered[-1:] = [replace(step, glue=before.glue), replace(before, glue="")]
        elif follows_noun and step.kind in _NOUNS and step.kind != "kept":
            ordered.append(replace(step, glue=f"of {step.glue}".strip()))
        elif step.kind == "adj" and step.glue == "the":
            ordered.append(replace(step, glue=""))
        else:
            ordered.append(step)
    return ordered


def _is_noun(step: Step) -> bool:
    """Tell what an adjective may follow; "7 billion", "LLaMA 2 large": a number is no noun."""
    is_number = step.kind == "kept" and step.english[0][0].isdigit()
    return step.kind in _NOUNS and not is_number
