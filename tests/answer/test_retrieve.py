"""Retrieval against full sorts in numpy and a fusion written out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from small_index import ATTENTION, GPT, LORA, index_of, passage

from fakes import WordEmbedder
from paperqa.answer.retrieve import (
    DENSE_WEIGHT,
    RRF_K,
    WORDS_WEIGHT,
    fused,
    join_passages,
    joined,
    retrieve,
)
from paperqa.types import Filters, Hit, PageBreak, Passage

TEXTS = (
    "Attention weighs all positions of a sequence at once.",
    "The keys and the queries are multiplied, and softmax follows.",
    "Low-rank matrices are trained beside the frozen weights.",
    "Frozen weights save memory during training of large models.",
    "The next word is guessed by the model from all words before.",
    "A linear layer is put on top, and all weights are tuned.",
)
APART = tuple(
    passage(text, paper, section=f"{row} Part", start=1000 * row)
    for row, (text, paper) in enumerate(zip(TEXTS, [ATTENTION, LORA, GPT] * 2, strict=True))
)
"""Six passages of which no two are neighbours."""


def paragraphs(*texts: str, first_page: int = 1) -> list[Passage]:
    """Return neighbours, cut out of one document; each stands on a page of its own."""
    out: list[Passage] = []
    at = 0
    for page, text in enumerate(texts, start=first_page):
        out.append(passage(text, start=at, pages=[(0, page)]))
        at += len(text)
    return out


def hits(passages: list[Passage]) -> list[Hit]:
    return [Hit(row, p, 1.0 / (row + 1)) for row, p in enumerate(passages)]


@pytest.mark.parametrize(
    "question",
    ["How do frozen weights save memory?", "softmax of keys", "Does the model guess all words?"],
)
def test_hits_stand_in_the_order_of_both_full_sorts_fused_by_reciprocal_rank(question: str) -> None:
    embedder = WordEmbedder(dim=5)  # few columns, so that no two cosines are equal
    index = index_of(APART, embedder)
    words = index.words.scores(question)
    vectors = index.vectors.vectors(np.arange(len(APART), dtype=np.int64))
    cosines = vectors @ embedder.embed_questions([question])[0]
    assert len(set(cosines.tolist())) == len(APART)
    expected = dict.fromkeys(range(len(APART)), 0.0)
    by_words = [row for row in np.argsort(-words, kind="stable").tolist() if words[row] > 0]
    for rank, row in enumerate(by_words, start=1):
        expected[row] += WORDS_WEIGHT / (RRF_K + rank)
    for rank, row in enumerate(np.argsort(-cosines, kind="stable").tolist(), start=1):
        expected[row] += DENSE_WEIGHT / (RRF_K + rank)
    order = sorted(expected, key=lambda row: (-expected[row], row))

    found = retrieve(question, index, embedder, 6)

    assert [hit.row for hit in found] == order
    assert [hit.score for hit in found] == pytest.approx([expected[row] for row in order])
    assert [hit.passage for hit in found] == [APART[row] for row in order]


def test_a_hit_says_which_rankings_hold_it() -> None:
    rankings = {
        "words": (np.array([2, 0], dtype=np.int64), 1.0),
        "dense": (np.array([1, 2], dtype=np.int64), 0.5),
    }
    assert [(h.row, h.found_by, h.score) for h in fused(rankings, index_of(APART), rrf_k=1)] == [
        (2, ("words", "dense"), 1 / 2 + 0.5 / 3),
        (0, ("words",), 1 / 3),
        (1, ("dense",), 0.5 / 2),
    ]


def test_equal_scores_stand_in_row_order() -> None:
    rankings = {
        "words": (np.array([4, 1], dtype=np.int64), 1.0),
        "dense": (np.array([1, 4], dtype=np.int64), 1.0),
    }
    assert [hit.row for hit in fused(rankings, index_of(APART))] == [1, 4]


def test_no_more_hits_come_than_were_asked_for() -> None:
    index, embedder = index_of(APART), WordEmbedder()
    best = [hit.row for hit in retrieve("weights of the model", index, embedder, 6)]
    assert [hit.row for hit in retrieve("weights of the model", index, embedder, 2)] == best[:2]


def test_a_neighbour_joins_the_better_hit_and_leaves_its_place_free() -> None:
    first, second, third = paragraphs("One is here. ", "Two is there. ", "Three.")
    other = passage("Elsewhere.", LORA)
    found = joined(hits([second, other, first, third]), k=2)
    assert [hit.passage.text for hit in found] == [
        "One is here. Two is there. Three.",
        "Elsewhere.",
    ]
    assert found[0].passage == Passage(
        ATTENTION.id,
        "paper",
        "en",
        "3 Model",
        "One is here. Two is there. Three.",
        0,
        33,
        (PageBreak(0, 1), PageBreak(13, 2), PageBreak(27, 3)),
    )
    assert (found[0].row, found[0].score) == (0, 1.0)
    assert found[0].focus == len("One is here. ")
    assert found[0].page == 2


def test_at_most_three_passages_become_one() -> None:
    found = joined(hits(paragraphs("A. ", "B. ", "C. ", "D. ", "E. ")), k=9)
    assert [hit.passage.text for hit in found] == ["A. B. C. ", "D. E. "]


@pytest.mark.parametrize(
    "change",
    [{"paper": LORA.id}, {"section": "4 Why"}, {"kind": "note"}, {"lang": "he"}, {"start": 14}],
)
def test_only_what_continues_the_same_section_of_the_same_text_joins(
    change: dict[str, str | int],
) -> None:
    one, two = paragraphs("One is here. ", "Two is there.")
    stranger = replace(two, **change)  # type: ignore[arg-type]
    stranger = replace(stranger, end=stranger.start + len(stranger.text))
    found = joined(hits([one, stranger]), k=2)
    assert [hit.passage for hit in found] == [one, stranger]


def test_neighbours_on_one_page_keep_one_page_break() -> None:
    one = passage("One runs on. ", start=40, pages=[(0, 7), (4, 8)])
    two = passage("Two runs on too.", start=53, pages=[(0, 8), (4, 9)])
    both = join_passages([two, one])
    assert both.page_breaks == (PageBreak(0, 7), PageBreak(4, 8), PageBreak(17, 9))
    assert (both.start, both.end, both.text) == (40, 69, "One runs on. Two runs on too.")
    assert [both.page_at(offset) for offset in (0, 4, 16, 17)] == [7, 8, 8, 9]


def test_notes_join_without_pages() -> None:
    one = passage("One. ", kind="note")
    two = passage("Two.", kind="note", start=5)
    assert join_passages([one, two]) == replace(one, text="One. Two.", end=9)


NOTE_EN = passage("A note on frozen weights.", LORA, kind="note", section="What it is")
NOTE_HE = passage("סיכום על משקולות קפואות של frozen weights.", LORA, kind="note", section="מה זה")
GPT_NOTE_EN = passage("A note on guessing words and weights.", GPT, kind="note")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {0, 1, 2, 3, 4, 5, 6, 8}),
        (Filters(papers=(LORA.id,)), {1, 4, 6}),
        (Filters(papers=(LORA.id, GPT.id)), {1, 2, 4, 5, 6, 8}),
        (Filters(lists=("tuning",)), {1, 2, 4, 5, 6, 8}),
        (Filters(lists=("basics", "tuning")), {0, 1, 2, 3, 4, 5, 6, 8}),
        (Filters(kind="note"), {6, 8}),
        (Filters(kind="paper"), {0, 1, 2, 3, 4, 5}),
        (Filters(papers=(GPT.id,), lists=("basics",)), set()),
        (Filters(papers=("1409.0473",)), set()),
    ],
)
def test_filters_let_through_what_they_name_and_nothing_else(
    filters: Filters, expected: set[int]
) -> None:
    index = index_of([*APART, NOTE_EN, NOTE_HE, GPT_NOTE_EN])
    found = retrieve("weights of the words", index, WordEmbedder(), 20, filters)
    assert {hit.row for hit in found} == expected


def test_a_note_in_the_other_language_serves_only_where_there_is_none_in_the_askers() -> None:
    index = index_of([NOTE_EN, NOTE_HE, GPT_NOTE_EN])
    found = retrieve("מה זה frozen weights?", index, WordEmbedder(), 9)
    assert {hit.row for hit in found} == {1, 2}


def test_an_english_embedder_sees_only_the_latin_terms_of_a_hebrew_question() -> None:
    embedder = WordEmbedder(languages=("en",))
    index = index_of([*APART, NOTE_HE], embedder)
    with_terms = retrieve("איך עובד frozen weights?", index, embedder, 9)
    alone = retrieve("frozen weights", index, embedder, 9)
    dense = [[hit.row for hit in found if "dense" in hit.found_by] for found in (with_terms, alone)]
    assert sorted(dense[0]) == sorted(dense[1]) == [0, 1, 2, 3, 4, 5, 6]
    without = retrieve("איך עובדות משקולות קפואות?", index, embedder, 9)
    assert [(hit.row, "dense" in hit.found_by) for hit in without] == [(6, False)]


@pytest.mark.parametrize("question", ["", "   ", "???", "…", "the of and", "a" * 10_000, "[1]"])
def test_a_question_without_a_word_that_counts_breaks_nothing(question: str) -> None:
    found = retrieve(question, index_of(APART), WordEmbedder(), 3)
    assert all("words" not in hit.found_by for hit in found)
    assert len(found) <= 3


def test_a_question_for_a_meaning_prefers_where_papers_say_what_a_thing_is() -> None:
    late = passage("Frozen weights are used, as are weights frozen.", LORA, section="9 Details")
    opening = passage("Weights that rest are frozen weights, we say.", GPT, section="Abstract")
    index = index_of([late, opening])
    found = retrieve("What are frozen weights?", index, WordEmbedder(), 2)
    assert found[0].row == 1
    assert "openings" in found[0].found_by
    assert all("openings" not in hit.found_by for hit in found[1:])
