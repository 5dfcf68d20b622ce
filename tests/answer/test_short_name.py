"""A paper goes by a name that is its own."""

from small_index import index_of, passage

from paperqa.answer.short_name import short_name
from paperqa.types import Paper

PAPERS = (
    Paper("a", "First", aliases=("Net", "Net-A")),
    Paper("b", "Second", aliases=("Net",)),
    Paper("c", "BERT: Pre-training of Transformers", aliases=("ברט",)),
    Paper("d", "On Nothing in Particular"),
)
INDEX = index_of([passage(paper.title, paper) for paper in PAPERS], papers=PAPERS)


def test_a_name_that_two_papers_share_is_nobodys() -> None:
    assert (short_name("a", INDEX), short_name("b", INDEX)) == ("Net-A", "Second")


def test_a_latin_name_that_the_title_coins_goes_before_a_hebrew_one() -> None:
    assert short_name("c", INDEX) == "BERT"


def test_a_title_stands_in_quotation_marks() -> None:
    assert short_name("d", INDEX) == "“On Nothing in Particular”"


def test_a_paper_that_came_as_a_pdf_goes_by_the_name_that_it_is_famous_by() -> None:
    paper = Paper("e", "Exploring Simple Siamese Representation Learning")
    assert short_name("e", index_of([passage("Nets.", paper)], papers=[paper])) == "SimSiam"
