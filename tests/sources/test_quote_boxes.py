import random
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from inked_pdf import Ink, Sheet, filler, inked_boxes, inked_pdf

from paperqa.language.sentences import sentence_spans
from paperqa.sources.document import document_of
from paperqa.sources.passages import passages_of
from paperqa.sources.pdf import PdfLimits, UnreadPdfError, read_pdf
from paperqa.sources.quote_boxes import PageBoxes, QuoteAt, quote_boxes
from paperqa.types import Box, PageBreak, Passage

HALF_A_POINT = 0.5
HEBREW_CAPITALS = {ord("A") + n: chr(0x5D0 + n) for n in range(26)}
AS_BEFORE = PdfLimits(opened=True)


def passages(path: Path) -> list[Passage]:
    document = document_of("1706.03762", "", read_pdf(path, AS_BEFORE))
    return passages_of(document, lambda texts: [len(text.split()) + 2 for text in texts], 256)


def quote_of(path: Path, words: str, nth: int = 0) -> QuoteAt:
    """Where the paper says ``words``; ``nth`` counts from 0."""
    places = [
        QuoteAt(passage, *found.span())
        for passage in passages(path)
        for found in re.finditer(re.escape(words), passage.text)
    ]
    return places[nth]


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return path


def assert_boxes_are(found: tuple[Box, ...], expected: list[Box]) -> None:
    assert [pytest.approx(box, abs=HALF_A_POINT) for box in expected] == list(found)


def lit(path: Path, words: str, nth: int = 0) -> PageBoxes:
    """The boxes of ``words``, which stand on one page."""
    ((boxes,),) = quote_boxes(path, [quote_of(path, words, nth)], AS_BEFORE)
    return boxes


def test_each_line_of_a_quote_has_a_box_around_its_ink(tmp_path: Path) -> None:
    inks = [
        filler(720),
        Ink("It begins here. The", 60, 700), Ink("quoted words go on", 160, 700, 1),
        Ink("over the end of a line", 60, 688, 2), Ink("and then others follow.", 175, 688),
        filler(676),
    ]  # fmt: skip
    path = kept(tmp_path, inked_pdf(Sheet(inks)))
    boxes = lit(path, "quoted words go on over the end of a line")
    assert (boxes.page, boxes.width, boxes.height) == (1, 612.0, 792.0)
    assert_boxes_are(boxes.boxes, inked_boxes(path, 1, [1, 2]))


def test_both_halves_of_a_cut_word_and_its_hyphen_are_in_the_boxes(tmp_path: Path) -> None:
    inks = [
        filler(720),
        Ink("The network learns a", 60, 700), Ink("good represen-", 170, 700, 1),
        Ink("tation", 60, 688, 2), Ink("of every word that it reads.", 100, 688),
        filler(676),
    ]  # fmt: skip
    path = kept(tmp_path, inked_pdf(Sheet(inks)))
    assert_boxes_are(lit(path, "good representation").boxes, inked_boxes(path, 1, [1, 2]))


def test_a_quote_that_ends_in_the_first_half_takes_no_hyphen(tmp_path: Path) -> None:
    inks = [
        filler(720),
        Ink("The network learns a", 60, 700), Ink("good represen", 170, 700, 1), Ink("-", 236, 700),
        Ink("tation of every word that it reads.", 60, 688),
        filler(676),
    ]  # fmt: skip
    path = kept(tmp_path, inked_pdf(Sheet(inks)))
    assert_boxes_are(lit(path, "good represen").boxes, inked_boxes(path, 1, [1]))


def test_a_quote_goes_on_at_the_head_of_the_next_column(tmp_path: Path) -> None:
    left = [
        Ink(f"line {word} of the left column", 60, y) for word, y in (("one", 700), ("two", 88))
    ]
    right = [
        Ink("column and no other one.", 330, 688),
        Ink("It goes on without the quote.", 330, 676),
    ]
    inks = [
        *left, Ink("a quote from the left", 60, 76, 1),
        Ink("up to the right", 330, 700, 2), *right,
    ]  # fmt: skip
    path = kept(tmp_path, inked_pdf(Sheet(inks)))
    boxes = lit(path, "a quote from the left up to the right")
    assert_boxes_are(boxes.boxes, inked_boxes(path, 1, [1, 2]))


