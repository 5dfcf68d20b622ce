"""What a question asks for, part by part, and how much of it a text holds."""

import math

import pytest
from small_index import LORA, index_of, passage

from paperqa.answer.retrieval.parts import Part, Way, holds, parts_of, share
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import Recipe
from paperqa.language.thesaurus import Forms, club_thesaurus
from paperqa.language.tokens import tokens, word_forms

INDEX = index_of(
    [
        passage("Attention weighs all positions of a sequence at once."),
        passage("Low-rank matrices are trained beside the frozen weights.", LORA),
        passage("Frozen weights of a sequence need a CNN."),
    ]
)
PLAIN = Recipe(synonyms=0.0)
FROZEN, WEIGHTS = ("frozen",), ("weight",)


def parts(question: str, recipe: Recipe = PLAIN) -> list[Part]:
    return parts_of(understand(question, INDEX), INDEX.words, recipe)


def idf(count: int, passages: int = 3) -> float:
    """BM25's idf (Lucene's form) of a word that ``count`` passages hold."""
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def test_without_synonyms_each_word_that_counts_is_a_part_of_its_own() -> None:
    found = parts("Which frozen weights, and what of zebras?")
    assert [part.ways for part in found] == [
        (Way((FROZEN,)),),
        (Way((WEIGHTS,)),),
        (Way((("zebra",),)),),
    ]
    assert [part.weight for part in found] == pytest.approx([idf(2), idf(2), idf(0)])


@pytest.mark.parametrize("question", ["", "?!", "what is the", "מה זה?"])
def test_a_question_of_stop_words_has_no_parts(question: str) -> None:
    assert parts(question) == []
    assert share(parts(question), {"frozen"}) == 0.0


@pytest.mark.parametrize("worth", [0.5, 0.25])
def test_a_phrase_is_one_part_and_its_synonyms_are_worth_less(worth: float) -> None:
    count, others = club_thesaurus().of(word_forms("convolutional neural network"))
    assert (count, "CNN" in others) == (3, True)
    (part,) = parts("A convolutional neural network?", Recipe(synonyms=worth))
    own = Way(tuple(word_forms("convolutional neural network")))
    assert part.ways == (own, *(Way(tuple(word_forms(other)), worth) for other in others))
    assert part.weight == pytest.approx(3 * idf(0))
    assert part.held(tokens("a convolutional neural network")) == 1.0
    assert part.held(tokens("a neural network")) == pytest.approx(2 / 3)
    assert part.held(["cnn"]) == worth


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ({"frozen", "weight"}, 1.0),
        ({"frozen"}, 0.5),
        ({"static"}, 0.4),
        ({"static", "weight"}, 0.5),
        (set(), 0.0),
    ],
)
def test_a_part_is_held_in_the_way_that_is_held_most(words: set[str], held: float) -> None:
    part = Part((Way((FROZEN, WEIGHTS)), Way((("static",),), 0.4)), 1.0)
    assert part.held(words) == held


def test_a_way_has_the_tokens_of_all_forms_of_its_words() -> None:
    assert Way((("180", "b", "180b"), ("weight",))).tokens == ("180", "b", "180b", "weight")


@pytest.mark.parametrize(
    ("word", "text", "held"),
    [
        ("180B", "It has 180B weights.", True),
        ("180B", "It has 180 weights and a B.", True),
        ("180B", "It has 180 weights.", False),
        ("180B", "It has 70B weights.", False),
        ("FlashAttention", "FlashAttention is fast.", True),
        ("FlashAttention", "Flash attention is fast.", True),
        ("FlashAttention", "flashattention is fast", True),
        ("FlashAttention", "Attention is fast.", False),
        ("GPT-3", "gpt3", True),
        ("GPT-3", "GPT-2 and GPT", False),
        ("weights", "one weight", True),
        ("בקשב", "קשב", True),
        ("קשב", "בקשב", True),
        ("קשב", "משקולות", False),
    ],
)
def test_half_a_compound_is_something_else_but_joined_letters_change_no_word(
    word: str, text: str, held: bool
) -> None:
    (forms,) = word_forms(word)
    assert holds(tokens(text), forms) is held


def test_the_share_counts_rarer_parts_more() -> None:
    weighed = parts("frozen sequence zebra")
    whole = idf(2) + idf(2) + idf(0)
    assert share(weighed, {"zebra"}) == pytest.approx(idf(0) / whole)
    assert share(weighed, {"frozen", "sequenc"}) == pytest.approx(2 * idf(2) / whole)
    assert share(weighed, {"frozen", "sequenc", "zebra", "more"}) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("hebrew", "english", "own"),
    [("קשב", [(("attent",),)], "קשב"), ("משקולות", [(("weight",),)], "משקולות")],
)
def test_a_hebrew_part_is_said_in_english_or_in_hebrew_at_full_worth(
    hebrew: str, english: list[tuple[Forms, ...]], own: str
) -> None:
    (part,) = parts(f"מה זה {hebrew}?")
    expected = [*english, tuple(word_forms(own))]
    assert part.ways == tuple(map(Way, expected))
    assert part.weight == pytest.approx(sum(INDEX.words.weight(forms) for forms in english[0]))
    assert [part.held({word}) for word in ("attent", "weight", hebrew)] == [
        float(hebrew == "קשב"),
        float(hebrew == "משקולות"),
        1.0,
    ]


def test_a_hebrew_questions_parts_stand_in_its_order_with_its_latin_terms() -> None:
    found = parts("איפה קשב ואיפה FlashAttention בליסבון?")
    assert [part.ways[0].words[0] for part in found] == [
        ("attent",),
        ("flash", "attent", "flashattent"),
        ("בליסבונ", "ליסבונ"),  # nobody knows it: it stays as it is
    ]


def test_without_the_glossary_hebrew_stays_hebrew() -> None:
    (part,) = parts("מה זה קשב?", Recipe(glossary=False, synonyms=0.0))
    assert part.ways == (Way((("קשב",),)),)
