"""Retrieval against a full sort in numpy of scores that are written out by hand."""

import numpy as np
import pytest
from small_index import ATTENTION, GPT, LORA, index_of, note, passage

from fakes import WordEmbedder
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.answer.retrieval.retrieve import notes_beside, retrieve
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.store.bundle import Index
from paperqa.types import Filters, Hit, Paper, Passage

TEXTS = (
    "Attention weighs all positions of a sequence at once.",
    "The keys and the queries are multiplied, and softmax follows.",
    "Low-rank matrices are trained beside the frozen layers.",
    "Frozen layers save memory during training of large models.",
    "The next word is guessed by the model from all words before.",
    "A linear head is put on top, and all layers are tuned.",
)
SECTIONS = ("Abstract", "2 Back", "3 Model", "1 Introduction", "5 Results", "6 End")
APART = tuple(
    passage(text, paper, section=section, start=1000 * row, pages=[(0, row)])
    for row, (text, paper, section) in enumerate(
        zip(TEXTS, [ATTENTION, LORA, GPT] * 2, SECTIONS, strict=True)
    )
)
"""Six passages of which no two are neighbours or stand on one page."""
NO_SYNONYMS = Recipe(
    words=1.5, dense=0.75, named=0.25, openings=0.125, synonyms=0.0, told_words=0.0, told_dense=0.0
)


@pytest.mark.parametrize(
    ("question", "named", "openings"),
    [
        ("How do frozen layers save memory?", set(), set()),
        ("softmax of keys", set(), set()),
        ("Does LoRA guess all words?", {1, 4}, set()),
        ("What are frozen layers?", set(), {0, 3}),
        ("What is LoRA of layers?", {1, 4}, {0, 3}),
    ],
)
def test_hits_stand_in_the_order_of_words_and_cosines_and_names_and_openings_added_up(
    question: str, named: set[int], openings: set[int]
) -> None:
    embedder = WordEmbedder(dim=5)  # few columns, so that no two cosines are equal
    index = index_of(APART, embedder)
    words = index.words.scores(question)
    vectors = index.vectors.vectors(np.arange(len(APART), dtype=np.int64))
    cosines = vectors @ embedder.embed_questions([question])[0]
    expected = 1.5 * words / max(words.max(), 1e-9) + 0.75 * cosines
    expected += [0.25 * (row in named) + 0.125 * (row in openings) for row in range(6)]
    order = np.argsort(-expected, kind="stable").tolist()
    assert len(set(expected.tolist())) == len(APART)

    found = retrieve(question, index, embedder, 6, recipe=NO_SYNONYMS)

    assert [hit.row for hit in found] == order
    assert [hit.score for hit in found] == pytest.approx([expected[row] for row in order], abs=1e-6)
    assert [hit.passage for hit in found] == [APART[row] for row in order]
    assert [hit.found_by for hit in found] == [
        ("words",) * bool(words[row]) + ("dense",) + ("named",) * (row in named) for row in order
    ]


def test_the_recipe_that_is_used_is_the_one_of_the_house() -> None:
    index, embedder = index_of(APART), WordEmbedder()
    question = "What is LoRA of layers?"
    used = retrieve(question, index, embedder, 6)
    assert used == retrieve(question, index, embedder, 6, recipe=RECIPE)
    assert used != retrieve(question, index, embedder, 6, recipe=NO_SYNONYMS)


def test_a_question_that_is_understood_already_is_not_read_again() -> None:
    index, embedder = index_of(APART), WordEmbedder()
    query = understand("frozen layers", index, rewrite="softmax of keys")
    plain = retrieve("frozen layers", index, embedder, 6)
    found = retrieve(query, index, embedder, 6)
    assert "words" not in next(hit for hit in plain if hit.row == 1).found_by
    assert "words" in next(hit for hit in found if hit.row == 1).found_by


@pytest.mark.parametrize("k", [1, 2, 4])
def test_no_more_hits_come_than_were_asked_for(k: int) -> None:
    index, embedder = index_of(APART), WordEmbedder()
    best = retrieve("layers of the model", index, embedder, 6)
    assert len(best) == 6
    assert retrieve("layers of the model", index, embedder, k) == best[:k]


def test_equal_scores_stand_in_row_order() -> None:
    twins = [passage("Frozen layers rest.", start=100 * row) for row in range(4)]
    found = retrieve("frozen layers", index_of(twins), WordEmbedder(), 4)
    assert [hit.row for hit in found] == [0, 1, 2, 3]


