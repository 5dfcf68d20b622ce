"""A reference under an answer, as Markdown: paper, place, the quote as a block, a link to its page.

Lines of a reference run left to right, for papers are English; a Hebrew note's quote does not.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

from paperqa.chats.plain_markdown import inline, plain
from paperqa.chats.texts import ExportTexts
from paperqa.sources.arxiv_id import parse_arxiv_id
from paperqa.types import Citation, Paper

_MOST_AUTHORS: Final = 3
_URL_SIGNS: Final = "!#$%&'*+,-./:;=?@_~"
"""What stands in a link as it is: no brackets, no quotes, no backslash."""


def reference_line(citation: Citation, texts: ExportTexts) -> str:
    """Return the line that says what marker ``[n]`` stands for."""
    parts = [part for part in _parts(citation, texts) if part]
    return rf"**\[{citation.marker}\]** {' · '.join(parts)}"


def quote_block(citation: Citation) -> str:
    """Return the quote on one line; where lines break in a PDF says nothing."""
    return f"> {plain(' '.join(citation.quote.split()))}"


def _parts(citation: Citation, texts: ExportTexts) -> Iterator[str]:
    paper, passage = citation.paper, citation.passage
    yield f"*{inline(paper.title or paper.id)}*"
    yield inline(_authors(paper, texts))
    yield str(paper.year or "")
    yield texts.note if passage.kind == "note" else ""
    yield inline(passage.section)
    yield texts.page.format(citation.page) if citation.page else ""
    yield _link(citation, texts)
    yield texts.doubt[citation.support]


def _authors(paper: Paper, texts: ExportTexts) -> str:
    if len(paper.authors) <= _MOST_AUTHORS:
        return ", ".join(paper.authors)
    return f"{', '.join(paper.authors[:_MOST_AUTHORS])} {texts.and_others}"


def _link(citation: Citation, texts: ExportTexts) -> str:
    """Return a link to the page of the quote, or to the paper's where there is none."""
    paper = citation.paper
    edition = parse_arxiv_id(paper.id)
    pdf = f"https://arxiv.org/pdf/{edition}" if edition else paper.pdf_url
    web = f"https://arxiv.org/abs/{edition}" if edition else paper.url
    name = f"arXiv:{edition}" if edition else ""
    if citation.passage.kind == "paper" and _is_web(pdf):
        if citation.page:
            return _linked(
                name or texts.pdf_page.format(citation.page), f"{pdf}#page={citation.page}"
            )
        return _linked(name or texts.pdf, pdf)
    return _linked(name or texts.web, web) if _is_web(web) else ""


def _linked(words: str, url: str) -> str:
    return f"[{inline(words)}](<{quote(url, safe=_URL_SIGNS, errors='replace')}>)"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
