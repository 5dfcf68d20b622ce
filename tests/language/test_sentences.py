import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.sentences import sentence_spans, sentences


@pytest.mark.parametrize(
    "text",
    [
        "We follow Vaswani et al. (2017) here.",
        "See Fig. 3 and Eq. 5 for details.",
        "This works, i.e. It converges.",
        "A rate of 0.1 is used.",
        "J. Smith wrote it.",
        "It was funded by the U.S. Government.",
        "2.1. Training Data is described.",
        "RLAIF vs. RLHF is compared.",
        "א. הנחיות לניסוח שאלה",
        "The model ... Works.".replace("W", "w"),
    ],
)
def test_a_full_stop_within_a_sentence_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works. We use 8 GPUs.", ["It works.", "We use 8 GPUs."]),
        ("Does it? Yes! It does…", ["Does it?", "Yes!", "It does…"]),
        ('He said "it works." Then he left.', ['He said "it works."', "Then he left."]),
        ("זה עובד. אנחנו מרוצים.", ["זה עובד.", "אנחנו מרוצים."]),
        ("קשב יקר. לכן ממסכים! למה?", ["קשב יקר.", "לכן ממסכים!", "למה?"]),
        ("זה עובד? BERT עובד.", ["זה עובד?", "BERT עובד."]),
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("A table row 1 2\nAnother.", ["A table row 1 2", "Another."]),
        ("Accuracy is 28.4. 41 is better.", ["Accuracy is 28.4.", "41 is better."]),
        ("It ends here. (See below.) Next.", ["It ends here.", "(See below.)", "Next."]),
        ("", []),
        (" \n\t ", []),
        ("...", ["..."]),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.characters(codec=None)) | st.text(alphabet="aA .!?…\"')(\n\r\u20281אב,"))
def test_every_character_that_is_not_space_lies_in_exactly_one_span(text: str) -> None:
    covered = [0] * len(text)
    end_before = 0
    for start, end in sentence_spans(text):
        assert end_before <= start < end
        assert text[start:end] == text[start:end].strip()
        end_before = end
        covered[start:end] = [1] * (end - start)
    left = [char for char, inside in zip(text, covered, strict=True) if not inside]
    assert not "".join(left).strip()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["." * 200_000 + "a", "A. b" * 50_000, "a. " * 60_000 + "!"])
def test_a_line_of_full_stops_costs_no_more_than_its_length(text: str) -> None:
    assert sentence_spans(text)[-1][1] == len(text.rstrip())