def test_neighbours_become_one_hit() -> None:
    one = passage("Frozen layers rest. ", LORA)
    two = passage("They save memory.", LORA, start=len(one.text))
    index = index_of([one, two, passage("Bananas.")])
    found = retrieve("Do frozen layers save memory?", index, WordEmbedder(), 2)
    assert [hit.passage.text for hit in found] == [one.text + two.text, "Bananas."]


NOTE_LORA = note("A note on frozen layers.", LORA)
NOTE_LORA_HE = note("סיכום על frozen layers של משקולות.", LORA, section="מה זה")
NOTE_GPT = note("A note on guessing words by layers.", GPT)
WITH_NOTES = index_of([*APART, NOTE_LORA, NOTE_LORA_HE, NOTE_GPT])
"""Notes in rows 6 to 8."""


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {0, 1, 2, 3, 4, 5}),
        (Filters(papers=(LORA.id,)), {1, 4}),
        (Filters(papers=(LORA.id, GPT.id)), {1, 2, 4, 5}),
        (Filters(lists=("tuning",)), {1, 2, 4, 5}),
        (Filters(lists=("basics", "tuning")), {0, 1, 2, 3, 4, 5}),
        (Filters(kind="note"), {6, 8}),
        (Filters(kind="paper"), {0, 1, 2, 3, 4, 5}),
        (Filters(papers=(GPT.id,), kind="note"), {8}),
        (Filters(papers=(GPT.id,), lists=("basics",)), set()),
        (Filters(papers=("1409.0473",)), set()),
    ],
)
def test_filters_let_through_what_they_name_and_nothing_else(
    filters: Filters, expected: set[int]
) -> None:
    found = retrieve("frozen layers", WITH_NOTES, WordEmbedder(), 20, filters)
    assert {hit.row for hit in found} == expected


def kinds(found: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.passage.paper, hit.passage.kind) for hit in found]


def beside(question: str, index: Index, filters: Filters | None = None) -> list[Hit]:
    query = understand(question, index)
    return notes_beside(Searcher(query, index, WordEmbedder(), RECIPE), filters)


def test_notes_of_papers_that_have_pages_stand_beside_the_hits_and_take_no_place() -> None:
    pages = [passage("Layers, among other things, are many.", paper) for paper in (LORA, GPT)]
    notes = [note("Frozen layers rest.", paper) for paper in (LORA, GPT, ATTENTION)]
    index = index_of([*pages, *notes])
    assert kinds(retrieve("frozen layers", index, WordEmbedder(), 9)) == [
        (ATTENTION.id, "note"),  # no page of it is here
        (LORA.id, "paper"),
        (GPT.id, "paper"),
    ]
    assert kinds(beside("frozen layers", index)) == [(LORA.id, "note"), (GPT.id, "note")]
    only_gpt = Filters(papers=(GPT.id,))
    assert kinds(beside("frozen layers", index, only_gpt)) == [(GPT.id, "note")]
    for kind in ("note", "paper"):  # who asks for one kind gets no other beside it
        assert beside("frozen layers", index, Filters(kind=kind)) == []


def test_at_most_two_notes_stand_beside_the_hits() -> None:
    papers = (LORA, GPT, ATTENTION)
    pages = [passage("Layers, among other things, are many.", paper) for paper in papers]
    notes = [note("Frozen layers rest.", paper) for paper in papers]
    index = index_of([*pages, *notes])
    assert kinds(beside("frozen layers", index)) == [(LORA.id, "note"), (GPT.id, "note")]


@pytest.mark.parametrize("question", ["מה זה frozen layers?", "What are frozen layers?"])
def test_of_twins_the_english_note_is_searched_and_a_hebrew_one_where_there_is_no_other(
    question: str,
) -> None:
    only = note("סיכום על frozen layers.", GPT, section="מה זה")
    index = index_of([NOTE_LORA, NOTE_LORA_HE, only])
    assert {hit.row for hit in retrieve(question, index, WordEmbedder(), 9)} == {0, 2}


def crowded() -> list[Passage]:
    """Return five passages of ATTENTION that answer best, three of LORA and three of GPT.

    Each stands on a page of its own.
    """
    rest = "Frozen layers rest."
    best = [passage(rest, start=100 * row, pages=[(0, row)]) for row in range(5)]
    return [*best, *several("Frozen layers number {}.", LORA), *several("Layers number {}.", GPT)]


