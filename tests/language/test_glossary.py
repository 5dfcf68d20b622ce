import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.glossary import (
    Entry,
    Glossary,
    GlossaryKind,
    Match,
    club_glossary,
    hebrew_words,
)
from paperqa.language.hebrew import normalise_hebrew

SMALL = Glossary(
    """
# a comment

קשב\tattention\tterm
קשב עצמי | self אטנשן\tself-attention / intra-attention\tterm
מנגנון קשב\tattention mechanism\tterm
מנגנון\tmechanism\tnoun
מנגנון קשב עצמי רב ראשי\tmulti-head self-attention\tterm
רשת\tnetwork / net\tnoun
רשת יריבה\tadversarial network\tterm
שכבה\tlayer\tterm
עמוק\tdeep\tadj
בנו\tin us\tfunction
של\tof\tfunction
האם | ב\t-\tfunction
בסופו של דבר\teventually\tphrase
דבר\tthing\tnoun
מחלק\tdivide\tverb
חלק\tpart\tnoun
חלק\tsmooth / part\tadj
ראש\thead\tterm
ראש\tstart\tnoun
""".splitlines()
)
CLUB_LINES = [
    (number, line)
    for number, line in enumerate(
        (files("paperqa.language") / "glossary.tsv").read_text(encoding="utf-8").splitlines(),
        start=1,
    )
    if not line.startswith("#")
]
KINDS = get_args(GlossaryKind)
ROW = re.compile(
    r"""[א-ת][א-ת "'-]*(?: \| [א-ת][א-ת "'-]*)*\t[^\sא-ת|][^\tא-ת|]*\t"""
    rf"(?:{'|'.join(KINDS)})"
)
RUN = re.compile(r"[א-ת][א-ת\"' -]*")
MARKED = st.text(
    alphabet="\u05b0\u05b8\u05bc\u05c1\u05c2\u200e\u200f\u202a\u202c\u2066\u2069\ufeff"
)


def english(text: str) -> tuple[str, ...] | None:
    match = SMALL.match(hebrew_words(text))
    return match.entry.english if match else None


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("קשב", Match(Entry(("attention",), "term"), 1, "")),
        ("קשב עצמי", Match(Entry(("self-attention", "intra-attention"), "term"), 2, "")),
        ("מנגנון קשב עמוק", Match(Entry(("attention mechanism",), "term"), 2, "")),
        (
            "מנגנון קשב עצמי רב ראשי",
            Match(Entry(("multi-head self-attention",), "term"), 5, ""),
        ),
        ("מנגנון קשב עצמי", Match(Entry(("attention mechanism",), "term"), 2, "")),
        ("מנגנון אחר", Match(Entry(("mechanism",), "noun"), 1, "")),
        ("בסופו של דבר", Match(Entry(("eventually",), "phrase"), 3, "")),
    ],
)
def test_the_longest_phrase_wins(text: str, match: Match) -> None:
    assert SMALL.match(hebrew_words(text)) == match


@pytest.mark.parametrize(
    ("text", "prefix", "count"),
    [
        ("מנגנון הקשב", "", 2),
        ("במנגנון הקשב", "ב", 2),
        ("ושבמנגנוני הקשב", "ושב", 2),
        ("רשתות יריבות", "", 2),
        ("הרשת היריבה", "ה", 2),
        ("רשת שיריבה", "", 1),  # only an article may stand inside a phrase
        ("מנגנון בקשב", "", 1),
        ("שלקשב", "של", 1),
    ],
)
def test_joined_letters_and_an_article_inside_a_phrase_do_not_hide_it(
    text: str, prefix: str, count: int
) -> None:
    match = SMALL.match(hebrew_words(text))
    assert match is not None
    assert (match.prefix, match.count) == (prefix, count)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("שכבות", "layer"),
        ("בשכבת", "layer"),
        ("עמוקות", "deep"),
        ("רשתותיהם", "network"),
        ("מחלק", "divide"),  # not "from a part": the whole word comes first
        ("מחלקים", "divide"),
        ("החלק", "part"),
    ],
)
def test_words_are_found_in_any_regular_form(word: str, meaning: str) -> None:
    found = english(word)
    assert found is not None
    assert found[0] == meaning


def test_a_form_of_two_rows_means_both_the_first_row_first() -> None:
    assert SMALL.match(["ראש"]) == Match(Entry(("head", "start"), "term"), 1, "")
    assert SMALL.match(["חלק"]) == Match(Entry(("part", "smooth"), "noun"), 1, "")


def test_a_function_word_has_no_endings() -> None:
    assert english("בנו") == ("in us",)
    assert english("ובנו") == ("in us",)
    assert english("בנויים") is None


def test_a_function_word_begins_no_phrase_of_another_word() -> None:
    glossary = Glossary(["על\ton\tfunction", "עלות אימון\ttraining cost\tterm"])
    assert glossary.match(["על", "האימונ"]) == Match(Entry(("on",), "function"), 1, "")
    assert glossary.match(["לעלות", "האימונ"]) == Match(Entry(("training cost",), "term"), 2, "ל")


