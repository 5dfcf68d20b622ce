from pathlib import Path

import pytest

from paperqa.errors import NoteError
from paperqa.sources.catalog import file_stem, load_catalog
from paperqa.sources.notes import note_files, read_note
from paperqa.sources.passages import passages_of
from paperqa.types import Document, Section

INGEST = Path(__file__).resolve().parents[2] / "ingest"
HEAD = "---\npaper: gpt1\nlang: en\ntitle: Improving: a title\n---\n"


def note(folder: Path, text: str, name: str = "gpt1.en.md") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_note_becomes_a_plain_document_with_sections(tmp_path: Path) -> None:
    body = """
## What it *is*

GPT is a **model** of
`language`.

## Terms

- **Token**: a piece of a word, d_k * 2 long
- Layer_norm: _one_ more
"""
    what = "GPT is a model of language.\n"
    assert read_note(note(tmp_path, HEAD + body)) == Document(
        paper="gpt1",
        kind="note",
        lang="en",
        title="Improving: a title",
        text=what + "Token: a piece of a word, d_k * 2 long\nLayer_norm: one more",
        sections=(Section(0, ""), Section(0, "What it is"), Section(len(what), "Terms")),
    )


def test_its_passages_are_of_kind_note_and_have_no_page(tmp_path: Path) -> None:
    text = HEAD.replace("lang: en", "lang: he") + "## מה זה\n\nמודל שפה גדול שחוזה את המילה הבאה.\n"
    document = read_note(note(tmp_path, text, "gpt1.he.md"))
    (passage,) = passages_of(document, lambda texts: [len(one.split()) for one in texts], 50)
    assert (passage.kind, passage.lang, passage.section) == ("note", "he", "מה זה")
    assert passage.page_at(0) is None


def test_line_ends_and_a_byte_order_mark_of_windows_change_nothing(tmp_path: Path) -> None:
    text = f"{HEAD}## A\n\nSome text.\n"
    plain = read_note(note(tmp_path, text))
    assert read_note(note(tmp_path, "\ufeff" + text.replace("\n", "\r\n"))) == plain


def test_hidden_characters_are_dropped(tmp_path: Path) -> None:
    text = f"{HEAD}## A\u200f\n\nSo\u00adme \u202btext\u202c\x07 eﬃcient.\n"
    document = read_note(note(tmp_path, text))
    assert (document.text, document.sections[1].title) == ("Some text efficient.", "A")


def test_a_heading_is_kept_to_a_length(tmp_path: Path) -> None:
    document = read_note(note(tmp_path, f"{HEAD}## {'long ' * 90}\n\nText."))
    assert document.sections[1].title == ("long " * 20)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "front matter is missing; start the file with '---'"),
        ("# A note\n", "front matter is missing"),
        ("---\npaper: gpt1\n", "front matter is missing"),
        ("---\npaper: gpt1\nlang:\n---\nText.", "front matter lacks lang, title"),
        (HEAD.replace("en", "fr") + "Text.", "lang is 'fr'; write 'en' or 'he'"),
        (HEAD + "\n \n", "the note is empty; write sections under '## ' headings"),
        (HEAD.replace("gpt1", "gpt2") + "Text.", "its front matter belongs to gpt2.en.md"),
    ],
)
def test_what_is_wrong_with_a_note_is_said(tmp_path: Path, text: str, why: str) -> None:
    path = note(tmp_path, text)
    with pytest.raises(NoteError) as caught:
        read_note(path)
    assert str(caught.value).startswith(f"{path}: {why}")
    assert "\n" not in str(caught.value)


def test_a_note_that_is_not_utf8_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "gpt1.en.md"
    path.write_bytes(HEAD.encode() + b"caf\xe9")
    with pytest.raises(NoteError, match="; save it as UTF-8"):
        read_note(path)


def test_notes_are_listed_by_name_and_other_files_are_not(tmp_path: Path) -> None:
    for name in ("b.he.md", "a.en.md", "a.txt"):
        note(tmp_path, "", name)
    assert [path.name for path in note_files(tmp_path)] == ["a.en.md", "b.he.md"]
    assert note_files(tmp_path / "not there") == []


def test_every_paper_of_the_catalogue_has_a_note_in_both_languages() -> None:
    papers = load_catalog(INGEST / "catalog.jsonl")
    names = [f"{file_stem(paper)}.{lang}.md" for paper in papers for lang in ("en", "he")]
    assert [path.name for path in note_files(INGEST / "notes")] == sorted(names)


def test_the_clubs_own_notes_are_read() -> None:
    for path in note_files(INGEST / "notes"):
        document = read_note(path)
        assert f"{document.paper}.{document.lang}.md" == path.name
        assert "**" not in document.text
