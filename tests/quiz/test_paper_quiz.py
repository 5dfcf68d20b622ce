"""The quiz of one paper, from its notes and its pages."""

import random
from dataclasses import replace

import pytest
from small_grounds import NO_NOTE, OTHERS, PAPER, Note, page, small_index

from paperqa.answer.desk import Desk
from paperqa.answer.silent import result_of
from paperqa.errors import QuizError
from paperqa.language.script import language_of
from paperqa.quiz.choosing.refusals import refusal
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import KINDS, Difficulty, ItemKind, QuizItem
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Lang
from small_desk import WordEmbedder

EN = Note(
    what="At night, Lanternet draws a map of where all the lamps of a street stand (p. 1). "
    "Lanternet masks its lamps because no lamp may see its own light (p. 1).",
    how="Lanternet stacks 24 layers and passes vectors of size 384 (p. 2).\n"
    "The cost of Lanternet is linear in the number of lamps (p. 2). "
    "Lanternet learns with AdamW on the maps of old towns (p. 2).",
    numbers="Lanternet reaches 81.3% on dark streets and 74.6% on lit ones (p. 3). "
    "Training Lanternet takes 36 hours on 48 chips (p. 3).",
    club="Lanternet shows the club how far a small net can go in the dark.",
    terms="Light map: A light map stores how bright each lamp of a street shines (p. 2).",
)
HE = Note(
    what="בלילה, Lanternet מצייר מפה שמראה היכן עומדות כל המנורות של הרחוב (עמ' 1). "
    "מודל Lanternet ממסך את המנורות כי אסור שמנורה תראה את האור שלה (עמ' 1).",
    how="מודל Lanternet בנוי מ-24 שכבות ומעביר וקטורים בגודל 384 (עמ' 2).\n"
    "העלות של Lanternet ליניארית במספר המנורות (עמ' 2). "
    "מודל Lanternet לומד עם AdamW על מפות של ערים ישנות (עמ' 2).",
    numbers="מודל Lanternet מגיע ל-81.3% ברחובות חשוכים ול-74.6% ברחובות מוארים (עמ' 3). "
    "האימון של Lanternet נמשך 36 שעות על 48 שבבים (עמ' 3).",
    club="מודל Lanternet מראה למועדון כמה רחוק רשת קטנה מגיעה בחושך.",
    terms="מפת אור (light map): מפת אור (light map) שומרת כמה מאירה כל מנורה ברחוב (עמ' 2).",
)
PAGES = [
    page(text, number, start=10_000 * number)
    for number, text in enumerate(
        (
            "At night, the net draws a map of where all of the lamps of a street stand. "
            "We mask the lamps, for no lamp may see its own light.",
            "The net is a stack of 24 layers and passes vectors of size 384 to the next one. "
            "The cost of the net is linear in the number of lamps. "
            "It learns with AdamW on the maps of old towns. "
            "A light map stores how bright each of the lamps of a street shines.",
            "The net reaches 81.3% on dark streets and 74.6% on lit ones. "
            "Others reach 70.2%, 72.9%, 77.7%, 79.5%, 83.1% and 85.4% of it. "
            "Training takes 36 hours on 48 chips, where others take 30, 33, 40 or 44 of them.",
        ),
        start=1,
    )
]
BOTH = Plan((PAPER.id,), count=6, langs=("en", "he"))


def desk(pages: bool = True, en: Note = EN, he: Note = HE) -> Desk:
    return Desk(small_index(PAGES if pages else [], en, he), WordEmbedder())


@pytest.fixture(scope="module")
def whole() -> Desk:
    return desk()


def quiz(at: Desk, plan: Plan = BOTH) -> PaperQuiz:
    return result_of(make_paper_quiz(at, plan, PAPER.id))


def as_draft(item: QuizItem) -> Draft:
    """Return what the item was made of, as far as it shows."""
    wordings = tuple(
        DraftWording(
            one.lang,
            one.question,
            one.answer if item.kind != "truefalse" else ("true", "false")[item.correct or 0],
            tuple(choice for choice in one.choices if choice != one.answer)
            if item.kind == "choice"
            else (),
        )
        for one in item.wordings
    )
    return Draft(item.kind, item.maker, wordings, item.citation, (), item.id, item.difficulty, 0.5)


def test_the_wanted_number_of_checked_items_is_made_in_both_languages(whole: Desk) -> None:
    found = quiz(whole)
    assert (found.paper, found.asked, len(found.items), found.error) == (PAPER, 6, 6, "")
    assert len({one.id for one in found.items}) == 6
    for item in found.items:
        assert refusal(as_draft(item)) == ""
        assert [one.lang for one in item.wordings] == ["en", "he"]
        assert [language_of(one.question) for one in item.wordings] == ["en", "he"]
        if item.correct is not None:
            assert all(one.choices[item.correct] == one.answer for one in item.wordings)


def test_quotes_stand_on_the_pages_that_they_name(whole: Desk) -> None:
    for item in quiz(whole).items:
        cited = item.citation
        assert cited.page in (1, 2, 3)
        assert cited.quote in PAGES[cited.page - 1].text
        assert cited.passage is whole.index.passages[cited.page - 1]


def test_items_stand_in_the_order_of_reading(whole: Desk) -> None:
    places = [(one.citation.page, one.citation.start) for one in quiz(whole).items]
    assert places == sorted(places, key=lambda place: (place[0] or 0, place[1]))


