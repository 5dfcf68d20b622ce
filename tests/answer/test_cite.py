"""What a reader sees of a streamed answer with citations."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperqa.answer.cite import CitationStream
from paperqa.answer.markers import Marker, find_markers


def show(text: str, known: tuple[int, ...] = tuple(range(1, 10))) -> tuple[str, tuple[int, ...]]:
    stream = CitationStream(known)
    return stream.feed(text) + stream.close(), stream.sources


@pytest.mark.parametrize(
    ("written", "shown", "sources"),
    [
        ("Attention is enough [1].", "Attention is enough [1].", (1,)),
        ("Two sources [3, 5].", "Two sources [1][2].", (3, 5)),
        ("Two sources [3][5].", "Two sources [1][2].", (3, 5)),
        ("Two sources [3; 5] or [3،5].", "Two sources [1][2] or [1][2].", (3, 5)),
        ("A range [2-4].", "A range [1][2][3].", (2, 3, 4)),
        ("A range [2–4, 7].", "A range [1][2][3][4].", (2, 3, 4, 7)),
        ("Lenticular 【4】.", "Lenticular [1].", (4,)),
        ("Full width ［４］.", "Full width [1].", (4,)),
        ("Arabic digits [٤].", "Arabic digits [1].", (4,)),
        ("Labelled [ID:4], [ID: 4, ID:5].", "Labelled [1], [1][2].", (4, 5)),
        ("Labelled [Passage 4] and [source #5].", "Labelled [1] and [2].", (4, 5)),
        ("A footnote[^4].", "A footnote[1].", (4,)),
        ("Padded [ 4 ].", "Padded [1].", (4,)),
        ("The hidden_states [4].", "The hidden_states [1].", (4,)),
        ("Glued[4], word[5].", "Glued[1], word[2].", (4, 5)),
        ("A larger rack[4], GPT-a[5].", "A larger rack[1], GPT-a[2].", (4, 5)),
        ("ההפסד יורד [4]. שוב[5], ו־[קטע 4].", "ההפסד יורד [1]. שוב[2], ו־[1].", (4, 5)),
        ("תשומת לב (Attention) [‏4‏].", "תשומת לב (Attention) [1].", (4,)),
        ("In two brackets [[4]].", "In two brackets [[1]].", (4,)),
        ("[4] opens the line.\n[5] too.", "[1] opens the line.\n[2] too.", (4, 5)),
    ],
)
def test_every_form_of_a_marker_is_shown_as_a_plain_number_by_first_use(
    written: str, shown: str, sources: tuple[int, ...]
) -> None:
    assert show(written) == (shown, sources)


@pytest.mark.parametrize(
    "text",
    [
        "`arr[1]`",
        "``a ` b[1]``",
        "```python\nx = arr[1]\n```",
        "  ~~~\narr[1]\n~~~ not the end [2]\n~~~~",
        "```\nnever closed [1]",
        "$x[1] + y$",
        "$$\nx[1]\n+ y[2]\n$$",
        r"\(x[1]\)",
        "\\[\nx[1]\n\\]",
        r"\[1] is escaped",
        "in [0, 1], of size [224, 224] or [512]",
        "a range [-1, 1] and (1, 2]",
        "outputs.hidden_states[1] and past_key_values[1][2]",
        "arr[1] and x[1][2] in prose, (i[3])",
        "[Figure 2] [a] [] [1, see 2] [1.5] [1,,2] [1 2] [link](https://example.org)",
        "an open [1",
        "[" + " " * 70 + "1]",
    ],
)
def test_code_maths_intervals_and_other_brackets_stay_as_written(text: str) -> None:
    assert show(text) == (text, ())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("costs $5 [3] and $6 [3].", "costs $5 [1] and $6 [1]."),
        ("costs $5 [3]/$6 [3].", "costs $5 [1]/$6 [1]."),
        ("costs $5 [3] or $ 6", "costs $5 [1] or $ 6"),
        (r"costs $5 [3]\$ or", r"costs $5 [1]\$ or"),
        ("see ```\nwhat is no fence [3]", "see ```\nwhat is no fence [1]"),
        ("$[3]" + "x" * 295 + "$5", "$[1]" + "x" * 295 + "$5"),
        ("costs $ 5 [3]$", "costs $ 5 [1]$"),
        ("an open ` stays open [3]\n`", "an open ` stays open [1]\n`"),
        ("an open `` has `one [3]", "an open `` has `one [1]"),
        (r"an open \( stays open [3]", r"an open \( stays open [1]"),
        ("an open $$ ends [3]\n\n$$", "an open $$ ends [1]\n\n$$"),
        ("`" + "x" * 300 + "[3]`", "`" + "x" * 300 + "[1]`"),
        ("_stressed_[3]", "_stressed_[1]"),
        ("```\ncode\n```\nafter [3]", "```\ncode\n```\nafter [1]"),
        ("```code[3]``` [3]", "```code[3]``` [1]"),
        ("$a$ [3] $b$", "$a$ [1] $b$"),
        (r"\$5 [3] and 6$", r"\$5 [1] and 6$"),
    ],
)
def test_text_after_an_opener_that_is_never_closed_or_is_over_is_read(
    written: str, shown: str
) -> None:
    assert show(written) == (shown, (3,))


@pytest.mark.parametrize(
    ("written", "shown", "sources"),
    [
        ("True [7].", "True.", ()),
        ("True [7] and [2].", "True and [1].", (2,)),
        ("True [7, 2].", "True [1].", (2,)),
        ("True [7][2].", "True [1].", (2,)),
        ("True [2] [7].", "True [1].", (2,)),
        ("True [7]and more", "True and more", ()),
        ("True [2][2] [2], again [2].", "True [1], again [1].", (2,)),
        ("[[7]2]", "[?2]", ()),
        ("True [99].", "True.", ()),
    ],
)
def test_an_unknown_number_is_dropped_with_the_space_before_it_and_no_number_stands_twice(
    written: str, shown: str, sources: tuple[int, ...]
) -> None:
    assert show(written, known=(1, 2, 3)) == (shown, sources)


def test_nothing_is_held_back_longer_than_it_is_in_doubt() -> None:
    stream = CitationStream([4])
    shown = [stream.feed(c) for c in "so [4] it"]
    assert shown == ["s", "o", "", "", "", " [1]", "", " i", "t"]
    assert [stream.feed(c) for c in " [see"] == ["", "", "", "", ""]
    assert stream.feed("!") == " [see!"
    assert stream.close() == ""


@pytest.mark.parametrize("opener", ["`", "$", r"\(", "["])
def test_an_opener_that_stays_open_holds_back_no_more_than_a_line_of_text(opener: str) -> None:
    stream, text = CitationStream([4]), opener + "x" * 310
    assert stream.feed(text[:20]) == ""
    assert stream.feed(text[20:]) == text


def test_markers_of_a_shown_text_are_found_where_they_stand() -> None:
    text = "One [1][2], `arr[3]`, two [3]."
    found = find_markers(text)
    assert found == (Marker(4, 7, (1,)), Marker(7, 10, (2,)), Marker(26, 29, (3,)))
    assert [text[m.start : m.end] for m in found] == ["[1]", "[2]", "[3]"]


# Any text at all, thick with the characters that matter.
alphabet = r"[ ] 【 】 1 2 9 0 , - ` ``` ~~~ $ \ ( ) a _ א ID: [1] [9] `` $$ \[ \] ."
tricky = st.lists(st.sampled_from([*alphabet.split(), " ", "\n"]), max_size=40).map("".join)


@settings(deadline=None)
@given(text=tricky, cuts=st.lists(st.integers(0, 200), max_size=12))
@example(text="$[1]$5 `[1]`` $[1]", cuts=list(range(40)))
@example(text="a [1] `b[2]` $c[1]$ \\(d\\) [9].", cuts=list(range(40)))
def test_no_way_of_cutting_the_stream_changes_what_is_shown(text: str, cuts: list[int]) -> None:
    stream = CitationStream([1, 2])
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    shown = "".join(stream.feed(text[a:b]) for a, b in pairwise(edges))
    assert (shown + stream.close(), stream.sources) == show(text, known=(1, 2))


@settings(deadline=None)
@given(text=tricky)
def test_character_by_character_no_half_marker_is_ever_shown(text: str) -> None:
    final, _ = show(text, known=(1, 2))
    inside = {at for m in find_markers(final) for at in range(m.start + 1, m.end)}
    stream, shown = CitationStream([1, 2]), ""
    for character in text:
        shown += stream.feed(character)
        assert final.startswith(shown)
        assert len(shown) not in inside


@settings(deadline=None)
@given(text=tricky)
def test_shown_markers_count_up_from_one_and_name_exactly_the_sources(text: str) -> None:
    final, sources = show(text, known=tuple(range(1, 100)))
    numbers = [n for marker in find_markers(final) for n in marker.numbers]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(sources) + 1))
    assert show(final, known=tuple(range(1, 100))) == (final, tuple(range(1, len(sources) + 1)))


# Well-formed answers, put together from parts whose display is known without any parsing.
verbatim = st.sampled_from(["`arr[1]`", "``x ` [2]``", "$x[1]$", r"\(a[2]\)", "[0, 1]", "[512]"])
word = st.text("abאבגé", min_size=1, max_size=6)
cited = st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True)
form = st.sampled_from(["[{}]", "【{}】", "［{}］", "[ID:{}]", "[ {} ]"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.one_of(word, verbatim), st.none() | st.tuples(cited, form))))
def test_an_answer_made_of_known_parts_is_shown_part_by_part(
    parts: list[tuple[str, tuple[list[int], str] | None]],
) -> None:
    known, order = {1, 2, 3, 4, 5}, dict[int, int]()
    written, expected = "", ""
    for text, citation in parts:
        written, expected = f"{written}{text}", f"{expected}{text}"
        if citation:
            numbers, shape = citation
            written += " " + shape.format(", ".join(map(str, numbers)))
            shown = [order.setdefault(n, len(order) + 1) for n in numbers if n in known]
            expected += " " * bool(shown) + "".join(f"[{n}]" for n in shown)
        written, expected = written + " ", expected + " "
    assert show(written, known=tuple(known)) == (expected, tuple(order))
