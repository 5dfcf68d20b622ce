"""A page as a picture: the one that quotes have their boxes on, and never a danger."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hostile_pdf import bomb, cyclic, encrypted, pages_of_text, stream, with_content
from inked_pdf import COLOURS, Ink, Sheet, filler, inked_pdf
from PIL import Image

from paperqa.sources.page_picture import MOST_PIXELS, KeptPictures, PagePicture, page_picture
from paperqa.sources.pdf import PdfLimits, UnreadPdfError, read_pdf

AS_BEFORE = PdfLimits(opened=True)


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return path


def pixels(picture: PagePicture) -> npt.NDArray[np.uint8]:
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.format == "PNG"
        assert image.size == (picture.width, picture.height)
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize(
    ("entries", "points"),
    [
        (b"", (612.0, 792.0)),
        (b"/CropBox [20 30 600 780]", (580.0, 750.0)),
        (b"/Rotate 90", (792.0, 612.0)),
        (b"/Rotate 180", (612.0, 792.0)),
        (b"/Rotate 270 /CropBox [20 30 600 780]", (750.0, 580.0)),
    ],
)
def test_ink_is_on_the_picture_where_its_boxes_are_on_the_page(
    tmp_path: Path, entries: bytes, points: tuple[float, float]
) -> None:
    words = Ink("quoted words", 160, 700, 1)
    path = kept(tmp_path, inked_pdf(Sheet([filler(720), words, filler(676)], entries)))
    picture = page_picture(path, 1, AS_BEFORE)
    assert picture.points == points
    assert (picture.width, picture.height) == (points[0] * 2, points[1] * 2)
    glyphs = read_pdf(path, replace(AS_BEFORE, glyph_pages=(1,))).glyphs[0]
    inked = [glyph.box for row in glyphs.rows for glyph in row if glyph.box]
    red = [box for text, box in _rows_of(path) if text == words.text]
    assert len(inked) > len(words.text)
    rows, columns = np.nonzero(_reddish(pixels(picture)))
    found = (
        columns.min() / 2,
        points[1] - (rows.max() + 1) / 2,
        (columns.max() + 1) / 2,
        points[1] - rows.min() / 2,
    )
    assert found == pytest.approx(red[0], abs=1)


def _rows_of(path: Path) -> list[tuple[str, tuple[float, ...]]]:
    page = read_pdf(path, replace(AS_BEFORE, glyph_pages=(1,))).glyphs[0]
    found = []
    for row in page.rows:
        boxes = np.array([glyph.box for glyph in row if glyph.box])
        if len(boxes):
            corners = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
            found.append(("".join(glyph.char for glyph in row).strip(), corners))
    return found


def _reddish(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    red, green, blue = (picture[:, :, part].astype(int) for part in range(3))
    return np.asarray((red > 200) & (green < 200) & (blue < 200))


def test_a_page_without_colour_is_kept_in_grey_and_looks_the_same(tmp_path: Path) -> None:
    plain = page_picture(kept(tmp_path, inked_pdf(Sheet([filler(720)]))), 1)
    with Image.open(io.BytesIO(plain.png)) as image:
        assert image.mode == "L"
    assert pixels(plain)[0, 0].tolist() == [255, 255, 255]
    coloured = inked_pdf(Sheet([filler(720), Ink("blue", 60, 700, 2)]))
    with Image.open(io.BytesIO(page_picture(kept(tmp_path, coloured), 1).png)) as image:
        assert image.mode == "RGB"
        assert COLOURS[2] in [colour for _, colour in image.getcolors(100_000) or ()]


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (b"[0 0 14400 14400]", (2000, 2000)),
        (b"[0 0 14400 3600]", (4000, 1000)),
        (b"[0 0 14400 0.5]", (28800, 1)),
        (b"[0 0 3 3]", (6, 6)),
    ],
)
def test_a_page_of_any_size_gives_a_picture_of_few_pixels(
    tmp_path: Path, box: bytes, size: tuple[int, int]
) -> None:
    sheet = Sheet([filler(720)], b"/MediaBox " + box)
    data = inked_pdf(sheet).replace(b"/MediaBox [0 0 612 792]", b"")
    picture = page_picture(kept(tmp_path, data), 1, AS_BEFORE)
    assert (picture.width, picture.height) == pytest.approx(size, abs=1)
    assert picture.width * picture.height <= MOST_PIXELS + 4001


@pytest.mark.parametrize("number", [0, -1, 3, 10**9])
def test_a_page_that_is_not_there_is_told_from_a_broken_file(tmp_path: Path, number: int) -> None:
    path = kept(tmp_path, pages_of_text([("one", 10)], [("two", 10)]))
    with pytest.raises(UnreadPdfError, match=f"it has 2 pages, and no page {number}$") as caught:
        page_picture(path, number)
    assert caught.value.reason == "no-such-page"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-pdf"),
        (b"<html>", "not-a-pdf"),
        (b"%PDF-1.4\nnothing", "broken"),
        (cyclic(), "broken"),
        (encrypted(pages_of_text([("one", 10)]), "secret", "AES-128"), "encrypted"),
        (bomb(200_000_000), "limit"),
    ],
)
def test_a_file_that_cannot_be_drawn_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadPdfError) as caught:
        page_picture(kept(tmp_path, data), 1)
    assert caught.value.reason == reason


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    endless = b"q 1 0 0 1 0 0 cm /F1 900 Tf BT (%b) Tj ET Q\n" % (b"word " * 500) * 20_000
    path = kept(tmp_path, with_content(stream(endless)))
    with pytest.raises(UnreadPdfError) as caught:
        page_picture(path, 1, replace(AS_BEFORE, seconds=1))
    assert caught.value.reason == "limit"


def test_a_page_that_needs_too_much_memory_is_given_up(tmp_path: Path) -> None:
    path = kept(tmp_path, pages_of_text([("one", 10)]))
    with pytest.raises(UnreadPdfError):
        page_picture(path, 1, replace(AS_BEFORE, memory_mb=1))


def test_pictures_are_kept_by_the_bytes_of_their_file_until_others_need_the_room(
    tmp_path: Path,
) -> None:
    path = kept(tmp_path, pages_of_text([("one", 10)], [("two", 10)], [("three", 10)]))
    sizes = [len(page_picture(path, page, AS_BEFORE).png) for page in (1, 2, 3)]
    shelf = KeptPictures(most=sizes[0] + max(sizes[1], sizes[2]) + 1)

    def picture(page: int, digest: str = "a") -> PagePicture:
        return shelf.picture(path, digest, page, AS_BEFORE)

    first, second = picture(1), picture(2)
    assert picture(1) is first
    third = picture(3)  # in the place of the second, which was asked for less lately
    assert picture(1) is first
    assert picture(3) is third
    assert picture(2) is not second
    assert picture(2, "b") is not picture(2)


def test_a_picture_larger_than_the_room_is_given_and_not_kept(tmp_path: Path) -> None:
    path = kept(tmp_path, pages_of_text([("one", 10)]))
    shelf = KeptPictures(most=10)
    assert shelf.picture(path, "a", 1, AS_BEFORE) is not shelf.picture(path, "a", 1, AS_BEFORE)
