"""Five questions about a paper for the meeting, made of what it says; the same for the same seed.

A choice and its reason, a number, a term or a part or a claim in turn, another paper, a limit; what
a paper lacks is made up for by another side of it. Papers that follow each other are asked in other
words.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from paperqa.quiz.pack.angles import Angle, angle_of, names_limit, stands_alone
from paperqa.quiz.pack.asking import ASKING, TERM_OPENING
from paperqa.quiz.pack.comparing import comparison
from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.meeting import Meeting, Member
from paperqa.quiz.pack.names import in_sentence
from paperqa.quiz.pack.question import Question
from paperqa.types import Lang

QUESTIONS: Final = 5
_TURNS: Final[tuple[Angle, ...]] = ("term", "how", "claim")
_IN_MEETING: Final[tuple[Angle, ...]] = (
    *("claim", "choice", "reason", "how", "gain", "record", "cost", "term", "limit"),
)
"""The order in which questions are put: first what and why, at last what is missing."""
_LONG: Final = 230
"""Characters beyond which a statement is tiring to hear before a question."""


def discussion(meeting: Meeting, member: Member) -> tuple[Question, ...]:
    """Return up to five questions, fewer where little is known of the paper."""
    turn = member.place + meeting.seed
    compared = comparison(meeting, member)
    taken = [*compared.grounds] if compared else []
    chosen: list[tuple[Angle, Ground]] = []
    most = QUESTIONS - (compared is not None)
    for angle in _angles(turn):
        best = _best(member.grounds, angle, taken)
        if best is not None and len(chosen) < most:
            chosen.append((angle, best))
            taken.append(best)
    left = [one for one in member.grounds if one not in taken and stands_alone(one)]
    chosen += [("claim", one) for one in left[: most - len(chosen)]]
    chosen.sort(key=lambda one: _IN_MEETING.index(one[0]))
    asked = list(_worded(chosen, turn))
    if compared is not None:
        limits = sum(angle == "limit" for angle, _ in chosen)
        asked.insert(len(asked) - limits, compared)
    return tuple(asked)


def _angles(turn: int) -> Iterator[Angle]:
    """Yield sides in the order of their worth: of the middle ones, another one first each turn."""
    shift = turn % len(_TURNS)
    middle = (*_TURNS[shift:], *_TURNS[:shift])
    yield from ("limit", "choice", "gain", middle[0])
    yield from ("reason", "record", "cost", *middle[1:])
    yield from ("choice", "gain", "reason", "how", "term", "limit", "how", "term", "claim")


def _best(grounds: Sequence[Ground], angle: Angle, taken: Sequence[Ground]) -> Ground | None:
    """Return the ground to discuss: short, on a page that is known, carried by the paper."""
    fitting = [one for one in grounds if one not in taken and angle_of(one) == angle]
    fitting.sort(
        key=lambda one: (
            not names_limit(one) if angle == "limit" else False,
            len(one.english) > _LONG,
            one.page is None,
            not one.carried,
            one.order,
        )
    )
    return fitting[0] if fitting else None


def _worded(chosen: Sequence[tuple[Angle, Ground]], turn: int) -> Iterator[Question]:
    used: dict[Angle, int] = {}
    for angle, ground in chosen:
        wordings = ASKING[angle]
        used[angle] = used.get(angle, -1) + 1
        asking = wordings[(turn + used[angle]) % len(wordings)]
        opening = _opening(ground) if angle == "term" else {}
        yield Question((ground,), asking, opening)


def _opening(ground: Ground) -> dict[Lang, str]:
    terms = dict(ground.terms or {})
    return {
        lang: TERM_OPENING[lang].format(term=in_sentence(term) if lang == "en" else term)
        for lang, term in terms.items()
    }
