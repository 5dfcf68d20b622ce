"""The command line: ``paperqa ask``, ``quiz``, ``index`` and the rest; see ``paperqa --help``.

Prints what the rooms below return; an error of theirs is one line on standard error.
Exit codes: 0 done; 1 an error that the message tells; 2 wrong usage; 130 stopped by Ctrl-C.
"""

import sys
from collections.abc import Sequence

import typer

from paperqa.cli import ask, chats, doctor, evaluate, fetch, index, models, papers, quiz, search
from paperqa.cli.console import fail, print_what_can_be
from paperqa.errors import PaperQAError

STOPPED = 130
# Typer carries a copy of click whose base classes have no public name.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="paperqa",
    help="A paper club's question answering: Hebrew or English questions, cited answers.",
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("quiz")(quiz.quiz)
app.command("eval")(evaluate.evaluate_command)
app.command("index")(index.index)
app.command("fetch")(fetch.fetch)
app.command("doctor")(doctor.doctor)
app.add_typer(papers.app, name="papers")
app.add_typer(models.app, name="models")
app.add_typer(chats.app, name="chats")


def main() -> None:
    """Run the command line; the console script ``paperqa``."""
    print_what_can_be()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; without arguments, show the help."""
    try:
        code = app(arguments or ["--help"], prog_name="paperqa", standalone_mode=False)
    except _UsageError as error:
        fail(f"{_message(error)}; see: {_command(error)} --help")
        return 2
    except (PaperQAError, OSError) as error:
        fail(str(error))
        return 1
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        fail("stopped; what is done is kept")
    return code or 0


def _message(error: Exception) -> str:
    return str(getattr(error, "format_message", error.__str__)()).rstrip(".")


def _command(error: Exception) -> str:
    return str(getattr(getattr(error, "ctx", None), "command_path", "paperqa"))
