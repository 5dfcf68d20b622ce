"""The markers of an answer, ``[2]``: links that open the page with the cited words lit.

A browser without a script follows the link; ``pages/lit.js`` shows the same in a dialog. The chat
strips ``aria-`` and ``data-`` attributes, so a title tells what is opened, and a class the source.
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from paperqa.types import Citation
from paperqa.ui.links import quote_link
from paperqa.ui.prose import attribute
from paperqa.ui.texts import Labels

_MARKER: Final = Markup(
    '<bdi><a class="marker lit {support} {source}" href="{href}" title="{title}">'
    "[{number}]</a></bdi>"
)


def marker_links(citations: Sequence[Citation], key: str, labels: Labels) -> dict[int, Markup]:
    """Return the link of each marker by its number; ``key`` is that of the answer."""
    return {
        citation.marker: _MARKER.format(
            support=citation.support,
            href=citation_link(citation),
            source=source_id(key, citation.marker),
            title=attribute(_title(citation, labels)),
            number=citation.marker,
        )
        for citation in citations
    }


def citation_link(citation: Citation) -> str:
    """Return the deep link to the words of a citation."""
    return quote_link(citation.paper.id, citation.page, citation.quote)


def source_id(key: str, number: int) -> str:
    """Return the id of the words of source ``number`` in the column of answer ``key``."""
    return f"s-{key}-{number}"


def _title(citation: Citation, labels: Labels) -> str:
    """Return what a marker opens, and a doubt where there is one."""
    place = labels.page.format(citation.page) if citation.page else labels.note
    doubt = {"weak": labels.weak, "none": labels.unsupported}.get(citation.support, "")
    parts = (citation.paper.title or citation.paper.id, place, doubt)
    return ", ".join(part for part in parts if part)