def test_a_dash_says_nothing() -> None:
    assert SMALL.match(["האמ"]) == Match(Entry((), "function"), 1, "")
    assert SMALL.match(["ב"]) == Match(Entry((), "function"), 1, "")


def test_an_unknown_word_matches_nothing() -> None:
    assert SMALL.match(["בננה"]) is None
    assert SMALL.match(["עצמי"]) is None  # only within a phrase


def test_rows_are_kept_in_the_order_of_the_lines() -> None:
    assert SMALL.rows[0] == Entry(("attention",), "term")
    assert SMALL.rows[-1] == Entry(("start",), "noun")
    assert len(SMALL.rows) == 19


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("קשב attention term", "expected forms, English and a kind, by tabs"),
        ("קשב\tattention", "expected forms, English and a kind"),
        ("קשב\tattention\tterm\tmore", "expected forms, English and a kind"),
        ("קשב\tattention\tthing", "expected forms, English and a kind"),
        ("attention\tattention\tterm", "'attention' holds no Hebrew word"),
        ("קשב | \tattention\tterm", "' ' holds no Hebrew word"),
        ("קשב\t\tterm", "expected English, or '-' for nothing"),
        ("קשב\ta /  / b\tterm", "expected English, or '-' for nothing"),
    ],
)
def test_a_broken_line_is_named(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"^glossary line 3: ") as caught:
        Glossary(["# two lines", "", line])
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("BERT 3", ()),
        ("פיין-טיונינג", ("פיינ", "טיונינג")),
        ("פיין־טיונינג", ("פיינ", "טיונינג")),
        ("ג׳יפיטי", ("גיפיטי",)),
        ("דו״ח", ("דוח",)),
        ("שָׁלוֹם", ("שלומ",)),
        ("ב-BERT הגדול", ("ב", "הגדול")),
    ],
)
def test_hebrew_words_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert hebrew_words(text) == words


@given(st.lists(st.tuples(st.sampled_from("אבגהשמי -"), MARKED), max_size=30))
def test_points_and_direction_marks_never_change_words(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(letter + marks for letter, marks in pieces)
    assert hebrew_words(marked) == hebrew_words("".join(letter for letter, _ in pieces))


@given(st.text(alphabet="\ufb2a\ufb2b\ufb2e\ufb31\ufb35\ufb4b", min_size=1))
def test_ready_made_letters_with_points_are_the_plain_ones(text: str) -> None:
    plain = dict(zip("\ufb2a\ufb2b\ufb2e\ufb31\ufb35\ufb4b", "ששאבוו", strict=True))
    assert hebrew_words(text) == hebrew_words("".join(plain[char] for char in text))


# The club's own file


def test_every_line_of_the_clubs_glossary_is_well_formed() -> None:
    odd = [(number, line) for number, line in CLUB_LINES if not ROW.fullmatch(line) or "  " in line]
    assert odd == []
    assert len(CLUB_LINES) >= 2500


def test_no_form_of_the_clubs_glossary_stands_in_three_rows_or_twice_in_one() -> None:
    counts: Counter[tuple[str, ...]] = Counter()
    for _, line in CLUB_LINES:
        counts.update({hebrew_words(form) for form in line.split("\t")[0].split("|")})
    assert [form for form, count in counts.items() if count > 2] == []


def test_no_row_of_the_clubs_glossary_says_the_same_twice() -> None:
    said = [(number, line.split("\t")[1].split(" / ")) for number, line in CLUB_LINES]
    assert [(number, ways) for number, ways in said if len(ways) != len(set(ways))] == []


def test_the_clubs_glossary_is_sorted_by_kind_and_english() -> None:
    order = ("term", "name", "noun", "adj", "verb", "adv", "phrase", "function")
    keys = [line.split("\t")[1:] for _, line in CLUB_LINES]
    places = [(order.index(kind), ways.lower().split(" / ")[0]) for ways, kind in keys]
    assert places == sorted(places)


def test_nearly_every_word_of_running_hebrew_is_resolved(shared: Path) -> None:
    reviews = shared / "hebrew" / "reviews.jsonl"
    if not reviews.is_file():
        pytest.skip("needs ../shared/hebrew/reviews.jsonl, which is not here")
    glossary = club_glossary()
    words = resolved = 0
    for review in reviews.read_text(encoding="utf-8").splitlines():
        for run in RUN.findall(normalise_hebrew(json.loads(review)["text"])):
            left = hebrew_words(run)
            words += len(left)
            while left:
                match = glossary.match(left[:8])
                resolved += match.count if match else 0
                left = left[match.count if match else 1 :]
    print(f"the glossary resolves {resolved} of {words} words: {resolved / words:.4f}")  # noqa: T201
    assert resolved / words >= 0.95


def test_an_acronym_takes_prefixes_and_no_endings() -> None:
    glossary = Glossary(['דוא"ל\temail\tnoun'])
    assert glossary.match(["הדואל"]) is not None
    assert glossary.match(["הדואלית"]) is None
