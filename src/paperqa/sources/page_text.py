"""Cleans what a PDF says, line by line: characters, running heads, figure junk, visual Hebrew.

The lines that come out are what a reader reads; ``document`` joins them to text.
Source: Unicode NFKC (UAX #15); pdfium marks a hyphen at a line's end with U+0002 or U+FFFE.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from paperqa.sources.pdf import Line, RawPdf

SOFT_HYPHEN = "\u00ad"
"""Stands for a hyphen that ended a printed line; ``document`` decides whether it stays."""

_HYPHENS = re.compile(r"[\x02\ufffe\u00ad]")
_STAMP = re.compile(r"^\s*arXiv:\s?\S+(\s+\[[\w.-]+\])?\s+\d{1,2} \w{3} \d{4}\s*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page )?\d{1,4}(?: of \d+)?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea]{2,}")
_FINAL_LETTERS = "ךםןףץ"
_RUN_WITHOUT_SPACES = re.compile(r"\S{80,}")
_EDGE_LINES = 2
_JUNK_RUN = 6


def clean_pages(pdf: RawPdf) -> list[list[Line]]:
    """Return the lines of each page without what no reader reads; page i + 1 is row i."""
    pages = [[_clean_line(line) for line in page] for page in pdf.pages]
    if _hebrew_is_visual(pages):
        pages = [[_to_logical(line) for line in page] for page in pages]
    heads = _running_heads(pages)
    return [_without_junk(_without_edges(page, heads)) for page in pages]


def clean_text(text: str) -> str:
    """Return ``text`` in NFKC without control, format, private-use and surrogate characters."""
    text = unicodedata.normalize("NFKC", _HYPHENS.sub(SOFT_HYPHEN, text))
    kept = (
        char
        for char in text
        if char == SOFT_HYPHEN or char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join("".join(kept).split())


def _clean_line(line: Line) -> Line:
    text = clean_text(line.text)
    if "://" not in text:
        # Base64, path data and coordinates come in runs that no word is as long as.
        text = _RUN_WITHOUT_SPACES.sub("", text).strip()
    return replace(line, text=text)


def _running_heads(pages: list[list[Line]]) -> set[str]:
    """Return the edge lines, digits aside, that stand on at least a quarter of the pages."""
    seen = Counter(key for page in pages for key in {_head_key(line) for line in _edges(page)})
    least = max(3, len(pages) // 4)
    return {key for key, count in seen.items() if count >= least and key}


def _edges(page: list[Line]) -> list[Line]:
    lines = [line for line in page if line.text]
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _head_key(line: Line) -> str:
    return re.sub(r"[\d\W]+", " ", line.text).strip().casefold()


def _without_edges(page: list[Line], heads: set[str]) -> list[Line]:
    lines = [line for line in page if line.text and not _STAMP.match(line.text)]
    drop = {
        id(line)
        for line in _edges(lines)
        if _head_key(line) in heads or _PAGE_NUMBER.match(line.text)
    }
    return [line for line in lines if id(line) not in drop]


def _without_junk(page: list[Line]) -> list[Line]:
    """Drop runs of lines without a word: axis ticks, coordinates, scattered symbols."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in page:
        if _WORD.search(line.text):
            kept += run if len(run) < _JUNK_RUN else []
            kept.append(line)
            run = []
        else:
            run.append(line)
    return kept + (run if len(run) < _JUNK_RUN else [])


def _hebrew_is_visual(pages: list[list[Line]]) -> bool:
    """Tell text whose words are spelt backwards: final letters then begin words."""
    words = [word for page in pages for line in page for word in _HEBREW_WORD.findall(line.text)]
    begins = sum(word[0] in _FINAL_LETTERS for word in words)
    ends = sum(word[-1] in _FINAL_LETTERS for word in words)
    return begins > ends


def _to_logical(line: Line) -> Line:
    return replace(line, text=_HEBREW_WORD.sub(lambda word: word[0][::-1], line.text))
