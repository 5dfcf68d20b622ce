"""The view of a quote: picture of its page with a box on each of its lines, and the quote as text.

Boxes are placed in per cent of the picture; ``data-box`` holds left, bottom, right and top in
points from the lower left corner of the page as it is shown.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote as quoted

from markupsafe import Markup

from paperqa.answer.lit_quote import LitQuote
from paperqa.language.script import question_language
from paperqa.sources.quote_boxes import PageBoxes
from paperqa.types import Box, Citation, Lang
from paperqa.ui.markers import citation_link
from paperqa.ui.pages.texts import VIEW, ViewTexts
from paperqa.ui.prose import direction, running_text, verbatim
from paperqa.ui.sources import place_of, source_links
from paperqa.ui.texts import LABELS

_NONE: Final = Markup("")
_VIEW: Final = Markup(
    '<article class="lit-view"{way} data-link="{link}"><header>'
    '<h2 id="lit-title"><bdi{title_way}>{title}</bdi></h2><p class="lit-where">{where}</p></header>'
    "{pages}"
    '<section class="lit-words">{why}<blockquote class="lit-quote" aria-label="{label}"{quote_way}>'
    "{quote}</blockquote>"
    '<p class="lit-tools"><button type="button" data-copy="quote">{copy_quote}</button>'
    '<button type="button" data-copy="link">{copy_link}</button>'
    '<span class="lit-said" role="status" data-copied="{copied}" data-not-copied="{not_copied}">'
    "</span></p>{links}{passage}</section></article>"
)
_PAGES: Final = Markup('<div class="lit-pages" tabindex="0" role="group" aria-label="{}">{}</div>')
_PAGE: Final = Markup(
    '<figure class="lit-page"><div class="lit-sheet"{shape}><img src="{source}" alt="{alt}">'
    "{boxes}</div><figcaption>{caption}</figcaption></figure>"
)
_BOX: Final = Markup('<span class="lit-box" style="{}" data-box="{}"></span>')
_PASSAGE: Final = Markup(
    '<div class="lit-passage"><h3>{}</h3><p class="passage"{}>{}<mark>{}</mark>{}</p></div>'
)


def picture_address(paper: str, page: int) -> str:
    """Return where the picture of a page is served."""
    return f"/page/{quoted(paper)}/{page}.png"


def view_html(lit: LitQuote, lang: Lang) -> Markup:
    """Return the view with labels in ``lang``."""
    citation, texts = lit.citation, VIEW[lang]
    paper, passage = citation.paper, citation.passage
    title = paper.title or paper.id
    places = place_of(passage, citation.page, LABELS[lang])
    where = (Markup("<bdi>{}</bdi>").format(place) for place in places)
    return _VIEW.format(
        way=direction(lang),
        link=citation_link(citation),
        title_way=direction(question_language(title)),
        title=verbatim(title),
        where=Markup(" · ").join(where),
        pages=_pages(lit, texts, lang),
        why=_why(lit, texts),
        label=texts.quote,
        quote_way=direction(passage.lang),
        quote=running_text(citation.quote),
        copy_quote=texts.copy_quote,
        copy_link=texts.copy_link,
        copied=texts.copied,
        not_copied=texts.not_copied,
        links=source_links(paper, passage, citation.page, LABELS[lang]),
        passage=_passage(citation, texts) if lit.unlit else _NONE,
    )


def failed_view_html(message: str, lang: Lang) -> Markup:
    """Return what stands in place of the view: one clear line."""
    line = Markup('<article class="lit-view failed"{}><h2 id="lit-title">{}</h2>{}</article>')
    said = Markup('<p class="error" role="alert" dir="auto">{}</p>').format(verbatim(message))
    return line.format(direction(lang), VIEW[lang].failed, said)


def _why(lit: LitQuote, texts: ViewTexts) -> Markup:
    """Return why no words are lit."""
    why = texts.named if lit.named else texts.unlit[lit.unlit]
    return Markup('<p class="lit-why">{}</p>').format(why) if why else _NONE


def _pages(lit: LitQuote, texts: ViewTexts, lang: Lang) -> Markup:
    if lit.unlit == "no PDF" or (lit.unlit == "note" and not lit.named):
        return _NONE
    found = {page.page: page for page in lit.pages}
    pages = (_page(lit.citation, number, found, lang) for number in lit.page_numbers)
    return _PAGES.format(texts.pages, _NONE.join(pages))


def _page(citation: Citation, number: int, found: Mapping[int, PageBoxes], lang: Lang) -> Markup:
    texts, lit = VIEW[lang], found.get(number)
    alt = (texts.lit_picture if lit else texts.picture).format(
        page=number, title=citation.paper.title or citation.paper.id, quote=citation.quote
    )
    return _PAGE.format(
        # Its place is kept while the picture loads, so that the lit words can be scrolled to.
        shape=_shape(lit) if lit else _NONE,
        source=picture_address(citation.paper.id, number),
        alt=alt,
        boxes=_NONE.join(_box(box, lit) for box in lit.boxes) if lit else _NONE,
        caption=LABELS[lang].page.format(number),
    )


def _shape(page: PageBoxes) -> Markup:
    return Markup(' style="aspect-ratio: {:g} / {:g}"').format(page.width, page.height)


def _box(box: Box, page: PageBoxes) -> Markup:
    left, bottom, right, top = box
    place = {
        "left": left / page.width,
        "top": (page.height - top) / page.height,
        "width": (right - left) / page.width,
        "height": (top - bottom) / page.height,
    }
    style = "; ".join(f"{name}: {100 * share:.3f}%" for name, share in place.items())
    return _BOX.format(style, ",".join(f"{corner:g}" for corner in box))


def _passage(citation: Citation, texts: ViewTexts) -> Markup:
    passage = citation.passage
    before, after = passage.text[: citation.start], passage.text[citation.end :]
    parts = map(running_text, (before, citation.quote, after))
    return _PASSAGE.format(texts.passage, direction(passage.lang), *parts)
