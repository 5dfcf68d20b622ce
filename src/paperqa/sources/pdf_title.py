"""Names a PDF that no reading list names: an id from its file name, a title from its head."""

import re
import unicodedata

from paperqa.sources.match_pdf import PdfHead, bears_out, goes_on, plain, top_lines

_LONGEST_ID = 60
_LONGEST_TITLE = 200
_JUNK_TITLE = re.compile(
    r"microsoft \w+ - |untitled|arxiv:|slide \d|.*[\\{}=]"
    r"|.*\.(?:docx?|pptx?|tex|dvi|pdf|indd|txt)$",
    re.I,
)
_NO_TITLE = re.compile(
    r"arxiv:|published|under review|journal|proceedings|preprint|a preprint|accepted|to appear"
    r"|technical report|provided proper|reproduce the|scholarly works|https?:|doi|\W*\d",
    re.I,
)
_UNFINISHED = re.compile(
    r"(?:[:,-]|\b(?:for|in|of|on|with|and|by|to|from|via|using|the|a|an|is))$", re.I
)


def slug(stem: str) -> str:
    """Turn a file name into an id: letters and digits of any script, joined by hyphens.

    >>> slug("My Paper (final)")
    'my-paper-final'
    """
    spelt = unicodedata.normalize("NFKC", stem).casefold()
    words = "".join(char if char.isalnum() else " " for char in spelt).split()
    return "-".join(words)[:_LONGEST_ID].strip("-") or "pdf"


def title_of(head: PdfHead, stem: str) -> str:
    """Return the metadata title if page one bears it out, else what page one prints as such."""
    lines = [_clean(line) for line in top_lines(head.first_page)]
    metadata = _clean(head.title)
    if metadata and not _JUNK_TITLE.match(metadata) and bears_out(metadata, lines):
        return metadata[:_LONGEST_TITLE]
    if printed := _clean(head.printed_title):
        return printed[:_LONGEST_TITLE]
    while lines and (_NO_TITLE.match(lines[0]) or len(plain(lines[0])) < 4):
        lines.pop(0)
    if not lines:
        return _clean(stem) or "PDF"
    title = lines.pop(0)
    while lines and _continues(title, lines[0]):
        title = f"{title} {lines.pop(0)}"
    return title[:_LONGEST_TITLE]


def _continues(title: str, line: str) -> bool:
    if _NO_TITLE.match(line) or "@" in line:
        return False
    both_capitals = title.isupper() and line.isupper()
    unfinished = _UNFINISHED.search(title) is not None or line[0].islower()
    return both_capitals or unfinished or goes_on(line)


def _clean(text: str) -> str:
    """Drop control characters, lone surrogates and the mark of a footnote; single spaces."""
    kept = (" " if char.isspace() else char for char in text if _printable(char))
    return " ".join("".join(kept).split()).rstrip("*∗⋆†‡")


def _printable(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"}
