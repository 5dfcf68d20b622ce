import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_paper import material

from paperqa.quiz.draft import Draft
from paperqa.quiz.item import GAP
from paperqa.quiz.pages.drafts import drafts_of_pages

NUMBER = "Our lantern model achieves a score of 28.4 points on the night benchmark."
WHY = "We train the model at night because the light of the lanterns is weak by day."
CLAIM = "The training of a lantern is faster with a deep table of weights in our setting."
SHORT = "We read each lantern with the bright lantern transform (BLT), a method of our own."
USES = "The BLT needs a model of lamps. In our work the BLT keeps the data of all lamps."
TERMS = (
    "We propose the amber decoder for lanterns of the night. "
    "The loss of the copper encoder is small in our results. "
    "The model of the copper encoder and of the amber decoder is trained. "
    "All data of the amber decoder is kept by the copper encoder. "
    "The weights of the silver tower and of the ivory mirror are trained. "
    "The loss of the silver tower is larger than of the ivory mirror. "
    "We train the silver tower and the ivory mirror on our data."
)


def drafts(*passages: str, seed: int = 0) -> list[Draft]:
    return list(drafts_of_pages(material(*passages), random.Random(seed)))


def only(found: list[Draft], maker: str, kind: str) -> Draft:
    return next(one for one in found if (one.maker, one.kind) == (maker, kind))


def test_a_number_is_gapped_in_both_languages() -> None:
    draft = only(drafts(NUMBER), "sentence number", "choice")
    gapped = NUMBER.replace("28.4", GAP)
    english, hebrew = draft.wordings
    assert english.question == f"Fill the gap in this sentence of “Lantern”: “{gapped}”"
    assert hebrew.question == f"השלימו את המשפט מתוך המאמר “Lantern”:\n“{gapped}”"
    assert (english.right, hebrew.right) == ("28.4", "28.4")
    assert english.wrong == hebrew.wrong
    wrong = list(map(float, english.wrong))
    assert sorted(wrong) == sorted(set(wrong))
    assert [one < 28.4 for one in wrong] == 3 * [True] + 3 * [False]
    assert english.explanation == f"The paper says: “{NUMBER}”"
    assert hebrew.explanation == f"במאמר כתוב:\n“{NUMBER}”"
    assert (draft.key, draft.about, draft.citation.quote) == (("28.4",), "0:1", NUMBER)


def test_a_statement_about_a_number_is_as_printed_or_has_another_number() -> None:
    answers = set()
    for seed in range(8):
        draft = only(drafts(NUMBER, seed=seed), "sentence number", "truefalse")
        english = draft.wordings[0]
        frame = "True or false? The paper “Lantern” says: “{}”"
        assert (english.question == frame.format(NUMBER)) == (english.right == "true")
        assert english.wrong == ()
        answers.add(english.right)
    assert answers == {"true", "false"}


def test_the_reason_of_a_sentence_is_asked_for() -> None:
    draft = only(drafts(WHY), "sentence why", "open")
    english, hebrew = draft.wordings
    assert english.question == (
        "What reason does the paper “Lantern” give for this: “We train the model at night”?"
    )
    assert hebrew.question == "איזו סיבה נותן המאמר “Lantern” לכך:\n“We train the model at night”"
    reason = "the light of the lanterns is weak by day"
    assert english.right == hebrew.right == f"Because {reason}"
    assert draft.key == (reason,)


def test_a_reason_may_come_first_and_one_that_points_outside_is_left() -> None:
    first = "Since the light of the lanterns is weak by day, we train the model at night."
    assert (
        only(drafts(first), "sentence why", "open").wordings[0].right.startswith("Since the light")
    )
    late = "of light in the lamp but is not trained with any lantern"
    for bad in ("that is what we want of a model", "lamps", late):
        assert not [
            one
            for one in drafts(f"We train the model of lanterns at night because {bad}.")
            if one.maker == "sentence why"
        ]


def test_a_statement_turns_on_one_word_of_comparison() -> None:
    questions = set()
    for seed in range(8):
        draft = only(drafts(CLAIM, seed=seed), "statement", "truefalse")
        assert draft.key == ("faster",)
        questions.add((draft.wordings[1].question, draft.wordings[1].right))
    frame = "נכון או לא נכון? במאמר “Lantern” נכתב:\n“{}”"
    assert questions == {
        (frame.format(CLAIM), "true"),
        (frame.format(CLAIM.replace("faster", "slower")), "false"),
    }


def test_two_words_of_comparison_or_a_hedge_make_no_statement() -> None:
    for text in (
        CLAIM.replace("deep", "larger"),
        CLAIM.replace("is faster", "may be faster"),
        CLAIM.replace("is faster with", "is done without using"),
    ):
        assert not [one for one in drafts(text) if one.maker == "statement"]


