"""A club's folder with three papers, two notes and one PDF, indexed by the bundled embedder."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from paperqa.cli import run

CATALOG = (
    {"id": "1706.03762", "title": "Attention Is All You Need", "year": 2017, "lists": ["basics"]},
    {"id": "2106.09685", "title": "LoRA: Low-Rank Adaptation", "year": 2021, "lists": ["tuning"]},
    {"id": "gpt1", "title": "Improving Language Understanding", "year": 2018, "lists": ["tuning"]},
)
NOTES = {
    "2106.09685.en": "LoRA trains two low-rank matrices beside the frozen weights [3].",
    "2106.09685.he": "שיטת LoRA מאמנת שתי מטריצות בדרגה נמוכה לצד המשקולות הקפואות.",
}
PAGES = (
    "The Transformer relies on attention alone and has no recurrence at all.",
    "The base model uses eight parallel attention heads in each layer.",
)
HEADS = "How many parallel attention heads does the base model use?"
LORA = "Which matrices does LoRA train beside the frozen weights?"
ABSENT = "Who won the football cup in Lisbon?"

Command = Callable[..., tuple[int, str, str]]
"""Runs a command; returns its exit code, standard output and standard error."""


def built_home(base: Path) -> Path:
    """Return the folder, made and indexed the first time it is asked for in a session."""
    home = base / "small-home"
    if not home.exists():
        fill(home)
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
            patch.setenv("PAPERQA_HOME", str(home))
            assert run(["index", "--offline", "--pdf-dir", str(home / "papers")]) == 0
    return home


def fill(home: Path) -> None:
    """Write catalogue, notes and PDF."""
    notes, papers = home / "ingest/notes", home / "papers"
    for folder in (notes, papers):
        folder.mkdir(parents=True)
    rows = "".join(json.dumps(row) + "\n" for row in CATALOG)
    (home / "ingest/catalog.jsonl").write_text(rows, encoding="utf-8")
    for name, text in NOTES.items():
        paper, lang = name.rsplit(".", 1)
        head = f"---\npaper: {paper}\nlang: {lang}\ntitle: LoRA: Low-Rank Adaptation\n---\n"
        body = f"{head}## What it is\n\n{text}\n"
        (notes / f"{name}.md").write_text(body, encoding="utf-8")
    (papers / "1706.03762v7.pdf").write_bytes(pdf_of(*PAGES))


def command_in(
    home: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
) -> Command:
    """Return a function that runs ``paperqa`` in this process, with ``home`` as its folder."""
    patch.setenv("PAPERQA_HOME", str(home))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        shown = capture.readouterr()
        return code, shown.out, shown.err

    return command


def _heed_ctrl_c() -> None:
    """Undo what a shell does to commands in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(
    *arguments: str, home: Path, stdout: int = subprocess.PIPE, **variables: str
) -> subprocess.Popen[bytes]:
    """Start ``paperqa`` in a process of its own."""
    command = [sys.executable, "-c", "from paperqa.cli import main; main()", *arguments]
    environ = {**os.environ, "PAPERQA_HOME": str(home), **variables}
    return subprocess.Popen(
        command, stdout=stdout, stderr=subprocess.PIPE, env=environ, preexec_fn=_heed_ctrl_c
    )


def paperqa(*arguments: str, home: Path) -> tuple[int, bytes, bytes]:
    """Run ``paperqa`` in a process of its own; return exit code and both outputs."""
    process = start(*arguments, home=home)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def rows_of(output: str) -> list[dict[str, object]]:
    """Return the objects of ``output``, one a line, and nothing else there."""
    return [json.loads(line) for line in output.removesuffix("\n").split("\n")]


def pdf_of(*pages: str) -> bytes:
    """Return a PDF that prints one line (Latin-1, no brackets) on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, line in enumerate(pages):
        content = f"BT /F1 11 Tf 60 {700 - number} Td ({line}) Tj ET"
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] "
            f"/Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, table = "%PDF-1.4\n", ""
    for number, body in enumerate(bodies, start=1):
        table += f"{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    size = len(bodies) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
