"""Each sentence of an answer is checked against what it cites."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_index import ATTENTION, GPT, LORA, note, passage

from fakes import WordEmbedder
from paperqa.answer.checking.claims import checked_claims, says_nothing
from paperqa.answer.checking.verify import Source
from paperqa.answer.markers import find_markers
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.types import Claim, Support

HERON = Source(
    passage("Heron is an encoder. It has 18 layers with 12 heads each. Dropout is not used."),
    ATTENTION,
)
FINCH = Source(passage("Finch needs 6 GB of memory for 16,384 tokens.", LORA), LORA)
OTTER = Source(note("לרשת יש 6 שכבות. האימון נמשך 14 שעות על שמונה מעבדים."), GPT)
SOURCES = (HERON, FINCH, OTTER)


def checked(
    text: str, question: str = ""
) -> list[tuple[str, tuple[int, ...], Support, tuple[str, ...]]]:
    claims = checked_claims(text, SOURCES, question).claims
    return [(text[c.start : c.end], c.markers, c.support, c.unfound) for c in claims]


def quotes(text: str) -> list[tuple[str, Support]]:
    carriers = checked_claims(text, SOURCES).carriers
    return [
        (source.passage.text[c.start : c.end], c.support)
        for source, c in zip(SOURCES, carriers, strict=True)
    ]


def test_every_sentence_has_its_support_its_markers_and_what_was_not_found() -> None:
    text = (
        "Heron has 18 layers [1]. It has 24 layers. [1] Finch and Adam need 6 GB of memory [2]. "
        "Nothing is cited here. Bananas are yellow [2]."
    )
    assert checked(text) == [
        ("Heron has 18 layers [1].", (1,), "supported", ()),
        ("It has 24 layers. [1]", (1,), "none", ("24",)),
        ("Finch and Adam need 6 GB of memory [2].", (2,), "weak", ("Adam",)),
        ("Nothing is cited here.", (), "none", ()),
        ("Bananas are yellow [2].", (2,), "none", ()),
    ]


def test_hebrew_answers_are_checked_against_passages_in_both_languages() -> None:
    text = (
        "ל-Heron יש שמונה עשרה שכבות [1]. יש בו 24 שכבות [1]. הוא משתמש ב-dropout [1]. "
        "לרשת יש 6 שכבות [3]. האימון נמשך 14 שעות על 8 מעבדים. [3]"
    )
    assert [(c[1], c[2], c[3]) for c in checked(text)] == [
        ((1,), "supported", ()),
        ((1,), "none", ("24",)),
        ((1,), "weak", ()),
        ((3,), "supported", ()),
        ((3,), "supported", ()),
    ]


def test_a_number_or_name_of_the_question_or_of_the_paper_is_not_flagged_but_carries_nothing() -> (
    None
):
    text = "LoRA needs 7 GB of memory as GPT-9 does [2]."
    ((_, _, support, unfound),) = checked(text)
    assert (support, unfound) == ("none", ("7", "GPT-9"))
    ((_, _, support, unfound),) = checked(text, "Do LoRA and GPT-9 need 7 GB?")
    assert (support, unfound) == ("none", ())


def test_numbers_of_an_uncited_sentence_are_looked_for_in_all_that_is_cited() -> None:
    assert checked("It has 18 or 19 layers and needs 6 GB.")[0][3] == ("19",)


def test_a_sentence_is_carried_as_well_as_its_worst_stretch() -> None:
    good = "Heron has 18 layers there [1], while Finch needs 6 GB of memory [2]."
    bad = "Heron has 18 layers there [1], while Finch needs 41 GB of memory [2]."
    swapped = "Heron has 18 layers there [2], while Finch needs 6 GB of memory [1]."
    assert [checked(text)[0][2] for text in (good, bad, swapped)] == ["supported", "none", "none"]


def test_several_passages_may_carry_a_sentence_together() -> None:
    text = "Heron has 18 layers, Finch needs 6 GB of memory [1][2]."
    assert checked(text)[0][2:] == ("supported", ())
    assert [support for _, support in quotes(text)][:2] == ["weak", "weak"]


def test_a_marker_quotes_the_best_sentence_of_all_its_claims_and_is_marked_by_it() -> None:
    text = "Heron has 18 layers and 12 heads [1]. Bananas are yellow [1][2]."
    assert quotes(text)[:2] == [
        ("It has 18 layers with 12 heads each.", "supported"),
        ("Finch needs 6 GB of memory for 16,384 tokens.", "none"),
    ]


def test_a_marker_in_no_statement_answers_for_the_whole_text() -> None:
    text = "$$\nx [1]\n$$\nFinch needs 6 GB of memory [2]."
    assert quotes(text)[1][1] == "supported"
    assert len(quotes(text)) == 3


def test_list_items_and_rows_are_claims_headings_and_code_are_none() -> None:
    text = (
        "# Heron has 99 layers\n- Heron has 18 layers [1]\n\n| Model | Layers | Memory |\n|-|-|-|\n"
        "| Heron | 18 [1] | - |\n| Finch | 12 [2] | 6 GB [2] |\n\n```\ny = 77\n```\n"
    )
    assert checked(text) == [
        ("Heron has 18 layers [1]", (1,), "supported", ()),
        ("| Heron | 18 [1] | - |", (1,), "supported", ()),
        ("| Finch | 12 [2] | 6 GB [2] |", (2,), "none", ("12",)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        *NOT_IN_PASSAGES.values(),
        "In short:",
        "Here is a summary of the main points.",
        "The main parts are:",
        "Is that so?",
        "לסיכום:",
        "הנה עיקרי הדברים.",
        "החלקים העיקריים הם:",
    ],
)
def test_what_says_nothing_is_no_claim(sentence: str) -> None:
    assert says_nothing(sentence)
    assert checked(f"{sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 3 parts:",
        "Overall, BERT wins.",
        "The model is fast.",
        "המודל מהיר.",
        "לסיכום, יש 3 חלקים.",
    ],
)
def test_what_says_something_is_a_claim_even_without_a_marker(sentence: str) -> None:
    assert [claim[1:3] for claim in checked(sentence)] == [((), "none")]


def test_an_embedder_that_reads_english_is_asked_once_for_all_sentences() -> None:
    embedder = WordEmbedder(languages=("en",))
    checked_claims("Heron has 18 layers [1]. Finch needs memory [2].", (HERON, FINCH), "", embedder)
    assert embedder.embedded == [
        "Heron has 18 layers .",
        "It has 18 layers with 12 heads each.",
        "Heron is an encoder.",
        "Dropout is not used.",
        "Finch needs memory .",
        "Finch needs 6 GB of memory for 16,384 tokens.",
    ]


def test_no_sources_and_no_text_are_checked_as_well() -> None:
    assert checked_claims("", SOURCES).claims == ()
    alone = checked_claims("Heron has 18 layers [1].", ())
    assert alone.carriers == ()
    assert alone.claims == (Claim(0, 24, (), "none", ("18",)),)


pieces = st.sampled_from(
    [
        "Heron has 18 layers",
        "ל-Finch יש 6 GB",
        " [1]",
        " [2][3]",
        " [9]",
        ". ",
        "\n",
        "- ",
        "|",
        "|-|\n",
        "```\n",
        "$x$",
        "no ",
        "לא ",
        "24 ",
        "than ",
        "? ",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(pieces, max_size=14).map("".join))
@example(" [1]|Heron has 18 layers|")
def test_any_text_is_checked_in_order_and_quotes_are_verbatim(text: str) -> None:
    found = checked_claims(text, SOURCES)
    edges = [edge for claim in found.claims for edge in (claim.start, claim.end)]
    assert edges == sorted(edges)
    for claim in found.claims:
        inside = {
            n for m in find_markers(text) if claim.start <= m.start < claim.end for n in m.numbers
        }
        assert set(claim.markers) == {number for number in inside if number <= len(SOURCES)}
        assert claim.support == "none" or claim.markers
    for source, carrier in zip(SOURCES, found.carriers, strict=True):
        assert 0 <= carrier.start < carrier.end <= len(source.passage.text)
