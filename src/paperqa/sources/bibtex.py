r"""Papers as BibTeX entries, for reference lists and for LaTeX.

Letters stay UTF-8, as biber and today's LaTeX read them; signs that LaTeX gives a meaning are
escaped. Source of the fields ``eprint`` and ``archivePrefix``: arXiv's help page on BibTeX.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final
from urllib.parse import quote

from paperqa.sources.arxiv_id import arxiv_year, parse_arxiv_id
from paperqa.types import Paper

_ESCAPES: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        # BibTeX counts a brace with a backslash before it like any other.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)
_URL_SIGNS: Final = "!#$%&'()*+,-./:;=?@[]_~"
"""What stands in an address as it is; the rest is percent-encoded, braces above all."""
_BETWEEN_WORDS: Final = re.compile(r"([\s/:;,.!?()\[\]“”\"—–]+)")
_COINED: Final = re.compile(r"[^\W\d_].*[A-Z]|[A-Z].*\d|\d.*[A-Z]|^[B-HJ-Z]$")
"""A capital within a word, beside a digit, or alone (U-Net): no other case is right."""
_NAMES: Final = frozenset(
    """
    Adam Bayes Bayesian Bernoulli Boltzmann Carlo Dirichlet English Euler Fourier Gaussian Hebrew
    Hessian Hilbert Hopfield Internet Kalman Lagrangian Langevin Laplace Lipschitz Markov Monte Nash
    Newton Poisson Python Riemannian Shannon Taylor Transformer Transformers Turing Wasserstein
    """.split()
)
_SMALL: Final = frozenset(
    """
    a an the on of for in to from with and or by at as is are be via towards toward how what why do
    does can your you
    """.split()
)
"""Words of a title that say nothing in a key."""
_UNFOLDED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_BODIES: Final = frozenset({"team", "group", "consortium", "collaboration", "project"})
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORT: Final = 2
_LETTERS: Final = 26


def bibtex_of(paper: Paper) -> str:
    """Return the entry of ``paper``, which ends in a line break.

    What the catalogue does not know is left out; an arXiv id tells the year and the address.
    """
    return _entry(paper, _key(paper))


def bibliography_of(papers: Iterable[Paper]) -> str:
    """Return the entries of ``papers``, each id once, in their order.

    Where two would have one key, both get a letter: ``he2016deepa``, ``he2016deepb``.
    """
    once = list({paper.id: paper for paper in papers}.values())
    entries = (_entry(paper, key) for paper, key in zip(once, _unique_keys(once), strict=True))
    return "\n".join(entries)


def _entry(paper: Paper, key: str) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper, key) if value)
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(paper: Paper, key: str) -> Iterator[tuple[str, str]]:
    edition = parse_arxiv_id(paper.id)
    year = _year(paper)
    yield "title", _title(paper)
    yield "author", " and ".join(filter(None, map(_author, paper.authors)))
    yield "year", str(year) if year else ""
    if edition:
        yield "eprint", edition.id
        yield "archivePrefix", "arXiv"
    if not any(map(_author, paper.authors)):
        yield "key", key  # by which styles sort an entry without authors
    arxiv = f"https://arxiv.org/abs/{edition.id}" if edition else ""
    yield "url", quote(_one_line(paper.url or arxiv or paper.pdf_url), safe=_URL_SIGNS)


def _year(paper: Paper) -> int | None:
    edition = parse_arxiv_id(paper.id)
    return paper.year or (arxiv_year(edition.id) if edition else None)


def _title(paper: Paper) -> str:
    """Return the title with braces around the words whose capitals a style must not change."""
    names = _NAMES.union(name for name in paper.aliases if name[:1].isupper())
    parts = _BETWEEN_WORDS.split(_one_line(paper.title))
    words = [part for part in parts[2::2] if len(part) > 3]
    # Where most words are small, a capital marks a name; the first word has one anyhow.
    by_capital = sum(word[0].islower() for word in words) > len(words) / 2
    return "".join(
        part.translate(_ESCAPES)
        if place % 2 or not _keeps_case(part, names, by_capital and place > 0)
        else f"{{{part.translate(_ESCAPES)}}}"
        for place, part in enumerate(parts)
    )


def _keeps_case(word: str, names: frozenset[str], by_capital: bool) -> bool:
    if word in names or (by_capital and word[:1].isupper() and word not in {"A", "I"}):
        return True
    return any(part in names or _COINED.search(part) for part in word.split("-"))


def _author(name: str) -> str:
    """Return ``name`` so that BibTeX sees where its last name begins."""
    words = _one_line(name).translate(_ESCAPES).split()
    if [word.casefold().strip(".") for word in words] in (["et", "al"], ["others"]):
        return "others"
    if not words or "," in name:
        return " ".join(words)
    last = words[-1].casefold().strip(".")
    if last in _BODIES or "and" in map(str.casefold, words):
        return f"{{{' '.join(words)}}}"
    if last in _GENERATIONS and len(words) > 2:
        return f"{words[-2].rstrip(',')}, {words[-1]}, {' '.join(words[:-2])}"
    return " ".join(words)


def _key(paper: Paper) -> str:
    """Return first author, year and the first telling word: ``vaswani2017attention``."""
    author = _last_name(paper.authors[0]) if paper.authors else ""
    words = map(_key_word, _BETWEEN_WORDS.split(paper.title)[::2])
    word = next((word for word in words if word and word not in _SMALL), "")
    if not author and not word:
        return _ascii(paper.id) or "paper"
    return f"{author}{_year(paper) or ''}{word}"


def _key_word(word: str) -> str:
    """Return ``word`` as it stands in a key: "auto" of Auto-Encoding, but "unet" of U-Net."""
    first = _ascii(word.partition("-")[0])
    return first if len(first) > _SHORT else _ascii(word)


def _last_name(author: str) -> str:
    family, comma, _ = author.partition(",")
    words = [word for word in family.split() if word.casefold().strip(".") not in _GENERATIONS]
    return _ascii(family if comma else words[-1] if words else "")


def _ascii(word: str) -> str:
    """Return the Latin letters and digits of ``word``, small and without accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_UNFOLDED))
    return re.sub(r"[^a-z0-9]", "", plain)


def _unique_keys(papers: Iterable[Paper]) -> list[str]:
    keys = [_key(paper) for paper in papers]
    counts = Counter(keys)
    used = set(keys)
    unique = []
    for key in keys:
        lettered = (key + _suffix(number) for number in count())
        fresh = next(one for one in lettered if one not in used) if counts[key] > 1 else key
        used.add(fresh)
        unique.append(fresh)
    return unique


def _suffix(number: int) -> str:
    """Return a, b … z, aa, ab …."""
    more, last = divmod(number, _LETTERS)
    return (_suffix(more - 1) if more else "") + chr(ord("a") + last)


def _one_line(text: str) -> str:
    """Return ``text`` without line breaks and control characters."""
    return " ".join("".join(c if c.isprintable() or c == "\u200f" else " " for c in text).split())
