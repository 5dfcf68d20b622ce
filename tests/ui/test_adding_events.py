"""What the section's buttons and boxes do."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import gradio as gr
import pytest
from filelock import FileLock
from test_adding_build import HORSE, ZEBRA

from adding_club import ZEBRA_LINE, ZEBRA_TITLE, AddingClub, SlowEmbedder, embedder_of
from paperqa.sources.catalog import load_catalog
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.adding.adding import FAST, SLOW, Adding, Look, Preview
from paperqa.ui.papers.adding.uploads import ListDraft
from paperqa.ui.renewing import EmbedderOf
from small_desk import PAPER

ENGLISH = gr.Request(headers={"accept-language": "en"})
HEBREW = gr.Request(headers={"accept-language": "he"})


class Page:
    """The section of one app, without a browser."""

    def __init__(self, club: AddingClub, embedders: EmbedderOf = embedder_of) -> None:
        self.club = club
        self.loader: DeskLoader = club.loader()
        self.adding = Adding(club.settings, self.loader, club.inbox, embedders)

    def upload(self, **files: bytes) -> tuple[str, Preview, Look]:
        """Upload files, named without their ending but for lists; return what is set."""
        names = {name if "." in name else f"{name}.pdf": data for name, data in files.items()}
        paths = [self.club.put(name, data) for name, data in names.items()]
        box, note, *rest = self.adding.received(paths, ENGLISH)
        assert box is None
        size = len(Preview._fields)
        return _words(note), Preview(*rest[:size]), Look(*rest[size:])

    def ended(self) -> str:
        """Wait for the end of the build, and return what is shown."""
        pause = Event()
        while (look := self.adding.look(ENGLISH)).cancel.visible:
            pause.wait(0.01)
        return _words(look.state)


def _words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li)>", "\n", html)).strip()


def _is(update: Any, **values: object) -> bool:  # noqa: ANN401 - a component's update
    return all(getattr(update, name) == value for name, value in values.items())


@pytest.fixture
def club(tmp_path: Path) -> AddingClub:
    club = AddingClub(tmp_path)
    club.build()
    return club


@pytest.fixture
def page(club: AddingClub) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def open_page(embedders: EmbedderOf = embedder_of) -> Page:
        pages.append(Page(club, embedders))
        return pages[-1]

    yield open_page
    for one in pages:
        one.adding.close()


def test_nothing_is_shown_before_the_first_build(page: Callable[..., Page]) -> None:
    look = page().adding.look(ENGLISH)
    assert look.state == ""
    assert _is(look.timer, value=SLOW)
    assert (look.rebuild.interactive, look.cancel.visible) == (True, False)


def test_pdfs_are_brought_in_at_once_and_every_visitor_sees_how_far(
    page: Callable[..., Page],
) -> None:
    slow = SlowEmbedder(ZEBRA_LINE)
    here = page(lambda name: slow)
    note, preview, look = here.upload(zebra=ZEBRA, tool=b"MZ")
    assert (note, preview.panel) == ("", gr.skip())
    assert (look.rebuild.interactive, look.cancel.visible) == (False, True)
    assert _is(look.timer, value=FAST)
    assert slow.waits.wait(60)
    seen = _words(here.adding.look(HEBREW).state)
    assert (
        seen.split("\n")[-1] == "tool.pdf נדחה: זה לא PDF ולא רשימת קריאה (‎.md, .txt, .yaml, .html)"
    )
    assert f"zebra.pdf נוסף: {ZEBRA_TITLE}" in seen
    changes = look.changes
    slow.go_on.set()
    assert here.ended().split("\n") == [
        "Done: 2 papers, 4 passages; 1 file was refused",
        f"zebra.pdf added: {ZEBRA_TITLE}",
        "tool.pdf refused: it is neither a PDF nor a reading list (.md, .txt, .yaml, .html)",
    ]
    assert here.adding.look(ENGLISH).changes != changes


def test_refused_files_alone_begin_no_build(page: Callable[..., Page]) -> None:
    here = page()
    note, _, look = here.upload(tool=b"MZ", empty=b"")
    assert note.split("\n") == [
        "tool.pdf refused: it is neither a PDF nor a reading list (.md, .txt, .yaml, .html)",
        "empty.pdf refused: the file is empty",
    ]
    assert (look.state, look.cancel.visible) == ("", False)


def test_while_a_build_runs_no_other_begins_and_uploads_are_told_so(
    page: Callable[..., Page],
) -> None:
    slow = SlowEmbedder(ZEBRA_LINE)
    here = page(lambda name: slow)
    here.upload(zebra=ZEBRA)
    assert slow.waits.wait(60)
    note, _, _ = here.upload(horse=HORSE)
    assert note == "A build is under way; wait for its end, then add yours."
    assert list(here.club.inbox.rglob("*")) == []
    said, *_ = here.adding.rebuild(False, ENGLISH)
    assert _words(said) == note
    here.adding.cancel(ENGLISH)
    slow.go_on.set()
    assert here.ended().startswith("Stopped. The index is as it was;")
    assert not (here.club.settings.pdf_dir / "horse.pdf").exists()


def test_a_list_is_shown_first_and_added_with_a_build(page: Callable[..., Page]) -> None:
    here = page()
    text = b"# Night club\n- [LoRA](https://arxiv.org/abs/2106.09685)\n"
    note, preview, _ = here.upload(**{"night.md": text, "more.md": text})
    assert note == "more.md refused: one reading list at a time; upload it after this one"
    assert preview.panel.visible
    assert _words(preview.html).split("\n") == [
        "Reading list “Night club”",
        "1 paper, 1 new",
        "LoRA",
    ]
    assert (preview.name, preview.draft) == ("night", ListDraft("night.md", text))
    assert not preview.fetch.value  # offline
    assert list(load_catalog(here.club.settings.catalog)) == [PAPER.id]
    said, *rest = here.adding.keep(preview.draft, "Night two", False, ENGLISH)
    assert _words(said) == "The list “Night club” is added."
    assert not rest[0].visible
    assert list(load_catalog(here.club.settings.catalog)) == [PAPER.id, "2106.09685"]
    assert here.ended() == "Done: 1 paper, 2 passages"
    assert "2106.09685" in here.loader.desk().index.papers


def test_a_list_whose_name_is_taken_stays_open_with_the_reason(page: Callable[..., Page]) -> None:
    here = page()
    one, two = ListDraft("a.md", b"arXiv:2106.09685"), ListDraft("a.md", b"arXiv:1810.04805")
    here.adding.keep(one, "", False, ENGLISH)
    here.ended()
    said, *rest = here.adding.keep(two, "a", False, ENGLISH)
    assert _words(said).startswith("a list &#39;a&#39; is there already; rename a.md, or remove")
    assert rest[0] == gr.skip()


def test_a_list_that_nobody_can_read_is_one_line(page: Callable[..., Page]) -> None:
    note, preview, _ = page().upload(**{"bad.md": b"\xff\xfe\xff"})
    assert note.startswith("bad.md is no UTF-8 text")
    assert preview.draft == gr.skip()


def test_a_terminal_that_builds_is_told_in_one_line(page: Callable[..., Page]) -> None:
    here = page()
    index = here.club.settings.index_dir
    with FileLock(index / ".lock"):
        here.adding.rebuild(False, ENGLISH)
        assert here.ended() == (
            f"It could not be finished: another process is building {index}; "
            "wait for it, or stop it"
        )


def test_an_index_that_cannot_be_opened_is_told_while_the_old_one_answers(
    page: Callable[..., Page],
) -> None:
    here = page()
    here.loader.desk()
    (here.club.settings.index_dir / "CURRENT").write_text("nonsense\n", encoding="utf-8")
    here.adding.rebuild(False, ENGLISH)
    assert here.ended() == "Done: 1 paper, 2 passages"  # built anew


def test_offers_to_fetch_count_papers_and_vanish_offline(club: AddingClub) -> None:
    here = Page(club)
    both = here.adding.offers(ENGLISH)
    assert [box.visible for box in both] == [False, False]
    club.knobs["offline"] = False
    fetch, _ = Page(club).adding.offers(ENGLISH)
    assert fetch.info == "1 paper has no PDF here"
