import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.print_html import document, export
from paperqa.quiz.item import Quiz

VOID = {"meta", "br"}
PLACE = "Attention Is All You Need · 3.2 Attention · p. 4 · עמ' 4"


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    around: "Node | None" = None
    inside: list["Node | str"] = field(default_factory=list)

    @property
    def way(self) -> str | None:
        """The direction that holds here: its own, else that of what is around it."""
        own = self.attributes.get("dir")
        return own or (self.around.way if self.around else None)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def all(self) -> Iterator["Node"]:
        yield self
        for one in self.inside:
            if isinstance(one, Node):
                yield from one.all()

    def of(self, *names: str) -> list["Node"]:
        """Return what has one of ``names`` as its tag or among its classes, in order."""
        return [
            node
            for node in self.all()
            if {node.tag, *(node.attributes.get("class") or "").split()} & set(names)
        ]


class Tree(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = self._at = Node("", {})
        self.feed(text)
        self.close()
        assert self._at is self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self._at)
        self._at.inside.append(node)
        if tag not in VOID:
            self._at = node

    def handle_endtag(self, tag: str) -> None:
        assert self._at.tag == tag
        assert self._at.around
        self._at = self._at.around

    def handle_data(self, data: str) -> None:
        self._at.inside.append(data)


def page_of(quiz: Quiz) -> Node:
    return Tree(document(quiz)).root


def sheet_of(quiz: Quiz) -> Node:
    return page_of(quiz).of("sheet")[0]


def key_of(quiz: Quiz) -> Node:
    return page_of(quiz).of("key")[0]


def shown(nodes: list[Node]) -> list[tuple[str | None, str]]:
    return [(node.way, node.text) for node in nodes]


