"""The key terms of a paper: noun phrases frequent in it and rare in other papers.

No parser: a phrase is a run of words between words that cannot be in one (RAKE, Rose et al.
2010), and counts only as often as a determiner or preposition opens it or a verb closes it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from paperqa.quiz.pages.expansions import KNOWN_TO_ALL
from paperqa.quiz.pages.lexicon import WORD, Lexicon
from paperqa.types import Passage

_CITED: Final = re.compile(r"([A-Z]\w+)(?: (?:and|&) ([A-Z]\w+))?,? (?:et al|[\[(]?(?:19|20)\d\d)")
_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-‐+][A-Za-z0-9]+)*|[^\sA-Za-z]+")
_OPENERS: Final = frozenset(
    """
    a an the of in on for with from by and or as at into via using between per than our its
    their each every any no all some both called named propose introduce present use uses is are
    """.split()
)
_OUTSIDE: Final = _OPENERS | frozenset(
    """
    to that this these those which who whom whose what when where why how if then else while because
    since although though however therefore thus hence also only even just still yet already very
    more most less least much many few fewer several such same other another different various
    new novel simple good better best worse worst large larger largest small smaller smallest high
    higher highest low lower lowest strong well not nor but so too we i you they it he she us them
    one two three four five six seven eight nine ten first second third last next previous
    was were be been being has have had having do does did done can could may might will would
    shall should must cannot let used based given shown see found obtained trained compared
    proposed following e.g i.e etc vs about above across after against along among around before
    behind below beneath beside besides beyond despite down during except inside like near off
    onto out outside over past through throughout toward towards under until up upon within
    without respectively e g s t there here our ours own either neither
    make makes made show shows showed demonstrate demonstrates find finds achieve achieves achieved
    outperform outperforms outperformed improve improves improved reduce reduces reduced require
    requires required need needs allow allows enable enables provide provides perform performs
    apply applies applied consist consists contain contains include includes including become
    becomes remain remains obtain obtains yield yields lead leads help helps get gets give gives
    take takes keep keeps follow follows denote denotes define defined consider consider refers
    refer compute computes computed learn learns learned generate generates generated predict
    predicts evaluate evaluated compare report reported observe observed note present presents
    introduces introduced proposes describe described employ employs adopt adopts suggest suggests
    increase increases increased decrease decreases decreased exhibit exhibits produce produces
    produced rely relies tend tends want combine combines existing recent previous prior current
    additional further entire whole certain specific particular main overall final original
    able possible important significant significantly interesting common similar great full
    number numbers paper papers work works section table figure appendix equation way ways case
    cases result results example examples set sets kind kinds type types lot fact order terms
    term part parts use uses respect addition contrast setting settings approach approaches
    train trains implement implements overcome his her him yes tab proposition lemma instead
    method methods problem problems author authors al et fig eq
    """.split()
)
_BAD_END: Final = re.compile(
    r"(?:ly|ed|ive|ous|able|ible|ful|less|ical|al|ant|ent|ary|ic|based|wise|level|specific|to|end"
    r"|free|aware|shot|scale|trained|tuned|ize)$"
)
_ING: Final = re.compile(r"ing$")
_NOUN_ING: Final = frozenset(
    """
    learning training embedding encoding pooling prompting sampling tuning finetuning fine-tuning
    pretraining pre-training processing understanding modeling modelling scaling masking pruning
    clipping decoding parsing routing smoothing labeling answering reasoning ranking matching
    planning search batching caching tracking mapping weighting averaging annealing dropping
    gating mixing grouping hashing testing coding rendering forecasting retrieving packing
    """.split()
)
_NOUN_END: Final = frozenset(
    """
    gradient signal model kernel channel proposal goal label pixel level removal retrieval interval
    token document content component agent environment experiment element segment coefficient
    moment constant variant embedding alignment attachment assessment statement improvement
    judgment movement requirement adjustment assignment topic metric logic heuristic
    classifier objective additive derivative primitive negative positive parent event
    client student patient deployment talent latent vocabulary dictionary boundary summary corollary
    binary library variable speed seed feed embed need bed shed
    """.split()
)
_FEWEST: Final = 3
_MOST_WORDS: Final = 4
_RARE: Final = 0.75
"""A term of one plain word must be missing in this share of the papers."""


@dataclass(frozen=True, slots=True)
class Term:
    """``text`` as most often printed; ``score`` grows with how much it is this paper's own."""

    text: str
    count: int
    score: float

    @property
    def plural(self) -> bool:
        """Whether the last word is a plural."""
        return self.text.endswith("s") and not self.text.endswith(("ss", "us", "is"))

    @property
    def form(self) -> tuple[bool, str, tuple[str, ...]]:
        """What wrong answers share with right ones: plural, ending, capitals word by word.

        The ending counts for a single plain word: "tokenization" goes with "quantization".
        """
        words = self.text.split()
        single = len(words) == 1 and self.text.islower()
        ending = self.text.removesuffix("s")[-3:] if single else ""
        return self.plural, ending, tuple(map(_capitals, words))


