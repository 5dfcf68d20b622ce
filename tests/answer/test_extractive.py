"""The few sentences that are quoted, and their order."""

from small_index import LORA, passage

from paperqa.answer.extractive import MOST_SENTENCES, choose
from paperqa.types import Evidence, Hit

FIRST = Hit(
    7,
    passage(
        "Softmax is pushed where gradients vanish. To counteract this effect, we scale the dots. "
        "The base model has eight heads."
    ),
    0.5,
)
OTHER = Hit(3, passage("Low-rank matrices sit beside the weights. Few of them suffice.", LORA), 0.4)


def said(hit: Hit, sentence: str, score: float) -> Evidence:
    start = hit.passage.text.index(sentence)
    return Evidence(hit, sentence, start, start + len(sentence), score)


VANISH = said(FIRST, "Softmax is pushed where gradients vanish.", 0.9)
SCALE = said(FIRST, "To counteract this effect, we scale the dots.", 0.95)
HEADS = said(FIRST, "The base model has eight heads.", 0.8)
RANK = said(OTHER, "Low-rank matrices sit beside the weights.", 1.0)


def sentences(chosen: list[Evidence]) -> list[str]:
    return [item.sentence for item in chosen]


def test_nothing_is_chosen_of_nothing() -> None:
    assert choose([]) == []


def test_the_passage_of_the_best_sentence_comes_first_and_is_quoted_in_its_own_order() -> None:
    chosen = choose([RANK, SCALE, VANISH, HEADS])
    assert sentences(chosen) == [item.sentence for item in (RANK, VANISH, SCALE, HEADS)]


def test_a_sentence_much_worse_than_the_best_is_left_out() -> None:
    assert choose([RANK, said(FIRST, HEADS.sentence, 0.3)]) == [RANK]


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    chosen = choose([SCALE])
    assert sentences(chosen) == [VANISH.sentence, SCALE.sentence]
    assert [(item.start, item.end) for item in chosen] == [(0, 41), (42, 87)]


def test_nothing_is_brought_along_by_the_first_sentence_of_a_passage() -> None:
    hit = Hit(0, passage("This is why it works. It does."), 1.0)
    assert sentences(choose([said(hit, "This is why it works.", 1.0)])) == ["This is why it works."]


def test_half_a_sentence_is_not_brought_along() -> None:
    hit = Hit(0, passage("of the model\nThis is why it works."), 1.0)
    assert sentences(choose([said(hit, "This is why it works.", 1.0)])) == ["This is why it works."]


def test_what_stands_on_two_pages_is_not_brought_along() -> None:
    hit = Hit(0, passage("We scale the dots. This is why.", pages=[(0, 1), (9, 2)]), 1.0)
    assert sentences(choose([said(hit, "This is why.", 1.0)])) == ["This is why."]


def test_what_was_said_already_is_not_said_again() -> None:
    again = Hit(9, passage("Low-rank matrices sit beside all the weights."), 0.3)
    chosen = choose([RANK, said(again, "Low-rank matrices sit beside all the weights.", 0.99)])
    assert chosen == [RANK]


def test_no_more_sentences_than_a_reader_reads() -> None:
    texts = [f"Here {word} follows {word}{word}." for word in ("alpha", "beta", "gamma", "delta")]
    texts += ["Zeta ends it.", "Eta is last."]
    hit = Hit(0, passage(" ".join(texts)), 1.0)
    found = [said(hit, text, 1 - rank / 100) for rank, text in enumerate(texts)]
    assert sentences(choose(found)) == texts[:MOST_SENTENCES]
    assert sentences(choose(found, most=2)) == texts[:2]