@pytest.mark.parametrize(
    "words",
    [
        "The lower table reports the loss of the model for all lamps of the night.",
        "The quality of the model decreases greatly with the lamps, as do the training costs.",
        "The loss of the model decreases from 20 to 12 with the light of the lamps.",
        "Our lamp model is often outperformed by a plain model of the street.",
        "We train the model with and without the light of all lamps of the night.",
        "The model of the lamps is trained without any light of the night in our work.",
        "We train more recent models of the night with the light of all lamps.",
        "Our method can better capture the light of all lamps of the night.",
    ],
)
def test_a_word_of_a_fixed_phrase_is_not_turned(words: str) -> None:
    assert not [one for one in drafts(words) if one.maker == "statement"]


@pytest.mark.parametrize("word", ["encoder", "trained", "left", "linear", "always"])
def test_a_word_that_only_hebrew_confirms_is_not_turned(word: str) -> None:
    text = f"The {word} layer of the lamps keeps the light of the night for all data."
    assert not [one for one in drafts(text) if one.maker == "statement"]
    swapped = drafts(text.replace(word, "supervised"))
    assert [one.kind for one in swapped if one.maker == "statement"] == ["truefalse"]


def test_the_article_goes_with_the_word_that_stands_in() -> None:
    text = "Our model of the lamps gives an increase of the light in all nights of the data."
    claims = {
        one.wordings[0].question
        for seed in range(8)
        for one in drafts(text, seed=seed)
        if one.maker == "statement" and one.wordings[0].right == "false"
    }
    frame = "True or false? The paper “Lantern” says: “{}”"
    assert claims == {frame.format(text.replace("an increase", "a decrease"))}


def test_an_abbreviation_that_the_paper_uses_is_asked_for() -> None:
    found = drafts(f"{SHORT} {USES}")
    draft = only(found, "abbreviation", "choice")
    english, hebrew = draft.wordings
    assert english.question == "What does BLT stand for in “Lantern”?"
    assert hebrew.question == "מה פירוש ראשי התיבות BLT במאמר “Lantern”?"
    assert (english.right, draft.about) == ("bright lantern transform", "abbreviation BLT")
    assert all([word[0] for word in one.split()] == ["b", "l", "t"] for one in english.wrong)
    assert draft.citation.quote == SHORT
    cloze = only(found, "abbreviation", "cloze").wordings[0]
    assert cloze.question == "Fill the gap: in “Lantern”, BLT stands for “____”."
    assert not [one for one in drafts(SHORT) if one.maker == "abbreviation"]


def test_a_key_term_is_gapped_where_the_paper_proposes_it() -> None:
    draft = only(drafts(TERMS), "sentence term", "cloze")
    question = draft.wordings[0].question
    assert question.endswith(f"“We propose the {GAP} for lanterns of the night.”")
    assert (draft.wordings[0].right, draft.key) == ("amber decoder", ("amber decoder",))


def test_wrong_terms_are_of_the_same_form_and_not_in_the_passage() -> None:
    first, rest = TERMS[: TERMS.index("The loss")], TERMS[TERMS.index("The loss") :]
    more = rest.replace("silver tower", "golden ladder").replace("ivory mirror", "linen carpet")
    draft = only(drafts(first, rest, more), "sentence term", "choice")
    wrong = set(draft.wordings[0].wrong)
    terms = {"copper encoder", "silver tower", "ivory mirror", "golden ladder", "linen carpet"}
    assert len(wrong) >= 3
    assert wrong <= terms


def test_the_same_seed_gives_the_same_drafts_even_where_others_draw_between() -> None:
    club = material(f"{NUMBER} {WHY} {CLAIM} {SHORT} {USES}")
    rng = random.Random(7)
    slow = []
    for draft in drafts_of_pages(club, rng):
        rng.random()
        slow.append(draft)
    assert slow == list(drafts_of_pages(club, random.Random(7)))


def test_a_paper_without_pages_gives_nothing() -> None:
    assert drafts() == []


@given(st.permutations([NUMBER, WHY, CLAIM, SHORT, USES, TERMS]), st.integers(0, 5))
def test_each_quote_is_verbatim_on_one_page_and_holds_the_key(parts: list[str], seed: int) -> None:
    found = drafts(" ".join(parts[:3]), " ".join(parts[3:]), seed=seed)
    assert found
    for draft in found:
        cited = draft.citation
        assert cited.passage.text[cited.start : cited.end] == cited.quote
        assert cited.page == cited.passage.page_at(cited.start)
        assert cited.page == cited.passage.page_at(cited.end - 1)
        assert all(key in cited.quote for key in draft.key)
        assert 0 <= draft.score <= 1
        assert [one.lang for one in draft.wordings] == ["en", "he"]
        for wording in draft.wordings:
            options = [wording.right, *wording.wrong]
            assert len({one.casefold() for one in options}) == len(options)
            assert not [one for one in wording.wrong if one in cited.passage.text]
            gaps = draft.kind == "cloze" or (
                draft.kind == "choice" and draft.maker != "abbreviation"
            )
            assert wording.question.count(GAP) == gaps
