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
# Fonts in TeX's encodings that name no letters: beside a letter these codes are ligatures (T1),
# alone they are signs (OMS).
_LIGATURE = re.compile(r"(?<=[^\W\d_])[\x1b-\x1f]|[\x1b-\x1f](?=[^\W\d_])")
LIGATURES = dict(zip("\x1b\x1c\x1d\x1e\x1f", "ff fi fl ffi ffl".split(), strict=True))
_SIGN = re.compile(r"(?<=\s)[\x1c\x1d](?=\s)")
_SIGNS = {"\x1c": "≪", "\x1d": "≫"}
_STAMP = re.compile(r"^\s*arXiv:\s?\S+(\s+\[[\w.-]+\])?\s+\d{1,2} \w{3} \d{4}\s*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page )?\d{1,4}(?: of \d+)?\W*$", re.IGNORECASE)
_CUT_AT_FOOT = re.compile(rf"(?:{SOFT_HYPHEN}\d{{1,4}}|(?<=[^\W\d_])-)$")
_GLUED_FOOTNOTE = re.compile(
    rf"(.*[^\W\d_]{SOFT_HYPHEN})(\d{{1,2}}(?:[A-Z][a-z]|[^\W\d_]{{3,}}).*)$"
)
_FOOTNOTE_SIZE = 0.8
_WORD = re.compile(r"[^\W\d_]{3,}")
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea]{2,}")
_FINAL_LETTERS = "ךםןףץ"
_MIRRORED = str.maketrans("()[]", ")(][")
_PAIR = re.compile(r"[^()]*\([^()]*\)")
_MIRRORED_PAIR = re.compile(r"[^()]*\)[^()]*\(")
_SPACE_INSIDE = re.compile(r"(?<=\S)([(\[]) ?(?=\S)")
_RUN_WITHOUT_SPACES = re.compile(r"\S{80,}")
_EDGE_LINES = 2
_JUNK_RUN = 6


def clean_pages(pdf: RawPdf) -> list[list[Line]]:
    """Return the lines of each page without what no reader reads; page i + 1 is row i."""
    pages = [[_clean_line(line) for line in page] for page in pdf.pages]
    if _hebrew_is_backwards(pages):
        pages = [[_with_words_turned(line) for line in page] for page in pages]
    if _brackets_are_mirrored(pages):
        pages = [[_with_brackets_swapped(line) for line in page] for page in pages]
    heads = _running_heads(pages)
    pages = [_without_junk(_without_edges(page, heads)) for page in pages]
    return [[part for line in page for part in _without_footnote(line)] for page in pages]


def clean_text(text: str) -> str:
    """Return ``text`` in NFKC without control, format, private-use and surrogate characters."""
    text = _LIGATURE.sub(lambda code: LIGATURES[code[0]], _HYPHENS.sub(SOFT_HYPHEN, text))
    text = _SIGN.sub(lambda code: _SIGNS[code[0]], text)
    if not text.isprintable():
        text = "".join(char for char in text if _is_kept(char))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _is_kept(char: str) -> bool:
    return char == SOFT_HYPHEN or char.isspace() or unicodedata.category(char)[0] != "C"


def _clean_line(line: Line) -> Line:
    text = clean_text(line.text)
    if "://" not in text:
        # Base64, path data and coordinates come in runs that no word is as long as.
        text = " ".join(_RUN_WITHOUT_SPACES.sub("", text).split())
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
    kept = [line for line in lines if id(line) not in drop]
    if kept:
        # A word cut at the foot of the page; pdfium takes the page number for its rest.
        kept[-1] = replace(kept[-1], text=_CUT_AT_FOOT.sub(SOFT_HYPHEN, kept[-1].text))
    return kept


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


def _without_footnote(line: Line) -> list[Line]:
    """Part a word cut at a column's foot from the footnote that pdfium takes for its rest."""
    glued = _GLUED_FOOTNOTE.match(line.text)
    if glued is None:
        return [line]
    footnote = replace(line, text=glued[2], size=_FOOTNOTE_SIZE * line.size)
    return [replace(line, text=glued[1]), footnote]


def _hebrew_is_backwards(pages: list[list[Line]]) -> bool:
    """Tell words that are spelt from their end: final letters then begin them."""
    words = [word for page in pages for line in page for word in _HEBREW_WORD.findall(line.text)]
    begins = sum(word[0] in _FINAL_LETTERS for word in words)
    ends = sum(word[-1] in _FINAL_LETTERS for word in words)
    return begins > ends


def _with_words_turned(line: Line) -> Line:
    # pdfium has put the words in order by then.
    return replace(line, text=_HEBREW_WORD.sub(lambda word: word[0][::-1], line.text))


def _brackets_are_mirrored(pages: list[list[Line]]) -> bool:
    """Tell whether brackets in Hebrew are kept as they are drawn: ``)`` then opens."""
    texts = [ln.text for page in pages for ln in page if _HEBREW_WORD.search(ln.text)]
    mirrored = sum(_MIRRORED_PAIR.match(text) is not None for text in texts)
    return mirrored > sum(_PAIR.match(text) is not None for text in texts)


def _with_brackets_swapped(line: Line) -> Line:
    if not _HEBREW_WORD.search(line.text):
        return line
    # The space was kept on the wrong side too.
    text = _SPACE_INSIDE.sub(r" \1", line.text.translate(_MIRRORED))
    return replace(line, text=text)
