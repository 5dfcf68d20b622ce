"""A build in the background: what it tells, how it ends, and that the chat answers meanwhile."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock
from hostile_pdf import encrypted, pages_of_text, scanned

from adding_club import (
    HORSE_LINE,
    HORSE_TITLE,
    ZEBRA_LINE,
    ZEBRA_TITLE,
    AddingClub,
    SlowEmbedder,
    embedder_of,
)
from paperqa.answer.ask import ask
from paperqa.protocols import Embedder
from paperqa.settings import Settings
from paperqa.store.bundle import open_index
from paperqa.types import Answer, Matrix
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.adding.background_build import BackgroundBuild
from paperqa.ui.papers.adding.one_build import OneBuild, Order
from paperqa.ui.papers.adding.progress import End, FileEnd, Progress, Stage
from paperqa.ui.papers.adding.uploads import Taken, Uploads
from paperqa.ui.renewing import EmbedderOf
from small_desk import PAPER, QUESTION, WordEmbedder

ON_ZEBRAS = "What do the stripes of the zebra confuse, the eyes of biting flies?"


def paper_pdf(title: str, line: str) -> bytes:
    """Return a PDF of one page that bears ``title`` and says ``line``."""
    return pages_of_text([(title, 20), ("", 11), ("Abstract", 14), (line, 11)])


ZEBRA, HORSE = paper_pdf(ZEBRA_TITLE, ZEBRA_LINE), paper_pdf(HORSE_TITLE, HORSE_LINE)


@dataclass
class App:
    """The parts of an app that matter to a build."""

    club: AddingClub
    embedder_of: EmbedderOf = embedder_of
    loader: DeskLoader = field(init=False)
    uploads: Uploads = field(init=False)

    def __post_init__(self) -> None:
        self.loader = self.club.loader()
        self.uploads = Uploads(self.club.inbox, self.club.settings)

    @property
    def settings(self) -> Settings:
        return self.club.settings

    def take(self, **files: bytes) -> Taken:
        """Upload ``files``, named without their ending."""
        return self.uploads.take([self.club.put(f"{n}.pdf", data) for n, data in files.items()])

    def run(self, order: Order) -> Progress:
        """Run ``order`` here and now."""
        build = OneBuild(order, self.settings, self.loader, self.embedder_of)
        build.run()
        return build.progress

    def background(self) -> BackgroundBuild:
        return BackgroundBuild(self.settings, self.loader, self.embedder_of)


@pytest.fixture
def club(tmp_path: Path) -> AddingClub:
    club = AddingClub(tmp_path)
    club.build()
    return club


def said(loader: DeskLoader, question: str) -> str:
    """Return the answer's text."""
    *_, answer = ask(loader.desk(), question)
    assert isinstance(answer, Answer)
    return answer.text


def now(background: BackgroundBuild) -> Progress:
    assert background.progress is not None
    return background.progress


def wait_until(true: Callable[[], bool]) -> None:
    """Wait; the test's own limit ends it."""
    pause = Event()
    while not true():
        pause.wait(0.01)


def test_good_broken_encrypted_and_scanned_files_each_end_clearly(club: AddingClub) -> None:
    app = App(club)
    taken = app.take(
        zebra=ZEBRA,
        broken=ZEBRA[:200],
        locked=encrypted(HORSE, "secret", "AES-256"),
        scan=scanned(),
        again=ZEBRA,
        empty=b"",
    )
    progress = app.run(Order(taken.pdfs, taken.refused))
    assert progress.files[0] == FileEnd("zebra.pdf", "added", ZEBRA_TITLE)
    assert progress.files[2:] == (
        FileEnd(
            "locked.pdf", "refused", why="not read, because it is encrypted and needs a password"
        ),
        FileEnd(
            "scan.pdf",
            "refused",
            why="not read, because it has no text layer (a scan or pictures); "
            "run it through OCR first",
        ),
        FileEnd("again.pdf", "present", ZEBRA_TITLE),
        FileEnd("empty.pdf", "refused", why="empty"),
    )
    broken = progress.files[1]
    assert (broken.state, broken.why.startswith("not read, because it is damaged")) == (
        "refused",
        True,
    )
    assert progress.refused == 4
    assert progress.end == End("built", papers=2, passages=4)
    assert ZEBRA_LINE in said(app.loader, ON_ZEBRAS)


def test_a_file_that_was_refused_before_is_refused_again_with_its_reason(club: AddingClub) -> None:
    app = App(club)
    locked = encrypted(HORSE, "secret", "AES-256")
    app.run(Order(app.take(locked=locked).pdfs))
    progress = app.run(Order(app.take(renamed=locked, zebra=ZEBRA).pdfs))
    assert progress.files == (
        FileEnd(
            "renamed.pdf", "refused", why="not read, because it is encrypted and needs a password"
        ),
        FileEnd("zebra.pdf", "added", ZEBRA_TITLE),
    )


