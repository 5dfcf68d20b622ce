"""What is understood of a question before anything is searched."""

import pytest
from small_index import ATTENTION, GPT, LORA, index_of, passage

from paperqa.answer.retrieval.query import understand
from paperqa.language.english import to_english
from paperqa.types import Lang, Paper

BERT = Paper("1810.04805", "Deep Bidirectional Pre-training", aliases=("BERT", "ברט"))
LATIN_BERT = Paper("1810.04805", "Deep Bidirectional Pre-training", aliases=("BERT",))
PASSAGES = [passage("Attention weighs.")]
INDEX = index_of(PASSAGES, papers=(ATTENTION, LORA, GPT, BERT))


def test_an_english_question_stays_as_it_is() -> None:
    query = understand("What are frozen weights?", INDEX)
    assert (query.question, query.text, query.lang) == ("What are frozen weights?",) * 2 + ("en",)
    assert (query.english, query.named, query.rewrite) == (None, (), "")


def test_a_hebrew_question_is_put_into_english() -> None:
    query = understand("מה זה קשב?", INDEX)
    assert (query.question, query.text, query.lang) == ("מה זה קשב?", "what is attention", "he")
    assert query.english == to_english("מה זה קשב?")


def test_what_the_glossary_lacks_is_known_by_its_sound_where_the_papers_have_it() -> None:
    index = index_of([passage("Models learn sandbagging.")], papers=(ATTENTION,))
    query = understand("מה זה סנדבגינג וסטוקפישינג?", index)
    assert query.text == "what is sandbagging"
    assert query.english is not None
    assert [step.kind for step in query.english.steps] == ["function", "sound", "unknown"]
    assert query.english.unknown == ("וסטוקפישינג",)


def test_a_word_that_sounds_like_a_name_is_none() -> None:
    trocr = Paper("trocr", "TrOCR: Reading", aliases=("TrOCR",))
    index = index_of([passage("TrOCR reads."), passage("TrOCR reads lines.")], papers=(trocr,))
    query = understand("מה זה טרוקר?", index)
    assert (query.text, query.papers) == ("what is trocr", ())


@pytest.mark.parametrize(
    ("question", "lang", "is_translated"),
    [
        ("מה זה positional encoding?", "he", True),  # most letters are Latin
        ("What is the meaning of משקולות וקשב?", "en", True),  # asked in English, of Hebrew words
        ("What is the meaning of קשב in a transformer?", "en", False),
    ],
)
def test_a_mixed_question_has_the_language_of_its_function_words_and_is_translated_all_the_same(
    question: str, lang: Lang, is_translated: bool
) -> None:
    query = understand(question, INDEX)
    assert (query.lang, query.english is not None) == (lang, is_translated)


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("Does LoRA need attention?", (LORA.id,)),
        ("LoRA or Attention is all you need, and LoRA?", (LORA.id, ATTENTION.id)),
        ("Does QLoRA need attention?", ()),
        ("מה עושה ברט עם LoRA?", (BERT.id, LORA.id)),
    ],
)
def test_papers_are_named_in_the_order_of_the_question_each_once(
    question: str, papers: tuple[str, ...]
) -> None:
    assert understand(question, INDEX).papers == papers


def test_a_paper_is_named_by_the_english_of_its_hebrew_name_too() -> None:
    index = index_of(PASSAGES, papers=(LATIN_BERT, LORA))
    query = understand("מה עושה ברט עם LoRA?", index)
    assert [(one.text, one.papers) for one in query.named] == [
        ("LoRA", (LORA.id,)),
        ("BERT", (BERT.id,)),
    ]


def test_a_paper_named_in_hebrew_is_not_named_again_in_english() -> None:
    query = understand("מה עושה ברט?", INDEX)
    assert [(one.text, one.papers) for one in query.named] == [("ברט", (BERT.id,))]


def test_a_models_words_are_kept_beside_the_question() -> None:
    query = understand("מה זה קשב?", INDEX, rewrite="define attention")
    assert (query.rewrite, query.text) == ("define attention", "what is attention")


def test_a_carried_paper_counts_where_the_question_names_none() -> None:
    assert understand("how many heads?", INDEX, carried=(LORA.id,)).papers == (LORA.id,)
    assert understand("how large is BERT?", INDEX, carried=(LORA.id,)).papers == (BERT.id,)


ALIBI = Paper("alibi", "Train Short, Test Long: Attention with Linear Biases Enables Input Length")
UNNAMED = Paper("unnamed", "Alibis and Other Stories", aliases=("סיפורונימוס",))
NAMES = index_of(PASSAGES, papers=(ALIBI, UNNAMED, LORA))


def test_a_hebrew_name_that_no_glossary_has_is_put_into_latin_letters() -> None:
    query = understand("מה זה אֲלִיבִּי לעומת LoRA?", NAMES)
    assert query.text == "what is ALiBi compared to LoRA"
    assert query.question == "מה זה אֲלִיבִּי לעומת LoRA?"
    assert query.papers == (ALIBI.id, LORA.id)
    assert ("ALiBi", (ALIBI.id,)) in [(one.text, one.papers) for one in query.named]
    assert query.english is not None
    assert query.english.unknown == ()


def test_only_whole_words_are_put_into_latin_letters() -> None:
    query = understand("מה באליבי ומה באליבים?", NAMES)
    assert query.english is not None
    assert [step.hebrew for step in query.english.steps if step.kind == "kept"] == ["ALiBi"]


def test_a_paper_without_a_latin_name_keeps_its_hebrew_one() -> None:
    query = understand("מה זה סיפורונימוס?", NAMES)
    assert query.papers == (UNNAMED.id,)
    assert query.english is not None
    assert query.english.unknown == ("סיפורונימוס",)
