"""The files of shared/papers-odd: each is read, or one row says why it is not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from paperqa.language.sentences import sentence_spans
from paperqa.sources.document import document_of
from paperqa.sources.passages import passages_of
from paperqa.sources.pdf import PdfLimits, RawPdf, UnreadPdfError, read_pdfs

pytestmark = pytest.mark.slow
ENCRYPTED = ("encrypted", "it is encrypted and needs a password")
SCANNED = ("scanned", "it has no text layer (a scan or pictures); run it through OCR first")
UNREAD = {
    "cyclic-pages.pdf": ("broken", "it is damaged (Detected cyclic page references.)"),
    "encrypted-libreoffice.pdf": ENCRYPTED,
    "encrypted-rc4-user-password.pdf": ENCRYPTED,
    "encrypted-user-password.pdf": ENCRYPTED,
    "html-saved-as-pdf.pdf": ("not-a-pdf", "it is a web page saved under a PDF's name"),
    "image-bomb-jbig2.pdf": (
        "broken",
        "its pages need a decoder that is not installed (jbig2dec binary is not available.)",
    ),
    "japanese-vertical-kampo.pdf": (
        "scanned",
        "it has only 11 letters on 1 pages (a scan or pictures); run it through OCR first",
    ),
    "junk-before-header.pdf": ("broken", "it is damaged (Stream has ended unexpectedly)"),
    "no-startxref.pdf": ("broken", "it is damaged (startxref not found)"),
    "no-unicode-map.pdf": ("unmapped", "its fonts do not say which letters they show"),
    "pointer-bert.pdf": ("not-a-pdf", "it is a Git pointer to a PDF, not the PDF itself"),
    "print-to-pdf-no-text.pdf": SCANNED,
    "scanned-notes-no-text.pdf": SCANNED,
    "scanned-one-page.pdf": SCANNED,
    "scanned-paper-kohonen1982.pdf": SCANNED,
    "truncated-bert.pdf": ("broken", "it is damaged (Stream has ended unexpectedly)"),
    "two-bytes-Attention.pdf": ("not-a-pdf", "it has no %PDF header"),
    "zero-bytes.pdf": ("not-a-pdf", "the file is empty"),
}
READ = {
    "arabic-habibi.pdf": 1,
    "chinese-two-column.pdf": 8,
    "chinese-vit.pdf": 23,
    "corrupted-zen.pdf": 1,
    "duplicate-edition-attention-nips2017.pdf": 11,
    "encrypted-empty-password.pdf": 1,
    "encrypted-owner-only.pdf": 1,
    "hebrew-guidelines.pdf": 6,
    "hebrew-paper-review-llm2vec.pdf": 2,
    "hebrew-paper-review-perceiver.pdf": 7,
    "hebrew-visual-order.pdf": 1,
    "ligatures-copy-paste.pdf": 1,
    "many-pages-518.pdf": 518,
    "two-column-latex.pdf": 3,
    "two-column-ligatures-naacl06.pdf": 8,
}
"""How many pages each has."""
SAID = {
    "arabic-habibi.pdf": "habibi",
    "chinese-two-column.pdf": "遥感场景分类任务对预训练模型的微调通常需要大量的计",
    "chinese-vit.pdf": "Vision Transformer (ViT) 相比最先进的卷积网络取得了优异的结果",
    "corrupted-zen.pdf": "In the face of ambiguity, refuse the temptation to guess.",
    "duplicate-edition-attention-nips2017.pdf": "dispensing with recurrence and convolutions",
    "encrypted-empty-password.pdf": "pdf encryption test",
    "encrypted-owner-only.pdf": "This document is a placeholder for the appropriate documentation.",
    "hebrew-guidelines.pdf": "יש לסיים את המשימה עצמאית (ללחוץ על כפתור ״סיימתי״).",
    "hebrew-paper-review-llm2vec.pdf": "מעניין אותי לאחרונה (בנוסף לממבה וחידושים למודלי דיפוזיה)",
    "hebrew-paper-review-perceiver.pdf": "לאחרים מומלץ מאוד (הרעיון ממש מגניב).",
    "hebrew-visual-order.pdf": "ראש ממשלת ישראל בנימין נתניהו .",
    "ligatures-copy-paste.pdf": "ffffiflffifflst",
    "many-pages-518.pdf": "You are offered the following game.",
    "two-column-latex.pdf": "Lorem ipsum dolor sit amet, consectetuer adipiscing elit.",
    "two-column-ligatures-naacl06.pdf": "a technique called Unrestricted Relation Discovery that",
}
"""A stretch of what a reader reads in it: in logical order, without ligatures."""


@pytest.fixture(scope="module")
def outcomes(shared: Path) -> Mapping[str, RawPdf | UnreadPdfError]:
    """All of them, read side by side, as a build reads them."""
    paths = sorted((shared / "papers-odd").glob("*.pdf"))
    return {path.name: outcome for path, outcome in read_pdfs(paths, PdfLimits())}


def test_no_file_is_left_out(outcomes: Mapping[str, RawPdf | UnreadPdfError]) -> None:
    assert sorted(outcomes) == sorted([*UNREAD, *READ])


@pytest.mark.parametrize("name", UNREAD)
def test_one_row_says_why(outcomes: Mapping[str, RawPdf | UnreadPdfError], name: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, UnreadPdfError), "it was read"
    reason, words = UNREAD[name]
    assert (outcome.reason, str(outcome)) == (reason, f"not read, because {words}")


@pytest.mark.parametrize("name", READ)
def test_it_is_read(outcomes: Mapping[str, RawPdf | UnreadPdfError], name: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, RawPdf), str(outcome)
    assert len(outcome.pages) == READ[name]
    document = document_of(name, "", outcome)
    assert SAID[name] in document.text
    assert document.lang == ("he" if name.startswith("hebrew") else "en")
    for passage in passages_of(document, count_words, 200):
        assert document.text[passage.start : passage.end] == passage.text
        assert 1 <= (passage.page_at(0) or 0) <= READ[name]
        assert sentence_spans(passage.text)


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]
