"""Says what one address is: its kind, the paper that it means, and whether a list may keep it.

Nothing is fetched; all knowledge stands in ``known_links``.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from paperqa.sources.arxiv_mentions import paper_of_address
from paperqa.sources.known_links import (
    KINDS_BY_HOST,
    LEFT_OUT_HOSTS,
    PAPERS_BY_ADDRESS,
    SECRET,
    SECRET_KEYS,
    is_host,
)
from paperqa.types import LinkKind

ARXIV = "https://arxiv.org"

_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/|$)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_NOT_PART_OF_IT = ".,;:!?'\"*_`|"


@dataclass(frozen=True, slots=True)
class Target:
    """What an address is. ``left_out`` says why our own lists do not keep it, else is empty."""

    kind: LinkKind
    url: str
    paper: str | None = None
    left_out: str = ""


def web_address(href: str) -> str | None:
    """Return ``href`` as an http(s) address, completed and trimmed; None if it is none.

    >>> web_address("arxiv.org/abs/1706.03762).")
    'https://arxiv.org/abs/1706.03762'
    """
    href = _trim(href.strip())
    if href.startswith("//"):
        href = "https:" + href
    elif not _SCHEME.match(href) and _DOMAIN.match(href):
        href = "https://" + href
    parts = _split(href)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return None if re.search(r"[\s<>]", href) else href


def classify(url: str) -> Target:
    """Say what ``url``, an address as ``web_address`` returns it, is."""
    parts = _split(_unwrap(url))
    if parts is None:
        return Target("page", url)
    paper = paper_of_address(parts) or _known_paper(parts)
    return Target(_kind(parts, paper), url, paper, _left_out(parts))


def address(url: str) -> str:
    """Return what two addresses of the same thing have in common; for comparing only.

    >>> address("http://www.youtu.be/iDulhoQ2pro?t=3") == address("https://youtube.com/watch?v=iDulhoQ2pro")
    True
    """
    parts = _split(_unwrap(url))
    return _address(parts) if parts else url


def abs_url(paper_id: str) -> str:
    """Return the address of an arXiv paper's page."""
    return f"{ARXIV}/abs/{paper_id}"


def pdf_url(paper_id: str) -> str:
    """Return the address of an arXiv paper's newest PDF."""
    return f"{ARXIV}/pdf/{paper_id}"


def _trim(href: str) -> str:
    while href and (href[-1] in _NOT_PART_OF_IT or _is_stray_bracket(href)):
        href = href[:-1]
    return href


def _is_stray_bracket(href: str) -> bool:
    return any(
        href[-1] == end and href.count(start) < href.count(end) for start, end in ("()", "[]", "{}")
    )


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it raises for a port that is no number
    except ValueError:
        return None
    return parts


def _unwrap(url: str) -> str:
    """Undo the detour that Google Docs puts around every link."""
    parts = _split(url)
    if parts and is_host(parts.hostname or "", "google.com") and parts.path == "/url":
        query = parse_qs(parts.query)
        return (query.get("q") or query.get("url") or [url])[0]
    return url


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.").removeprefix("m.")


def _address(parts: SplitResult) -> str:
    host, path = _host(parts), parts.path.rstrip("/")
    video = parse_qs(parts.query).get("v", [""])[0]
    if host == "youtu.be":
        return f"youtube.com/watch?v={path.lstrip('/')}"
    if host == "youtube.com" and (video or path.startswith(("/embed/", "/live/"))):
        return f"youtube.com/watch?v={video or path.split('/')[2]}"
    query = "&".join(sorted(pair for pair in parts.query.split("&") if not pair.startswith("utm_")))
    return f"{host}{path}?{query}".rstrip("?")


def _known_paper(parts: SplitResult) -> str | None:
    whole = _address(parts).lower()
    candidates = [whole, whole.partition("?")[0]]
    if _host(parts) == "github.com":
        repository = "/".join(candidates[1].split("/")[:3])
        candidates.append(repository.removesuffix(".git"))
    return next((PAPERS_BY_ADDRESS[key] for key in candidates if key in PAPERS_BY_ADDRESS), None)


def _kind(parts: SplitResult, paper: str | None) -> LinkKind:
    host, path = _host(parts), parts.path.lower()
    if path.endswith(".pdf") or (paper and paper_of_address(parts) and "/pdf/" in path):
        return "pdf"
    if paper_of_address(parts):
        return "paper"
    host = "youtube.com" if host == "youtu.be" else host
    return next((kind for known, kind in KINDS_BY_HOST if is_host(host, known)), "page")


def _left_out(parts: SplitResult) -> str:
    if parts.username is not None or SECRET_KEYS & {key.lower() for key in parse_qs(parts.query)}:
        return SECRET
    for host, path, why in LEFT_OUT_HOSTS:
        if is_host(_host(parts), host) and parts.path.startswith(path):
            return why
    return ""
