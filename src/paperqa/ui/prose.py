r"""Text of a PDF, a person or a model as HTML: all escaped, each paragraph in its own direction.

Two ways in. ``verbatim`` shows every character as it stands. ``paragraphs`` reads a model's
Markdown, without HTML, images, links and references: a model has no address to send a reader to.
The direction of a paragraph is that of its language and not of its first letter, for a Hebrew
paragraph may well open with ``Transformer``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from paperqa.answer.markers import find_markers
from paperqa.language.script import question_language
from paperqa.types import Lang
from paperqa.ui.terms import term_spans

_OPENS_MATHS: Final = re.compile(r"\$(?=\$)|\\(?=[(\[])")
_BLOCKS: Final = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "ordered_list_open"}
)
_QUOTED: Final = re.compile(r"\[\d+\]$")
_NO_LINKS: Final[Mapping[int, Markup]] = MappingProxyType({})
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


def running_text(text: str) -> Markup:
    """Return ``text`` like ``verbatim``; in Hebrew, terms and numbers keep their own order."""
    return _with_terms(text, verbatim)


def attribute(text: str) -> Markup:
    """Return ``text`` as the value of an attribute, on one line and without a formula's opener."""
    cut = str(escape(" ".join(text.split()))).replace("$", "&#36;").replace("\\", "&#92;")
    return Markup(cut)  # noqa: S704 - escaped above


def quoted_paragraphs(
    text: str, ends: Sequence[tuple[int, int]] = (), links: Mapping[int, Markup] = _NO_LINKS
) -> Markup:
    """Return quotations as paragraphs; ``ends`` holds (number, offset) of each own marker.

    ``links`` holds what stands for each of those numbers. The papers' own references, ``[7]``, are
    text. A paragraph that ends in no marker is a heading.
    """
    out = Markup("")
    offset = 0
    for paragraph in text.split("\n\n"):
        end = offset + len(paragraph)
        inner = Markup("")
        at = offset
        for number, start in ends:
            if offset <= start < end:
                inner += running_text(text[at:start]) + links[number]
                at = start + len(f"[{number}]")
        inner += running_text(text[at:end])
        attributes = direction(question_language(paragraph))
        kind = "quoted" if _QUOTED.search(paragraph) else "label"
        out += Markup('<p class="{}"{}>{}</p>').format(kind, attributes, inner)
        offset = end + len("\n\n")
    return out


def paragraphs(text: str, links: Mapping[int, Markup] = _NO_LINKS) -> Markup:
    """Return a model's Markdown as HTML; ``links`` holds what stands for a marker's number."""
    html = _MARKDOWN.render(text, {"links": links})
    return Markup(_one_line(html))  # noqa: S704 - _Prose escapes every text token


def _with_terms(text: str, written: Callable[[str], Markup]) -> Markup:
    out, at = Markup(""), 0
    for start, end in term_spans(text):
        term = Markup('<bdi dir="ltr">{}</bdi>').format(written(text[start:end]))
        out += written(text[at:start]) + term
        at = end
    return out + written(text[at:])


def _one_line(html: str) -> str:
    return html.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")


class _Prose(RendererHTML):
    """Writes text tokens with their markers as links, and blocks with their direction."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        content, links = tokens[idx].content, env["links"]
        out, at = Markup(""), 0
        for marker in find_markers(content):
            if set(marker.numbers) <= set(links):
                out += _with_terms(content[at : marker.start], escape)
                out += Markup(" ").join(links[number] for number in marker.numbers)
                at = marker.end
        return str(out + _with_terms(content[at:], escape))

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
