"""Made-up drafts, for tests of what is chosen, refused and placed."""

from collections.abc import Sequence

from small_grounds import PAPER, page

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import GAP, Difficulty, ItemKind
from paperqa.types import Citation

WORDS = (
    "amber basil cedar delta ember fjord grove hazel ivory jewel knoll lemon maple nacre olive "
    "pearl quill raven sable thyme umber viola wheat xenon yucca zebra acorn birch coral daisy"
).split()
"""No two have a stem in common."""


def asking_of(place: int) -> str:
    """Return the words of a question that no other place asks."""
    three = [WORDS[(3 * place + step) % len(WORDS)] + "s" * (place // 10 % 2) for step in range(3)]
    return f"which {' '.join(three)} {place * 1000 + 7001}x"


def answer_of(place: int) -> str:
    """Return a right answer that no other place has; "right" for place 0."""
    return f"right {WORDS[-place % len(WORDS)]}{'s' * (place // len(WORDS))}" if place else "right"


def cited(quote: str, number: int = 1, before: str = "") -> Citation:
    """Return the citation of ``quote`` on a page that begins with ``before``."""
    text = f"{before}{quote} And so on."
    start = len(before)
    passage = page(text, number, start=10_000 * number)
    return Citation(1, PAPER, passage, quote, start, start + len(quote), number)


def draft_of(
    place: int = 0,
    kind: ItemKind = "choice",
    *,
    question: str = "",
    right: str = "",
    wrong: Sequence[str] = ("wrong one", "wrong two", "wrong three"),
    quote: str = "It is the right thing.",
    key: Sequence[str] = (),
    number: int = 1,
    about: str = "",
    score: float = 0.5,
    difficulty: Difficulty = "medium",
    maker: str = "",
    hebrew: DraftWording | None = None,
) -> Draft:
    """Return a good draft about the fact number ``place``, on page ``number``."""
    asked = question or f"{asking_of(place)} {GAP if kind == 'cloze' else ''}?"
    english = DraftWording(
        "en",
        asked,
        right or answer_of(place),
        tuple(wrong) if kind == "choice" else (),
        "So it is.",
    )
    return Draft(
        kind=kind,
        maker=maker or f"maker {place}",
        wordings=(english, hebrew) if hebrew else (english,),
        citation=cited(quote, number, "." * place),
        key=tuple(key),
        about=about or f"note {place}",
        difficulty=difficulty,
        score=score,
    )
