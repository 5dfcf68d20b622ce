"""One question that sets a paper beside another one of the meeting.

Tried in turn: a statement that names the other paper; a term of the one that the other speaks of
too; what the two are, side by side.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from paperqa.answer.overviews.cues import cue_of
from paperqa.language.tokens import tokens
from paperqa.quiz.pack.angles import angle_of, is_limit, stands_alone
from paperqa.quiz.pack.asking import (
    AFTER_AN_OLDER,
    BEFORE_A_NEWER,
    FAIR,
    REPLY,
    SHARED_TERM,
    SHARED_TERM_OPENING,
    SIDE_BY_SIDE,
    Asked,
)
from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.meeting import Meeting, Member
from paperqa.quiz.pack.names import in_sentence, prefixed
from paperqa.quiz.pack.question import Question
from paperqa.types import Lang

_SPEAKING: Final = frozenset({"what", "how", "term", "club"})
_SAME: Final = {"encod": "embed"}
"""Position encoding and position embedding are one thing in most papers."""
_FEWEST_STEMS: Final = 2
_CRITICAL: Final = re.compile(
    r"struggl|unlike|fails?\b|cannot|too (?:slow|many|costly)|instead of|in place of|without|"
    r"because|replaces",
    re.IGNORECASE,
)
"""What the other paper's authors might wish to answer."""
_AGAINST: Final = re.compile(
    r"\b(?:against|than|below|above|behind|versus|with|outperforms|beats)\b[^,;]{0,40}$"
)
_BEATS: Final = re.compile(r"\b(?:outperform|surpass|beat)\w*\b[^;]{0,60}$")
_SETTING: Final = re.compile(r"^On $")
"""What a result was measured on is not what is compared."""
_EVERYWHERE: Final = frozenset(
    tokens(
        """
        model network neural deep method approach paper learn learning train training new propose
        present introduce large data use based task state art performance result show framework
        """
    )
)
"""What nearly every paper of the club speaks of."""
_FEWEST_IN_COMMON: Final = 3
_ORDER: Final = ("how", "what", "numbers", "term", "club", "limits")


def comparison(meeting: Meeting, member: Member) -> Question | None:
    """Return a question about ``member`` and another paper; None in a meeting of one."""
    others = meeting.others(member)
    turn = member.place + meeting.seed
    ways = (
        _by_name(member, others, turn),
        _by_term(member, others),
        _side_by_side(member, others, turn),
    )
    return next((question for way in ways for question in way), None)


def _by_name(member: Member, others: Sequence[Member], turn: int) -> Iterator[Question]:
    named = [
        (ground, other, name)
        for ground in member.grounds
        if _may_name(ground)
        for other in others
        for name in _names(ground, other)
    ]
    named.sort(key=lambda one: (not one[0].carried, _ORDER.index(one[0].part), one[0].order))
    for ground, other, name in named:
        older = other.year <= member.year
        if _is_compared(ground, name):
            asked: Asked = FAIR
        elif older and _CRITICAL.search(ground.english):
            asked = REPLY
        else:
            wordings = AFTER_AN_OLDER if older else BEFORE_A_NEWER
            asked = wordings[turn % len(wordings)]
        yield Question((ground,), _filled(asked, own=member, other=other))


def _may_name(ground: Ground) -> bool:
    """Tell a statement of a note that is no limit: limits have a question of their own."""
    return not ground.quoted and not is_limit(ground)


def _names(ground: Ground, other: Member) -> list[str]:
    """Return how ``ground`` names the other paper."""
    named = other.index.names.named(ground.english)
    names = [one.text for one in named if other.paper.id in one.papers]
    return [name for name in names if not _SETTING.match(ground.english.partition(name)[0])]


def _is_compared(ground: Ground, name: str) -> bool:
    """Tell whether results are set against those of ``name``."""
    before = ground.english.partition(name)[0]
    if _BEATS.search(before):
        return True
    in_numbers = angle_of(ground) in {"gain", "record"}
    return in_numbers and (not before or _AGAINST.search(before) is not None)


def _by_term(member: Member, others: Sequence[Member]) -> Iterator[Question]:
    for other in others:
        for one, two in ((member, other), (other, member)):
            for term in one.grounds:
                ground = _speaking_of(term, two.grounds)
                if ground is not None:
                    yield _shared(term, ground, one, two)


def _speaking_of(term: Ground, grounds: Sequence[Ground]) -> Ground | None:
    """Return which of ``grounds`` speaks of what ``term`` defines, if it defines something."""
    wanted = _stems((term.terms or {}).get("en", ""))
    if term.part != "term" or len(wanted) < _FEWEST_STEMS:
        return None
    found = [one for one in grounds if one.part in _SPEAKING and wanted <= _stems(one.english)]
    return min(
        found, key=lambda one: (_ORDER.index(one.part), not one.carried, one.order), default=None
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(_SAME.get(stem, stem) for stem in tokens(text))


def _shared(term: Ground, ground: Ground, one: Member, two: Member) -> Question:
    pairs = sorted(((one, term), (two, ground)), key=lambda pair: (pair[0].year, pair[0].place))
    terms = term.terms or {}
    members = {"first": pairs[0][0], "second": pairs[1][0]}
    opening = {
        lang: _fill(words, lang, members, terms.get(lang, ""))
        for lang, words in SHARED_TERM_OPENING.items()
    }
    return Question((pairs[0][1], pairs[1][1]), SHARED_TERM, opening)


def _side_by_side(member: Member, others: Sequence[Member], turn: int) -> Iterator[Question]:
    """Yield a question about what two papers are, those first that have most in common."""
    own = _what_it_is(member)
    akin = sorted(others, key=lambda other: -len(_in_common(member, other)))
    for other in akin:
        theirs = _what_it_is(other)
        if own is None or theirs is None or len(_in_common(member, other)) < _FEWEST_IN_COMMON:
            continue
        first, second = sorted((member, other), key=lambda one: (one.year, one.place))
        grounds = (own, theirs) if first is member else (theirs, own)
        asked = SIDE_BY_SIDE[turn % len(SIDE_BY_SIDE)]
        yield Question(grounds, _filled(asked, first=first, second=second))


def _what_it_is(member: Member) -> Ground | None:
    """Return the note's definition, or the quote in which the paper presents itself."""
    found = [one for one in member.grounds if one.part == "what" and stands_alone(one)]
    if found and found[0].quoted:
        return max(found, key=lambda one: cue_of(one.english, "what"))
    return found[0] if found else None


def _in_common(one: Member, other: Member) -> frozenset[str]:
    """Return the telling words of what both are."""
    words = []
    for member in (one, other):
        ground = _what_it_is(member)
        words.append(_stems(f"{member.paper.title} {ground.english if ground else ''}"))
    return (words[0] & words[1]) - _EVERYWHERE


def _filled(asked: Asked, **members: Member) -> Mapping[Lang, str]:
    return {lang: _fill(words, lang, members) for lang, words in asked.items()}


def _fill(words: str, lang: Lang, members: Mapping[str, Member], term: str = "") -> str:
    """Return ``words`` with names and years; a gap right after a Hebrew letter gets its hyphen."""
    values: dict[str, str] = {}
    for role, member in members.items():
        values[role] = member.names[lang]
        values["year" if role == "other" else f"{role}_year"] = str(member.year or "")
    if term:
        values["term"] = in_sentence(term) if lang == "en" else term
    for key, value in values.items():
        if lang == "he":
            for letter in "לבמ":
                words = words.replace(f" {letter}{{{key}}}", f" {prefixed(letter, value)}")
        words = words.replace(f"{{{key}}}", value)
    return words.replace(" ()", "")
