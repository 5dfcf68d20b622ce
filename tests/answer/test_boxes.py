"""Where the quotes of an answer are printed."""

import hashlib
import logging
import os
from dataclasses import replace
from pathlib import Path

import pytest
from small_index import desk_of

from paperqa.answer.ask import Options, answer_of
from paperqa.answer.boxes import BoxFinder
from paperqa.sources.document import document_of
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.sources.passages import passages_of
from paperqa.sources.pdf import PdfLimits, read_pdf
from paperqa.types import Citation, Paper, Passage

WORDS = (
    "A first line of the page goes before it.",
    "The quoted words are printed",
    "on two lines of the page.",
    "A last line of the page comes after it.",
)
QUOTE = "quoted words are printed on two lines"
PAPER = Paper("1706.03762", "Attention Is All You Need")


def page_of(*lines: str) -> bytes:
    """A PDF of one page."""
    text = "".join(f"({line}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 12 TL 60 700 Td {text}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for number, body in enumerate(objects, start=1):
        table += f"{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 6\n{table}{trailer}".encode()


@pytest.fixture
def library(tmp_path: Path) -> PdfLibrary:
    """A folder with the PDF of one paper."""
    kept = PdfLibrary(tmp_path)
    data = page_of(*WORDS)
    (tmp_path / "1706.03762.pdf").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    kept.record(PdfRow(PAPER.id, "kept", "1706.03762.pdf", digest, len(data), "fetched"))
    kept.save()
    return kept


def cited(library: PdfLibrary) -> Citation:
    raw = read_pdf(library.folder / "1706.03762.pdf", PdfLimits(opened=True))
    document = document_of(PAPER.id, "", raw)
    (passage,) = passages_of(document, lambda texts: [len(text.split()) for text in texts], 256)
    start = passage.text.index(QUOTE)
    return Citation(1, PAPER, passage, QUOTE, start, start + len(QUOTE), 1)


def finder(library: PdfLibrary) -> BoxFinder:
    return BoxFinder(library.folder, PdfLimits())


def test_a_citation_gets_a_box_for_each_line_of_its_quote(library: PdfLibrary) -> None:
    (found,) = finder(library).with_boxes([cited(library)])
    one, other = found.boxes
    # Helvetica: "The " is 20 points wide, "on two lines" 52.8; the lines stand at 688 and 676.
    assert (one[0], other[0], other[2]) == pytest.approx((80.3, 60.3, 112.6), abs=1)
    assert one[1] == pytest.approx(688 - 2.2, abs=0.3)  # the tails of q and p
    assert (other[1], other[3]) == pytest.approx((676 - 0.1, 676 + 7.2), abs=0.3)


def test_an_answer_has_the_boxes_of_its_quotes_where_they_are_asked_for(
    library: PdfLibrary,
) -> None:
    passage = cited(library).passage
    desk = replace(desk_of([passage]), boxes=finder(library))
    question = "How are the quoted words printed on two lines of the page?"
    plain = answer_of(desk, question)
    assert [citation.boxes for citation in plain.citations] == [()] * len(plain.citations)
    boxed = answer_of(desk, question, Options(boxes=True))
    assert boxed.citations == finder(library).with_boxes(plain.citations)
    assert all(citation.boxes for citation in boxed.citations)


def test_the_boxes_know_page_and_size_of_page(library: PdfLibrary) -> None:
    ((boxes,),) = finder(library).boxes_of([cited(library)])
    assert (boxes.page, boxes.width, boxes.height, len(boxes.boxes)) == (1, 612.0, 792.0, 2)


def test_a_note_and_a_paper_without_its_pdf_have_no_boxes(library: PdfLibrary) -> None:
    note = Passage(PAPER.id, "note", "en", "", QUOTE, 0, len(QUOTE))
    citations = [Citation(1, PAPER, note, QUOTE, 0, len(QUOTE), None), cited(library)]
    (library.folder / "1706.03762.pdf").unlink()
    assert finder(library).with_boxes(citations) == tuple(citations)


def test_a_pdf_of_other_words_has_no_boxes_and_its_own_once_it_is_back(
    library: PdfLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    citation, finds = cited(library), finder(library)
    pdf = library.folder / "1706.03762.pdf"
    before = pdf.read_bytes()
    found = finds.boxes_of([citation])
    pdf.write_bytes(page_of("Another edition began so.", *WORDS))
    with caplog.at_level(logging.DEBUG, "paperqa.answer.boxes"):
        assert finds.boxes_of([citation]) == [()]
    assert "no longer holds a passage as indexed" in caplog.text
    pdf.write_bytes(before)
    assert finds.boxes_of([citation]) == found != [()]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"<html>"])
def test_a_file_that_cannot_be_read_fails_nothing(library: PdfLibrary, data: bytes) -> None:
    citation = cited(library)
    (library.folder / "1706.03762.pdf").write_bytes(data)
    assert finder(library).with_boxes([citation]) == (citation,)


def test_a_damaged_ledger_fails_nothing(library: PdfLibrary) -> None:
    citation = cited(library)
    (library.folder / "pdfs.jsonl").write_text("{broken\n", encoding="utf-8")
    assert finder(library).with_boxes([citation]) == (citation,)


def test_what_was_found_once_is_not_read_again(library: PdfLibrary) -> None:
    citation, finds = cited(library), finder(library)
    found = finds.boxes_of([citation])
    before = os.times()
    assert finds.boxes_of([citation, citation]) == [*found, *found]
    after = os.times()
    # No child has run.
    assert (after.children_user, after.children_system) == (
        before.children_user,
        before.children_system,
    )


def test_a_child_without_memory_fails_nothing(library: PdfLibrary) -> None:
    citation = cited(library)
    assert BoxFinder(library.folder, PdfLimits(memory_mb=1)).boxes_of([citation]) == [()]
