"""A club's folder with the notes of three papers, one broken PDF and one paper without anything."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from paperqa.cli import run

REPOSITORY = Path(__file__).resolve().parents[2]
NOTED = ("1706.03762", "1810.04805", "2010.11929")
LIST = "vision and words"
CATALOG: tuple[dict[str, Any], ...] = (
    {"id": "1706.03762", "title": "Attention Is All You Need", "aliases": ["Transformer"]},
    {"id": "broken", "title": "A PDF That Is None"},
    {"id": "1810.04805", "title": "BERT: Pre-training of Deep Bidirectional Transformers"},
    {"id": "2010.11929", "title": "An Image is Worth 16x16 Words", "aliases": ["ViT"]},
    {"id": "absent", "title": "Nobody Has It"},
)
TOPICS = {"1706.03762": "Attention", "1810.04805": "BERT", "2010.11929": "מודלים לראייה"}

HELD_UP = """
import sys, time
from paperqa.cli import run
from paperqa.quiz import paper_quiz

held_up, made = sys.argv[1], paper_quiz.make_paper_quiz

def make_paper_quiz(desk, plan, paper_id):
    if paper_id == held_up:
        print("held up", flush=True)
        time.sleep(600)
    return made(desk, plan, paper_id)

paper_quiz.make_paper_quiz = make_paper_quiz
sys.exit(run(sys.argv[2:]))
"""
"""The command, with a maker that does not get on with one paper."""


def quiz_home(base: Path) -> Path:
    """Return the folder, made and indexed the first time it is asked for in a session."""
    home = base / "quiz-home"
    if not home.exists():
        _fill(home)
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(StringIO()),
            redirect_stderr(StringIO()),
        ):
            patch.setenv("PAPERQA_HOME", str(home))
            run(["index", "--offline"])
    return home


def held_up(paper: str, *arguments: str, home: Path) -> subprocess.Popen[bytes]:
    """Start ``paperqa`` in a process of its own, and return when it is at work on ``paper``."""
    process = subprocess.Popen(
        [sys.executable, "-c", HELD_UP, paper, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PAPERQA_HOME": str(home)},
        preexec_fn=_heed_ctrl_c,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held up\n"
    return process


def _heed_ctrl_c() -> None:
    """Undo what a shell does to commands in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _fill(home: Path) -> None:
    notes, pdfs = home / "ingest/notes", home / "ingest/pdf"
    for folder in (notes, pdfs):
        folder.mkdir(parents=True)
    rows = []
    for order, row in enumerate(CATALOG):
        topic = TOPICS.get(str(row["id"]), "Other")
        meeting = {"list": LIST, "topic": topic, "order": order}
        rows.append(json.dumps({**row, "lists": [LIST], "meetings": [meeting]}) + "\n")
    (home / "ingest/catalog.jsonl").write_text("".join(rows), encoding="utf-8")
    for paper in NOTED:
        for lang in ("en", "he"):
            shutil.copy(REPOSITORY / f"ingest/notes/{paper}.{lang}.md", notes)
    (pdfs / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
