"""What is shown of a build: how far it is, its end in one line, a row for each file."""

import re

import pytest

from paperqa.types import Lang
from paperqa.ui.papers.adding.pace import Pace
from paperqa.ui.papers.adding.progress import End, FileEnd, Progress, Stage, Trouble
from paperqa.ui.papers.adding.reasons import DOOR, reason
from paperqa.ui.papers.adding.shown import progress_html
from paperqa.ui.papers.adding.texts import ADDING, ADDING_PAGE, counted

MOST = 100
HOSTILE = "<img src=x onerror=alert(1)>"


def words(progress: Progress, lang: Lang = "en") -> str:
    """Return what a reader reads."""
    html = re.sub(r"</(?:p|li)>", "\n", str(progress_html(progress, lang, MOST)))
    return re.sub(r"<[^>]+>", "", html).strip()


def bar(progress: Progress) -> str:
    found = re.search(r"<progress[^>]*>", str(progress_html(progress, "en", MOST)))
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("stage", "said", "filled"),
    [
        (Stage("starting"), "Starting…", ""),
        (Stage("importing", 1, 4), "Reading the files · 1 of 4", ' max="4" value="1.00"'),
        (
            Stage("fetching", 2, 8, "BERT", 1_500_000, 6_000_000),
            "Fetching PDFs from arXiv · 2 of 8 · BERT · 1.5 of 6.0 MB",
            ' max="8" value="2.25"',
        ),
        (
            Stage("fetching", 0, 1, "BERT", 1_500_000),
            "Fetching PDFs from arXiv · 0 of 1 · BERT · 1.5 MB",
            ' max="1" value="0.00"',
        ),
        (
            Stage("embedding", 3, 9, "BERT", seconds_left=59.9),
            "Reading and embedding · 3 of 9 · BERT · less than a minute left",
            ' max="9" value="3.00"',
        ),
        (
            Stage("embedding", 3, 9, "BERT", seconds_left=60.1),
            "Reading and embedding · 3 of 9 · BERT · about 2 min left",
            ' max="9" value="3.00"',
        ),
        (
            Stage("embedding", 9, 9, "BERT", seconds_left=0.0),
            "Reading and embedding · 9 of 9 · BERT",
            ' max="9" value="9.00"',
        ),
        (Stage("opening"), "Opening the new index…", ""),
    ],
)
def test_a_stage_is_one_line_and_a_bar(stage: Stage, said: str, filled: str) -> None:
    assert words(Progress(stage)) == said
    assert bar(Progress(stage)) == f'<progress aria-label="Files that are done"{filled}>'


def test_one_who_stops_a_build_sees_that_it_stops() -> None:
    progress = Progress(Stage("embedding", 3, 9), stopping=True)
    assert words(progress) == "Stopping after the file at hand…"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (
            End("built", 41, 2310),
            "Done: 41 papers, 2,310 passages; 3 PDFs fetched; 1 file was refused",
        ),
        (
            End("unchanged", 1, 1),
            "Nothing new to read: 1 paper, 1 passage; 3 PDFs fetched; 1 file was refused",
        ),
        (
            End("failed", why="another process is building"),
            "It could not be finished: another process is building; "
            "3 PDFs fetched; 1 file was refused",
        ),
    ],
)
def test_an_end_is_one_line(end: End, said: str) -> None:
    progress = Progress(Stage("opening"), (FileEnd("a.pdf", "refused", why="empty"),), 3, end=end)
    line, *rows = words(progress).split("\n")
    assert line == said
    assert rows == ["a.pdf refused: the file is empty"]
    html = str(progress_html(progress, "en", MOST))
    assert ('role="alert"' in html, "<progress" in html) == (end.outcome == "failed", False)


