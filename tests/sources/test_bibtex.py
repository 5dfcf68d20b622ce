"""BibTeX entries against exact strings, and read back by a reader that shares no code with it."""

import re
from pathlib import Path

import pytest

from paperqa.sources.bibtex import bibliography_of, bibtex_of
from paperqa.sources.catalog import load_catalog
from paperqa.types import Paper

CATALOG = Path(__file__).resolve().parents[2] / "ingest" / "catalog.jsonl"
ATTENTION = Paper(
    id="1706.03762",
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer"),
    year=2017,
    url="https://arxiv.org/abs/1706.03762",
)


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return (type, key, fields) of each entry; a value ends where its braces are balanced."""
    entries = []
    at = 0
    while opening := re.compile(r"\s*@(\w+)\{([^,\s{}]+),").match(text, at):
        at = opening.end()
        fields: dict[str, str] = {}
        while field := re.compile(r"\s*(\w+) = \{").match(text, at):
            at = start = field.end()
            depth = 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[start : at - 1]
            assert text[at] == ","
            at += 1
        closing = re.compile(r"\s*\}").match(text, at)
        assert closing, text[at : at + 40]
        at = closing.end()
        entries.append((opening[1], opening[2], fields))
    assert not text[at:].strip(), text[at:]
    return entries


def unescaped(value: str) -> str:
    """Return what LaTeX prints of an escaped ``value``."""
    for command, sign in (
        (r"\textbraceleft{}", "\x01"),
        (r"\textbraceright{}", "\x02"),
        (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"),
        (r"\textbackslash{}", "\x03"),
    ):
        value = value.replace(command, sign)
    value = re.sub(r"\\([&%$#_])", r"\1", value.replace("{", "").replace("}", ""))
    return value.translate({1: "{", 2: "}", 3: "\\"})


def field(paper: Paper, name: str) -> str | None:
    [(_, _, fields)] = read_bibtex(bibtex_of(paper))
    return fields.get(name)


def key(paper: Paper) -> str:
    [(_, key, _)] = read_bibtex(bibtex_of(paper))
    return key


def test_an_arxiv_paper_names_its_eprint() -> None:
    assert bibtex_of(ATTENTION) == (
        "@misc{vaswani2017attention,\n"
        "  title = {Attention Is All You Need},\n"
        "  author = {Ashish Vaswani and Noam Shazeer},\n"
        "  year = {2017},\n"
        "  eprint = {1706.03762},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "}\n"
    )


def test_a_paper_outside_arxiv_has_its_address_and_no_eprint() -> None:
    gpt1 = Paper(
        "gpt1",
        "Improving Language Understanding by Generative Pre-Training",
        ("Alec Radford",),
        2018,
        pdf_url="https://example.org/a_b/paper%20one.pdf",
    )
    assert bibtex_of(gpt1) == (
        "@misc{radford2018improving,\n"
        "  title = {Improving Language Understanding by Generative Pre-Training},\n"
        "  author = {Alec Radford},\n"
        "  year = {2018},\n"
        "  url = {https://example.org/a_b/paper%20one.pdf},\n"
        "}\n"
    )


def test_a_paper_of_which_little_is_known_has_what_is_known() -> None:
    assert bibtex_of(Paper("notes-1", "")) == "@misc{notes1,\n  key = {notes1},\n}\n"
    assert bibtex_of(Paper("math/0309136", "")) == (
        "@misc{math0309136,\n"
        "  year = {2003},\n"
        "  eprint = {math/0309136},\n"
        "  archivePrefix = {arXiv},\n"
        "  key = {math0309136},\n"
        "  url = {https://arxiv.org/abs/math/0309136},\n"
        "}\n"
    )


def test_a_hebrew_title_survives_and_the_key_stays_latin() -> None:
    paper = Paper("he-1", 'מבוא ל-Transformers: דו"ח', ("דנה כהן", "Ø. Łukasz"), 2024)
    assert bibtex_of(paper) == (
        "@misc{2024transformers,\n"
        '  title = {מבוא {ל-Transformers}: דו"ח},\n'
        "  author = {דנה כהן and Ø. Łukasz},\n"
        "  year = {2024},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("BERT and T5: A 7B Tale", "{BERT} and {T5}: A {7B} Tale"),
        ("U-Net, MLP-Mixer/R-CNN", "{U-Net}, {MLP-Mixer}/{R-CNN}"),
        ("Few-Shot Learning Is What I Need", "Few-Shot Learning Is What I Need"),
        ("Auto-Encoding Variational Bayes", "Auto-Encoding Variational {Bayes}"),
        ("Learning from Reddit posts about weather", "Learning from {Reddit} posts about weather"),
        ("Vector ${x}$ & 50% of a_b ~ c^2 #1 \\d", None),
        ("Closing } before { opening", None),
        ("{{{", None),
        ("ends in a backslash \\", None),
        ("Two\nlines\tand\x00 control", "Two lines and control"),
        ('"Quoted", @misc{fake, title = {x}}', None),
    ],
)
def test_titles_keep_their_capitals_and_their_signs(title: str, written: str | None) -> None:
    value = field(Paper("x", title), "title")
    assert value is not None
    assert unescaped(value) == " ".join(title.replace("\x00", " ").split())
    if written is not None:
        assert value == written


def test_signs_of_latex_are_escaped() -> None:
    assert field(Paper("x", r"a&b %c $d #e _f {g} ~h ^i \j"), "title") == (
        r"a\&b \%c \$d \#e \_f \textbraceleft{}g\textbraceright{} "
        r"\textasciitilde{}h \textasciicircum{}i \textbackslash{}j"
    )


def test_one_word_names_of_the_catalogue_keep_their_capital() -> None:
    swin = Paper("x", "Better Swin Windows", aliases=("Swin", "Better Swin", "windows"))
    assert field(swin, "title") == "Better {Swin} Windows"


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        (("Ann Lee", "et al."), "Ann Lee and others"),
        (("Gemma Team", "Bo Li"), "{Gemma Team} and Bo Li"),
        (("Barnes and Noble",), "{Barnes and Noble}"),
        (("Martin Luther King Jr.",), "King, Jr., Martin Luther"),
        (("van Rossum, Guido",), "van Rossum, Guido"),
        (("A & B_", " "), r"A \& B\_"),
        (("", " "), None),
    ],
)
def test_authors_are_parted_as_bibtex_reads_them(
    authors: tuple[str, ...], written: str | None
) -> None:
    assert field(Paper("x", "T", authors), "author") == written


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper("x", "On the U-Net", ("Olaf Ronneberger",), 2015), "ronneberger2015unet"),
        (Paper("x", "An End-to-End View", ("Piotr Dollár",)), "dollarend"),
        (Paper("x", "A Study", ("van der Meer, Jan",), 2020), "vandermeer2020study"),
        (Paper("x", "The And Of", ("Øystein Bjørn III",), 2021), "bjorn2021"),
        (Paper("2401.00001", "Of Mice", ()), "2024mice"),
        (Paper("כהן", "אין", ("כהן",)), "paper"),
    ],
)
def test_keys_are_of_small_latin_letters_and_digits(paper: Paper, expected: str) -> None:
    assert key(paper) == expected


def test_an_address_cannot_break_its_entry() -> None:
    paper = Paper("x", "T", url="https://e.org/a b/{c}\\d?q=שלום&r=1#s%20_~^")
    assert field(paper, "url") == (
        "https://e.org/a%20b/%7Bc%7D%5Cd?q=%D7%A9%D7%9C%D7%95%D7%9D&r=1#s%20_~%5E"
    )


def test_equal_keys_get_letters_that_no_other_key_has() -> None:
    he = [Paper(f"x{n}", f"Deep {n}", ("Kaiming He",), 2016) for n in (1, 2, 3)]
    taken = Paper("y", "Deepb Things", ("Kaiming He",), 2016)
    keys = [one for _, one, _ in read_bibtex(bibliography_of([*he, taken, ATTENTION]))]
    assert keys == ["he2016deepa", "he2016deepc", "he2016deepd", "he2016deepb", key(ATTENTION)]


def test_thirty_equal_keys_go_on_after_z() -> None:
    papers = [Paper(f"x{n}", "Deep", ("Kaiming He",), 2016) for n in range(30)]
    keys = [one for _, one, _ in read_bibtex(bibliography_of(papers))]
    assert keys[24:28] == ["he2016deepy", "he2016deepz", "he2016deepaa", "he2016deepab"]
    assert len(set(keys)) == 30


def test_a_paper_that_is_named_twice_stands_once() -> None:
    assert bibliography_of([ATTENTION, ATTENTION]) == bibtex_of(ATTENTION)
    assert bibliography_of([]) == ""


def test_every_paper_of_the_catalogue_can_be_read_back() -> None:
    papers = list(load_catalog(CATALOG).values())
    entries = read_bibtex(bibliography_of(papers))
    assert len(entries) == len(papers) >= 57
    assert len({one for _, one, _ in entries}) == len(papers)
    for paper, (_, _, fields) in zip(papers, entries, strict=True):
        assert unescaped(fields["title"]) == paper.title
        authors = ["others" if one == "et al." else one for one in paper.authors]
        assert fields["author"].split(" and ") == authors
        assert fields["year"] == str(paper.year)
        assert fields["url"]
        assert fields.get("eprint") == (paper.id if paper.id[0].isdigit() else None)
