"""Drafts of any maker, answered by the model from their quotes alone."""

import random

import pytest
from model_material import HEADS_QUOTE, PAPER, BoundModel, passages_of

from fakes import ScriptedModel
from paperqa.answer.silent import result_of
from paperqa.errors import CutOffError, ModelError
from paperqa.llm.turns import Turns
from paperqa.protocols import ChatModel
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import ItemKind
from paperqa.quiz.with_model.answered_from_quote import quote_reason
from paperqa.types import Citation

PASSAGE = passages_of()[2]
START = PASSAGE.text.index(HEADS_QUOTE)
WRONG = ("4", "16", "32", "64", "2")


def draft(
    kind: ItemKind, right: str, *, wrong: tuple[str, ...] = (), accepted: tuple[str, ...] = ()
) -> Draft:
    cited = Citation(1, PAPER, PASSAGE, HEADS_QUOTE, START, START + len(HEADS_QUOTE), 3)
    worded = DraftWording("en", "How many heads has the Transformer?", right, wrong, "", accepted)
    return Draft(kind, "number", (worded,), cited, ("8",), "heads", "easy", 0.5)


def answers(model: ChatModel, one: Draft, rng: random.Random) -> bool:
    return result_of(quote_reason(model, one, rng, Turns())) == ""


def answered(said: str, one: Draft, seed: int = 0) -> bool:
    return answers(ScriptedModel(said), one, random.Random(seed))


@pytest.mark.parametrize("seed", range(8))
def test_a_choice_stands_if_the_model_picks_it_wherever_it_is_placed(seed: int) -> None:
    model = BoundModel(right=("8",))
    assert answers(model, draft("choice", "8", wrong=WRONG), random.Random(seed))
    model = BoundModel(right=("16",))
    assert not answers(model, draft("choice", "8", wrong=WRONG), random.Random(seed))


def test_the_right_choice_is_placed_everywhere() -> None:
    places = set()
    for seed in range(60):
        model = BoundModel(right=("8",))
        answers(model, draft("choice", "8", wrong=WRONG), random.Random(seed))
        lines = model.prompts[0][1].content.splitlines()
        places.add(next(line[0] for line in lines if line[1:] == ") 8"))
    assert places == set("ABCDEF")


def test_a_letter_counts_without_json_too() -> None:
    one = draft("choice", "8", wrong=WRONG)
    letters = [
        letter
        for letter in "ABCDEF"
        for form in (f"{letter}", f"{letter}) 8", f"({letter})", f'{{"answer": "{letter}"}}')
        if answered(form, one)
    ]
    assert len(letters) == 4
    assert len(set(letters)) == 1
    assert not any(answered(said, one) for said in ("Because of A", "Ab", "none", "", "8"))


@pytest.mark.parametrize(
    ("right", "accepted", "said", "fits"),
    [
        ("8", (), "8", True),
        ("8", (), "eight", True),
        ("8", (), "8 parallel heads", True),
        ("8", (), "8 or 16", False),
        ("8", (), "80", False),
        ("65 million", (), "65M", True),
        ("parallel heads", (), "Parallel-heads", True),
        ("parallel heads", (), "the parallel heads", True),
        ("parallel heads", (), "heads", False),
        ("parallel heads", (), "8 parallel heads of self-attention", False),
        ("√dk", ("sqrt(d_k)",), "sqrt(d_k)", True),
        ("8", (), "none", False),
    ],
)
def test_a_gap_may_be_filled_in_another_spelling(
    right: str, accepted: tuple[str, ...], said: str, fits: bool
) -> None:
    assert answered(f'{{"answer": "{said}"}}', draft("cloze", right, accepted=accepted)) is fits


@pytest.mark.parametrize("truth", ["true", "false"])
def test_a_statement_stands_if_the_model_judges_it_so(truth: str) -> None:
    one = draft("truefalse", truth)
    stands = [said for said in ("true", "false", "none", "True.") if answered(said, one)]
    assert stands == [said for said in ("true", "false", "True.") if truth in said.lower()]


def test_an_open_question_stands_on_a_yes() -> None:
    one = draft("open", "It has 8.")
    assert [answered(said, one) for said in ("yes", "no", "none", "maybe")] == [
        True,
        False,
        False,
        False,
    ]


def test_every_wording_is_asked_and_each_must_stand() -> None:
    hebrew = DraftWording("he", "כמה ראשים יש ל-Transformer?", "8")
    one = draft("cloze", "8")
    both = Draft(
        one.kind,
        one.maker,
        (*one.wordings, hebrew),
        one.citation,
        one.key,
        one.about,
        one.difficulty,
        one.score,
    )
    for second, stands in (("8", True), ("16", False)):
        model = ScriptedModel(("8",), (second,))
        assert answers(model, both, random.Random(0)) is stands
        assert "כמה ראשים" in model.prompts[1][1].content


def test_an_answer_that_was_cut_off_is_none_and_a_failure_is_raised() -> None:
    one = draft("truefalse", "true")
    cut = ScriptedModel('{"answer": "tr', CutOffError("cut off"))
    assert not answers(cut, one, random.Random(0))
    with pytest.raises(ModelError, match=r"^out of memory$"):
        answers(ScriptedModel(ModelError("out of memory")), one, random.Random(0))
    assert cut.closed == 1
