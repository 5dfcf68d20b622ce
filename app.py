"""Starts the chat: ``python app.py --host 127.0.0.1 --port 7860``."""

from typing import Annotated

import typer

from paperqa.errors import PaperQAError
from paperqa.llm.models.machine_memory import machine_memory
from paperqa.llm.models.offer import offer
from paperqa.settings import load_settings
from paperqa.ui.addresses import address, listen, notice
from paperqa.ui.api.agents import check_agents
from paperqa.ui.server import serve


def main(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0: a free one.")] = None,
) -> None:
    """Open the chat in the browser.

    To listen on other addresses than this machine's own, set a password: PAPERQA_PASSWORD.
    """
    try:
        settings = load_settings({"host": host, "port": port})
        check_agents(settings)
        listener = listen(settings)
    except PaperQAError as error:
        typer.echo(f"paperqa: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"paperqa is open on {address(listener)} (Ctrl-C ends it)")
    if line := notice(listener):
        typer.echo(line)
    if line := offer(settings, machine_memory()):
        typer.echo(line)
    serve(settings, listener)


if __name__ == "__main__":
    typer.run(main)
