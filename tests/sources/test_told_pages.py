"""The sections of the club's own notes that tell single pages: right after the five others."""

import re
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from paperqa.sources.notes import note_files, read_note, told_page
from paperqa.types import Document

NOTES = Path(__file__).resolve().parents[2] / "ingest" / "notes"
OTHER_SECTIONS = 5
FEWEST_WORDS = 5
WORDS = {"en": "Page", "he": "עמוד"}
MARKS = re.compile(r"\*\*|__|`|^\s*(?:[-*+|>]|\d+[.)])\s", re.MULTILINE)
HEADING = re.compile(r"^## (?:Page|עמוד) \d+$", re.MULTILINE)


@cache
def notes() -> dict[str, Document]:
    return {path.name: read_note(path) for path in note_files(NOTES)}


def titles(note: Document) -> list[str]:
    return [section.title for section in note.sections[1:]]


def pages(note: Document) -> list[int]:
    return [page for title in titles(note) if (page := told_page(title)) is not None]


def told_notes() -> dict[str, Document]:
    return {name: note for name, note in notes().items() if pages(note)}


@pytest.mark.parametrize(
    ("section", "page"),
    [
        ("Page 1", 1),
        ("עמוד 12", 12),
        ("Page 0", None),
        ("Page 1 of 9", None),
        ("page 1", None),
        ("Pages 1", None),
        ("Terms", None),
        ("", None),
    ],
)
def test_a_section_tells_the_page_of_its_title(section: str, page: int | None) -> None:
    assert told_page(section) == page


def test_some_notes_tell_pages() -> None:
    assert "1706.03762.en.md" in told_notes()


def test_five_sections_come_first_and_then_pages_in_rising_order() -> None:
    for name, note in told_notes().items():
        own = titles(note)
        word = WORDS[note.lang]
        assert not any(told_page(title) for title in own[:OTHER_SECTIONS]), name
        assert own[OTHER_SECTIONS:] == [f"{word} {page}" for page in sorted({*pages(note)})], name


def test_both_notes_on_a_paper_tell_the_same_pages() -> None:
    for name, note in notes().items():
        assert pages(note) == pages(notes()[name.replace(f".{note.lang}.", ".en.")]), name


def test_every_page_is_told_in_whole_sentences() -> None:
    for name, note in told_notes().items():
        ends = [section.offset for section in note.sections[1:]] + [len(note.text)]
        for section, end in zip(note.sections, ends, strict=True):
            text = note.text[section.offset : end].strip()
            if told_page(section.title):
                assert len(text.split()) >= FEWEST_WORDS, (name, section.title)
                assert text.endswith((".", "!", "?", '."', ".)")), (name, section.title, text[-40:])


def test_what_is_told_of_a_page_is_plain_prose() -> None:
    for name in told_notes():
        text = (NOTES / name).read_text(encoding="utf-8")
        first = HEADING.search(text)
        assert first, name
        plain = HEADING.sub("", text[first.start() :])
        assert MARKS.findall(plain) == [], name
        assert "#" not in re.sub(r"\w#|#\w", "", plain), name


def test_the_pages_that_are_told_are_in_the_pdf(shared: Path) -> None:
    for name, note in told_notes().items():
        with pdfium.PdfDocument(shared / "papers" / f"{note.paper}.pdf") as pdf:
            assert max(pages(note)) <= len(pdf), name
