"""The 32 papers of shared/papers, read as a build reads them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from paperqa.sources.document import document_of
from paperqa.sources.page_text import clean_text
from paperqa.sources.passages import passages_of
from paperqa.sources.pdf import RawPdf, read_pdfs
from paperqa.types import Document, Passage

pytestmark = pytest.mark.slow
WINDOW = 120
ATTENTION_SECTIONS = """
    Abstract|1 Introduction|2 Background|3 Model Architecture|3.1 Encoder and Decoder Stacks
    3.2 Attention|3.2.1 Scaled Dot-Product Attention|3.2.2 Multi-Head Attention
    3.2.3 Applications of Attention in our Model|3.3 Position-wise Feed-Forward Networks
    3.4 Embeddings and Softmax|3.5 Positional Encoding|4 Why Self-Attention|5 Training
    5.1 Training Data and Batching|5.2 Hardware and Schedule|5.3 Optimizer|5.4 Regularization
    6 Results|6.1 Machine Translation|6.2 Model Variations|6.3 English Constituency Parsing
    7 Conclusion|References
"""
SECTIONS = {  # file: (page, title) of sections that are easily missed
    "1311.2524": [(2, "2. Object detection with R-CNN"), (6, "4. Semantic segmentation")],
    "1506.02640": [(2, "2. Unified Detection"), (4, "3. Comparison to Other Detection Systems")],
    "1802.05365": [(7, "5.3 What information is captured by the biLM’s representations?")],
    "2010.11929": [(3, "3.1 VISION TRANSFORMER (VIT)"), (20, "D.10 VTAB BREAKDOWN")],
    "2103.14030": [(9, "Acknowledgement"), (9, "A1. Detailed Architectures"), (11, "References")],
    "2106.09685": [(10, "7.2 WHAT IS THE OPTIMAL RANK r FOR LORA?")],
    "2203.02155": [(21, "References"), (26, "A Additional prompt data details")],
    "2205.14135": [(4, "3 FlashAttention: Algorithm, Analysis, and Extensions"), (22, "C Proofs")],
    "2309.00267": [(4, "3.2 Reinforcement Learning from AI Feedback"), (6, "5.1 RLAIF vs. RLHF")],
    "2312.00752": [(6, "3.3 Efficient Implementation of Selective SSMs")],
}
PHRASES = {  # file: (page, words that a printed hyphen, a column or a page break cuts)
    "1706.03762": [
        (4, 'We call our particular attention "Scaled Dot-Product Attention"'),
        (8, "On the WMT 2014 English-to-German translation task"),
    ],
    "1810.04805": [
        (2, "Unlike left-to-right language model pre-training, the MLM objective enables"),
        (3, "ing and auto-encoder objectives have been used for pre-training"),
    ],
    "1311.2524": [
        (1, "can lead to dramatically higher object detection performance on PASCAL VOC")
    ],
    "2106.09685": [(8, "both are large Transformer language models trained on a large amount")],
    "2312.00752": [(5, "We argue that a fundamental problem of sequence modeling is compressing")],
}


@pytest.fixture(scope="module")
def papers(shared: Path) -> Mapping[str, tuple[RawPdf, Document, list[Passage]]]:
    """Pages as read, document and passages of each paper."""
    found = {}
    for path, raw in read_pdfs(sorted((shared / "papers").glob("*.pdf"))):
        assert isinstance(raw, RawPdf), f"{path.name}: {raw}"
        document = document_of(path.stem, "", raw)
        found[path.stem] = raw, document, passages_of(document, count_words, WINDOW, WINDOW)
    return found


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def stands_on(page: str, word: str) -> bool:
    """Tell whether the page's letters hold the word, or both halves: a footnote may part them."""
    return word in page or any(word[:i] in page and word[i:] in page for i in range(2, len(word)))


def page_of(document: Document, offset: int) -> int:
    return [cut.page for cut in document.page_breaks if cut.offset <= offset][-1]


@cache
def letters(text: str) -> str:
    return "".join(char for char in clean_text(text) if char.isalnum())


Papers = Mapping[str, tuple[RawPdf, Document, list[Passage]]]


def test_all_are_read(papers: Papers) -> None:
    assert len(papers) == 32
    assert {name: document.lang for name, (_, document, _) in papers.items()} == dict.fromkeys(
        papers, "en"
    )


def test_the_sections_of_the_transformer_paper_are_those_that_it_prints(papers: Papers) -> None:
    titles = [section.title for section in papers["1706.03762"][1].sections]
    assert titles == [
        "",
        *(part.strip() for part in re.split(r"[|\n]", ATTENTION_SECTIONS.strip())),
    ]


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_begin_where_they_are_printed(papers: Papers, name: str) -> None:
    document = papers[name][1]
    sections = [(page_of(document, cut.offset), cut.title) for cut in document.sections]
    for page, title in SECTIONS[name]:
        # A heading at the very top of a page comes before the page's first letter.
        assert (page, title) in sections or (page - 1, title) in sections


@pytest.mark.parametrize("name", PHRASES)
def test_a_sentence_is_whole_and_on_its_page(papers: Papers, name: str) -> None:
    _, document, passages = papers[name]
    for page, phrase in PHRASES[name]:
        assert page_of(document, document.text.index(phrase)) == page
        holding = [passage for passage in passages if phrase[:40] in passage.text]
        assert [passage.page_at(passage.text.index(phrase[:40])) for passage in holding] == [page]


def test_no_passage_is_a_list_of_references(papers: Papers) -> None:
    for name, (_, document, passages) in papers.items():
        unsearched = [section.title for section in document.sections if not section.searched]
        assert any("references" in title.casefold() for title in unsearched), name
        for passage in passages:
            assert "references" not in passage.section.casefold(), name
            assert len(re.findall(r"arXiv preprint|\bIn Proceedings of", passage.text)) < 2, (
                f"{name}: {passage.text}"
            )


def test_every_word_of_every_passage_stands_on_the_page_that_it_names(papers: Papers) -> None:
    for name, (raw, _, passages) in papers.items():
        pages = [letters(" ".join(line.text for line in page)) for page in raw.pages]
        for passage in passages:
            for word in re.finditer(r"[^\W\d_]{5,}", passage.text):
                first, last = passage.page_at(word.start()), passage.page_at(word.end() - 1)
                assert first is not None
                assert last is not None
                if first == last:  # else the page's end cuts it
                    assert stands_on(pages[first - 1], word[0]), f"{name}, page {first}: {word[0]}"


def test_nothing_that_no_reader_reads_is_left(papers: Papers) -> None:
    for name, (_, document, passages) in papers.items():
        assert not re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb06]",
            document.text,
        ), name
        assert not re.search(r"arXiv:\S+ \[\S+\] +\d+ \w{3} \d{4}", document.text), name
        assert not re.search(r"(?:\b\d+(?:\.\d+)?\n){6}", document.text), name
        for passage in passages:
            assert document.text[passage.start : passage.end] == passage.text
            assert count_words([passage.text])[0] <= WINDOW
