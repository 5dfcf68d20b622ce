"""The score of a passage, each thing that adds to it by itself, against BM25 and cosines."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest
from small_index import ATTENTION, GPT, LORA, index_of, note, passage

from fakes import WordEmbedder
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import Recipe
from paperqa.answer.retrieval.scoring import DEPTH, Searcher
from paperqa.store.bundle import Index
from paperqa.types import Hit, Lang

TEXTS = (
    "Attention weighs all positions of a sequence at once.",
    "The keys and the queries are multiplied, and softmax follows.",
    "Low-rank matrices are trained beside the frozen layers.",
    "Frozen layers save memory during training of large models.",
    "The next word is guessed by the model from all words before.",
)
PASSAGES = [
    passage(text, paper, section=f"{row} Part", start=1000 * row)
    for row, (text, paper) in enumerate(zip(TEXTS, [ATTENTION, LORA, GPT] * 2, strict=False))
]
EMBEDDER = WordEmbedder()
INDEX = index_of(PASSAGES, EMBEDDER)
NOTHING = Recipe(
    words=0.0, dense=0.0, named=0.0, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
)
WORDS = Recipe(
    words=2.0, dense=0.0, named=0.0, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
)
DENSE = Recipe(
    words=0.0, dense=3.0, named=0.0, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
)


def searcher(
    question: str,
    recipe: Recipe,
    index: Index = INDEX,
    embedder: WordEmbedder = EMBEDDER,
    rewrite: str = "",
) -> Searcher:
    return Searcher(understand(question, index, rewrite), index, embedder, recipe)


def found(searcher: Searcher, rows: Sequence[int] | None = None, of: int = 5) -> list[Hit]:
    """Return the hits among ``rows`` (None: all ``of`` the index)."""
    allowed = np.ones(of, dtype=bool) if rows is None else np.isin(np.arange(of), rows)
    return searcher.hits(allowed)


def scores(hits: list[Hit]) -> list[tuple[int, float]]:
    return [(hit.row, hit.score) for hit in hits]


def sorted_by_score(values: npt.NDArray[np.float32], rows: list[int]) -> list[tuple[int, float]]:
    order = sorted(rows, key=lambda row: (-values[row], row))
    return [(row, about(float(values[row]))) for row in order]


def about(score: float) -> float:
    """Return what equals ``score`` but for rounding, in the place of a float."""
    return cast(float, pytest.approx(score, abs=1e-6))


def test_words_count_as_their_share_of_the_best_passages_bm25() -> None:
    question = "frozen layers of the model"
    bm25 = INDEX.words.scores(question)
    hits = found(searcher(question, WORDS))
    assert scores(hits) == sorted_by_score(2.0 * bm25 / bm25.max(), [2, 3, 4])
    assert hits[0].score == pytest.approx(2.0)
    assert [hit.found_by for hit in hits] == [("words",)] * 3
    assert [hit.passage for hit in hits] == [PASSAGES[hit.row] for hit in hits]


def test_the_best_is_the_best_of_what_may_be_found() -> None:
    question = "frozen layers of the model"
    bm25 = INDEX.words.scores(question)
    hits = found(searcher(question, WORDS), rows=[0, 4])
    assert bm25[4] < bm25.max()
    assert scores(hits) == [(4, about(2.0))]


def test_the_embedding_counts_as_its_cosine() -> None:
    question = "frozen layers of the model"
    rows = np.arange(5, dtype=np.int64)
    cosines = INDEX.vectors.vectors(rows) @ EMBEDDER.embed_questions([question])[0]
    hits = found(searcher(question, DENSE))
    assert scores(hits) == sorted_by_score(3.0 * cosines, [0, 1, 2, 3, 4])
    assert [hit.found_by for hit in hits] == [("dense",)] * 5
    some = found(searcher(question, DENSE), rows=[1, 3])
    assert scores(some) == sorted_by_score(3.0 * cosines, [1, 3])


def test_a_hit_says_what_found_it() -> None:
    both = Recipe(
        words=1.0, dense=1.0, named=1.0, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
    )
    hits = found(searcher("Does LoRA guess words?", both))
    assert {hit.row: hit.found_by for hit in hits} == {
        0: ("dense",),
        1: ("dense", "named"),
        2: ("dense",),
        3: ("dense",),
        4: ("words", "dense", "named"),
    }


def test_each_passage_of_a_named_paper_gains_the_same() -> None:
    question = "Does LoRA freeze all layers?"
    named = Recipe(
        words=1.0, dense=1.0, named=0.25, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
    )
    plain = Recipe(
        words=1.0, dense=1.0, named=0.0, openings=0.0, synonyms=0.0, told_words=0.0, told_dense=0.0
    )
    without = dict(scores(found(searcher(question, plain))))
    gained = {row: score - without[row] for row, score in scores(found(searcher(question, named)))}
    assert gained == pytest.approx({0: 0.0, 1: 0.25, 2: 0.0, 3: 0.0, 4: 0.25}, abs=1e-6)


def test_a_named_paper_is_found_however_far_it_lies_from_the_question() -> None:
    crowd = [passage("Frozen frozen layers.", start=100 * row) for row in range(DEPTH + 20)]
    far = passage("Bananas, and one layer of cream.", LORA)
    index = index_of([*crowd, far], EMBEDDER)
    size = len(crowd) + 1
    for recipe, is_found in ((Recipe(named=0.5), True), (Recipe(named=0.0), False)):
        one = searcher("Has LoRA frozen layers?", recipe, index)
        hits = found(one, of=size)
        assert ([hit.found_by for hit in hits if hit.row == size - 1] == [("named",)]) is is_found
        assert len(hits) == DEPTH + is_found


@pytest.mark.parametrize(
    ("section", "gain"),
    [
        ("", 0.5),
        ("Abstract", 0.5),
        ("1 Introduction", 0.5),
        ("1. Introduction and motivation", 0.5),
        ("What it is", 0.5),
        ("מונחים", 0.5),
        ("3 Model", 0.0),
        ("2 Introduction", 0.0),
        ("Abstractions", 0.0),
    ],
)
def test_openings_gain_where_a_meaning_is_asked_for(section: str, gain: float) -> None:
    index = index_of([passage("Frozen layers rest.", section=section)], EMBEDDER)
    recipe = Recipe(
        words=1.0, dense=0.0, named=0.0, openings=0.5, synonyms=0.0, told_words=0.0, told_dense=0.0
    )
    (asked,) = found(searcher("What are frozen layers?", recipe, index), of=1)
    assert asked.score == 1.0 + gain
    (other,) = found(searcher("Who needs frozen layers?", recipe, index), of=1)
    assert other.score == 1.0


def test_a_synonym_scores_its_share_of_the_word_and_the_better_way_counts() -> None:
    index = index_of(
        [
            passage("A CNN reads images."),
            passage("A convolutional neural network reads images."),
            passage("A CNN is a convolutional neural network."),
            passage("Bananas."),
        ],
        EMBEDDER,
    )
    question = "Which convolutional neural network?"
    own, other = index.words.scores(question), index.words.scores("CNN")
    recipe = Recipe(
        words=1.0, dense=0.0, named=0.0, openings=0.0, synonyms=0.25, told_words=0.0, told_dense=0.0
    )
    total = np.maximum(own, 0.25 * other)
    hits = found(searcher(question, recipe, index), of=4)
    assert scores(hits) == sorted_by_score(total / total.max(), [0, 1, 2])
    assert 0 < total[0] < total[1]
    without = found(searcher(question, WORDS, index), of=4)
    assert {hit.row for hit in without} == {1, 2}


def test_a_models_words_add_to_bm25_and_to_the_embedding() -> None:
    question, rewrite = "frozen layers", "softmax of keys"
    bm25 = INDEX.words.scores(question) + INDEX.words.scores(rewrite)
    hits = found(searcher(question, WORDS, rewrite=rewrite))
    assert scores(hits) == sorted_by_score(2.0 * bm25 / bm25.max(), [1, 2, 3])
    mean = EMBEDDER.embed_questions([question, rewrite]).mean(axis=0)
    vector = searcher(question, DENSE, rewrite=rewrite).vector
    assert vector is not None
    np.testing.assert_allclose(vector, [mean / np.linalg.norm(mean)], rtol=1e-5)


HEBREW = "מה זה קשב של frozen layers?"
ENGLISH = understand(HEBREW, INDEX).text


@pytest.mark.parametrize(
    ("languages", "glossary", "texts"),
    [
        (("en", "he"), True, [HEBREW, ENGLISH]),
        (("en",), True, [ENGLISH]),
        (("en", "he"), False, [HEBREW]),
        (("en",), False, ["frozen layers"]),
    ],
)
def test_a_hebrew_question_is_embedded_in_what_the_embedder_knows(
    languages: tuple[Lang, ...], glossary: bool, texts: list[str]
) -> None:
    embedder = WordEmbedder(languages=languages)
    vector = searcher(HEBREW, Recipe(glossary=glossary), embedder=embedder).vector
    mean = embedder.embed_questions(texts).mean(axis=0)
    assert vector is not None
    assert vector.dtype == np.float32
    np.testing.assert_allclose(vector, [mean / np.linalg.norm(mean)], rtol=1e-5)


def test_what_no_embedder_knows_has_no_vector_and_no_dense_hits() -> None:
    embedder = WordEmbedder(languages=("en",))
    one = searcher("מה זה קשב?", Recipe(glossary=False), embedder=embedder)
    assert one.vector is None
    assert found(one) == []


def test_a_hebrew_question_finds_the_words_of_its_english_and_its_own() -> None:
    hebrew = note("קשב הוא סכום משוקלל.")
    index = index_of([*PASSAGES, hebrew], EMBEDDER)
    hits = found(searcher("מה זה קשב?", WORDS, index), of=6)
    best = np.maximum(index.words.scores("attention"), index.words.scores("קשב"))
    assert scores(hits) == sorted_by_score(2.0 * best / best.max(), [0, 5])


def test_equal_scores_stand_in_row_order() -> None:
    twins = [passage("Frozen layers rest.", start=100 * row) for row in range(4)]
    index = index_of([passage("Bananas."), *twins], EMBEDDER)
    hits = found(searcher("frozen layers", Recipe(), index))
    assert [hit.row for hit in hits] == [1, 2, 3, 4, 0]
    assert len({hit.score for hit in hits[:4]}) == 1


@pytest.mark.parametrize("rows", [[], [0, 1]])
def test_where_nothing_may_be_found_or_nothing_counts_there_are_no_hits(rows: list[int]) -> None:
    assert found(searcher("frozen layers", NOTHING), rows=rows) == []
    assert found(searcher("frozen layers", WORDS), rows=rows) == []
    assert len(found(searcher("frozen layers", DENSE), rows=rows)) == len(rows)
