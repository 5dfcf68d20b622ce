"""Reads the club's own notes: ``ingest/notes/<id>.<lang>.md``, front matter and sections.

A section "Page 3" (``עמוד 3``) tells, in our words, what stands on that page of the paper.
A note's text is plain: list bullets and bold marks are dropped, so that a sentence of it can be
quoted as it stands. Errors: NoteError naming the file and what is wrong in it.
"""

import re
from pathlib import Path
from typing import cast

from paperqa.errors import NoteError
from paperqa.sources.page_text import SOFT_HYPHEN, clean_text
from paperqa.types import Document, Lang, Section

NOTE_VERSION = "1"
"""Raise it when the same note would yield another text."""

_LONGEST_HEADING = 100
"""Characters of a heading that are kept: it is embedded with every passage below it."""
_REQUIRED = ("paper", "lang", "title")
_BULLET = re.compile(r"^\s*[-*+]\s+")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")


_PAGE = re.compile(r"(?:Page|עמוד) ([1-9]\d{0,3})")


def told_page(section: str) -> int | None:
    """Return the page of the paper that a note's section of this title tells; None for others."""
    found = _PAGE.fullmatch(section)
    return int(found[1]) if found else None


def note_files(folder: Path) -> list[Path]:
    """Return all notes of ``folder``, sorted by name; none where it does not exist."""
    return sorted(folder.glob("*.md")) if folder.is_dir() else []


def read_note(path: Path) -> Document:
    """Return the note as a document without pages."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoteError(f"{path}: not UTF-8 text ({error.reason}); save it as UTF-8") from error
    facts, body = _front_matter(path, text)
    if path.name != (name := f"{facts['paper']}.{facts['lang']}.md"):
        raise NoteError(f"{path}: its front matter belongs to {name}; rename it or correct that")
    plain, sections = _plain(body)
    if not plain:
        raise NoteError(f"{path}: the note is empty; write sections under '## ' headings")
    return Document(
        paper=facts["paper"],
        kind="note",
        lang=cast(Lang, facts["lang"]),
        title=facts["title"],
        text=plain,
        sections=sections,
    )


def _front_matter(path: Path, text: str) -> tuple[dict[str, str], str]:
    # Read line by line and not as YAML: titles hold colons.
    head, closed, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not closed:
        raise NoteError(
            f"{path}: front matter is missing; start the file with '---', "
            "'paper:', 'lang:', 'title:', '---'"
        )
    pairs = (line.partition(":") for line in head.splitlines() if line.strip())
    facts = {key.strip(): value.strip().strip('"') for key, _, value in pairs}
    missing = [key for key in _REQUIRED if not facts.get(key)]
    if missing:
        raise NoteError(f"{path}: front matter lacks {', '.join(missing)}")
    if facts["lang"] not in {"en", "he"}:
        raise NoteError(f"{path}: lang is {facts['lang']!r}; write 'en' or 'he'")
    return facts, body


def _unmarked(line: str) -> str:
    return clean_text(_MARKS.sub("", line)).replace(SOFT_HYPHEN, "")


def _plain(body: str) -> tuple[str, tuple[Section, ...]]:
    text = ""
    sections = [Section(0, "")]
    paragraph: list[str] = []

    def flush() -> None:
        nonlocal text
        if paragraph:
            text += ("\n" if text and not text.endswith("\n") else "") + " ".join(paragraph)
            paragraph.clear()

    for line in [*body.splitlines(), ""]:
        if line.startswith("#"):
            flush()
            # The break between two sections belongs to the first of them.
            text += "\n" if text and not text.endswith("\n") else ""
            sections.append(Section(len(text), _unmarked(line.lstrip("# "))[:_LONGEST_HEADING]))
        elif not line.strip() or _BULLET.match(line):
            flush()
        if line.strip() and not line.startswith("#"):
            paragraph.append(_unmarked(_BULLET.sub("", line)))
    return text, tuple(sections)
