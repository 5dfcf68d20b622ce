"""From which side a statement is discussed."""

import pytest

from paperqa.quiz.pack.angles import angle_of
from paperqa.quiz.pack.ground import Ground, Part
from paperqa.types import Paper


def ground(part: Part, text: str, *, quoted: bool = False) -> Ground:
    return Ground(
        Paper("x", "X"),
        part,
        0,
        {"en": text},
        {"en": ()},
        None,
        carried=True,
        quoted=quoted,
        terms={"en": "Bias"} if part == "term" else {},
    )


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("what", "YOLO treats detection as regression, because pipelines are slow.", "choice"),
        ("how", "The boxes are scaled so that small ones count.", "choice"),
        ("what", "Swin was made for detection, where ViT struggles because it is coarse.", "claim"),
        ("how", "RoI pooling is needed because proposals differ in size.", "reason"),
        ("numbers", "With small data ViT underperforms, because it must learn locality.", "reason"),
        ("numbers", "Swin-T reached 81.3% on ImageNet, against 79.8% for DeiT-S.", "gain"),
        ("numbers", "Without shifting, Swin drops from 81.3% to 80.2%.", "gain"),
        ("numbers", "GPT reached 56%, below 61.7% for a biLSTM.", "gain"),
        ("how", "Learned vectors worked equally well, 25.7 against 25.8 BLEU.", "gain"),
        ("numbers", "Guanaco trains on a 24 GB GPU in less than 12 hours.", "cost"),
        ("numbers", "There are eight sizes, from 125 million to 175 billion parameters.", "cost"),
        ("numbers", "ViT has 86 million parameters.", "cost"),
        ("how", "An anchor is positive when its IoU exceeds 0.7, negative when below 0.3.", "how"),
        ("numbers", "The big model reached 28.4 BLEU, ahead of all earlier systems.", "record"),
        ("club", "The main limit: the cost is quadratic.", "limit"),
        ("club", "BERT and ViT build on it.", None),
        ("term", "Bias is a number that is added.", "term"),
        ("how", "It was also tried without them.", None),
        ("what", "GPT combines these two stages because text is plentiful.", None),
        ("limits", "A third limitation is that we do not use Int8.", "limit"),
        ("limits", "We showed that a large LSTM can outperform a standard system.", None),
    ],
)
def test_a_statement_is_discussed_from_its_side(
    part: Part, text: str, expected: str | None
) -> None:
    assert angle_of(ground(part, text)) == expected


def test_a_size_in_a_quote_is_no_price_unless_something_was_trained() -> None:
    slow = "The overhead can slow models of 6.7B parameters."
    assert angle_of(ground("numbers", slow, quoted=True)) is None
    trained = "We trained it with 6.7B parameters."
    assert angle_of(ground("numbers", trained, quoted=True)) == "cost"
