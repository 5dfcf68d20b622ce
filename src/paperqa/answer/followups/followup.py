"""Follow-ups made whole before anything is searched: "and on German?", "ומה החסרונות שלו?".

Without a model, by signs (see ``leaning``): the paper that was spoken of takes the pronoun's
place; where that cannot be, the last question is put before the new one. A question that stands
alone is left as it is.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from paperqa.answer.followups.filling import ENDING, HEBREW, with_names
from paperqa.answer.followups.leaning import Leaning, leaning_of
from paperqa.answer.followups.swapping import swapped
from paperqa.answer.short_name import short_name
from paperqa.language.hebrew import normalise_hebrew
from paperqa.language.questions import asks_meaning, compares
from paperqa.language.script import question_language
from paperqa.language.sentences import sentences
from paperqa.store.bundle import Index
from paperqa.types import Answer, Lang, Turn

_MOST_NAMES: Final = 3
_MOST_CARRIED: Final = 400
"""Characters that a follow-up may take from what was said before it."""
_SEVERAL: Final = re.compile(
    r"\b(?:they|them|their|both|הם|הן|שלהם|שלהן|אותם|אותן|בהם|בהן|ביניהם|ביניהן|שניהם|שתיהן)\b",
    re.IGNORECASE,
)
_MEANING: Final = re.compile(
    r"(?:what(?:'s| is| are)|explain|define|describe|מה (?:זה|זאת|זו|הוא|היא|הם)|מהו|מהי|מהם|מהן)"
    r"\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Followup:
    """``question`` as it is to be searched.

    ``papers`` holds the one paper that it is about though it need not name it, if there is one.
    ``lang`` is the asker's, which a question in two languages does not tell.
    """

    question: str
    lang: Lang
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Subject:
    """What was spoken of: papers by name, or the thing that was asked about."""

    names: tuple[str, ...]
    papers: tuple[str, ...] = ()


def whole_question(
    question: str, history: Sequence[Turn], index: Index, scope: Collection[str] = ()
) -> Followup:
    """Return ``question`` as it can be understood alone, in the asker's language.

    ``history`` ends in the last turn. ``scope`` are the papers that the reader chose, if any:
    no other is carried over. The same question comes back where it leans on nothing, or only on
    papers that the reader has left.
    """
    typed = question.strip()
    # Names come back with plain dashes and quotes, and are looked for in the question.
    question = normalise_hebrew(typed).strip()
    named = [one.text for one in index.names.named(question)]
    leaning = leaning_of(question, named) if history and question else Leaning("none")
    if leaning.kind == "none":
        return Followup(typed, question_language(typed))
    last = replace(history[-1], question=normalise_hebrew(history[-1].question))
    left = _has_left(last, index, scope)
    several = _SEVERAL.search(question) is not None
    if left or (several and _has_chosen_more(last, index, scope)):
        subject = _chosen(index, scope, _MOST_NAMES if several else 1)
    else:
        subject = _subject([*history[:-1], last], index, scope, leaning)
    whole = ""
    if leaning.kind != "fragment":
        whole = with_names(question, leaning, subject.names)
    elif named or not left:
        whole = swapped(question, leaning.start, last.question, index.names)
    if not whole or len(whole) > len(question) + _MOST_CARRIED:
        whole = typed if left else _after_last(question, last)
    # Of "ו-QLoRA?" most letters are Latin; it is Hebrew all the same.
    lang: Lang = "he" if HEBREW.search(question) else "en"
    carried = () if named or len(subject.papers) > 1 else subject.papers
    return Followup(whole, lang, carried)


def turn_of(answer: Answer) -> Turn:
    """Return what a next question may lean on: the whole question and the papers cited."""
    papers = dict.fromkeys(citation.paper.id for citation in answer.citations)
    return Turn(answer.asked or answer.question, tuple(papers), answer.lang)


def _has_left(last: Turn, index: Index, scope: Collection[str]) -> bool:
    """Tell whether the reader has since left all papers that the ``last`` question names."""
    said = {paper for _, paper in _spoken(last.question, index, ())}
    return bool(scope and said) and said.isdisjoint(scope)


def _has_chosen_more(last: Turn, index: Index, scope: Collection[str]) -> bool:
    """Tell whether "they" are the papers chosen: not all of them stand in the ``last`` question."""
    said = {paper for _, paper in _spoken(last.question, index, ())}
    return 1 < len(scope) <= _MOST_NAMES and not said.issuperset(scope)


def _chosen(index: Index, scope: Collection[str], most: int = 1) -> _Subject:
    """Return the papers that the reader chose, if they are up to ``most``."""
    papers = tuple(scope) if len(scope) <= most and index.papers.keys() >= {*scope} else ()
    return _Subject(tuple(short_name(paper, index) for paper in papers), papers)


def _subject(
    history: Sequence[Turn], index: Index, scope: Collection[str], leaning: Leaning
) -> _Subject:
    """Return what the last turn spoke of; a thing that was defined goes before cited papers."""
    last = history[-1]
    spoken = _spoken(last.question, index, scope)
    if spoken and not (leaning.many or compares(last.question)):
        # Of "How does LoRA do on GPT-3?" the first is the subject; of "…? And QLoRA?" the last.
        by_sentence = [_spoken(one, index, scope) for one in sentences(last.question)]
        spoken = next((one for one in reversed(by_sentence) if one), spoken)[:1]
    if spoken:
        names, papers = zip(*spoken[-_MOST_NAMES:], strict=True)
        return _Subject(names, papers)
    if leaning.kind == "noun":
        cited = next((found for turn in reversed(history) if (found := turn.papers)), ())
        cited = _known(cited, index, scope)[:1]
        named = _Subject(tuple(short_name(paper, index) for paper in cited), cited)
        return named if cited else _chosen(index, scope)
    cited = _known(last.papers, index, scope)
    if asks_meaning(last.question):
        thing = ENDING.sub("", _MEANING.sub("", last.question, count=1))
        return _Subject((thing,) if thing else (), cited)
    return _chosen(index, scope) if last.papers and not cited else _Subject((), cited)


def _known(papers: Sequence[str], index: Index, scope: Collection[str]) -> tuple[str, ...]:
    return tuple(p for p in papers if p in index.papers and (not scope or p in scope))


def _spoken(text: str, index: Index, scope: Collection[str]) -> list[tuple[str, str]]:
    """Return name and id of the papers that ``text`` names, in order."""
    named = (
        (_bare(one.text, paper, index), paper)
        for one in index.names.named(text)
        for paper in one.papers[:1]
        if not scope or paper in scope
    )
    return list(dict.fromkeys(named))


def _after_last(question: str, last: Turn) -> str:
    """Return the last question and the new one: "Does LoRA add latency? Why?"."""
    said = sentences(last.question)
    before = " ".join(dict.fromkeys((said[0], said[-1]))) if said else ""
    if len(before) > _MOST_CARRIED:
        before = before[:_MOST_CARRIED].rsplit(maxsplit=1)[0]
    if before and before[-1] not in "?.!":
        before += "?"
    return f"{before} {question[0].upper()}{question[1:]}".strip()


def _bare(text: str, paper: str, index: Index) -> str:
    """Return a name as the question has it, without joined letters; Hebrew ones in Latin."""
    text = re.sub(r"^[א-ת]{1,4}-", "", text)
    return text if text.isascii() else short_name(paper, index)
