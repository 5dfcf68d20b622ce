"""A follow-up becomes a whole question; a question that stands alone is left as it is."""

import pytest
from followup_pairs import BOTH, ENGLISH, H_MANY, HEBREW, MANY_LORA, POSITIONAL, SCALED
from small_index import desk_of, index_of, passage

from fakes import WordEmbedder
from paperqa.answer.finding import find
from paperqa.answer.followups.followup import Followup, turn_of, whole_question
from paperqa.answer.options import Options
from paperqa.answer.retrieval.retrieve import retrieve
from paperqa.answer.silent import result_of
from paperqa.types import Answer, Citation, Lang, Paper, Turn

ATTENTION = Paper("1706.03762", "Attention Is All You Need", aliases=("Transformer", "טרנספורמר"))
LORA = Paper("2106.09685", "LoRA: Low-Rank Adaptation", aliases=("LoRA", "לורה"))
QLORA = Paper("2305.14314", "QLoRA: Efficient Finetuning", aliases=("QLoRA",))
VIT = Paper("2010.11929", "An Image is Worth 16x16 Words", aliases=("ViT",))
BERT = Paper("1810.04805", "BERT: Pre-training", aliases=("BERT", "ברט"))
GPT3 = Paper("2005.14165", "Language Models are Few-Shot Learners", aliases=("GPT-3",))
DETR = Paper("2005.12872", "End-to-End Object Detection", aliases=("DETR",))
NAMELESS = Paper("slug", "On Nothing in Particular")
PAPERS = (ATTENTION, LORA, QLORA, VIT, BERT, GPT3, DETR, NAMELESS)
INDEX = index_of([passage(paper.title, paper) for paper in PAPERS], papers=PAPERS)


def turn(question: str, *papers: Paper, lang: Lang = "en") -> Turn:
    return Turn(question, tuple(paper.id for paper in papers), lang)


@pytest.mark.parametrize(("before", "question", "whole"), ENGLISH + HEBREW)
def test_what_leans_is_made_whole_and_what_stands_is_left(
    before: str, question: str, whole: str | None
) -> None:
    found = whole_question(question, [turn(before, ATTENTION)], INDEX)
    assert found.question == (whole or question)
    if whole is None:
        assert found.papers == ()


def test_the_pairs_are_half_follow_ups_and_half_not() -> None:
    for pairs in (ENGLISH, HEBREW):
        alone = sum(whole is None for _, _, whole in pairs)
        assert min(alone, len(pairs) - alone) >= 36


def test_without_a_last_turn_nothing_is_added() -> None:
    assert whole_question("and on German?", [], INDEX) == Followup("and on German?", "en")
    assert whole_question("  ", [turn("What is LoRA?")], INDEX) == Followup("", "en")


def test_the_paper_is_carried_over_and_the_language_is_the_askers() -> None:
    found = whole_question("ולמה?", [turn("What is LoRA?", QLORA)], INDEX)
    assert found == Followup("What is LoRA? ולמה?", "he", (LORA.id,))
    assert whole_question("ו-QLoRA?", [turn("מה זה LoRA?")], INDEX).lang == "he"


def test_this_paper_is_the_one_that_was_cited_first_by_the_last_answer_with_a_source() -> None:
    history = [turn("Why are they scaled?", VIT, LORA), turn("Who scales fish?")]
    found = whole_question("what does this paper propose?", history, INDEX)
    assert found == Followup("what does the ViT paper propose?", "en", (VIT.id,))


def test_a_paper_without_a_short_name_goes_by_its_title() -> None:
    found = whole_question("who wrote this paper?", [turn("Why scale?", NAMELESS)], INDEX)
    assert found.question == "who wrote the “On Nothing in Particular” paper?"


def test_no_paper_outside_the_readers_choice_is_carried_over() -> None:
    history = [turn("What is LoRA?", LORA)]
    found = whole_question("who wrote this paper?", history, INDEX, scope=(VIT.id,))
    assert found == Followup("who wrote the ViT paper?", "en", (VIT.id,))


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("What is LoRA?", "what are its limits?", "what are ViT's limits?"),
        ("What is LoRA?", "how many layers?", "how many layers in ViT?"),
        ("What is LoRA?", "why?", "why?"),
        ("What is LoRA?", "and on German?", "and on German?"),
        (MANY_LORA, "and ViT?", "How many parameters does ViT train?"),
        (BOTH, "which one is faster?", "which one is faster?"),
        ("מה זה LoRA?", "מה החסרונות שלו?", "מה החסרונות של ViT?"),
        ("מה זה LoRA?", "ולמה?", "ולמה?"),
        # A thing that was spoken of is no paper: it is asked about in the chosen one.
        (SCALED, "why?", f"{SCALED} Why?"),
        (SCALED, "how many layers?", "how many layers in ViT?"),
        (POSITIONAL, "why is it needed?", "why is positional encoding needed?"),
    ],
)
def test_what_is_said_of_a_paper_that_the_reader_left_is_asked_of_the_chosen_one(
    before: str, question: str, whole: str
) -> None:
    history = [turn(before, LORA)]
    assert whole_question(question, history, INDEX, scope=(VIT.id,)).question == whole


def test_of_several_chosen_papers_none_takes_the_place_of_one_that_the_reader_left() -> None:
    history = [turn("What is LoRA?", LORA, VIT)]
    found = whole_question("what are its limits?", history, INDEX, scope=(VIT.id, BERT.id))
    assert found == Followup("what are its limits?", "en")


