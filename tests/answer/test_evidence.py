"""Which sentences answer, whether they are enough, and which names nobody mentions."""

import numpy as np
import pytest
from small_index import ATTENTION, GPT, LORA, index_of, passage

from fakes import WordEmbedder
from paperqa.answer.evidence import (
    ENOUGH,
    ENOUGH_WITHOUT_COSINE,
    Scorer,
    Weighing,
    defines,
    prose,
    unknown_names,
    with_focus,
)
from paperqa.language.tokens import word_forms
from paperqa.types import Evidence, Hit

ON_ATTENTION = passage(
    "Attention weighs all positions of a sequence at once. It needs no recurrence at all, they say."
)
ON_LORA = passage(
    "Low-rank matrices are trained beside the frozen weights. They hold few parameters.", LORA
)
ON_GPT = passage("GPT-3 guesses the next word from all words before it, and AlphaGo plays.", GPT)
INDEX = index_of([ON_ATTENTION, ON_LORA, ON_GPT])
HITS = [Hit(row, p, 1.0 - row / 10) for row, p in enumerate(INDEX.passages)]


def scorer(question: str, *, english_only: bool = False) -> Scorer:
    embedder = WordEmbedder(languages=("en",)) if english_only else WordEmbedder()
    return Scorer(question, INDEX, embedder)


def test_coverage_is_the_share_of_the_question_by_weight_that_one_hit_holds() -> None:
    question = "Which frozen weights does a sequence need?"
    weights = {word: INDEX.words.weight([word]) for word in ("frozen", "weight", "sequenc", "need")}
    by_hit = [weights["sequenc"] + weights["need"], weights["frozen"] + weights["weight"], 0.0]
    weighed = scorer(question).weigh(HITS)
    assert weighed.coverage == pytest.approx(max(by_hit) / sum(weights.values()))


def test_cosine_is_that_of_the_nearest_hit() -> None:
    question = "Which frozen weights does a sequence need?"
    asked = WordEmbedder().embed_questions([question])[0]
    rows = INDEX.vectors.vectors(np.array([0, 1, 2], dtype=np.int64))
    assert scorer(question).weigh(HITS).cosine == pytest.approx(float((rows @ asked).max()))
    assert scorer(question).weigh(HITS[:1]).cosine == pytest.approx(float(rows[0] @ asked))


def test_there_is_no_cosine_in_a_language_that_the_embedder_does_not_know() -> None:
    weighed = scorer("מה עושה frozen weights?", english_only=True).weigh(HITS)
    assert weighed.cosine is None
    assert weighed.named
    assert not scorer("מה עושה frozen recurrence?", english_only=True).weigh(HITS).named


def test_no_hits_are_never_enough() -> None:
    assert not scorer("frozen weights").weigh([]).enough
    assert not scorer("מה זה?", english_only=True).weigh([]).enough
    assert scorer("frozen weights").evidence([]) == []


