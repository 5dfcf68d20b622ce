"""Which sentences of the hits answer, and which comes first."""

import pytest
from small_index import GPT, LORA, index_of, note, passage

from fakes import WordEmbedder
from paperqa.answer.retrieval.evidence import Scorer, defined, prose, with_focus
from paperqa.answer.retrieval.parts import parts_of, share
from paperqa.answer.retrieval.query import understand
from paperqa.language.tokens import tokens, word_forms
from paperqa.types import Evidence, Hit, Paper

ON_ATTENTION = passage(
    "Attention weighs all positions of a sequence at once. It needs no recurrence at all, they say."
)
ON_LORA = passage(
    "Low-rank matrices are trained beside the frozen weights. They hold few parameters.", LORA
)
ON_GPT = passage("GPT-3 guesses the next word from all words before it, and AlphaGo plays.", GPT)
INDEX = index_of([ON_ATTENTION, ON_LORA, ON_GPT])
HITS = [Hit(row, p, 1.0 - row / 10) for row, p in enumerate(INDEX.passages)]


def scorer(question: str, *, embedded: bool = True) -> Scorer:
    embedder = WordEmbedder()
    vector = embedder.embed_questions([question]) if embedded else None
    return Scorer(understand(question, INDEX), INDEX, embedder, vector)


def test_without_hits_there_is_no_evidence() -> None:
    assert scorer("frozen weights").evidence([]) == []


def test_sentences_are_verbatim_and_the_best_stands_first() -> None:
    found = scorer("Which matrices are trained beside frozen weights?").evidence(HITS)
    assert found[0].sentence == "Low-rank matrices are trained beside the frozen weights."
    assert found[0].hit is HITS[1]
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    for item in found:
        assert item.hit.passage.text[item.start : item.end] == item.sentence


def test_a_sentence_that_runs_over_the_end_of_a_page_is_no_evidence() -> None:
    text = "Weights are frozen here first. Frozen weights are trained and trained no more."
    cut = passage(text, LORA, pages=[(0, 4), (50, 5)])
    found = scorer("frozen weights trained").evidence([Hit(0, cut, 1.0)])
    assert [item.sentence for item in found] == ["Weights are frozen here first."]


def test_what_is_too_short_or_too_long_to_be_quoted_is_no_evidence() -> None:
    text = (
        "Frozen weights, trained. Yes, " + "frozen weights " * 60 + "trained. The weights stay so."
    )
    found = scorer("frozen weights trained").evidence([Hit(0, passage(text, LORA), 1.0)])
    assert found == []


def test_a_displayed_formula_is_no_evidence() -> None:
    torn = "The frozen weights are trained as w = a l = b z = c where frozen weights stay so."
    found = scorer("frozen weights trained").evidence([Hit(0, passage(torn, LORA), 1.0)])
    assert found == []


def test_the_same_sentence_counts_less_in_a_later_hit() -> None:
    twins = [Hit(row, passage("Frozen weights are trained no more.", LORA), 1.0) for row in (0, 1)]
    first, second = scorer("frozen weights trained").evidence(twins)
    assert (first.hit.row, second.hit.row) == (0, 1)
    assert first.score > second.score > 0


@pytest.mark.parametrize(
    "torn",
    [
        "weights are frozen while the matrices are trained",
        "W 1 2 3 4 0.5 0.7 0.9 11.2 weights 13.4",
        "a b c d e f weights g h i.",
        "Weights are frozen while the matrices are",
    ],
)
def test_torn_text_counts_less_than_a_sentence(torn: str) -> None:
    assert prose(torn) < prose("Weights are frozen while the matrices are trained.") == 1.0


@pytest.mark.parametrize(
    ("sentence", "worth"),
    [
        ("Figure 1: Overview of the model.", 0.7),
        ("Table 12. Results of all models.", 0.7),
        ("Algorithm 2 The whole of the training", 0.7 * 0.7),  # it has no end either
        ("Index Terms are words on models.", 0.7),
        ("Figure 4 shows that SSD is sensitive to the size of a box.", 1.0),
        ("Table 6b clearly reports fewer weights.", 1.0),
        ("Figures of speech are learned by models.", 1.0),
        ("As Figure 1 shows, weights stay frozen.", 1.0),
    ],
)
def test_a_caption_is_quoted_after_prose(sentence: str, worth: float) -> None:
    assert prose(sentence) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("LoRA is a way to tune a model.", 1.0),
        ("LoRA (Low-Rank Adaptation) is a way to tune.", 1.0),
        ("LoRA: a way to tune.", 1.0),
        ("A LoRA adapter is small.", 0.5),
        ("LoRA היא דרך לכוונן מודל.", 1.0),
        ("LoRA adapter stacks are small.", 0.0),
        ("The limits of LoRA: it is slow.", 0.0),
        ("The limits of LoRA in practice: it is slow.", 0.0),
        ("המגבלות של LoRA הן רבות.", 0.0),
        ("Rank: the width of the matrices of LoRA.", 0.0),
        ("We train LoRA for a week.", 0.0),
        ("In the years before the others came to it LoRA is what they used.", 0.0),
        (": it is slow.", 0.0),
    ],
)
def test_a_definition_begins_with_its_term(sentence: str, share: float) -> None:
    assert defined(sentence, word_forms("What is LoRA?")) == share