def test_a_chosen_paper_that_was_spoken_of_goes_on_being_the_subject() -> None:
    history = [turn("Does LoRA help ViT?", LORA, VIT)]
    found = whole_question("what are its limits?", history, INDEX, scope=(VIT.id, BERT.id))
    assert found == Followup("what are ViT's limits?", "en", (VIT.id,))
    gone = whole_question("who wrote this paper?", [turn(SCALED)], INDEX, scope=("gone",))
    assert gone.papers == ()


@pytest.mark.parametrize(
    ("cited", "question", "carried"),
    [
        ((ATTENTION,), "how many heads?", (ATTENTION.id,)),
        ((ATTENTION,), "and why by the square root?", (ATTENTION.id,)),
        ((ATTENTION, VIT), "how many heads?", ()),
        ((), "how many heads?", ()),
        ((ATTENTION,), "and in BERT?", ()),
        ((ATTENTION,), "How do residual connections help training?", ()),
    ],
)
def test_the_one_paper_that_answered_is_carried_over_without_its_name(
    cited: tuple[Paper, ...], question: str, carried: tuple[str, ...]
) -> None:
    older = turn("Why freeze?", LORA)
    assert whole_question(question, [older, turn(SCALED, *cited)], INDEX).papers == carried


def test_of_two_papers_that_say_the_same_the_one_that_was_spoken_of_is_found_first() -> None:
    papers = (VIT, ATTENTION)
    desk = desk_of([passage("There are 8 heads.", paper) for paper in papers], papers=papers)
    for history, best in (((), VIT), ((turn(SCALED, ATTENTION),), ATTENTION)):
        found = result_of(find(desk, "how many heads?", Options(history=history)))
        assert found.search.hits[0].passage.paper == best.id


@pytest.mark.parametrize("dash", ["\u05be", "\u2010", "\u2011", "\u2013"])
def test_a_maqaf_and_other_dashes_join_as_a_hyphen_does(dash: str) -> None:
    for before, question, whole in (
        (H_MANY, f"ו{dash}QLoRA?", "כמה פרמטרים QLoRA מאמן?"),
        (f"האם LoRA דומה ל{dash}QLoRA?", "מה ההבדל ביניהם?", "מה ההבדל בין LoRA ל-QLoRA?"),
        (f"כמה שכבות יש ב{dash}BERT?", f"וב{dash}GPT{dash}3?", "כמה שכבות יש ב-GPT-3?"),
    ):
        assert whole_question(question, [turn(before)], INDEX).question == whole
    assert whole_question(
        "doesn\u2019t it need a GPU?", [turn("What is LoRA?")], INDEX
    ).question == ("doesn't LoRA need a GPU?")


@pytest.mark.parametrize(
    "typed", ["מה ההבדל בין ViT ל\u05beDETR?", "What\u2019s QLoRA\u2019s rank?"]
)
def test_a_question_that_stands_alone_comes_back_as_it_was_typed(typed: str) -> None:
    assert whole_question(f" {typed} ", [turn("What is LoRA?")], INDEX).question == typed


def test_of_a_long_last_question_only_the_beginning_goes_before_the_new_one() -> None:
    long = "Does LoRA add latency " + "when weights are merged " * 40 + "at the end?"
    whole = whole_question("why not?", [turn(long, LORA)], INDEX).question
    assert whole == long[:400].rsplit(maxsplit=1)[0] + "? Why not?"
    other = whole_question("and QLoRA?", [turn(long, LORA)], INDEX).question
    assert other == long[:400].rsplit(maxsplit=1)[0] + "? And QLoRA?"


def test_a_chain_of_follow_ups_does_not_grow() -> None:
    asked = "Does LoRA add latency?"
    for question in ("Why?", "How so?", "tell me more"):
        asked = whole_question(question, [turn(asked, LORA)], INDEX).question
    assert asked == "Does LoRA add latency? How so? Tell me more"


def test_the_whole_question_finds_what_the_follow_up_alone_does_not() -> None:
    embedder = WordEmbedder()
    papers = (LORA, VIT)
    index = index_of(
        [
            passage("The number of heads is given here.", VIT),
            passage("LoRA trains 4.7 million parameters.", LORA),
            passage("ViT has 86 million parameters.", VIT, start=50),
        ],
        embedder,
        papers,
    )
    whole = whole_question("כמה פרמטרים יש לו?", [turn("מה זה LoRA?", lang="he")], index)
    assert whole.question == "כמה פרמטרים יש ל-LoRA?"
    best = retrieve(whole.question, index, embedder, k=1)[0]
    assert best.passage.text == "LoRA trains 4.7 million parameters."


def test_a_turn_is_the_question_as_searched_with_the_papers_in_the_order_of_their_markers() -> None:
    one, two = passage("A b.", VIT), passage("C d.", LORA)
    citations = tuple(
        Citation(number, paper, where, where.text, 0, 4, 1)
        for number, (paper, where) in enumerate([(VIT, one), (LORA, two), (VIT, one)], start=1)
    )
    answer = Answer("why?", "en", "…", citations, True, "extractive", None, 1.0)
    assert turn_of(answer) == Turn("why?", (VIT.id, LORA.id), "en")
    asked = Answer("why?", "en", "…", (), False, "extractive", None, 1.0, asked="Why LoRA?")
    assert turn_of(asked) == Turn("Why LoRA?", (), "en")


def test_they_are_the_papers_that_the_reader_has_chosen_since() -> None:
    history = [turn("How does BERT mask its words?", BERT)]
    question = "What do they need for training?"
    both = whole_question(question, history, INDEX, scope=(BERT.id, VIT.id))
    assert both.question == "What do BERT and ViT need for training?"
    assert both.papers == ()
