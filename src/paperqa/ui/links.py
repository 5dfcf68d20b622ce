"""Links into the app that a member can send to others: to words on a page, to a question."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from paperqa.types import Kind


def quote_link(paper: str, page: int | None, words: str) -> str:
    """Return the address, on this server, of the page where ``words`` are lit.

    ``page`` is None for a note.
    """
    place = {"page": str(page)} if page else {}
    return "/?" + urlencode({"paper": paper, **place, "quote": words}, quote_via=quote)


def question_link(question: str, papers: Sequence[str] = (), kind: Kind | None = None) -> str:
    """Return the address, on this server, that puts ``question`` and shows its answer.

    ``papers`` (their ids) and ``kind`` say where it looks; none of them is everywhere.
    """
    only = {"only": ",".join(quote(paper, safe="") for paper in papers)} if papers else {}
    kinds = {"kind": kind} if kind else {}
    return "/?" + urlencode({"q": question, **only, **kinds}, quote_via=quote)
