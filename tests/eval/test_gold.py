"""The gold questions over 32 papers: is the page found, the quote on it, the rest refused?

The index is the real one, made by ``paperqa index`` in ``.cache/eval-index`` of the checkout, and
made anew only where something has changed. The least figures are those of the half that nothing was
tuned on, a little below what was measured; ``paperqa eval`` prints the whole table.
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
FRESH = Path(__file__).with_name("fresh.jsonl")
"""Written later, by people who had seen neither the code nor the other questions."""
EXTRA = Path(__file__).with_name("extra.jsonl")
"""As blind: on papers without notes, and more that no paper answers."""
LEAST_PAPERS = {"en": 0.93, "he": 0.95}
LEAST_PAGES = {"en": 0.84, "he": 0.88}
"""Least recall among the first five hits, as a share of the gold entries."""
LEAST_REFUSED = {"en": 0.75, "he": 0.70}
MOST_REFUSED = {"en": 0.08, "he": 0.12}
"""Of the questions that the papers do not answer, and of those that they do."""
ASKED = 100
"""Questions of which the answers' quotes are checked."""
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
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of the questions that are searched."""
    return _file_of(gold(), tmp_path_factory.mktemp("gold") / "held.jsonl")


@pytest.fixture(scope="module")
def searched(paperqa: Callable[..., list[Row]], held: Path) -> list[Row]:
    return paperqa("search", "--input", str(held), "--json")


@pytest.fixture(scope="module")
def asked(paperqa: Callable[..., list[Row]], tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    file = _file_of(gold()[:ASKED], tmp_path_factory.mktemp("gold") / "asked.jsonl")
    return paperqa("ask", "--input", str(file), "--kind", "paper", "--no-model", "--json")


def _file_of(rows: list[Row], file: Path) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@cache
def gold() -> list[Row]:
    """Return every second pair of the half that nothing was tuned on: a few minutes' work."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == "held" and int(row["id"][1:4]) % 2 == 0]


def recall(searched: list[Row], lang: str, *, page: bool) -> float:
    """Return the share of gold entries that the first five hits hold."""
    shares = []
    for row, found in zip(gold(), searched, strict=True):
        if row["lang"] == lang and row["gold"]:
            right = [
                any(is_right(entry, hit, page=page) for hit in found["hits"][:5])
                for entry in row["gold"]
            ]
            shares.append(sum(right) / len(right))
    return sum(shares) / len(shares)


def is_right(entry: Row, hit: Row, *, page: bool) -> bool:
    if hit["paper"] != entry["paper"]:
        return False
    return not page or not set(hit["pages"]).isdisjoint(entry["pages"])


def refused(searched: list[Row], lang: str, *, answerable: bool) -> float:
    rows = [
        found["enough"]
        for row, found in zip(gold(), searched, strict=True)
        if row["lang"] == lang and bool(row["gold"]) is answerable
    ]
    return rows.count(False) / len(rows)


def test_the_set_is_large_bilingual_and_parted_in_halves() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    english = {row["id"].split(".")[0]: row for row in rows if row["lang"] == "en"}
    hebrew = {row["id"].split(".")[0]: row for row in rows if row["lang"] == "he"}
    assert english.keys() == hebrew.keys()
    assert all(english[i]["gold"] == hebrew[i]["gold"] for i in english)
    assert all(english[i]["split"] == hebrew[i]["split"] for i in english)
    answered = [row for row in english.values() if row["gold"]]
    assert len(answered) >= 240
    assert len(english) - len(answered) >= 80
    assert len({entry["paper"] for row in answered for entry in row["gold"]}) >= 28
    assert sum(not row["names_paper"] for row in answered) * 3 >= len(answered)
    for row in hebrew.values():
        assert (row["script"] == "latin") or not re.search("[A-Za-z]", row["question"]), row["id"]


@pytest.mark.parametrize(("file", "count"), [(FRESH, 336), (EXTRA, 524)])
def test_the_later_sets_are_bilingual_and_none_of_their_questions_is_in_another(
    file: Path, count: int
) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == count
    by_lang = {
        lang: {row["id"].split(".")[0]: row["gold"] for row in rows if row["lang"] == lang}
        for lang in ("en", "he")
    }
    assert by_lang["en"] == by_lang["he"]
    others = {QUESTIONS, FRESH, EXTRA} - {file}
    lines = [line for other in others for line in other.read_text(encoding="utf-8").splitlines()]
    assert not {row["question"] for row in rows} & {json.loads(one)["question"] for one in lines}
    for row in rows:
        assert row.get("script") != "hebrew" or not re.search("[A-Za-z]", row["question"]), row[
            "id"
        ]


def test_every_question_is_searched_in_the_order_of_the_file(searched: list[Row]) -> None:
    assert [found["id"] for found in searched] == [row["id"] for row in gold()]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_the_right_paper_is_among_the_first_five(searched: list[Row], lang: str) -> None:
    assert recall(searched, lang, page=False) >= LEAST_PAPERS[lang]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_the_right_page_is_among_the_first_five(searched: list[Row], lang: str) -> None:
    assert recall(searched, lang, page=True) >= LEAST_PAGES[lang]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_what_the_papers_do_not_say_is_refused(searched: list[Row], lang: str) -> None:
    assert refused(searched, lang, answerable=False) >= LEAST_REFUSED[lang]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_what_the_papers_say_is_seldom_refused(searched: list[Row], lang: str) -> None:
    assert refused(searched, lang, answerable=True) <= MOST_REFUSED[lang]


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
