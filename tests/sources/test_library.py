import json
from dataclasses import replace
from pathlib import Path

import pytest

from paperqa.errors import SourceError
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.types import Paper

ROW = PdfRow("1706.03762", "kept", "1706.03762.pdf", "a" * 64, 4, "fetched", "https://x", '"e"')


def stored(folder: Path, *rows: PdfRow) -> PdfLibrary:
    """A library with these rows, and their files, read from disk again."""
    library = PdfLibrary(folder)
    for row in rows:
        library.record(row)
        if row.file:
            (folder / row.file).write_bytes(b"%PDF"[: row.bytes])
    library.save()
    return PdfLibrary(folder)


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    library = PdfLibrary(tmp_path / "not made yet")
    assert (library.rows, dict(library.papers), library.new_files()) == ((), {}, [])
    assert library.path("1706.03762") is None


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    odd = PdfRow(
        "x", "unreadable", "", "b" * 64, 9, "imported", "/שלום/\u2028\udce9.pdf", error="א"
    )
    assert stored(tmp_path, ROW, odd).rows == (ROW, odd)
    lines = (tmp_path / "pdfs.jsonl").read_text().splitlines()
    assert [json.loads(line)["paper"] for line in lines] == [
        "1706.03762",
        "x",
    ]


def test_papers_are_read_as_they_were_written(tmp_path: Path) -> None:
    library = PdfLibrary(tmp_path)
    paper = Paper("trees", "Learning Trees")
    library.add_paper(paper)
    library.save()
    assert dict(PdfLibrary(tmp_path).papers) == {"trees": paper}


def test_saving_leaves_nothing_but_the_ledger(tmp_path: Path) -> None:
    stored(tmp_path, ROW)
    assert {path.name for path in tmp_path.iterdir()} == {"pdfs.jsonl", "1706.03762.pdf"}


def test_a_row_whose_file_is_gone_gives_no_path(tmp_path: Path) -> None:
    library = stored(tmp_path, ROW)
    assert library.path("1706.03762") == tmp_path / "1706.03762.pdf"
    (tmp_path / "1706.03762.pdf").unlink()
    assert library.path("1706.03762") is None
    assert library.seen(ROW.sha256) is None


def test_a_kept_file_replaces_the_one_before_and_what_was_unreadable(tmp_path: Path) -> None:
    bad = replace(ROW, state="unreadable", file="", sha256="b" * 64, error="broken")
    newer = replace(ROW, sha256="c" * 64)
    library = stored(tmp_path, bad, ROW, newer)
    assert library.rows == (replace(bad, state="replaced"), newer)
    assert library.kept("1706.03762") == newer
    assert library.unreadable == ()


def test_a_kept_file_that_becomes_another_edition_is_kept_no_more(tmp_path: Path) -> None:
    aside = replace(ROW, state="other edition", file="")
    library = stored(tmp_path, ROW, aside)
    assert library.rows == (aside,)
    assert library.kept("1706.03762") is None


def test_one_file_may_be_the_pdf_of_two_papers(tmp_path: Path) -> None:
    twin = replace(ROW, paper="twin", file="twin.pdf")
    library = stored(tmp_path, ROW, twin)
    assert (library.kept("1706.03762"), library.kept("twin")) == (ROW, twin)


def test_new_files_are_those_of_unknown_name_or_size(tmp_path: Path) -> None:
    library = stored(tmp_path, ROW)
    for name in ("b.pdf", "A.PDF", ".hidden.pdf", "x.pdf.part", "c.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "set-aside").mkdir()
    (tmp_path / "set-aside" / "d.pdf").write_bytes(b"x")
    assert [path.name for path in library.new_files()] == ["A.PDF", "b.pdf"]
    (tmp_path / "1706.03762.pdf").write_bytes(b"%PDF and more")
    assert [path.name for path in library.new_files()] == ["1706.03762.pdf", "A.PDF", "b.pdf"]


@pytest.mark.parametrize("line", ["{", "[]", '{"paper": "x"}', '{"unknown": 1}'])
def test_a_damaged_ledger_is_an_error_that_says_what_to_do(tmp_path: Path, line: str) -> None:
    stored(tmp_path, ROW)
    with (tmp_path / "pdfs.jsonl").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(SourceError) as caught:
        PdfLibrary(tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'pdfs.jsonl'}, line 2 is damaged (")
    assert message.endswith("delete that file, and the next run reads the folder again")


def test_a_ledger_cannot_point_out_of_its_folder(tmp_path: Path) -> None:
    stored(tmp_path, ROW)
    row = (tmp_path / "pdfs.jsonl").read_text().replace("1706.03762.pdf", "../x.pdf")
    (tmp_path / "pdfs.jsonl").write_text(row)
    with pytest.raises(SourceError, match=r"'\.\./x\.pdf' is not a plain file name"):
        PdfLibrary(tmp_path)


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    library = PdfLibrary(tmp_path)
    with library.writing(), pytest.raises(SourceError) as caught, PdfLibrary(tmp_path).writing():
        pass
    assert str(caught.value) == (
        f"another paperqa writes to {tmp_path}; wait until it has finished"
    )
    with library.writing():
        pass
