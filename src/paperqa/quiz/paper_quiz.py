"""The quiz of one paper: drafts of all makers, checked, chosen and placed.

The same index and plan give the same items, whatever else is in the batch before or after: every
paper draws from a generator of its own.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Final

from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.errors import ModelError, QuizError
from paperqa.llm.turns import Turns
from paperqa.protocols import ChatModel
from paperqa.quiz.choosing.choose import choose
from paperqa.quiz.choosing.place import placed
from paperqa.quiz.choosing.refusals import refusal
from paperqa.quiz.draft import Draft
from paperqa.quiz.facts.aligned import statements_of
from paperqa.quiz.facts.carried import carriers_of
from paperqa.quiz.item import ABBREVIATION, STATEMENT
from paperqa.quiz.makers.grounds import Grounds, Maker
from paperqa.quiz.makers.names import name_drafts
from paperqa.quiz.makers.numbers import number_drafts
from paperqa.quiz.makers.terms import term_drafts
from paperqa.quiz.makers.true_false import true_false_drafts
from paperqa.quiz.makers.which_paper import which_paper_drafts
from paperqa.quiz.makers.why import why_drafts
from paperqa.quiz.material import Material
from paperqa.quiz.pages.drafts import drafts_of_pages
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.quiz.with_model.drafts_by_model import Refused, drafts_by_model
from paperqa.types import Lang

MAKERS: Final[tuple[Maker, ...]] = (
    number_drafts,
    term_drafts,
    name_drafts,
    true_false_drafts,
    why_drafts,
    which_paper_drafts,
)
_PAGES_WORTH: Final = 0.45
"""What a draft from raw pages is worth beside one from the club's notes."""
_POOR_WORTH: Final = 0.25
"""The same, of abbreviations and of statements as they stand: they come last."""


def make_paper_quiz(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
    """Return the items of one of the plan's papers; whoever closes the generator stops it.

    Raises QuizError for a paper of which the index holds no text. Where a model fails, the other
    makers fill up, and the quiz says so in its ``error``.
    """
    paper = desk.index.papers[paper_id]
    beside = tuple(one for one in plan.papers if one != paper_id)
    material = Material(desk.index, paper, beside)
    if not material.pages and not any(material.notes.values()):
        raise QuizError(
            f"the index holds no text of {paper_id} “{paper.title}”; fetch it, then: paperqa index"
        )
    rng = random.Random(f"{plan.seed} {paper_id}")  # noqa: S311 - a draw, no secret
    dropped: Counter[str] = Counter()
    written: list[Draft] = []
    error = ""
    if plan.with_model and desk.model:
        written, error = yield from _by_model(desk.model, desk.turns, material, plan, dropped)
    yield ""
    proposed = [*written, *_drafts(desk, material, rng)]
    drafts = list(_checked(_worded(proposed, plan.langs, dropped), dropped))
    yield ""
    chosen, clashes = choose(drafts, plan.count, plan.kinds, plan.difficulty, rng)
    counts = (dropped + clashes).most_common()
    return PaperQuiz(paper, plan.count, placed(chosen, rng), tuple(counts), error)


def _by_model(
    model: ChatModel, turns: Turns, material: Material, plan: Plan, dropped: Counter[str]
) -> Silent[tuple[list[Draft], str]]:
    """Return the drafts that a model wrote and passed, as many as are wanted, and how it failed."""
    # A generator of its own: what a model wrote must not move the other makers' draws.
    rng = random.Random(f"{plan.seed} {material.paper.id} model")  # noqa: S311
    written: list[Draft] = []
    try:
        with closing(drafts_by_model(material, model, plan, rng, turns)) as happenings:
            for happening in happenings:
                if isinstance(happening, Draft):
                    written.append(happening)
                    if len(written) == plan.count:
                        break
                elif isinstance(happening, Refused):
                    dropped[happening.reason] += 1
                else:
                    yield ""
    except ModelError as error:
        return written, str(error)
    return written, ""


def _drafts(desk: Desk, material: Material, rng: random.Random) -> Iterator[Draft]:
    index = desk.index
    carriers = carriers_of(material, desk.embedder)
    pool = {
        paper: found
        for paper in index.papers
        if (found := statements_of(Material(index, index.papers[paper]).notes))
    }
    grounds = Grounds(material, pool.get(material.paper.id, ()), carriers, pool, desk.embedder)
    for make in MAKERS:
        yield from make(grounds, rng)
    for draft in drafts_of_pages(material, rng):
        # A paper with a note has better questions.
        beside = _POOR_WORTH if draft.maker in (ABBREVIATION, STATEMENT) else _PAGES_WORTH
        yield replace(draft, score=draft.score * (beside if grounds.statements else 1.0))


def _worded(
    drafts: Iterable[Draft], langs: tuple[Lang, ...], dropped: Counter[str]
) -> Iterator[Draft]:
    """Yield the drafts that are worded in all of ``langs``, in these alone."""
    for draft in drafts:
        wordings = tuple(one for lang in langs for one in draft.wordings if one.lang == lang)
        if len(wordings) == len(langs):
            yield replace(draft, wordings=wordings)
        else:
            dropped["not in all languages"] += 1


def _checked(drafts: Iterable[Draft], dropped: Counter[str]) -> Iterator[Draft]:
    for draft in drafts:
        if reason := refusal(draft):
            dropped[reason] += 1
        else:
            yield draft