def test_each_file_has_a_row_that_says_what_became_of_it() -> None:
    files = (
        FileEnd("a.pdf", "added", "Attention"),
        FileEnd("b.pdf", "present", "BERT"),
        FileEnd("c.pdf", "other edition", "BERT"),
        FileEnd("d.pdf", "refused", why="too big"),
        FileEnd("e.pdf", "refused", why="not read, because it is encrypted and needs a password"),
        FileEnd("f.pdf", "stopped"),
        FileEnd("g.pdf"),
    )
    assert words(Progress(Stage("starting"), files)).split("\n")[1:] == [
        "a.pdf added: Attention",
        "b.pdf already here: BERT",
        "c.pdf another edition is already here, and stays: BERT",
        "d.pdf refused: it is larger than the limit, max_pdf_mb = 100",
        "e.pdf refused: it is encrypted and needs a password",
        "f.pdf not added: stopped before its turn",
        "g.pdf waiting",
    ]


def test_hostile_names_titles_and_reasons_make_no_element() -> None:
    files = (FileEnd(HOSTILE, "added", HOSTILE), FileEnd(HOSTILE, "refused", why=HOSTILE))
    stage = Stage("fetching", 0, 1, HOSTILE)
    for end in (None, End("failed", why=HOSTILE)):
        progress = Progress(stage, files, troubles=(Trouble(HOSTILE, HOSTILE),), end=end)
        html = str(progress_html(progress, "he", MOST))
        assert "<img" not in html
        assert html.count("&lt;img src=x onerror=alert(1)&gt;") == 7
        assert "\n" not in html


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("not read, because it is encrypted and needs a password", "מוצפן וצריך סיסמה"),
        ("not read, because it is damaged (startxref not found)", "הקובץ פגום"),
        (
            "not read, because it has only 11 letters on 1 pages (a scan or pictures); "
            "run it through OCR first",
            "אין בו טקסט (סריקה או תמונות); יש להעביר אותו קודם ב־OCR",
        ),
        ("not read, because it has no %PDF header", "זה לא PDF"),
        ("not read, because something is new", "something is new"),
        ("too big", "גדול מהמותר: 100 מגה־בייט לכל היותר"),
    ],
)
def test_a_hebrew_reader_gets_the_reason_in_hebrew_where_there_is_one(why: str, said: str) -> None:
    assert reason(why, "he", MOST) == said


def test_every_odd_paper_has_a_reason_in_hebrew() -> None:
    from test_odd_papers import UNREAD

    for _, words in UNREAD.values():
        assert not re.search("[a-z]{4}", reason(f"not read, because {words}", "he", MOST)), words


def test_both_languages_say_the_same_things_with_the_same_places() -> None:
    english, hebrew = ADDING["en"], ADDING["he"]
    assert ADDING_PAGE["en"].keys() == ADDING_PAGE["he"].keys()
    for name in english.__slots__:
        said, also = getattr(english, name), getattr(hebrew, name)
        if isinstance(said, str):
            assert said.count("{}") == also.count("{}"), name
        elif isinstance(said, tuple):
            assert [text.count("{}") for text in also] == [0, 1] == [t.count("{}") for t in said]
        else:
            assert {k: v.count("{}") for k, v in said.items()} == {
                k: v.count("{}") for k, v in also.items()
            }
    for texts in DOOR.values():
        assert texts["en"].count("{}") == texts["he"].count("{}")
    assert counted(english.papers, 1) == "1 paper"


def test_the_pace_is_that_of_the_last_files_of_the_same_kind() -> None:
    pace = Pace()
    for number in range(50):
        pace.seconds_left("(note)", 0.01 * number, 100)
    assert pace.seconds_left("(paper)", 10.0, 9) is None
    assert pace.seconds_left("(paper)", 14.0, 8) is None
    assert pace.seconds_left("(paper)", 18.0, 7) is None
    assert pace.seconds_left("(paper)", 22.0, 6) == 24.0
    for number in range(1, 21):
        left = pace.seconds_left("(paper)", 22.0 + number, 5)
    assert left == 5.0
