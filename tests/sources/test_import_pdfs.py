import hashlib
from pathlib import Path

import pytest
from small_pdf import read_head, small_pdf

from paperqa.errors import PdfError, SourceError
from paperqa.sources.import_pdfs import ImportResult, import_pdfs
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.sources.match_pdf import PdfHead
from paperqa.types import Paper

CATALOGUE = {
    paper.id: paper
    for paper in (
        Paper("1706.03762", "Attention Is All You Need"),
        Paper("1810.04805", "BERT: Pre-training of Deep Bidirectional Transformers"),
        Paper("cs/0112017", "A Proof of an Old Thing"),
    )
}
NIPS = small_pdf("Attention Is All You Need", "Ashish Vaswani", "NIPS 2017")
V5 = small_pdf("Attention Is All You Need", "arXiv:1706.03762v5 [cs.CL] 6 Dec 2017")
V7 = small_pdf("Attention Is All You Need", "arXiv:1706.03762v7 [cs.CL] 2 Aug 2023")
BROKEN = V7[:200]


class Folders:
    """A library and a folder of PDFs beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "library"
        self.source = root / "downloads"
        self.home.mkdir()
        self.source.mkdir()

    def put(self, name: str, data: bytes, folder: Path | None = None) -> Path:
        path = (folder or self.source) / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data)
        return path

    def run(self, *folders: Path, max_mb: int = 100) -> list[ImportResult]:
        """Import as a new process would."""
        library = PdfLibrary(self.home)
        folders = folders or (self.source,)
        return list(import_pdfs(folders, library, CATALOGUE, read_head, max_mb=max_mb))

    def states(self, *folders: Path) -> list[tuple[str, str, str]]:
        return [(r.source.name, r.paper, r.state) for r in self.run(*folders)]

    @property
    def library(self) -> PdfLibrary:
        return PdfLibrary(self.home)

    def pdfs(self) -> dict[str, bytes]:
        """Every PDF under the library, by its path in it."""
        return {
            path.relative_to(self.home).as_posix(): path.read_bytes()
            for path in self.home.rglob("*.pdf")
        }


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_a_pdf_is_copied_under_its_papers_name_and_kept_for_later_runs(folders: Folders) -> None:
    path = folders.put("attention.pdf", V7)
    assert folders.run() == [ImportResult(path, "1706.03762", "imported", "arXiv stamp")]
    assert folders.pdfs() == {"1706.03762.pdf": V7}
    assert folders.library.rows == (
        PdfRow(
            paper="1706.03762",
            state="kept",
            file="1706.03762.pdf",
            sha256=hashlib.sha256(V7).hexdigest(),
            bytes=len(V7),
            origin="imported",
            source=str(path),
            edition="1706.03762v7",
        ),
    )
    assert folders.library.path("1706.03762") == folders.home / "1706.03762.pdf"
    assert folders.run() == [ImportResult(path, "1706.03762", "present")]


def test_the_source_folder_is_never_changed(folders: Folders) -> None:
    files = {"a.pdf": V7, "sub/b.PDF": NIPS, "c.pdf": BROKEN, "d.txt": b"no PDF", "e.pdf": V7}
    for name, data in files.items():
        folders.put(name, data)
    folders.run()
    after = {
        path.relative_to(folders.source).as_posix(): path.read_bytes()
        for path in folders.source.rglob("*")
        if path.is_file()
    }
    assert after == files


def test_files_are_matched_by_name_then_stamp_then_title(folders: Folders) -> None:
    folders.put("1810.04805v2.pdf", small_pdf("Some text without a title"))
    folders.put("download.pdf", V7)
    folders.put("old.pdf", small_pdf("A Proof of an Old Thing", "Nobody"))
    assert [(r.source.name, r.paper, r.how) for r in folders.run()] == [
        ("1810.04805v2.pdf", "1810.04805", "file name"),
        ("download.pdf", "1706.03762", "arXiv stamp"),
        ("old.pdf", "cs/0112017", "title"),
    ]
    assert folders.library.kept("1810.04805").edition == "1810.04805v2"  # type: ignore[union-attr]
    old = folders.library.path("cs/0112017")
    assert old
    assert old.parent == folders.home


def test_unknown_pdfs_become_papers_of_their_own(folders: Folders) -> None:
    folders.put("Trees & Forests.pdf", small_pdf("Learning Trees", "Han Zhu"))
    folders.put("x.pdf", small_pdf("Growing Woods", "arXiv:2401.00001v3 [cs.LG] 2 Jan 2024"))
    assert [(r.paper, r.state, r.how) for r in folders.run()] == [
        ("trees-forests", "imported", "new"),
        ("2401.00001", "imported", "arXiv stamp"),
    ]
    assert dict(folders.library.papers) == {
        "trees-forests": Paper("trees-forests", "Learning Trees"),
        "2401.00001": Paper(
            "2401.00001",
            "Growing Woods",
            year=2024,
            url="https://arxiv.org/abs/2401.00001",
            pdf_url="https://arxiv.org/pdf/2401.00001",
        ),
    }
    assert set(folders.pdfs()) == {"trees-forests.pdf", "2401.00001.pdf"}


def test_two_unknown_pdfs_of_one_file_name_are_two_papers(folders: Folders) -> None:
    two = small_pdf("A Second Thing Entirely", "Eve")
    folders.put("a/paper.pdf", small_pdf("One First Thing Alone", "Adam"))
    folders.put("b/paper.pdf", two)
    other = f"paper-{hashlib.sha256(two).hexdigest()[:8]}"
    assert [(r.paper, r.state) for r in folders.run()] == [
        ("paper", "imported"),
        (other, "imported"),
    ]


def test_two_lectures_of_one_title_are_both_kept(folders: Folders) -> None:
    title = "Lectures on Machine Learning"
    folders.put("1.pdf", small_pdf(title, *["Breadth first search visits nodes in rings."] * 9))
    folders.put("2.pdf", small_pdf(title, *["Minimax looks ahead as two players would."] * 9))
    assert [(r.paper, r.state) for r in folders.run()] == [("1", "imported"), ("2", "imported")]


def test_another_edition_of_an_unknown_paper_is_reported(folders: Folders) -> None:
    body = ["Breadth first search visits nodes in rings."] * 9
    folders.put("a.pdf", small_pdf("Lectures on Machine Learning", *body))
    folders.put("b.pdf", small_pdf("Lectures on Machine Learning", *body, "Corrected."))
    assert [(r.paper, r.state) for r in folders.run()] == [
        ("a", "imported"),
        ("a", "other edition"),
    ]


def test_the_same_bytes_are_reported_once(folders: Folders) -> None:
    first = folders.put("a.pdf", V7)
    second = folders.put("b.pdf", V7)
    assert folders.run() == [
        ImportResult(first, "1706.03762", "imported", "arXiv stamp"),
        ImportResult(second, "1706.03762", "duplicate", note=f"the same bytes as {first}"),
    ]
    assert [state for *_, state in folders.states()] == ["present", "present"]
    assert folders.pdfs() == {"1706.03762.pdf": V7}


def test_the_newer_edition_is_kept_whichever_comes_first(folders: Folders) -> None:
    older = folders.put("a.pdf", V5)
    folders.put("b.pdf", V7)
    note = "another edition of 1706.03762; 1706.03762v7 is kept"
    results = folders.run()
    assert [(r.source.name, r.state, r.note) for r in results] == [
        ("a.pdf", "imported", ""),
        ("b.pdf", "imported", ""),
        ("a.pdf", "other edition", note),
    ]
    assert folders.pdfs() == {"1706.03762.pdf": V7, "set-aside/1706.03762.pdf": V5}
    folders.put("c.pdf", NIPS)
    [*_, last] = folders.run()
    assert (last.source.name, last.state, last.note) == ("c.pdf", "other edition", note)
    older.unlink()
    assert [state for *_, state in folders.states()] == ["present", "present"]
    assert folders.pdfs()["1706.03762.pdf"] == V7


def test_a_numbered_edition_replaces_one_without_a_number(folders: Folders) -> None:
    folders.put("a.pdf", NIPS)
    folders.put("b.pdf", V5)
    assert [state for *_, state in folders.states()] == ["imported", "imported", "other edition"]
    assert folders.pdfs()["1706.03762.pdf"] == V5


def test_of_two_editions_without_a_number_the_first_stays(folders: Folders) -> None:
    folders.put("a.pdf", NIPS)
    folders.put("b.pdf", small_pdf("Attention Is All You Need", "A. Vaswani", "A preprint"))
    assert [state for *_, state in folders.states()] == ["imported", "other edition"]
    assert folders.pdfs() == {"1706.03762.pdf": NIPS}


def test_the_stamp_of_a_fetched_file_counts_before_it_is_replaced(folders: Folders) -> None:
    folders.put("1706.03762.pdf", V7, folders.home)
    digest = hashlib.sha256(V7).hexdigest()
    library = folders.library
    library.record(
        PdfRow("1706.03762", "kept", "1706.03762.pdf", digest, len(V7), "fetched", "https://x")
    )
    library.save()
    folders.put("old.pdf", V5)
    assert [state for *_, state in folders.states()] == ["other edition"]
    assert folders.pdfs() == {"1706.03762.pdf": V7}


def test_a_bad_pdf_is_one_row_with_its_reason_and_is_not_copied(folders: Folders) -> None:
    folders.put("1706.03762.pdf", BROKEN)
    folders.put("bert.pdf", b"<html>not found</html>")
    first, second = folders.run()
    assert (first.paper, first.state, first.how) == ("1706.03762", "unreadable", "file name")
    assert (second.paper, second.state, second.how) == ("bert", "unreadable", "new")
    assert first.note.startswith("not read, because it is damaged (")
    assert folders.pdfs() == {}
    rows = folders.library.unreadable
    assert [(row.paper, row.file, row.error) for row in rows] == [
        ("1706.03762", "", first.note),
        ("bert", "", second.note),
    ]
    assert dict(folders.library.papers) == {}
    assert [state for *_, state in folders.states()] == ["present", "present"]


def test_a_later_good_file_replaces_the_error(folders: Folders, tmp_path: Path) -> None:
    folders.put("1706.03762.pdf", BROKEN)
    folders.run()
    folders.put("good.pdf", V7, tmp_path / "more")
    assert folders.states(tmp_path / "more") == [("good.pdf", "1706.03762", "imported")]
    assert folders.library.unreadable == ()
    assert folders.pdfs() == {"1706.03762.pdf": V7}
    assert folders.states() == [("1706.03762.pdf", "1706.03762", "present")]


def test_a_bad_file_does_not_harm_the_good_one(folders: Folders, tmp_path: Path) -> None:
    folders.put("good.pdf", V7)
    folders.run()
    folders.put("1706.03762.pdf", BROKEN, tmp_path / "more")
    assert folders.states(tmp_path / "more") == [("1706.03762.pdf", "1706.03762", "unreadable")]
    assert folders.library.unreadable == ()
    assert folders.library.path("1706.03762") == folders.home / "1706.03762.pdf"
    assert folders.pdfs() == {"1706.03762.pdf": V7}


def test_a_file_that_is_too_large_is_not_read(folders: Folders) -> None:
    folders.put("1706.03762.pdf", V7 + b" " * 1_000_000)
    [result] = folders.run(max_mb=1)
    assert (result.state, result.note) == ("unreadable", "it has 1 MB, more than max_pdf_mb = 1")
    [again] = folders.run(max_mb=1)
    assert again.state == "present"
    assert folders.pdfs() == {}


def test_a_file_dropped_into_the_library_is_picked_up_under_its_papers_name(
    folders: Folders,
) -> None:
    folders.put("Vaswani.pdf", V7, folders.home)
    folders.put("trees.pdf", small_pdf("Learning Trees", "Han Zhu"), folders.home)
    assert folders.states() == [
        ("Vaswani.pdf", "1706.03762", "imported"),
        ("trees.pdf", "trees", "imported"),
    ]
    assert set(folders.pdfs()) == {"1706.03762.pdf", "trees.pdf"}
    assert {row.origin for row in folders.library.rows} == {"dropped"}
    assert folders.states() == []


def test_dropped_files_never_overwrite_each_other(folders: Folders) -> None:
    folders.put("1706.03762.pdf", V5, folders.home)
    folders.put("A.pdf", V7, folders.home)
    folders.put("B.pdf", V7, folders.home)
    folders.put("C.pdf", NIPS, folders.home)
    folders.put("1810.04805.pdf", BROKEN, folders.home)
    folders.run()
    assert folders.pdfs() == {
        "1706.03762.pdf": V7,
        "1810.04805.pdf": BROKEN,
        "set-aside/1706.03762.pdf": V5,
        "set-aside/B.pdf": V7,
        "set-aside/C.pdf": NIPS,
    }
    assert folders.states() == []


def test_a_kept_file_that_was_overwritten_by_hand_is_looked_at_again(folders: Folders) -> None:
    folders.put("a.pdf", V7)
    folders.run()
    other = V7 + b"\n% annotated\n"
    folders.put("1706.03762.pdf", other, folders.home)
    assert folders.states(folders.root / "library") == [
        ("1706.03762.pdf", "1706.03762", "imported")
    ]
    [row] = folders.library.rows
    assert row.sha256 == hashlib.sha256(other).hexdigest()


def test_a_kept_file_that_was_deleted_is_imported_again(folders: Folders) -> None:
    folders.put("a.pdf", V7)
    folders.put("b.pdf", NIPS)
    folders.run()
    (folders.home / "1706.03762.pdf").unlink()
    assert folders.library.path("1706.03762") is None
    assert folders.states() == [
        ("a.pdf", "1706.03762", "imported"),
        ("b.pdf", "1706.03762", "present"),
    ]
    assert [row.state for row in folders.library.rows if row.file] == ["kept"]


def test_a_lost_ledger_is_made_again_from_the_folder(folders: Folders) -> None:
    folders.put("a.pdf", V7)
    folders.put("trees.pdf", small_pdf("Learning Trees", "Han Zhu"))
    folders.run()
    before = {(row.paper, row.file, row.sha256, row.edition) for row in folders.library.rows}
    (folders.home / "pdfs.jsonl").unlink()
    folders.run(folders.home)
    after = {(row.paper, row.file, row.sha256, row.edition) for row in folders.library.rows}
    assert after == before


def test_what_was_imported_before_an_interrupt_is_kept(folders: Folders) -> None:
    folders.put("a.pdf", V7)
    folders.put("b.pdf", small_pdf("Learning Trees", "Han Zhu"))

    def interrupted(path: Path) -> PdfHead:
        if path.name == "b.pdf":
            raise KeyboardInterrupt
        return read_head(path)

    with pytest.raises(KeyboardInterrupt):
        list(import_pdfs([folders.source], folders.library, CATALOGUE, interrupted))
    assert folders.library.path("1706.03762") == folders.home / "1706.03762.pdf"
    assert folders.states() == [("a.pdf", "1706.03762", "present"), ("b.pdf", "b", "imported")]


def test_a_file_that_changes_while_it_is_read_is_not_kept(folders: Folders) -> None:
    folders.put("a.pdf", V7)

    def changing(path: Path) -> PdfHead:
        head = read_head(path)
        path.write_bytes(V7[:-10])
        return head

    [result] = list(import_pdfs([folders.source], folders.library, CATALOGUE, changing))
    assert (result.state, result.note) == (
        "unreadable",
        "it changed while it was copied; import it again",
    )
    assert folders.pdfs() == {}


def test_a_folder_that_is_not_there_is_an_error_of_one_line(folders: Folders) -> None:
    missing = folders.root / "nowhere"
    with pytest.raises(SourceError) as caught:
        folders.run(missing)
    assert str(caught.value) == f"{missing} is not a folder; --pdf-dir takes a folder of PDFs"


def test_hidden_files_and_folders_are_left_alone(folders: Folders) -> None:
    folders.put("._a.pdf", b"a resource fork")
    folders.put(".trash/b.pdf", V7)
    assert folders.run() == []


class TestRealPapers:
    def catalogue(self, shared: Path) -> dict[str, Paper]:
        """The 32 papers under their real titles."""
        import csv

        with (shared / "papers.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["file"].startswith("papers/")]
        ids = [Path(row["file"]).stem for row in rows]
        return {id_: Paper(id_, row["title"]) for id_, row in zip(ids, rows, strict=True)}

    def test_all_are_matched_without_their_file_names(self, shared: Path, folders: Folders) -> None:
        catalogue = self.catalogue(shared)
        for number, paper in enumerate(catalogue):
            link = folders.source / f"download{number:02}.pdf"
            link.symlink_to(shared / "papers" / f"{paper}.pdf")
        results = list(import_pdfs([folders.source], folders.library, catalogue, read_head))
        assert [result.paper for result in results] == list(catalogue)
        assert {result.state for result in results} == {"imported"}
        by_title = {result.paper for result in results if result.how == "title"}
        assert by_title == {
            "1311.2524", "1506.01497", "1506.02640", "2105.01601", "2111.06377", "2307.08691",
            "2312.00752", "gpt1", "gpt2",
        }  # fmt: skip

    def test_odd_files_are_not_taken_for_the_papers_they_resemble(
        self, shared: Path, folders: Folders
    ) -> None:
        catalogue = self.catalogue(shared)
        sources = [shared / "papers", shared / "papers-odd"]
        results = list(import_pdfs(sources, folders.library, catalogue, read_head))
        odd = {result.source.name: result for result in results[len(catalogue) :]}
        edition = odd["duplicate-edition-attention-nips2017.pdf"]
        assert edition.note == "another edition of 1706.03762; 1706.03762v7 is kept"
        taken = [result for result in odd.values() if result.paper in catalogue]
        assert taken == [edition]
        assert odd["chinese-vit.pdf"].state == "imported"
        assert odd["truncated-bert.pdf"].state == "unreadable"
        assert sum(result.state == "unreadable" for result in odd.values()) == 12
        kept = folders.home / "1706.03762.pdf"
        assert kept.read_bytes() == (shared / "papers" / "1706.03762.pdf").read_bytes()

    def test_unknown_papers_get_the_identifier_of_their_stamp(
        self, shared: Path, folders: Folders
    ) -> None:
        files = sorted((shared / "papers-extra").glob("*.pdf"))
        for number, path in enumerate(files):
            (folders.source / f"download{number:02}.pdf").symlink_to(path)
        results = list(import_pdfs([folders.source], folders.library, {}, read_head))
        assert [result.paper for result in results] == [path.stem for path in files]


def test_an_error_of_the_reader_that_is_no_pdf_error_is_not_swallowed(folders: Folders) -> None:
    folders.put("a.pdf", V7)

    def failing(path: Path) -> PdfHead:
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError, match="a fault of ours"):
        list(import_pdfs([folders.source], folders.library, CATALOGUE, failing))
    assert issubclass(PdfError, SourceError)
