r"""Code, maths and escapes in Markdown: the stretches of a text that are shown as written.

A span counts only if it is closed: code ``` `..` ``` and maths ``$..$``, ``\(..\)`` on their
line; ``$$..$$`` and ``\[..\]`` before a blank line. ``$5 and $6`` is money: a closing dollar
follows no space and stands before no digit (the rule of Pandoc's manual, "tex_math_dollars").
Fenced code is the business of ``markers``: it counts from its first line on.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class _Limit:
    """A span ends before ``stop``, and within ``longest`` characters, or is none."""

    stop: re.Pattern[str]
    longest: int


_LINE: Final = _Limit(re.compile(r"\n"), 300)
_PARAGRAPH: Final = _Limit(re.compile(r"\n[ \t]*\n"), 1500)
_OPENER: Final = re.compile(r"`+|\$+|\\[!-/:-@\[-`{-~]?")


def verbatim_end(text: str, final: bool) -> int | None:
    """Return where the span ends that ``text`` starts with; an opener that stays open ends itself.

    ``text`` starts with a backtick, a dollar or a backslash. None: more text may change the
    answer (never if ``final``).
    """
    opener = _OPENER.match(text)
    size = opener.end() if opener else 0
    if size == len(text) and (text[0] != "\\" or size == 1):
        return size if final else None
    end = _close(text, size, final)
    return None if end is None else max(end, size)


def _close(text: str, size: int, final: bool) -> int | None:
    opener = text[:size]
    if opener[0] == "`":
        return _closed(text, size, rf"(?<!`){opener}(?!`)", _LINE, final)
    if opener == "$" and not text[1].isspace():
        return _closed(text, size, r"(?<![\s\\])\$(?!\d)", _LINE, final)
    if opener.startswith("$$"):
        return _closed(text, size, r"\$\$", _PARAGRAPH, final)
    if opener == r"\(":
        return _closed(text, size, r"\\\)", _LINE, final)
    if opener == r"\[":
        return _closed(text, size, r"\\\]", _PARAGRAPH, final)
    return 0


def _closed(text: str, start: int, closer: str, limit: _Limit, final: bool) -> int | None:
    """Return where the span closes; 0: never; None: wait."""
    window = text[: limit.longest + 1]  # one more: closers look one character ahead
    close = re.compile(closer).search(window, start)
    stop = limit.stop.search(window, start)
    if close and stop and stop.start() < close.start():
        return 0
    if close and close.end() <= limit.longest:
        return None if close.end() == len(text) and not final else close.end()
    decided = final or stop or len(window) > limit.longest
    return 0 if decided else None
