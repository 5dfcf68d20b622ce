"""Why a draft is no item: each reason once, and none for a good draft."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from small_drafts import cited, draft_of
from small_grounds import PAPER, cited_note

from paperqa.quiz.choosing.refusals import refusal
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.types import Citation, PageBreak, Passage

QUOTE = "It has 36 lamps in all."
GOOD = draft_of(
    question="How many lamps?", right="36", wrong=("12", "24", "48"), quote=QUOTE, key=("36",)
)
GAPPED = draft_of(kind="cloze", question="It has ____ lamps.", right="36", quote=QUOTE, key=("36",))
TRUE = draft_of(kind="truefalse", question="It has 36 lamps.", right="true", quote=QUOTE)
OPEN = draft_of(kind="open", question="Why 36 lamps?", right="36 lamps are enough.", quote=QUOTE)
HE = DraftWording("he", "כמה מנורות יש בסך הכול?", "36", ("12", "24", "48"))


def worded(draft: Draft, **changes: object) -> Draft:
    """Return ``draft`` with its English wording changed."""
    return replace(draft, wordings=(replace(draft.wordings[0], **changes),))  # type: ignore[arg-type]


def test_good_drafts_of_all_kinds_are_not_refused() -> None:
    for good in (GOOD, GAPPED, TRUE, OPEN, replace(GOOD, wordings=(*GOOD.wordings, HE))):
        assert refusal(good) == ""
    assert refusal(replace(OPEN, citation=cited_note("It is so."))) == ""


@pytest.mark.parametrize("draft", [GOOD, GAPPED, TRUE, OPEN])
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": " "}, "question or answer empty"),
        ({"right": ""}, "question or answer empty"),
        ({"question": "Why ____ lamps? " + "x" * 420}, "question too long"),
        ({"question": "כמה ____ מנורות?"}, "question in the wrong language"),
        ({"lang": "he"}, "question in the wrong language"),
    ],
)
def test_ill_worded_drafts_are_refused(
    draft: Draft, changes: dict[str, object], reason: str
) -> None:
    assert refusal(worded(draft, **changes)) == reason


def test_a_question_of_the_greatest_length_is_not_refused() -> None:
    question = "Why lamps " + "x" * 410
    assert len(question) == 420
    assert refusal(worded(GOOD, question=question)) == ""


def test_a_bad_second_wording_is_seen() -> None:
    twice = replace(GOOD, wordings=(*GOOD.wordings, replace(HE, question="How many?")))
    assert refusal(twice) == "question in the wrong language"


def on_two_pages() -> Citation:
    passage = Passage(
        PAPER.id, "paper", "en", "S", QUOTE, 0, len(QUOTE), (PageBreak(0, 1), PageBreak(10, 2))
    )
    return Citation(1, PAPER, passage, QUOTE, 0, len(QUOTE), 1)


@pytest.mark.parametrize(
    ("citation", "reason"),
    [
        (replace(cited(QUOTE), quote=QUOTE.upper()), "quote not found"),
        (replace(cited(QUOTE), start=1), "quote not found"),
        (replace(cited(QUOTE), quote="", end=0), "quote not found"),
        (replace(cited(QUOTE), page=2), "quote on another page"),
        (replace(cited(QUOTE), page=None), "quote on another page"),
        (on_two_pages(), "quote on two pages"),
    ],
)
def test_a_quote_that_cannot_be_shown_is_refused(citation: Citation, reason: str) -> None:
    assert refusal(replace(GOOD, citation=citation)) == reason


def test_an_answer_that_is_not_in_the_quote_is_refused() -> None:
    assert refusal(replace(GOOD, key=("36", "37"))) == "answer not in the quote"
    assert refusal(replace(GOOD, key=("IT",))) == "answer not in the quote"


@pytest.mark.parametrize("question", ["It has lamps.", "It has ____ of ____ lamps."])
def test_a_gap_is_one(question: str) -> None:
    assert refusal(worded(GAPPED, question=question)) == "not one gap"
    assert refusal(worded(OPEN, question=question)) == ""


@pytest.mark.parametrize("changes", [{"right": "True"}, {"wrong": ("false",)}])
def test_a_true_or_false_draft_is_either(changes: dict[str, object]) -> None:
    assert refusal(worded(TRUE, **changes)) == "neither true nor false"


def test_a_draft_is_true_or_false_in_all_languages() -> None:
    hebrew = DraftWording("he", "יש בו 36 מנורות.", "false")
    both = replace(TRUE, wordings=(*TRUE.wordings, hebrew))
    assert refusal(both) == "neither true nor false"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (("12", "24"), "too few wrong answers"),
        (("12", "24", "24"), "two answers alike"),
        (("12", "24", " 36."), "two answers alike"),
        (("12", "24", "x" * 121), "answer too long"),
        (("12", "24", "x" * 120), ""),
        (("12", "24", "Lamps"), "a wrong answer stands in the passage"),
        (("12", "24", "So on"), "a wrong answer stands in the passage"),  # behind the quote
        (("12", "24", "Lamp"), ""),
    ],
)
def test_wrong_answers_are_three_and_wrong(wrong: Sequence[str], reason: str) -> None:
    asked = worded(GOOD, question="How many?", wrong=tuple(wrong))
    assert refusal(asked) == reason


def test_a_wrong_answer_in_the_passage_is_seen_in_all_languages() -> None:
    both = replace(GOOD, wordings=(*GOOD.wordings, replace(HE, wrong=("12", "24", "so on"))))
    assert refusal(both) == "a wrong answer stands in the passage"


@pytest.mark.parametrize("wrong", ["lamps", "so on"])
def test_without_a_key_a_wrong_answer_may_stand_in_the_passage(wrong: str) -> None:
    asked = worded(GOOD, question="How many?", wrong=("12", "24", wrong))
    assert refusal(replace(asked, key=())) == ""


@pytest.mark.parametrize(("draft", "reason"), [(GOOD, "question tells its answer"), (OPEN, "")])
def test_a_question_does_not_tell_its_answer(draft: Draft, reason: str) -> None:
    told = worded(draft, question="Are there 36 lamps?", right="36")
    assert refusal(told) == reason
    gap = worded(GAPPED, question="Of 36 lamps, it has ____.")
    assert refusal(gap) == "question tells its answer"