def test_columns_that_are_one_line_to_the_reader_have_a_box_each(tmp_path: Path) -> None:
    inks = [filler(720), Ink("the name of it", 60, 700, 1), Ink("the figure for it", 300, 700, 2)]
    path = kept(tmp_path, inked_pdf(Sheet([*inks, filler(680)])))
    boxes = lit(path, "the name of it the figure for it")
    assert_boxes_are(boxes.boxes, inked_boxes(path, 1, [1, 2]))


def test_a_quote_over_the_end_of_a_page_has_boxes_on_both(tmp_path: Path) -> None:
    first = Sheet([filler(720), filler(700), Ink("the quote begins", 60, 76, 1)])
    second = Sheet(
        [Ink("and ends here", 60, 720, 2), Ink("on the second page.", 140, 720), filler(700)]
    )
    path = kept(tmp_path, inked_pdf(first, second))
    ((one, other),) = quote_boxes(path, [quote_of(path, "the quote begins and ends here")])
    assert (one.page, other.page) == (1, 2)
    assert_boxes_are(one.boxes, inked_boxes(path, 1, [1]))
    assert_boxes_are(other.boxes, inked_boxes(path, 2, [2]))


def test_a_word_cut_by_the_page_is_lit_on_both(tmp_path: Path) -> None:
    first = Sheet(
        [filler(720), filler(700), Ink("we train the Con-", 60, 76, 1), Ink("7", 300, 40)]
    )
    second = Sheet(
        [Ink("vNets alone", 60, 720, 2), Ink("on the second page.", 140, 720), filler(700)]
    )
    path = kept(tmp_path, inked_pdf(first, second))
    ((one, other),) = quote_boxes(path, [quote_of(path, "we train the ConvNets alone")])
    assert_boxes_are(one.boxes, inked_boxes(path, 1, [1]))
    assert_boxes_are(other.boxes, inked_boxes(path, 2, [2]))


@pytest.mark.parametrize("words", ["fine eff", "ne e"])
def test_a_ligature_is_lit_whole(tmp_path: Path, words: str) -> None:
    letters = {ord("~"): "\ufb01", ord("^"): "\ufb00"}
    within = Ink("ne e", 93, 700, 1) if words == "ne e" else Ink("~ne e^", 87, 700, 1)
    around = [Ink("~", 87, 700), Ink("^", 112, 700)] if words == "ne e" else []
    inks = [filler(720), Ink("The", 60, 700), *around[:1], within, *around[1:]]
    inks += [Ink("ect of it all.", 125, 700), filler(680)]
    path = kept(tmp_path, inked_pdf(Sheet(inks), letters=letters))
    assert_boxes_are(lit(path, words).boxes, inked_boxes(path, 1, [1]))


def test_the_second_of_two_equal_sentences_is_lit_where_it_stands(tmp_path: Path) -> None:
    inks = [filler(720), Ink("We say it again.", 60, 700), filler(688)]
    inks += [Ink("We say it again.", 60, 676, 1), filler(664)]
    path = kept(tmp_path, inked_pdf(Sheet(inks)))
    assert_boxes_are(lit(path, "We say it again.", 1).boxes, inked_boxes(path, 1, [1]))


@pytest.mark.parametrize(
    ("entries", "sideways", "size"),
    [
        (b"/CropBox [20 30 600 780]", False, (580.0, 750.0)),
        (b"/CropBox [20 30 600 780]", True, (580.0, 750.0)),
        (b"/Rotate 90", True, (792.0, 612.0)),
        (b"/Rotate 180", False, (612.0, 792.0)),
        (b"/Rotate 270", True, (792.0, 612.0)),
        (b"/Rotate 90 /CropBox [20 30 600 780]", True, (750.0, 580.0)),
        (b"/Rotate 270 /CropBox [20 30 600 780]", False, (750.0, 580.0)),
    ],
)
def test_boxes_are_those_of_the_page_as_it_is_shown(
    tmp_path: Path, entries: bytes, sideways: bool, size: tuple[float, float]
) -> None:
    texts = ("first of all, some", "quoted words are", "printed on two lines", "before others come")
    at = [(100 + 12 * n, 60) if sideways else (60, 700 - 12 * n) for n in range(4)]
    inks = [
        Ink(text, *place, colour, sideways=sideways)
        for text, place, colour in zip(texts, at, (0, 1, 2, 0), strict=True)
    ]
    path = kept(tmp_path, inked_pdf(Sheet(inks, entries)))
    boxes = lit(path, "quoted words are printed on two lines")
    assert (boxes.width, boxes.height) == size
    assert_boxes_are(boxes.boxes, inked_boxes(path, 1, [1, 2]))


