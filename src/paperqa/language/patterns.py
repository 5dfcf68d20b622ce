"""Lists of words made into patterns, in both languages."""


def any_of(words: str) -> str:
    """Return a pattern of alternatives, patterns themselves, parted by `` | `` or lines."""
    parts = (part.strip() for line in words.splitlines() for part in line.split(" | "))
    return f"(?:{'|'.join(part for part in parts if part)})"


def in_hebrew(words: str) -> str:
    r"""Return a pattern of whole Hebrew words; ``\b`` would take part of one for a whole."""
    return rf"(?<![א-ת]){any_of(words)}(?![א-ת])"
