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
from paperqa.ui.prose import direction, verbatim
from paperqa.ui.texts import Labels

_SOURCE: Final = Markup(
    '<details class="source{kind}"><summary><span class="number">{number}</span>'
    '<span class="about"><cite><bdi{title_dir}>{title}</bdi></cite>'
    '<span class="where">{where}</span>{glance}</span></summary>'
    '<pre class="passage"{passage_dir}>{passage}</pre>{links}</details>'
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
    """
    return Markup("").join(
        _cited(group, key, labels, glance=group[0].quote not in text)
        for group in _on_one_page(citations)
    )


def near_source(hit: Hit, paper: Paper, labels: Labels) -> Markup:
    """Return a passage that came close; its best sentence is lit."""
    passage = hit.passage
    start, end = _sentence_at(passage.text, hit.focus)
    return _source(
        paper,
        passage,
        lit=[_Lit(start, end)],
        where=_where(passage, hit.page, labels),
        glance=_glance(passage.text[start:end]),
        links=source_links(paper, passage, hit.page, labels),
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
    where = _where(first.passage, first.page, labels)
    if doubt := {"weak": labels.weak, "none": labels.unsupported}.get(first.support):
        where.append(Markup('<span class="doubt">{}</span>').format(doubt))
    return _source(
        first.paper,
        first.passage,
        lit=[_Lit(c.start, c.end, str(c.marker), f"s-{key}-{c.marker}") for c in group],
        where=where,
        glance=_glance(first.quote) if glance else Markup(""),
        links=source_links(first.paper, first.passage, first.page, labels),
    )


def _source(
    paper: Paper,
    passage: Passage,
    *,
    lit: Sequence[_Lit],
    where: Sequence[Markup],
    glance: Markup,
    links: Markup,
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
    )


def _lit_passage(text: str, lit: Sequence[_Lit]) -> Markup:
    out, at = Markup(""), 0
    for words in lit:
        out += verbatim(text[at : words.start])
        if words.number:
            out += Markup('<sup class="at">{}</sup>').format(words.number)
        anchor = Markup(' id="{}"').format(words.anchor) if words.anchor else Markup("")
        mark = Markup("<mark{}>{}</mark>")
        out += mark.format(anchor, verbatim(text[words.start : words.end]))
        at = words.end
    return out + verbatim(text[at:])


def _where(passage: Passage, page: int | None, labels: Labels) -> list[Markup]:
    place = labels.note if passage.kind == "note" else labels.page.format(page) if page else ""
    return [verbatim(part) for part in (place, passage.section) if part]


def _glance(quote: str) -> Markup:
    return Markup('<q class="glance"{}>{}</q>').format(
        direction(question_language(quote)), verbatim(quote)
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
