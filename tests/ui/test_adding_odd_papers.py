"""Every file of shared/papers-odd, uploaded: added, or refused in words of both languages."""

import re
from pathlib import Path

import pytest
from test_odd_papers import READ, UNREAD

from adding_club import AddingClub, embedder_of
from paperqa.store.refresh import open_shelf
from paperqa.ui.papers.adding.one_build import OneBuild, Order
from paperqa.ui.papers.adding.progress import FileEnd
from paperqa.ui.papers.adding.reasons import reason
from paperqa.ui.papers.adding.uploads import MOST_FILES, Uploads

pytestmark = pytest.mark.slow
AT_THE_DOOR = {
    "html-saved-as-pdf.pdf": "not a pdf",
    "pointer-bert.pdf": "not a pdf",
    "two-bytes-Attention.pdf": "not a pdf",
    "zero-bytes.pdf": "empty",
}


def test_each_odd_paper_ends_clearly(shared: Path, tmp_path: Path) -> None:
    club = AddingClub(tmp_path)
    club.build()
    files = sorted((shared / "papers-odd").glob("*.pdf"))
    uploads = Uploads(club.inbox, club.settings)
    ends: dict[str, FileEnd] = {}
    for start in range(0, len(files), MOST_FILES):
        paths = [club.put(path.name, path.read_bytes()) for path in files[start:][:MOST_FILES]]
        taken = uploads.take(paths)
        order = Order(taken.pdfs, taken.refused)
        build = OneBuild(order, club.settings, club.loader(), embedder_of)
        build.run()
        assert build.progress.end is not None
        assert build.progress.end.outcome in {"built", "unchanged"}
        ends |= {file.name: file for file in build.progress.files}
    uploads.close()
    expected = {name: f"not read, because {words}" for name, (_, words) in UNREAD.items()}
    assert {name: end.why for name, end in ends.items() if end.state == "refused"} == {
        **expected,
        **AT_THE_DOOR,
    }
    assert {name for name, end in ends.items() if end.state == "added"} == set(READ)
    assert all(ends[name].title for name in READ)
    assert list(club.inbox.rglob("*")) == []
    for name, end in ends.items():
        if end.why:
            assert not re.search("[a-z]{5}", reason(end.why, "he", 100)), name
    assert len(open_shelf(club.settings).library.papers) == len(READ) - 1  # one is in the catalogue
