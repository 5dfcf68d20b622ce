"""From which side a statement can be discussed: its limit, its reason, its gain, its price …."""

import re
from typing import Final, Literal

from paperqa.quiz.pack.ground import Ground

Angle = Literal["choice", "reason", "gain", "record", "cost", "term", "how", "claim", "limit"]

_LIMIT: Final = re.compile(
    r"\blimits?\b|limitation|weak|drawback|shortcoming|struggl|\blags?\b|trade-off|\bopen\b|"
    r"underperform|near chance|\bcannot\b|can miss|does not|do not|no masks|\bno class|only tested|"
    r"tested only|assumes|is slow|slower|absorbs|repeat or contradict|leaked|rel(?:y|ies) on|"
    r"further cost|was not",
    re.IGNORECASE,
)
_NAMED_LIMIT: Final = re.compile(
    r"\blimits?\b|limitation|weak (?:points?|spots?)|drawback|shortcoming|future (?:work|research)|"
    r"\bunclear\b|\bcannot\b|\bfails?\b|\bremains?\b|\bopen (?:question|problem)|"
    r"\b(?:does|do|did) not (?:yet|consider|address|cover|use|support|evaluate|study)\b",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"\bbecause\b|\bso that\b|\bsince\b(?! \d)|\bin order to\b|\bto avoid\b", re.IGNORECASE
)
_EXPLAINS: Final = re.compile(
    r"^\S+(?: \S+){0,4}? (?:works?|suits?|arises?|fails?|matters?|helps?|brought|"
    r"(?:is|are) (?:called|needed|essential|useful|stable|possible|more|better|faster))\b|"
    r"\bhypothesi[sz]e|\bunderperform|\bimpossible\b|\bcannot\b|\badds? no\b",
    re.IGNORECASE,
)
"""What happens and not what somebody chose."""
_FINDS: Final = re.compile(
    r"\bwe (?:\w+ )?(?:find|found|show|observe|demonstrate|hypothesi\w+)\b|\bresults\b|"
    r"\bperformance\b",
    re.IGNORECASE,
)
"""A finding among the sentences about a method."""
_LEANS: Final = re.compile(
    r"(?:it|they|this|these|those|such)\b|(?:\S+ ){1,4}(?:these|those)\b", re.IGNORECASE
)
"""It needs the sentence before."""
_SUBCLAUSE: Final = re.compile(r"\b(?:where|whereas|although|but)\b.*\bbecause\b", re.IGNORECASE)
"""The reason is then of something else than what was chosen."""
_CONTRAST: Final = re.compile(
    r"\bagainst\b|\bversus\b|\bprevious best\b|\bcompared (?:to|with)\b|"
    r", (?:still [\d.%]+ )?(?:below|above|behind)\b|(?<!less )(?<!more )(?<!fewer )\bthan\b|"
    r"\b(?:drop|fall|fell|rose|rise|rais|lower|lift|cut|shr[aiu]nk|improv|increas|reduc)\w*\b"
    r".*\bfrom\b.*\bto\b|\bgain(?:s|ed|ing)\b",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"\b(?:when|if)\b", re.IGNORECASE)
"""Numbers of a rule are thresholds, not results."""
_RECORD: Final = re.compile(
    r"\breach\w*|\bscor\w+|\bachiev\w+|\bahead of\b|\brecord\b|\bbest\b|\bfaster\b|\baccura\w+|"
    r"\bstate[- ]of[- ]the[- ]art\b|\bspeed-?up\b",
    re.IGNORECASE,
)
_BEATS: Final = re.compile(r"\b(?:outperform|surpass|beat)\w*\b", re.IGNORECASE)
_COST: Final = re.compile(
    r"\b(?:GPUs?|TPUs?|TPU\w+|hours?|days?|epochs?|parameters|tokens|images|pairs|GB|TB|FLOPs?|"
    r"layers|books|steps)\b|\d\s?[MB]\b"
)
_NUMBER: Final = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)*(?!\w*-\w)")
_NUMBERS_OF_A_CONTRAST: Final = 2
_SCORE: Final = re.compile(r"(?<![\w.-])\d+(?:\.\d+|(?=%))")


def is_limit(ground: Ground) -> bool:
    """Tell a statement that says what is missing or fails."""
    if ground.part == "limits":  # where authors close, they mostly repeat their results
        return _NAMED_LIMIT.search(ground.english) is not None
    return ground.part == "club" and _LIMIT.search(ground.english) is not None


def names_limit(ground: Ground) -> bool:
    """Tell a limit that is called one."""
    return is_limit(ground) and _NAMED_LIMIT.search(ground.english) is not None


def stands_alone(ground: Ground) -> bool:
    """Tell a statement that can be understood without the one before it."""
    return _LEANS.match(ground.english) is None


def angle_of(ground: Ground) -> Angle | None:
    """Return the side from which ``ground`` is best discussed; None where there is none."""
    text = ground.english
    if not stands_alone(ground):
        return None
    if is_limit(ground):
        return "limit"
    if ground.part == "term":
        return "term" if ground.terms else None
    if _measures(ground):
        angle = _of_numbers(text)
        # A paper's own sentence that names a size need not tell what was spent.
        spent = angle != "cost" or not ground.quoted or "train" in text
        return angle if spent else None
    if _REASON.search(text) and not _SUBCLAUSE.search(text):
        return "reason" if ground.part == "numbers" or _EXPLAINS.search(text) else "choice"
    if ground.part == "how":
        return "claim" if _FINDS.search(text) else "how"
    return "claim" if ground.part == "what" else None


def _measures(ground: Ground) -> bool:
    """Tell a statement of results: key numbers, and a part that was weighed against another."""
    if ground.part == "numbers":
        return _NUMBER.search(ground.english) is not None
    scores = len(_SCORE.findall(ground.english))
    return ground.part == "how" and scores > 1 and _of_numbers(ground.english) == "gain"


def _of_numbers(text: str) -> Angle | None:
    numbers = _NUMBER.findall(text)
    contrast = _CONTRAST.search(text) and not _RULE.search(text)
    if len(numbers) >= _NUMBERS_OF_A_CONTRAST and contrast:
        return "gain"
    if _BEATS.search(text) or (numbers and _RECORD.search(text)):
        return "record"
    return "cost" if numbers and _COST.search(text) else None
