from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small_quiz import CHOICE, CLOZE, HOSTILE, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.markdown_sheet import export
from paperqa.quiz.exports.plain_markdown import inline, plain
from paperqa.quiz.item import GAP, Quiz

READERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))
BLANK = "______"
LINE = "_" * 30


class Reader(HTMLParser):
    """Reads blocks of rendered Markdown: (tag, direction around it, text)."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str, str]] = []
        self._ways = ["ltr"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"div", "span"}:
            self._ways.append(dict(attrs).get("dir") or self._ways[-1])
        elif tag in {"p", "li", "h1", "h2"}:
            self.blocks.append((tag, self._ways[-1], ""))
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "span"}:
            self._ways.pop()

    def handle_data(self, data: str) -> None:
        if self.blocks and (data.strip() or self.blocks[-1][2]):
            tag, way, text = self.blocks[-1]
            self.blocks[-1] = (tag, way, text + data)


def read(markdown: str) -> list[tuple[str, str, str]]:
    """Return the blocks as GitHub's and plain Markdown show them; they must agree."""
    seen = []
    for renderer in READERS:
        reader = Reader()
        reader.feed(renderer.render(markdown))
        seen.append([(tag, way, clean(text)) for tag, way, text in reader.blocks])
    assert seen[0] == seen[1]
    return seen[0]


def clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def file(quiz: Quiz, name: str) -> str:
    return export(quiz).files[name].decode()


@pytest.mark.parametrize(
    "text",
    [
        "1. first\n2) second",
        "- a\n+ b\n* c",
        "# h\n> q\n: d",
        "*a* _b_ __c__ `d` [e](f) ![g](h) <b>i</b> ~~j~~ &amp; &#65; ==k== %%l%%",
        "a\n---",
        "a\n-",
        "a\n=",
        "- - -",
        "a\n===\nb\n---\n***\n___",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\ncode\n~~~",
        "    four spaces\n\tand a tab",
        "<!-- c -->\n<div>\n</div>",
        "[x]: http://a.example\n[x]",
        r"\(\sqrt{d_k}\) and $x^2$ \[y\] \\ \*",
        "הציונים מחולקים ב-√dk *לפני* ה-softmax_1",
        "a trailing backslash \\",
    ],
)
def test_text_is_shown_as_it_stands_and_as_one_paragraph(text: str) -> None:
    assert read(plain(text)) == [("p", "ltr", clean(text))]
    assert read(f"- {inline('x ' + text)}")[0][2] == "x " + " ".join(text.split())


@given(st.text(alphabet=' \n_*`[]()<>#-+=.1)!&;~|$\\:^aא"', min_size=1))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    gapless = text.replace(GAP, BLANK)
    shown = [("p", "ltr", clean(gapless))] if text.strip() else []
    assert read(plain(text)) == shown


@pytest.mark.parametrize(
    "gaps", [f"{GAP} and {GAP}.", f"({GAP}) or ({GAP})", GAP, f"ב-{GAP}, {GAP}"]
)
def test_gaps_are_six_underscores_and_no_emphasis_or_rule(gaps: str) -> None:
    assert read(plain(gaps)) == [("p", "ltr", gaps.replace(GAP, BLANK))]


def test_the_sheet_reads_back_item_by_item_with_its_hebrew_from_the_right() -> None:
    quiz = replace(SMALL_QUIZ, items=(HOSTILE, CLOZE))
    question = r"=2+5 <script>alert(1)</script> Which cell? {a} ~b #c :d \e"
    assert read(file(quiz, "quiz.md")) == [
        ("h1", "ltr", "Attention night · ערב קשב"),
        ("p", "ltr", "Attention Is All You Need"),
        ("p", "ltr", f"Name · שם: {LINE} Date · תאריך: {LINE[:12]}"),
        ("h2", "ltr", "1"),
        ("p", "ltr", question),
        ("li", "ltr", "A. =SUM(A1:A2)"),
        ("li", "ltr", "B. +SUM(B1)"),
        ("li", "ltr", "C. -3 = x"),
        ("li", "ltr", "D. @cmd|' /C calc'!A0"),
        ("p", "rtl", "=2+5 איזה תא? {א} ~ב #ג :ד \\ה"),
        ("li", "rtl", "א. =SUM(A1:A2)"),
        ("li", "rtl", "ב. +SUM(B1)"),
        ("li", "rtl", "ג. -3 = x"),
        ("li", "rtl", "ד. @cmd|' /C calc'!A0"),
        ("h2", "ltr", "2"),
        ("p", "ltr", f"Scores are divided by {BLANK} before the softmax."),
        ("p", "ltr", f"Answer: {LINE}"),
        ("p", "rtl", f"הציונים מחולקים ב-{BLANK} לפני ה-softmax."),
        ("p", "rtl", f"תשובה: {LINE}"),
    ]


def test_the_key_reads_back_with_answer_explanation_quote_and_place() -> None:
    quiz = replace(SMALL_QUIZ, items=(CHOICE, CLOZE))
    assert read(file(quiz, "quiz-key.md")) == [
        ("h1", "ltr", "Attention night · ערב קשב"),
        ("p", "ltr", "Answer key · תשובות"),
        ("h2", "ltr", "1"),
        ("p", "ltr", "C. 12"),
        ("p", "ltr", "12 hours & no more."),
        ("p", "rtl", "ג. 12"),
        ("p", "rtl", "12 שעות בלבד."),
        ("p", "ltr", CHOICE.citation.quote),
        ("p", "ltr", "Attention Is All You Need · 3.2 Attention · p. 4 · עמ' 4"),
        ("h2", "ltr", "2"),
        ("p", "ltr", "Answer: √dk"),
        ("p", "ltr", "Also right: sqrt(d_k)"),
        ("p", "ltr", r"In maths: \(\sqrt{d_k}\)."),
        ("p", "rtl", "תשובה: √dk"),
        ("p", "rtl", "נכון גם: sqrt(d_k)"),
        ("p", "rtl", r"בנוסחה: \(\sqrt{d_k}\)."),
        ("p", "ltr", CLOZE.citation.quote),
        ("p", "ltr", "Attention Is All You Need · 3.2 Attention · p. 4 · עמ' 4"),
    ]


def test_a_hebrew_key_runs_from_the_right_and_its_english_quotes_from_the_left() -> None:
    blocks = read(file(quiz_in("he"), "quiz-key.md"))
    quotes = {item.citation.quote for item in SMALL_QUIZ.items}
    assert {way for _, way, text in blocks if text in quotes} == {"ltr"}
    assert {way for _, way, text in blocks if text not in quotes} == {"rtl"}
    assert quotes < {text for _, _, text in blocks}


def test_what_a_hebrew_line_would_turn_about_is_isolated() -> None:
    sheet = file(quiz_in("he"), "quiz.md")
    assert '- **ג.** <span dir="ltr">-3 = x</span>' in sheet
    assert "- **ג.** 12\n" in sheet


def test_a_line_of_english_in_a_hebrew_question_keeps_its_direction() -> None:
    wording = replace(CLOZE.wording("he"), question='מדוע כתוב:\n"We mask words (1)"')
    quiz = Quiz("t", (replace(CLOZE, wordings=(wording,)),), ("he",))
    assert 'מדוע כתוב:\\\n<span dir="ltr">"We mask words (1)"</span>' in file(quiz, "quiz.md")


def test_the_sheet_gives_no_answer_away() -> None:
    sheet = file(SMALL_QUIZ, "quiz.md")
    for item in SMALL_QUIZ.items:
        assert item.citation.quote not in sheet
    assert "√dk" not in sheet
    assert "A word must not see its future." not in sheet
