"""Questions for a number that a clear sentence prints: choose it, fill it in, or doubt it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from paperqa.quiz.draft import Draft
from paperqa.quiz.item import Difficulty
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.frames import CLAIMED, GAPPED, around, gapped, wordings
from paperqa.quiz.pages.numerals import Numeral, numerals
from paperqa.quiz.pages.sentence import PageSentence
from paperqa.quiz.wrong.number_choices import EACH_SIDE, Wrong, wrong_numbers
from paperqa.quiz.wrong.printed_number import PrintedNumber, stands_once, values_in

_MAKER: Final = "sentence number"
_RESULT: Final = re.compile(
    r"\b(?:achiev|improv|reduc|outperform|increas|decreas|reach|attain|obtain|surpass|exceed|gain"
    r"|speed-?up|faster|slower|fewer|smaller|larger|better|worse|higher|lower|drops?\b|accura|BLEU"
    r"|ROUGE|perplexity|error|scores?\b|compared|only|contains?|consists?|compris|total of|up to"
    r"|more than|times\b|takes?\b|cost)",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(
    r"\b(?:we (?:\w+ )?(?:use|set|train|employ|apply|fine-?tune|pre-?train|sample|select|choose"
    r"|evaluate|run|collect|add|keep|limit|generate|split|adopt|test|find|observe|report|show)"
    r"|is set|are set|(?:is|are|was|were) trained|batch size|learning rate|dropout|epochs?|steps"
    r"|GPUs?|layers|dimension\w*|parameters|tokens|vocabulary|hours|days)\b",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(r"\b(?:respectively|example|e\.g\.|say|suppose|imagine|assume)\b")
_ONE_OF_MANY: Final = re.compile(r"\d\S* (?:(?:out )?of (?:the )?\d|or \d|to \d|vs\.? \d|/ \d)")
"""Then other numbers say what it can be at most, or are as right."""
_MOST_NUMBERS: Final = 4
_LONGEST_CLAIM: Final = 30
_SMALLEST: Final = Decimal(3)
"""Smaller counts ("two stages") say little."""
_CLOSE: Final = Decimal("0.15")


def number_drafts(drawn: Drawn) -> Iterator[Draft]:
    """Yield drafts of choice, cloze and truefalse for one number of each telling sentence."""
    for sentence in drawn.sentences:
        found = list(numerals(sentence.text))
        askable = [one for one in found if _can_be_asked(one, found, sentence)]
        clearness = _clearness(sentence.text, found)
        if askable and len(found) <= _MOST_NUMBERS and clearness > 0:
            best = max(askable, key=_telling).number
            yield from _of_number(drawn, sentence, best, clearness)


def _can_be_asked(one: Numeral, found: Sequence[Numeral], sentence: PageSentence) -> bool:
    number = one.number
    tells = one.marked or number.decimals or one.unit
    large = number.value >= _SMALLEST or number.decimals
    once = [other.number.value for other in found].count(number.value) == 1
    beside = _ONE_OF_MANY.search(sentence.text[max(number.start - 20, 0) : number.end + 20])
    return bool(tells and large) and once and not beside and stands_once(number, sentence.quote)


def _telling(one: Numeral) -> tuple[bool, bool, bool]:
    return one.marked, one.number.decimals > 0, bool(one.unit)


def _clearness(text: str, found: Sequence[Numeral]) -> float:
    """Return how clear the question can be, in [0, 1]; 0: the number has no point."""
    result, setting = _RESULT.search(text), _SETTING.search(text)
    if not result and not setting:
        return 0.0
    many = 0.07 * max(len(found) - 1, 0)
    long = 0.006 * max(len(text.split()) - 22, 0)
    vague = 0.25 if _VAGUE.search(text) else 0.0
    return (0.95 if result else 0.85) - many - long - vague


def _of_number(
    drawn: Drawn, sentence: PageSentence, number: PrintedNumber, clearness: float
) -> Iterator[Draft]:
    text, key = sentence.text, number.printed
    said = around(text, number.start, number.end)
    question = gapped(text, number.start, number.end)
    plain = key.replace(",", "")
    accepted = (plain,) if plain != key else ()
    yield drawn.draft(
        sentence,
        "cloze",
        _MAKER,
        wordings(GAPPED, drawn.name, question, key, said=said, accepted=accepted),
        key,
        "hard",
        clearness - 0.1,
    )
    citation = sentence.citation(drawn.material.paper)
    wrong = wrong_numbers(number, text, citation, drawn.material.pages, drawn.rng)
    choices = (*wrong.smaller, *wrong.larger)
    if len(choices) >= EACH_SIDE:
        yield drawn.draft(
            sentence,
            "choice",
            _MAKER,
            wordings(GAPPED, drawn.name, question, key, said=said, wrong=choices),
            key,
            _difficulty(number, choices),
            clearness,
        )
    if choices and len(text.split()) <= _LONGEST_CLAIM:
        yield _claim(drawn, sentence, number, wrong, clearness - 0.03)


def _claim(
    drawn: Drawn, sentence: PageSentence, number: PrintedNumber, wrong: Wrong, clearness: float
) -> Draft:
    text = sentence.text
    true = drawn.rng.random() < 0.5
    other = drawn.rng.choice((*wrong.smaller[-2:], *wrong.larger[-2:]))
    claim = text if true else text[: number.start] + other + text[number.end :]
    said = around(text, number.start, number.end)
    return drawn.draft(
        sentence,
        "truefalse",
        _MAKER,
        wordings(CLAIMED, drawn.name, claim, "true" if true else "false", said=said),
        number.printed,
        "medium",
        clearness,
    )


def _difficulty(number: PrintedNumber, wrong: Sequence[str]) -> Difficulty:
    """Return "hard" where every wrong number is within 15 % of the right one, else "medium"."""
    values = [value for each in wrong for value in values_in(each)]
    close = all(abs(value - number.value) <= _CLOSE * number.value for value in values)
    return "hard" if close else "medium"
