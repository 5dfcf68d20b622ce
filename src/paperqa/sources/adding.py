"""Adds a reading list to what the club reads: its facts to the lists, its papers to the catalogue.

Without ``keep`` nothing is written, only said. The list is written first: should the machine
stop between the two files, the same call finishes the work.
Errors: ReadingListError for a file that is no text, holds no link, or whose name is taken.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from paperqa.errors import ReadingListError
from paperqa.sources.arxiv_id import arxiv_year, parse_arxiv_id
from paperqa.sources.arxiv_mentions import paper_of_address
from paperqa.sources.catalog import Catalog, load_catalog, save_catalog
from paperqa.sources.links import abs_url, address, pdf_url
from paperqa.sources.lists import SUFFIX, facts_of, list_slug, list_text, save_list
from paperqa.sources.reading_list import Entry, ReadingList, Unreadable, read_list
from paperqa.types import Link, Meeting, Paper


@dataclass(frozen=True, slots=True)
class AddReport:
    """What a reading list held.

    ``further`` are links that belong to no paper; ``left_out`` are links that a list file does
    not carry, each with its reason; ``written`` is the list's file, None unless it was kept.
    """

    name: str
    title: str
    new: tuple[Paper, ...]
    known: tuple[Paper, ...]
    further: tuple[Link, ...]
    left_out: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]
    written: Path | None = None


def add_list(
    file: Path,
    catalog: Path,
    lists_dir: Path,
    *,
    name: str = "",
    title: str = "",
    keep: bool = False,
) -> AddReport:
    """Read the list in ``file`` and say what it holds; with ``keep``, write it down.

    ``name`` is the list's name, else the file's. Another list of that name is never overwritten.
    """
    found = read_list(read_text(file), list_slug(name or file.name))
    found = replace(found, title=title or found.title or found.name)
    papers = load_catalog(catalog)
    merged = merge_list(papers, found)
    report = _report(found, papers, merged)
    if not keep:
        return report
    if not facts_of(found).entries:
        raise ReadingListError(f"{file} holds no link that could be kept; nothing was written")
    target = lists_dir / (found.name + SUFFIX)
    if target.exists() and read_text(target) != list_text(found):
        raise ReadingListError(
            f"a list {found.name!r} is there already; rename {file.name}, or remove {target} first"
        )
    written = save_list(lists_dir, found)
    save_catalog(catalog, merged)
    return replace(report, written=written)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, or UTF-16 with its mark."""
    try:
        data = path.read_bytes()
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if marked else "utf-8-sig")
    except OSError as error:
        raise ReadingListError(f"{path} could not be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReadingListError(
            f"{path} is no UTF-8 text (byte {error.start}); save it as UTF-8 and try again"
        ) from error


def merge_list(catalog: Catalog, reading_list: ReadingList) -> Catalog:
    """Return ``catalog`` with the papers of ``reading_list`` and where they stand in it.

    What an earlier version of the same list said of the papers' meetings is forgotten; papers,
    titles and links stay.
    """
    name = reading_list.name
    papers = {paper.id: _without_list(paper, name) for paper in catalog.values()}
    facts = facts_of(reading_list)
    for paper_id in facts.papers:
        entries = [entry for entry in facts.entries if entry.paper == paper_id]
        paper = papers.get(paper_id) or _new_paper(paper_id, entries)
        papers[paper_id] = replace(
            paper,
            lists=(*paper.lists, name),
            meetings=paper.meetings + _meetings(name, entries),
            links=_links(paper, entries),
        )
    return Catalog(papers)


def _report(found: ReadingList, before: Catalog, after: Catalog) -> AddReport:
    papers = [after[paper_id] for paper_id in facts_of(found).papers]
    return AddReport(
        found.name,
        found.title,
        tuple(paper for paper in papers if paper.id not in before),
        tuple(paper for paper in papers if paper.id in before),
        tuple(Link(entry.kind, entry.url, entry.title) for entry in facts_of(found).further),
        tuple(entry for entry in found.entries if entry.left_out),
        found.unreadable,
    )


def _without_list(paper: Paper, name: str) -> Paper:
    return replace(
        paper,
        lists=tuple(other for other in paper.lists if other != name),
        meetings=tuple(meeting for meeting in paper.meetings if meeting.list != name),
    )


def _new_paper(paper_id: str, entries: Iterable[Entry]) -> Paper:
    title = next((entry.title for entry in entries if entry.title), paper_id)
    if parse_arxiv_id(paper_id):
        year = arxiv_year(paper_id)
        return Paper(paper_id, title, (), year, abs_url(paper_id), pdf_url(paper_id))
    year_said = next((entry.year for entry in entries if entry.year), None)
    pdf = next((entry.url for entry in entries if entry.kind == "pdf"), "")
    return Paper(paper_id, title, (), year_said, pdf, pdf)


def _meetings(name: str, entries: Iterable[Entry]) -> tuple[Meeting, ...]:
    return tuple(dict.fromkeys(Meeting(name, entry.topic, entry.order) for entry in entries))


def _links(paper: Paper, entries: Iterable[Entry]) -> tuple[Link, ...]:
    """Return the paper's links and what the entries add, without the paper's own addresses."""
    links = {address(link.url): link for link in paper.links}
    own = {address(paper.url), address(paper.pdf_url)}
    for entry in entries:
        key = address(entry.url)
        if key not in own | links.keys() and not _is_arxiv(entry):
            links[key] = Link(entry.kind, entry.url, entry.title)
    return tuple(links.values())


def _is_arxiv(entry: Entry) -> bool:
    """Say whether the entry is the paper itself, in one of arXiv's many addresses."""
    return paper_of_address(urlsplit(entry.url)) is not None
