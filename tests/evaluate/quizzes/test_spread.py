"""Pages on which items stand."""

from hand_items import choice, made, on_page

from paperqa.evaluate.quizzes.balance import Share
from paperqa.evaluate.quizzes.spread import on_first_pages, pages_used


def test_each_item_could_stand_on_a_page_of_its_own_while_there_are_pages() -> None:
    four = made(*(on_page(choice(str(at), 0), at) for at in (1, 1, 2, 9)), pages=10)
    short = made(*(on_page(choice(str(at), 0), at) for at in (1, 2, 2, 2)), pages=3)
    assert pages_used([four]) == Share(3, 4)
    assert pages_used([short]) == Share(2, 3)
    assert pages_used([four, short]) == Share(5, 7)


def test_items_on_the_first_two_pages_are_held_against_their_share_of_the_pages() -> None:
    ten = made(*(on_page(choice(str(at), 0), at) for at in (1, 2, 2, 10)), pages=10)
    four = made(on_page(choice("x", 0), 4), on_page(choice("y", 0), 1), pages=4)
    # 4 items at 2 of 10 pages, 2 items at 2 of 4: 0.8 + 1 of 6
    assert on_first_pages([ten, four]) == Share(4, 6, 1.8 / 6)


def test_an_item_without_a_page_is_left_out() -> None:
    note = made(on_page(choice("x", 0), None), pages=0)
    assert pages_used([note]) == Share(0, 0)
    assert on_first_pages([note]) == Share(0, 0, None)
