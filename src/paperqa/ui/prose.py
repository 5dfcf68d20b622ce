r"""Text of a PDF, a person or a model as HTML: all escaped, each paragraph in its own direction.

Two ways in. ``verbatim`` shows every character as it stands. ``paragraphs`` reads a model's
Markdown, without HTML, images, links and references: a model has no address to send a reader to.
The direction of a paragraph is that of its language and not of its first letter, for a Hebrew
paragraph may well open with ``Transformer``.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from paperqa.answer.markers import find_markers
from paperqa.language.script import question_language
from paperqa.types import Lang

_OPENS_MATHS: Final = re.compile(r"\$(?=\$)|\\(?=[(\[])")
_BLOCKS: Final = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "ordered_list_open"}
)
_QUOTED: Final = re.compile(r"\[\d+\]$")
_CELLS: Final = frozenset({"list_item_open", "td_open", "th_open"})


def direction(lang: Lang) -> Markup:
    """Return the attributes of an element whose text is in ``lang``."""
    return Markup(' dir="rtl" lang="he"') if lang == "he" else Markup(' dir="ltr" lang="en"')


def verbatim(text: str) -> Markup:
    """Return ``text`` escaped, on one line: the page's Markdown reader finds nothing in it.

    A line break becomes its character reference (an empty line would end the HTML block), and
    what would open a formula is cut in two by ``<wbr>``, which adds no character.
    """
    cut = _OPENS_MATHS.sub(r"\g<0><wbr>", str(escape(text)))
    return Markup(_one_line(cut))  # noqa: S704 - escaped above


def marker_link(number: int, key: str) -> Markup:
    """Return the link that opens source ``number`` of answer ``key``, isolated in any direction."""
    return Markup('<bdi><a class="marker" href="#s-{}-{}">[{}]</a></bdi>').format(
        key, number, number
    )


def quoted_paragraphs(text: str, ends: Sequence[tuple[int, int]], key: str) -> Markup:
    """Return quotations as paragraphs; ``ends`` holds (number, offset) of each own marker.

    The papers' own references, ``[7]``, are text. A paragraph that ends in no marker is a heading.
    """
    out = Markup("")
    offset = 0
    for paragraph in text.split("\n\n"):
        end = offset + len(paragraph)
        inner = Markup("")
        at = offset
        for number, start in ends:
            if offset <= start < end:
                inner += verbatim(text[at:start]) + marker_link(number, key)
                at = start + len(f"[{number}]")
        inner += verbatim(text[at:end])
        attributes = direction(question_language(paragraph))
        kind = "quoted" if _QUOTED.search(paragraph) else "label"
        out += Markup('<p class="{}"{}>{}</p>').format(kind, attributes, inner)
        offset = end + len("\n\n")
    return out


def paragraphs(text: str, numbers: Collection[int] = (), key: str = "") -> Markup:
    """Return a model's Markdown as HTML; markers of ``numbers`` open the sources of ``key``."""
    env = {"numbers": numbers, "key": key}
    html = _MARKDOWN.render(text, env)
    return Markup(_one_line(html))  # noqa: S704 - _Prose escapes every text token


def _one_line(html: str) -> str:
    return html.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")


class _Prose(RendererHTML):
    """Writes text tokens with their markers as links, and blocks with their direction."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        content = tokens[idx].content
        out, at = Markup(""), 0
        for marker in find_markers(content):
            if set(marker.numbers) <= set(env["numbers"]):
                out += escape(content[at : marker.start])
                out += Markup(" ").join(marker_link(n, env["key"]) for n in marker.numbers)
                at = marker.end
        return str(out + escape(content[at:]))

    def renderToken(  # noqa: N802 - markdown-it's name
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        token = tokens[idx]
        if token.type in _BLOCKS | _CELLS:
            lang = question_language(_text_inside(tokens, idx))
            token.attrSet("dir", "rtl" if lang == "he" else "ltr")
            token.attrSet("lang", lang)
        return super().renderToken(tokens, idx, options, env)


def _text_inside(tokens: Sequence[Token], idx: int) -> str:
    """Return the text of the block that ``tokens[idx]`` opens."""
    inside: list[str] = []
    for token in tokens[idx + 1 :]:
        if token.level == tokens[idx].level and token.nesting == -1:
            break
        inside.append(token.content)
    return " ".join(inside)


def _markdown() -> MarkdownIt:
    options: dict[str, Any] = {"html": False, "linkify": False}
    markdown = MarkdownIt("commonmark", options, renderer_cls=_Prose).enable("table")
    # "escape" off: it would eat the backslashes of \( and \[.
    return markdown.disable(
        ["image", "link", "autolink", "reference", "html_block", "html_inline", "escape"]
    )


_MARKDOWN: Final = _markdown()
