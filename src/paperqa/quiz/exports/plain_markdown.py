r"""Text as Markdown that shows it as it stands: no emphasis, link, list, tag, formula or heading.

Escapes what CommonMark, GitHub's and Obsidian's Markdown would read as markup; a dot or a dash
inside a line stays as it is, so that the file reads well unrendered too. ``\(`` is written
``\\(``, which shows as ``\(``, and so reaches a page's MathJax whole.

Source: CommonMark 0.31, sections 2.4 (backslash escapes) and 6.7 (hard line breaks).
"""

import re
from typing import Final

from paperqa.quiz.exports.sheet_items import BLANK
from paperqa.quiz.item import GAP

_FREE_GAP: Final = r"(?<!\S)_{3,}(?!\S)"
_MARKUP: Final = re.compile(rf"({_FREE_GAP})|[\\`*_\[\]<#|~$^]|&(?=#|\w+;)|==|%%|!(?=\[)")
_OPENS_A_BLOCK: Final = re.compile(
    r"^(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=>|[-+:](?:\s|$)|[-=][-=\s]*$))"
)
_RULE: Final = re.compile(r"[_\s]+")


def plain(text: str) -> str:
    """Return a paragraph of Markdown that shows ``text``; a line break stays one."""
    lines = (line.strip() for line in text.splitlines())
    return "\\\n".join(_opening(inline(line)) for line in lines if line)


def inline(text: str) -> str:
    """Return Markdown that shows ``text`` on one line, after other words of that line."""
    line = " ".join(text.replace(GAP, BLANK).split())
    return _MARKUP.sub(lambda found: found[1] or _escaped(found[0]), line)


def _opening(line: str) -> str:
    """Return ``line`` so that it opens no list, quote or definition, and is no rule."""
    if _RULE.fullmatch(line):
        return line.replace("_", r"\_")
    return _OPENS_A_BLOCK.sub(lambda found: f"{found['number'] or ''}\\", line)


def _escaped(markup: str) -> str:
    return "".join(f"\\{char}" for char in markup)
