"""What a card to read and a card to play have in common: words as HTML, each in its direction."""

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from paperqa.language.script import question_language
from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.exports.sheet_items import may_name_paper, runs_as
from paperqa.quiz.item import QuizItem, Wording
from paperqa.types import Citation, Lang
from paperqa.ui.links import quote_link
from paperqa.ui.prose import direction
from paperqa.ui.quiz.texts import CARDS
from paperqa.ui.sources import source_links
from paperqa.ui.texts import LABELS

NONE: Final = Markup("")
_FORMULA: Final = re.compile(r"(\\\(.*?\\\)|\\\[.*?\\\]|\$\$.*?\$\$)", re.DOTALL)
_BDI: Final = Markup("<bdi{}>{}</bdi>")
_SOURCE: Final = Markup(
    '<blockquote class="quote"{quote_dir}>{quote}</blockquote><p class="place">{place}</p>'
    '<p class="show"><a class="lit" href="{href}">{show}</a></p>{links}'
)


def plain(text: str) -> Markup:
    """Return ``text`` escaped; a formula runs left to right wherever it stands."""
    parts = enumerate(_FORMULA.split(text))
    return NONE.join(
        _BDI.format(direction("en"), part) if odd % 2 else escape(part) for odd, part in parts
    )


def dotted(parts: Sequence[str]) -> Markup:
    """Return ``parts`` with dots between, each in its own direction."""
    return Markup(" · ").join(
        _BDI.format(direction(question_language(part)), plain(part)) for part in parts
    )


def lines(kind: str, text: str, lang: Lang) -> Markup:
    """Return each line of ``text`` as a paragraph; English ones in Hebrew run left to right."""
    return NONE.join(
        Markup('<p class="{}"{}>{}</p>').format(kind, direction(runs_as(line, lang)), plain(line))
        for line in text.splitlines()
        if line.strip()
    )


def inline(text: str, lang: Lang) -> Markup:
    """Return words within a line in ``lang``."""
    return _BDI.format(direction(runs_as(text, lang)), plain(text))


def sort_of(item: QuizItem, lang: Lang) -> tuple[str, ...]:
    """Return the kind, how hard it is and, where that gives nothing away, the paper."""
    title = (item.paper.title,) if may_name_paper(item) else ()
    texts = CARDS[lang]
    return (texts.kinds[item.kind], texts.difficulties[item.difficulty], *title)


def also_right(wording: Wording) -> Markup:
    """Return the other ways to fill the gap; empty where there is none."""
    if not wording.accepted:
        return NONE
    also = Markup(" · ").join(inline(one, wording.lang) for one in wording.accepted)
    return Markup('<p class="also">{} {}</p>').format(CARDS[wording.lang].also_right, also)


def source_of(citation: Citation, lang: Lang) -> Markup:
    """Return the quote, where it stands, and links to it; labels in ``lang``.

    The first link opens the page with the quote lit (``pages/lit.js``), the others lead outside.
    """
    passage, labels = citation.passage, LABELS[lang]
    return _SOURCE.format(
        quote_dir=direction(passage.lang),
        quote=plain(citation.quote),
        place=dotted(place_parts(citation, (lang,))),
        href=quote_link(citation.paper.id, citation.page, citation.quote),
        show=labels.show_note if passage.kind == "note" else labels.show_page,
        links=source_links(citation.paper, passage, citation.page, labels),
    )
