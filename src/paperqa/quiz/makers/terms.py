"""Items that give a definition and ask for the term."""

import random
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final, cast

from paperqa.language.tokens import tokens
from paperqa.protocols import Embedder
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.item import GAP
from paperqa.quiz.makers.grounds import Grounds, worth
from paperqa.types import Lang, Matrix

_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_INSIDE: Final = re.compile(r"\(([^)]*)\)")
_ASIDE: Final = re.compile(r"^\s*\([^)]*\)")
"""The term's short form behind it."""
_OFFERED: Final = 8
_DEFINES: Final = 0.56
"""Of ``Carried.score``: less, and the quote prints the term but does not say what it is."""
_OWN: Final = 0.1
"""Of cosine: terms of the same paper are offered before others as near."""
_CHANCE: Final = 0.08
_SAME_MEANING: Final = 0.8
_SAME_THING: Final = 0.3
"""Share of words that two definitions have in common: more, and both terms may be right."""
_SAID: Final = 0.5
"""Share of a term's words that its own definition may say again."""


def term_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield a choice, and where it can be typed a gap, for each term that the paper prints."""
    for statement in grounds.statements:
        gapped = {lang: _gapped(statement, lang) for lang in statement.terms}
        if not gapped or not all(gapped.values()):
            continue
        printed = printed_term(statement.terms["en"])
        quote = grounds.quote(statement, partial(_prints, printed))
        if quote is None:
            continue
        found = printed.search(quote.citation.quote)
        key = (found[0],) if found else ()
        others = _others(statement, quote.citation.passage.text, grounds, rng)
        for kind, maker, difficulty, liked in (
            ("choice", "term", "easy", 0.33),
            ("cloze", "term gap", "hard", 0.22),
        ):
            yield Draft(
                kind=kind,  # type: ignore[arg-type]  # of the literals above
                maker=maker,
                wordings=tuple(
                    _wording(statement, lang, gap, others if kind == "choice" else ())
                    for lang, gap in gapped.items()
                    if gap
                ),
                citation=quote.citation,
                key=key,
                about=f"note {statement.order}",
                difficulty=difficulty,  # type: ignore[arg-type]
                score=worth(0.6 * quote.score + liked, quote, _DEFINES),
            )


def _prints(form: re.Pattern[str], text: str) -> bool:
    return form.search(text) is not None


def printed_term(term: str) -> re.Pattern[str]:
    """Return how papers print ``term``: in any case, in the plural, hyphenated or not; or short.

    "Non-maximum suppression (NMS)" is printed as either.
    """
    forms = [_BRACKETS.sub("", term), *_INSIDE.findall(term)]
    return re.compile("|".join(_form(form) for form in forms if form), re.IGNORECASE)


def _form(form: str) -> str:
    words = [re.escape(word) for word in re.split(r"[\s-]+", form) if word]
    words[-1] = re.sub(r"(?<=[a-z])(?:s|y)$", "", words[-1]) + r"(?:e?s|y|ies)?"
    return r"(?<!\w)" + r"[\s-]{0,2}".join(words) + r"(?!\w)"


def _gapped(statement: Statement, lang: Lang) -> str:
    """Return the definition with a gap for its term; empty where it gives the term away."""
    term, text = statement.terms[lang], statement.texts[lang]
    opening = _opening(term, lang).match(text)
    if opening is None:
        return ""
    rest = _ASIDE.sub("", text[opening.end() :])
    own = set(tokens(_BRACKETS.sub("", term)))
    said = own & set(tokens(rest))
    return "" if len(said) > _SAID * len(own) or not rest.startswith(" ") else GAP + rest


def _opening(term: str, lang: Lang) -> re.Pattern[str]:
    """Return how a definition may begin: with the term, its Hebrew or its Latin form, "the" or "a".

    ``מבחין (discriminator)``: "מבחין (discriminator) …", "ה-discriminator …", "המבחין …".
    """
    forms = dict.fromkeys((term, _BRACKETS.sub("", term), *_INSIDE.findall(term)))
    either = "|".join(re.escape(form) for form in forms)
    article = "(?:ה-?)?" if lang == "he" else r"(?:(?:A|An|The)\s+)?"
    return re.compile(rf"{article}(?:{either})(?![\w-])", re.IGNORECASE)


def _wording(
    statement: Statement, lang: Lang, gapped: str, others: Sequence[Mapping[Lang, str]]
) -> DraftWording:
    term = statement.terms[lang]
    short = _BRACKETS.sub("", term).strip()
    inside = [one.strip() for one in _INSIDE.findall(term)]
    return DraftWording(
        lang=lang,
        question=gapped,
        right=term,
        wrong=tuple(other[lang] for other in others),
        explanation=statement.texts[lang],
        accepted=tuple(one for one in dict.fromkeys((short, *inside)) if one != term),
    )


def _others(
    statement: Statement, passage: str, grounds: Grounds, rng: random.Random
) -> list[Mapping[Lang, str]]:
    """Return terms in the same languages whose definitions are the nearest but not the same."""
    known = [(paper, one) for paper, found in grounds.pool.items() for one in found if one.terms]
    vectors = _embedded(
        cast(Hashable, grounds.embedder), tuple(one.texts["en"] for _, one in known)
    )
    place = next(at for at, (_, one) in enumerate(known) if one is statement)
    near = (vectors @ vectors[place]).tolist()
    own = grounds.material.paper.id
    rows = [
        (nearness + _OWN * (paper == own) + _CHANCE * rng.random(), one.terms)
        for (paper, one), nearness in zip(known, near, strict=True)
        if one is not statement
        and nearness < _SAME_MEANING
        and _may_be_wrong(one, statement, passage)
    ]
    rows.sort(key=lambda row: -row[0])
    chosen: list[Mapping[Lang, str]] = []
    for _, terms in rows:
        if not any(_overlap(terms["en"], one["en"]) for one in chosen):
            chosen.append(terms)
    return chosen[:_OFFERED]


def _may_be_wrong(other: Statement, right: Statement, passage: str) -> bool:
    if not set(right.terms) <= set(other.terms) or _overlap(other.terms["en"], right.terms["en"]):
        return False
    # A term that the passage prints as well could be taken for the right one with reason.
    if printed_term(other.terms["en"]).search(passage):
        return False
    one, two = _stems(other.texts["en"]), _stems(right.texts["en"])
    return len(one & two) <= _SAME_THING * min(len(one), len(two))


def _overlap(one: str, other: str) -> bool:
    """Tell whether two terms share all words of the shorter one."""
    first, second = _stems(_BRACKETS.sub("", one)), _stems(_BRACKETS.sub("", other))
    return bool(first & second) and len(first & second) == min(len(first), len(second))


@lru_cache(maxsize=4)  # the definitions of all papers are the same for each of them
def _embedded(embedder: Hashable, texts: tuple[str, ...]) -> Matrix:
    return cast(Embedder, embedder).embed_passages(texts)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
