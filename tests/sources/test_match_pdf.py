import pytest

from paperqa.sources.arxiv_id import Edition, arxiv_year, parse_arxiv_id
from paperqa.sources.match_pdf import (
    Match,
    PaperNames,
    PdfHead,
    plain,
    same_first_page,
    stamped_edition,
)
from paperqa.sources.pdf_title import slug, title_of
from paperqa.types import Paper

BERT_TITLE = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
CATALOGUE = {
    paper.id: paper
    for paper in (
        Paper("1706.03762", "Attention Is All You Need"),
        Paper("1810.04805", BERT_TITLE),
        Paper("1504.08083", "Fast R-CNN"),
        Paper("1506.01497", "Faster R-CNN: Towards Real-Time Object Detection"),
        Paper("2310.06825", "Mistral 7B"),
        Paper("cs/0112017", "A Proof of an Old Thing"),
        Paper("gpt1", "Improving Language Understanding by Generative Pre-Training"),
    )
}
OWN = {
    "notes": Paper("notes", "Notes on Everything We Read"),
    "intro": Paper("intro", "Introduction"),
}
NAMES = PaperNames(CATALOGUE, OWN)
STAMP = "arXiv:1706.03762v7 [cs.CL] 2 Aug 2023"


def matched(stem: str, page: str = "", title: str = "", *, own: bool = False) -> Match | None:
    return NAMES.match(stem, PdfHead(title, page), own=own)


@pytest.mark.parametrize(
    ("stem", "paper", "edition"),
    [
        ("1706.03762", "1706.03762", ""),
        ("1706.03762v7", "1706.03762", "1706.03762v7"),
        ("1706.03762v7 (2)", "1706.03762", "1706.03762v7"),
        ("GPT1", "gpt1", ""),
        ("2401.00001", "2401.00001", ""),
        ("2401.00001v3", "2401.00001", "2401.00001v3"),
    ],
)
def test_a_whole_file_name_names_the_paper(stem: str, paper: str, edition: str) -> None:
    assert matched(stem) == Match(paper, "file name", edition)


@pytest.mark.parametrize(
    "stem", ["gpt1v2", "my 1706.03762", "1706.03762-notes", "1799.03762", "1706", "gpt", "notes"]
)
def test_part_of_a_file_name_names_nothing(stem: str) -> None:
    assert matched(stem, "Some text") is None


def test_an_id_made_from_a_file_name_counts_in_the_librarys_own_folder_only() -> None:
    assert matched("notes", own=True) == Match("notes", "file name")
    assert matched("notes", own=False) is None


@pytest.mark.parametrize(
    ("page", "edition"),
    [
        (f"Title\nwords {STAMP}", Edition("1706.03762", 7)),
        (f"hyphen-\ufffe{STAMP}\nTitle", Edition("1706.03762", 7)),
        ("arXiv:math.GT/0309136v1  [math.GT]  8 Sep 2003", Edition("math/0309136", 1)),
        ("arXiv:cs/0112017 v2 8 Dec 2001", Edition("cs/0112017", 2)),
        ("[3] arXiv preprint arXiv:1607.06450, 2016.", None),
        ("[4] BERT. arXiv:1810.04805v2 [cs.CL], May 2019.", None),
        ("[5] arXiv:1810.04805 [cs.CL] 24 May 2019", None),
        (f"{STAMP} and arXiv:1810.04805v2 [cs.CL] 24 May 2019", None),
        (f"{STAMP} twice {STAMP}", Edition("1706.03762", 7)),
    ],
)
def test_only_one_whole_stamp_counts(page: str, edition: Edition | None) -> None:
    assert stamped_edition(page) == edition


def test_a_stamp_matches_known_and_unknown_papers_and_tells_the_edition() -> None:
    assert matched("download", STAMP) == Match("1706.03762", "arXiv stamp", "1706.03762v7")
    unknown = "arXiv:2401.00001v3 [cs.CL] 2 Jan 2024"
    assert matched("download", unknown) == Match("2401.00001", "arXiv stamp", "2401.00001v3")
    assert matched("1706.03762", STAMP) == Match("1706.03762", "file name", "1706.03762v7")


def test_the_file_name_comes_before_the_stamp_and_the_stamp_before_the_title() -> None:
    page = f"{BERT_TITLE}\n{STAMP}"
    assert matched("1504.08083", page) == Match("1504.08083", "file name")
    assert matched("download", page) == Match("1706.03762", "arXiv stamp", "1706.03762v7")


def test_an_unknown_stamp_may_be_of_a_paper_that_a_list_knows_by_another_id() -> None:
    page = "Improving Language Understanding\nby Generative Pre-Training\nAlec Radford\n"
    stamped = page + "arXiv:2401.00001v3 [cs.CL] 2 Jan 2024"
    assert matched("download", stamped) == Match("gpt1", "title", "2401.00001v3")


@pytest.mark.parametrize(
    ("page", "paper"),
    [
        ("Attention Is All You Need\nAshish Vaswani", "1706.03762"),
        (
            "Provided proper\nattribution is provided\nATTENTION IS\nALL YOU NEED*\nA. V.",
            "1706.03762",
        ),
        (
            "BERT: Pre-training of Deep Bidirectional Trans\ufffeformers for\n"
            "Language Understanding\nJacob Devlin",
            "1810.04805",
        ),
        ("Fast R-CNN\nRoss Girshick", "1504.08083"),
        ("Faster R-CNN: Towards Real-Time Object Detection\nShaoqing Ren", "1506.01497"),
        ("Mistral 7B\nAlbert Q. Jiang", "2310.06825"),
    ],
)
def test_a_title_in_lines_of_its_own_matches(page: str, paper: str) -> None:
    assert matched("download", page) == Match(paper, "title")


