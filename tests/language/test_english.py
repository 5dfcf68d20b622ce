import pytest

from paperqa.language.english import EnglishQuestion, Step, to_english
from paperqa.language.glossary import Glossary

SMALL = Glossary(
    """
מודל | מודלים\tmodel\tterm
רשת\tnetwork / net\tterm
מהיר\tfast\tadj
גדול\tlarge\tadj
שלוש\tthree\tadj
שפה\tlanguage\tnoun
אורך\tlength\tnoun
קשב עצמי\tself-attention / intra-attention\tterm
ברט\tBERT\tname
מיליארד\tbillion\tnoun
של\tof\tfunction
מה\twhat\tfunction
האם\t-\tfunction
שונה\tdiffer\tverb
""".splitlines()
)


def text_of(question: str) -> str:
    return to_english(question, SMALL).text


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("רשת מהירה", "fast network"),
        ("הרשת המהירה", "the fast network"),
        ("ברשת המהירה", "in fast network"),
        ("רשתות גדולות ומהירות", "large network and fast"),
        ("רשת שפה גדולה", "network of large language"),
        ("שלוש רשתות", "three network"),
        ("המהיר", "fast"),
    ],
)
def test_adjectives_stand_before_their_nouns(question: str, english: str) -> None:
    assert text_of(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("אורך השפה", "length of the language"),
        ("אורך שפה", "length of language"),
        ("אורך של שפה", "length of language"),
        ("אורך ושפה", "length and language"),
        ("מודל ברט", "model of BERT"),
        ("מודל BERT", "model BERT"),
        ("BERT מודל", "BERT of model"),
        ("7 מודלים", "7 model"),
        ("7 מיליארד מודלים", "7 billion of model"),
        ("GPT 2 גדול", "GPT 2 large"),
        ("GPT גדול", "large GPT"),
        ("אורך שונה", "length differ"),
    ],
)
def test_of_stands_between_two_nouns_only(question: str, english: str) -> None:
    assert text_of(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("ב-Transformer", "in Transformer"),
        ("מ־GPT-2", "from GPT-2"),
        ("ל־gradient flow", "to gradient flow"),
        ("בBERT", "in BERT"),
        ("וכשה-BERT", "and when the BERT"),
        ("ולכשב-BERT", "and when in BERT"),
        ("מש-BERT", "that BERT"),
        ("כל-BERT", "BERT"),
        ("LLM-ים", "LLM"),
        ("ה-LLMים", "the LLM"),
        ("BERT-", "BERT"),
        ("מודל(BERT).", "model BERT"),
        ("C++, d_k, 1e-4 ו-50%", "C++ d_k 1e-4 and 50%"),
        ("[MASK]", "MASK"),
        ("Łukasz, β ו-Müller", "Łukasz β and Müller"),
        ("BERT/GPT", "BERT/GPT"),
    ],
)
def test_latin_words_stay_and_their_joined_letters_become_words(
    question: str, english: str
) -> None:
    assert text_of(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("1,000 מודלים", "1,000 model"),
        ("0.1, 2.5", "0.1 2.5"),
        ("3, 4", "3 4"),
        ("מ-175B", "from 175B"),
        ("2017.", "2017"),
    ],
)
def test_numbers_stay(question: str, english: str) -> None:
    assert text_of(question) == english


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("קשב עצמי", ["term"]),
        ("קשב, עצמי", ["unknown", "unknown"]),
        ("קשב? עצמי", ["unknown", "unknown"]),
        ("קשב BERT עצמי", ["unknown", "kept", "unknown"]),
        ("(קשב) עצמי", ["unknown", "unknown"]),
        ('"קשב עצמי"', ["term"]),
        ("קשב-עצמי", ["term"]),
        ("בקשב העצמי!", ["term"]),
    ],
)
def test_punctuation_and_latin_words_end_a_phrase(question: str, kinds: list[str]) -> None:
    assert [step.kind for step in to_english(question, SMALL).steps] == kinds


def test_steps_stand_in_the_order_of_the_question_and_say_how_it_was_read() -> None:
    assert to_english("האם הרשת המהירה שונה מ-BERT של גוגל?", SMALL) == EnglishQuestion(
        "the fast network differ from BERT of",
        (
            Step("האם", (), "function"),
            Step("הרשת", ("network", "net"), "term", "the"),
            Step("המהירה", ("fast",), "adj", "the"),
            Step("שונה", ("differ",), "verb"),
            Step("מ-BERT", ("BERT",), "kept", "from"),
            Step("של", ("of",), "function"),
            Step("גוגל", (), "unknown"),
        ),
    )


def test_a_step_holds_all_that_it_may_be_called() -> None:
    question = to_english("האם רשת, בננה, קשב עצמי ו-BERT", SMALL)
    assert [step.english for step in question.steps if step.english] == [
        ("network", "net"),
        ("self-attention", "intra-attention"),
        ("BERT",),
    ]
    assert question.unknown == ("בננה",)


@pytest.mark.parametrize(
    ("prefix", "glue"),
    [
        ("ה", "the"),
        ("ו", "and"),
        ("ב", "in"),
        ("ל", "to"),
        ("מ", "from"),
        ("כ", "as"),
        ("ש", "that"),
        ("כש", "when"),
        ("לכש", "when"),
        ("מש", "that"),
        ("מה", "from the"),
        ("ושב", "and that in"),
        ("וכשה", "and when the"),
    ],
)
def test_joined_letters_say(prefix: str, glue: str) -> None:
    (step,) = to_english(f"{prefix}ברט", SMALL).steps
    assert (step.english, step.glue, step.text) == (("BERT",), glue, f"{glue} BERT")


def test_what_the_glossary_lacks_is_asked_of_whoever_hears_it() -> None:
    heard = {"טרוקר": ("TrOCR", "trucker")}
    english = to_english("מה זה טרוקר גדול ופלוגי?", SMALL, lambda word: heard.get(word, ()))
    assert english.text == "what large TrOCR"
    assert english.steps[2:] == (
        Step("טרוקר", ("TrOCR", "trucker"), "sound"),
        Step("גדול", ("large",), "adj"),
        Step("ופלוגי", (), "unknown"),
    )
    assert english.unknown == ("זה", "ופלוגי")
