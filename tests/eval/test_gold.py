"""Fifty questions over 32 papers: is the right page found, and is every quote on its page?

The index is the real one, made by ``paperqa index`` in ``.cache/eval-index`` of the checkout, and
made anew only where something has changed; then a hundred questions take a few minutes.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
CACHE = REPOSITORY / ".cache" / "eval-index"
QUESTIONS = Path(__file__).with_name("questions.jsonl")
RIGHT_PAPERS, RIGHT_PAGES = 49, 45
"""Least numbers of the fifty that must be right among the first five hits."""
TEX_LIGATURES = dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def paperqa() -> Callable[..., list[Row]]:
    """Return a function that runs a command over the index and returns its JSON lines."""
    papers = SHARED / "papers"
    if not papers.is_dir():
        pytest.skip("needs the folder of real papers, ../shared, which is not here")
    CACHE.mkdir(parents=True, exist_ok=True)
    CACHE.with_name(".gitignore").write_text("*\n", encoding="utf-8")

    def call(*arguments: str) -> list[Row]:
        done = subprocess.run(
            [sys.executable, "-c", "from paperqa.cli import main; main()", *arguments],
            env={
                **os.environ,
                "PAPERQA_HOME": str(REPOSITORY),
                "PAPERQA_INDEX_DIR": str(CACHE / "index"),
                "PAPERQA_PDF_DIR": str(CACHE / "pdf"),
            },
            capture_output=True,
            check=False,
            timeout=1800,
        )
        assert done.returncode == 0, done.stderr.decode()
        lines = done.stdout.decode().split("\n")
        return [json.loads(line) for line in lines if line.startswith("{")]

    call("index", "--offline", "--pdf-dir", str(papers))
    return call


@pytest.fixture(scope="module")
def searched(paperqa: Callable[..., list[Row]]) -> list[Row]:
    return paperqa("search", "--input", str(QUESTIONS), "--kind", "paper", "--json")


@pytest.fixture(scope="module")
def asked(paperqa: Callable[..., list[Row]]) -> list[Row]:
    return paperqa("ask", "--input", str(QUESTIONS), "--kind", "paper", "--no-model", "--json")


def gold() -> list[Row]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def has_paper(row: Row, hit: Row) -> bool:
    return bool(hit["paper"] == row["paper"])


def has_page(row: Row, hit: Row) -> bool:
    return has_paper(row, hit) and not set(hit["pages"]).isdisjoint(row["pages"])


def wrong(searched: list[Row], is_right: Callable[[Row, Row], bool]) -> list[str]:
    """Return the ids of the questions of whose first five hits none is right."""
    return [
        row["id"]
        for row, found in zip(gold(), searched, strict=True)
        if not any(is_right(row, hit) for hit in found["hits"][:5])
    ]


def test_every_question_is_searched_in_the_order_of_the_file(searched: list[Row]) -> None:
    assert [found["id"] for found in searched] == [row["id"] for row in gold()]
    assert len(searched) == 50


def test_the_right_paper_is_among_the_first_five(searched: list[Row]) -> None:
    missed = wrong(searched, has_paper)
    assert len(searched) - len(missed) >= RIGHT_PAPERS, f"missed: {missed}"


def test_the_right_page_is_among_the_first_five(searched: list[Row]) -> None:
    missed = wrong(searched, has_page)
    assert len(searched) - len(missed) >= RIGHT_PAGES, f"missed: {missed}"


def test_every_quote_stands_word_for_word_on_the_page_that_it_names(asked: list[Row]) -> None:
    quotes = [(row["id"], cited) for row in asked for cited in row["citations"]]
    assert len(quotes) >= len(asked) // 2
    missing = [
        (question, cited["paper"], cited["page"], cited["quote"])
        for question, cited in quotes
        if letters(cited["quote"]) not in page_letters(cited["paper"], cited["page"])
    ]
    assert missing == []


def test_every_quote_is_shown_with_its_marker(asked: list[Row]) -> None:
    for row in asked:
        for number, cited in enumerate(row["citations"], start=1):
            assert cited["marker"] == number
            assert f"{cited['quote']} [{number}]" in row["text"]
        assert row["found"] is bool(row["citations"])


@cache
def page_letters(paper: str, page: int) -> str:
    """Return what pdfium alone reads on the page, letters and digits only."""
    with pypdfium2.PdfDocument(SHARED / "papers" / f"{paper}.pdf") as document:
        text_page = document[page - 1].get_textpage()
        return letters(text_page.get_text_bounded())


def letters(text: str) -> str:
    """Return letters and digits of ``text``: hyphens and spaces differ at the ends of lines."""
    text = re.sub(r"[\x1b-\x1f](?! )", lambda code: TEX_LIGATURES[code[0]], text)
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
