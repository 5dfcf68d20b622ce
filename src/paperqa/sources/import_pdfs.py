"""Brings PDFs that are already there into the library, each under its paper's name.

Files of ``--pdf-dir`` folders are copied and never changed; files that somebody dropped into the
library's own folder are given their names there. One paper keeps one PDF: the edition with the
higher number, else the first that came. What is not kept of the library's own folder is moved
to ``set-aside/`` in it; nothing is deleted.

Errors: SourceError for a folder that is not there; a bad PDF is a result, not an error.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from paperqa.errors import PdfError, SourceError
from paperqa.sources.arxiv_id import Edition, arxiv_paper, parse_arxiv_id
from paperqa.sources.catalog import file_stem
from paperqa.sources.inventory import sha256_of
from paperqa.sources.library import Origin, PdfLibrary, PdfRow, RowState
from paperqa.sources.match_pdf import Match, PaperNames, PdfHead, same_first_page, stamped_edition
from paperqa.sources.pdf_folder import copy_in, make_way, move_in, pdf_files
from paperqa.sources.pdf_title import slug, title_of
from paperqa.types import Paper

MEGABYTE = 1_000_000
_SAVE_EVERY = 50

ReadHead = Callable[[Path], PdfHead]
"""Reads title and page one of a PDF; raises PdfError with a reason of one line."""

ImportState = Literal["imported", "present", "duplicate", "other edition", "unreadable"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file: ``how`` it was matched, and in ``note`` why it was not kept.

    The note of a ``present`` one is empty unless an earlier run could not read it.
    """

    source: Path
    paper: str
    state: ImportState
    how: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    origin: Origin
    bytes: int
    sha256: str

    def row(self, match: Match, state: RowState) -> PdfRow:
        return PdfRow(
            paper=match.paper,
            state=state,
            file="",
            sha256=self.sha256,
            bytes=self.bytes,
            origin=self.origin,
            source=str(self.path),
            edition=match.edition,
        )


def import_pdfs(
    folders: Sequence[Path],
    library: PdfLibrary,
    papers: Mapping[str, Paper],
    read_head: ReadHead,
    *,
    max_mb: int = 100,
) -> Generator[ImportResult, None, None]:
    """Import what was dropped into the library's folder, then all PDFs of ``folders``.

    ``papers`` is the catalogue; a PDF of no paper in it becomes a paper of its own, found in
    ``library.papers``. Yields a result a file, as it is done; whatever stops the iteration,
    what is done is kept. A file that an earlier run has seen is ``present``.
    """
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder} is not a folder; --pdf-dir takes a folder of PDFs")
    with library.writing():
        importer = _Importer(library, PaperNames(papers, library.papers), read_head, max_mb)
        try:
            for done, result in enumerate(importer.run(folders), start=1):
                if done % _SAVE_EVERY == 0:
                    library.save()
                yield result
        finally:
            library.save()


