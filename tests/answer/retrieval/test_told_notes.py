"""What notes tell of pages leads to those pages, and is shown whole."""

import numpy as np
import pytest
from small_index import ATTENTION, GPT, LORA, index_of, note, passage

from fakes import WordEmbedder
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import Recipe
from paperqa.answer.retrieval.retrieve import best_hits, notes_beside, retrieve
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.answer.retrieval.twins import whole_sections
from paperqa.store.bundle import Index
from paperqa.types import Filters, Hit

QUESTION = "Which cheap trick halves memory?"
WORDS = ("The gradient of rank one is kept.", "Heads are summed.", "Loss curves are drawn.")
PAGES = tuple(
    passage(text, LORA, start=1000 * row, pages=((0, row + 1),)) for row, text in enumerate(WORDS)
)
TOLD = (
    note("LoRA needs a cheap trick. ", LORA, section="Page 2"),
    note("LoRA halves memory by a cheap trick.", LORA, section="Page 2", start=26),
    note("LoRA shows curves.", LORA, section="Page 3", start=62),
)
UNTOLD = Recipe(told_words=0, told_dense=0)


def index() -> Index:
    return index_of([*PAGES, *TOLD, passage("A model guesses.", GPT)])


def rows(hits: list[Hit]) -> list[int]:
    return [hit.row for hit in hits]


def test_a_page_is_found_by_the_words_of_the_note_alone() -> None:
    only_words = Recipe(dense=0, told_dense=0)
    found = retrieve(QUESTION, index(), WordEmbedder(), 5, recipe=only_words)
    assert [(hit.passage.pages, hit.found_by) for hit in found] == [((2,), ("told",))]
    assert (
        retrieve(QUESTION, index(), WordEmbedder(), 5, recipe=Recipe(dense=0, told_words=0)) == []
    )


@pytest.mark.parametrize(
    "recipe",
    [Recipe(told_words=0.5, told_dense=0.25), Recipe(told_words=0, told_dense=0.75), UNTOLD],
)
def test_the_best_sentence_on_a_page_adds_to_the_score_of_its_passages(recipe: Recipe) -> None:
    club, embedder = index(), WordEmbedder(dim=5)
    club = index_of(club.passages, embedder)
    query = understand(QUESTION, club)
    searcher = Searcher(query, club, embedder, recipe)
    plain = Searcher(query, club, embedder, UNTOLD)
    words = club.words.scores(QUESTION)[3:6]
    cosines = club.vectors.vectors(np.arange(3, 6)) @ embedder.embed_questions([QUESTION])[0]
    best = max(words.max(), 1e-9)
    own = club.vectors.vectors(np.array([0, 6])) @ embedder.embed_questions([QUESTION])[0]
    told = dict(zip((0, 6), recipe.told_dense * np.maximum(own, 0), strict=True))
    told[1] = recipe.told_words * max(words[:2]) / best
    told[2] = recipe.told_words * words[2] / best
    told[1] += recipe.told_dense * max(*cosines[:2], 0)
    told[2] += recipe.told_dense * max(cosines[2], 0)
    everything = np.ones(len(club.passages), dtype=bool)
    everything[3:6] = False
    before = {hit.row: hit.score for hit in plain.hits(everything)}
    after = {hit.row: hit.score for hit in searcher.hits(everything)}
    assert after == pytest.approx({row: before[row] + told[row] for row in before}, abs=1e-6)


def test_a_page_that_no_note_tells_of_counts_once_more_by_itself() -> None:
    pages = [*PAGES, *TOLD, passage("Memory is cheap.", GPT), passage("Memory halves.", GPT)]
    embedder = WordEmbedder(dim=5)
    club = index_of(pages, embedder)
    recipe = Recipe(told_words=0.5, told_dense=0.25, untold_words=0.5)
    query = understand(QUESTION, club)
    pages_only = np.array([page.kind == "paper" for page in pages])
    found = Searcher(query, club, embedder, recipe).hits(pages_only)
    plain = Searcher(query, club, embedder, UNTOLD).hits(pages_only)
    before = {hit.row: hit.score for hit in plain}
    words = club.words.scores(QUESTION)[6:8] / club.words.scores(QUESTION)[6:8].max()
    cosines = club.vectors.vectors(np.array([6, 7])) @ embedder.embed_questions([QUESTION])[0]
    after = {hit.row: hit.score - before[hit.row] for hit in found if hit.row >= 6}
    assert (words > 0).all()
    assert after == pytest.approx(
        dict(zip((6, 7), 0.25 * words + 0.25 * np.maximum(cosines, 0), strict=True)), abs=1e-6
    )


def test_notes_lead_to_pages_though_only_pages_are_asked_for() -> None:
    found = retrieve(QUESTION, index(), WordEmbedder(), 1, Filters(kind="paper"))
    assert rows(found) == [1]


def test_sentences_on_one_page_are_one_hit_with_all_of_them() -> None:
    club = index()
    hits = [Hit(row, club.passages[row], 0.25 * row) for row in (4, 0, 3, 5)]
    whole = list(whole_sections(hits, club))
    assert rows(whole) == [3, 0, 5]
    assert whole[0].passage.text == "LoRA needs a cheap trick. LoRA halves memory by a cheap trick."
    assert whole[0].score == 1.0
    assert whole[1] == hits[1]


def test_a_note_beside_the_hits_is_shown_whole_and_where_there_are_no_pages_it_is_a_hit() -> None:
    club = index()
    searcher = Searcher(understand(QUESTION, club), club, WordEmbedder(), Recipe())
    first = notes_beside(searcher)[0]
    assert first.passage.text == "LoRA needs a cheap trick. LoRA halves memory by a cheap trick."
    assert {hit.passage.kind for hit in best_hits(searcher, 5)} == {"paper"}
    alone = index_of(TOLD)
    found = retrieve(QUESTION, alone, WordEmbedder(), 5)
    assert found[0].passage.text == first.passage.text
    assert rows(found) == [0, 2]


def test_what_is_told_of_another_papers_page_changes_nothing() -> None:
    other = note("It halves memory by a cheap trick.", ATTENTION, section="Page 2")
    with_other = index_of([*PAGES, other])
    found = retrieve(QUESTION, with_other, WordEmbedder(), 5, recipe=Recipe(dense=0))
    assert [(hit.row, hit.found_by) for hit in found] == [(3, ("words",))]
