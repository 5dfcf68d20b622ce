"""The command line: ``paperqa papers | fetch | index | search | ask | doctor``.

Prints what the rooms below return; an error of theirs is one line on standard error.
Exit codes: 0 done; 1 an error that the message tells; 2 wrong usage; 130 stopped by Ctrl-C.
"""

import sys

import typer

from paperqa.cli import ask, doctor, fetch, index, papers, search
from paperqa.cli.console import fail
from paperqa.errors import PaperQAError

app = typer.Typer(
    name="paperqa",
    help="A paper club's question answering: Hebrew or English questions, cited answers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("index")(index.index)
app.command("fetch")(fetch.fetch)
app.command("doctor")(doctor.doctor)
app.add_typer(papers.app, name="papers")


def main() -> None:
    """Run the command line; the console script ``paperqa``."""
    try:
        app()
    except PaperQAError as error:
        fail(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        fail("stopped; what is done is kept")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has read enough; Python must not complain about it again.
        sys.stderr.close()
        sys.exit(0)
