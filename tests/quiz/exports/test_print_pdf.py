import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader
from small_quiz import CHOICE, SMALL_QUIZ, quiz_in

from paperqa.errors import QuizError
from paperqa.quiz.exports.browsers import find_browser, program_paths
from paperqa.quiz.exports.print_pdf import export, printed
from paperqa.quiz.item import Quiz

A4 = (595, 842)
needs_browser = pytest.mark.skipif(
    find_browser() is None, reason="needs a browser: install Chromium"
)
needs_scripts = pytest.mark.skipif(os.name != "posix", reason="its stand-ins are shell scripts")


def pages_of(quiz: Quiz) -> list[str]:
    document = pdfium.PdfDocument(export(quiz).files["quiz.pdf"])
    return [page.get_textpage().get_text_bounded() for page in document]


def words_in(page: str, words: Sequence[str]) -> list[str]:
    flat = " ".join(page.split())
    return [word for word in words if word in flat]


@needs_browser
@pytest.mark.browser
def test_the_answers_begin_a_new_page_of_a4_with_quotes_and_places() -> None:
    pdf = export(SMALL_QUIZ).files["quiz.pdf"]
    document = pdfium.PdfDocument(pdf)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    assert sizes == {A4}
    sheet, key = (page.get_textpage().get_text_bounded() for page in document)
    quotes = [item.citation.quote for item in SMALL_QUIZ.items]
    assert (words_in(sheet, quotes), words_in(key, quotes)) == ([], quotes)
    assert key.count("3.2 Attention · p. 4") == len(quotes)
    assert ("Answer key" in sheet, "Answer key" in key) == (False, True)
    assert [word for word in ("file:", "quiz.html") if word in sheet + key] == []


@needs_browser
@pytest.mark.browser
def test_hebrew_is_in_the_pdf_as_letters_that_can_be_searched() -> None:
    sheet, key = pages_of(quiz_in("he"))
    assert words_in(sheet, ["המודל הגדול מתאמן", "הסבירו מדוע המיסוך"])
    assert words_in(key, ["מילה לא רואה את עתידה", "תשובות"]) == ["מילה לא רואה את עתידה", "תשובות"]


@needs_browser
@pytest.mark.browser
def test_an_independent_reader_finds_the_title_and_the_questions(tmp_path: Path) -> None:
    path = tmp_path / "quiz.pdf"
    path.write_bytes(export(quiz_in("en")).files["quiz.pdf"])
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Attention night · ערב קשב"
    text = " ".join(reader.pages[0].extract_text().split())
    assert "<script>alert(1)</script> Which cell? {a} ~b #c :d \\e" in text
    assert "Explain why masks hide later words." in text


@needs_browser
@pytest.mark.browser
def test_no_item_is_split_over_pages_and_every_page_says_which_it_is() -> None:
    items = []
    for number in range(1, 31):
        rest = " and what follows from it, as the paper says" * (1 + number % 4)
        choices = tuple(f"option{number}x{choice}{rest}" for choice in range(4))
        question = f"first{number}x {rest}?"
        wording = replace(CHOICE.wording("en"), question=question, choices=choices)
        items.append(replace(CHOICE, wordings=(wording,)))
    pages = pages_of(Quiz("Long", tuple(items), ("en",)))
    where = {
        word: row
        for row, page in enumerate(pages)
        for word in re.findall(r"first\d+x|option\d+x[03]", page)
    }
    for number in range(1, 31):
        assert where[f"first{number}x"] == where[f"option{number}x3"]
    assert len({*where.values()}) > 3
    for row, page in enumerate(pages, 1):
        assert f"{row} / {len(pages)}" in page


def script(folder: Path, text: str) -> Path:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@needs_scripts
def test_a_browser_that_fails_is_told_in_one_line_with_its_last_words(tmp_path: Path) -> None:
    browser = script(tmp_path, "echo first >&2; echo cannot open display >&2; exit 3")
    with pytest.raises(QuizError) as told:
        printed("<p>x", browser)
    assert str(told.value) == (
        f"{browser} printed no quiz.pdf (exit 3: cannot open display): "
        "try again, or use format html and print that from any browser"
    )


@needs_scripts
def test_what_a_browser_writes_is_taken_only_where_it_is_a_pdf(tmp_path: Path) -> None:
    pick = 'for one in "$@"; do case $one in --print-to-pdf=*) out=${one#*=};; esac; done'
    good = script(tmp_path, f'{pick}; printf "%%PDF-1.7 whole" > "$out"')
    assert printed("<p>x", good) == b"%PDF-1.7 whole"
    bad = script(tmp_path, f'{pick}; echo "<html>" > "$out"')
    with pytest.raises(QuizError, match=r"printed no quiz.pdf \(exit 0: it said nothing\)"):
        printed("<p>x", bad)


@needs_scripts
def test_a_browser_that_hangs_is_ended_with_its_children_and_told(tmp_path: Path) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    browser = script(tmp_path, f'exec 3>"{held}"; echo up >&3; sleep 600 & sleep 600')
    with pytest.raises(QuizError, match=r"did not print quiz.pdf in 1 s: try again, or use"):
        printed("<p>x", browser, seconds=1)
    os.set_blocking(reader, True)
    with os.fdopen(reader) as fifo:
        assert fifo.read() == "up\n"  # returns only once nobody holds the other end


def test_a_browser_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(QuizError) as told:
        printed("<p>x", gone)
    assert str(told.value) == (
        f"{gone} does not start (No such file or directory): install another, "
        "or use format html and print that from any browser"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere browsers lie in fixed folders")
def test_without_a_browser_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(QuizError) as told:
        export(SMALL_QUIZ)
    assert str(told.value) == (
        "no browser to print quiz.pdf with: install Chromium, Chrome or Edge, "
        "or use format html and print that from any browser"
    )


@needs_scripts
def test_chromium_is_looked_for_before_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("microsoft-edge", "google-chrome-stable", "chromium-browser"):
        script(tmp_path, "").rename(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == tmp_path / "chromium-browser"


def test_the_folders_of_other_systems_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    chrome = "Google Chrome.app/Contents/MacOS/Google Chrome"
    assert program_paths("darwin")[0] == Path("/Applications") / chrome
    monkeypatch.setenv("PROGRAMFILES", "C:/Program Files")
    for name in ("PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert program_paths("win32") == (
        Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
        Path("C:/Program Files/Chromium/Application/chrome.exe"),
        Path("C:/Program Files/Microsoft/Edge/Application/msedge.exe"),
    )
    assert program_paths("linux") == ()