@pytest.mark.parametrize(
    ("weighing", "enough"),
    [
        (Weighing(0.0, ENOUGH), True),
        (Weighing(0.0, ENOUGH - 0.01), False),
        (Weighing(1.0, 0.0), False),
        (Weighing(1.0, 1.0), True),
        (Weighing(1.0, 1.0, unknown=("AlphaFold",)), False),
        (Weighing(ENOUGH_WITHOUT_COSINE, None), True),
        (Weighing(ENOUGH_WITHOUT_COSINE - 0.01, None), False),
        (Weighing(ENOUGH_WITHOUT_COSINE / 2, None, named=True), True),
        (Weighing(1.0, None, unknown=("GPT-5",)), False),
    ],
)
def test_enough_is_decided_by_the_thresholds_and_by_unknown_names(
    weighing: Weighing, enough: bool
) -> None:
    assert weighing.enough is enough


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What does AlphaFold weigh?", ("AlphaFold",)),
        ("What does AlphaGo weigh?", ()),
        ("How many weights has GPT-5?", ("GPT-5",)),
        ("How many weights has GPT-3?", ()),
        ("How many weights has gpt-3?", ()),
        ("What did Ruth say of LoRA?", ("Ruth", "LoRA")),
        ("מה אומרת Ruth על attention?", ("Ruth",)),
        ("מה ב-AlphaGo?", ()),
        ("What has a 3D view of attention?", ()),
        ("naïve Poincaré", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_unknown_names_are_those_that_no_passage_holds(
    question: str, unknown: tuple[str, ...]
) -> None:
    assert unknown_names(question, INDEX) == unknown


@pytest.mark.parametrize(
    "question",
    ["Describe attention", "Hello! Describe it", '"Describe" it', "It is so. (Describe it?)"],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(question: str) -> None:
    assert unknown_names(question, INDEX) == ()


def test_a_long_run_of_letters_is_read_in_one_go() -> None:
    # Minutes, where every letter begins a new attempt.
    assert unknown_names("a" * 200_000 + "é", INDEX) == ()


def test_sentences_are_verbatim_and_the_best_stands_first() -> None:
    found = scorer("Which matrices are trained beside frozen weights?").evidence(HITS)
    assert found[0].sentence == "Low-rank matrices are trained beside the frozen weights."
    assert found[0].hit is HITS[1]
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    for item in found:
        assert item.hit.passage.text[item.start : item.end] == item.sentence


def test_a_sentence_that_runs_over_the_end_of_a_page_is_no_evidence() -> None:
    text = "Weights are frozen here first. Frozen weights are trained and trained no more."
    cut = passage(text, LORA, pages=[(0, 4), (50, 5)])
    found = scorer("frozen weights trained").evidence([Hit(0, cut, 1.0)])
    assert [item.sentence for item in found] == ["Weights are frozen here first."]


def test_what_is_too_short_or_too_long_to_be_quoted_is_no_evidence() -> None:
    text = (
        "Frozen weights, trained. Yes, " + "frozen weights " * 60 + "trained. The weights stay so."
    )
    found = scorer("frozen weights trained").evidence([Hit(0, passage(text, LORA), 1.0)])
    assert found == []


def test_a_displayed_formula_is_no_evidence() -> None:
    torn = "The frozen weights are trained as w = a l = b z = c where frozen weights stay so."
    found = scorer("frozen weights trained").evidence([Hit(0, passage(torn, LORA), 1.0)])
    assert found == []


def test_the_same_sentence_counts_less_in_a_later_hit() -> None:
    twins = [Hit(row, passage("Frozen weights are trained no more.", LORA), 1.0) for row in (0, 1)]
    first, second = scorer("frozen weights trained").evidence(twins)
    assert (first.hit.row, second.hit.row) == (0, 1)
    assert first.score > second.score > 0


@pytest.mark.parametrize(
    "torn",
    [
        "weights are frozen while the matrices are trained",
        "W 1 2 3 4 0.5 0.7 0.9 11.2 weights 13.4",
        "a b c d e f weights g h i.",
        "Weights are frozen while the matrices are",
    ],
)
def test_torn_text_counts_less_than_a_sentence(torn: str) -> None:
    assert prose(torn) < prose("Weights are frozen while the matrices are trained.") == 1.0


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("LoRA is a way to tune a model.", True),
        ("LoRA (Low-Rank Adaptation) is a way to tune.", True),
        ("Rank: the width of the matrices of LoRA.", False),
        ("We train LoRA for a week.", False),
        ("In the years before the others came to it LoRA is what they used.", False),
    ],
)
def test_a_definition_begins_with_its_term(sentence: str, is_one: bool) -> None:
    assert defines(sentence, word_forms("What is LoRA?")) is is_one


def test_the_focus_is_on_the_best_sentence_of_each_hit() -> None:
    def said(hit: Hit, start: int) -> Evidence:
        return Evidence(hit, "", start, start)

    found = with_focus(HITS, [said(HITS[1], 57), said(HITS[0], 54), said(HITS[1], 0)])
    assert [(hit.row, hit.focus) for hit in found] == [(0, 54), (1, 57), (2, 0)]


def test_two_papers_are_weighed_by_their_titles_too() -> None:
    hit = Hit(0, ON_ATTENTION, 1.0)
    assert ATTENTION.title == "Attention Is All You Need"
    assert scorer("Attention need").weigh([hit]).coverage == 1.0
