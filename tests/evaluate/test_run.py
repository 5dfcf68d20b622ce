"""Which questions are asked, and what a run over a small index holds."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest
from measured import ATTENTION, LORA, PASSAGES, desk_of, gold_question

from paperqa.evaluate.arms import ARMS
from paperqa.evaluate.questions import Gold, Question
from paperqa.evaluate.results import Run
from paperqa.evaluate.run import Plan, chosen, commit_of, evaluate
from paperqa.types import Filters

QUESTIONS = (
    gold_question(
        "heads", "Which parallel attention heads has each layer?", Gold(ATTENTION.id, (5,))
    ),
    gold_question("lora", "Which matrices are trained beside the weights?", Gold(LORA.id, (3,))),
    gold_question(
        "both", "heads and frozen weights", Gold(ATTENTION.id, (4,)), Gold(LORA.id, (2,))
    ),
    gold_question("absent", "Who won the football cup in Lisbon?"),
    gold_question("elsewhere", "What is VAE?", Gold("1312.6114", (1,))),
    gold_question("half", "LoRA and VAE?", Gold(LORA.id, (2,)), Gold("1312.6114", (1,))),
    Question("unmarked", "What is a softmax?", "en"),
    Question("somewhere", "Which softmax follows keys and queries?", "en", answerable=True),
)


def run_over(*arms: str, kind: str | None = None, answers: bool = True) -> Run:
    filters = Filters(kind="note") if kind == "note" else Filters()
    plan = Plan(Path("gold/q.jsonl"), QUESTIONS, [ARMS[name] for name in arms], filters, 5, answers)
    return evaluate(desk_of(), plan, lambda *_: None)


def test_a_run_asks_what_the_index_can_know_and_names_the_rest() -> None:
    run = run_over("words", "names")
    assert [one.id for one in run.asked] == ["heads", "lora", "both", "absent", "somewhere"]
    assert (run.left_out, run.unmarked) == (("elsewhere", "half"), ("unmarked",))
    for arm in ("words", "names"):
        assert [one.id for one in run.arms[arm]] == ["heads", "lora", "both"]
    assert (run.arms["words"][0].papers, run.arms["words"][0].pages) == ((1,), (1,))
    assert (run.arms["words"][1].papers, run.arms["words"][1].pages) == ((1,), (None,))
    assert [one.id for one in run.answers] == [one.id for one in run.asked]
    assert [one.answerable for one in run.answers] == [True, True, True, False, True]
    refused = {one.id: one.refused for one in run.answers}
    assert (refused["heads"], refused["absent"]) == (False, True)


def test_a_run_remembers_what_it_was_measured_on() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    shown = run_over("words", answers=False).about
    assert before <= datetime.fromisoformat(shown.date) <= datetime.now(UTC)
    assert (shown.file, shown.kind, shown.k) == ("q.jsonl", "all", 5)
    assert (shown.index, shown.embedder, shown.passages, shown.papers) == (
        "gen-000001",
        "words",
        len(PASSAGES),
        2,
    )
    assert shown.cores >= 1


def test_answers_can_be_left_out() -> None:
    assert run_over("words", answers=False).answers == ()


def test_among_notes_alone_there_are_no_pages_to_find() -> None:
    run = run_over("words", kind="note")
    assert run.left_out == ("heads", "both", "elsewhere", "half")  # only LoRA has a note
    assert [(one.id, one.pages) for one in run.arms["words"]] == [("lora", ())]
    assert {one.cites_gold for one in run.answers} == {None}


def test_progress_is_told_question_by_question() -> None:
    seen: list[tuple[str, int, int]] = []
    plan = Plan(Path("q"), QUESTIONS[:2], [ARMS["words"], ARMS["names"]], Filters(), 5)
    evaluate(desk_of(), plan, lambda *step: seen.append(step))
    assert seen == [(what, done, 2) for what in ("words", "+ names", "answers") for done in (1, 2)]


def test_questions_are_chosen_by_split_and_language_and_then_counted() -> None:
    rows = [
        replace(QUESTIONS[0], id=f"{split}.{lang}", split=split, lang=lang)
        for split in ("tune", "held", "")
        for lang in ("en", "he")
    ]
    assert [one.id for one in chosen(rows, "held", None, None)] == ["held.en", "held.he"]
    assert [one.id for one in chosen(rows, "all", "he", None)] == ["tune.he", "held.he", ".he"]
    assert [one.id for one in chosen(rows, "all", "he", 2)] == ["tune.he", "held.he"]
    assert chosen(rows, "all", None, None) == rows


def test_the_commit_is_that_of_the_checkout(tmp_path: Path) -> None:
    git = which("git")
    if git is None:
        pytest.skip("needs git")

    def call(*arguments: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        command = [git, "-C", str(tmp_path), *identity, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    assert commit_of(tmp_path) == ""
    call("init")
    (tmp_path / "a").write_text("1")
    call("add", "a")
    call("commit", "-m", "first")
    call("tag", "v1")
    commit = call("rev-parse", "--short", "HEAD")
    assert commit_of(tmp_path) == commit
    (tmp_path / "a").write_text("2")
    assert commit_of(tmp_path) == f"{commit}-dirty"
    assert commit_of(tmp_path / "folder") == ""
