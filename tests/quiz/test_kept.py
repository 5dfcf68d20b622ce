"""Finished papers on disk: what comes back is what was made, or it is made anew."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from scripted_maker import PAPERS, ScriptedMaker, passage, plan_of, scripted_desk
from small_quiz import PAPER, PASSAGE, SMALL_QUIZ

from fakes import ScriptedModel, WordEmbedder
from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.errors import QuizError
from paperqa.quiz.batch import quiz_of_papers
from paperqa.quiz.kept import PARTS, KeptQuizzes, fingerprint_of, kept_quizzes, own_folder
from paperqa.quiz.plan import PaperQuiz, Plan

LENGTH = len(passage("gpt1", 1).text)


def part_of(folder: Path, paper: str = "gpt1") -> Path:
    (path,) = (folder / PARTS).glob(f"{paper}-*.json")
    return path


def fill(folder: Path, desk: Desk, plan: Plan) -> list[PaperQuiz]:
    with kept_quizzes(folder, desk, plan) as kept:
        return list(quiz_of_papers(desk, plan, ScriptedMaker(), kept))


def test_hostile_items_in_two_languages_come_back_as_they_were(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    desk = Desk(memory_index([PASSAGE], [PAPER], embedder), embedder)
    plan = Plan((PAPER.id,), langs=("en", "he"))
    quiz = PaperQuiz(PAPER, 9, SMALL_QUIZ.items, (("two are right", 4), ("no quote", 1)))
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert dict(kept.quizzes) == {}
        kept.keep(quiz)
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert dict(kept.quizzes) == {PAPER.id: quiz}
        assert kept.quizzes[PAPER.id].items[0].citation.passage is desk.index.passages[0]
        assert kept.damaged == ()


def test_boxes_pages_half_surrogates_and_old_ids_come_back(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of()
    made = fill(tmp_path, desk, plan)
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert list(kept.quizzes.values()) == made
    assert made[0].items[0].citation.boxes == ((1.1, 2.2, 3.3, 0.1 + 0.2),)
    old = PaperQuiz(PAPERS[3], 2)
    plan = plan_of("cs/0112017")
    with kept_quizzes(tmp_path, desk, plan) as kept:
        kept.keep(old)
    assert part_of(tmp_path, "cs_0112017").is_file()
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert kept.quizzes["cs/0112017"] == old


@pytest.mark.parametrize(
    "other",
    [
        plan_of(seed=1),
        plan_of(count=3),
        plan_of("gpt1"),
        replace(plan_of(), langs=("he",)),
        replace(plan_of(), kinds=("open",)),
        replace(plan_of(), difficulty="easy"),
        replace(plan_of(), with_model=True),
    ],
)
def test_another_plan_reads_nothing_and_sweeps_at_its_end(tmp_path: Path, other: Plan) -> None:
    desk = scripted_desk()
    fill(tmp_path, desk, plan_of())
    half = tmp_path / PARTS / ".gpt1-0000000000000000.json.tmp"
    half.write_bytes(b"{")
    with kept_quizzes(tmp_path, desk, other) as kept:
        assert dict(kept.quizzes) == {}
        kept.keep(PaperQuiz(PAPERS[2], 2))
    assert len(list((tmp_path / PARTS).glob("*.json"))) == 4  # until the run is through
    with kept_quizzes(tmp_path, desk, other) as kept:
        kept.sweep()
    assert list((tmp_path / PARTS).glob("*.json")) == [part_of(tmp_path)]
    assert not half.exists()
    with kept_quizzes(tmp_path, desk, other) as kept:
        assert list(kept.quizzes) == ["gpt1"]


def test_another_index_or_model_is_another_wish() -> None:
    desk, plan = scripted_desk(), plan_of()
    index = desk.index
    written = replace(plan, with_model=True)
    first = ScriptedModel("x", name="first")
    seen = [
        fingerprint_of(desk, plan),
        fingerprint_of(replace(desk, index=replace(index, name="gen-000002")), plan),
        fingerprint_of(
            replace(desk, index=replace(index, manifest=replace(index.manifest, passages=8))), plan
        ),
        fingerprint_of(replace(desk, model=first), written),
        fingerprint_of(replace(desk, model=ScriptedModel("x", name="second")), written),
    ]
    assert len(set(seen)) == 5
    # A model that is there and not asked shapes nothing.
    assert fingerprint_of(replace(scripted_desk(), model=first), plan) == seen[0]


def in_part(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """Change a part's quiz, and give it a right sha256: only the meaning is wrong."""

    def changed(data: bytes) -> bytes:
        part = json.loads(data)
        change(part["quiz"])
        part["sha256"] = sha256(json.dumps(part["quiz"]).encode()).hexdigest()
        return json.dumps(part).encode()

    return changed


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: b"", "JSONDecodeError"),
        (lambda data: data[:-9], "JSONDecodeError"),
        (lambda data: b"[]", "TypeError"),
        (lambda data: b"{}", "KeyError('quiz')"),
        (lambda data: b"\xff", "UnicodeDecodeError"),
        (lambda data: data.replace(b"asked", b"naked"), "its content differs from its sha256"),
        (lambda data: data.replace(b"first word", b"worst word"), "differs from its sha256"),
        (lambda data: data.replace(b'"wishes": "', b'"wishes": "0'), "made for something else"),
        (in_part(lambda row: row.update(paper="2106.09685")), "made for something else"),
        (in_part(lambda row: row["items"][0].update(colour="red")), "TypeError"),
        (in_part(lambda row: row["items"][0]["wordings"][0].pop("lang")), "TypeError"),
        (in_part(lambda row: row["items"][0]["citation"].update(quote="Word1")), "the quote"),
        (in_part(lambda row: row["items"][0]["citation"].update(start=1)), "the quote"),
        (in_part(lambda row: row["items"][0]["citation"].update(start=-1)), "the quote"),
        (in_part(lambda row: row["items"][0]["citation"].update(start=-LENGTH)), "the quote"),
        (in_part(lambda row: row["items"][0]["citation"].update(page=2)), "not stand on page 2"),
        (
            in_part(lambda row: row["items"][0]["citation"]["passage"].__setitem__(3, 7)),
            "the index has no passage ('gpt1', 'paper', 'en', 7,",
        ),
        (in_part(lambda row: row["items"][0]["citation"].update(paper="x")), "KeyError('x')"),
    ],
)
def test_a_damaged_part_is_told_and_made_anew(
    tmp_path: Path, damage: Callable[[bytes], bytes], why: str
) -> None:
    desk, plan = scripted_desk(), plan_of("gpt1", "2106.09685")
    made = fill(tmp_path, desk, plan)
    path = part_of(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    maker = ScriptedMaker()
    with kept_quizzes(tmp_path, desk, plan) as kept:
        (line,) = kept.damaged
        assert line.startswith(f"{path} is damaged (")
        assert why in line
        assert line.endswith("); gpt1 is made anew")
        assert list(quiz_of_papers(desk, plan, maker, kept)) == made
    assert maker.asked == ["gpt1"]
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert kept.damaged == ()


def test_a_quote_that_runs_over_two_pages_is_none(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of("gpt1", count=1)
    (quiz,) = fill(tmp_path, desk, plan)
    citation = quiz.items[0].citation
    text = citation.passage.text
    long = replace(citation, quote=text, end=len(text))
    with kept_quizzes(tmp_path, desk, plan) as kept:
        kept.keep(replace(quiz, items=(replace(quiz.items[0], citation=long),)))
    assert "does not stand on page 1" in KeptQuizzes(tmp_path / PARTS, desk, plan).damaged[0]


def test_a_part_that_is_a_folder_is_told(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of("gpt1")
    fill(tmp_path, desk, plan)
    path = part_of(tmp_path)
    path.unlink()
    path.mkdir()
    assert "IsADirectoryError" in KeptQuizzes(tmp_path / PARTS, desk, plan).damaged[0]


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of()
    with (
        kept_quizzes(tmp_path, desk, plan),
        pytest.raises(QuizError, match=r"^another run makes a quiz in .*; wait for it, or name"),
        kept_quizzes(tmp_path, desk, plan_of(seed=1)),
    ):
        pass
    with kept_quizzes(tmp_path, desk, plan):
        pass


def test_a_file_is_no_folder_for_a_quiz(tmp_path: Path) -> None:
    file = tmp_path / "quiz"
    file.write_bytes(b"mine")
    with (
        pytest.raises(QuizError) as error,
        kept_quizzes(file, scripted_desk(), plan_of()),
    ):
        pass
    assert str(error.value).startswith(f"{file} cannot be a quiz's folder (")
    assert str(error.value).endswith("; name another with --out")
    assert file.read_bytes() == b"mine"


def test_a_quiz_goes_where_no_other_one_is_and_back_to_its_own_folder(tmp_path: Path) -> None:
    desk, usual = scripted_desk(), tmp_path / "quiz"
    first, second, third = (plan_of(seed=seed) for seed in (1, 2, 3))
    assert own_folder(usual, desk, first) == usual
    fill(usual, desk, first)
    assert own_folder(usual, desk, second) == tmp_path / "quiz-2"
    fill(tmp_path / "quiz-2", desk, second)
    assert own_folder(usual, desk, third) == tmp_path / "quiz-3"
    assert own_folder(usual, desk, second) == tmp_path / "quiz-2"
    assert own_folder(usual, desk, first) == usual


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("quiz.md", True),
        ("quiz-key.md", True),
        (".parts/gpt1-0123456789abcdef.json", True),
        (".parts/.lock", False),
        ("notes.txt", False),
    ],
)
def test_what_another_quiz_left_is_not_written_over(tmp_path: Path, name: str, other: bool) -> None:
    path = tmp_path / "quiz" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    expected = "quiz-2" if other else "quiz"
    assert own_folder(tmp_path / "quiz", scripted_desk(), plan_of()) == tmp_path / expected
