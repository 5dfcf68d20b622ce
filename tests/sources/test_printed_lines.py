from collections.abc import Sequence

from paperqa.sources.pdf import Glyph
from paperqa.sources.printed_lines import boxes_of, printed_lines
from paperqa.types import Box


def glyph(x: float, y: float, size: float = 10.0, width: float = 5.0) -> Glyph:
    """A letter as high as 7 tenths of its size."""
    return Glyph("x", (x, y, x + width, y + 0.7 * size), (x, y), size)


def boxes(glyphs: Sequence[Glyph], chosen: Sequence[int]) -> tuple[Box, ...]:
    return boxes_of(printed_lines(glyphs), frozenset(chosen))


def test_neighbours_on_a_line_share_a_box_and_the_next_line_has_its_own() -> None:
    glyphs = [glyph(10, 100), glyph(16, 100), glyph(25, 100), glyph(10, 88), glyph(16, 88)]
    assert boxes(glyphs, [1, 2, 3]) == ((16, 100, 30, 107), (10, 88, 15, 95))


def test_a_letter_without_ink_fills_no_box() -> None:
    glyphs = [glyph(10, 100), Glyph(" "), glyph(25, 100)]
    assert boxes(glyphs, [0, 1, 2]) == ((10, 100, 30, 107),)
    assert boxes(glyphs, [1]) == ()


def test_raised_and_lowered_letters_stay_on_their_line() -> None:
    mark, letter = glyph(10, 104, 6), glyph(16, 100)
    index, power = glyph(22, 97, 6), glyph(22, 105, 6)
    assert boxes([mark, letter, index, power, glyph(30, 100)], range(5)) == ((10, 97, 35, 109.2),)


def test_a_large_sign_hung_from_its_point_stays_on_its_line() -> None:
    # As TeX prints sums: the point of the sign is at its top.
    total = Glyph("∑", (16, 94, 30, 108), (16, 108), 10.0)
    assert boxes([glyph(10, 100), total, glyph(32, 100)], range(3)) == ((10, 94, 37, 108),)


def test_words_of_the_other_direction_that_were_not_chosen_part_a_line() -> None:
    # Read as 0, 2, 1: the middle one is said last.
    glyphs = [glyph(10, 100), glyph(30, 100), glyph(20, 100)]
    assert boxes(glyphs, [0, 1]) == ((10, 100, 15, 107), (30, 100, 35, 107))
    assert boxes(glyphs, [0, 2]) == ((10, 100, 25, 107),)


def test_boxes_come_in_the_order_in_which_they_are_read() -> None:
    from_the_right = [glyph(60, 100), glyph(10, 100), glyph(30, 100)]
    assert boxes(from_the_right, [0, 1]) == ((60, 100, 65, 107), (10, 100, 15, 107))


def test_a_gap_wider_than_a_space_parts_columns() -> None:
    assert len(boxes([glyph(10, 100), glyph(35, 100)], [0, 1])) == 1
    assert len(boxes([glyph(10, 100), glyph(36, 100)], [0, 1])) == 2


def test_a_column_that_begins_above_the_last_lines_end_begins_a_line() -> None:
    assert boxes([glyph(10, 76), glyph(16, 700)], [0, 1]) == ((10, 76, 15, 83), (16, 700, 21, 707))


def test_lines_that_read_upwards_are_lines_too() -> None:
    # Turned to the left: the next letter is above, the next line to the right.
    upward = [Glyph("x", (93, y, 100, y + 5), (100, y), 10.0, 1) for y in (10, 16)]
    beside = Glyph("x", (105, 10, 112, 15), (112, 10), 10.0, 1)
    assert boxes([*upward, beside], [0, 1, 2]) == ((93, 10, 100, 21), (105, 10, 112, 15))
