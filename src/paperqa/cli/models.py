"""``paperqa models``: the models that can be used, and which are here; ``pull`` downloads one."""

from typing import Annotated

import typer

from paperqa.cli import options as opt
from paperqa.cli.console import literal, out, print_json, say
from paperqa.cli.model_tables import chat_row, embedder_row, show_chat_models, show_embedders
from paperqa.cli.pulling import fetch_chat_model, fetch_embedder
from paperqa.cli.sizes import gigabytes
from paperqa.errors import ModelError
from paperqa.llm.models.known_models import (
    KNOWN_CHAT_MODELS,
    KnownChatModel,
    best_for,
    find_chat_model,
)
from paperqa.llm.models.machine_memory import machine_memory
from paperqa.llm.models.model_states import ModelInUse, chat_model_states, model_in_use
from paperqa.llm.models.pull_model import ChatPullReport, wanted_of
from paperqa.settings import Settings
from paperqa.store.embedder_states import embedder_states
from paperqa.store.known_embedders import KNOWN_EMBEDDERS, find_known
from paperqa.store.pull import PullReport
from paperqa.store.pulled import find_pulled

app = typer.Typer(help="The models, and which are here.", invoke_without_command=True)

Name = Annotated[
    str | None,
    typer.Argument(
        help="A name of the list, or OWNER/NAME of the hub; none: the chat model that fits."
    ),
]
Revision = Annotated[
    str | None, typer.Option("--revision", help="Pin this commit, branch or tag, not the newest.")
]
File = Annotated[
    str | None,
    typer.Option("--file", help="The GGUF file of a chat model's repository, or a pattern."),
]


@app.callback()
def models(context: typer.Context, as_json: opt.Json = False) -> None:
    """Show the models: which are here, which fit this machine, which are used."""
    if context.invoked_subcommand:
        return
    settings, memory = opt.settings_of(), machine_memory()
    embedders, chat_models = embedder_states(settings), chat_model_states(settings, memory)
    if as_json:
        for row in (*map(embedder_row, embedders), *map(chat_row, chat_models)):
            print_json(row)
        return
    show_embedders(embedders)
    out.print()
    show_chat_models(chat_models, memory, model_in_use(settings))


@app.command()
def pull(
    name: Name = None,
    revision: Revision = None,
    file: File = None,
    offline: opt.Offline = False,
) -> None:
    """Download a model, whole and pinned to one commit; without a name, the one that fits."""
    settings = opt.settings_of(offline=offline)
    name = name or _that_fits().name
    if file or find_chat_model(name):
        report = fetch_chat_model(wanted_of(name, file), settings, revision)
        _show_chat_model(report, model_in_use(settings))
    else:
        _check_name(name, settings)
        _show_embedder(fetch_embedder(name, settings, revision))


def _that_fits() -> KnownChatModel:
    """Return the chat model for this machine, and say which."""
    memory = machine_memory()
    best = best_for(memory.total)
    names = ", ".join(f"{each.name} ({each.memory_gb} GB)" for each in KNOWN_CHAT_MODELS)
    if best is None or memory.total is None:
        raise ModelError(
            f"this machine has {memory.shown} of memory, for which no chat model can be chosen; "
            f"choose one by the memory that it needs, with: paperqa models pull NAME; {names}"
        )
    say(
        f"This machine has {memory.shown} of memory: {best.name} fits, {gigabytes(best.seen_bytes)}"
    )
    return best


def _check_name(name: str, settings: Settings) -> None:
    """Refuse a name that nobody knows; one with an owner is the hub's to know."""
    if "/" in name or find_known(name) or find_pulled(settings.models_dir, name):
        return
    chat = ", ".join(each.name for each in KNOWN_CHAT_MODELS)
    embedders = ", ".join(each.short_name for each in KNOWN_EMBEDDERS)
    raise ModelError(
        f"no model {name!r}; expected a chat model ({chat}), an embedder ({embedders}), or "
        "OWNER/NAME of the hub"
    )


def _show_chat_model(report: ChatPullReport, used: ModelInUse) -> None:
    _show(report.name, report.state, report.bytes, report.commit, str(report.path))
    if used.path == report.path:
        out.print("the chat answers with it from its next start: make run")
    else:
        instead = used.address or (used.path.name if used.path else "no model")
        out.print(literal(f"the chat uses {instead}; for this one: PAPERQA_MODEL={report.path}"))


def _show_embedder(report: PullReport) -> None:
    if report.state == "bundled":
        out.print(literal(f"{report.name} comes with the installation; there is nothing to pull"))
        return
    _show(report.name, report.state, report.bytes, report.commit, str(report.folder))
    known = find_known(report.name)
    name = known.short_name if known else report.name
    out.print(literal(f"make an index with it: PAPERQA_EMBEDDER={name} paperqa index"))


def _show(name: str, state: str, size: int, commit: str, place: str) -> None:
    at = f"at commit {commit[:12]}" if commit else "brought by other means"
    was = "is there already" if state == "present" else f"pulled, {gigabytes(size)}"
    out.print(literal(f"{name}: {was}, {at}: {place}"))
