"""Questions for the key term of a sentence that says what the paper brings or defines."""

import re
from collections.abc import Iterator
from typing import Final

from paperqa.quiz.draft import Draft
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.frames import GAPPED, around, gapped, wordings
from paperqa.quiz.pages.phrases import Term
from paperqa.quiz.pages.sentence import PageSentence

_KINDS: Final = (
    (
        0.9,
        re.compile(
            r"\b(?:we|this (?:paper|work)) (?:\w+ ){0,2}(?:propose|introduce|present|develop|call"
            r"|describe|design|release|construct|define|term)s?\b|\b(?:called|named|termed|dubbed"
            r"|known as|referred to as|refers to|is defined as|denotes|stands for)\b",
            re.IGNORECASE,
        ),
    ),
    (
        0.85,
        re.compile(r"^(?:[A-Z][\w-]*|The|An?)(?: [\w-]+){0,5} (?:is|are) (?:an?|the|based|used)\b"),
    ),
    (
        0.8,
        re.compile(
            r"\b(?:show|find|found|demonstrate|observe|argue)(?:s|ed)? that\b|\boutperform"
            r"|\b(?:consists? of|composed of|based on|instead of|rather than|relies on)\b"
            r"|\b(?:achiev|improv|reduc|replac|enabl|allow)(?:e|es|s)\b",
            re.IGNORECASE,
        ),
    ),
)
_BESIDE_BEFORE: Final = re.compile(r"(?:[-(]|-based |[a-z,] [A-Z][\w-]* )$")
_BESIDE_AFTER: Final = re.compile(
    r"[-’']| \(| [A-Z\d]| following\b"
    r"|(?: \w+ly| and)* (?:achieves?|outperforms?|obtains?|performs?|improves?|yields?)\b"
)
"""What a gap must not stand beside: the rest of a name, its abbreviation, or the claim that
whatever the paper is about is better."""
_OTHER_KIND: Final = 0.55
"""Of a sentence that neither brings nor defines, for papers that give little else: there only a
phrase is asked for, to be chosen."""
_MOST_WORDS: Final = 34
_FEWEST_WORDS_LEFT: Final = 9
_WRONG: Final = 5
_FEWEST_WRONG: Final = 3
_BEST: Final = 60
"""Terms of the paper that are asked for, and wrong ones are taken of."""
_STARTS_WITH_VOWEL: Final = re.compile(r"^(?:[aeioAEIO]|[FHLMNRSX][A-Z\d])")


def term_drafts(drawn: Drawn) -> Iterator[Draft]:
    """Yield drafts of choice and cloze for one term of each sentence that matters."""
    terms = drawn.terms[:_BEST]
    phrases = [term for term in terms if " " in term.text]
    for sentence in drawn.sentences:
        clearness = _clearness(sentence.text)
        for term in terms if clearness > _OTHER_KIND else phrases if clearness else ():
            place = _place(term, sentence, drawn.name)
            if place is not None:
                yield from _of_term(drawn, sentence, term, place, clearness)
                break


def _clearness(text: str) -> float:
    words = len(text.split())
    if not _FEWEST_WORDS_LEFT <= words <= _MOST_WORDS:
        return 0.0
    kind = next((clear for clear, rule in _KINDS if rule.search(text)), _OTHER_KIND)
    return max(kind - 0.006 * max(words - 22, 0), 0.0)


def _place(term: Term, sentence: PageSentence, name: str) -> int | None:
    """Return where ``term`` can be gapped: printed once, and given away by nothing beside it."""
    text = sentence.text
    found = [match.start() for match in _printed(term.text).finditer(text)]
    if len(found) != 1 or sentence.quote.count(term.text) != 1:
        return None
    before, after = text[: found[0]], text[found[0] + len(term.text) :]
    given = _is_given(term.text, f"{before} {after} {name}") or _abbreviates(term.text, name)
    goes_on = _BESIDE_BEFORE.search(before) or _BESIDE_AFTER.match(after)
    return None if given or goes_on else found[0]


def _is_given(term: str, rest: str) -> bool:
    """Tell whether ``rest`` prints the term, or one of its longer words in another form."""
    rest = rest.casefold()
    telling = [word for word in re.split(r"[\s-]", term.casefold()) if len(word) > 3]
    return term.casefold() in rest or any(_stem(word) in rest for word in telling)


def _abbreviates(term: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", name))
    short = term.removesuffix("s")
    return short.isupper() and short in initials.upper()


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ions?|ed|es|s)$", "", word) if len(word) > 5 else word


def _printed(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(term)}(?![\w-])")


def _of_term(
    drawn: Drawn, sentence: PageSentence, term: Term, start: int, clearness: float
) -> Iterator[Draft]:
    text, end = sentence.text, start + len(term.text)
    said = around(text, start, end)
    question = gapped(text, start, end)
    if clearness > _OTHER_KIND:
        yield drawn.draft(
            sentence,
            "cloze",
            "sentence term",
            wordings(GAPPED, drawn.name, question, term.text, said=said, accepted=_spellings(term)),
            term.text,
            "hard",
            clearness - 0.15,
        )
    wrong = _wrong_terms(drawn, sentence, term, text[:start])
    if len(wrong) >= _FEWEST_WRONG:
        yield drawn.draft(
            sentence,
            "choice",
            "sentence term",
            wordings(GAPPED, drawn.name, question, term.text, said=said, wrong=wrong),
            term.text,
            "medium",
            clearness,
        )


def _spellings(term: Term) -> tuple[str, ...]:
    """Return other right ways to write ``term``: hyphens as spaces, the singular."""
    ways = {term.text.replace("-", " ")}
    if term.plural and not term.text.endswith(("ches", "shes", "xes", "ices", "ies")):
        ways.add(term.text.removesuffix("s"))
    return tuple(sorted(ways - {term.text}))


def _wrong_terms(drawn: Drawn, sentence: PageSentence, right: Term, before: str) -> tuple[str, ...]:
    """Return terms of the form of ``right`` that the passage does not print."""
    passage = " ".join(sentence.passage.text.casefold().split())
    article = re.search(r"\b[Aa]n? $", before) is not None
    vowel = _STARTS_WITH_VOWEL.match(right.text) is not None
    fitting = [
        term.text
        for term in drawn.terms[: 2 * _BEST]
        if term.form == right.form
        and term.text.casefold() not in passage
        and not _overlap(term.text, right.text)
        and (not article or _takes_article(term.text, vowel))
        and len(term.text) <= 2 * len(right.text) <= 4 * len(term.text)
    ]
    best = fitting[: 2 * _WRONG]
    drawn.rng.shuffle(best)
    return tuple(_apart(best)[:_WRONG])


def _takes_article(text: str, vowel: bool) -> bool:
    return not text.endswith("ing") and (_STARTS_WITH_VOWEL.match(text) is not None) == vowel


def _apart(terms: list[str]) -> list[str]:
    """Return ``terms`` without those that hold another."""
    kept: list[str] = []
    for term in terms:
        if not any(_overlap(term, other) for other in kept):
            kept.append(term)
    return kept


def _overlap(one: str, other: str) -> bool:
    """Tell whether one term says the other: it holds it, abbreviates it, begins like it."""
    a, b = one.casefold(), other.casefold()
    initials = {"".join(word[0] for word in re.split(r"[\s-]+", text) if word) for text in (a, b)}
    if set(re.split(r"[\s-]", a)[:-1]) & set(re.split(r"[\s-]", b)[:-1]):
        return True
    return a in b or b in a or a.rstrip("s") in initials or b.rstrip("s") in initials
