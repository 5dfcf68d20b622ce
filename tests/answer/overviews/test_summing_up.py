"""Summaries and comparisons: known by their words, answered by passages that stand for a paper."""

import pytest
from small_index import index_of, note, passage

from fakes import WordEmbedder
from paperqa.answer.overviews.aspects import aspects_of_sections
from paperqa.answer.overviews.overview import aspect_hits, overview_hits
from paperqa.answer.overviews.overview_question import (
    asks_how_it_works,
    is_comparison,
    is_introduction,
    is_overview,
)
from paperqa.answer.overviews.summing_up import Overview, overview_of
from paperqa.answer.retrieval.query import understand
from paperqa.store.bundle import Index
from paperqa.types import Filters, Kind, Lang, Paper, Passage

LORA = Paper("2106.09685", "LoRA: Low-Rank Adaptation", aliases=("LoRA",), lists=("tuning",))
QLORA = Paper("2305.14314", "QLoRA: Efficient Finetuning", aliases=("QLoRA",))
VIT = Paper("2010.11929", "An Image is Worth 16x16 Words", aliases=("ViT",))
PAPERS = (LORA, QLORA, VIT)

WHAT = "We propose LoRA, a new method that freezes the weights of large models."
TORN = "See Figure 3 for the LoRA weights of all the models (Smith et al., 2020)."
RELATED = "We propose nothing here, for others trained the weights of models before LoRA."
HOW = "Our method consists of two small matrices that are added to the frozen weights."
RESULT = "LoRA outperforms full training of the weights and achieves 91.7% accuracy."
LIMIT = "A limitation of LoRA remains that models of many tasks are hard to batch."
APPENDIX = "We propose to list all weights of the LoRA models of this paper again here."
Q_WHAT = "In this paper we introduce QLoRA, a new way to train models in 4 bits."
Q_RESULT = "QLoRA reaches the best accuracy of all open models on the benchmark."
NOTE_HE = "שיטת LoRA מקפיאה את המשקולות ומאמנת רק שתי מטריצות קטנות."
NOTE_EN = "LoRA freezes the weights and trains only two small matrices beside them."


def page(text: str, section: str, start: int, paper: Paper = LORA) -> Passage:
    return passage(text, paper, section=section, start=start)


PASSAGES = [
    page(f"{WHAT} {TORN}", "Abstract", 0),
    page(RELATED, "2 Related Work", 200),
    page(HOW, "3 Our Method", 300),
    page(RESULT, "4 Experiments", 400),
    page(LIMIT, "5 Conclusion", 500),
    page(APPENDIX, "A More Weights", 600),
    note(NOTE_EN, LORA, section="What it is"),
    note(NOTE_HE, LORA, section="מה זה"),
    page(Q_WHAT, "Abstract", 0, QLORA),
    page(Q_RESULT, "3 Results", 100, QLORA),
    note("ViT cuts a picture into patches and reads them as if they were words.", VIT),
]
INDEX = index_of(PASSAGES, papers=PAPERS)


def overview(
    question: str, filters: Filters | None = None, index: Index = INDEX
) -> Overview | None:
    query = understand(question, index)
    return overview_of(query, index, filters or Filters(), query.lang)


