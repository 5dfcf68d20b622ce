"""Finds arXiv identifiers in running text and in addresses, whatever edition they name.

Text:     ``arXiv:1905.05950v2``, ``arXiv-1905.05950``, bare ``1905.05950``, ``cs/0112017``.
Address:  the path of arXiv itself and of the sites that show its papers.
An identifier is returned bare: without edition, without subject class (``math.GT/0309136`` is
``math/0309136``). Numbers that only look like one are refused: the month must exist, and the
running number has five digits from 2015 on, four before.
"""

import re
from urllib.parse import SplitResult, unquote

from paperqa.sources.known_links import ARXIV_ARCHIVES, ARXIV_READERS, is_host

_FIRST_MONTH = "0704"
_FIVE_DIGITS_FROM = "1501"

_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
_NEW = rf"(?P<month>{_MONTH})\.(?P<number>\d{{4,5}})"
_ARCHIVE = rf"(?P<archive>{'|'.join(ARXIV_ARCHIVES)})(?:\.[A-Z]{{2}})?"
_OLD = rf"{_ARCHIVE}/(?P<old>{_MONTH}\d{{3}})"
_EDITION = r"(?:v\d{1,3})?"

# Hebrew letters may stand right before, with a hyphen or without: they are prepositions.
_FREE = r"(?<![0-9A-Za-z_./=])(?<![0-9A-Za-z]-)"

_IN_TEXT = re.compile(
    rf"(?:\barxiv[\s:.\-_\[]{{0,3}}|{_FREE})(?:{_NEW}|(?-i:{_OLD})){_EDITION}(?![0-9a-z]|\.\d)",
    re.IGNORECASE,
)
_IN_PATH = re.compile(rf"(?<![0-9])(?:{_NEW}|(?-i:{_OLD})){_EDITION}(?![0-9])")


def mentions(text: str) -> list[tuple[int, int, str]]:
    """Return ``(start, end, id)`` of every identifier that ``text`` names, in order."""
    found = ((match.start(), match.end(), _bare(match)) for match in _IN_TEXT.finditer(text))
    return [(start, end, paper) for start, end, paper in found if paper]


def paper_of_address(parts: SplitResult) -> str | None:
    """Return the identifier that an address of arXiv, or of a site that shows it, holds."""
    path = unquote(parts.path)
    for host, prefix in ARXIV_READERS:
        if is_host(parts.hostname or "", host) and path.lower().startswith(prefix):
            papers = (_bare(match) for match in _IN_PATH.finditer(path, len(prefix)))
            return next((paper for paper in papers if paper), None)
    return None


def _bare(match: re.Match[str]) -> str | None:
    if match["archive"]:
        return f"{match['archive']}/{match['old']}"
    month, number = match["month"], match["number"]
    if month < _FIRST_MONTH or (len(number) == 5) != (month >= _FIVE_DIGITS_FROM):
        return None
    return f"{month}.{number}"
