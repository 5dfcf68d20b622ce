"""``paperqa models``: the models that can be used, and which are here; ``pull`` downloads one."""

from typing import Annotated, Any

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.table import Table

from paperqa.cli import options as opt
from paperqa.cli.console import err, literal, out, print_json, say
from paperqa.store.embedder_states import EmbedderState, embedder_states
from paperqa.store.known_embedders import KnownEmbedder, find_known
from paperqa.store.pull import Arrival, PullReport
from paperqa.store.pull import pull as pull_model

app = typer.Typer(help="The models, and which are here.", invoke_without_command=True)

Name = Annotated[str, typer.Argument(help="A name of the list, or OWNER/NAME of the hub.")]
Revision = Annotated[
    str | None, typer.Option("--revision", help="Pin this commit, branch or tag, not the newest.")
]

_PLACES = {"bundled": "bundled", "found": "yes", "": "–"}


@app.callback()
def models(context: typer.Context, as_json: opt.Json = False) -> None:
    """Show the models: which are here, which one the settings name, which one made the index."""
    if context.invoked_subcommand:
        return
    states = embedder_states(opt.settings_of())
    if as_json:
        for state in states:
            print_json(_row(state))
    else:
        _show(states)


@app.command()
def pull(name: Name, revision: Revision = None, offline: opt.Offline = False) -> None:
    """Download a model, whole and pinned to one commit."""
    settings = opt.settings_of(offline=offline)
    with _progress() as bar:
        report = pull_model(name, settings, revision, _Shown(bar).arrival)
    _show_pulled(report)


class _Shown:
    """Shows how much of the model is here; where there is no terminal, one line in all."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, visible=False)
        self._said = False

    def arrival(self, arrival: Arrival) -> None:
        if not self._said:
            pin, here = arrival.pin, f", {_size(arrival.done)} here" if arrival.done else ""
            say(
                f"{pin.repository} at commit {pin.revision[:12]}: {len(pin.files)} files, "
                f"{_size(arrival.total)}{here}"
            )
            self._said = True
        self._bar.update(
            self._task, visible=True, description=arrival.file, completed=arrival.done,
            total=arrival.total,
        )  # fmt: skip


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,  # it would leave an empty line there
    )


def _show_pulled(report: PullReport) -> None:
    if report.state == "bundled":
        out.print(literal(f"{report.name} comes with the installation; there is nothing to pull"))
        return
    at = f"at commit {report.commit[:12]}" if report.commit else "brought by other means"
    was = "is there already" if report.state == "present" else f"pulled, {_size(report.bytes)}"
    out.print(literal(f"{report.name}: {was}, {at}: {report.folder}"))
    known = find_known(report.name)
    name = known.short_name if known else report.name
    out.print(literal(f"make an index with it: PAPERQA_EMBEDDER={name} paperqa index"))


def _row(state: EmbedderState) -> dict[str, Any]:
    known = state.known
    return {
        "kind": "embedder",
        "name": known.short_name if known else state.name,
        "repository": known.repository if known else state.name,
        "at_hand": bool(state.place),
        "place": state.place or None,
        "commit": state.commit or None,
        "in_settings": state.in_settings,
        "made_index": state.made_index,
        **(_facts(known) if known else {}),
    }


def _facts(known: KnownEmbedder) -> dict[str, Any]:
    return {
        "languages": list(known.languages),
        "hebrew_ndcg10": known.hebrew_ndcg,
        "parameters": known.parameters,
        "download_bytes": known.bytes,
        "download_is_derived": known.seen_bytes is None,
        "dimensions": known.dim,
        "window": known.window,
        "licence": known.licence,
        "good_for": known.good_for,
    }


def _show(states: list[EmbedderState]) -> None:
    table = Table(title="Embedders", title_justify="left", box=None, pad_edge=False)
    table.add_column("name", overflow="fold", min_width=23)
    for column in ("here", "used by", "asks"):
        table.add_column(column)
    for column in ("he→en", "download", "dim", "window"):
        table.add_column(column, justify="right", no_wrap=True)
    for state in states:
        table.add_row(*(literal(cell) for cell in _cells(state)))
    out.print(table)
    out.print("he→en: Hebrew questions on English passages, Belebele nDCG@10, as published")
    for known in (state.known for state in states if state.known):
        size = f"{known.parameters / 1e6:.0f} M parameters, {known.licence}"
        out.print(literal(f"{known.short_name}: {known.good_for} ({size})"))


def _cells(state: EmbedderState) -> list[str]:
    uses = (("settings", state.in_settings), ("index", state.made_index))
    used = " ".join(word for word, does in uses if does) or "–"
    here = state.commit[:7] if state.place == "pulled" else _PLACES[state.place]
    known = state.known
    if known is None:
        return [state.name, here, used]
    about = "" if known.seen_bytes else "~"
    return [
        known.short_name, here, used, " ".join(known.languages), f"{known.hebrew_ndcg:.1f}",
        f"{about}{_size(known.bytes)}", str(known.dim), str(known.window),
    ]  # fmt: skip


def _size(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"
