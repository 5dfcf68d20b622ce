"""Items that ask for a name of a note, and the file of names."""

import random
import re
from pathlib import Path

import pytest
from small_grounds import SELF_SCORE, cited_note, grounds_of

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.makers import names as names_module
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.names import name_drafts

ROWS = [
    line.split("\t")
    for line in Path(names_module.__file__)
    .with_name("names.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
OPTIMISERS = {"Adam", "AdamW", "SGD", "Adafactor", "RMSProp", "Adagrad", "LAMB", "LARS", "Lion"}
EN = "Lanternet learns with AdamW by night."
HE = "Lanternet לומד עם AdamW בלילה."


def drafts(grounds: Grounds, seed: int = 1) -> list[Draft]:
    return list(name_drafts(grounds, random.Random(seed)))


def test_a_name_is_asked_as_a_choice_and_as_a_gap_in_both_languages() -> None:
    choice, gap = drafts(grounds_of("how", EN, HE))
    wrong = choice.wordings[0].wrong
    assert len(wrong) == 6
    assert set(wrong) < OPTIMISERS - {"AdamW", "Adam"}  # "Adam" stands in "AdamW"
    asked, asked_he = "Lanternet learns with ____ by night.", "Lanternet לומד עם ____ בלילה."
    assert choice == Draft(
        kind="choice",
        maker="name",
        wordings=(
            DraftWording("en", asked, "AdamW", wrong, EN),
            DraftWording("he", asked_he, "AdamW", wrong, HE),
        ),
        citation=cited_note(EN),
        key=("AdamW",),
        about="note 1",
        difficulty="medium",
        score=pytest.approx(0.5 * SELF_SCORE + 0.28),  # type: ignore[arg-type]
    )
    assert gap == Draft(
        kind="cloze",
        maker="name gap",
        wordings=(
            DraftWording("en", asked, "AdamW", (), EN),
            DraftWording("he", asked_he, "AdamW", (), HE),
        ),
        citation=cited_note(EN),
        key=("AdamW",),
        about="note 1",
        difficulty="medium",
        score=pytest.approx(0.5 * SELF_SCORE + 0.26),  # type: ignore[arg-type]
    )


def test_names_that_statement_or_passage_print_are_not_offered() -> None:
    quote = "Lanternet learns with AdamW by night as does the older net with sgd."
    passage = f"The birds of Lion lake are of no interest here. {quote} LAMBs are white."
    for seed in range(10):
        (choice, gap) = drafts(grounds_of("how", EN, pages=[passage]), seed)
        wrong = set(choice.wordings[0].wrong)
        assert wrong <= OPTIMISERS - {"AdamW", "Adam", "SGD", "Lion", "LAMB"}
        assert choice.citation.quote == gap.citation.quote == quote


def test_a_name_beside_which_the_quote_alone_prints_another_of_its_kind_is_not_asked() -> None:
    both = "Lanternet learns with AdamW by night, or with SGD by night."
    assert drafts(grounds_of("how", EN, HE, pages=[both])) == []
    asked = drafts(grounds_of("how", both, pages=[both]))
    assert [(one.kind, one.wordings[0].right) for one in asked] == [
        ("choice", "AdamW"),
        ("cloze", "AdamW"),
        ("choice", "SGD"),
        ("cloze", "SGD"),
    ]
    for one in asked[::2]:
        assert set(one.wordings[0].wrong) <= OPTIMISERS - {"AdamW", "Adam", "SGD"}


@pytest.mark.parametrize("beside", ["on MNIST", "with SGDs", "with SGD-M"])
def test_a_name_of_another_kind_or_a_part_of_a_word_is_no_other_name(beside: str) -> None:
    quote = f"{EN[:-1]}, {beside}."
    assert len(drafts(grounds_of("how", EN, pages=[quote]))) == 2


def test_the_paper_is_named_where_the_statement_does_not_name_it() -> None:
    (choice, _) = drafts(grounds_of("how", "The net learns with AdamW."))
    assert choice.wordings[0].question == "Lanternet: The net learns with ____."


@pytest.mark.parametrize(
    ("en", "he", "pages"),
    [
        ("Lanternet learns by night.", "Lanternet לומד בלילה.", []),  # no name
        (EN, "Lanternet לומד עם אדם בלילה.", []),  # not in Hebrew
        ("AdamW is AdamW by night.", "", []),  # twice
        (EN, "AdamW הוא AdamW בלילה.", []),  # twice in Hebrew
        ("Lanternet learns with AdamW-8 by night.", "", []),  # a part
        ("Lanternet learns with net-AdamW by night.", "", []),  # a part
        ("Lanternet learns with a rule (AdamW) by night.", "", []),  # what the rule is called
        ("Lanternet learns with AdamW’s rule by night.", "", []),
        ("Lanternet learns with AdamW's rule by night.", "", []),
        ("Lanternet learns with AdamW and MyAdamW by night.", "", []),  # told by the rest
        (EN, HE, ["Lanternet learns with a rule by night in the end."]),  # not in the quote
        (EN, HE, ["The birds of AdamW are of no interest to anyone here."]),  # of something else
    ],
)
def test_a_name_that_does_not_stand_alone_or_in_no_quote_is_not_asked(
    en: str, he: str, pages: list[str]
) -> None:
    assert drafts(grounds_of("how", en, he, pages=pages)) == []


def test_a_name_behind_a_joined_hebrew_letter_stands_alone() -> None:
    choice = drafts(grounds_of("how", EN, "Lanternet לומד ב-AdamW בלילה."))[0]
    assert choice.wordings[1].question == "Lanternet לומד ב-____ בלילה."


def test_every_row_names_a_kind_and_names_enough() -> None:
    for row in ROWS:
        kind, names = row
        assert kind == kind.strip().lower() != ""
        assert all(name == name.strip() != "" for name in names.split("|"))
        if kind != "vector":  # asked as a gap alone
            assert len(names.split("|")) >= 4
    kinds = [row[0] for row in ROWS]
    assert len(set(kinds)) == len(kinds)


def test_no_row_spells_one_name_in_two_ways() -> None:
    for kind, names in ROWS:
        folded = [re.sub(r"[\W_]", "", name).casefold() for name in names.split("|")]
        assert len(set(folded)) == len(folded), kind
