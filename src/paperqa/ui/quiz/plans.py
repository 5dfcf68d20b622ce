"""What a member filled in, as a plan. The form may come from anyone: nothing of it is trusted.

Gradio itself would refuse papers that are not among the choices it remembers: those of a page that
was open while the server started anew, or that another tab has filled.
Errors: QuizError where no paper or no kind is chosen, said in the reader's language.
"""

import math
from collections.abc import Container
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

    papers: object
    count: object = USUAL
    lang: object = "en"
    kinds: object = KINDS
    difficulty: object = "mixed"
    seed: object = 0
    with_model: object = False


def plan_of(form: Form, reader: Lang, known: Container[str]) -> Plan:
    """Return the plan of those papers that are ``known``, by id.

    Numbers out of range are brought into it.
    """
    papers = tuple(one for one in dict.fromkeys(_words(form.papers, reader)) if one in known)
    wanted = _words(form.kinds, reader)
    kinds = tuple(kind for kind in KINDS if kind in wanted)
    if not papers:
        raise QuizError(PROGRESS[reader].no_papers)
    if not kinds:
        raise QuizError(PROGRESS[reader].no_kinds)
    return Plan(
        papers=papers,
        count=_within(form.count, FEWEST, MOST, USUAL),
        langs=_langs(form.lang),
        kinds=kinds,
        difficulty=next((one for one in DIFFICULTIES if one == form.difficulty), None),
        seed=_within(form.seed, 0, _LARGEST_SEED, 0),
        with_model=bool(form.with_model),
    )


def _words(chosen: object, reader: Lang) -> list[str]:
    """Return what is chosen of a list; nothing may come as None."""
    several = list(chosen) if isinstance(chosen, list | tuple) else []
    words = [one for one in several if isinstance(one, str)]
    if len(words) < len(several) or not isinstance(chosen, list | tuple | None):
        raise QuizError(PROGRESS[reader].no_choice)
    return words


def _langs(choice: object) -> tuple[Lang, ...]:
    known: tuple[Lang, ...] = get_args(Lang)
    return tuple(lang for lang in known if choice in (lang, "both")) or ("en",)


def _within(number: object, least: int, most: int, usual: int) -> int:
    if not isinstance(number, int | float) or (isinstance(number, float) and math.isnan(number)):
        return usual
    return int(min(max(number, least), most))
