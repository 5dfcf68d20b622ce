"""One paper of the list as HTML: a box to choose it by, a line, and what opens under the line.

Everything that comes from a catalogue, a list, a note or an error is escaped.
"""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from paperqa.language.script import question_language
from paperqa.sources.arxiv_id import parse_arxiv_id
from paperqa.sources.links import ARXIV, web_address
from paperqa.types import Lang, Paper
from paperqa.ui.papers.searching import searched_text
from paperqa.ui.papers.shelf import ShelfRow
from paperqa.ui.papers.texts import PAPERS_TEXTS, PapersTexts
from paperqa.ui.prose import direction, verbatim

_NONE: Final = Markup("")
_NAMED: Final = 3
"""Authors in the line; all of them are under it."""
_ROW: Final = Markup(
    '<li class="paper" data-paper="{id}" data-found-by="{found_by}">{box}'
    '<details><summary><span class="line"><cite{title_dir}>{title}</cite>'
    '<span class="facts">{facts}</span></span>'
    '<span class="state {condition}">{state}</span></summary>'
    '<div class="more">{more}</div></details></li>'
)
_BOX: Final = Markup('<input type="checkbox" data-pick="{}" aria-label="{}">')
_NO_BOX: Final = Markup('<input type="checkbox" disabled aria-label="{}" title="{}">')
_LINK: Final = Markup(
    '<a class="outside" href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
)
_ASK: Final = Markup('<p class="do"><button type="button" data-ask="{}">{}</button></p>')


def row_html(row: ShelfRow, summary: str, lang: Lang) -> Markup:
    """Return the row; ``summary`` is the note's first sentence, or empty."""
    texts = PAPERS_TEXTS[lang]
    paper = row.paper
    title = title_of(paper)
    return _ROW.format(
        id=paper.id,
        found_by=searched_text(paper),
        box=_box(row, texts),
        title_dir=_way(title),
        title=verbatim(title),
        facts=_facts(paper, texts),
        condition=row.condition,
        state=texts.conditions[row.condition],
        more=_more(row, summary, lang),
    )


def title_of(paper: Paper) -> str:
    """Return the title, or the id where there is none."""
    return paper.title or paper.id


def _box(row: ShelfRow, texts: PapersTexts) -> Markup:
    name = texts.choose.format(title_of(row.paper))
    if row.searched:
        return _BOX.format(row.paper.id, name)
    return _NO_BOX.format(name, texts.cannot_choose)


def _facts(paper: Paper, texts: PapersTexts) -> Markup:
    """Return the first authors and the year: names in their own direction, the rest around."""
    parts = [_isolated(", ".join(paper.authors[:_NAMED]))] if paper.authors else []
    if len(paper.authors) > _NAMED:
        parts = [escape(texts.authors_more).format(parts[0])]
    if paper.year:
        parts.append(_isolated(str(paper.year)))
    return Markup(" · ").join(parts)


def _more(row: ShelfRow, summary: str, lang: Lang) -> Markup:
    texts, paper = PAPERS_TEXTS[lang], row.paper
    parts = []
    if len(paper.authors) > _NAMED:
        parts.append(_paragraph("authors", ", ".join(paper.authors)))
    if summary:
        said = Markup('<p class="summary"{}><span class="by">{}</span> {}</p>')
        parts.append(said.format(_way(summary), texts.note, verbatim(summary)))
    parts.append(Markup('<p class="explained">{}</p>').format(texts.explained[row.condition]))
    if row.reason:
        why = Markup('<bdi dir="auto">{}</bdi>').format(verbatim(row.reason))
        parts.append(Markup('<p class="reason">{}</p>').format(escape(texts.reason).format(why)))
    pages = texts.pages.format(row.pages) if row.pages else ""
    held = texts.passages.format(row.passages) if row.passages else ""
    parts.append(Markup('<p class="counts">{}</p>').format(_dotted([pages, held])))
    parts.append(_links(paper, texts))
    if row.searched:
        parts.append(_ASK.format(paper.id, texts.ask))
    return _NONE.join(parts)


def _links(paper: Paper, texts: PapersTexts) -> Markup:
    found = dict(_addresses(paper, texts))
    links = _NONE.join(_LINK.format(url, verbatim(label)) for url, label in found.items())
    return Markup('<p class="links">{}</p>').format(links) if found else _NONE


def _addresses(paper: Paper, texts: PapersTexts) -> Iterable[tuple[str, str]]:
    """Yield (address, label); a reading list could hold ``javascript:``."""
    if parse_arxiv_id(paper.id) is not None:
        yield f"{ARXIV}/abs/{paper.id}", texts.arxiv.format(paper.id)
        yield f"{ARXIV}/pdf/{paper.id}", texts.links["pdf"]
    else:
        for one, label in ((paper.url, texts.links["paper"]), (paper.pdf_url, texts.links["pdf"])):
            if url := web_address(one):
                yield url, label
    for link in paper.links:
        if url := web_address(link.url):
            kind = texts.links[link.kind]
            yield url, f"{kind}: {link.title}" if link.title else kind


def _paragraph(kind: str, text: str) -> Markup:
    if not text:
        return _NONE
    return Markup('<p class="{}"{}>{}</p>').format(kind, _way(text), verbatim(text))


def _dotted(parts: Iterable[str]) -> Markup:
    return Markup(" · ").join(_isolated(part) for part in parts if part)


def _isolated(text: str) -> Markup:
    return Markup("<bdi{}>{}</bdi>").format(_way(text), verbatim(text))


def _way(text: str) -> Markup:
    return direction(question_language(text))
