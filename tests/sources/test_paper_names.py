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
        ("GPT 4 layers", []),  # as there is a GPT-4
        ("GPT 6 layers", ["gpt1"]),  # layers of GPT
        ("GPT 12", ["gpt1"]),
        ("GPT 1.5%", ["gpt1"]),
        ("GPT 6 שכבות", ["gpt1"]),
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


FAMOUS = NameBook(
    dict(
        [
            paper("1512.03385", "Deep Residual Learning for Image Recognition"),
            paper("own", "Our Whisper", "DINO"),  # takes a name that another is famous by
            paper("torn", "Batch Normalization: Accelerating Deep Network Training b y"),
        ]
    )
)


def test_a_paper_that_came_as_a_pdf_has_the_names_it_is_famous_by() -> None:
    for text in ("ResNet", "the resnet paper", "ברזנט"):
        (named,) = FAMOUS.named(text)
        assert named.papers == ("1512.03385",)
    assert FAMOUS.absent("ResNet") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How was Whisper trained?", [("Whisper", "Whisper")]),
        ("על מה אימנו את ויספר?", []),  # so short a word may be one
        ("כמה צעדים במיו-זירו?", [("במיו-זירו", "MuZero")]),
        ("wav2vec 2.0 and Flamingo", [("wav2vec 2.0", "wav2vec 2.0"), ("Flamingo", "Flamingo")]),
        ("agents whisper of a lion", []),
        ("ה-shape של הטנזור", []),
        ("לי מה שאף", []),
        ("איזו שיטה משלימה את הקשב?", []),  # not LIMA with letters before it
        ("לאלברט יש שכבות", []),
        ("בזה משלים. הכול", []),
        ("Whisper it to me", []),  # the first word has a capital anyhow
        ("Is it so? Flamingo or not", []),
        ("AlphaGo plays", [("AlphaGo", "AlphaGo")]),
        ("Decision Transformer or not", [("Decision Transformer", "Decision Transformer")]),
        ("Decision transformers are many", []),
        ("WHAT IS FLAMINGO?", []),
        ("מה זה Flamingo?", [("Flamingo", "Flamingo")]),
        ("Flamingo-5", []),
        ("DINO", []),  # the index's own
        ("GPT-99", []),
        ("ResNet", []),
        ("", []),
    ],
)
def test_famous_papers_that_are_not_here_are_told(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.text, one.name) for one in FAMOUS.absent(text)] == found
    assert all(one.title for one in FAMOUS.absent(text))
    assert not {one.text for one in FAMOUS.absent(text)} & {one.text for one in FAMOUS.named(text)}


def test_the_longest_name_wins_also_where_its_paper_is_not_here() -> None:
    book = NameBook(dict([paper("dino", "Emerging Properties", "DINO")]))
    text = "What does Grounding DINO add to DINO?"
    assert [one.text for one in book.absent(text)] == ["Grounding DINO"]
    assert [one.text for one in book.named(text)] == ["DINO"]


def test_the_first_latin_name_is_what_a_paper_is_called() -> None:
    assert FAMOUS.latin("1512.03385") == "ResNet"
    assert FAMOUS.latin("own") == "DINO"
    assert FAMOUS.latin("torn") == FAMOUS.latin("nobody") == ""
    assert BOOK.latin("1810.04805") == "BERT"


def test_a_famous_name_that_is_a_word_needs_its_capital_also_where_its_paper_is_here() -> None:
    title = "Robust Speech Recognition via Large-Scale Weak Supervision"
    book = NameBook(dict([paper("w", title), paper("1512.03385", "Deep Residual Learning")]))
    assert [one.text for one in book.named("Whisper, and to whisper")] == ["Whisper"]
    assert book.absent("Whisper") == ()


def test_a_name_with_a_plus_is_another_name() -> None:
    book = NameBook(dict([paper("unet", "U-Net: Convolutional Networks", "U-Net")]))
    assert [one.papers for one in book.named("U-Net and U-Net++ and U-Net#")] == [("unet",)]
    assert [one.papers for one in book.named("U-Net+FPN")] == [("unet",)]  # both together
