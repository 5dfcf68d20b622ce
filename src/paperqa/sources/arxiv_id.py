"""arXiv identifiers: ``1706.03762`` and, before April 2007, ``cs/0112017``; ``v7`` is an edition.

Source: arXiv's help page "Understanding the arXiv identifier".
"""

import re
from dataclasses import dataclass

from paperqa.types import Paper

_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
ARXIV_ID = rf"(?:{_MONTH}\.\d{{4,5}}|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{{2}})?/{_MONTH}\d{{3}})"
"""Pattern of a bare identifier, without groups."""

_WHOLE = re.compile(rf"({ARXIV_ID})(?:v(\d{{1,3}}))?")
_SUBJECT_CLASS = re.compile(r"\.[A-Z]{2}/")


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """A numbered edition of an arXiv paper; ``number`` 0 means that none was named."""

    id: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.id}v{self.number}" if self.number else self.id


def parse_arxiv_id(text: str) -> Edition | None:
    """Read all of ``text`` as an identifier, with or without an edition; None if it is none.

    The subject class of an old identifier is left out, as in the catalogue.

    >>> parse_arxiv_id("1706.03762v7")
    Edition(id='1706.03762', number=7)
    >>> parse_arxiv_id("math.GT/0309136")
    Edition(id='math/0309136', number=0)
    """
    found = _WHOLE.fullmatch(text)
    return Edition(_SUBJECT_CLASS.sub("/", found[1]), int(found[2] or 0)) if found else None


def arxiv_year(paper_id: str) -> int:
    """Return the year of submission that a bare identifier holds (arXiv began in 1991)."""
    short = int(paper_id.rpartition("/")[2][:2])
    return 1900 + short if short >= 91 else 2000 + short


def arxiv_paper(paper_id: str, title: str) -> Paper:
    """Return the catalogue row of an arXiv paper that no reading list names."""
    return Paper(
        id=paper_id,
        title=title,
        year=arxiv_year(paper_id),
        url=f"https://arxiv.org/abs/{paper_id}",
        pdf_url=f"https://arxiv.org/pdf/{paper_id}",
    )
