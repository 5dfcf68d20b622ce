import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.tokens import tokens
from paperqa.store.words import K1, B, WordIndex

TEXTS = (
    "Attention weighs positions; attention is all you need.",
    "GPT-3 is a language model with few-shot learning, and GPT-3 is large.",
    "",
    "בטרנספורמר, מנגנון הקשב בוחר מילים",
    "Layer normalization, dropout and attention in one long paragraph about deep models.",
    "the of and",
    "Layer normalization, dropout and attention in one long paragraph about deep models.",
)
QUERIES = (
    "attention", "attention attention", "few-shot GPT-3", "הקשב", "מה זה attention?",
    "the", "", "unheard-of zebra", "layer zebra",
)  # fmt: skip


def lucene_bm25(rows: Sequence[Sequence[str]], query: Sequence[str]) -> list[float]:
    """Score ``rows`` for ``query`` as the book says: a sum over the query's words."""
    average = sum(map(len, rows)) / len(rows) or 1.0
    holding = Counter(word for row in rows for word in set(row))
    scores = []
    for row in rows:
        counts, score = Counter(row), 0.0
        for word in query:
            idf = math.log(1 + (len(rows) - holding[word] + 0.5) / (holding[word] + 0.5))
            often = counts[word]
            score += idf * often / (often + K1 * (1 - B + B * len(row) / average))
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", QUERIES)
def test_scores_are_those_of_bm25_in_lucenes_form(query: str) -> None:
    expected = lucene_bm25([tokens(text) for text in TEXTS], tokens(query))
    np.testing.assert_allclose(WordIndex.build(TEXTS).scores(query), expected, rtol=1e-5)


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), min_size=1, max_size=8))
def test_scores_are_bm25s_for_any_rows(rows: list[list[str]]) -> None:
    query = "bcd ddq"
    spelt = [" ".join(f"{word}{word}" for word in row) for row in rows]
    asked = " ".join(f"{char}{char}" for char in query if char != " ")
    expected = lucene_bm25([tokens(text) for text in spelt], tokens(asked))
    np.testing.assert_allclose(WordIndex.build(spelt).scores(asked), expected, rtol=1e-5)


@pytest.mark.parametrize("k", [0, 1, 2, 100])
@pytest.mark.parametrize("allowed", [None, [], [6], [4, 6, 2], [1, 3]])
def test_search_gives_the_best_rows_that_hold_a_word_and_equals_in_row_order(
    k: int, allowed: list[int] | None
) -> None:
    index, query = WordIndex.build(TEXTS), "attention of deep models"
    scores = index.scores(query)
    rows = [row for row in range(len(TEXTS)) if scores[row] > 0]
    rows = [row for row in rows if allowed is None or row in allowed]
    rows = sorted(rows, key=lambda row: (-scores[row], row))[:k]
    found, its_scores = index.search(
        query, k, None if allowed is None else np.asarray(allowed, dtype=np.int64)
    )
    assert found.tolist() == rows
    assert its_scores.tolist() == scores[rows].tolist()
    assert found.dtype == np.int64


def test_the_two_equal_passages_stand_in_row_order() -> None:
    assert WordIndex.build(TEXTS).search("dropout", 5)[0].tolist() == [4, 6]


@pytest.mark.parametrize("texts", [[], [""], ["the of", "של"]])
def test_an_index_without_words_finds_nothing(texts: list[str]) -> None:
    index = WordIndex.build(texts)
    assert index.scores("attention").tolist() == [0.0] * len(texts)
    assert index.search("attention", 5)[0].tolist() == []


@given(st.lists(st.text(), max_size=6))
def test_an_index_read_back_is_the_same(texts: list[str]) -> None:
    index = WordIndex.build(texts)
    again = WordIndex.from_bytes(index.to_bytes())
    assert again.to_bytes() == index.to_bytes()
    assert len(again) == len(texts)
    for text in texts:
        assert again.scores(text).tolist() == index.scores(text).tolist()