def test_the_same_plan_gives_the_same_quiz_even_at_another_desk(whole: Desk) -> None:
    first = quiz(whole)
    assert quiz(whole) == first
    random.seed(7)
    assert quiz(desk()) == first


def test_another_seed_gives_another_quiz(whole: Desk) -> None:
    runs = [quiz(whole, replace(BOTH, seed=seed)).items for seed in range(4)]
    assert len({tuple(one.id for one in run) for run in runs}) > 1


def test_a_papers_quiz_does_not_hang_on_the_order_of_the_batch(whole: Desk) -> None:
    three = (PAPER.id, OTHERS[0].id, OTHERS[1].id)
    first = quiz(whole, replace(BOTH, papers=three))
    result_of(make_paper_quiz(whole, replace(BOTH, papers=three), OTHERS[0].id))
    turned = quiz(whole, replace(BOTH, papers=three[::-1]))
    assert turned == first


@pytest.mark.parametrize("langs", [("en",), ("he",), ("he", "en")])
def test_items_are_worded_in_the_languages_that_are_asked_for(
    whole: Desk, langs: tuple[Lang, ...]
) -> None:
    items = quiz(whole, replace(BOTH, langs=langs)).items
    assert len(items) == 6
    assert {tuple(one.lang for one in item.wordings) for item in items} == {langs}


@pytest.mark.parametrize("kind", KINDS)
def test_only_kinds_that_are_asked_for_are_made(whole: Desk, kind: ItemKind) -> None:
    items = quiz(whole, replace(BOTH, kinds=(kind,), count=3)).items
    assert {one.kind for one in items} == {kind}


@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
def test_only_the_difficulty_that_is_asked_for_is_made(whole: Desk, difficulty: Difficulty) -> None:
    items = quiz(whole, replace(BOTH, difficulty=difficulty, count=2)).items
    assert {one.difficulty for one in items} == {difficulty}


def test_a_paper_with_notes_only_cites_the_note_without_a_page() -> None:
    found = quiz(desk(pages=False))
    assert len(found.items) == 6
    for item in found.items:
        cited = item.citation
        assert (cited.page, cited.passage.kind, cited.passage.lang) == (None, "note", "en")
        assert cited.passage.text[cited.start : cited.end] == cited.quote


def test_a_paper_with_pages_only_is_asked_from_its_pages() -> None:
    (item,) = quiz(desk(en=NO_NOTE, he=NO_NOTE), replace(BOTH, count=1)).items
    assert item.citation.page in (1, 2, 3)
    assert [one.lang for one in item.wordings] == ["en", "he"]


def test_a_statement_that_only_english_has_is_not_asked_in_two_languages() -> None:
    longer = Note(numbers=f"{HE.numbers} ועוד משפט.")
    unpaired = desk(pages=False, en=Note(numbers=EN.numbers), he=longer)
    choices = replace(BOTH, kinds=("choice",))
    assert quiz(unpaired, choices).items == ()
    assert len(quiz(unpaired, replace(choices, langs=("en",))).items) == 2


def test_drafts_that_are_not_in_all_languages_are_counted() -> None:
    en = Note(how="Lanternet learns with AdamW.")
    plan = replace(BOTH, kinds=("choice",))
    unpaired = quiz(desk(pages=False, en=en, he=Note(how="לומדים. לומדים.")), plan)
    # A choice, a gap, and what is true.
    assert (unpaired.items, unpaired.dropped) == ((), (("not in all languages", 3),))
    paired = quiz(desk(pages=False, en=en, he=Note(how="Lanternet לומד עם AdamW.")), plan)
    assert [one.maker for one in paired.items] == ["name"]
    assert paired.dropped == ()
    alone = quiz(desk(pages=False, en=en, he=NO_NOTE), replace(plan, langs=("en",)))
    assert (len(alone.items), alone.dropped) == (1, ())


def test_a_paper_without_text_is_named_with_what_to_do() -> None:
    with pytest.raises(QuizError) as caught:
        quiz(desk(pages=False, en=NO_NOTE, he=NO_NOTE))
    assert str(caught.value) == (
        "the index holds no text of 2099.10001 “Lanternet: Light Maps for Night Scenes”; "
        "fetch it, then: paperqa index"
    )


def gaps_of(text: str) -> PaperQuiz:
    """Return the gaps of a note that says ``text`` and nothing else."""
    plan = Plan((PAPER.id,), count=9, langs=("en",), kinds=("cloze",))
    return quiz(desk(pages=False, en=Note(how=text), he=NO_NOTE), plan)


def test_drafts_that_a_check_refuses_are_counted_by_reason() -> None:
    # Of four vectors the statement has two, so that two wrong ones are left.
    found = gaps_of("Lanternet keeps one query for the keys of all lamps.")
    assert [one.wordings[0].answer for one in found.items] == ["query"]
    assert found.dropped == (("too few wrong answers", 1),)


def test_drafts_that_clash_are_counted_with_them_the_most_frequent_first() -> None:
    found = gaps_of(
        "Lanternet learns with AdamW. " * 3 + "Lanternet keeps one query for the keys of all lamps."
    )
    assert sorted(one.wordings[0].answer for one in found.items) == ["AdamW", "query"]
    assert found.dropped == (("asks what another asks", 2), ("too few wrong answers", 1))
