"""A quiz as ``quiz.pdf``: the HTML sheet, printed by a browser that is installed.

The browser runs without a window, in a profile of its own that is thrown away, and finds no
host: what is printed is what the file holds.

Errors: QuizError, in one line, where no browser is found, it fails, or it takes too long.
"""

import os
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from paperqa.errors import QuizError
from paperqa.quiz.exports.browsers import find_browser
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.print_html import document
from paperqa.quiz.item import Quiz

_SECONDS: Final = 120.0
_INSTEAD: Final = "or use format html and print that from any browser"
_OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)


def export(quiz: Quiz) -> Exported:
    """Return the printed sheet; QuizError where no browser prints it."""
    browser = find_browser()
    if browser is None:
        raise QuizError(
            f"no browser to print quiz.pdf with: install Chromium, Chrome or Edge, {_INSTEAD}"
        )
    return Exported({"quiz.pdf": printed(document(quiz), browser)})


def printed(html: str, browser: Path, seconds: float = _SECONDS) -> bytes:
    """Return ``html`` as the PDF that ``browser`` makes of it within ``seconds``."""
    with TemporaryDirectory(
        prefix="paperqa-print-", dir=_readable_folder(browser), ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        sheet, pdf, said = folder / "quiz.html", folder / "quiz.pdf", folder / "said.txt"
        sheet.write_text(html, encoding="utf-8", errors="replace")
        status = _run(_command(browser, sheet, pdf), said, seconds)
        content = pdf.read_bytes() if pdf.is_file() else b""
        if not content.startswith(b"%PDF-"):
            raise QuizError(_failed(browser, status, said))
    return content


def _command(browser: Path, sheet: Path, pdf: Path) -> list[str]:
    command = [str(browser), *_OPTIONS, f"--user-data-dir={sheet.parent / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to sandbox itself for root
    return [*command, f"--print-to-pdf={pdf}", sheet.as_uri()]


def _run(command: list[str], said: Path, seconds: float) -> int:
    """Return the exit status; what the browser says goes to the file ``said``.

    Not through a pipe: one of its children could hold that open past the time-out.
    """
    with said.open("wb") as log:
        try:
            process = subprocess.Popen(  # noqa: S603 - a full path, arguments as a list
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that it can be ended with all its children
            )
        except OSError as error:
            raise QuizError(
                f"{command[0]} does not start ({error.strerror}): install another, {_INSTEAD}"
            ) from error
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise QuizError(
            f"{command[0]} did not print quiz.pdf in {seconds:g} s: try again, {_INSTEAD}"
        ) from None
    finally:
        if process.returncode is None:  # too slow, or the reader pressed Ctrl-C
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _failed(browser: Path, status: int, said: Path) -> str:
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
    return f"{browser} printed no quiz.pdf (exit {status}: {last[:200]}): try again, {_INSTEAD}"


def _readable_folder(browser: Path) -> Path | None:
    """Return where the files must lie: a browser from Ubuntu's snaps sees no system /tmp."""
    return Path.home() if "snap" in browser.parts else None
