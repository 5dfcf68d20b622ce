"""Text without the characters that no file of an export can hold.

Papers and models may carry control characters and halves of surrogate pairs. XML forbids them,
UTF-8 cannot write the halves, and Anki parts its fields by U+001F.
Source: XML 1.0, fifth edition, production 2, "Char".
"""

import re
from typing import Final

_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legal(text: str) -> str:
    """Return ``text`` without illegal characters; the others stay as they are."""
    return _ILLEGAL.sub("", text)
