"""Open items: the reason that a paper gives, from statements of the form "this, because that"."""

import random
import re
from collections.abc import Iterator
from typing import Final

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.makers.grounds import Grounds, worth
from paperqa.types import Lang

_BECAUSE: Final[dict[Lang, re.Pattern[str]]] = {
    "en": re.compile(r"(?P<this>[^:;]+?),? because (?P<that>[^:;]+?)(?P<rest>[:;].*?)?\.?"),
    "he": re.compile(
        r"(?P<this>[^:;]+?),? (?:כי(?![א-ת])|משום ש|מפני ש|מאחר ש|מ?כיוון ש|שכן(?![א-ת])) ?-?"
        r"(?P<that>[^:;]+?)(?P<rest>[:;].*?)?\.?"
    ),
}
_NAME: Final = re.compile(r"\w*[A-Z0-9]\w*[A-Z0-9]|[A-Z](?![a-z])|[A-Z][a-z]+[A-Z]")
_SAYS_WHY: Final = 0.56
"""Of ``Carried.score`` for the reason alone: less, and the quote speaks of the matter only."""
_FEWEST_WORDS: Final = 3
_AFTERTHOUGHT: Final = re.compile(r", (?:where|which|who|while|whereas|although|but)\b|, אבל ")
"""The reason that follows is the afterthought's, and not the sentence's."""


def why_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield an open item for each statement that gives a reason which the paper carries."""
    for statement in grounds.statements:
        parts = {lang: _parted(text, lang) for lang, text in statement.texts.items()}
        english = parts["en"]
        if english is None or not all(parts.values()):
            continue
        quote = grounds.quote_of_reason(statement, english[1])
        if quote is None:
            continue
        yield Draft(
            kind="open",
            maker="why",
            wordings=tuple(
                _wording(grounds, statement, lang, *part) for lang, part in parts.items() if part
            ),
            citation=quote.citation,
            key=(),
            about=f"note {statement.order}",
            difficulty="hard",
            score=worth(0.6 * quote.score + 0.4, quote, _SAYS_WHY),
        )


def _parted(text: str, lang: Lang) -> tuple[str, str] | None:
    """Return what is so, and why; None where the sentence does not say it in this way."""
    found = _BECAUSE[lang].fullmatch(text.strip())
    if found is None or len(found["this"].split()) < _FEWEST_WORDS:
        return None
    if _AFTERTHOUGHT.search(found["this"]):
        return None
    return found["this"].strip(), (found["that"] + (found["rest"] or "")).strip()


def _wording(
    grounds: Grounds, statement: Statement, lang: Lang, this: str, that: str
) -> DraftWording:
    named = grounds.introduced(this, lang)
    head = named.removesuffix(this)
    if lang == "he":
        return DraftWording(lang, f"{head}מדוע {this}?", f"כי {that}.", (), statement.texts[lang])
    clause = this if _keeps_capital(this, grounds) else this[0].lower() + this[1:]
    asked = f"{head}explain why {clause}." if head else f"Explain why {clause}."
    return DraftWording(lang, asked, f"Because {that}.", (), statement.texts[lang])


def _keeps_capital(clause: str, grounds: Grounds) -> bool:
    """Tell whether the clause begins with a name."""
    first = clause.split()[0]
    if _NAME.match(first):
        return True
    named = grounds.material.index.names.named(clause)
    return any(clause.startswith(one.text) for one in named)
