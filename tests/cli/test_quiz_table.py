"""The end of ``paperqa quiz``: figures, reasons, files."""

from pathlib import Path

import pytest
from small_quiz import CHOICE

from paperqa.cli.quiz_table import reasons, show_files, show_quizzes
from paperqa.quiz.exports.writing import Written
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Paper

LONG = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"


def test_the_most_frequent_reasons_are_named_and_the_others_summed_up() -> None:
    dropped = [("a", 1), ("b", 9), ("c", 2), ("d", 3), ("e", 1), ("a", 4)]
    assert reasons(dropped) == "dropped: b 9, a 5, d 3, other reasons 3"
    assert reasons(dropped[:2]) == "dropped: b 9, a 1"
    assert reasons(()) == ""


def test_figures_stand_under_each_other_and_long_titles_are_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    show_quizzes(
        [
            PaperQuiz(Paper("2010.11929", LONG), 10, dropped=(("too long", 1200),)),
            PaperQuiz(Paper("gpt1", "[bold]קצר[/bold]"), 10, error="[red]it is\nlocked"),
        ]
    )
    assert capsys.readouterr().out.splitlines() == [
        "paper       asked   made  dropped  title",
        "2010.11929     10      0     1200  An Image is Worth 16x16…",
        "    dropped: too long 1200",
        "gpt1           10      0        0  [bold]קצר[/bold]",
        "    [red]it is locked",
        "total          20      0     1200  2 papers, 1 of them coul…",
        "    dropped: too long 1200",
    ]


def test_a_paper_whose_model_failed_is_used_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = PaperQuiz(Paper("a", "A"), 1, (CHOICE,), error="the model is gone")
    show_quizzes([failed, PaperQuiz(Paper("b", "B"), 1, (CHOICE,))])
    rows = capsys.readouterr().out.splitlines()
    assert (rows[2], rows[-1].split("  ")[-1]) == ("    the model is gone", "2 papers")


def test_one_paper_needs_no_total(capsys: pytest.CaptureFixture[str]) -> None:
    show_quizzes([PaperQuiz(Paper("gpt1", "GPT"), 1)])
    assert capsys.readouterr().out.splitlines() == [
        "paper  asked   made  dropped  title",
        "gpt1       1      0        0  GPT",
    ]


def test_files_are_listed_and_what_they_leave_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quiz.csv").write_bytes(b"old")
    written = [
        Written("gift", (tmp_path / "quiz.gift.txt",), (("open has no key", 2),)),
        Written("kahoot", (tmp_path / "quiz.kahoot.xlsx",), (("Kahoot: too long", 1),)),
        Written("pack", (tmp_path / "pack/README.md", tmp_path / "pack/01-bert.md")),
    ]
    assert show_files(written, tmp_path)
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        f"{tmp_path}/quiz.gift.txt",
        f"{tmp_path}/quiz.kahoot.xlsx",
        f"{tmp_path}/pack: 2 files",
    ]
    assert shown.err.splitlines() == [
        "left out 2, gift: open has no key",
        "left out 1, Kahoot: too long",
        "of an earlier run, and not written by this one: quiz.csv",
    ]


def test_a_format_that_could_not_be_made_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not show_files([Written("pdf", error="no browser")], tmp_path)
    assert capsys.readouterr() == ("", "paperqa: no pdf: no browser\n")