def test_a_name_that_claims_a_newer_edition_does_not_replace_the_paper(club: AddingClub) -> None:
    app = App(club)
    (name,) = app.take(**{PAPER.id: ZEBRA}).pdfs
    first = app.run(Order((name,)))
    assert first.files == (FileEnd(f"{PAPER.id}.pdf", "added", PAPER.title),)
    second = app.run(Order(app.take(**{f"{PAPER.id}v99": HORSE}).pdfs))
    assert second.files == (FileEnd(f"{PAPER.id}v99.pdf", "other edition", PAPER.title),)
    assert (app.settings.pdf_dir / f"{PAPER.id}.pdf").read_bytes() == ZEBRA


def test_the_chat_answers_while_a_build_runs_and_knows_the_new_paper_afterwards(
    club: AddingClub,
) -> None:
    slow = SlowEmbedder(ZEBRA_LINE)
    app = App(club, lambda name: slow)
    before = app.loader.desk()
    background = app.background()
    taken = app.take(zebra=ZEBRA)
    assert background.start(Order(taken.pdfs), lambda: app.uploads.drop(taken.pdfs))
    assert slow.waits.wait(60)
    assert app.loader.desk() is before
    assert "square root of the key width" in said(app.loader, QUESTION)
    assert ZEBRA_LINE not in said(app.loader, ON_ZEBRAS)
    assert background.running
    assert not background.start(Order())
    slow.go_on.set()
    wait_until(lambda: not background.running)
    assert now(background).end == End("built", papers=2, passages=4)
    assert ZEBRA_LINE in said(app.loader, ON_ZEBRAS)
    assert "square root of the key width" in said(app.loader, QUESTION)
    background.close()
    assert not taken.pdfs[0].path.exists()


def test_a_cancelled_build_leaves_the_old_index_and_the_next_goes_on(club: AddingClub) -> None:
    slow = SlowEmbedder(ZEBRA_LINE)
    app = App(club, lambda name: slow)
    app.loader.desk()
    background = app.background()
    assert background.start(Order(app.take(horse=HORSE, zebra=ZEBRA).pdfs))
    assert slow.waits.wait(60)
    background.cancel()
    assert now(background).stopping
    slow.go_on.set()
    wait_until(lambda: not background.running)
    assert (now(background).end, now(background).stopping) == (End("cancelled"), False)
    assert open_index(app.settings.index_dir).name == "gen-000001"
    assert app.loader.desk().index.name == "gen-000001"
    with FileLock(app.settings.index_dir / ".lock", timeout=0):
        pass
    counted: list[str] = []

    class Counting(WordEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> Matrix:
            counted.extend(texts)
            return super().embed_passages(texts)

    app.embedder_of = lambda name: Counting()
    assert app.run(Order()).end == End("built", papers=3, passages=6)
    assert counted == []  # both were finished when the work ended
    assert ZEBRA_LINE in said(app.loader, ON_ZEBRAS)


def test_files_whose_turn_had_not_come_say_so(club: AddingClub) -> None:
    app = App(club)
    build = OneBuild(
        Order(app.take(a=ZEBRA, b=HORSE).pdfs), app.settings, app.loader, app.embedder_of
    )
    build.stop()
    build.run()
    assert [file.state for file in build.progress.files] == ["added", "stopped"]
    assert build.progress.end == End("cancelled")


def test_while_a_terminal_builds_the_page_says_so_in_one_line(club: AddingClub) -> None:
    app = App(club)
    with FileLock(app.settings.index_dir / ".lock"):
        progress = app.run(Order(app.take(zebra=ZEBRA).pdfs))
    assert progress.files == (FileEnd("zebra.pdf", "added", ZEBRA_TITLE),)
    index = app.settings.index_dir
    assert progress.end == End(
        "failed", why=f"another process is building {index}; wait for it, or stop it"
    )
    assert app.run(Order()).end == End("built", papers=2, passages=4)


def test_a_bug_ends_the_build_and_not_the_app(club: AddingClub) -> None:
    def broken(name: str) -> Embedder:
        raise ZeroDivisionError

    app = App(club, broken)
    assert app.run(Order()).end == End("crashed")
    app.embedder_of = embedder_of
    assert app.run(Order()).end == End("unchanged", papers=1, passages=2)


def test_where_the_priority_cannot_be_changed_the_build_goes_on(
    club: AddingClub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: int) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(os, "setpriority", forbidden, raising=False)
    background, ended = App(club).background(), Event()
    assert background.start(Order(), ended.set)
    assert ended.wait(60)
    assert now(background).end == End("unchanged", papers=1, passages=2)


def test_the_first_index_of_a_club_is_built_from_the_page(tmp_path: Path) -> None:
    app = App(AddingClub(tmp_path))
    assert app.run(Order()).end == End("built", papers=1, passages=2)
    assert "square root of the key width" in said(app.loader, QUESTION)


def test_each_phase_tells_how_far_it_is(club: AddingClub) -> None:
    app = App(club)
    stages: list[Stage] = []

    class Watched(OneBuild):
        def _stage(self, stage: Stage) -> None:
            stages.append(stage)
            super()._stage(stage)

    Watched(Order(app.take(a=ZEBRA).pdfs), app.settings, app.loader, app.embedder_of).run()
    assert stages == [
        Stage("importing", total=1),
        Stage("embedding"),
        Stage("embedding", 1, 1, ZEBRA_TITLE),
        Stage("opening"),
    ]
