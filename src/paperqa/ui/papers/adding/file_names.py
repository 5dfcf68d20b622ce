"""Names of uploaded files: shown to people and used as hints, never trusted.

A name comes from somebody's browser: it may hold a path, marks that turn the writing round, or
three hundred letters.
"""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

LONGEST: Final = 80
_LONGEST_ENDING: Final = 8
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*`$!{}\[\]]')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_EDITION: Final = re.compile(r"(?<=\d)v\d{1,3}$", re.IGNORECASE)


def shown_name(name: str) -> str:
    """Return the last part of ``name`` as one may show and store it, its end kept.

    >>> shown_name("../../etc/\u202egpj.fdp")
    'gpj.fdp'
    """
    last = PurePosixPath(PureWindowsPath(name).name).name
    seen = (char for char in " ".join(last.split()) if unicodedata.category(char) not in _UNSEEN)
    words = _NOT_IN_NAMES.sub("", "".join(seen)).strip()
    stem, dot, ending = words.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > _LONGEST_ENDING:
        return words.strip(" .")[:LONGEST] or "file"
    return f"{stem.strip(' .')[: LONGEST - len(ending) - 1] or 'file'}.{ending}"


def stored_name(shown: str) -> str:
    """Return the name under which the import sees a PDF.

    An edition in a name (1706.03762v9.pdf) would have the file replace the one that is kept; only
    the stamp on page one may say so.
    """
    stem = shown.removesuffix(PurePosixPath(shown).suffix)
    return _EDITION.sub("", stem) + ".pdf"