@pytest.mark.parametrize(
    "question",
    [
        "summarise", "Summarize the LoRA paper", "tl;dr", "Give me a short summary of LoRA",
        "please summarise this paper", "can you sum up the paper?", "overview of LoRA",
        "What is this paper about?", "What is LoRA about?", "What does the LoRA paper propose?",
        "main contributions", "What are the main contributions of LoRA?", "key takeaways?",
        "What is the main idea of the paper?", "tell me about the LoRA paper",
        "תקציר", "סכם", "סכם את המאמר", "סכמי לי את LoRA", "תן סיכום קצר", "אפשר תקציר?",
        "על מה המאמר?", "במה עוסק המאמר?", "מה המאמר מציע?", "מה התרומות העיקריות של LoRA?",
        "מה המאמר הזה אומר בקצרה?", "על מה המאמר של LoRA?", "על מה המאמר של ברט?",
        "מה אומר המאמר?", "מה המחקר מצא?", "מה המאמר Attention Is All You Need מציע?",
        "מה המאמר לורה אומר", "במה עוסקת העבודה של ה\u05beViT?", "על מה מדובר במאמר?",
        "מה הרעיון המרכזי?", "מה עיקרי הדברים?", "תמצת את המאמר", "הסבר לי את המאמר",
    ],
)  # fmt: skip
def test_a_question_about_a_paper_as_a_whole_is_known(question: str) -> None:
    assert is_overview(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which dataset is used for summarization?", "What is a summary statistic?",
        "How does LoRA save memory?", "What is LoRA?", "Which paper introduced dropout?",
        "How is the abstract syntax tree encoded?", "What is the learning rate?",
        "על אילו נתונים LoRA נבדק?", "מה זה LoRA?", "כמה פרמטרים יש במאמר?",
        "מה המאמר אומר על קצב הלמידה?", "מה המאמר LoRA אומר על זיכרון?",
        "מה העבודה עושה כדי לחסוך זיכרון?", "מה אומר המאמר על קצב הלמידה?",
        "מה המאמר של ברט אומר על מיסוך?", "מה המאמר GPT-3.5 אומר על זיכרון?",
        "במה המאמר משתמש?", "מה המאמרים אומרים?", "איזה מאמר הציג את dropout?",
        "איך מסכמים טקסט ארוך?",
    ],
)  # fmt: skip
def test_a_question_about_one_thing_is_no_overview(question: str) -> None:
    assert not is_overview(question)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Compare LoRA and QLoRA", True),
        ("What is the difference between LoRA and QLoRA?", True),
        ("LoRA vs QLoRA", True),
        ("How do LoRA and QLoRA differ?", True),
        ("Compare LoRA with QLoRA in a table", True),
        ("מה ההבדל בין LoRA ל-QLoRA?", True),
        ("מה ההבדל בין LoRA ל\u05beQLoRA?", True),
        ("השווה בין LoRA ל-QLoRA", True),
        ("במה LoRA שונה מ-QLoRA?", True),
        ("LoRA versus QLoRA: which weight matrices get adapters?", False),
        ("Compare the memory of LoRA and QLoRA", False),
        ("בכמה LoRA מהיר יותר לעומת QLoRA?", False),
        ("Does QLoRA build on LoRA?", False),
        ("What is the difference between LoRA and dropout?", False),
    ],
)
def test_a_comparison_of_whole_papers_asks_for_nothing_else(question: str, whole: bool) -> None:
    query = understand(question, INDEX)
    names = [one.text for one in query.named]
    assert is_comparison(question, query.papers, names) is whole


@pytest.mark.parametrize(
    ("question", "by_its_name_alone"),
    [
        ("What is LoRA?", True),
        ("what's LoRA", True),
        ("Explain LoRA", True),
        ("What is the LoRA method?", True),
        ("Define LoRA, please", True),
        ("מה זה LoRA?", True),
        ("מהי השיטה LoRA?", True),
        ("תסביר לי את LoRA", True),
        ("What does LoRA do?", True),
        ("What problem does LoRA solve?", True),
        ("מה הבעיה ש-LoRA פותרת?", True),
        ("איזו בעיה פותרת LoRA?", True),
        ("מה LoRA עושה?", True),
        ("What is LoRA's rank?", False),
        ("What is a rank?", False),
        ("How does LoRA work?", False),
        ("How does LoRA save memory?", False),
        ("What problem does dropout solve?", False),
        ("מה LoRA עושה עם המשקולות?", False),
        ("איך LoRA חוסך זיכרון?", False),
        ("What is LoRA similar to?", False),
        ("What is better, LoRA or other models?", False),
        ("What does LoRA do differently?", False),
        ("What is the architecture of LoRA?", False),
        ("מה הדרגה של LoRA?", False),
    ],
)
def test_an_introduction_asks_for_a_paper_by_its_name_alone(
    question: str, by_its_name_alone: bool
) -> None:
    names = [one.text for one in understand(question, INDEX).named]
    assert is_introduction(question, names) is by_its_name_alone


@pytest.mark.parametrize(
    ("question", "by_its_name_alone"),
    [
        ("How does LoRA work?", True),
        ("How do the LoRA models work?", True),
        ("איך LoRA עובד?", True),
        ("איך עובדת LoRA?", True),
        ("How does LoRA work with dropout?", False),
        ("איך עובדים עם LoRA?", False),
        ("How do low-rank matrices work?", False),
        ("What is LoRA?", False),
        ("איך LoRA עובד עם dropout?", False),
    ],
)
def test_how_it_works_is_asked_of_a_paper_by_its_name_alone(
    question: str, by_its_name_alone: bool
) -> None:
    names = [one.text for one in understand(question, INDEX).named]
    assert asks_how_it_works(question, names) is by_its_name_alone


def test_how_a_paper_works_is_told_at_length_and_nothing_else() -> None:
    more = "Our algorithm splits the update of each layer into a product of thin factors."
    index = index_of([*PASSAGES[:6], page(more, "3 Our Method", 700)], papers=PAPERS)
    found = overview("How does LoRA work?", index=index)
    assert found is not None
    assert found.kind == "method"
    assert found.text == f"How it works\n\n{WHAT} [1] {HOW} [2] {more} [3]"