def test_one_file_and_nothing_in_it_that_could_ask_for_another() -> None:
    assert list(export(SMALL_QUIZ).files) == ["quiz.html"]
    tags = {node.tag for node in page_of(SMALL_QUIZ).all()}
    assert not tags & {"script", "img", "link", "iframe", "object", "base", "form", "a", "b"}
    style = page_of(SMALL_QUIZ).of("style")[0].text
    assert not re.search(r"url\(|@import|@font-face", style)
    policy = page_of(SMALL_QUIZ).of("meta")[1].attributes["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_questions_read_back_each_in_its_direction() -> None:
    sheet = sheet_of(SMALL_QUIZ)
    gap = "______"
    assert shown(sheet.of("question")) == [
        ("ltr", f"The small model trains for {gap} hours."),
        ("rtl", f"המודל הקטן (small model) מתאמן במשך {gap} שעות."),
        ("ltr", r"=2+5 <script>alert(1)</script> Which cell? {a} ~b #c :d \e"),
        ("rtl", r"=2+5 איזה תא? {א} ~ב #ג :ד \ה"),
        ("ltr", "The large model trains for 12 hours."),
        ("rtl", "המודל הגדול מתאמן 12 שעות."),
        ("ltr", f"Scores are divided by {gap} before the softmax."),
        ("rtl", f"הציונים מחולקים ב-{gap} לפני ה-softmax."),
        ("ltr", "Explain why masks hide later words."),
        ("rtl", "הסבירו מדוע המיסוך (masking) מסתיר מילים מאוחרות."),
    ]


def test_choices_read_back_lettered_and_latin_ones_run_from_the_left() -> None:
    choices = sheet_of(quiz_in("he")).of("choices")
    read = [(box.of("letter")[0].text, *shown(box.of("bdi"))[0]) for box in choices[1].of("li")]
    assert read == [
        ("א", "ltr", "=SUM(A1:A2)"),
        ("ב", "ltr", "+SUM(B1)"),
        ("ג", "ltr", "-3 = x"),
        ("ד", "ltr", "@cmd|' /C calc'!A0"),
    ]
    assert shown(choices[2].of("bdi")) == [("rtl", "נכון"), ("rtl", "לא נכון")]


def test_two_languages_share_number_lines_quote_and_place() -> None:
    page = page_of(SMALL_QUIZ)
    for part in page.of("article"):
        items = part.of("item")
        assert [item.of("number")[0].text for item in items] == ["1", "2", "3", "4", "5"]
        assert [[one.way for one in item.of("wording")] for item in items] == [["ltr", "rtl"]] * 5
    assert [len(item.of("line")) for item in page.of("sheet")[0].of("item")] == [0, 0, 0, 1, 4]
    assert [node.text for node in page.of("place")] == [PLACE] * 5


def test_the_key_reads_back_with_answer_explanation_and_quote() -> None:
    key = key_of(SMALL_QUIZ)
    assert [node.text for node in key.of("answer")] == [
        *("C12", "ג12"),
        *("A=SUM(A1:A2)", "א=SUM(A1:A2)"),
        *("False", "לא נכון"),
        *("√dk", "√dk"),
        *("A word must not see its future.", "מילה לא רואה את עתידה."),
    ]
    assert shown(key.of("also")) == [
        ("ltr", "Also right: sqrt(d_k)"),
        ("rtl", "נכון גם: sqrt(d_k)"),
    ]
    assert shown(key.of("blockquote")) == [
        ("ltr", item.citation.quote) for item in SMALL_QUIZ.items
    ]
    assert [node.text for node in key.of("explanation")[2:4]] == [
        '"Quoted", <b>bold</b>; anda second line.',
        'דו"ח, <b>מודגש</b>; ושורהשנייה.',
    ]
    assert [mark.text for mark in key.of("glance")[0].of("li")] == [
        "1 C · ג",
        "2 A · א",
        "3 False · לא נכון",
    ]


def test_no_answer_stands_on_the_sheet() -> None:
    text = sheet_of(SMALL_QUIZ).text
    assert not [item.id for item in SMALL_QUIZ.items if item.citation.quote in text]
    assert "√dk" not in text


def test_a_formula_in_a_hebrew_line_is_isolated_and_whole() -> None:
    assert shown(key_of(quiz_in("he")).of("formula")) == [("ltr", r"\(\sqrt{d_k}\)")]


def test_a_hebrew_line_does_not_end_between_a_prefix_and_its_word() -> None:
    assert [node.text for node in sheet_of(quiz_in("he")).of("whole")] == ["ב-______", "ה-softmax."]


def test_a_line_of_english_in_a_hebrew_question_runs_from_the_left() -> None:
    wording = replace(OPEN.wording("he"), question='מדוע כתוב:\n"We mask words (1)"')
    sheet = sheet_of(Quiz("t", (replace(OPEN, wordings=(wording,)),), ("he",)))
    lines = sheet.of("question")[0].of("line-of")
    assert shown(lines) == [("rtl", "מדוע כתוב:"), ("ltr", '"We mask words (1)"')]


def test_a_title_cannot_end_the_style_sheet_or_its_own_string() -> None:
    title = '</style><script>alert(1)</script>"; } * { display: none } \\'
    root = page_of(replace(SMALL_QUIZ, title=title))
    assert [node.text for node in root.of("title", "h1")] == [title, title]
    assert not root.of("script")
    foot = root.of("style")[0].text.split("@bottom-left")[1]
    assert re.match(r' \{ content: "[\w \\]+"; \}', foot)


def test_papers_are_named_above_the_questions_where_there_are_several() -> None:
    other = replace(
        CLOZE.citation, paper=replace(CLOZE.paper, id="1", title="Masks & <i>Words</i>")
    )
    quiz = Quiz("t", (CHOICE, replace(CLOZE, citation=other), HOSTILE), ("en", "he"))
    assert [node.text for node in sheet_of(quiz).of("paper")] == [
        "Attention Is All You Need",
        "Masks & <i>Words</i>",
        "Attention Is All You Need",
    ]
    assert not sheet_of(quiz).of("about")