def _capitals(word: str) -> str:
    if word.islower():
        return "none"
    return "first" if word.istitle() else "more"


def is_name(text: str) -> bool:
    """Tell whether ``text`` is written like a name: capitals other than a first one, or each."""
    words = text.split()
    return all(word[0].isupper() for word in words) or any(
        char.isupper() for word in words for char in word[1:]
    )


class Terms:
    """The key terms of a paper's ``sentences``, best first."""

    def __init__(
        self, sentences: Iterable[str], lexicon: Lexicon, authors: frozenset[str] = frozenset()
    ) -> None:
        self._lexicon = lexicon
        self._authors = authors
        self._counts: Counter[str] = Counter()
        for sentence in sentences:
            self._counts.update(_bounded(sentence))

    @cached_property
    def all(self) -> tuple[Term, ...]:
        """Every key term once, in its commonest spelling."""
        spelt: dict[str, list[tuple[int, str]]] = {}
        for text, count in self._counts.items():
            spelt.setdefault(text.casefold().replace("-", " "), []).append((count, text))
        terms = []
        for ways in spelt.values():
            count, text = sum(count for count, _ in ways), max(ways)[1]
            if count >= _FEWEST and self._is_key(text):
                terms.append(Term(text, count, self._score(text, count)))
        return tuple(sorted(terms, key=lambda term: (-term.score, term.text)))

    def _is_key(self, text: str) -> bool:
        if self._authors.intersection(text.split()) or text.removesuffix("s") in KNOWN_TO_ALL:
            return False
        if len(text.split()) > 1:
            return self._rarity(text) > 0.3
        plain = text.islower() or text.istitle()
        return len(text) > 2 and self._lexicon.rarity(text) >= (_RARE if plain else 0.4)

    def _score(self, text: str, count: int) -> float:
        return (
            math.sqrt(min(count, 20)) * self._rarity(text) * (1.3 if len(text.split()) > 1 else 1)
        )

    def _rarity(self, text: str) -> float:
        words = WORD.findall(text)
        return sum(map(self._lexicon.rarity, words)) / max(len(words), 1)


def authors_in(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the surnames by which ``passages`` cite other papers."""
    cited = (match for one in passages for match in _CITED.finditer(one.text))
    return frozenset(name for match in cited for name in match.groups() if name)


def _bounded(sentence: str) -> Iterator[str]:
    """Yield the phrases of ``sentence`` that both neighbours bound, longest of each place only."""
    tokens = _TOKEN.findall(sentence)
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and _inside(tokens[end]):
            end += 1
        run = tokens[start:end]
        opened = start == 0 or tokens[start - 1].casefold() in _OPENERS
        if 0 < len(run) <= _MOST_WORDS and opened and _ends_as_noun(run):
            text = " ".join(run)
            if start > 0 or is_name(text[1:]) or len(run) > 1:
                yield text if start > 0 or is_name(text) else text[:1].lower() + text[1:]
        start = max(end, start + 1)


def _inside(token: str) -> bool:
    return (
        token[0].isalpha()
        and token.isascii()
        and token.casefold() not in _OUTSIDE
        and not (token.islower() and token.endswith("ly"))
    )


def _ends_as_noun(run: list[str]) -> bool:
    last = run[-1]
    if is_name(last) and not last.istitle():
        return True
    word = last.casefold()
    if _ING.search(word):
        return word.split("-")[-1] in _NOUN_ING or word in _NOUN_ING
    return word in _NOUN_END or not _BAD_END.search(word)
