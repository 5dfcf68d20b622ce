import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.hebrew import normalise_hebrew
from paperqa.sources.paper_names import NameBook, Named
from paperqa.types import Paper


def paper(paper_id: str, title: str, *aliases: str) -> tuple[str, Paper]:
    return paper_id, Paper(paper_id, title, aliases=aliases)


BOOK = NameBook(
    dict(
        [
            paper("1706.03762", "Attention Is All You Need", "Transformer"),
            paper("1810.04805", "BERT: Pre-training of Deep Transformers", "BERT", "ברט"),
            paper("gpt1", "Improving Language Understanding", "GPT", "GPT-1"),
            paper("gpt2", "Language Models are Unsupervised Learners", "GPT-2", "ג'יפיטי 2"),
            paper("2010.11929", "An Image is Worth 16x16 Words", "ViT"),
            paper("1906.08237", "XLNet: Generalized Pretraining"),
            paper("2106.09685", "Low-Rank Adaptation on ImageNet", "LoRA"),
            paper("2305.14314", "QLoRA: Efficient Finetuning on ImageNet"),
            paper("a", "The Same Paper", "Same"),
            paper("b", "Another", "Same"),
            paper("c", "DeepThing Trained on OtherThing"),
            paper("d", "A SHOUTED TITLE WITH NaMES".upper()),
            paper("e", "One Two Three Four: a long head", "X"),
        ]
    )
)


def papers_in(text: str) -> list[str]:
    return [paper_id for one in BOOK.named(text) for paper_id in one.papers]


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("What is ViT?", ["2010.11929"]),
        ("the LoRA paper", ["2106.09685"]),
        ("vit, VIT and the ViTs", ["2010.11929"] * 3),
        ("gpt 2", ["gpt2"]),
        ("GPT2", ["gpt2"]),
        ("gpt-2", ["gpt2"]),
        ("BERT and GPT", ["1810.04805", "gpt1"]),
        ("BERTs", ["1810.04805"]),
        ("Is attention all you need?", []),
        ("what does attention is all you need say", ["1706.03762"]),
        ('"Attention is all you need"', ["1706.03762"]),
        ("an image is worth 16x16 words", ["2010.11929"]),
        ("inViTed", []),
        ("", []),
    ],
)
def test_case_spaces_and_hyphens_of_a_name_do_not_count(text: str, papers: list[str]) -> None:
    assert papers_in(text) == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("GPT-4", []),
        ("GPT 4", []),
        ("GPT 4?", []),
        ("GPT4", []),
        ("GPT-4o", []),
        ("GPT 4 layers", ["gpt1"]),  # layers of GPT
        ("GPT 12", ["gpt1"]),
        ("GPT 1.5%", ["gpt1"]),
        ("GPT 4 שכבות", ["gpt1"]),
        ("GPT-1", ["gpt1"]),
        ("GPT-2 4", []),
        ("BERT-3", []),
    ],
)
def test_a_number_belongs_to_a_name(text: str, papers: list[str]) -> None:
    assert papers_in(text) == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("מה זה BERT?", ["1810.04805"]),
        ("ב-BERT", ["1810.04805"]),
        ("בBERT", ["1810.04805"]),
        ("וכשה־BERT", ["1810.04805"]),
        ("ל-GPT 2", ["gpt2"]),
        ("ברט", ["1810.04805"]),
        ("שברט לומד", ["1810.04805"]),
        ("בְּבֶרְט", ["1810.04805"]),
        ("מג׳יפיטי 2", ["gpt2"]),
        ("גיפיטי 2", ["gpt2"]),
        ("המאמר של\u200f LoRA", ["2106.09685"]),
        ("רובברט", []),
    ],
)
def test_joined_hebrew_letters_and_marks_do_not_hide_a_name(text: str, papers: list[str]) -> None:
    assert papers_in(text) == papers


def test_the_longest_name_wins_and_its_words_are_told() -> None:
    assert BOOK.named("Compare BERT with gpt 2 and Same.") == (
        Named("BERT", ("1810.04805",)),
        Named("gpt 2", ("gpt2",)),
        Named("Same", ("a", "b")),
    )


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("XLNet", ["1906.08237"]),
        ("xlnet", ["1906.08237"]),
        ("QLoRA", ["2305.14314"]),
        ("DeepThing", ["c"]),
        ("OtherThing", []),  # it stands further on in a title
        ("ImageNet", []),
        ("NAMES", []),  # a title in capitals coins nothing
        ("One Two Three Four", []),  # too long for a name
        ("X", []),  # too short for one
    ],
)
def test_titles_coin_names(text: str, papers: list[str]) -> None:
    assert papers_in(text) == papers


def test_an_alias_goes_before_what_another_title_coins() -> None:
    book = NameBook(dict([paper("a", "NiceName and things"), paper("b", "Other", "NiceName")]))
    assert book.named("NiceName") == (Named("NiceName", ("b",)),)


def test_what_two_titles_open_with_is_the_fields_word() -> None:
    book = NameBook(dict([paper("a", "ImageNet in one hour"), paper("b", "ImageNet in a day")]))
    assert book.named("ImageNet") == ()


def test_no_papers_have_no_names() -> None:
    assert NameBook({}).named("BERT") == ()


@given(st.text(alphabet=st.characters(codec=None)) | st.text(alphabet="BERT GP-24 ברטהוש.'\""))
def test_what_is_named_stands_in_the_text_in_order(text: str) -> None:
    left = normalise_hebrew(text)
    for one in BOOK.named(text):
        assert one.papers
        _, found, left = left.partition(one.text)
        assert found