def several(text: str, paper: Paper) -> list[Passage]:
    """Return three passages, each on a page of its own."""
    return [passage(text.format(row), paper, start=100 * row, pages=[(0, row)]) for row in range(3)]


GPT_TITLE = GPT.title
NO_GAIN = Recipe(named=1e-6)
"""A gain too small to matter: what changes, changes by turns."""


@pytest.mark.parametrize(
    ("question", "k", "counts"),
    [
        ("frozen layers", 6, {ATTENTION.id: 5, LORA.id: 1}),
        (f"frozen layers in {GPT_TITLE}", 6, {ATTENTION.id: 5, LORA.id: 1}),
        (f"frozen layers in LoRA and {GPT_TITLE}", 6, {LORA.id: 3, GPT.id: 3}),
        (f"frozen layers in LoRA and {GPT_TITLE}", 5, {ATTENTION.id: 1, LORA.id: 2, GPT.id: 2}),
        (f"frozen layers in LoRA and {GPT_TITLE}", 2, {LORA.id: 1, GPT.id: 1}),
        (f"frozen layers in LoRA and {GPT_TITLE}", 1, {LORA.id: 1}),
        (f"frozen layers in {GPT_TITLE} and LoRA", 1, {GPT.id: 1}),
        (f"frozen layers in LoRA and {GPT_TITLE}", 20, {ATTENTION.id: 5, LORA.id: 3, GPT.id: 3}),
    ],
)
def test_of_several_named_papers_each_is_heard_as_often(
    question: str, k: int, counts: dict[str, int]
) -> None:
    # Title words would count as words: this index holds none of them.
    found = retrieve(question, index_of(crowded()), WordEmbedder(), k, recipe=NO_GAIN)
    heard = [hit.passage.paper for hit in found]
    assert {paper: heard.count(paper) for paper in heard} == counts


def test_named_papers_are_heard_first_in_turns_the_better_hit_of_each_turn_before_the_other() -> (
    None
):
    question = f"frozen layers in {GPT_TITLE} and LoRA"
    index, embedder = index_of(crowded()), WordEmbedder()
    found = retrieve(question, index, embedder, 5, recipe=NO_GAIN)
    papers = [hit.passage.paper for hit in found]
    assert papers == [LORA.id, GPT.id, LORA.id, GPT.id, ATTENTION.id]
    assert len({hit.row for hit in found}) == 5
    # Who asks for more hits sees the same ones first.
    assert retrieve(question, index, embedder, 10, recipe=NO_GAIN)[:4] == found[:4]


def test_a_named_paper_is_heard_from_several_pages() -> None:
    same = [passage(f"Frozen layers rest {row}.", LORA, start=100 * row) for row in range(3)]
    poor = passage("Layers.", LORA, start=900, pages=[(0, 8)])
    index = index_of([*same, poor, *several("Layers number {}.", GPT), passage("Frozen layers.")])
    question = f"frozen layers in LoRA and {GPT_TITLE}"
    found = retrieve(question, index, WordEmbedder(), 4, recipe=NO_GAIN)
    assert [hit.row for hit in found if hit.passage.paper == LORA.id] == [0, 3]


def test_without_a_weight_for_names_nobody_is_heard_before_others() -> None:
    question = f"frozen layers in {GPT_TITLE} and LoRA"
    found = retrieve(question, index_of(crowded()), WordEmbedder(), 5, recipe=Recipe(named=0.0))
    assert GPT.id not in {hit.passage.paper for hit in found}


def test_a_hebrew_name_makes_a_paper_heard() -> None:
    bert = Paper("1810.04805", "Deep Pre-training", aliases=("BERT",))
    papers = (ATTENTION, LORA, GPT, bert)
    index = index_of([*crowded(), passage("Bananas.", bert)], papers=papers)
    found = retrieve("איפה frozen layers, אצל ברט או LoRA?", index, WordEmbedder(), 2)
    assert {hit.passage.paper for hit in found} == {bert.id, LORA.id}


@pytest.mark.parametrize("question", ["", "   ", "???", "…", "the of and", "a" * 10_000, "[1]"])
def test_a_question_without_a_word_that_counts_breaks_nothing(question: str) -> None:
    found = retrieve(question, index_of(APART), WordEmbedder(), 3)
    assert all("words" not in hit.found_by for hit in found)
    assert len(found) <= 3