def test_a_paper_is_introduced_by_what_it_proposes_and_how_it_works() -> None:
    found = overview("What is LoRA?", Filters(kind="paper"))
    assert found is not None
    assert found.kind == "introduction"
    assert found.text == f"What it is\n\n{WHAT} [1]\n\nHow it works\n\n{HOW} [2]"
    assert [item.sentence for item in found.sources] == [WHAT, HOW]


def test_two_papers_are_not_introduced_at_once() -> None:
    assert overview("What are LoRA and QLoRA?") is None


def test_a_paper_is_introduced_by_a_hebrew_name_that_no_glossary_has() -> None:
    resnet = Paper("r", "Deep Residual Learning for Image Recognition")
    index = index_of([page(WHAT, "Abstract", 0, resnet)], papers=(resnet,))
    found = overview("מה זה רס-נט?", index=index)
    assert found is not None
    assert (found.kind, [item.sentence for item in found.sources]) == ("introduction", [WHAT])


@pytest.mark.parametrize("question", ["How does LoRA work?", "What is LoRA?"])
def test_the_passages_for_a_model_that_introduces_are_of_what_and_how(question: str) -> None:
    found = overview(question, Filters(kind="paper"))
    assert found is not None
    assert [hit.passage.text for hit in found.hits] == [f"{WHAT} {TORN}", HOW]


def test_a_hebrew_introduction_lets_the_hebrew_note_speak() -> None:
    found = overview("מה זה LoRA?")
    assert found is not None
    assert found.text.startswith(f"מה זה\n\n{NOTE_HE} [1]")


def test_sections_get_their_aspect_by_title_by_parent_and_by_place() -> None:
    sections = [
        "", "Abstract", "1 Introduction", "2 Related Work", "3 Rank and Width", "3.1 Details",
        "4 Experiments", "4.1 Setup", "5 On Fish", "6 Conclusion", "A Proofs", "B.1 Limitations",
    ]  # fmt: skip
    assert aspects_of_sections(sections) == {
        "": None,
        "Abstract": "what",
        "1 Introduction": "what",
        "2 Related Work": None,
        "3 Rank and Width": "how",
        "3.1 Details": "how",
        "4 Experiments": "results",
        "4.1 Setup": "results",
        "5 On Fish": "results",
        "6 Conclusion": "limits",
        "A Proofs": None,
        "B.1 Limitations": "limits",
    }


def test_a_summary_quotes_each_aspect_in_the_order_of_a_paper() -> None:
    found = overview("Summarise the LoRA paper", Filters(kind="paper"))
    assert found is not None
    assert found.kind == "summary"
    assert found.text == (
        f"What it is\n\n{WHAT} [1]\n\nHow it works\n\n{HOW} [2]\n\n"
        f"Results\n\n{RESULT} [3]\n\nLimits and outlook\n\n{LIMIT} [4]"
    )
    assert [item.sentence for item in found.sources] == [WHAT, HOW, RESULT, LIMIT]
    for item in found.sources:
        assert item.hit.passage.text[item.start : item.end] == item.sentence


def test_a_hebrew_summary_lets_the_hebrew_note_speak() -> None:
    found = overview("סכם את LoRA")
    assert found is not None
    assert found.text.startswith(f"מה זה\n\n{NOTE_HE} [1]")
    assert NOTE_EN not in found.text
    assert NOTE_EN not in [hit.passage.text for hit in found.hits]


TOLD_EN = "LoRA adds two small matrices to the frozen weights of each layer of the model."
TOLD_HE = "שיטת LoRA מוסיפה שתי מטריצות קטנות למשקולות הקפואות של כל שכבה במודל."


@pytest.mark.parametrize("kind", ["note", None])
@pytest.mark.parametrize("lang", ["en", "he"])
def test_what_a_note_tells_of_a_single_page_is_in_no_overview(
    lang: Lang, kind: Kind | None
) -> None:
    told = [
        # Before all else: the aspects of the other sections must not move either.
        note(TOLD_EN, LORA, section="Page 1"),
        note(TOLD_HE, LORA, section="עמוד 1"),
        note(TOLD_EN, VIT, section="Page 1"),
    ]
    with_told = index_of([*told, *PASSAGES], papers=PAPERS)
    for paper in (LORA.id, VIT.id):
        found = aspect_hits(with_told, paper, lang, kind)
        without = aspect_hits(INDEX, paper, lang, kind)
        assert [(one.aspect, one.hit.passage) for one in found] == [
            (one.aspect, one.hit.passage) for one in without
        ]
        assert found


