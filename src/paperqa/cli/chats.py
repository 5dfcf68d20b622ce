"""``paperqa chats``: the conversations kept by the app; as Markdown, and as an evaluation set."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from paperqa.chats.chat_files import all_summaries, find_chat
from paperqa.chats.edits import ChatSummary
from paperqa.chats.feedback import eval_set, rated
from paperqa.chats.markdown import chat_bibtex, chat_markdown
from paperqa.cli import options as opt
from paperqa.cli.console import fail, literal, out, print_json, say
from paperqa.cli.new_file import write_new
from paperqa.errors import ChatsError

app = typer.Typer(help="Conversations kept by the app: list, export, feedback.")

ChatId = Annotated[str, typer.Argument(help="The conversation's id, see: paperqa chats list")]
Out = Annotated[Path | None, typer.Option("--out", help="A file to write instead of the screen.")]
Bibtex = Annotated[bool, typer.Option("--bibtex", help="Also a .bib file beside --out.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@app.command("list")
def list_chats(as_json: opt.Json = False) -> None:
    """Show all readers' conversations, the newest first."""
    folder = opt.settings_of().chats_dir
    summaries = all_summaries(folder)
    if as_json:
        for summary in summaries:
            print_json(_row(summary))
        return
    if not summaries:
        say(f"no conversation in {folder}; the app keeps them there")
        return
    _show([summary for summary in summaries if not summary.damaged])
    for summary in summaries:
        if summary.damaged:
            fail(summary.damaged)


@app.command()
def export(chat_id: ChatId, file: Out = None, bibtex: Bibtex = False, force: Force = False) -> None:
    """Write a conversation as Markdown, with its references and BibTeX."""
    if bibtex and file is None:
        raise typer.BadParameter("--bibtex writes beside a file; name one with --out")
    if file and bibtex and file.suffix == ".bib":
        raise ChatsError(f"{file} would hold both Markdown and BibTeX; name a .md file")
    chat = find_chat(opt.settings_of().chats_dir, chat_id)
    markdown = chat_markdown(chat)
    if file is None:
        typer.echo(markdown, nl=False)
        return
    files = {file: markdown} | ({file.with_suffix(".bib"): chat_bibtex(chat)} if bibtex else {})
    write_new(files, force=force)
    say(f"written to {' and '.join(map(str, files))}")


@app.command()
def feedback(file: Out = None, force: Force = False) -> None:
    """Write what readers judged as JSON lines that ``paperqa eval`` reads."""
    folder = opt.settings_of().chats_dir
    judged = list(rated(folder, on_damage=lambda error: fail(f"left out: {error}")))
    lines = list(eval_set(judged))
    if not lines:
        raise ChatsError(f"nobody has judged an answer yet in {folder}; nothing was written")
    if file:
        write_new({file: "".join(f"{line}\n" for line in lines)}, force=force)
    else:
        for line in lines:
            print_json(json.loads(line))
    up = sum(one.exchange.thumb == "up" for one in judged)
    told = (
        f"{_counted(up, 'thumb')} up, {len(judged) - up} down; {_counted(len(lines), 'question')}"
    )
    say(f"{told} written to {file}; next: paperqa eval {file}" if file else told)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _row(summary: ChatSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "at": _date(summary.at),
        "questions": summary.exchanges,
        "title": summary.title,
        "error": summary.damaged or None,
    }


def _show(summaries: list[ChatSummary]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("id", "last question (UTC)"):
        table.add_column(column, no_wrap=True)
    table.add_column("questions", justify="right")
    table.add_column("title", no_wrap=True, overflow="ellipsis")
    for one in summaries:
        title = literal(" ".join(one.title.split()))
        table.add_row(one.id, _date(one.at), str(one.exchanges), title)
    out.print(table)


def _date(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")
