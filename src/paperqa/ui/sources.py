"""The sources of an answer: title, page and section at a glance, the passage when opened.

A source is a ``<details>`` element: it opens without a script, and a browser that follows a
marker's link opens it by itself, for the link leads to the lit words inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.language.sentences import sentence_spans
from paperqa.sources.arxiv_id import parse_arxiv_id
from paperqa.types import Citation, Hit, Paper, Passage
from paperqa.ui.links import quote_link
from paperqa.ui.markers import citation_link, source_id
from paperqa.ui.prose import direction, running_text, verbatim
from paperqa.ui.support import support_legend, support_mark
from paperqa.ui.texts import Labels

_SOURCE: Final = Markup(
    '<details class="source{kind}"><summary><span class="number">{number}</span>'
    '<span class="about"><cite><bdi{title_dir}>{title}</bdi></cite>'
    '<span class="where">{where}</span>{glance}</span></summary>'
    '<pre class="passage"{passage_dir}>{passage}</pre>{links}</details>'
    '<p class="show"><a class="lit" href="{show}">{show_label}</a></p>'
)
_LINK: Final = Markup(
    '<a class="outside" href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
)


@dataclass(frozen=True, slots=True)
class _Lit:
    """Words of a passage to be lit; a marker leads to ``anchor``."""

    start: int
    end: int
    number: str = ""
    anchor: str = ""


def cited_sources(citations: Sequence[Citation], text: str, key: str, labels: Labels) -> Markup:
    """Return the sources of ``text``; quotations from one page of a passage share a source.

    A quotation that ``text`` does not hold already can be read while its source is closed.
    Below them stands what their support marks mean.
    """
    sources = Markup("").join(
        _cited(group, key, labels, glance=group[0].quote not in text)
        for group in _on_one_page(citations)
    )
    return sources + support_legend([citation.support for citation in citations], labels)


def near_source(hit: Hit, paper: Paper, labels: Labels) -> Markup:
    """Return a passage that came close; its best sentence is lit."""
    passage = hit.passage
    start, end = _sentence_at(passage.text, hit.focus)
    return _source(
        paper,
        passage,
        lit=[_Lit(start, end)],
        where=place_of(passage, hit.page, labels),
        glance=_glance(passage.text[start:end]),
        links=source_links(paper, passage, hit.page, labels),
        show=quote_link(paper.id, hit.page, passage.text[start:end]),
        labels=labels,
    )


def _on_one_page(citations: Sequence[Citation]) -> list[list[Citation]]:
    groups: list[list[Citation]] = []
    for citation in citations:
        last = groups[-1][-1] if groups else None
        if (
            last
            and (last.passage, last.page, last.support)
            == (
                citation.passage,
                citation.page,
                citation.support,
            )
            and citation.start >= last.end
        ):
            groups[-1].append(citation)
        else:
            groups.append([citation])
    return groups


def _cited(group: Sequence[Citation], key: str, labels: Labels, *, glance: bool) -> Markup:
    first = group[0]
    where = [*place_of(first.passage, first.page, labels), support_mark(first.support, labels)]
    return _source(
        first.paper,
        first.passage,
        lit=[_Lit(c.start, c.end, str(c.marker), source_id(key, c.marker)) for c in group],
        where=where,
        glance=_glance(first.quote) if glance else Markup(""),
        links=source_links(first.paper, first.passage, first.page, labels),
        show=citation_link(first),
        labels=labels,
    )


def _source(
    paper: Paper,
    passage: Passage,
    *,
    lit: Sequence[_Lit],
    where: Sequence[Markup],
    glance: Markup,
    links: Markup,
    show: str,
    labels: Labels,
) -> Markup:
    title = paper.title or paper.id
    return _SOURCE.format(
        kind=" note" if passage.kind == "note" else "",
        number=Markup(" ").join(words.number for words in lit),
        title_dir=direction(question_language(title)),
        title=verbatim(title),
        where=Markup(" · ").join(Markup("<bdi>{}</bdi>").format(part) for part in where),
        glance=glance,
        passage_dir=direction(passage.lang),
        passage=_lit_passage(passage.text, lit),
        links=links,
        show=show,
        show_label=labels.show_note if passage.kind == "note" else labels.show_page,
    )


def _lit_passage(text: str, lit: Sequence[_Lit]) -> Markup:
    out, at = Markup(""), 0
    for words in lit:
        out += running_text(text[at : words.start])
        if words.number:
            out += Markup('<sup class="at">{}</sup>').format(words.number)
        anchor = Markup(' id="{}"').format(words.anchor) if words.anchor else Markup("")
        mark = Markup("<mark{}>{}</mark>")
        out += mark.format(anchor, running_text(text[words.start : words.end]))
        at = words.end
    return out + running_text(text[at:])


def place_of(passage: Passage, page: int | None, labels: Labels) -> list[Markup]:
    """Return page and section, escaped; of a note, that it is one."""
    place = labels.note if passage.kind == "note" else labels.page.format(page) if page else ""
    return [verbatim(part) for part in (place, passage.section) if part]


def _glance(quote: str) -> Markup:
    return Markup('<q class="glance"{}>{}</q>').format(
        direction(question_language(quote)), running_text(quote)
    )


def _sentence_at(text: str, offset: int) -> tuple[int, int]:
    return next((span for span in sentence_spans(text) if span[0] <= offset < span[1]), (0, 0))


def source_links(paper: Paper, passage: Passage, page: int | None, labels: Labels) -> Markup:
    """Return links to the paper's page and, for words of its PDF, to their page in it."""
    found: Sequence[tuple[str, str]] = [*_addresses(paper, passage, page, labels)]
    links = Markup("").join(_LINK.format(url, verbatim(label)) for url, label in found)
    return Markup('<p class="links">{}</p>').format(links) if found else Markup("")


def _addresses(
    paper: Paper, passage: Passage, page: int | None, labels: Labels
) -> Iterable[tuple[str, str]]:
    """Yield (address, label) of the paper's page and, for a quote from its PDF, of that page."""
    on_arxiv = parse_arxiv_id(paper.id) is not None
    if on_arxiv:
        yield f"https://arxiv.org/abs/{paper.id}", labels.abstract.format(paper.id)
    elif _is_web(paper.url):
        yield paper.url, urlsplit(paper.url).hostname or paper.url
    pdf = f"https://arxiv.org/pdf/{paper.id}" if on_arxiv else paper.pdf_url
    if passage.kind == "paper" and _is_web(pdf):
        yield (f"{pdf}#page={page}", labels.pdf_page.format(page)) if page else (pdf, labels.pdf)


def _is_web(url: str) -> bool:
    """Tell whether ``url`` may stand in a link; a reading list could hold ``javascript:``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
