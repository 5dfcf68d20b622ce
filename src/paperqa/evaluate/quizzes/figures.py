"""All measures of the quizzes of many papers, as one value."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paperqa.evaluate.quizzes.balance import Positions, Share, longest_right, positions, truths
from paperqa.evaluate.quizzes.confirmed import confirmed
from paperqa.evaluate.quizzes.duplicates import Pair, repeated_across, repeated_within
from paperqa.evaluate.quizzes.leaks import given_away
from paperqa.evaluate.quizzes.made import Made, items_of
from paperqa.evaluate.quizzes.quote_places import PLACES, Place
from paperqa.evaluate.quizzes.spread import on_first_pages, pages_used
from paperqa.quiz.item import QuizItem
from paperqa.types import Citation


@dataclass(frozen=True, slots=True)
class MakerFigures:
    """What came of one maker's items of one kind; ``confirmed`` of those that a search decides."""

    maker: str
    kind: str
    items: int
    confirmed: Share


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """``quotes`` counts items by where their quote is found again.

    ``misplaced`` are the items whose quote is found nowhere, ``unconfirmed`` those whose answer is
    not in it; of each pair of ``leaks`` the first tells the second's answer. ``errors`` are papers
    of which nothing was made.
    """

    yielded: Share
    quotes: Mapping[Place, int]
    misplaced: tuple[str, ...]
    positions: Positions
    truths: Share
    longest: Share
    confirmed: Share
    unconfirmed: tuple[str, ...]
    repeated_within: tuple[Pair, ...]
    repeated_across: tuple[Pair, ...]
    leaks: tuple[Pair, ...]
    pages_used: Share
    first_pages: Share
    makers: tuple[MakerFigures, ...]
    dropped: tuple[tuple[str, int], ...]
    errors: tuple[tuple[str, str], ...]
    seconds: tuple[float, ...]


def figures_of(made: Sequence[Made], place: Callable[[Citation], Place]) -> QuizFigures:
    """Measure the quizzes of ``made``, each paper once; ``place`` looks a quote up."""
    items = items_of(made)
    places = [place(item.citation) for item in items]
    found = Counter(places)
    return QuizFigures(
        yielded=Share(len(items), sum(one.quiz.asked for one in made)),
        quotes={name: found[name] for name in PLACES},
        misplaced=tuple(
            item.id for item, where in zip(items, places, strict=True) if where == "nowhere"
        ),
        positions=positions(items),
        truths=truths(items),
        longest=longest_right(items),
        confirmed=_confirmed(items),
        unconfirmed=tuple(item.id for item in items if confirmed(item) is False),
        repeated_within=tuple(pair for one in made for pair in repeated_within(one.quiz.items)),
        repeated_across=tuple(repeated_across([one.quiz.items for one in made])),
        leaks=tuple(pair for one in made for pair in given_away(one.quiz.items)),
        pages_used=pages_used(made),
        first_pages=on_first_pages(made),
        makers=_makers(items),
        dropped=_dropped(made),
        errors=tuple((one.quiz.paper.id, one.quiz.error) for one in made if one.quiz.error),
        seconds=tuple(one.seconds for one in made),
    )


def _confirmed(items: Sequence[QuizItem]) -> Share:
    searched = [found for item in items if (found := confirmed(item)) is not None]
    return Share(sum(searched), len(searched))


def _makers(items: Sequence[QuizItem]) -> tuple[MakerFigures, ...]:
    """Return the makers, the busiest first."""
    counts = Counter((item.maker, item.kind) for item in items)
    return tuple(
        MakerFigures(
            maker,
            kind,
            count,
            _confirmed([item for item in items if (item.maker, item.kind) == (maker, kind)]),
        )
        for (maker, kind), count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    )


def _dropped(made: Sequence[Made]) -> tuple[tuple[str, int], ...]:
    reasons: Counter[str] = Counter()
    for one in made:
        reasons.update(dict(one.quiz.dropped))
    return tuple(sorted(reasons.items(), key=lambda row: (-row[1], row[0])))
