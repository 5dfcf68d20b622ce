"""The whole pack of a made-up meeting, word for word."""

import re
from dataclasses import replace

import pytest
from small_meeting import BARE, NEW, OLD, meeting_desk, passages, plan_of, quizzes_of
from small_quiz import CHOICE, CLOZE, PAPER, SMALL_QUIZ

from paperqa.answer.desk import Desk
from paperqa.quiz.item import WHICH_PAPER
from paperqa.quiz.pack.pack import pack_files
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.sources.bibtex import bibliography_of
from paperqa.types import Paper

OLD_IN_ENGLISH = """\
# Ant: Walking in Order

Ada Levi · 2017 · <https://arxiv.org/abs/1701.00001>

## Key points

- Ant is a walker that keeps order with a path encoding (p. 1) [1].
- Ant drops wheels because wheels slip on wet sand (p. 2) [2].
- Ant has 6 legs (p. 2) [3].
- Ant reached 28.4 points on Sand, against 25.1 for Snail (p. 3) [4].
- Ant's main limit: it cannot fly [5].

## To discuss

1. Ant drops wheels because wheels slip on wet sand (p. 2) [2]. What else could they have done, \
and what would it have cost them?
2. Ant reached 28.4 points on Sand, against 25.1 for Snail (p. 3) [4]. Is that gap large enough \
to matter? What would convince you otherwise?
3. Explain the term “path encoding” to a newcomer in two sentences. Our note says: Path encoding \
is a mark that tells a walker where it stands (p. 1) [1][6]. What does this definition leave out?
4. Bee builds on Ant [5]. Read Ant with Bee (2020) in mind: what did the later paper take from \
it, and what did it leave behind?
5. Ant's main limit: it cannot fly [5]. How serious is this for our own work, and what would you \
do about it?

## Sources

1. “We present Ant, a walker that keeps order with a path encoding.” (Abstract · p. 1)
2. The club's note (How it works · on p. 2 of the paper)
3. “Ant has 6 legs in all.” (2 Legs · p. 2)
4. “On Sand, Ant reached 28.4 points, against 25.1 for Snail.” (3 Results · p. 3)
5. The club's note (Why the club reads it)
6. The club's note (Terms)
"""
OLD_IN_HEBREW = """\
<div dir="rtl">

## עיקרי הדברים

- מודל Ant הוא הלכן ששומר על סדר בעזרת קידוד מסלול (path encoding) (עמ' 1) [1].
- מודל Ant מוותר על גלגלים כי גלגלים מחליקים על חול רטוב (עמ' 2) [2].
- למודל Ant יש 6 רגליים (עמ' 2) [3].
- מודל Ant הגיע ל-28.4 נקודות ב-Sand, לעומת 25.1 של Snail (עמ' 3) [4].
- המגבלה העיקרית של Ant: הוא לא עף [5].

## לדיון

1. מודל Ant מוותר על גלגלים כי גלגלים מחליקים על חול רטוב (עמ' 2) [2]. \
מה עוד היה אפשר לעשות, ומה היה המחיר?
2. מודל Ant הגיע ל-28.4 נקודות ב-Sand, לעומת 25.1 של Snail (עמ' 3) [4]. \
האם הפער הזה גדול מספיק? מה היה משנה את דעתכם?
3. הסבירו בשני משפטים את המונח "קידוד מסלול (path encoding)" למי ששומע עליו לראשונה. \
בהערה שלנו כתוב: קידוד מסלול (path encoding) הוא סימן שאומר להלכן היכן הוא עומד (עמ' 1) [1][6]. \
מה ההגדרה הזאת משאירה בחוץ?
4. מודל Bee בנוי על Ant [5]. אחרי שקוראים את Bee (2020): מה נלקח מ-Ant, ומה נשאר מאחור?
5. המגבלה העיקרית של Ant: הוא לא עף [5]. \
כמה זה חמור בעבודה שלנו, ומה הייתם עושים כדי להתמודד עם זה?

## מקורות

1. <span dir="ltr">“We present Ant, a walker that keeps order with a path encoding.”</span> \
(<span dir="ltr">Abstract</span> · עמ' 1)
2. הערת המועדון (איך זה עובד · על עמ' 2 במאמר)
3. <span dir="ltr">“Ant has 6 legs in all.”</span> (<span dir="ltr">2 Legs</span> · עמ' 2)
4. <span dir="ltr">“On Sand, Ant reached 28.4 points, against 25.1 for Snail.”</span> \
(<span dir="ltr">3 Results</span> · עמ' 3)
5. הערת המועדון (למה המועדון קורא את זה)
6. הערת המועדון (מונחים)

</div>
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return meeting_desk()


def texts_of(desk: Desk, plan: Plan, *papers: Paper) -> dict[str, str]:
    files = pack_files(desk, quizzes_of(*papers), plan, "Ants *and* bees")
    return {name: content.decode() for name, content in files.items()}


def questions_in(text: str) -> list[str]:
    part = text.partition("## To discuss")[2].partition("## Sources")[0]
    return re.findall(r"^\d+\. (.*)$", part, re.MULTILINE)


def test_a_page_says_what_the_notes_say_and_where_the_paper_says_it(desk: Desk) -> None:
    page = texts_of(desk, plan_of(OLD, NEW), OLD, NEW)["01-ant.md"]
    english, _, rest = page.partition("\n<div")
    assert english == OLD_IN_ENGLISH
    assert "<div" + rest == OLD_IN_HEBREW


def test_a_page_in_one_language_is_that_part_alone(desk: Desk) -> None:
    page = texts_of(desk, plan_of(OLD, NEW, langs=("en",)), OLD, NEW)["01-ant.md"]
    assert page == OLD_IN_ENGLISH
    hebrew = texts_of(desk, plan_of(OLD, NEW, langs=("he",)), OLD, NEW)["01-ant.md"]
    assert OLD_IN_HEBREW in hebrew
    assert "Key points" not in hebrew


def test_the_index_names_the_papers_in_order_with_a_line_each(desk: Desk) -> None:
    files = texts_of(desk, plan_of(NEW, OLD, langs=("en",)), NEW, OLD)
    assert list(files) == ["README.md", "01-bee.md", "02-ant.md", "references.bib"]
    assert files["README.md"] == (
        "# Ants \\*and\\* bees\n\n## Papers\n\n"
        "### 1. Bee: Flying in Order\n\n"
        "Bo Cohen, Dan Mizrahi · 2020 · <https://arxiv.org/abs/2001.00002>\n\n"
        "Bee is a flyer that follows the order of Ant in the air.\n\n"
        "[Read](01-bee.md)\n\nThere is no quiz item of this paper.\n\n"
        "### 2. Ant: Walking in Order\n\n"
        "Ada Levi · 2017 · <https://arxiv.org/abs/1701.00001>\n\n"
        "Ant is a walker that keeps order with a path encoding.\n\n"
        "[Read](02-ant.md)\n\nThere is no quiz item of this paper.\n\n"
        "[References for LaTeX](references.bib)\n"
    )
    assert files["references.bib"] == bibliography_of([NEW, OLD])


def test_both_papers_of_a_meeting_get_five_questions_and_no_two_the_same(desk: Desk) -> None:
    files = texts_of(desk, plan_of(OLD, NEW), OLD, NEW)
    old, new = questions_in(files["01-ant.md"]), questions_in(files["02-bee.md"])
    assert len(old) == len(new) == 5
    asked = [re.sub(r"^.*\]\. ", "", question) for question in (*old, *new)]
    assert len(set(asked)) == 10


def test_a_paper_without_notes_is_quoted_and_nothing_of_it_is_markup(desk: Desk) -> None:
    page = texts_of(desk, plan_of(BARE, langs=("en",)), BARE)["01-cat.md"]
    assert page == (
        "# Cat: a \\*bold\\* \\<b>walk\\</b>\n\n2021\n\n"
        "## Key points\n\n"
        "- “We propose Cat, a new method that walks \\*softly\\* over \\<b>snow\\</b> \\[7\\].” "
        "(p. 1) [1]\n"
        "- “The main limitation of Cat is that our method cannot swim at all.” (p. 2) [2]\n\n"
        "## To discuss\n\n"
        "1. The paper says: “We propose Cat, a new method that walks \\*softly\\* over "
        "\\<b>snow\\</b> \\[7\\].” (p. 1) [1]. Which experiment of the paper speaks for this most, "
        "and which one do you miss?\n"
        "2. The paper says: “The main limitation of Cat is that our method cannot swim at all.” "
        "(p. 2) [2]. How serious is this for our own work, and what would you do about it?\n\n"
        "## Sources\n\n1. (Abstract · p. 1)\n2. (5 Limitations · p. 2)\n"
    )


def test_every_quote_stands_on_the_page_that_is_named(desk: Desk) -> None:
    on_page = {(one.page_breaks[0].page, one.text) for one in passages() if one.kind == "paper"}
    for paper in (OLD, NEW):
        files = texts_of(desk, plan_of(paper, langs=("en",)), paper)
        page = files[f"01-{paper.aliases[0].lower()}.md"]
        found = re.findall(r"^\d+\. “(.*)” \(.* · p\. (\d+)\)$", page, re.MULTILINE)
        assert found
        for quote, number in found:
            assert any(int(number) == n and quote in text for n, text in on_page)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_questions(desk: Desk) -> None:
    plans = [plan_of(OLD, NEW, seed=seed) for seed in (3, 3, 4)]
    one, again, other = (pack_files(desk, quizzes_of(OLD, NEW), plan, "T") for plan in plans)
    assert one == again
    assert one["01-ant.md"] != other["01-ant.md"]
    assert one["README.md"] == other["README.md"]


ATTENTION = "01-attention-is-all-you-need"


def pack_of(quiz: PaperQuiz) -> dict[str, str]:
    files = pack_files(meeting_desk(), [quiz], Plan((PAPER.id,), 5, ("en",)), "T")
    return {name: content.decode() for name, content in files.items()}


def test_page_quiz_and_answers_are_three_files_that_the_contents_link() -> None:
    files = pack_of(PaperQuiz(PAPER, 5, SMALL_QUIZ.items))
    page, quiz, key = (f"{ATTENTION}{end}.md" for end in ("", "-quiz", "-key"))
    assert list(files) == ["README.md", page, quiz, key, "references.bib"]
    assert f"\n\n[Read]({page}) · [Quiz]({quiz}) · [Answers]({key})\n\n" in files["README.md"]
    asked = "## 1\n\nThe small model trains for ______ hours.\n\n- **A.** 3.5\n"
    assert files[quiz].startswith("# Attention Is All You Need\n\nName: ___")
    assert [name for name in files if asked in files[name]] == [quiz]
    assert [name for name in files if "12 hours & no more" in files[name]] == [key]
    assert key not in files[quiz]


def test_a_sheet_with_the_papers_title_does_not_ask_for_it() -> None:
    wording = replace(CHOICE.wording("en"), question="Which paper is this about? “____ attends.”")
    which = replace(CHOICE, id="w", maker=WHICH_PAPER, wordings=(wording,))
    files = pack_of(PaperQuiz(PAPER, 5, (which, CLOZE)))
    assert files == pack_of(PaperQuiz(PAPER, 5, (CLOZE,)))
    assert "## 1\n\nScores are divided by ______ before" in files[f"{ATTENTION}-quiz.md"]
    alone = pack_of(PaperQuiz(PAPER, 5, (which,)))
    assert list(alone) == ["README.md", f"{ATTENTION}.md", "references.bib"]
    assert "\n\nThere is no quiz item of this paper.\n\n" in alone["README.md"]


def test_a_paper_of_which_nothing_is_known_says_so_and_why_it_has_no_quiz() -> None:
    files = pack_of(PaperQuiz(PAPER, 5, error="no PDF of 1706.03762; run: paperqa fetch"))
    by_line = "Ashish Vaswani, Noam Shazeer · 2017 · <https://arxiv.org/abs/1706.03762>\n\n"
    assert files[f"{ATTENTION}.md"] == (
        f"# Attention Is All You Need\n\n{by_line}The index holds no text of this paper.\n"
    )
    assert files["README.md"].partition("### 1. ")[2] == (
        f"Attention Is All You Need\n\n{by_line}"
        f"[Read]({ATTENTION}.md)\n\n"
        "There is no quiz item of this paper.\n\n"
        "no PDF of 1706.03762; run: paperqa fetch\n\n"
        "[References for LaTeX](references.bib)\n"
    )
