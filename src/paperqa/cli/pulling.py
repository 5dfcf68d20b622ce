"""Downloads of models as a person sees them: size first, then rate and time left, then the end.

Where standard error is no terminal, there is one line in all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from paperqa.cli.console import err, say
from paperqa.cli.sizes import gigabytes
from paperqa.llm.models.pull_model import ChatPullReport, Wanted, go_on_command, pull_chat_model
from paperqa.settings import Settings
from paperqa.store.known_embedders import find_known
from paperqa.store.pull import PullReport
from paperqa.store.pull import pull as pull_embedder
from paperqa.transfer.staging import Arrival, OnArrival

_LONGEST_NAME = 24


def fetch_chat_model(wanted: Wanted, settings: Settings, revision: str | None) -> ChatPullReport:
    """Download a chat model."""
    with _showing(go_on_command(wanted)) as on_arrival:
        return pull_chat_model(wanted, settings, revision, on_arrival)


def fetch_embedder(name: str, settings: Settings, revision: str | None) -> PullReport:
    """Download an embedder."""
    known = find_known(name)
    with _showing(f"paperqa models pull {known.short_name if known else name}") as on_arrival:
        return pull_embedder(name, settings, revision, on_arrival)


@contextmanager
def _showing(go_on: str) -> Iterator[OnArrival]:
    """Show what arrives; after Ctrl-C, say how to ``go_on``."""
    shown = None
    try:
        with _progress() as bar:
            shown = _Shown(bar)
            yield shown.arrival
    except KeyboardInterrupt:
        if shown and shown.begun:
            say(f"What arrived is kept; go on with: {go_on}")
        raise


class _Shown:
    """Shows how much of the model is here."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, visible=False)
        self.begun = False

    def arrival(self, arrival: Arrival) -> None:
        if not self.begun:
            pin, here = arrival.pin, f", {gigabytes(arrival.done)} here" if arrival.done else ""
            count = "1 file" if len(pin.files) == 1 else f"{len(pin.files)} files"
            say(
                f"{pin.repository} at commit {pin.revision[:12]}: {count}, "
                f"{gigabytes(arrival.total)}{here}"
            )
            self.begun = True
        name = _short(PurePosixPath(arrival.file).name)
        self._bar.update(
            self._task,
            visible=True,
            # Gigabytes take a while to be summed up after the last one has arrived.
            description="checking" if arrival.done == arrival.total else name,
            completed=arrival.done,
            total=arrival.total,
        )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
        console=err,
        transient=True,
        disable=not err.is_terminal,  # it would leave an empty line there
        expand=True,
    )