def test_the_other_languages_note_speaks_where_one_tells_only_single_pages() -> None:
    index = index_of([note(TOLD_HE, VIT, section="עמוד 1"), *PASSAGES], papers=PAPERS)
    (found,) = aspect_hits(index, VIT.id, "he")
    assert found.hit.passage == PASSAGES[-1]


def test_a_comparison_has_a_cited_line_for_each_paper_under_each_aspect() -> None:
    found = overview("Compare LoRA and QLoRA", Filters(kind="paper"))
    assert found is not None
    assert found.kind == "comparison"
    assert found.text == (
        f"What it is\n\n• LoRA: {WHAT} [1]\n\n• QLoRA: {Q_WHAT} [2]\n\n"
        f"How it works\n\n• LoRA: {HOW} [3]\n\n"
        f"Results\n\n• LoRA: {RESULT} [4]\n\n• QLoRA: {Q_RESULT} [5]\n\n"
        f"Limits and outlook\n\n• LoRA: {LIMIT} [6]"
    )


def test_the_passages_for_a_model_take_turns_by_aspect_and_by_paper() -> None:
    one = overview_hits(INDEX, [LORA.id], 8, "en", "paper")
    assert [hit.passage.text[:20] for hit in one] == [t[:20] for t in (WHAT, HOW, RESULT, LIMIT)]
    two = overview_hits(INDEX, [LORA.id, QLORA.id], 4, "en", "paper")
    assert [hit.passage.text[:20] for hit in two] == [t[:20] for t in (WHAT, Q_WHAT, HOW, Q_RESULT)]
    assert [hit.row for hit in two] == [0, 8, 2, 9]


@pytest.mark.parametrize(("kind", "kinds"), [("paper", {"paper"}), ("note", {"note"})])
def test_only_the_kind_that_was_asked_for_speaks(kind: Kind, kinds: set[str]) -> None:
    found = aspect_hits(INDEX, LORA.id, "en", kind)
    assert {one.hit.passage.kind for one in found} == kinds


def test_of_two_passages_of_an_aspect_the_more_central_comes_first() -> None:
    near = page("matrix rank weight update matrix rank weight update", "3 Method", 0)
    far = page("fish boats sail on seas of cheese", "3 Method", 100)
    more = page("matrix rank weight update", "3 Method", 200)
    index = index_of([far, near, more], WordEmbedder(), PAPERS)
    assert aspect_hits(index, LORA.id, "en")[-1].hit.passage == far


def test_the_papers_are_the_named_ones_within_the_filter_else_the_filtered() -> None:
    chosen = Filters(papers=(QLORA.id, VIT.id))
    for question, filters, papers in (
        ("summarise", Filters(papers=(LORA.id,)), (LORA.id,)),
        ("Summarise QLoRA", chosen, (QLORA.id,)),
        ("TL;DR in English of this PDF", Filters(papers=(LORA.id,)), (LORA.id,)),
        ("Summarise LoRA and QLoRA", Filters(lists=("tuning",)), (LORA.id,)),
    ):
        found = overview(question, filters)
        assert found is not None
        assert {hit.passage.paper for hit in found.hits} == {*papers}, question
        assert {item.hit.passage.paper for item in found.sources} == {*papers}, question


@pytest.mark.parametrize(
    "question",
    ["Summarise LoRA", "Compare LoRA and AlphaFold", "Summarise AlphaFold", "סכם את AlphaFold"],
)
def test_a_question_about_another_paper_is_not_answered_by_the_chosen_ones(question: str) -> None:
    assert overview(question, Filters(papers=(QLORA.id, VIT.id))) is None
    assert overview(question, Filters(papers=(QLORA.id,))) is None


def test_of_papers_that_share_a_name_the_chosen_one_is_meant() -> None:
    twins = tuple(Paper(name, f"On {name}", aliases=("Net",)) for name in ("a", "b"))
    index = index_of([page(WHAT, "Abstract", 0, paper) for paper in twins], papers=twins)
    found = overview("Summarise Net", Filters(papers=("b",)), index)
    assert found is not None
    assert {hit.passage.paper for hit in found.hits} == {"b"}


def test_no_overview_without_a_paper_of_too_many_or_of_one_that_says_nothing() -> None:
    assert overview("summarise") is None
    assert overview("How does LoRA save memory?") is None
    many = tuple(Paper(f"p{n}", f"Paper {n}", aliases=(f"Net{n}",)) for n in range(5))
    index = index_of([passage(WHAT, paper, section="Abstract") for paper in many], papers=many)
    assert overview("summarise", Filters(papers=tuple(p.id for p in many)), index) is None
    silent = index_of([passage("x y z", LORA, section="Abstract")], papers=(LORA,))
    assert overview("Summarise LoRA", index=silent) is None
