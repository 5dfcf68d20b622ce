"""The words of a link are found again, however a chat program left them."""

from pathlib import Path

import pytest

from paperqa.answer.desk import Desk
from paperqa.answer.lit_quote import find_quote
from paperqa.errors import QuoteError
from printed_desk import OVER_A_COLUMN, OVER_A_PAGE, keep_pdf, printed_desk
from small_desk import NOTE, PAPER, QUOTE


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return printed_desk(tmp_path_factory.mktemp("printed"))


def test_words_as_they_stand_are_found_with_their_place_and_a_box_for_each_line(
    desk: Desk,
) -> None:
    lit = find_quote(desk, PAPER.id, OVER_A_COLUMN, 1)
    citation = lit.citation
    assert (citation.paper.id, citation.quote, citation.page) == (PAPER.id, OVER_A_COLUMN, 1)
    assert citation.passage.text[citation.start : citation.end] == OVER_A_COLUMN
    assert citation.passage.kind == "paper"
    (page,) = lit.pages
    assert (page.page, page.width, page.height, lit.unlit) == (1, 612.0, 792.0, "")
    # Its lines: the last of the left column, the first two of the right one.
    assert [round(box[0]) for box in page.boxes] == [60, 330, 330]
    assert [700 - 12 * row for row in (5, 0, 1)] == pytest.approx(
        [box[1] for box in page.boxes], abs=2.5
    )


def test_a_quote_over_the_end_of_a_page_is_lit_on_both(desk: Desk) -> None:
    lit = find_quote(desk, PAPER.id, OVER_A_PAGE, 1)
    assert [(page.page, len(page.boxes)) for page in lit.pages] == [(1, 1), (2, 1)]
    assert lit.page_numbers == (1, 2)


@pytest.mark.parametrize(
    "words",
    [
        "the gradient  of a\ndeep represen-\ntation vanishes if its weights begin too small.",
        "“The gradient of a deep representation vanishes if its weights begin too small.”",
        "The gradient of a deep representation vanishes if its weights begin too small. …",
        "  The gradient of a deep re\u00adpresentation vanishes if its weights begin too small.  ",
    ],
)
def test_words_that_were_copied_are_found_as_the_paper_has_them(desk: Desk, words: str) -> None:
    found = find_quote(desk, PAPER.id, words, 1).citation.quote
    assert found.strip(".") == OVER_A_COLUMN.strip(".")


@pytest.mark.parametrize("end", ["…", "...", "…”", "\ufffd", " …"])
def test_words_whose_end_was_cut_off_are_found_up_to_the_word_that_was_cut(
    desk: Desk, end: str
) -> None:
    found = find_quote(desk, PAPER.id, f"The gradient of a deep representation vani{end}", 1)
    assert found.citation.quote == "The gradient of a deep representation vanishes"


def test_words_that_stand_on_several_pages_are_those_of_the_links_page(desk: Desk) -> None:
    assert find_quote(desk, PAPER.id, "the same", 1).citation.page == 1
    assert find_quote(desk, PAPER.id, "the same", 2).citation.page == 2
    # A page where they do not stand: the first place of all.
    assert find_quote(desk, PAPER.id, "the same", 9).citation.page == 1


def test_a_link_without_a_page_means_the_note_and_one_with_a_page_the_paper(desk: Desk) -> None:
    assert find_quote(desk, PAPER.id, "network").citation.passage.kind == "note"
    assert find_quote(desk, PAPER.id, "network", 1).citation.passage.kind == "paper"
    lit = find_quote(desk, PAPER.id, QUOTE, 3)
    assert (lit.citation.quote, lit.citation.page, lit.pages, lit.unlit) == (
        QUOTE,
        None,
        (),
        "note",
    )
    assert lit.page_numbers == ()


def test_words_of_a_note_show_the_page_that_they_name_where_its_pdf_is_here(
    tmp_path: Path,
) -> None:
    desk = printed_desk(tmp_path, note=NOTE.replace("key width.", "key width (p. 2)."))
    words = QUOTE.replace("key width.", "key width (p. 2).")
    lit = find_quote(desk, PAPER.id, words)
    assert (lit.unlit, lit.named, lit.page_numbers, lit.pages) == ("note", (2,), (2,), ())
    assert find_quote(desk, PAPER.id, "Positional encoding tells").page_numbers == ()
    (tmp_path / "pdf" / f"{PAPER.id}.pdf").unlink()
    assert find_quote(desk, PAPER.id, words).named == ()


@pytest.mark.parametrize(
    ("section", "words", "pages"),
    [
        ("Page 2", "The weights are drawn from a wide range.", (2,)),
        ("עמוד 2", "The weights are drawn from a wide range (p. 1).", (2, 1)),
        ("Page 1", "Widths (p. 2) and tasks (p. 1) are told of twice (p. 2).", (1, 2)),
        ("Page two", "The weights are drawn from a wide range.", ()),
    ],
)
def test_words_of_a_section_that_tells_a_page_show_it_first(
    tmp_path: Path, section: str, words: str, pages: tuple[int, ...]
) -> None:
    desk = printed_desk(tmp_path, note=f"{NOTE}\n## {section}\n\n{words} Four widths are tried.\n")
    lit = find_quote(desk, PAPER.id, words)
    assert (lit.citation.quote, lit.citation.passage.section) == (words, section)
    assert (lit.unlit, lit.named, lit.page_numbers) == ("note", pages, pages)
    (tmp_path / "pdf" / f"{PAPER.id}.pdf").unlink()
    assert find_quote(desk, PAPER.id, words).page_numbers == ()


def test_without_the_pdf_or_with_another_one_the_words_are_found_and_not_lit(
    tmp_path: Path,
) -> None:
    desk = printed_desk(tmp_path)
    path = keep_pdf(tmp_path, b"%PDF-1.4\nbroken")
    assert find_quote(desk, PAPER.id, OVER_A_PAGE, 1).unlit == "not sure"
    path.unlink()
    lit = find_quote(desk, PAPER.id, OVER_A_PAGE, 1)
    assert (lit.citation.quote, lit.pages, lit.unlit) == (OVER_A_PAGE, (), "no PDF")
    (tmp_path / "pdf" / "pdfs.jsonl").write_text("{broken\n", encoding="utf-8")
    assert find_quote(desk, PAPER.id, OVER_A_PAGE, 1).unlit == "not sure"


@pytest.mark.parametrize("words", ["", "  ", "…", "no such words", "*" * 5000, "\ufffd"])
def test_words_that_the_paper_does_not_say_are_one_clear_line(desk: Desk, words: str) -> None:
    with pytest.raises(QuoteError, match=r"^1706\.03762 does not say '.{0,81}'; the link may"):
        find_quote(desk, PAPER.id, words, 1)


def test_an_unknown_paper_is_one_clear_line(desk: Desk) -> None:
    with pytest.raises(QuoteError, match=r"no paper '\.\./secret' in the index"):
        find_quote(desk, "../secret", "words")
