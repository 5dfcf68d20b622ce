"""The desk is opened once, in the background, and renewed when another index serves."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, get_ident

import pytest

from paperqa.answer.desk import Desk
from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.protocols import Embedder
from paperqa.sources.inventory import note_sources
from paperqa.store.build import Plan, build
from paperqa.types import Paper
from paperqa.ui.loading import AGAIN_SECONDS, LOOK_SECONDS, DeskLoader
from paperqa.ui.renewing import Renewing
from small_desk import PAPER, ToldModel, WordEmbedder, small_desk

OTHER = Paper(id="2106.09685", title="LoRA", year=2021)
THIRD = "Adapters are merged into the weights after training."
ON_LORA = "Low-rank matrices are trained while the weights stay frozen."


class OtherWords(WordEmbedder):
    """Another embedder, by its name."""

    name = "other words"


class Clock:
    """Shows the time that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class SlowRenewing(Renewing):
    """Waits for ``go_on`` before it opens the new index, and says when it waits."""

    begun: Event
    go_on: Event

    def __init__(self, index_dir: Path) -> None:
        super().__init__(index_dir, no_embedder)
        object.__setattr__(self, "begun", Event())
        object.__setattr__(self, "go_on", Event())

    def renewed(self, desk: Desk) -> Desk:
        self.begun.set()
        assert self.go_on.wait(60)
        return Renewing(self.index_dir, self.embedder_of).renewed(desk)


@dataclass
class Club:
    """A desk whose index lies in ``folder``, and what adds a note to it."""

    folder: Path
    desk: Desk
    clock: Clock = field(default_factory=Clock)

    def loader(self, renewing: Renewing | None = None, patience: float = 60.0) -> DeskLoader:
        renewing = renewing or Renewing(self.folder / "index", no_embedder)
        return DeskLoader(lambda: self.desk, renewing, patience=patience, clock=self.clock)

    def rebuild(self, embedder: Embedder | None = None, body: str = ON_LORA) -> None:
        """Build the next generation, with one note more."""
        path = self.folder / "notes" / f"{OTHER.id}.en.md"
        head = f"---\npaper: {OTHER.id}\nlang: en\ntitle: LoRA\n---\n## How\n"
        path.write_text(f"{head}\n{body}\n", encoding="utf-8")
        papers = {PAPER.id: PAPER, OTHER.id: OTHER}
        sources = note_sources(papers, sorted(path.parent.iterdir()))
        plan = Plan(list(papers.values()), sources)
        build(self.folder / "index", plan, embedder or WordEmbedder())


def no_embedder(name: str) -> Embedder:
    raise AssertionError(f"{name} should not be loaded again")


def held(desk: Desk) -> list[str]:
    return [row.paper for row in desk.index.documents]


@pytest.fixture
def club(tmp_path: Path) -> Club:
    return Club(tmp_path, small_desk(tmp_path, ToldModel("Yes.")))


