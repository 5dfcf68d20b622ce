"""A question for the meeting, before it is written down in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from paperqa.quiz.exports.plain_markdown import inline
from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.references import References
from paperqa.quiz.pack.texts import TEXTS
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class Question:
    """``opening``, the statements of ``grounds`` and ``asking``, one after the other.

    ``stated`` False: the asking words say themselves what they are about, and cite it.
    """

    grounds: tuple[Ground, ...]
    asking: Mapping[Lang, str]
    opening: Mapping[Lang, str] = field(default_factory=dict)
    stated: bool = True


def written(question: Question, references: References, lang: Lang) -> str:
    """Return ``question`` as Markdown, each statement with its page and its markers."""
    opening = inline(question.opening.get(lang, ""))
    asking = inline(question.asking[lang])
    if question.stated:
        parts = [opening, *map(references.stated, question.grounds), asking]
        return " ".join(part for part in parts if part)
    markers = [_cited(one, references, lang) for one in question.grounds]
    return " ".join([asking, *markers])


def _cited(ground: Ground, references: References, lang: Lang) -> str:
    page = f"({TEXTS[lang].page.format(ground.page)}) " if ground.page else ""
    return page + references.cite(ground.sources[lang], ground.noted_page)
