"""Every string of the Quiz tab is there in both languages."""

import string
from dataclasses import asdict
from typing import Any

from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.item import DIFFICULTIES, KINDS, TRUE_FALSE
from paperqa.ui.quiz.play_texts import PLAY
from paperqa.ui.quiz.texts import CARDS, FORMAT_NAMES, PROGRESS, QUIZ_PAGE
from paperqa.ui.texts import PAGE


def _gaps(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _gaps(value)
        if isinstance(value, dict)
        else sum(field is not None for _, field, _, _ in string.Formatter().parse(value))
        for name, value in table.items()
    }


def test_both_languages_have_the_same_strings_with_the_same_gaps() -> None:
    assert _gaps(asdict(CARDS["en"])) == _gaps(asdict(CARDS["he"]))
    assert _gaps(asdict(PROGRESS["en"])) == _gaps(asdict(PROGRESS["he"]))
    assert _gaps(asdict(PLAY["en"])) == _gaps(asdict(PLAY["he"]))
    assert QUIZ_PAGE["en"].keys() == QUIZ_PAGE["he"].keys()


def test_every_kind_difficulty_and_format_has_a_name() -> None:
    assert tuple(CARDS["he"].kinds) == KINDS
    assert tuple(CARDS["he"].difficulties) == DIFFICULTIES
    assert {f"quiz_{one}" for one in (*KINDS, *DIFFICULTIES)} <= QUIZ_PAGE["he"].keys()
    assert tuple(FORMAT_NAMES) == tuple(FORMATS)


def test_no_verdict_reads_like_an_option() -> None:
    """Of a true-or-false item in Hebrew, say: "right" must not be the word for "true"."""
    for lang, options in TRUE_FALSE.items():
        assert not {PLAY[lang].right, PLAY[lang].wrong} & set(options)


def test_no_label_of_the_quiz_hides_one_of_the_chat() -> None:
    assert not PAGE["en"].keys() & QUIZ_PAGE["en"].keys()
