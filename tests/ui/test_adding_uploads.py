"""Uploads are taken out of the served folder, sorted, and refused at the door where hopeless."""

from pathlib import Path

import pytest
from hostile_pdf import pages_of_text

from adding_club import AddingClub
from paperqa.ui.papers.adding.file_names import LONGEST, shown_name, stored_name
from paperqa.ui.papers.adding.progress import FileEnd
from paperqa.ui.papers.adding.uploads import MOST_FILES, ListDraft, Uploads

PDF = pages_of_text([("A page of text with letters enough to be read.", 11)])
LIST = b"see arXiv:1706.03762\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("paper.pdf", "paper.pdf"),
        ("/tmp/gradio/abc/My Paper (2).PDF", "My Paper (2).PDF"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        ("מאמר על קשב.pdf", "מאמר על קשב.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("a\u200b\x00b\nc.pdf", "ab c.pdf"),
        ("...", "file"),
        ("", "file"),
        (".pdf", "file.pdf"),
        (300 * "x" + ".pdf", (LONGEST - 4) * "x" + ".pdf"),
        (300 * "x", LONGEST * "x"),
    ],
)
def test_a_name_is_shown_without_what_would_fool_a_reader(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ("1706.03762.pdf", "1706.03762.pdf"),
        ("1706.03762v99.pdf", "1706.03762.pdf"),
        ("paper.PDF", "paper.pdf"),
        ("no ending", "no ending.pdf"),
        ("list.md", "list.pdf"),
        ("resnetv2.pdf", "resnetv2.pdf"),
    ],
)
def test_a_pdf_is_stored_without_the_edition_that_its_name_claims(shown: str, stored: str) -> None:
    assert stored_name(shown) == stored


@pytest.fixture
def club(tmp_path: Path) -> AddingClub:
    return AddingClub(tmp_path, {"max_pdf_mb": 1})


def test_what_is_taken_is_sorted_and_leaves_the_inbox(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    big = b"%PDF-1.7\n" + bytes(1_000_000)
    files = {
        "a.pdf": PDF,
        "no ending": PDF,
        "club.md": LIST,
        "empty.pdf": b"",
        "page.pdf": b"<html></html>",
        "big.pdf": big,
        "long.txt": b"x" * 4_000_001,
        "tool.exe": b"MZ",
    }
    taken = uploads.take([club.put(name, data) for name, data in files.items()])
    assert [(pdf.name, pdf.path.name) for pdf in taken.pdfs] == [
        ("a.pdf", "a.pdf"),
        ("no ending", "no ending.pdf"),
    ]
    assert [pdf.path.read_bytes() for pdf in taken.pdfs] == [PDF, PDF]
    assert taken.lists == (ListDraft("club.md", LIST),)
    assert taken.refused == (
        FileEnd("empty.pdf", "refused", why="empty"),
        FileEnd("page.pdf", "refused", why="not a pdf"),
        FileEnd("big.pdf", "refused", why="too big"),
        FileEnd("long.txt", "refused", why="long list"),
        FileEnd("tool.exe", "refused", why="not a pdf"),
    )
    assert list(club.inbox.rglob("*")) == []
    uploads.drop(taken.pdfs)
    assert [pdf.path.parent.exists() for pdf in taken.pdfs] == [False, False]
    uploads.close()


def test_a_file_of_just_the_greatest_size_is_taken(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    taken = uploads.take([club.put("big.pdf", b"%PDF-".ljust(1_000_000, b" "))])
    assert [pdf.name for pdf in taken.pdfs] == ["big.pdf"]
    uploads.close()


def test_two_files_of_one_name_do_not_meet(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    taken = uploads.take([club.put("a.pdf", PDF), club.put("a.pdf", PDF + b"\n")])
    assert [pdf.path.read_bytes() for pdf in taken.pdfs] == [PDF, PDF + b"\n"]
    uploads.close()


def test_files_beyond_the_most_are_refused_and_deleted(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    names = [f"{number:02}.pdf" for number in range(MOST_FILES + 2)]
    taken = uploads.take([club.put(name, PDF) for name in names])
    assert [pdf.name for pdf in taken.pdfs] == names[:MOST_FILES]
    assert [(end.name, end.why) for end in taken.refused] == [("+2", "too many")]
    assert list(club.inbox.rglob("*")) == []
    uploads.close()


def test_a_list_of_very_many_files_is_one_row(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    taken = uploads.take([str(club.inbox / f"{number}.pdf") for number in range(50_000)])
    assert [end.why for end in taken.refused] == ["gone"] * MOST_FILES + ["too many"]
    assert taken.refused[-1].name == f"+{50_000 - MOST_FILES}"
    uploads.close()


def test_a_name_with_line_breaks_stays_one_line_of_the_log(
    club: AddingClub, caplog: pytest.LogCaptureFixture
) -> None:
    uploads = Uploads(club.inbox, club.settings)
    uploads.take(["/x\nERROR forged"])
    assert [record.getMessage() for record in caplog.records] == [
        "an upload that names '/x\\nERROR forged' was refused"
    ]
    uploads.close()


def test_a_path_outside_the_inbox_is_neither_read_nor_deleted(club: AddingClub) -> None:
    uploads = Uploads(club.inbox, club.settings)
    outside = club.home / "secret.pdf"
    outside.write_bytes(PDF)
    club.inbox.mkdir()
    link = club.inbox / "link.pdf"
    link.symlink_to(outside)
    dotted = f"{club.inbox}/../secret.pdf"
    taken = uploads.take([str(outside), dotted, str(link), str(club.inbox / "gone.pdf")])
    assert [(end.name, end.why) for end in taken.refused] == [
        ("secret.pdf", "gone"),
        ("secret.pdf", "gone"),
        ("link.pdf", "gone"),
        ("gone.pdf", "gone"),
    ]
    assert outside.read_bytes() == PDF
    uploads.close()
