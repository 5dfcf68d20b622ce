"""Turns a row of the catalogue's file into a paper and back, and checks every field.

Errors: CatalogError whose message begins with the place that the caller gives.
"""

import re
from dataclasses import asdict, fields
from typing import Any, get_args

from paperqa.errors import CatalogError
from paperqa.sources.arxiv_id import parse_arxiv_id
from paperqa.sources.links import abs_url, pdf_url, web_address
from paperqa.types import Link, LinkKind, Meeting, Paper

_KEYS = tuple(field.name for field in fields(Paper))
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def is_paper_id(text: str) -> bool:
    """Say whether ``text`` is a bare arXiv identifier or a slug (letters, digits, hyphens)."""
    edition = parse_arxiv_id(text)
    return edition.number == 0 if edition else bool(_SLUG.fullmatch(text))


def paper_of_row(row: object, where: str) -> Paper:
    """Return the paper of a row; ``where`` is file and line, for messages."""
    if not isinstance(row, dict):
        raise CatalogError(f"{where} is no JSON object")
    if unknown := set(row) - set(_KEYS):
        raise CatalogError(f"{where} has unknown keys {', '.join(sorted(map(str, unknown)))}")
    paper_id = _text(row, "id", where)
    if not is_paper_id(paper_id):
        raise CatalogError(
            f"{where}: id is {paper_id!r}, expected a bare arXiv identifier or a slug like 'gpt1'"
        )
    on_arxiv = parse_arxiv_id(paper_id) is not None
    return Paper(
        paper_id,
        _text(row, "title", where),
        _texts(row, "authors", where),
        _year(row, where),
        _url(row, "url", where) or (abs_url(paper_id) if on_arxiv else ""),
        _url(row, "pdf_url", where) or (pdf_url(paper_id) if on_arxiv else ""),
        _texts(row, "lists", where),
        _texts(row, "aliases", where),
        tuple(_link(link, where) for link in _items(row, "links", where)),
        tuple(_meeting(meeting, where) for meeting in _items(row, "meetings", where)),
    )


def row_of_paper(paper: Paper) -> dict[str, Any]:
    """Return the row of a paper: keys in order, no empty values, no derived addresses."""
    row = asdict(paper)
    row["links"] = [_without_empty(link) for link in row["links"]]
    row["meetings"] = [_without_empty(meeting) for meeting in row["meetings"]]
    if parse_arxiv_id(paper.id):
        derived = {"url": abs_url(paper.id), "pdf_url": pdf_url(paper.id)}
        row = {key: value for key, value in row.items() if derived.get(key) != value}
    return _without_empty(row)


def _without_empty(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in (None, "", 0, (), [])}


def _text(row: dict[str, Any], key: str, where: str, *, required: bool = True) -> str:
    value = row.get(key, "")
    if not isinstance(value, str) or (required and not value):
        raise CatalogError(f"{where}: {key} is {value!r}, expected text")
    return value


def _items(row: dict[str, Any], key: str, where: str) -> list[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise CatalogError(f"{where}: {key} is {value!r}, expected a list")
    return value


def _texts(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    items = _items(row, key, where)
    if not all(isinstance(item, str) and item for item in items):
        raise CatalogError(f"{where}: {key} is {items!r}, expected a list of texts")
    return tuple(items)


def _year(row: dict[str, Any], where: str) -> int | None:
    year = row.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise CatalogError(f"{where}: year is {year!r}, expected a number such as 2017")
    return year


def _url(row: dict[str, Any], key: str, where: str, *, required: bool = False) -> str:
    url = _text(row, key, where, required=required)
    if url and web_address(url) != url:
        raise CatalogError(f"{where}: {key} is {url!r}, expected an http or https address")
    return url


def _link(link: object, where: str) -> Link:
    row = _mapping(link, "links", {"kind", "url", "title"}, where)
    kind: LinkKind
    for kind in get_args(LinkKind):
        if kind == row.get("kind"):
            url = _url(row, "url", where, required=True)
            return Link(kind, url, _text(row, "title", where, required=False))
    kinds = ", ".join(get_args(LinkKind))
    raise CatalogError(f"{where}: a link's kind is {row.get('kind')!r}, expected one of {kinds}")


def _meeting(meeting: object, where: str) -> Meeting:
    row = _mapping(meeting, "meetings", {"list", "topic", "order"}, where)
    order = row.get("order", 0)
    if isinstance(order, bool) or not isinstance(order, int):
        raise CatalogError(f"{where}: a meeting's order is {order!r}, expected a whole number")
    return Meeting(_text(row, "list", where), _text(row, "topic", where, required=False), order)


def _mapping(item: object, key: str, known: set[str], where: str) -> dict[str, Any]:
    if not isinstance(item, dict) or not set(item) <= known:
        raise CatalogError(f"{where}: {key} holds {item!r}, expected {', '.join(sorted(known))}")
    return item
