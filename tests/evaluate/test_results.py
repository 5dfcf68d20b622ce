"""Runs kept as JSON: read as they were written, or refused with one clear line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from measured import asked, found, run_of

from paperqa.evaluate.arms import Found
from paperqa.evaluate.measures import Answered
from paperqa.evaluate.results import RunFileError, read_run, run_to_json, write_run

RUN = run_of(
    {"words": (found("q1.en", 1, 2), found("q1.he", None, None))},
    [asked("q1.en"), replace(asked("q1.he", "he"), script="latin", names_paper=True)],
    [Answered("q1.en", True, False, quotes=4, exact=3, cites_gold=True)],
)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    run = replace(RUN, left_out=("q8", "ש9"), unmarked=("q7",))
    run = replace(run, arms={**run.arms, "dense": (Found("q1.en", (1, None), (), 3.5),)})
    write_run(run, {"figures": [{"value": 0.5}]}, file)
    assert read_run(file) == run
    row = json.loads(file.read_text(encoding="utf-8"))
    assert row.pop("figures") == [{"value": 0.5}]
    assert row == json.loads(json.dumps(run_to_json(run)))
    assert (row["about"]["index"], row["about"]["cores"]) == ("gen-000007", 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read (No such file or directory); write one with: paperqa eval --json"),
        ("{", "is not JSON"),
        ("[]", "holds no run of format 1; write it anew with: paperqa eval --json"),
        ('{"format": 9}', "holds no run of format 1"),
        ('{"format": 1}', "is not a whole run (KeyError('about'))"),
        ('{"format": 1, "about": {}}', "is not a whole run (TypeError"),
        ('{"format": 1, "about": 3}', "is not a whole run (TypeError"),
    ],
)
def test_a_file_that_is_no_run_is_named(tmp_path: Path, text: str | None, message: str) -> None:
    file = tmp_path / "run.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(RunFileError) as caught:
        read_run(file)
    assert str(caught.value).startswith(f"{file} {message}")
