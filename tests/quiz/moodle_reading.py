"""Reads back what the exports for Moodle write: GIFT by its documented rules, HTML by its parser.

pygiftparser 1.1 is the independent reader of GIFT; what it cannot do is read here. Its gaps: it
leaves ``\\\\`` doubled and takes the ``\\n`` in ``\\\\nu`` for a line break; an escaped ``}``
among the answers ends them; a number cannot be negative; a category ends at its first blank.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class GiftQuestion:
    """``answers`` are the pairs of sign and text between the braces; ``opening`` stands before."""

    comments: list[str] = field(default_factory=list)
    name: str = ""
    text: str = ""
    opening: str = ""
    answers: list[tuple[str, str]] = field(default_factory=list)
    feedback: str = ""


def gift_questions(source: str) -> list[GiftQuestion]:
    """Return the questions of a file; blank lines stand between them."""
    return [_question(block) for block in source.split("\n\n") if "::" in block]


def _question(block: str) -> GiftQuestion:
    lines = block.strip().split("\n")
    found = GiftQuestion(comments=[line for line in lines if line.startswith("//")])
    source = "\n".join(line for line in lines if not line.startswith("//"))
    _, found.name, rest = _split(source, "::", 2)
    found.text, rest = _split(rest, "{", 1)
    inside, after = _split(rest, "}", 1)
    assert after.strip() == ""
    answers, found.feedback = _split(inside, "####", 1)
    found.opening = _split_at_signs(answers)[0][1].strip()
    found.answers = [(sign, plain(text.strip())) for sign, text in _split_at_signs(answers)[1:]]
    texts = (found.name, found.text, found.feedback)
    found.name, found.text, found.feedback = (plain(text.strip()) for text in texts)
    return found


def plain(text: str) -> str:
    """Undo the escapes: a backslash stands for what follows it, ``\\n`` for a line break."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def _bare(text: str) -> Iterator[int]:
    """Yield the offsets of what no backslash escapes."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
        else:
            yield at
            at += 1


def _split(text: str, mark: str, times: int) -> list[str]:
    parts, start, free = [], 0, set(_bare(text))
    for _ in range(times):
        at = next(
            at
            for at in sorted(free)
            if at >= start and text.startswith(mark, at) and at + len(mark) - 1 in free
        )
        parts.append(text[start:at])
        start = at + len(mark)
    return [*parts, text[start:]]


def _split_at_signs(text: str) -> list[tuple[str, str]]:
    starts = [at for at in _bare(text) if text[at] in "=~"]
    ends = [*starts, len(text)]
    parts = [("", text[: ends[0]])]
    for start, end in zip(starts, ends[1:], strict=True):
        parts.append((text[start], text[start + 1 : end]))
    return parts


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.directions: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.blocks[-1] += "\n"
        elif tag != "span" or not self.blocks:
            self.blocks.append("")
            self.directions.append(dict(attrs)["dir"])

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def blocks_of(html: str) -> list[str]:
    """Return the text of each block of ``html``, as a browser shows it."""
    return _read(html).blocks


def directions_of(html: str) -> list[str | None]:
    """Return the direction of each block."""
    return _read(html).directions


def _read(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    words.close()
    return words