def test_the_desk_is_opened_once_and_in_another_thread(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    threads: list[int] = []
    go_on = Event()

    def open_slowly() -> Desk:
        go_on.wait()
        threads.append(get_ident())
        return desk

    loader = DeskLoader(open_slowly)
    opening = loader.start()
    assert not opening.done()
    go_on.set()
    assert loader.desk() is desk
    assert loader.desk() is desk
    assert loader.refresh() is desk
    assert len(threads) == 1
    assert threads[0] != get_ident()


def test_a_desk_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    results: list[Desk | IndexMissingError] = [IndexMissingError("no index yet"), desk]

    def open_next() -> Desk:
        result = results.pop(0)
        if isinstance(result, IndexMissingError):
            raise result
        return result

    loader = DeskLoader(open_next, Renewing(tmp_path / "index", no_embedder))
    with pytest.raises(IndexMissingError, match="no index yet"):
        loader.desk()
    assert loader.refresh() is desk


def test_a_refresh_swaps_the_index_and_keeps_model_embedder_and_queue(club: Club) -> None:
    loader = club.loader()
    old = loader.desk()
    club.rebuild()
    assert held(loader.desk()) == [PAPER.id]
    new = loader.refresh()
    assert (new.index.name, held(new)) == ("gen-000002", [PAPER.id, OTHER.id])
    assert new.model is old.model
    assert new.embedder is old.embedder
    assert new.turns is old.turns
    assert new.last_prompt is old.last_prompt
    assert (old.index.name, held(old)) == ("gen-000001", [PAPER.id])
    assert loader.desk() is new
    assert loader.refresh() is new


def test_an_index_built_in_a_terminal_is_noticed_at_the_next_look(club: Club) -> None:
    loader = club.loader()
    assert held(loader.desk()) == [PAPER.id]
    club.rebuild()
    club.clock.now += LOOK_SECONDS - 0.1
    assert held(loader.desk()) == [PAPER.id]
    club.clock.now += 0.1
    assert held(loader.desk()) == [PAPER.id, OTHER.id]


def test_while_the_new_index_is_opened_the_old_one_answers_all_who_ask(club: Club) -> None:
    renewing = SlowRenewing(club.folder / "index")
    loader = club.loader(renewing, patience=0.0)
    old = loader.desk()
    club.rebuild()
    club.clock.now += LOOK_SECONDS
    with ThreadPoolExecutor(8) as pool:
        during = list(pool.map(lambda _: loader.desk(), range(16)))
        assert renewing.begun.wait(60)
        assert [desk is old for desk in during] == [True] * 16
        renewing.go_on.set()
        new = loader.refresh()
        assert [desk is new for desk in pool.map(lambda _: loader.desk(), range(16))] == [True] * 16
    assert held(new) == [PAPER.id, OTHER.id]


def test_a_refresh_sees_an_index_that_came_while_another_was_being_opened(club: Club) -> None:
    renewing = SlowRenewing(club.folder / "index")
    loader = club.loader(renewing, patience=0.0)
    loader.desk()
    club.rebuild()
    club.clock.now += LOOK_SECONDS
    loader.desk()
    assert renewing.begun.wait(60)
    club.rebuild(body=THIRD)
    renewing.go_on.set()
    assert loader.refresh().index.name == "gen-000003"
    assert loader.desk().index.passages[-1].text == THIRD


def test_an_index_that_cannot_be_opened_leaves_the_old_one_and_says_so(club: Club) -> None:
    loader = club.loader()
    old = loader.desk()
    club.rebuild()
    words = club.folder / "index" / "gen-000002" / "words.json"
    data = words.read_bytes()
    words.write_bytes(data[:-1])
    club.clock.now += LOOK_SECONDS
    assert loader.desk() is old
    assert loader.trouble == (
        f"{words} has {len(data) - 1} bytes, its manifest says {len(data)}; "
        "mend it with: paperqa index"
    )
    with pytest.raises(IndexDamagedError):
        loader.refresh()
    words.write_bytes(data)
    club.clock.now += AGAIN_SECONDS - 0.1
    assert loader.desk() is old
    club.clock.now += LOOK_SECONDS
    assert held(loader.desk()) == [PAPER.id, OTHER.id]
    assert loader.trouble == ""


@pytest.mark.parametrize("refreshed", [False, True])
def test_trouble_ends_when_the_index_that_answers_is_put_back(club: Club, refreshed: bool) -> None:
    loader = club.loader()
    old = loader.desk()
    current = club.folder / "index" / "CURRENT"
    before = current.read_bytes()
    club.rebuild()
    (club.folder / "index" / "gen-000002" / "words.json").write_bytes(b"{")
    club.clock.now += LOOK_SECONDS
    assert loader.desk() is old
    assert loader.trouble
    current.write_bytes(before)
    club.clock.now += LOOK_SECONDS
    assert (loader.refresh() if refreshed else loader.desk()) is old
    assert loader.trouble == ""


def test_an_index_that_is_gone_leaves_the_old_one(club: Club) -> None:
    loader = club.loader()
    old = loader.desk()
    (club.folder / "index" / "CURRENT").unlink()
    club.clock.now += LOOK_SECONDS
    assert loader.desk() is old
    assert loader.refresh() is old
    assert loader.trouble == ""


def test_an_index_of_another_embedder_brings_that_embedder(club: Club) -> None:
    other = OtherWords()
    names: list[str] = []

    def embedder_of(name: str) -> Embedder:
        names.append(name)
        return other

    loader = club.loader(Renewing(club.folder / "index", embedder_of))
    old = loader.desk()
    club.rebuild(other)
    new = loader.refresh()
    assert names == ["other words"]
    assert new.embedder is other
    assert new.model is old.model
    assert new == replace(old, index=new.index, embedder=other)