def test_the_weight_of_a_word_is_the_idf_of_its_commonest_form() -> None:
    index = WordIndex.build(TEXTS)  # seven rows; three with attention, none with zebra
    assert index.weight(("attent", "zebra")) == pytest.approx(math.log(1 + 4.5 / 3.5))
    assert index.weight(("zebra",)) == pytest.approx(math.log(1 + 7.5 / 0.5))
    assert index.weight(()) == pytest.approx(math.log(1 + 7.5 / 0.5))


@pytest.mark.parametrize(
    ("word", "whole", "known"),
    [
        ("GPT-3", True, True),
        ("GPT-5", True, False),
        ("GPT-5", False, True),
        ("zebra", False, False),
        ("the", True, True),
        ("קשב", False, True),
    ],
)
def test_a_name_is_known_in_part_or_as_a_whole(word: str, whole: bool, known: bool) -> None:
    assert WordIndex.build(TEXTS).knows(word, whole=whole) is known


def test_words_already_cut_are_scored_as_their_text_is() -> None:
    index = WordIndex.build(TEXTS)
    for query in QUERIES:
        assert index.token_scores(tokens(query)).tolist() == index.scores(query).tolist()
    expected = lucene_bm25([tokens(text) for text in TEXTS], ["attent", "attent"])
    np.testing.assert_allclose(index.token_scores(["attent", "attent"]), expected, rtol=1e-5)
    assert index.token_scores(["Attention"]).tolist() == [0.0] * len(TEXTS)  # no word as cut
    assert index.token_scores([]).tolist() == [0.0] * len(TEXTS)


def test_the_best_of_any_scores_are_those_above_nothing_and_equals_in_row_order() -> None:
    scores = np.array([0.5, 0.0, 2.0, -1.0, 0.5, 2.0], dtype=np.float32)
    rows, best = WordIndex.best(scores, 3)
    assert rows.tolist() == [2, 5, 0]
    assert best.tolist() == [2.0, 2.0, 0.5]
    rows, best = WordIndex.best(scores, 9, np.array([5, 4, 3, 1], dtype=np.int64))
    assert rows.tolist() == [5, 4]
    assert best.tolist() == [2.0, 0.5]
    assert scores.tolist() == [0.5, 0.0, 2.0, -1.0, 0.5, 2.0]  # not changed


def test_the_words_of_rows_are_all_that_they_hold() -> None:
    index = WordIndex.build(TEXTS)
    assert index.words_of(np.array([0, 2, 5])) == {"attent", "weigh", "posit", "all", "need"}
    assert index.words_of(np.array([3])) == set(tokens(TEXTS[3]))
    assert index.words_of(np.array([], dtype=np.int64)) == set()


def test_rows_set_apart_have_statistics_of_their_own() -> None:
    texts = ["LoRA freezes weights", "Weights are seen", "LoRA is small. LoRA again", "LoRA wins"]
    index = WordIndex.build(texts, apart=[3, 2])
    rows, query = [tokens(text) for text in texts], tokens("LoRA weights")
    expected = lucene_bm25(rows[:2], query) + lucene_bm25(rows[2:], query)
    np.testing.assert_allclose(index.scores("LoRA weights"), expected, rtol=1e-5)
    assert index.weight(["lora"]) == pytest.approx(math.log(1 + (2 - 1 + 0.5) / (1 + 0.5)))
    assert index.knows("wins")
    again = WordIndex.from_bytes(index.to_bytes(), apart=[2, 3])
    np.testing.assert_array_equal(again.scores("LoRA"), index.scores("LoRA"))


def test_where_all_rows_would_be_apart_none_is() -> None:
    index = WordIndex.build(["LoRA freezes", "weights"], apart=[0, 1])
    np.testing.assert_array_equal(
        index.scores("LoRA"), WordIndex.build(["LoRA freezes", "weights"]).scores("LoRA")
    )
    assert index.weight(["lora"]) > 0


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("attention", 3),
        ("GPT-3", 1),
        ("GPT-4", 0),  # GPT is only half of it
        ("layer normalization", 2),
        ("attention GPT-3", 0),  # never in one row
        ("zebra", 0),
        ("the", 0),
        ("", 0),
    ],
)
def test_a_row_mentions_a_name_that_it_holds_whole(name: str, rows: int) -> None:
    assert WordIndex.build(TEXTS).mentions(name) == rows
