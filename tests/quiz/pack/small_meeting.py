"""A meeting of two made-up papers with pages and notes, and of one that has pages only."""

from typing import Final

from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.protocols import ChatModel
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Kind, Lang, PageBreak, Paper, Passage
from small_desk import WordEmbedder

OLD: Final = Paper(
    id="1701.00001",
    title="Ant: Walking in Order",
    authors=("Ada Levi",),
    year=2017,
    url="https://arxiv.org/abs/1701.00001",
    aliases=("Ant",),
)
NEW: Final = Paper(
    id="2001.00002",
    title="Bee: Flying in Order",
    authors=("Bo Cohen", "Dan Mizrahi"),
    year=2020,
    url="https://arxiv.org/abs/2001.00002",
    aliases=("Bee",),
)
BARE: Final = Paper(id="bare", title="Cat: a *bold* <b>walk</b>", year=2021, aliases=("Cat",))

_NOTES: Final[dict[tuple[str, Lang], tuple[tuple[str, str], ...]]] = {
    (OLD.id, "en"): (
        ("What it is", "Ant is a walker that keeps order with a path encoding."),
        (
            "How it works",
            "Ant drops wheels because wheels slip on wet sand (p. 2). Ant has 6 legs (p. 2).",
        ),
        ("Key numbers", "Ant reached 28.4 points on Sand, against 25.1 for Snail (p. 3)."),
        ("Why the club reads it", "Bee builds on Ant. Ant's main limit: it cannot fly."),
        ("Terms", "Path encoding: Path encoding is a mark that tells a walker where it stands."),
    ),
    (OLD.id, "he"): (
        ("מה זה", "מודל Ant הוא הלכן ששומר על סדר בעזרת קידוד מסלול (path encoding)."),
        (
            "איך זה עובד",
            "מודל Ant מוותר על גלגלים כי גלגלים מחליקים על חול רטוב (עמ' 2). "
            "למודל Ant יש 6 רגליים (עמ' 2).",
        ),
        ("מספרים חשובים", "מודל Ant הגיע ל-28.4 נקודות ב-Sand, לעומת 25.1 של Snail (עמ' 3)."),
        ("למה המועדון קורא את זה", "מודל Bee בנוי על Ant. המגבלה העיקרית של Ant: הוא לא עף."),
        (
            "מונחים",
            "קידוד מסלול (path encoding): קידוד מסלול (path encoding) הוא סימן שאומר להלכן היכן "
            "הוא עומד.",
        ),
    ),
    (NEW.id, "en"): (
        ("What it is", "Bee is a flyer that follows the order of Ant in the air."),
        ("How it works", "Bee replaces legs by wings, so that it never touches the sand (p. 1)."),
        ("Key numbers", "Bee has 4 wings and 90 million hairs (p. 1)."),
        ("Why the club reads it", "Bee shows that order needs no ground. Bee's limit is rain."),
        ("Terms", "Wing beat: A wing beat is one stroke of all wings."),
    ),
    (NEW.id, "he"): (
        ("מה זה", "מודל Bee הוא עפיפון ששומר באוויר על הסדר של Ant."),
        ("איך זה עובד", "מודל Bee מחליף רגליים בכנפיים, כדי לא לגעת בחול (עמ' 1)."),
        ("מספרים חשובים", "למודל Bee יש 4 כנפיים ו-90 מיליון שערות (עמ' 1)."),
        ("למה המועדון קורא את זה", "מודל Bee מראה שסדר לא צריך קרקע. המגבלה של Bee היא גשם."),
        ("מונחים", "הינף כנף (wing beat): הינף כנף (wing beat) הוא תנועה אחת של כל הכנפיים."),
    ),
}
_PAGES: Final[dict[str, tuple[tuple[int, str, str], ...]]] = {
    OLD.id: (
        (1, "Abstract", "We present Ant, a walker that keeps order with a path encoding."),
        (2, "2 Legs", "Ant has 6 legs in all."),
        (3, "3 Results", "On Sand, Ant reached 28.4 points, against 25.1 for Snail."),
    ),
    NEW.id: ((1, "1 Wings", "Bee has 4 wings and 90 million hairs in all."),),
    BARE.id: (
        (1, "Abstract", "We propose Cat, a new method that walks *softly* over <b>snow</b> [7]."),
        (2, "5 Limitations", "The main limitation of Cat is that our method cannot swim at all."),
    ),
}


def passages() -> list[Passage]:
    """Return the notes and the pages, each document in reading order."""
    found = []
    for (paper, lang), sections in _NOTES.items():
        at = 0
        for title, text in sections:
            found.append(_passage(paper, "note", lang, title, text, at))
            at += len(text) + 1
    for paper, pages in _PAGES.items():
        at = 0
        for page, title, text in pages:
            found.append(_passage(paper, "paper", "en", title, text, at, page))
            at += len(text) + 1
    return found


def meeting_desk(model: ChatModel | None = None) -> Desk:
    """Return a desk of all three papers."""
    embedder = WordEmbedder()
    return Desk(memory_index(passages(), (OLD, NEW, BARE), embedder), embedder, model)


def plan_of(*papers: Paper, langs: tuple[Lang, ...] = ("en", "he"), seed: int = 0) -> Plan:
    """Return a plan of one item for each of ``papers``."""
    return Plan(tuple(one.id for one in papers), 1, langs, seed=seed)


def quizzes_of(*papers: Paper) -> list[PaperQuiz]:
    """Return quizzes without items."""
    return [PaperQuiz(one, 1) for one in papers]


def _passage(
    paper: str, kind: Kind, lang: Lang, section: str, text: str, start: int, page: int = 0
) -> Passage:
    breaks = (PageBreak(0, page),) if page else ()
    return Passage(paper, kind, lang, section, text, start, start + len(text), breaks)
