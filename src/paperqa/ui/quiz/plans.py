"""What a member filled in, as a plan. The form may come from anyone: nothing of it is trusted.

Errors: QuizError where no paper or no kind is chosen, said in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

from paperqa.errors import QuizError
from paperqa.quiz.item import DIFFICULTIES, KINDS
from paperqa.quiz.plan import Plan
from paperqa.types import Lang
from paperqa.ui.quiz.texts import PROGRESS

FEWEST: Final = 3
MOST: Final = 20
USUAL: Final = 5
_LARGEST_SEED: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as the page sends them; ``lang`` may be both, ``difficulty`` mixed."""

    papers: Sequence[str]
    count: float | None = USUAL
    lang: str = "en"
    kinds: Sequence[str] = KINDS
    difficulty: str = "mixed"
    seed: float | None = 0
    with_model: bool = False


def plan_of(form: Form, reader: Lang) -> Plan:
    """Return the plan; numbers out of range are brought into it."""
    papers = tuple(dict.fromkeys(form.papers))
    kinds = tuple(kind for kind in KINDS if kind in form.kinds)
    if not papers:
        raise QuizError(PROGRESS[reader].no_papers)
    if not kinds:
        raise QuizError(PROGRESS[reader].no_kinds)
    return Plan(
        papers=papers,
        count=_within(form.count, FEWEST, MOST, USUAL),
        langs=_langs(form.lang),
        kinds=kinds,
        difficulty=form.difficulty if form.difficulty in DIFFICULTIES else None,
        seed=_within(form.seed, 0, _LARGEST_SEED, 0),
        with_model=bool(form.with_model),
    )


def _langs(choice: str) -> tuple[Lang, ...]:
    known: tuple[Lang, ...] = get_args(Lang)
    return tuple(lang for lang in known if choice in {lang, "both"}) or ("en",)


def _within(number: float | None, least: int, most: int, usual: int) -> int:
    return usual if number is None else int(min(max(number, least), most))
