"""Links into the app that a member can send to others: to words on a page, to a question."""

from urllib.parse import quote, urlencode


def quote_link(paper: str, page: int | None, words: str) -> str:
    """Return the address, on this server, of the page where ``words`` are lit.

    ``page`` is None for a note.
    """
    place = {"page": str(page)} if page else {}
    return "/?" + urlencode({"paper": paper, **place, "quote": words}, quote_via=quote)


def question_link(question: str) -> str:
    """Return the address, on this server, that puts ``question`` and shows its answer."""
    return "/?" + urlencode({"q": question}, quote_via=quote)
