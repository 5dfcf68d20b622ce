"""Papers of a quiz: by name, by list, by lecture; and what is said where nothing fits."""

import pytest

from paperqa.errors import CatalogError, QuizError
from paperqa.quiz.choosing_papers import Choice, choose_papers
from paperqa.types import Meeting, Paper


def paper(paper_id: str, title: str, *meetings: Meeting, alias: str = "") -> Paper:
    lists = tuple(dict.fromkeys(one.list for one in meetings))
    return Paper(paper_id, title, lists=lists, meetings=meetings, aliases=(alias,) if alias else ())


BERT = paper("1810.04805", "BERT", Meeting("club", "What BERT learns", 3), Meeting("video", "", 1))
VIT = paper("2010.11929", "An Image Is Worth 16x16 Words", Meeting("club", "ViT", 2), alias="ViT")
DETR = paper("2005.12872", "DETR", Meeting("club", "Transformers in vision", 5))
ATTENTION = paper(
    "1706.03762",
    "Attention Is All You Need",
    Meeting("club", "Attention", 1),
    Meeting("video", "Attention", 9),
)
SWIN = paper("2103.14030", "Swin", Meeting("video", "Attention", 4))
HEBREW = paper("gpt1", "GPT", Meeting("hebrew", "מודלי שפה", 1))
BARE = Paper("bare", "Without a meeting", lists=("club",))
KNOWN = {one.id: one for one in (BERT, VIT, DETR, ATTENTION, SWIN, HEBREW, BARE)}


@pytest.mark.parametrize(
    "name", ["2010.11929", "2010.11929v2", "vit", "An image is worth 16X16 words"]
)
def test_a_paper_is_named_by_id_title_or_alias(name: str) -> None:
    assert choose_papers(KNOWN, [name]) == Choice(("2010.11929",), VIT.title)


def test_papers_come_as_they_are_named_and_each_once() -> None:
    choice = choose_papers(KNOWN, ["DETR", "ViT", "2005.12872"], ["video"])
    assert choice.papers == ("2005.12872", "2010.11929", "1810.04805", "2103.14030", "1706.03762")
    assert choice.title == "DETR · An Image Is Worth 16x16 Words · video"


def test_a_list_is_read_in_its_own_order_and_papers_without_a_place_come_last() -> None:
    choice = choose_papers(KNOWN, lists=["club"])
    assert choice == Choice(
        ("1706.03762", "2010.11929", "1810.04805", "2005.12872", "bare"), "club"
    )


@pytest.mark.parametrize(
    ("wish", "papers", "title"),
    [
        ("ViT", ("2010.11929",), "ViT"),
        ("vit", ("2010.11929",), "ViT"),
        ("what bert", ("1810.04805",), "What BERT learns"),
        ("מודלי", ("gpt1",), "מודלי שפה"),
        ("מוֹדְלֵי שָׂפָה", ("gpt1",), "מודלי שפה"),
        ("attention", ("1706.03762", "2103.14030"), "Attention"),
    ],
)
def test_a_meeting_is_named_by_its_topic_or_a_part_of_it(
    wish: str, papers: tuple[str, ...], title: str
) -> None:
    assert choose_papers(KNOWN, meeting=wish) == Choice(papers, title)


def test_a_whole_topic_goes_before_those_that_it_is_a_part_of() -> None:
    more = paper("1904.02679", "BertViz", Meeting("club", "Visualizing attention", 0))
    known = {**KNOWN, more.id: more}
    assert choose_papers(known, meeting="attention").title == "Attention"
    assert choose_papers(known, meeting="visual") == Choice((more.id,), "Visualizing attention")


def test_two_spellings_are_one_topic() -> None:
    known = {
        "a": paper("a", "First", Meeting("x", "GPT-3", 2)),
        "b": paper("b", "Second", Meeting("x", "gpt 3", 1)),
    }
    assert choose_papers(known, meeting="GPT3") == Choice(("b", "a"), "GPT-3")


def test_lists_beside_a_meeting_say_where_it_is_looked_for() -> None:
    choice = choose_papers(KNOWN, lists=["video"], meeting="attention")
    assert choice.papers == ("2103.14030", "1706.03762")
    assert choose_papers(KNOWN, lists=["club"], meeting="attention").papers == ("1706.03762",)
    with pytest.raises(QuizError) as error:
        choose_papers(KNOWN, lists=["video"], meeting="ViT")
    assert str(error.value) == "no lecture or topic 'ViT' in video; known, nearest first: Attention"


def test_a_topic_that_nobody_knows_gets_the_known_ones_nearest_first() -> None:
    with pytest.raises(QuizError) as error:
        choose_papers(KNOWN, meeting="Atention")
    assert str(error.value) == (
        "no lecture or topic 'Atention'; known, nearest first: Attention; "
        "Transformers in vision; What BERT learns; ViT; מודלי שפה"
    )
    with pytest.raises(QuizError, match="known, nearest first: מודלי שפה; "):
        choose_papers(KNOWN, meeting="מודלים של שפה")


def test_a_part_of_several_topics_is_told_with_these_alone() -> None:
    with pytest.raises(QuizError) as error:
        choose_papers(KNOWN, meeting="T")
    assert "is a part of several topics, give one of them: " in str(error.value)
    assert "מודלי" not in str(error.value)
    with pytest.raises(QuizError, match=r"several topics, give one of them: ViT; Tran.*vision$"):
        choose_papers({"a": VIT, "b": DETR}, meeting="vi")


@pytest.mark.parametrize("wish", ["", " ", "?!"])
def test_an_empty_topic_is_no_topic(wish: str) -> None:
    with pytest.raises(QuizError, match="no lecture or topic"):
        choose_papers(KNOWN, meeting=wish)


def test_without_any_topic_other_ways_are_named() -> None:
    with pytest.raises(
        QuizError, match=r"^no topic is known; choose papers with --paper or --list"
    ):
        choose_papers({"bare": BARE}, meeting="ViT")


def test_nothing_wished_for_is_not_everything() -> None:
    with pytest.raises(QuizError) as error:
        choose_papers(KNOWN)
    assert str(error.value) == (
        "say what the quiz is about with --paper, --list or --meeting, "
        "for example: paperqa quiz --paper ViT"
    )


def test_an_unknown_paper_or_list_is_told() -> None:
    with pytest.raises(CatalogError, match="no paper 'nobody'"):
        choose_papers(KNOWN, ["ViT", "nobody"])
    with pytest.raises(QuizError, match=r"^no reading list 'vidoe'; known: video, "):
        choose_papers(KNOWN, lists=["vidoe"])


def test_a_long_title_is_cut() -> None:
    names = ["DETR", "BERT", "ViT", "Swin", "gpt1"]
    assert choose_papers(KNOWN, names).title == "DETR · BERT · An Image Is Worth 16x16 Words +2"
