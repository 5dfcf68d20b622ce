"""Arms over three papers' worth of passages: what each finds, and what it leaves out."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from measured import FROZEN, HEADS, PASSAGES, desk_of, gold_question

from fakes import WordEmbedder
from paperqa.answer.retrieval.recipe import RECIPE
from paperqa.answer.retrieval.retrieve import retrieve
from paperqa.evaluate.arms import ARMS, ArmError, arms_of, run_arm
from paperqa.evaluate.questions import Gold
from paperqa.evaluate.remembered import RememberedQuestions
from paperqa.types import Filters, Matrix

QUESTION = gold_question("q1", "How many parallel attention heads?", Gold("1706.03762", (5,)))
BOTH = gold_question(
    "q2", "frozen weights beside heads", Gold("2106.09685", (2,)), Gold("1706.03762", (4,))
)


def test_the_last_arm_without_a_model_is_the_recipe_that_serves() -> None:
    arms = arms_of((), can_rewrite=False)
    assert [arm.name for arm in arms] == ["dense", "words", "fused", "glossary", "names", "told"]
    assert arms[-1].recipe == RECIPE
    assert arms_of((), can_rewrite=True)[-1] == ARMS["rewrite"]
    assert ARMS["rewrite"].recipe == RECIPE


def test_each_arm_adds_one_thing_to_the_one_before() -> None:
    untold = replace(RECIPE, told_words=0, told_dense=0)
    assert ARMS["fused"].recipe == replace(untold, named=0, glossary=False)
    assert ARMS["glossary"].recipe == replace(ARMS["fused"].recipe, glossary=True)
    assert ARMS["names"].recipe == replace(ARMS["glossary"].recipe, named=RECIPE.named)
    assert ARMS["names"].recipe == untold
    alone = replace(untold, named=0, openings=0, glossary=False)
    assert ARMS["dense"].recipe == replace(alone, words=0, dense=1)
    assert ARMS["words"].recipe == replace(alone, words=1, dense=0)


def test_arms_come_in_their_own_order_and_once() -> None:
    names = ["names", "dense", "names"]
    assert [arm.name for arm in arms_of(names, can_rewrite=False)] == ["dense", "names"]


def test_an_arm_that_cannot_run_is_named() -> None:
    with pytest.raises(ArmError, match="no arm 'bm25'; known: dense, words, fused"):
        arms_of(["bm25"], can_rewrite=False)
    with pytest.raises(ArmError, match="'rewrite' needs a language model"):
        arms_of(["rewrite"], can_rewrite=False)


@pytest.mark.parametrize("name", ["dense", "words", "fused", "glossary", "names", "told"])
def test_an_arm_finds_what_its_recipe_finds(name: str) -> None:
    desk = desk_of()
    hits = retrieve(BOTH.question, desk.index, desk.embedder, 10, recipe=ARMS[name].recipe)
    order = [(hit.passage.paper, hit.passage.pages) for hit in hits]
    lora, page = order.index(("2106.09685", (2,))), ("1706.03762", (4,))
    papers = [paper for paper, _ in order]
    (row,) = run_arm(ARMS[name], desk, [BOTH], Filters())
    assert row.id == "q2"
    assert row.papers == (papers.index("2106.09685") + 1, papers.index("1706.03762") + 1)
    assert row.pages == (lora + 1, order.index(page) + 1 if page in order else None)
    assert row.ms > 0


def test_words_alone_find_no_passage_without_a_word_of_the_question() -> None:
    question = gold_question("q", "softmax keys", Gold("2106.09685", (2,)))
    (row,) = run_arm(ARMS["words"], desk_of(), [question], Filters())
    assert (row.papers, row.pages) == ((None,), (None,))
    (row,) = run_arm(ARMS["dense"], desk_of(), [question], Filters())
    assert row.papers != (None,)


def test_filters_hold() -> None:
    (row,) = run_arm(ARMS["names"], desk_of(), [QUESTION], Filters(kind="note"))
    assert (row.papers, row.pages) == ((None,), (None,))


def test_a_model_rewrites_for_the_arm_that_asks_it_only() -> None:
    question = gold_question("q", "מה קורה שם?", Gold("1706.03762", (5,)), lang="he")
    asked: list[str] = []

    def rewriter(text: str) -> str:
        asked.append(text)
        return HEADS

    desk = desk_of()
    (row,) = run_arm(ARMS["rewrite"], desk, [question], Filters(), rewriter)
    assert (row.papers, row.pages, asked) == ((1,), (1,), [question.question])
    list(run_arm(ARMS["names"], desk, [question], Filters(), rewriter))
    assert asked == [question.question]


class _CountingEmbedder(WordEmbedder):
    """Remembers which questions were embedded."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        self.asked += texts
        return super().embed_questions(texts)


def test_a_question_is_embedded_once_for_all_arms_and_every_arm_pays_for_it() -> None:
    counting = _CountingEmbedder()
    embedder = RememberedQuestions(counting)
    first = embedder.embed_questions([HEADS, FROZEN])
    assert embedder.saved_ms == 0.0
    again = embedder.embed_questions([FROZEN, HEADS])
    assert embedder.saved_ms > 0.0
    assert counting.asked == [HEADS, FROZEN]
    expected = WordEmbedder().embed_questions([HEADS, FROZEN])
    assert first.tolist() == expected.tolist()
    assert again.tolist() == expected[::-1].tolist()


class _SlowEmbedder(WordEmbedder):
    """Takes its time."""

    MS = 30.0

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        end = time.perf_counter() + self.MS / 1000
        while time.perf_counter() < end:
            pass
        return super().embed_questions(texts)


def test_the_time_of_a_remembered_question_is_what_it_once_took() -> None:
    desk = replace(desk_of(), embedder=RememberedQuestions(_SlowEmbedder()))
    for name in ("dense", "fused"):
        (row,) = run_arm(ARMS[name], desk, [QUESTION], Filters())
        assert row.ms >= _SlowEmbedder.MS


def test_a_remembering_embedder_is_the_one_that_it_stands_for() -> None:
    words = WordEmbedder(dim=7, window=99, languages=("he",), name="w", revision="9")
    embedder = RememberedQuestions(words)
    assert (embedder.name, embedder.revision, embedder.dim) == ("w", "9", 7)
    assert (embedder.window, embedder.languages) == (99, ("he",))
    assert embedder.count_tokens([HEADS]) == words.count_tokens([HEADS])
    assert embedder.embed_passages([HEADS]).tolist() == words.embed_passages([HEADS]).tolist()
    assert embedder.embed_questions([]).shape == (0, 7)


def test_no_question_is_no_row() -> None:
    assert list(run_arm(ARMS["names"], desk_of(PASSAGES[:1]), [], Filters())) == []
