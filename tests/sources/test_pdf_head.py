from pathlib import Path

import pytest
from hostile_pdf import pages_of_text
from small_pdf import small_pdf

from paperqa.sources.match_pdf import PdfHead
from paperqa.sources.pdf import PdfLimits, UnreadPdfError
from paperqa.sources.pdf_head import heads_of, read_head

LIMITS = PdfLimits(seconds=60)
LINE = "A first page with more than twenty letters on it"


def kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_head_is_the_metadata_title_and_the_lines_of_page_one(tmp_path: Path) -> None:
    data = small_pdf("The Title", LINE, title="Its Title")
    assert read_head(kept(tmp_path, "a.pdf", data), LIMITS) == PdfHead(
        "Its Title", f"The Title\n{LINE}"
    )


def test_of_many_pages_the_first_alone_is_returned(tmp_path: Path) -> None:
    data = pages_of_text([(LINE, 10)], [("another page", 10)])
    assert read_head(kept(tmp_path, "a.pdf", data), LIMITS).first_page == LINE


def test_heads_are_given_for_the_files_asked_for_and_others(tmp_path: Path) -> None:
    first = kept(tmp_path, "a.pdf", small_pdf(LINE))
    bad = kept(tmp_path, "bad.pdf", b"")
    later = kept(tmp_path, "later.pdf", small_pdf(LINE.upper()))
    with heads_of([first, bad], LIMITS, workers=2) as head_of:
        assert head_of(first).first_page == LINE
        with pytest.raises(UnreadPdfError, match="not read, because the file is empty"):
            head_of(bad)
        assert head_of(later).first_page == LINE.upper()
        assert head_of(first).first_page == LINE


def test_no_files_need_no_readers() -> None:
    with heads_of([], LIMITS):
        pass
