"""Items that ask which paper a statement is about."""

import random
from collections.abc import Sequence

import pytest
from small_grounds import OTHER_NOTES, OTHERS, SELF_SCORE, cited_note
from small_grounds import grounds_of as alone_or_not

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.fact import Role
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.which_paper import which_paper_drafts

EN = "At night, Lanternet draws a map of where the lamps of a street stand."
HE = "בלילה, Lanternet מצייר מפה שמראה היכן עומדות המנורות של הרחוב."
NAMES = {"Brookbase", "Cairnstack", "Dunewalk", "Emberline"}


def grounds_of(
    role: Role,
    en: str,
    he: str = "",
    pages: Sequence[str] = (),
    beside: Sequence[str] = ("2099.10002",),
) -> Grounds:
    """Return what is drawn from in a quiz of Lanternet and of the papers ``beside``."""
    return alone_or_not(role, en, he, pages, beside)


def drafts(grounds: Grounds, seed: int = 1) -> list[Draft]:
    return list(which_paper_drafts(grounds, random.Random(seed)))


def test_a_quiz_of_one_paper_does_not_ask_which_it_is() -> None:
    assert drafts(grounds_of("what", EN, HE, beside=())) == []
    assert len(drafts(grounds_of("what", EN, HE))) == 1


def test_a_statement_with_a_gap_for_its_papers_name_is_asked_in_both_languages() -> None:
    (draft,) = drafts(grounds_of("what", EN, HE))
    wrong = draft.wordings[0].wrong
    assert set(wrong) == NAMES
    masked = "At night, ____ draws a map of where the lamps of a street stand."
    masked_he = "בלילה, ____ מצייר מפה שמראה היכן עומדות המנורות של הרחוב."
    assert draft == Draft(
        kind="choice",
        maker="which paper",
        wordings=(
            DraftWording("en", f"Which paper is this about? “{masked}”", "Lanternet", wrong, EN),
            DraftWording("he", f'על איזה מאמר מדובר? "{masked_he}"', "Lanternet", wrong, HE),
        ),
        citation=cited_note(EN, "what"),
        key=(),
        about="note 0",
        difficulty="easy",
        score=pytest.approx(0.55 * SELF_SCORE + 0.35),  # type: ignore[arg-type]
    )


def test_the_meetings_papers_are_offered_first() -> None:
    beside = (OTHERS[2].id, OTHERS[0].id)
    for seed in range(10):
        (draft,) = drafts(grounds_of("how", EN, HE, beside=beside), seed)
        assert set(draft.wordings[0].wrong[:2]) == {"Dunewalk", "Brookbase"}
        assert set(draft.wordings[0].wrong[2:]) == {"Cairnstack", "Emberline"}


def test_a_paper_that_the_statement_names_is_not_offered() -> None:
    text = f"{EN[:-1]}, as Cairnstack does for stones."
    (draft,) = drafts(grounds_of("what", text))
    assert set(draft.wordings[0].wrong) == NAMES - {"Cairnstack"}


def test_a_paper_that_says_nearly_the_same_is_not_offered() -> None:
    said = OTHER_NOTES["2099.10005"][0].what
    (draft,) = drafts(grounds_of("what", said.replace("Emberline", "Lanternet")))
    assert set(draft.wordings[0].wrong) == NAMES - {"Emberline"}


def test_the_title_of_the_paper_is_gapped_too() -> None:
    text = "At night, Lanternet: Light Maps for Night Scenes draws where all lamps stand."
    (draft,) = drafts(grounds_of("what", text))
    assert draft.wordings[0].question == (
        "Which paper is this about? “At night, ____ draws where all lamps stand.”"
    )


@pytest.mark.parametrize(
    "en",
    [
        "At night, the net draws a map of where the lamps of a street stand.",  # unnamed
        "Lanternet draws what Lanternet sees of the lamps in the night.",  # twice
        "Lanternet draws lamps of the night.",  # too short
        "At night, the net (Lanternet) draws a map of where lamps stand.",
        "At night, Lanternet (a net) draws a map of where lamps stand.",
        "At night, Lanternet-B draws a map of where the lamps stand.",  # another's name
        "At night, QLanternet draws a map of where the lamps stand.",
        "At night, Lanternets draw a map of where all the lamps stand.",
    ],
)
def test_a_statement_that_gives_nothing_to_guess_is_not_asked(en: str) -> None:
    assert drafts(grounds_of("what", en)) == []


def test_a_statement_that_hebrew_does_not_name_is_not_asked() -> None:
    assert drafts(grounds_of("what", EN, "בלילה הרשת מציירת מפה שמראה היכן עומדות המנורות.")) == []


@pytest.mark.parametrize(("role", "count"), [("how", 1), ("club", 1), ("numbers", 0), ("term", 0)])
def test_numbers_and_terms_are_asked_elsewhere(role: Role, count: int) -> None:
    assert len(drafts(grounds_of(role, EN, HE))) == count


def test_a_statement_that_the_paper_does_not_carry_is_not_asked() -> None:
    page = "The birds of the night are of no interest to any of the nets."
    assert drafts(grounds_of("what", EN, pages=[page])) == []


def test_a_statement_that_the_paper_carries_in_part_is_not_asked() -> None:
    grounds = grounds_of("what", EN, pages=["Where a street is, the lamps of it are not."])
    quote = grounds.quote(grounds.statements[0])
    assert quote is not None
    assert quote.score < 0.58
    assert drafts(grounds) == []