def test_hebrew_is_lit_where_it_is_printed(tmp_path: Path) -> None:
    # A line as it is drawn, from left to right: its end, Latin words, its beginning.
    inks = [
        Ink("LJK MNOP", 60, 700, 2),
        Ink("HGFE some name", 120, 700),
        Ink("DCBA KHGF", 220, 700, 1),
    ]
    path = kept(
        tmp_path, inked_pdf(Sheet([filler(720), *inks, filler(680)]), letters=HEBREW_CAPITALS)
    )
    (passage,) = passages(path)
    words = [word.span() for word in re.finditer("[א-ת]+", passage.text)]
    assert len(words) == 5
    first = QuoteAt(passage, words[0][0], words[1][1])
    last = QuoteAt(passage, words[3][0], words[4][1])
    ((begin,), (end,)) = quote_boxes(path, [first, last])
    assert_boxes_are(begin.boxes, inked_boxes(path, 1, [1]))
    assert_boxes_are(end.boxes, inked_boxes(path, 1, [2]))


def test_a_file_that_no_longer_holds_the_passage_gives_no_box(tmp_path: Path) -> None:
    words = "The quoted words go on."
    path = kept(tmp_path, inked_pdf(Sheet([filler(720), Ink(words, 60, 700), filler(676)])))
    quote = quote_of(path, words)
    assert quote_boxes(path, [quote]) != [()]
    kept(
        tmp_path,
        inked_pdf(Sheet([Ink("New!", 60, 740), filler(720), Ink(words, 60, 700), filler(676)])),
    )
    assert quote_boxes(path, [quote]) == [()]


def test_a_passage_that_turned_its_page_elsewhere_gives_no_box(tmp_path: Path) -> None:
    words = "The quoted words go on."
    path = kept(tmp_path, inked_pdf(Sheet([filler(720), Ink(words, 60, 700), filler(676)])))
    quote = quote_of(path, words)
    for page in (2, 9):
        moved = replace(quote.passage, page_breaks=(PageBreak(0, page),))
        assert quote_boxes(path, [replace(quote, passage=moved)]) == [()]


def test_a_note_is_not_looked_for_and_a_broken_file_says_why(tmp_path: Path) -> None:
    note = Passage("1706.03762", "note", "en", "", "Some words.", 0, 11)
    assert quote_boxes(tmp_path / "gone.pdf", [QuoteAt(note, 0, 4)]) == [()]
    paged = replace(note, kind="paper", page_breaks=(PageBreak(0, 1),))
    with pytest.raises(UnreadPdfError, match="it cannot be opened"):
        quote_boxes(tmp_path / "gone.pdf", [QuoteAt(paged, 0, 4)])


def test_the_boxes_of_real_papers_hold_the_words_of_their_quotes(shared: Path) -> None:
    """Another reader reads what stands in the boxes; formulas reach into each other's boxes."""
    rng, right, asked = random.Random(4), 0, 0
    for name in ("1312.6114", "1706.03762", "1810.04805", "2310.06825"):
        path = shared / "papers" / f"{name}.pdf"
        quotes = rng.sample(sentences(path), 30)
        with pypdfium2.PdfDocument(path) as document:
            for quote, pages in zip(quotes, quote_boxes(path, quotes, AS_BEFORE), strict=True):
                found = "".join(text_in(document, page) for page in pages)
                right += letters_of(found) == letters_of(
                    quote.passage.text[quote.start : quote.end]
                )
                asked += 1
    assert asked == 120
    assert right / asked >= 0.97


def sentences(path: Path) -> list[QuoteAt]:
    return [
        QuoteAt(passage, start, start + len(passage.text[start:end].rstrip()))
        for passage in passages(path)
        for start, end in sentence_spans(passage.text)
        if end - start >= 25
    ]


def text_in(document: pypdfium2.PdfDocument, page: PageBoxes) -> str:
    text_page = document[page.page - 1].get_textpage()
    text: str = "".join(text_page.get_text_bounded(*box) for box in page.boxes)
    text_page.close()
    return text


def letters_of(text: str) -> str:
    """The letters of a text, however it was hyphened, accented and spaced."""
    spelt = unicodedata.normalize("NFKD", re.sub("[\x02\ufffe\u00ad-]", "", text))
    return "".join(char for char in spelt if unicodedata.category(char)[0] not in "CZM")
