"""A conversation as Markdown, whole, and as a Markdown reader shows it."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from test_chat_plain_markdown import HOSTILE, Reader, words

from paperqa.chats.chat import Chat, Exchange
from paperqa.chats.markdown import answer_markdown, chat_bibtex, chat_markdown
from paperqa.sources.bibtex import bibtex_of
from paperqa.types import Answer, Filters, Paper
from small_chats import ANSWER, ASKED, CHAT, CITATION, NOON, PAPER, PASSAGE, QUOTE, REFUSED, STOPPED

WHOLE = """\
# Why scale the dot products?

2026-07-25 12:00 UTC

## 1. Why scale the dot products?

We suspect that the softmax has extremely small gradients. \\[1\\]

*Quoted from the papers, word for word.*

**\\[1\\]** *Attention Is All You Need* · Ashish Vaswani, Noam Shazeer, Niki Parmar et al. · \
2017 · 3.2.1 Scaled Dot-Product Attention · p. 4 · \
[arXiv:1706.03762](<https://arxiv.org/pdf/1706.03762#page=4>)

> We suspect that the softmax has extremely small gradients.

<div dir="rtl">

## 2. מי ניצח בגביע?

*רק מתוך: המאמרים*

המאמרים אינם עונים על כך.

</div>

## 3. And then?

*This answer was not finished.*

The first wor

## References

```bibtex
@misc{vaswani2017attention,
  title = {Attention Is All You Need},
  author = {Ashish Vaswani and Noam Shazeer and Niki Parmar and Jakob Uszkoreit},
  year = {2017},
  eprint = {1706.03762},
  archivePrefix = {arXiv},
  url = {https://arxiv.org/abs/1706.03762},
}
```
"""
GITHUB = MarkdownIt("gfm-like", {"html": True})


def chat_of(answer: Answer, question: str = "Why?") -> Chat:
    return Chat(CHAT, (Exchange(question, answer.lang, NOON, answer),))


def test_a_conversation_is_written_whole() -> None:
    assert chat_markdown(Chat(CHAT, (ASKED, REFUSED, STOPPED))) == WHOLE


def test_an_answer_alone_is_that_part_of_the_whole() -> None:
    part = answer_markdown(ANSWER)
    assert part.startswith("We suspect that")
    assert part.endswith(f"> {QUOTE}\n")
    assert f"\n\n{part}\n<div" in WHOLE


def test_an_empty_conversation_is_a_title() -> None:
    assert chat_markdown(Chat(CHAT)) == "# A conversation\n"
    assert chat_bibtex(Chat(CHAT)) == ""


def test_a_question_that_broke_shows_its_error() -> None:
    broken = replace(STOPPED, said="no index at <index>; run: paperqa index", broken=True)
    text = chat_markdown(Chat(CHAT, (broken,)))
    assert text.endswith(
        "\n\n*This question could not be answered.*\n\n"
        "no index at \\<index\\>; run: paperqa index\n"
    )


def test_a_models_hebrew_answer_runs_right_to_left_and_its_english_quote_does_not() -> None:
    answer = replace(
        ANSWER,
        lang="he",
        text="כי ה-softmax נרווה [1].\n\nלכן מחלקים ב-√d [1].",
        mode="model",
        model="gemma-4-e2b",
        asked="למה מנרמלים את מכפלות ה-attention?",
        citations=(replace(CITATION, support="weak"),),
    )
    text = chat_markdown(chat_of(answer, "ולמה?"))
    assert (
        text[: text.index("\n## מקורות")]
        == """\
<div dir="rtl">

# ולמה?

</div>

2026-07-25 12:00 UTC

<div dir="rtl">

## 1. ולמה?

*השאלה שחופשה: למה מנרמלים את מכפלות ה-attention?*

כי ה-softmax נרווה \\[1\\].

לכן מחלקים ב-√d \\[1\\].

*נכתב בידי gemma-4-e2b על סמך הקטעים שלהלן.*

</div>

**\\[1\\]** *Attention Is All You Need* · Ashish Vaswani, Noam Shazeer, Niki Parmar ואחרים · \
2017 · 3.2.1 Scaled Dot-Product Attention · עמ' 4 · \
[arXiv:1706.03762](<https://arxiv.org/pdf/1706.03762#page=4>) · הקטע תומך בכך רק בחלקו

> We suspect that the softmax has extremely small gradients.

<div dir="rtl">
"""
    )


def test_a_long_question_stands_whole_under_a_short_heading() -> None:
    question = "Why, " + "and again why, " * 20 + "at all?"
    text = chat_markdown(chat_of(ANSWER, question))
    assert question[119] == " "
    assert text.startswith(f"# {question[:119]}…\n\n2026")
    assert f"## 1. {question[:119]}…\n\n{question}\n\n" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_anywhere_becomes_no_markup(hostile: str) -> None:
    paper = Paper("evil", hostile, (hostile,), 2020, "https://e.example/a", "https://e.example/p")
    passage = replace(PASSAGE, paper="evil", section=hostile, text=hostile)
    citation = replace(
        CITATION, paper=paper, passage=passage, quote=hostile, start=0, end=len(hostile)
    )
    answer = replace(
        ANSWER,
        text=f"{hostile} [1]",
        citations=(citation,),
        notice=hostile,
        asked=f"{hostile} whole",
        model=hostile,
        mode="model",
    )
    exchanges = (
        Exchange(hostile, "en", NOON, answer, filters=Filters(lists=(hostile,))),
        Exchange("and?", "en", NOON, None, hostile),
    )
    seen = Reader(GITHUB.render(chat_markdown(Chat(CHAT, exchanges))))
    assert seen.tags <= {
        *("h1", "h2", "p", "br", "em", "strong", "blockquote", "pre"),
        "code [('class', 'language-bibtex')]",
        "a [('href', 'https://e.example/p#page=4')]",
    }
    said, bibtex = seen.text.split("References\n")
    assert bibtex.split() == bibtex_of(paper).split()
    # Title, heading, filter, asked, answer, notice, model, title, author, section, quote, said.
    for word in words(hostile):
        assert said.count(word) >= 12


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https:///x", "https://[bad", "data:text/html,x", "//e.example", ""],
)
def test_an_address_that_is_no_web_page_is_left_out(url: str) -> None:
    paper = Paper("gpt1", "GPT", url=url, pdf_url=url)
    for passage in (replace(PASSAGE, paper="gpt1"), replace(PASSAGE, kind="note")):
        answer = replace(ANSWER, citations=(replace(CITATION, paper=paper, passage=passage),))
        text = chat_markdown(chat_of(answer))
        assert "](" not in text


def test_an_address_cannot_leave_its_link() -> None:
    url = 'https://e.example/a>)<b> "\\\n[x](y)`\ud800é'
    paper = Paper("gpt1", "GPT", pdf_url=url)
    answer = replace(ANSWER, citations=(replace(CITATION, paper=paper),))
    html = GITHUB.render(chat_markdown(chat_of(answer)))
    hrefs = [tag for tag in Reader(html).tags if tag.startswith("a ")]
    assert hrefs == [
        "a [('href', 'https://e.example/a%3E%29%3Cb%3E%20%22%5C%0A%5Bx%5D%28y%29%60?%C3%A9#page=4')]"
    ]


@pytest.mark.parametrize(
    ("paper", "kind", "page", "link"),
    [
        (PAPER, "note", None, "[arXiv:1706.03762](<https://arxiv.org/abs/1706.03762>)"),
        (PAPER, "paper", None, "[arXiv:1706.03762](<https://arxiv.org/pdf/1706.03762>)"),
        (Paper("gpt1", "GPT", pdf_url="https://o.ai/g.pdf"), "paper", 2,
         "[PDF, page 2](<https://o.ai/g.pdf#page=2>)"),
        (Paper("gpt1", "GPT", url="https://o.ai/g"), "paper", 2,
         "[Page of the paper](<https://o.ai/g>)"),
    ],
)  # fmt: skip
def test_a_reference_leads_to_the_page_or_to_the_paper(
    paper: Paper, kind: str, page: int | None, link: str
) -> None:
    passage = replace(PASSAGE, kind=kind)  # type: ignore[arg-type]
    citation = replace(CITATION, paper=paper, passage=passage, page=page)
    text = chat_markdown(chat_of(replace(ANSWER, citations=(citation,))))
    assert f" · {link}\n" in text
    assert ("the club's note" in text) == (kind == "note")


def test_each_paper_stands_once_in_the_bibliography_in_the_order_of_citation() -> None:
    lora = Paper("2106.09685", "LoRA", ("Edward Hu",), 2021)
    first = replace(ANSWER, citations=(replace(CITATION, paper=lora), CITATION))
    chat = Chat(CHAT, (Exchange("q", "en", NOON, first), STOPPED, ASKED))
    assert chat_bibtex(chat) == f"{bibtex_of(lora)}\n{bibtex_of(PAPER)}"


def test_backticks_of_a_title_do_not_close_the_bibliography() -> None:
    paper = replace(PAPER, title="``` # Owned")
    text = chat_markdown(chat_of(replace(ANSWER, citations=(replace(CITATION, paper=paper),))))
    assert "\n````bibtex\n" in text
    assert text.endswith("}\n````\n")


def test_half_a_surrogate_pair_can_be_written_to_a_file(tmp_path: Path) -> None:
    citation = replace(CITATION, quote=f"\ud800{QUOTE}", paper=replace(PAPER, title="A\ud800B"))
    chat = chat_of(replace(ANSWER, text="x\ud800", citations=(citation,)), "why\ud800?")
    (tmp_path / "chat.md").write_text(chat_markdown(chat), encoding="utf-8")
