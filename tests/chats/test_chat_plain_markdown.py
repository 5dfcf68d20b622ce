"""Escaped text, read back by a Markdown reader that takes HTML, links, tables and the rest."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paperqa.chats.plain_markdown import fenced, inline, plain, plain_paragraphs

GITHUB = MarkdownIt("gfm-like", {"html": True})
"""Stricter than GitHub: takes ``example.com`` for a link too."""
WITH_SCHEMES = MarkdownIt("gfm-like", {"html": True})
assert WITH_SCHEMES.linkify
WITH_SCHEMES.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "[1]: https://evil.example",
    "[^1]: a footnote",
    "<https://evil.example> https://evil.example www.evil.example mailto:a@evil.example",
    "[[wiki]] ![[embedded]] %%hidden%% ==lit== #tag $x$ $$y$$ ~~gone~~",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. one",
    "12) twelve",
    "---",
    "===",
    "***",
    "___",
    "_ _ _",
    "```\ncode",
    "~~~\ncode",
    "`a` **b** _c_ __d__",
    "&lt;b&gt; &#60; &amp;",
    "a | b\n--|--\nc | d",
    "title\n=====",
    "title\n-----",
    "<!-- gone",
    "<div dir=rtl>",
    "</div>",
    "\\<b>",
    "\\",
    "ends in a backslash\\",
    ": definition",
    "    indented code",
    "\tindented code",
    r"\(x\) and \[y\]",
    "{{ liquid }} {% raw %}",
)


class Reader(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(f"{tag} {attrs}" if attrs else tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")


def words(text: str) -> list[str]:
    return "".join(c if c.isprintable() or c in "\u200e\u200f" else " " for c in text).split()


CHARACTERS = st.sampled_from(
    "ab1.)-=+_*`~#>|<&;[]()!\\/:@w$^%\"' \n\tא\u200f\u2028\x00"
) | st.characters(exclude_categories=["Cs"])


@given(st.text(CHARACTERS, max_size=30))
@settings(deadline=None, max_examples=600)
@example("https://x.com mailto:a@x.com")
@example("a\n    b")
def test_what_a_reader_sees_is_the_text_and_nothing_else(text: str) -> None:
    seen = Reader(WITH_SCHEMES.render(plain(text)))
    assert words(seen.text) == words(text)
    assert seen.tags <= {"p", "br"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    for markdown in (
        plain(text),
        f"## {inline(text)}",
        f"> {plain(text)}",
        f"- **{inline(text)}**",
    ):
        seen = Reader(GITHUB.render(markdown))
        assert words(seen.text) == words(text)
        assert seen.tags <= {"p", "br", "h2", "blockquote", "ul", "li", "strong"}


def test_what_only_obsidian_reads_is_escaped_too() -> None:
    assert inline("#tag %%x%% ==y== ^z $v$ [[w]]") == (
        r"\#tag \%\%x\%\% \=\=y\=\= \^z \$v\$ \[\[w\]\]"
    )


def test_plain_words_and_hebrew_stay_readable() -> None:
    text = "A base model (d = 512), e.g. BERT-base: 94% & more! האם ה-softmax עוזר?"
    assert plain(text) == text


def test_lines_and_paragraphs_stay_apart() -> None:
    assert plain("one\ntwo\n\n- three") == "one\\\ntwo\\\n\\- three"
    assert plain_paragraphs("one\ntwo\n \n\n# three\n\n") == ["one\\\ntwo", "\\# three"]


@pytest.mark.parametrize("text", ["no ticks", "a ``` b", "````\n~~~", "`" * 9])
def test_no_text_closes_its_fence(text: str) -> None:
    html = GITHUB.render(f"before\n\n{fenced(text, 'bibtex')}\n\nafter")
    seen = Reader(html)
    assert seen.tags == {"p", "pre", "code [('class', 'language-bibtex')]"}
    assert seen.text == f"before\n{text}\n\nafter\n"
