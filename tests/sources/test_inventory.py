import hashlib
from pathlib import Path

from paperqa.sources.inventory import SourceFile, note_sources, pdf_sources, sha256_of
from paperqa.types import Paper

BERT, GPT, ELMO = (Paper(id, id.upper()) for id in ("1810.04805", "gpt1", "elmo"))
PAPERS = {paper.id: paper for paper in (BERT, GPT, ELMO)}


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_hash_is_of_the_files_bytes(tmp_path: Path) -> None:
    for data in (b"", b"%PDF" * 500_000):
        assert sha256_of(written(tmp_path, "x", data)) == hashlib.sha256(data).hexdigest()


def test_each_paper_with_a_pdf_is_one_row_in_the_catalogues_order(tmp_path: Path) -> None:
    gpt, bert = written(tmp_path, "g.pdf", b"g"), written(tmp_path, "b.pdf", b"b")
    rows = pdf_sources(PAPERS, {"gpt1": gpt, "unlisted": gpt, "1810.04805": bert})
    assert rows == [
        SourceFile(BERT, "paper", bert, hashlib.sha256(b"b").hexdigest()),
        SourceFile(GPT, "paper", gpt, hashlib.sha256(b"g").hexdigest()),
    ]


def test_a_notes_paper_is_told_by_its_name(tmp_path: Path) -> None:
    names = ["1810.04805.he.md", "gpt1.en.md", "unlisted.en.md", "bare.md"]
    paths = [written(tmp_path, name, name.encode()) for name in names]
    rows = note_sources(PAPERS, paths)
    assert [row.paper for row in rows] == [BERT, GPT, Paper("unlisted", ""), Paper("bare", "")]
    assert [(row.kind, row.path, row.sha256) for row in rows] == [
        ("note", path, hashlib.sha256(path.name.encode()).hexdigest()) for path in paths
    ]
