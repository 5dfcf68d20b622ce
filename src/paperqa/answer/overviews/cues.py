"""Words in which papers say what they propose, how it works, what came out and what is missing."""

import re
from collections.abc import Mapping
from typing import Final

from paperqa.answer.overviews.aspects import Aspect
from paperqa.language.patterns import any_of


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words)}", re.IGNORECASE)


_CUES: Final[Mapping[Aspect, tuple[re.Pattern[str], ...]]] = {
    "what": (
        _cue(
            r"""
            we (?:\w+ )?(?:propose|present|introduce|develop|study|investigate|explore)\b
            we (?:\w+ )?(?:describe|design|address|report|provide|argue|demonstrate|show|release)\b
            """
        ),
        _cue(
            """
            (?:in )?this (?:paper|work|article|survey|report|study)\\b | our (?:main )?contribution
            """
        ),
        _cue(r"(?:is|are) an? (?:simple|efficient|method|model)\b | called\b | novel\b | new\b"),
    ),
    "how": (
        _cue(
            r"""
            our (?:\w+ )?(?:method|model|approach|algorithm|architecture|framework)\b
            works? by\b | consists? of\b | composed of\b | instead of\b | rather than\b
            (?:key|main|core|basic) (?:idea|insight|step)\b | is based on\b | reduc\w+ the\b
            allow(?:s|ing)\b | enabl(?:es|ing)\b | by \w+ing\b
            """
        ),
        _cue(
            r"""
            we (?:\w+ )?(?:use|freeze|replace|apply|add|employ|split|feed|learn|compute|inject)\b
            we (?:\w+ )?(?:optimi[sz]e|represent|predict|adopt|follow|start|divide|combine)\b
            we (?:\w+ )?(?:sample|train)\b
            """
        ),
        _cue(
            r"""
            (?:is|are) (?:then |first )?(?:computed|trained|obtained|replaced|added|divided|fed)\b
            (?:is|are) (?:then |first )?(?:used|initiali[sz]ed|frozen|split|encoded|passed)\b
            each\b
            """
        ),
    ),
    "results": (
        _cue(
            r"outperform | state[- ]of[- ]the[- ]art | surpass | exceed | establish | best\b"
            " | ה?(?:מגיע|הגיע|משיג|השיג|עולה על|עלה על|ניצח)"
        ),
        _cue(
            r"""
            achiev | improv | reach | attain | obtain | reduc | match | faster\b | fewer\b
            better\b
            compar\w+ (?:to|with)\b | on par\b | results? (?:show|in)\b | significantly\b
            competitive\b | gains?\b | speed-?ups?\b
            """
        ),
        _cue(
            r"\d+(?:\.\d+)?\s?(?:%|×|x\b|AP\b|points?|times|days|hours|GPUs?) | BLEU\b | accuracy\b"
        ),
    ),
    "limits": (
        _cue(
            r"limitation | limited | limits?\b | drawback | disadvantage | shortcoming | weakness"
            " | ה?מגבל"
        ),
        _cue(
            r"""
            future (?:work|research|directions?)\b | remains?\b | open (?:question|problem)s?\b
            challeng | plan to\b | unclear\b | not (?:yet|clear|straightforward|investigated)\b
            further (?:work|research|improve\w*|scaling|study)\b | left open\b | leaves open\b
            ה?(?:השאיר|משאיר|נותר|נשאר)
            """
        ),
        _cue(
            r"""
            however\b | cannot\b | can not\b | fails?\b | struggles?\b | difficult | expensive\b
            does not\b | do not\b | unable\b | harder\b | חיסרון | חסרונות | קשה | אולם
            """
        ),
    ),
}
_WEIGHTS: Final = (0.5, 0.3, 0.2)
"""The first words of an aspect are the surest."""


def cue_of(text: str, aspect: Aspect) -> float:
    """Return how much ``text`` sounds of ``aspect``, in [0, 1]."""
    found = zip(_WEIGHTS, _CUES[aspect], strict=True)
    return sum(weight for weight, cue in found if cue.search(text))
