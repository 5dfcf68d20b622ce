"""Passages and document rows as JSON lines, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from paperqa.types import Kind, Lang, PageBreak, Passage


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One source file as a generation holds it; ``error`` says why it was not read.

    ``key`` names the file's content and everything that shaped its vectors: as long as it is
    the same, nothing needs to be done again. ``file`` is the name of the file, without folders.
    """

    paper: str
    kind: Kind
    lang: Lang
    file: str
    key: str
    pages: int = 0
    passages: int = 0
    error: str = ""


def passage_to_json(passage: Passage) -> dict[str, Any]:
    """Return a row of ``passages.jsonl``."""
    return {
        "paper": passage.paper,
        "kind": passage.kind,
        "lang": passage.lang,
        "section": passage.section,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "page_breaks": [[cut.offset, cut.page] for cut in passage.page_breaks],
    }


def passage_from_json(row: dict[str, Any]) -> Passage:
    """Return what ``passage_to_json`` wrote."""
    breaks = tuple(PageBreak(offset, page) for offset, page in row["page_breaks"])
    return Passage(**{**row, "page_breaks": breaks})


def document_row_to_json(row: DocumentRow) -> dict[str, Any]:
    """Return a row of ``documents.jsonl``."""
    return asdict(row)


def json_lines(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return one JSON object a line."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return text.encode("utf-8", "surrogatepass")  # names of files may hold lone surrogates


def from_json_lines(data: bytes) -> list[dict[str, Any]]:
    r"""Return the objects that ``json_lines`` wrote; only ``\n`` ends a line, not U+2028."""
    return [json.loads(line) for line in data.split(b"\n") if line]
