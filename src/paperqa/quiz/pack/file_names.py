"""What the pages of a pack are called: 01-transformer.md, in the order of the meeting."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_LONGEST: Final = 40
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)


def page_names(called: Sequence[str]) -> list[str]:
    """Return a file name for each paper; plain letters, so that every system and zip keeps it."""
    digits = max(2, len(str(len(called))))
    return [f"{n:0{digits}}{_slug(name)}.md" for n, name in enumerate(called, 1)]


def _slug(name: str) -> str:
    """Return ``-`` and the Latin letters and digits of ``name``; nothing where it has none."""
    plain = unicodedata.normalize("NFKD", _ARTICLE.sub("", name)).casefold()
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= _LONGEST:
            break
        slug += f"-{word[: _LONGEST - 1]}"
    return slug
