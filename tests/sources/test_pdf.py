import os
from pathlib import Path

import pytest
from hostile_pdf import (
    bomb,
    cyclic,
    encrypted,
    glyph_numbers,
    mapped,
    pages_of_text,
    scanned,
    stream,
    with_content,
)
from small_pdf import small_pdf

from paperqa.sources.pdf import (
    Glyph,
    Line,
    PdfLimits,
    RawPdf,
    UnreadPdfError,
    read_pdf,
    read_pdfs,
)

SENTENCE = "One sentence of a paper that has more than twenty letters."
PAPER = small_pdf(SENTENCE)
LIMITS = PdfLimits(seconds=60)


def kept(folder: Path, data: bytes, name: str = "paper.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def why_unread(path: Path, limits: PdfLimits = LIMITS) -> tuple[str, str]:
    with pytest.raises(UnreadPdfError) as caught:
        read_pdf(path, limits)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)
    return caught.value.reason, str(caught.value)


def test_a_page_comes_out_line_by_line_with_fonts_and_printed_sizes(tmp_path: Path) -> None:
    pages = [("1 Introduction", 14), (SENTENCE, 10)], [("Its second page.", 10)]
    raw = read_pdf(kept(tmp_path, pages_of_text(*pages)))
    assert raw == RawPdf(
        "",
        (
            (Line("1 Introduction", "Helvetica", 14.0), Line(SENTENCE, "Helvetica", 10.0)),
            (Line("Its second page.", "Helvetica", 10.0),),
        ),
    )


def test_a_font_of_size_one_counts_as_large_as_it_is_printed(tmp_path: Path) -> None:
    content = b"BT /F1 1 Tf 9 0 0 9 60 700 Tm (%b) Tj ET" % SENTENCE.encode()
    raw = read_pdf(kept(tmp_path, with_content(stream(content))))
    assert raw.pages == ((Line(SENTENCE, "Helvetica", 9.0),),)


def test_letters_beyond_the_first_plane_shift_no_font(tmp_path: Path) -> None:
    # They are two characters to pdfium and one to Python.
    printed_lines = ("~" * 9 + " are the inputs of a layer", 9), ("Next", 14)
    raw = read_pdf(kept(tmp_path, mapped({ord("~"): "𝑥"}, *printed_lines)))
    assert raw.pages[0] == (
        Line("𝑥" * 9 + " are the inputs of a layer", "Helvetica", 9.0),
        Line("Next", "Helvetica", 14.0),
    )


def test_the_metadata_title_is_returned(tmp_path: Path) -> None:
    assert read_pdf(kept(tmp_path, small_pdf(SENTENCE, title="A Title"))).title == "A Title"


def test_only_the_pages_asked_for_are_returned(tmp_path: Path) -> None:
    path = kept(tmp_path, pages_of_text(*[[(SENTENCE, 10)]] * 3))
    assert len(read_pdf(path).pages) == 3
    assert len(read_pdf(path, PdfLimits(text_pages=2)).pages) == 2


def test_glyphs_come_for_the_pages_asked_for_line_by_line(tmp_path: Path) -> None:
    pages = [("One line of text.", 10), ("And its next line.", 20)], [(SENTENCE, 10)]
    path = kept(tmp_path, pages_of_text(*pages))
    raw = read_pdf(path, PdfLimits(glyph_pages=(1, 7)))
    (page,) = raw.glyphs
    assert (page.number, page.width, page.height) == (1, 612.0, 842.0)
    texts = ["".join(glyph.char for glyph in row) for row in page.rows]
    assert (
        texts == [line.text for line in raw.pages[0]] == ["One line of text.", "And its next line."]
    )
    assert [line.row for line in raw.pages[0]] == [0, 1]
    first, space = page.rows[1][0], page.rows[1][3]
    assert (first.origin, first.size, first.turns) == ((60.0, 764.0), 20.0, 0)
    assert space == Glyph(" ")
    assert read_pdf(path).glyphs == ()


def test_a_letter_beyond_the_first_plane_is_one_glyph(tmp_path: Path) -> None:
    path = kept(tmp_path, mapped({ord("~"): "𝑥"}, ("~" * 3 + f" {SENTENCE}", 9)))
    (row,) = read_pdf(path, PdfLimits(glyph_pages=(1,))).glyphs[0].rows
    assert "".join(glyph.char for glyph in row) == f"𝑥𝑥𝑥 {SENTENCE}"
    assert [glyph.origin[0] for glyph in row[:3]] == pytest.approx([60, 65.26, 70.51], abs=0.02)


