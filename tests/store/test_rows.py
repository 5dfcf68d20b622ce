import json

import pytest

from paperqa.store.rows import (
    DocumentRow,
    document_row_to_json,
    from_json_lines,
    json_lines,
    passage_from_json,
    passage_to_json,
)
from paperqa.types import PageBreak, Passage

PASSAGE = Passage(
    "1706.03762", "paper", "he", "2 רקע", "קשב ב־Transformer", 100, 117,
    (PageBreak(0, 3), PageBreak(9, 4)),
)  # fmt: skip


def test_a_passage_comes_back_as_it_was() -> None:
    (line,) = from_json_lines(json_lines([passage_to_json(PASSAGE)]))
    assert passage_from_json(line) == PASSAGE


def test_a_document_row_comes_back_as_it_was() -> None:
    row = DocumentRow("gpt1", "paper", "en", "gpt1.pdf", "k" * 32, 12, 0, "not read, because …")
    (line,) = from_json_lines(json_lines([document_row_to_json(row)]))
    assert DocumentRow(**line) == row


@pytest.mark.parametrize(
    "char", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r", "\n", "\0", "\udce9"]
)
def test_no_character_of_a_text_ends_its_line(char: str) -> None:
    rows = [{"text": f"a{char}b"}, {"text": char}]
    data = json_lines(rows)
    assert data.count(b"\n") == 2
    assert from_json_lines(data) == rows


def test_hebrew_is_written_as_it_reads() -> None:
    assert json_lines([{"text": "קשב"}]).decode() == '{"text": "קשב"}\n'
    assert json.loads(json_lines([{"text": "קשב"}])) == {"text": "קשב"}