@pytest.mark.parametrize(
    "page",
    [
        "Attention Is All You Need in Speech Separation\nCem Subakan",
        "Attention Is All You Need\nin Speech Separation\nCem Subakan",
        "A Critique:\nAttention Is All You Need\nNobody",
        "A Survey of Transformers\nTianyang Lin\nAbstract. Attention Is All You Need began it.",
        "A Survey of Many Things\n" + "text\n" * 20 + "Attention Is All You Need\nmore",
        "Models compared\nA\nB\nC\nMistral 7B\nLlama 2 7B",
        "Mistral 7B and its friends\nNobody",
        "Introduction\nThis chapter begins",
        "Attention Is All You Need\nזו סקירה בעברית של המאמר המפורסם, ולא המאמר עצמו, כפי שנראה",
        "注意力\nAttention Is All You Need\n" + "一张图片值十六乘十六个词" * 3,
    ],
)
def test_a_page_that_only_mentions_a_title_does_not_match(page: str) -> None:
    assert matched("download", page) is None


def test_a_metadata_title_is_believed_where_page_one_bears_it_out() -> None:
    torn = "Atten tion Is All\nYou Need Ashish Vaswani Noam Shazeer\n"
    title = "Attention is All you Need"
    assert matched("download", torn, title) == Match("1706.03762", "title")
    other = "A Template Was Reused for This\nSomebody Else\nAbstract"
    assert matched("download", other, title) is None


def test_the_largest_type_on_page_one_is_a_title_too() -> None:
    head = PdfHead(
        "", "NIPS 2017\nAttention Is All You Need Ashish Vaswani", "Attention Is\nAll You Need"
    )
    assert NAMES.match("download", head) == Match("1706.03762", "title")


def test_titles_are_compared_without_case_ligatures_and_marks() -> None:
    assert plain(
        "Eﬃcient QLoRA — Über & quick:\u00ad 4-bit"
    ) == "efficientqloraüberandquick4bit".replace("ü", "u")


def test_two_lectures_of_one_title_are_two_texts() -> None:
    head = "Notes on Everything We Read\nLecture "
    one = PdfHead("", head + "1: Search. " + "Breadth first search visits nodes in rings. " * 9)
    two = PdfHead("", head + "2: Games. " + "Minimax looks ahead as two players would play. " * 9)
    again = PdfHead("", one.first_page.replace("visits", "sees"))
    assert same_first_page(one, again)
    assert not same_first_page(one, two)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("1706.03762", Edition("1706.03762")),
        ("1706.03762v12", Edition("1706.03762", 12)),
        ("0704.0001v1", Edition("0704.0001", 1)),
        ("math.GT/0309136v2", Edition("math/0309136", 2)),
        ("1713.03762", None),
        ("1706.037", None),
        ("x1706.03762", None),
        ("../0112017", None),
        ("", None),
    ],
)
def test_an_identifier_is_read_whole_or_not_at_all(text: str, edition: Edition | None) -> None:
    assert parse_arxiv_id(text) == edition


def test_the_year_of_an_identifier() -> None:
    assert [arxiv_year(paper) for paper in ("1706.03762", "hep-th/9901001", "cs/0112017")] == [
        2017,
        1999,
        2001,
    ]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("My Paper (final) v2", "my-paper-final-v2"),
        ("../../etc/passwd", "etc-passwd"),
        ("סקירת מאמר", "סקירת-מאמר"),
        ("???", "pdf"),
        ("x" * 100, "x" * 60),
        ("bad\udce9name", "bad-name"),
    ],
)
def test_a_file_name_becomes_a_safe_id(stem: str, expected: str) -> None:
    assert slug(stem) == expected


@pytest.mark.parametrize(
    ("metadata", "page", "title"),
    [
        ("Learning Trees", "Learning Trees\nHan Zhu", "Learning Trees"),
        ("Microsoft Word - x.docx", "Learning Trees\nHan Zhu", "Learning Trees"),
        (
            "arXiv:1409.3215v3 [cs.CL]",
            "arXiv:1409.3215v3\nLearning Trees\nHan Zhu",
            "Learning Trees",
        ),
        (
            "",
            "Published as a paper\nBERT: Models for\nLanguage*\nJ. Devlin",
            "BERT: Models for Language",
        ),
        ("", "LEARNING TREES\nAND FORESTS\nHan Zhu", "LEARNING TREES AND FORESTS"),
        ("Left Over Template", "Learning Trees\nHan Zhu", "Learning Trees"),
        ("", "", "file name"),
    ],
)
def test_an_unknown_pdf_is_titled_by_what_can_be_believed(
    metadata: str, page: str, title: str
) -> None:
    assert title_of(PdfHead(metadata, page), "file name") == title


def test_the_largest_type_of_page_one_titles_an_unknown_pdf() -> None:
    head = PdfHead("", "Some journal\nDeep Trees and\nForests\n", "Deep Trees and\nForests")
    assert title_of(head, "x") == "Deep Trees and Forests"
