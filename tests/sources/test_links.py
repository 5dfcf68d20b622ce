import pytest

from paperqa.sources.arxiv_mentions import mentions
from paperqa.sources.links import Target, address, classify, web_address

GPT1 = (
    "https://s3-us-west-2.amazonaws.com/openai-assets/research-covers/"
    "language-unsupervised/language_understanding_paper.pdf"
)
GPT2 = "https://d4mucfpksywv.cloudfront.net/better-language-models/language-models.pdf"


@pytest.mark.parametrize(
    ("url", "kind", "paper"),
    [
        ("https://arxiv.org/abs/1706.03762", "paper", "1706.03762"),
        ("http://www.arxiv.org/abs/1706.03762v7", "paper", "1706.03762"),
        ("https://arxiv.org/pdf/1412.6980v10.pdf", "pdf", "1412.6980"),
        ("https://arxiv.org/pdf/1706.03762", "pdf", "1706.03762"),
        ("https://export.arxiv.org/abs/cs/0112017v1", "paper", "cs/0112017"),
        ("https://arxiv.org/abs/math.GT/0309136", "paper", "math/0309136"),
        ("https://arxiv.org/abs/cs%2F0112017", "paper", "cs/0112017"),
        ("https://arxiv.org/abs/1706.03762?context=cs.LG#top", "paper", "1706.03762"),
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", "paper", "1706.03762"),
        ("https://ar5iv.org/abs/1706.03762", "paper", "1706.03762"),
        ("https://www.alphaxiv.org/abs/1706.03762v2", "paper", "1706.03762"),
        ("https://huggingface.co/papers/1706.03762", "paper", "1706.03762"),
        ("https://doi.org/10.48550/arXiv.1706.03762", "paper", "1706.03762"),
        (
            "https://www.google.com/url?q=https://arxiv.org/abs/1706.03762&sa=D",
            "paper",
            "1706.03762",
        ),
        ("https://huggingface.co/datasets/1706.03762", "page", None),
        ("https://notarxiv.org/abs/1706.03762", "page", None),
        ("https://arxiv.org/list/cs.CL/recent", "paper", None),
        (GPT1, "pdf", "gpt1"),
        (GPT2, "pdf", "gpt2"),
        ("https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf", "pdf", "1706.03762"),
        ("https://openai.com/blog/clip/", "page", "2103.00020"),
        (
            "https://ai.facebook.com/blog/wav2vec-unsupervised-speech-recognition-without-supervision/",
            "page",
            "2105.11084",
        ),
        ("https://github.com/epfml/attention-cnn", "code", "1911.03584"),
        ("https://mistral.ai/news/mixtral-of-experts/", "page", "2401.04088"),
        ("https://huggingface.co/blog/tomaarsen/attention-sinks", "page", "2309.17453"),
        ("https://github.com/IDEA-Research/Grounded-Segment-Anything", "code", "2401.14159"),
        (
            "https://github.com/idea-research/grounded-segment-anything.git?tab=readme",
            "code",
            "2401.14159",
        ),
        ("https://nlp.seas.harvard.edu/2018/04/03/attention.html", "page", "1706.03762"),
        ("http://jalammar.github.io/illustrated-transformer/", "page", "1706.03762"),
        ("https://youtu.be/iDulhoQ2pro", "talk", "1706.03762"),
        ("https://m.youtube.com/watch?t=3&v=iDulhoQ2pro", "talk", "1706.03762"),
        ("https://github.com/huggingface/transformers", "code", None),
        ("https://github.com/a/b/raw/main/paper.pdf", "pdf", None),
        ("https://openreview.net/forum?id=x", "paper", None),
        ("https://example.org/", "page", None),
    ],
)
def test_an_address_has_its_kind_and_its_paper(url: str, kind: str, paper: str | None) -> None:
    found = classify(url)
    assert (found.kind, found.paper, found.url, found.left_out) == (kind, paper, url, "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://docs.google.com/presentation/d/1/edit", "slides"),
        ("https://d-id.zoom.us/rec/share/x", "a recording"),
        ("https://drive.google.com/file/d/1", "a file on a shared drive"),
        ("https://example.org/rec?PWD=secret", "an address that holds a password"),
        ("https://user:secret@example.org/", "an address that holds a password"),
        ("https://twitter.com/somebody", "a personal or social page"),
        ("https://www.youtube.com/channel/UC1", "a personal or social page"),
        ("https://docs.google.com/document/d/1", ""),
        ("https://netflix.com/x", ""),
    ],
)
def test_what_a_list_must_not_keep_says_why(url: str, why: str) -> None:
    assert classify(url).left_out == why


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (" https://arxiv.org/abs/1706.03762). ", "https://arxiv.org/abs/1706.03762"),
        ("arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03762"),
        ("//arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03762"),
        ("http://a.org/X_(y)", "http://a.org/X_(y)"),
        ("http://a.org/x?!", "http://a.org/x"),
        ("link removed", None),
        ("", None),
        ("#top", None),
        ("papers/x.pdf", None),
        ("javascript:alert(1)", None),
        ("mailto:a@b.org", None),
        ("ftp://a.org/x", None),
        ("http://[", None),
        ("http://a.org:port/", None),
        ("https://", None),
        ("https://a.org/<b>", None),
    ],
)
def test_an_address_is_completed_and_trimmed_or_refused(href: str, url: str | None) -> None:
    assert web_address(href) == url


def test_two_addresses_of_one_video_or_page_compare_equal() -> None:
    assert address("https://youtu.be/aB?t=9") == address("http://www.youtube.com/watch?v=aB&t=1")
    assert address("https://www.youtube.com/embed/aB") == "youtube.com/watch?v=aB"
    assert address("http://a.org/x/?utm_source=y") == address("https://www.a.org/x")
    assert address("http://a.org/x?id=1") != address("http://a.org/x?id=2")


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("arXiv:1905.05950v2 [cs.CL]", ["1905.05950"]),
        (
            "ARXIV: 1905.05950, arXiv-1406.2661; arXiv.1301.3781",
            ["1905.05950", "1406.2661", "1301.3781"],
        ),
        ("(1706.03762).", ["1706.03762"]),
        ("1706.03762v10 ו-cs/0112017v1", ["1706.03762", "cs/0112017"]),
        ("1706.03762הנה, ב1706.03762, ב-1810.04805", ["1706.03762", "1706.03762", "1810.04805"]),
        ("badge-1706.03762-b31b1b", []),
        ("0703.0001 is too early, 0704.0001 is the first", ["0704.0001"]),
        ("1412.12345 has a digit too many, 1501.1234 one too few", []),
        ("1713.03762 has no month, 1706.037621 too many digits", []),
        ("version 1.1706.03762, 1706.03762.1, x1706.03762, 1706.03762x, a/1706.03762", []),
        ("cs/0113017 xx/0112017 CS/0112017 cs/01120170", []),
        ("", []),
    ],
)
def test_identifiers_are_found_in_text_and_look_alikes_are_not(
    text: str, papers: list[str]
) -> None:
    assert [paper for _, _, paper in mentions(text)] == papers


def test_a_mention_says_where_it_stands() -> None:
    text = "see arXiv:1905.05950v2."
    [(start, end, _)] = mentions(text)
    assert text[start:end] == "arXiv:1905.05950v2"


def test_a_broken_address_is_a_page_and_no_error() -> None:
    assert classify("http://[") == Target("page", "http://[")