def test_bytes_that_were_read_before_are_read_without_pypdf(tmp_path: Path) -> None:
    path = kept(tmp_path, small_pdf(SENTENCE, title="A Title"))
    before, again = read_pdf(path), read_pdf(path, PdfLimits(opened=True))
    assert (again.title, again.pages) == ("", before.pages)
    assert why_unread(kept(tmp_path, PAPER[:300]), PdfLimits(opened=True))[0] == "broken"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_an_empty_password_opens_is_read(tmp_path: Path, algorithm: str) -> None:
    raw = read_pdf(kept(tmp_path, encrypted(PAPER, "", algorithm)))
    assert [line.text for line in raw.pages[0]] == [SENTENCE]


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "not-a-pdf", "the file is empty"),
        (b"\r\n", "not-a-pdf", "it has no %PDF header"),
        (b"\x00" * 3000 + PAPER, "not-a-pdf", "it has no %PDF header"),
        (
            b"\n <!DOCTYPE html><p>%PDF-1.4",
            "not-a-pdf",
            "it is a web page saved under a PDF's name",
        ),
        (b"<?xml version='1.0'?><html>", "not-a-pdf", "it is a web page saved under a PDF's name"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
            "not-a-pdf",
            "it is a Git pointer to a PDF, not the PDF itself",
        ),
        (
            encrypted(PAPER, "secret", "AES-256"),
            "encrypted",
            "it is encrypted and needs a password",
        ),
        (
            encrypted(PAPER, "secret", "RC4-128"),
            "encrypted",
            "it is encrypted and needs a password",
        ),
        (PAPER[:300], "broken", "it is damaged (Stream has ended unexpectedly)"),
        (b"%PDF-1.4\n", "broken", "it is damaged (Stream has ended unexpectedly)"),
        (cyclic(), "broken", "it is damaged (Detected cyclic page references.)"),
        (
            scanned(),
            "scanned",
            "it has no text layer (a scan or pictures); run it through OCR first",
        ),
        (
            small_pdf("Page 1"),
            "scanned",
            "it has only 4 letters on 1 pages (a scan or pictures); run it through OCR first",
        ),
        (glyph_numbers(), "unmapped", "its fonts do not say which letters they show"),
    ],
)
def test_each_kind_of_unreadable_file_is_told_apart(
    tmp_path: Path, data: bytes, reason: str, words: str
) -> None:
    assert why_unread(kept(tmp_path, data)) == (reason, f"not read, because {words}")


def test_a_decompression_bomb_is_stopped_by_its_size(tmp_path: Path) -> None:
    data = bomb(90_000_000)
    assert len(data) < 3000
    reason, words = why_unread(kept(tmp_path, data))
    assert reason == "limit"
    assert words.startswith("not read, because it unpacks to more than is safe (")


@pytest.mark.parametrize("count", [3, 1])
def test_more_pages_than_allowed_are_counted_and_not_believed(tmp_path: Path, count: int) -> None:
    data = pages_of_text(*[[(SENTENCE, 10)]] * 3).replace(b"/Count 3", b"/Count %d" % count)
    reason, words = why_unread(kept(tmp_path, data), PdfLimits(pages=2))
    assert (reason, words) == ("limit", "not read, because it has 3 pages, more than the 2 allowed")


def test_a_page_count_that_is_a_lie_costs_nothing(tmp_path: Path) -> None:
    data = pages_of_text([(SENTENCE, 10)]).replace(b"/Count 1", b"/Count 999999")
    reason, words = why_unread(kept(tmp_path, data))
    assert reason == "limit"
    assert words.endswith(" pages, more than the 1000 allowed")


def test_a_child_that_needs_too_much_memory_is_one_row(tmp_path: Path) -> None:
    path = kept(tmp_path, bomb(60_000_000))
    reason, words = why_unread(path, PdfLimits(memory_mb=128))
    # Python says so; pdfium ends itself.
    assert (reason, words) in [
        ("limit", "not read, because it needs more memory than one PDF may use"),
        ("broken", "not read, because it made the reader crash or run out of memory (signal 6)"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_file_that_never_ends_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    reason, words = why_unread(tmp_path / "pipe.pdf", PdfLimits(seconds=1))
    assert (reason, words) == ("limit", "not read, because reading it took more than 1 seconds")


def test_a_file_that_is_gone_or_a_folder_is_one_row(tmp_path: Path) -> None:
    reason, words = why_unread(tmp_path / "gone.pdf")
    assert reason == "broken"
    assert words.startswith("not read, because it cannot be opened (")
    assert why_unread(tmp_path)[0] == "broken"


def test_modules_of_the_folder_that_one_stands_in_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, b"raise SystemExit('run!')", "json.py")
    monkeypatch.chdir(tmp_path)
    assert read_pdf(kept(tmp_path, PAPER)).pages[0][0].text == SENTENCE


def test_many_files_come_back_in_order_and_a_bad_one_stops_none(tmp_path: Path) -> None:
    good = kept(tmp_path, PAPER, "good.pdf")
    bad = kept(tmp_path, b"", "bad.pdf")
    other = kept(tmp_path, small_pdf(SENTENCE.upper()), "other.pdf")
    read = list(read_pdfs([good, bad, other], LIMITS, workers=2))
    assert [path for path, _ in read] == [good, bad, other]
    texts = [raw.pages[0][0].text if isinstance(raw, RawPdf) else raw.reason for _, raw in read]
    assert texts == [SENTENCE, "not-a-pdf", SENTENCE.upper()]


def test_who_stops_early_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    paths = [kept(tmp_path, PAPER, f"{number}.pdf") for number in range(3)]
    reading = read_pdfs(paths, LIMITS, workers=1)
    assert next(reading)[0] == paths[0]
    reading.close()
    assert list(reading) == []
