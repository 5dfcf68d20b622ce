"""``paperqa papers``: the catalogue and each paper's state; ``add`` reads a new reading list."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from paperqa.cli import options as opt
from paperqa.cli.console import literal, out, print_json, say
from paperqa.sources.adding import AddReport, add_list
from paperqa.store.states import PaperState, paper_states

app = typer.Typer(help="The catalogue, and each paper's state.", invoke_without_command=True)

ListFile = Annotated[
    Path, typer.Argument(help="A reading list: Markdown, HTML, YAML or plain text.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what the list holds.")]


@app.callback()
def papers(context: typer.Context, as_json: opt.Json = False) -> None:
    """Show the catalogue and each paper's state."""
    if context.invoked_subcommand:
        return
    states = paper_states(opt.settings_of())
    if as_json:
        for state in states:
            print_json(_row(state))
    else:
        _show(states)


@app.command()
def add(
    context: typer.Context, file: ListFile, dry_run: DryRun = False, as_json: opt.Json = False
) -> None:
    """Read a new reading list into the catalogue."""
    settings = opt.settings_of()
    report = add_list(file, settings.catalog, settings.lists_dir, keep=not dry_run)
    if as_json or (context.parent and context.parent.params["as_json"]):
        states = {state.paper.id: state for state in paper_states(settings)}
        for paper in (*report.new, *report.known):
            print_json(_row(states.get(paper.id, PaperState(paper))))
    else:
        _show_added(report, dry_run)
    for entry in report.left_out:
        say(f"{file}:{entry.line}: {entry.url}: {entry.left_out}")
    for problem in report.unreadable:
        say(f"{file}:{problem.line}: {problem.why}: {problem.text}")


def _row(state: PaperState) -> dict[str, Any]:
    return {
        "id": state.paper.id,
        "title": state.paper.title,
        "year": state.paper.year,
        "lists": list(state.paper.lists),
        "pdf": state.pdf,
        "notes": state.notes,
        "passages": state.passages,
        "error": state.error or None,
    }


def _show(states: list[PaperState]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("id", "title", "year"):
        table.add_column(column)
    for column in ("PDF", "notes", "passages"):
        table.add_column(column, justify="right")
    table.add_column("last error")
    for state in states:
        table.add_row(
            literal(state.paper.id),
            literal(state.paper.title),
            str(state.paper.year or ""),
            "yes" if state.pdf else "–",
            " ".join(state.notes) or "–",
            str(state.passages),
            literal(state.error),
        )
    out.print(table)
    with_pdf = sum(state.pdf for state in states)
    with_note = sum(bool(state.notes) for state in states)
    out.print(f"{len(states)} papers, {with_pdf} with a PDF, {with_note} with a note")


def _show_added(report: AddReport, dry_run: bool) -> None:
    for paper in report.new:
        out.print(literal(f"new    {paper.id}  {paper.title}"))
    for paper in report.known:
        out.print(literal(f"known  {paper.id}  {paper.title}"))
    for link in report.further:
        out.print(literal(f"{link.kind:<6} {link.url}"))
    kept = "nothing was written" if dry_run else f"written to {report.written}"
    out.print(
        f"{len(report.new)} new papers, {len(report.known)} known, {len(report.further)} other "
        f"links, {len(report.unreadable)} not read; {kept}",
        markup=False,
    )
