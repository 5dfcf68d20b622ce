"""A paper beside another one of the meeting."""

import pytest
from small_meeting import BARE, NEW, OLD, meeting_desk

from paperqa.quiz.pack.comparing import comparison
from paperqa.quiz.pack.ground import Ground, Part
from paperqa.quiz.pack.meeting import Meeting, Member
from paperqa.store.bundle import Index
from paperqa.types import Lang, Paper


@pytest.fixture(scope="module")
def index() -> Index:
    return meeting_desk().index


def ground(
    paper: Paper, part: Part, text: str, term: tuple[str, str] | None = None, order: int = 0
) -> Ground:
    terms: dict[Lang, str] = {"en": term[0], "he": term[1]} if term else {}
    texts: dict[Lang, str] = {"en": text, "he": text}
    return Ground(paper, part, order, texts, {"en": (), "he": ()}, None, carried=True, terms=terms)


def meeting(index: Index, *members: tuple[Paper, tuple[Ground, ...]]) -> Meeting:
    return Meeting(
        tuple(Member(place, paper, own, index) for place, (paper, own) in enumerate(members))
    )


def test_an_older_paper_that_is_criticised_may_answer(index: Index) -> None:
    said = ground(NEW, "what", "Bee flies where Ant struggles.")
    both = meeting(index, (OLD, ()), (NEW, (said,)))
    found = comparison(both, both.members[1])
    assert found is not None
    assert found.grounds == (said,)
    assert found.asking == {
        "en": "How would the authors of Ant (2017) answer this?",
        "he": "מה היו עונים על כך המחברים של Ant (2017)?",
    }


def test_results_beside_another_paper_ask_for_a_fair_comparison(index: Index) -> None:
    said = ground(NEW, "numbers", "Bee reached 9.5 points, against 7.1 for Ant.")
    both = meeting(index, (OLD, ()), (NEW, (said,)))
    found = comparison(both, both.members[1])
    assert found is not None
    assert found.asking == {
        "en": "Is this comparison with Ant fair? What would you hold equal?",
        "he": "האם ההשוואה ל-Ant הוגנת? מה הייתם דואגים שיהיה זהה בשני הצדדים?",
    }


def test_a_later_paper_is_asked_what_it_took(index: Index) -> None:
    said = ground(OLD, "club", "Bee builds on Ant.")
    both = meeting(index, (OLD, (said,)), (NEW, ()))
    found = comparison(both, both.members[0])
    assert found is not None
    assert found.asking["he"] == "אחרי שקוראים את Bee (2020): מה נלקח מ-Ant, ומה נשאר מאחור?"


def test_a_later_paper_need_not_answer_for_what_was_said_before_it(index: Index) -> None:
    said = ground(OLD, "club", "Bee builds on Ant because order matters.")
    both = meeting(index, (OLD, (said,)), (NEW, ()))
    found = comparison(both, both.members[0])
    assert found is not None
    assert found.asking["en"].startswith("Read Ant with Bee (2020) in mind")


def test_a_paper_that_beats_another_is_asked_whether_that_is_fair(index: Index) -> None:
    said = ground(NEW, "club", "Bee outperforms Snail and Ant on most surfaces.")
    both = meeting(index, (OLD, ()), (NEW, (said,)))
    found = comparison(both, both.members[1])
    assert found is not None
    assert found.asking["en"] == "Is this comparison with Ant fair? What would you hold equal?"


def test_what_a_result_was_measured_on_is_no_other_paper(index: Index) -> None:
    said = ground(
        NEW, "numbers", "On Ant surfaces, Bee reached 9.5 points, 3 times those of Snail."
    )
    both = meeting(index, (OLD, ()), (NEW, (said,)))
    assert comparison(both, both.members[1]) is None


def test_a_shared_term_puts_the_older_paper_first_and_cites_both(index: Index) -> None:
    term = ground(NEW, "term", "Path embedding is a mark.", ("Path embedding", "שיכון מסלול"))
    spoken = ground(OLD, "how", "Walkers add a path encoding to each step.")
    both = meeting(index, (NEW, (term,)), (OLD, (spoken,)))
    found = comparison(both, both.members[0])
    assert found is not None
    assert found.grounds == (spoken, term)
    assert found.opening == {
        "en": "Ant (2017) and Bee (2020) both deal with path embedding.",
        "he": "גם Ant (2017) וגם Bee (2020) עוסקים בשיכון מסלול.",
    }
    assert found.asking["en"] == "What changed from one to the other, and why?"


def test_papers_that_are_alike_stand_side_by_side(index: Index) -> None:
    old = ground(OLD, "what", "Ant walks in order over wet sand.")
    new = ground(NEW, "what", "Bee flies in order over wet sand.")
    both = meeting(index, (OLD, (old,)), (NEW, (new,)))
    found = comparison(both, both.members[1])
    assert found is not None
    assert found.grounds == (old, new)
    assert found.asking["en"] == (
        "If the club could build on only one of the two, Ant or Bee, which should it be?"
    )


def test_papers_that_have_nothing_in_common_are_not_compared(index: Index) -> None:
    old = ground(OLD, "what", "It walks.")
    bare = ground(BARE, "what", "It swims.")
    both = meeting(index, (OLD, (old,)), (BARE, (bare,)))
    assert comparison(both, both.members[0]) is None


def test_a_paper_alone_is_not_compared(index: Index) -> None:
    alone = meeting(index, (OLD, (ground(OLD, "what", "It walks in order."),)))
    assert comparison(alone, alone.members[0]) is None
