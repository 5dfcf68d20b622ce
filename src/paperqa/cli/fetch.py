"""``paperqa fetch``: downloads the PDFs that the catalogue names."""

from typing import Annotated

import typer

from paperqa.cli import options as opt
from paperqa.cli.arrivals import Arrivals
from paperqa.cli.console import out, progress
from paperqa.errors import CatalogError
from paperqa.sources.arxiv import fetch_pdfs
from paperqa.store.refresh import open_shelf

Ids = Annotated[list[str] | None, typer.Argument(help="Ids of papers; none: all that are missing.")]


def fetch(papers: Ids = None) -> None:
    """Download the papers' PDFs from arXiv, politely; what is there stays."""
    settings = opt.settings_of()
    shelf = open_shelf(settings)
    for paper_id in papers or ():
        if paper_id not in shelf.papers:
            raise CatalogError(f"no paper {paper_id!r} in the catalogue; see: paperqa papers")
    wanted = [shelf.papers[id_] for id_ in papers] if papers else shelf.missing
    with progress() as bar:
        arrivals = Arrivals(bar, len(wanted))
        for result in fetch_pdfs(wanted, shelf.library, settings, on_progress=arrivals.fetching):
            arrivals.fetched(result)
    out.print(arrivals.summary())
    if wanted and not arrivals.arrived:
        raise typer.Exit(1)
