import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.hebrew import fold_word
from paperqa.language.inflection import ENDINGS, Reading, prefix_lengths, readings

HEBREW = st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשת", min_size=1, max_size=10)
PREFIXED = st.builds(str.__add__, st.sampled_from(["", "ו", "ה", "ב", "שה", "וכשב", "לכש"]), HEBREW)
PARTS_OF_PREFIXES = ("לכש", "כש", "מש", "ש", "ו", "ה", "ב", "ל", "כ", "מ")


@pytest.mark.parametrize(
    ("word", "lengths"),
    [
        ("רשת", [0]),
        ("הרשת", [0, 1]),
        ("והרשת", [0, 1, 2]),
        ("שברשת", [0, 1, 2]),
        ("בהרשת", [0, 1, 2]),
        ("כשהרשת", [0, 1, 2, 3]),
        ("ולכשברשת", [0, 1, 2, 3, 4, 5]),
        ("ומשהרשת", [0, 1, 2, 3, 4]),
        ("משכבה", [0, 1, 2, 3]),
        ("שש", [0]),  # two letters must stay
        ("שלוש", [0, 1, 2]),
        ("ב", [0]),
        ("", [0]),
        ("bert", [0]),
        ("בbert", [0, 1]),
    ],
)
def test_prefixes_are_cut_between_letters_that_may_stand_in_a_row(
    word: str, lengths: list[int]
) -> None:
    assert prefix_lengths(word) == lengths


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("רשתות", "רשת"),  # plural
        ("שכבות", "שכבה"),
        ("מודלים", "מודל"),
        ("מטרות", "מטרה"),
        ("שכבת", "שכבה"),  # construct
        ("מודלי", "מודל"),
        ("פונקציות", "פונקציה"),
        ("פונקציית", "פונקציה"),
        ("עמוקה", "עמוק"),  # gender
        ("לינארית", "לינארי"),
        ("לינאריות", "לינארי"),
        ("לינאריים", "לינארי"),
        ("משקלו", "משקל"),  # possessives
        ("משקליהם", "משקל"),
        ("שכבותיו", "שכבה"),
        ("תוצאותיהם", "תוצאה"),
        ("הרשתות", "רשת"),  # with a prefix
        ("ובשכבות", "שכבה"),
        ("משכבות", "שכבה"),  # not only מש + כבות
        ("כשיטה", "שיטה"),
        ("נתון", "נתונים"),  # the glossary may have the plural only
    ],
)
def test_regular_endings_lead_to_the_base_form(word: str, base: str) -> None:
    assert fold_word(base) in {reading.base for reading in readings(fold_word(word))}


def test_whole_words_come_first_and_then_those_that_lose_an_ending() -> None:
    assert readings("השכבות")[:5] == (
        Reading("", "השכבות", whole=True),
        Reading("ה", "שכבות", whole=True),
        Reading("", "השכבה", whole=False),
        Reading("", "השכב", whole=False),
        Reading("", "השכבת", whole=False),
    )


def test_a_cut_within_one_prefix_is_tried_last() -> None:
    bases = [reading.base for reading in readings("משנימ")]
    assert bases[:3] == ["משנימ", "נימ", "משנ"]
    assert bases.index("משנה") < bases.index("שנימ")
    assert [reading.base for reading in readings("כשיטה")][:2] == ["כשיטה", "יטה"]
    assert Reading("כ", "שיטה", whole=True) in readings("כשיטה")


def test_a_stem_keeps_two_letters() -> None:
    bases = {reading.base for reading in readings("שמות")}
    assert "שמ" in bases  # שם
    assert {base for base in bases if len(base) < 2} == set()
    assert [reading.base for reading in readings("ב")] == ["ב"]


def test_endings_are_tried_longest_first_where_one_ends_another() -> None:
    endings = [ending for ending, _ in ENDINGS]
    assert len(endings) == len(set(endings))
    hidden = [
        (early, late)
        for at, early in enumerate(endings)
        for late in endings[at + 1 :]
        if late.endswith(early)
    ]
    assert hidden == []


@given(PREFIXED)
def test_every_reading_is_made_of_the_word(word: str) -> None:
    found = readings(word)
    assert found[0] == Reading("", word, whole=True)
    assert len({(one.prefix, one.base) for one in found}) == len(found)
    for one in found:
        assert word.startswith(one.prefix)
        rest = word.removeprefix(one.prefix)
        if one.whole:
            assert one.base == rest
            continue
        assert any(
            rest.endswith(ending) and one.base == rest[: len(rest) - len(ending)] + base
            for ending, bases in ENDINGS
            for base in bases
        )


@given(PREFIXED)
def test_prefixes_are_made_of_prefix_letters(word: str) -> None:
    lengths = prefix_lengths(word)
    assert lengths == list(range(len(lengths)))
    rest = word[: lengths[-1]]
    while rest:
        part = next(part for part in PARTS_OF_PREFIXES if rest.startswith(part))
        rest = rest.removeprefix(part)
