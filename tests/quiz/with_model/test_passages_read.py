"""Which passages a model reads of a paper, and that they fit."""

import pytest
from model_material import PAPER, BoundModel, material, passages_of

from paperqa.quiz.plan import Plan
from paperqa.quiz.with_model.reading import reading_of
from paperqa.types import Passage

LONG = [
    (f"{number} Part", f"The encoder of part {number} maps words to vectors. " * 4)
    for number in range(1, 41)
]
TABLE = ("3 Model", "N dmodel 512 8 64 64 0.1 4.92 25.8 65 5.16 25.1 58 4.91 25.4 60 0.3")


def read(
    context: int, texts: list[tuple[str, str]], count: int = 20
) -> tuple[tuple[Passage, ...], int]:
    """Return the passages chosen, and the words of the messages about them."""
    model = BoundModel(context=context)
    reading = reading_of(material(passages_of(texts)), model, Plan((PAPER.id,), count), room=300)
    return reading.passages, sum(model.count_tokens(one.content) for one in reading.messages)


@pytest.mark.parametrize("context", [1200, 1600, 2048])
def test_as_much_is_read_as_fits_beside_order_and_answer(context: int) -> None:
    passages, words = read(context, LONG)
    free = context - 300 - 320 - 96
    assert words <= free
    assert words > free - 45  # another passage of 39 words would not fit
    assert len(passages) < len(LONG)


def test_what_is_read_is_spread_over_the_whole_paper() -> None:
    passages, _ = read(1400, LONG)
    numbers = [int(one.section.split()[0]) for one in passages]
    cuts = [len(LONG) * part // len(numbers) for part in range(len(numbers) + 1)]
    stretches = [range(cuts[at] + 1, cuts[at + 1] + 1) for at in range(len(numbers))]
    assert len(numbers) >= 4
    assert all(number in stretch for number, stretch in zip(numbers, stretches, strict=True))


def test_no_more_is_read_than_will_be_asked_about() -> None:
    passages, _ = read(8192, LONG, count=2)
    assert len(passages) == 4


def test_a_short_paper_is_read_whole_in_its_order_and_tables_are_not() -> None:
    texts = [LONG[0], TABLE, LONG[1]]
    passages, _ = read(4096, texts)
    assert [one.text for one in passages] == [LONG[0][1], LONG[1][1]]


def test_a_paper_of_tables_alone_is_read_all_the_same() -> None:
    passages, _ = read(4096, [TABLE])
    assert [one.text for one in passages] == [TABLE[1]]


def test_related_work_is_not_asked_about() -> None:
    passages, _ = read(4096, [("2 Related Work", LONG[0][1]), ("3 Model", LONG[1][1])])
    assert [one.section for one in passages] == ["3 Model"]
