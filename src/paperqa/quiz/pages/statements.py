"""Statements to judge: as printed, or with one word of comparison turned into its opposite."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from paperqa.language.patterns import any_of
from paperqa.quiz.draft import Draft
from paperqa.quiz.item import STATEMENT
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.frames import CLAIMED, around, wordings
from paperqa.quiz.pages.sentence import PageSentence
from paperqa.quiz.wrong.opposites_table import opposites

_LONGEST: Final = 30
_ONE_WAY: Final = frozenset({"without", "cheaper", "less than", "fewer", "less"})
_NOT_ALONE: Final = frozenset(
    """
    linear local parallel frozen fixed dense positive early absolute static weak adds forward left
    high bidirectional
    """.split()
)
"""First words of pairs that stand in too many fixed phrases (linear layer, positive sample)."""
_HEDGED: Final = re.compile(
    r"\b(?:may|might|could|whether|or|if|not|no|nor|never|neither|unclear|hypothesi[sz]e|expect"
    r"|would|should|will|years|urge|hope|future|question|can be|either|n’t|even|but|while|whereas"
    r"|although|though)\b|n't\b",
    re.IGNORECASE,
)
_FIXED: Final = re.compile(
    any_of(
        r"""
        \b(?:before|after) (?:that|this|all)\b
        \b(?:as|than|ever|long|soon|shortly) (?:before|after)\b
        \bone after (?:the|an)other\b | \bnamed after\b | \blook\w* after\b
        \bwithout (?:any|ever|even|\w+ing)\b | \bwith and without\b
        \bmore (?:and more|details?|recent(?:ly)?)\b | \boutperformed by\b
        \b(?:is|are|was|were|be|been|being|has|have|had) (?:\w+ ){0,2}outperformed\b
        \bmore (?:specifically|precisely|generally|importantly|formally|broadly|concretely)\b
        \bno (?:more|longer|less|fewer)\b | \bthe (?:more|less|better)\b | \b(?:once|any) more\b
        \b(?:self|semi)-supervised | \bas possible\b | \bstate[- ]of[- ]the[- ]art
        \b(?:better|improve\w*|outperform\w*) .*\bbest\b
        \b(?:lower|higher|larger) (?:tables?|rows?|parts?|panels?|bounds?|hal(?:f|ves))\b
        \b(?:lower|higher) (?:orders?|levels?)\b | \blower and upper\b | \bupper and lower\b
        \b(?:lower|higher|deeper) (?:layers?|education|case|triang\w+|dimension\w*)\b
        \bas (?:do|does|did|is|are|has|have)\b
        \bdeeper (?:understanding|insights?|look|analys[ei]s)\b | \b(?:to|can|we|that|and) better\b
        \bbetter (?:understand\w*|known)\b | \bimproves? (?:up)?on\b | \breduce[sd]? to\b
        \bsupervised fine-?tuning\b
        \bfrom zero\b | \bfrom (?:\w+ )?\d.* to (?:\w+ )?\d | \d%? vs\b
        """
    ),
    re.IGNORECASE,
)
"""Where the opposite would be no English, or at odds with the rest of the sentence.

Two numbers that are compared tell by themselves which is higher.
"""
_GUESSED: Final = re.compile(
    r"^(?:outperform|improve|worsen|better|worse|beneficial|harmful|reduce)"
)
"""Of its own method every paper says that it is better, and costs less."""
_ADJECTIVE: Final = re.compile(
    r"(?:[aei]nt|[ai]te|ive|able|ible|ful|al|ous|ust|ex|ar|ly|le|ic|cise|erse|eral)$"
)


def statement_drafts(drawn: Drawn) -> Iterator[Draft]:
    """Yield a truefalse draft for each clear statement that turns on one word of comparison."""
    for sentence in drawn.sentences:
        text = sentence.text
        if len(text.split()) > _LONGEST or _HEDGED.search(text) or _FIXED.search(text):
            continue
        found = list(_swap_pattern().finditer(text))
        once = len(found) == 1 and sentence.quote.count(found[0][0]) == 1
        if once and found[0].start() > 0 and _opposite(found[0]):
            yield _draft(drawn, sentence, found[0])


def _draft(drawn: Drawn, sentence: PageSentence, word: re.Match[str]) -> Draft:
    text, (start, end) = sentence.text, word.span()
    true = drawn.rng.random() < 0.5
    claim = text if true else f"{_agreeing(text[:start], _opposite(word))}{text[end:]}"
    return drawn.draft(
        sentence,
        "truefalse",
        STATEMENT,
        wordings(
            CLAIMED, drawn.name, claim, "true" if true else "false", said=around(text, start, end)
        ),
        word[0],
        "easy",
        (0.75 if _GUESSED.search(word[0]) else 0.87) - 0.006 * max(len(text.split()) - 20, 0),
    )


def _opposite(word: re.Match[str]) -> str:
    """Return what the word turns into; empty where that would be no English."""
    if word[0] != "more":
        return _swaps()[word[0]]
    after = re.match(r" ([a-z]+)", word.string[word.end() :])
    return "less" if after and _ADJECTIVE.search(after[1]) else ""


def _agreeing(before: str, word: str) -> str:
    """Return ``before`` and ``word`` with its article: a decrease, an increase."""
    article = re.search(r"\b([Aa])n? $", before)
    if article:
        before = f"{before[: article.start()]}{article[1]}{'n' if word[0] in 'aeiou' else ''} "
    return before + word


@cache
def _swaps() -> dict[str, str]:
    """Return what each word turns into; in a pair, both ways unless only one reads well."""
    swaps: dict[str, str] = {}
    pairs = (pair.en for pair in opposites())
    for one, other in pairs:
        if one in _NOT_ALONE:
            continue
        swaps.setdefault(one, other)
        if other == "more":
            swaps["more"] = ""
        if one not in _ONE_WAY:
            swaps.setdefault(other, one)
    return swaps


@cache
def _swap_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _swaps()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
