"""Quotes looked up in a PDF that is read anew, and in the index where there is none."""

from pathlib import Path

import pytest
from hand_items import passage_of, quoted
from lined_pdf import lined_pdf
from small_quiz import PAPER

from paperqa.evaluate.quizzes.quote_places import PaperTexts, QuotePlaces, find_quote, squeezed
from paperqa.sources.inventory import sha256_of
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.sources.pdf import PdfLimits

FIRST = "The Transformer relies on attention alone and has no recurrence at all."
SECOND = "The base model uses eight parallel attention heads in each of its layers."
LIES = "The base model uses nine parallel attention heads in each of its layers."
PAGES = (
    ("The Transformer relies on attention alone and has no recur-", "rence at all."),
    ("The base model uses eight parallel", "attention heads in each of its layers."),
)
PASSAGE = passage_of(FIRST, 1)


@pytest.fixture
def pdf_dir(tmp_path: Path) -> Path:
    """Return a folder that holds the paper's PDF."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(lined_pdf(*PAGES))
    library = PdfLibrary(tmp_path)
    size, digest = file.stat().st_size, sha256_of(file)
    library.record(PdfRow(PAPER.id, "kept", file.name, digest, size, "imported"))
    library.save()
    return tmp_path


def test_a_quote_is_found_across_line_ends_on_its_page_alone(pdf_dir: Path) -> None:
    places = QuotePlaces(pdf_dir, PdfLimits(), [])
    assert places.place(quoted(PASSAGE, FIRST, 1)) == "lines"
    assert places.place(quoted(PASSAGE, SECOND, 2)) == "lines"
    assert places.place(quoted(PASSAGE, SECOND, 1)) == "nowhere"
    assert places.place(quoted(PASSAGE, SECOND, 3)) == "nowhere"


def test_a_planted_quote_is_found_nowhere_though_the_index_holds_it(pdf_dir: Path) -> None:
    planted = passage_of(LIES, 2)
    places = QuotePlaces(pdf_dir, PdfLimits(), [planted])
    assert places.place(quoted(planted, LIES, 2)) == "nowhere"
    assert places.place(quoted(planted, "", 2)) == "nowhere"


def test_without_a_pdf_the_passages_are_searched(tmp_path: Path) -> None:
    passage = passage_of(FIRST, 1)
    places = QuotePlaces(tmp_path, PdfLimits(), [passage])
    assert places.place(quoted(passage, FIRST, 1)) == "passages"
    assert places.place(quoted(passage, FIRST, 2)) == "nowhere"
    assert places.place(quoted(passage, LIES, 1)) == "nowhere"


def test_a_note_is_never_looked_for_in_the_pdf(pdf_dir: Path) -> None:
    note = passage_of("The club reads it first.", None)
    places = QuotePlaces(pdf_dir, PdfLimits(), [note])
    assert places.place(quoted(note, note.text, None)) == "passages"


def test_a_pdf_that_cannot_be_read_is_as_good_as_none(pdf_dir: Path) -> None:
    (pdf_dir / "paper.pdf").write_bytes(b"%PDF-1.4\nbroken")
    places = QuotePlaces(pdf_dir, PdfLimits(), [PASSAGE])
    assert places.place(quoted(PASSAGE, FIRST, 1)) == "passages"


def test_a_quote_between_whose_lines_something_stands_is_found_once_that_is_out() -> None:
    lines = {1: squeezed("The base model\n5 Running head\nuses eight heads.")}
    paper = PaperTexts(lines, {1: squeezed("The base model uses eight heads.")})
    assert find_quote(quoted(PASSAGE, "The base model uses eight heads.", 1), paper) == "page"
    assert find_quote(quoted(PASSAGE, "uses eight heads.", 1), paper) == "lines"
    assert find_quote(quoted(PASSAGE, "uses nine heads.", 1), paper) == "nowhere"


def test_letters_are_compared_without_what_typesetting_puts_between_them() -> None:
    assert squeezed("e\ufb03-\ncient\u00ad  lo-fi") == "efficientlofi"
    assert squeezed("1.5") != squeezed("15")
