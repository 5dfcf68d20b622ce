"""How an answer is cut into statements, and whose a marker is."""

from hypothesis import given
from hypothesis import strategies as st

from paperqa.answer.checking.statements import Cited, statements_of
from paperqa.answer.markers import find_markers


def cut(answer: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(answer[one.start : one.end], one.markers) for one in statements_of(answer)]


def test_markers_before_and_behind_the_full_stop_belong_to_the_sentence() -> None:
    answer = "One has heads [1]. Two has layers. [2] Three is here.[3][1] Four is alone."
    assert cut(answer) == [
        ("One has heads [1].", (1,)),
        ("Two has layers. [2]", (2,)),
        ("Three is here.[3][1]", (3, 1)),
        ("Four is alone.", ()),
    ]


def test_hebrew_sentences_are_cut_as_well() -> None:
    answer = "המודל משתמש בקשב [1]. יש בו 8 ראשים. [2]\n\nזה הכול."
    assert cut(answer) == [
        ("המודל משתמש בקשב [1].", (1,)),
        ("יש בו 8 ראשים. [2]", (2,)),
        ("זה הכול.", ()),
    ]


def test_a_marker_that_opens_a_line_belongs_to_its_first_sentence() -> None:
    assert cut("[1] says so. It adds more.") == [("[1] says so.", (1,)), ("It adds more.", ())]


def test_list_items_are_read_without_bullets_and_numbers() -> None:
    answer = "1. BERT is deep [1]\n2) GPT is wide [2]\n- Heads: 8 [3]\n  * nested item"
    assert cut(answer) == [
        ("BERT is deep [1]", (1,)),
        ("GPT is wide [2]", (2,)),
        ("Heads: 8 [3]", (3,)),
        ("nested item", ()),
    ]


def test_headings_code_formulas_and_rules_state_nothing() -> None:
    answer = (
        "# Title 5\n**Bold heading**\n\n```python\nx = arr[1]\n\ny = 7\n```\n$$\nx = 3\n$$\n"
        "\\[ z \\]\n---\nText [1].\n~~~\ncode 9\n"
    )
    assert cut(answer) == [("Text [1].", (1,))]


def test_a_heading_with_a_marker_states_something() -> None:
    assert cut("## Heron has 18 layers [1]") == [("## Heron has 18 layers [1]", (1,))]


def test_a_sentence_with_markers_in_two_places_is_read_in_stretches() -> None:
    (one,) = statements_of("Heron has 18 layers there [1], while Finch needs 6 GB [2][3].")
    assert one.parts == (
        Cited("Heron has 18 layers there", (1,)),
        Cited(", while Finch needs 6 GB .", (2, 3)),
    )
    (short,) = statements_of("BERT [1] is a model of language [2].")
    assert short.parts == (Cited("BERT is a model of language .", (1, 2)),)


def test_a_row_is_one_statement_and_its_cells_are_read_with_their_headings() -> None:
    answer = (
        "| Model | Layers | Memory |\n|---|:-:|---|\n"
        "| Heron | 18 [1] | 6 GB [2] |\n| Finch | - | 41 GB [3] |"
    )
    heron, finch = statements_of(answer)
    assert answer[heron.start : heron.end] == "| Heron | 18 [1] | 6 GB [2] |"
    assert heron.parts == (Cited("Heron, Layers 18", (1,)), Cited("Heron, Memory 6 GB", (2,)))
    assert (finch.text, finch.markers) == ("Finch, Memory 41 GB", (3,))


pieces = st.sampled_from(
    [
        "A sentence",
        "משפט בעברית",
        " [1]",
        " [2][3]",
        ". ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "|",
        " | ",
        "|---|---|\n",
        "```\n",
        "`x[1]`",
        "$y[2]$",
        "$$",
        "**",
        "0.5",
        "e.g. ",
        "? ",
        ": ",
        "[4] ",
    ]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_statements_stand_in_order_do_not_overlap_and_hold_whole_markers(answer: str) -> None:
    found = statements_of(answer)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    for marker in find_markers(answer):
        around = [one for one in found if one.start < marker.end and marker.start < one.end]
        assert len(around) <= 1
        for one in around:
            assert one.start <= marker.start
            assert marker.end <= one.end
            assert set(marker.numbers) <= set(one.markers)