class _Importer:
    def __init__(
        self, library: PdfLibrary, names: PaperNames, read_head: ReadHead, max_mb: int
    ) -> None:
        self._library = library
        self._names = names
        self._read_head = read_head
        self._max_mb = max_mb
        self._taken: set[str] = set()
        """sha256 of the files that this run brought."""

    def run(self, folders: Sequence[Path]) -> Iterator[ImportResult]:
        dropped = self._library.new_files()
        # Files that bear a paper's name come first, so that no other file takes it from them.
        dropped.sort(key=lambda path: self._names.by_file_name(path.stem, own=True) is None)
        for path in dropped:
            yield from self._take(path, "dropped")
        home = self._library.folder.resolve()
        for folder in folders:
            for path in pdf_files(folder):
                if not path.resolve().is_relative_to(home):
                    yield from self._take(path, "imported")

    def _take(self, path: Path, origin: Origin) -> list[ImportResult]:
        try:
            file = self._look_at(path, origin)
            seen = self._library.seen(file.sha256 or str(path))
            if seen:
                return [self._known(file, seen)]
            results = self._read(file)
        except OSError as error:
            why = error.strerror or type(error).__name__
            return [ImportResult(path, slug(path.stem), "unreadable", note=why)]
        self._taken.add(file.sha256)
        return results

    def _look_at(self, path: Path, origin: Origin) -> _File:
        size = path.stat().st_size
        small = size <= self._max_mb * MEGABYTE
        return _File(path, origin, size, sha256_of(path) if small else "")

    def _known(self, file: _File, seen: PdfRow) -> ImportResult:
        """Report bytes that the ledger knows: once, where this run brought them."""
        if file.origin == "dropped" and seen.state == "unreadable":
            self._library.record(replace(seen, file=file.path.name, bytes=file.bytes))
        elif file.origin == "dropped":
            make_way(file.path)
        elif file.sha256 not in self._taken:
            return ImportResult(file.path, seen.paper, "present", note=seen.error)
        note = f"the same bytes as {seen.source or seen.file}"
        return ImportResult(file.path, seen.paper, "duplicate", note=note)

    def _read(self, file: _File) -> list[ImportResult]:
        try:
            if not file.sha256:
                megabytes = file.bytes / MEGABYTE
                raise PdfError(f"it has {megabytes:.0f} MB, more than max_pdf_mb = {self._max_mb}")
            head = self._read_head(file.path)
            return self._keep_better(file, *self._paper_of(file, head))
        except PdfError as error:
            return [self._unreadable(file, str(error))]

    def _unreadable(self, file: _File, why: str) -> ImportResult:
        """Note a bad file under its paper; a good PDF of that paper stays what it is."""
        found = self._names.by_file_name(file.path.stem, own=file.origin == "dropped")
        match = found or Match(self._free_id(file), "file name")
        state: RowState = "replaced" if self._library.kept(match.paper) else "unreadable"
        in_place = file.path.name if file.origin == "dropped" else ""
        self._library.record(replace(file.row(match, state), file=in_place, error=why))
        return ImportResult(file.path, match.paper, "unreadable", found.by if found else "new", why)

    def _paper_of(self, file: _File, head: PdfHead) -> tuple[Match, str]:
        """Return the paper of a PDF and how it was known; make one where no paper claims it."""
        match = self._names.match(file.path.stem, head, own=file.origin == "dropped")
        if match and match.by == "title" and not self._is_same_text(match.paper, head):
            match = None
        how: str = match.by if match else "new"
        match = match or Match(self._free_id(file), "file name")
        if match.paper not in self._names:
            title = title_of(head, file.path.stem)
            self._add_paper(
                arxiv_paper(match.paper, title)
                if parse_arxiv_id(match.paper)
                else Paper(match.paper, title)
            )
        return match, how

    def _is_same_text(self, paper: str, head: PdfHead) -> bool:
        """Look closer where the title was only guessed from another PDF."""
        kept = self._library.kept(paper)
        guessed = paper in self._library.papers and not parse_arxiv_id(paper)
        if kept is None or not guessed:
            return True
        try:
            return same_first_page(head, self._read_head(self._library.folder / kept.file))
        except PdfError:
            return False

    def _add_paper(self, paper: Paper) -> None:
        self._names.add_own(paper)
        self._library.add_paper(paper)

    def _free_id(self, file: _File) -> str:
        name = slug(file.path.stem)
        return f"{name}-{file.sha256[:8] or file.bytes}" if name in self._names else name

    def _keep_better(self, file: _File, match: Match, how: str) -> list[ImportResult]:
        """Keep ``file``, or what the paper has already; report the one that is not kept."""
        kept = self._library.kept(match.paper)
        overwritten = kept and file.origin == "dropped" and kept.file == file.path.name
        if kept is None or overwritten:
            return [self._keep(file, match, how)]
        note = f"another edition of {match.paper}"
        if self._is_newer(match, kept):
            newer = self._keep(file, match, how)
            self._library.record(replace(kept, state="other edition", file=""))
            note = f"{note}; {match.edition} is kept"
            old = Path(kept.source or kept.file)
            return [newer, ImportResult(old, match.paper, "other edition", note=note)]
        if file.origin == "dropped":
            make_way(file.path)
        self._library.record(file.row(match, "other edition"))
        note = f"{note}; {kept.edition or kept.file} is kept"
        return [ImportResult(file.path, match.paper, "other edition", how, note)]

    def _keep(self, file: _File, match: Match, how: str) -> ImportResult:
        target = self._library.folder / f"{file_stem(match.paper)}.pdf"
        if file.origin == "dropped":
            move_in(file.path, target)
        else:
            copy_in(file.path, target, file.sha256)
        self._library.record(replace(file.row(match, "kept"), file=target.name))
        return ImportResult(file.path, match.paper, "imported", how)

    def _is_newer(self, match: Match, kept: PdfRow) -> bool:
        """Compare editions; where the ledger does not know the kept one's, its stamp is read."""
        new = parse_arxiv_id(match.edition)
        if new is None:
            return False
        old = parse_arxiv_id(kept.edition) or self._stamp_of(kept)
        return old is None or new.number > old.number

    def _stamp_of(self, kept: PdfRow) -> Edition | None:
        try:
            return stamped_edition(self._read_head(self._library.folder / kept.file).first_page)
        except PdfError:
            return None  # what cannot be read gives way
