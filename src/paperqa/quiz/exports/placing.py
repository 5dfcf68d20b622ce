"""Where an item's quote stands, in words: paper, section, page."""

from collections.abc import Sequence

from paperqa.quiz.exports.sheet_texts import TEXTS
from paperqa.types import Citation, Lang


def place_parts(citation: Citation, langs: Sequence[Lang]) -> tuple[str, ...]:
    """Return title, section and page (of a note: whose it is); what is empty is left out.

    The page is said once in each of ``langs``. Each part is one line; where directions mix, show
    each in an element of its own.
    """
    title = citation.paper.title or citation.paper.id
    pages = (_page(citation, lang) for lang in langs)
    parts = (" ".join(part.split()) for part in (title, citation.passage.section, *pages))
    return tuple(part for part in parts if part)


def where_of(citation: Citation, lang: Lang) -> str:
    """Return e.g. ``Attention Is All You Need · 3.2 Attention · p. 4``, the page in ``lang``."""
    return " · ".join(place_parts(citation, (lang,)))


def _page(citation: Citation, lang: Lang) -> str:
    if citation.passage.kind == "note":
        return TEXTS[lang].note
    return TEXTS[lang].page.format(citation.page) if citation.page else ""
