r"""Text as Markdown that shows it as it stands: no link, picture, tag, formula, list or heading.

Escapes what CommonMark and the Markdown of GitHub and Obsidian would read as markup, addresses
that would become links by themselves too. The quiz's sheets have a like for blanks to fill in.
Source: CommonMark 0.31, section 2.4; GitHub Flavored Markdown, section 6.9 (autolinks).
"""

import re
from typing import Final

_MARKUP: Final = re.compile(
    r"[\\`*_\[\]<>#|~$^@{}]|&(?=#|\w+;)|==|%%|!(?=\[)|:(?=//)|(?<=mailto):|(?<=\bwww)\."
)
_OPENS_A_BLOCK: Final = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+:](?:\s|$)|[-=][-=\s]*$))")
_BACKTICKS: Final = re.compile(r"`+")
_LEAST_FENCE: Final = 3


def inline(text: str) -> str:
    """Return Markdown that shows ``text`` on one line, after other words of that line."""
    line = " ".join("".join(c if c.isprintable() or c in _MARKS else " " for c in text).split())
    return _MARKUP.sub(lambda found: "".join(f"\\{char}" for char in found[0]), line)


def plain(text: str) -> str:
    """Return a paragraph of Markdown that shows ``text``; a line break stays one."""
    lines = (_line(line) for line in text.splitlines())
    return "\\\n".join(line for line in lines if line)


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of ``text``, which empty lines part, each as ``plain`` does."""
    return [shown for part in re.split(r"\n\s*\n", text) if (shown := plain(part))]


def fenced(text: str, language: str) -> str:
    """Return ``text`` as a block of code, within a fence that ``text`` cannot close."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(longest + 1, _LEAST_FENCE)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


_MARKS: Final = frozenset("\u200e\u200f")
"""Not printable, and yet they place what stands beside them."""


def _line(line: str) -> str:
    """Return ``line`` so that it opens no list, quote or definition, and is no rule."""
    return _OPENS_A_BLOCK.sub(lambda found: f"{found[1] or ''}\\", inline(line))