def test_a_term_of_several_words_is_defined_by_its_words_and_an_of_in_it_harms_nothing() -> None:
    asked = word_forms("mixture of experts")
    assert defined("A mixture of experts is a sparse network.", asked) == 1.0
    assert defined("The cost of a mixture of experts is high.", asked) == 0.0
    assert defined("Sparse expert network layers are a mixture.", asked) == 0.0


def test_a_definition_gains_only_where_a_meaning_is_asked_for() -> None:
    text = "Frozen weights are weights that rest."
    hit = Hit(0, passage(text, LORA), 1.0)

    def score(question: str) -> float:
        (item,) = scorer(question, embedded=False).evidence([hit])
        return item.score

    assert score("What are frozen weights?") == pytest.approx(1.3)
    assert score("Who needs frozen weights?") < 1.0
    assert score("Which frozen weights?") == pytest.approx(1.0)


def test_a_sentence_scores_by_the_share_of_the_question_in_it_and_less_by_what_is_around_it() -> (
    None
):
    question = "Which trained matrices hold few parameters?"
    text = "Low-rank matrices are trained beside the frozen weights."
    around = f"{LORA.title}\n3 Model\n{ON_LORA.text}"
    parts = parts_of(understand(question, INDEX), INDEX.words)
    own, whole = share(parts, tokens(text)), share(parts, tokens(around))
    assert 0 < own < whole
    found = scorer(question, embedded=False).evidence([HITS[1]])
    score = {item.sentence: item.score for item in found}[text]
    assert score == pytest.approx(own + 0.35 * (whole - own))


def test_the_cosine_of_a_sentence_is_half_of_its_score() -> None:
    question = "Which matrices are trained beside frozen weights?"
    embedder = WordEmbedder()
    asked = embedder.embed_questions([question])[0]
    bare = {i.sentence: i for i in scorer(question, embedded=False).evidence(HITS)}
    assert {item.cosine for item in bare.values()} == {None}
    found = scorer(question).evidence(HITS)
    assert {item.sentence for item in found} == set(bare)
    for item in found:
        cosine = float(embedder.embed_passages([item.sentence])[0] @ asked)
        assert item.cosine == pytest.approx(cosine, abs=1e-6)
        assert item.score == pytest.approx((bare[item.sentence].score + cosine) / 2, abs=1e-6)


def test_only_the_likeliest_sentences_are_embedded() -> None:
    sentences = [f"Here {word} stand some other words." for word in ["frozen"] + ["bare"] * 30]
    long = Hit(0, passage(" ".join(reversed(sentences)), LORA), 1.0)
    embedder = WordEmbedder()
    vector = embedder.embed_questions(["frozen"])
    found = Scorer(understand("frozen", INDEX), INDEX, embedder, vector).evidence([long])
    assert len(embedder.embedded) == len(found) == 24
    assert found[0].sentence == sentences[0]


def test_sentences_of_the_first_seven_hits_are_read() -> None:
    hits = [Hit(row, passage(f"Frozen weights rest in row {row}."), 1.0) for row in range(9)]
    found = scorer("frozen weights").evidence(hits)
    assert {item.hit.row for item in found} == {0, 1, 2, 3, 4, 5, 6}


def test_who_asks_in_hebrew_is_answered_in_hebrew_where_both_say_as_much() -> None:
    english = Hit(0, note("Here one sees that attention counts."), 1.0)
    hebrew = Hit(1, note("כאן רואים היטב כי קשב נחשב."), 1.0)
    found = scorer("איפה קשב?", embedded=False).evidence([english, hebrew])
    assert [item.hit.row for item in found] == [1, 0]
    assert [item.score for item in found] == pytest.approx([0.97, 0.7])
    asked_in_english = scorer("Where is attention?", embedded=False).evidence([english, hebrew])
    assert [item.hit.row for item in asked_in_english] == [0, 1]


def test_the_focus_is_on_the_best_sentence_of_each_hit() -> None:
    def said(hit: Hit, start: int) -> Evidence:
        return Evidence(hit, "", start, start)

    found = with_focus(HITS, [said(HITS[1], 57), said(HITS[0], 54), said(HITS[1], 0)])
    assert [(hit.row, hit.focus) for hit in found] == [(0, 54), (1, 57), (2, 0)]


@pytest.mark.parametrize(("paper", "rows"), [(LORA, [0, 1]), (GPT, [1, 0])])
def test_a_papers_own_pages_are_read_before_the_notes_on_them(
    paper: Paper, rows: list[int]
) -> None:
    text = "Low-rank matrices are trained beside the frozen weights."
    club = index_of([passage(text, LORA), note(text, paper)])
    hits = [Hit(0, club.passages[0], 1.0), Hit(1, club.passages[1], 2.0)]
    query = understand("Which weights are frozen?", club)
    found = Scorer(query, club, WordEmbedder(), None).evidence(hits)
    assert [item.hit.row for item in found] == rows
