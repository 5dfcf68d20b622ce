"""What keeps a printed sentence from standing alone in a question."""

import re
from collections.abc import Callable
from typing import Final

from paperqa.language.orders import orders_the_assistant
from paperqa.language.patterns import any_of
from paperqa.quiz.pages.debris import DEBRIS, has_variables
from paperqa.quiz.pages.outside_words import OUTSIDE

FEWEST_WORDS: Final = 8
MOST_WORDS: Final = 45
_ENDS: Final = re.compile(r"[.!][”’\")]?$")
_PLAIN_SHARE: Final = 0.55
"""In a list of names or numbers fewer of the words are written small."""
_FEWEST_PLAIN: Final = 5

_SUBJECT_WORDS: Final = any_of(
    r"""
    we | our | paper | work | models? | train\w* | data | datasets? | learn\w* | network\w*
    task\w* | algorithm\w* | method\w* | approach\w* | parameter\w* | performance | accurac\w+
    attention | layer\w* | token\w* | embedding\w* | loss\w* | gradient\w* | optimi\w+
    inference | benchmark\w* | architectur\w* | transformer\w* | vector\w* | matri\w+
    weight\w* | evaluat\w+ | experiment\w* | result\w* | sampl\w+ | predict\w* | classif\w+
    distribution\w* | function\w* | comput\w+ | language | encod\w+ | decod\w+ | feature\w*
    represent\w+ | cache\w* | memory | hidden | neural | quantiz\w+ | adapt\w+ | fine-?tun\w+
    pre-?train\w+ | retriev\w+ | recommend\w* | uncertain\w+ | baseline\w* | LLMs? | LMs?
    GPUs? | metric\w* | scor\w+ | reward\w* | kernel\w* | batch\w* | regulari[sz]\w+
    normali[sz]\w+ | convol\w+ | generat\w+ | search\w* | quer\w+
    """
)
_SUBJECT: Final = re.compile(rf"\b{_SUBJECT_WORDS}\b", re.IGNORECASE)
_STEMS: Final = any_of(
    """
    show | us | achiev | improv | reduc | increas | decreas | requir | outperform | allow | enabl
    propos | introduc | present | contain | consist | provid | produc | predict | perform | train
    learn | generat | compar | result | lead | yield | obtain | find | need | help | make | take
    give | keep | suffer | remain | becom | work | appl[iy] | stor | comput | depend | represent
    surpass | exceed | match | reach | rel[iy] | follow | attain | combin | extend | replac | remov
    add | includ | offer | demonstrat | suggest | indicat | captur | hold | beat | gain | drop | ris
    grow | fall | cost | run | start | report | observ | evaluat | adopt | employ | select | support
    treat | maintain | retain | adapt | encod | decod | maximi[sz] | minimi[sz] | optimi[sz] | scal
    deliver | measur | focus | aim | assum | benefit | caus | convert | creat | describ | differ
    ensur | establish | involv | mask | process | read | return | sampl | split | tend | transform
    updat | vary | vari | utili[sz] | mirror | challeng | say | know | see | run
    """
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|may|might|will|would|should|must|does|do"
    rf"|did|cannot|we \w+|{_STEMS}(?:s|es|e|ed|d)?"
    r"|led|found|shown|gave|took|made|kept|held|fell|grew|got|ran|began)\b",
    re.IGNORECASE,
)


def trouble_with(text: str) -> str:
    """Return why ``text``, as ``shown`` gives it, cannot stand alone; empty: it can."""
    for name, is_so in _CHECKS:
        if is_so(text):
            return name
    for name, rule in (*OUTSIDE, *DEBRIS):
        if rule.search(text):
            return name
    return "orders the assistant" if orders_the_assistant(text) else ""


def has_subject(text: str) -> bool:
    """Tell whether ``text`` speaks of research; a story that is printed as an example does not."""
    return _SUBJECT.search(text) is not None


def _is_cut(text: str) -> bool:
    return not text[0].isupper() or _ENDS.search(text) is None


def _is_open(text: str) -> bool:
    pairs = all(text.count(a) == text.count(b) for a, b in ("()", "[]", "“”"))
    return not pairs or text.count('"') % 2 == 1


def _is_list(text: str) -> bool:
    words = text.split()
    plain = sum(word.strip("(),.;:“”\"'").islower() for word in words)
    long = sum(len(word) > 1 and word.isalpha() and word.islower() for word in words)
    return plain < _PLAIN_SHARE * len(words) or long < _FEWEST_PLAIN


_CHECKS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    (
        "is too short or too long",
        lambda text: not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS,
    ),
    ("does not begin or end as a sentence", _is_cut),
    ("has no verb", lambda text: _VERB.search(text) is None),
    ("speaks of no method, data or result", lambda text: not has_subject(text)),
    ("has open brackets or quotes", _is_open),
    ("holds a formula", has_variables),
    ("is a list of names or numbers", _is_list),
)
