import pytest

from paperqa.language.transliteration import Transliterations, latin_words

PAPERS = Transliterations(
    {
        "sandbagging": 2,
        "normalization": 283,
        "normalisation": 2,
        "transform": 86,
        "objective": 307,
        "bijective": 6,
        "burrows": 18,
        "borrows": 2,
        "network": 872,
        "networks": 544,
        "centroid": 5,
        "differential": 10,
        "lars": 26,
        "meteor": 5,
        "dark": 11,
        "tastes": 9,
        "star": 57,
        "of": 9000,
    }
)


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("סנדבגינג", ("sandbagging",)),
        ("נטוורקס", ("networks",)),
        ("הביג'קטיבי", ("bijective",)),  # and not "objective", whose j is one too
        ("בטרנספורם", ("transform",)),  # a letter in front
        ("לסנטרואידים", ("centroid",)),  # and an ending
        ("דיפרנציאלית", ("differential",)),
        ("לארס", ("lars",)),  # of three consonants, but nothing differs
        ("סטאר", ("star",)),
    ],
)
def test_a_word_is_found_by_its_sound(word: str, words: tuple[str, ...]) -> None:
    assert PAPERS.of(word) == words


@pytest.mark.parametrize(
    "word",
    [
        "מתעורר",  # awakes: the consonants of "meteor", spelt as no writer would
        "דרכים",  # ways: "dark" and an ending
        "טשטוש",  # blur: the consonants of "tastes"
        "בלארס",  # of three consonants, and one letter too many
        "אוף",
        "א",
        "",
    ],
)
def test_a_hebrew_word_is_no_transliteration(word: str) -> None:
    assert PAPERS.of(word) == ()


def test_of_words_that_sound_alike_the_common_one_is_first() -> None:
    assert PAPERS.of("בורוז") == ("burrows", "borrows")
    assert PAPERS.of("נורמליזיישן")[0] == "normalization"


def test_latin_words_are_counted_by_texts_small_and_from_three_letters_on() -> None:
    texts = ["GPU-based training, training of BERT", "bert (Training)", "ב-Poincaré של Q8"]
    assert latin_words(texts) == {
        "gpu": 1, "based": 1, "training": 3, "bert": 2, "poincare": 1,
    }  # fmt: skip
