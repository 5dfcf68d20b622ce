import pytest

from paperqa.language.glossary import Glossary
from paperqa.language.thesaurus import Thesaurus, club_thesaurus
from paperqa.language.tokens import word_forms

SMALL = Thesaurus(
    Glossary(
        """
חריג\toutlier / noise / anomaly\tnoun
רעש\tnoise / disturbance\tnoun
רשת\tneural network / network\tterm
כוונון\tfine-tuning / adaptation\tterm
קשב\tattention\tterm
רשת גדולה\tlarge network\tterm
ברט\tBERT / bidirectional encoder\tname
של\tof / belonging\tfunction
עץ\ta / b / c / d / e / f1 / g / h / i1 / j / k1\tnoun
גדול\tlarge deep old tree / forest\tnoun
""".splitlines()
    )
)


@pytest.mark.parametrize(
    ("text", "count", "others"),
    [
        ("outliers", 1, ("noise", "anomaly")),
        ("Noise in images", 1, ("outlier", "anomaly", "disturbance")),  # of both rows
        ("neural networks learn", 2, ("network",)),
        ("network of neurons", 1, ("neural network",)),
        ("neural", 1, ()),  # half of a phrase is none
        ("fine-tuned", 1, ("adaptation",)),
        ("attention", 1, ()),  # nothing stands beside it
        ("large network", 2, ()),  # nor beside a phrase, which is not taken apart
        ("zebra", 1, ()),
        ("forest", 1, ("large deep old tree",)),
        ("large deep old tree", 1, ()),  # no more than three words are looked up
    ],
)
def test_words_of_one_row_stand_for_each_other(
    text: str, count: int, others: tuple[str, ...]
) -> None:
    assert SMALL.of(word_forms(text)) == (count, others)


@pytest.mark.parametrize("text", ["BERT", "bidirectional encoder", "belonging"])
def test_names_and_function_words_have_no_synonyms(text: str) -> None:
    assert SMALL.of(word_forms(text)) == (1, ())


def test_no_more_than_eight_synonyms_are_given_the_first_ones() -> None:
    assert SMALL.of(word_forms("k1")) == (1, ("a", "b", "c", "d", "e", "f1", "g", "h"))


def test_nothing_is_known_of_no_words() -> None:
    assert SMALL.of([]) == (1, ())


def test_the_clubs_thesaurus_follows_from_its_glossary() -> None:
    count, others = club_thesaurus().of(word_forms("convolutional neural network"))
    assert count == 3
    assert "CNN" in others
