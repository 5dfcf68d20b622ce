"""Measured quizzes as Markdown: tables that a terminal shows straight and a README takes as is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from paperqa.evaluate.quizzes.balance import Positions, Share
from paperqa.evaluate.quizzes.duplicates import Pair
from paperqa.evaluate.quizzes.figures import QuizFigures
from paperqa.evaluate.quizzes.quote_places import Place
from paperqa.evaluate.quizzes.results import AboutQuiz
from paperqa.evaluate.report import counted
from paperqa.evaluate.table import percent, table

_LETTERS: Final = "ABCDEFGH"
_LEAST_P: Final = 0.05
_NONE: Final = "–"
_FOUND: Final[Mapping[Place, str]] = {
    "lines": "in the PDF's own lines",
    "page": "in the PDF's page, cleaned",
    "passages": "in the index: a note, or no PDF",
}


def quiz_report(figures: QuizFigures, about: AboutQuiz) -> str:
    """Return all tables, and by name what fell short."""
    parts = [about_line(about), table(["measure", "wanted", "value", "of"], list(_rows(figures)))]
    if figures.makers:
        parts += ["**Items by maker**", _makers(figures)]
    if figures.dropped:
        rows = [[reason, "", str(count)] for reason, count in figures.dropped]
        parts += ["**Drafts that a check dropped**", table(["reason", "", "drafts"], rows)]
    parts += _short(figures)
    parts.append("Values in per cent where nothing else is said.")
    return "\n\n".join(parts)


def about_line(about: AboutQuiz) -> str:
    """Return one line: what was made, of which index, on which machine, at which commit."""
    parts = [
        f"{about.papers} papers, {about.count} items each, {' and '.join(about.langs)}",
        f"seed {about.seed}",
        "no language model",
        f"{about.index} ({about.passages} passages, {about.embedder})",
        f"commit {about.commit}" if about.commit else "no checkout",
        about.date,
        f"{about.cores} cores",
    ]
    return ", ".join(parts)


def _rows(figures: QuizFigures) -> Iterator[list[str]]:
    yield _share("items made", "all", figures.yielded)
    yield from _quotes(figures)
    yield _share("answer found in the quote", "100", figures.confirmed)
    yield from _positions(figures.positions)
    yield _share("longest option is right", _chance(figures.longest), figures.longest)
    yield _share("true, of true or false", _chance(figures.truths), figures.truths)
    made = str(int(figures.yielded.part))
    for name, pairs in (
        ("questions asked twice in a paper", figures.repeated_within),
        ("same question and answer in two papers", figures.repeated_across),
        ("items that tell another's answer", figures.leaks),
    ):
        yield [name, "none", f"{len(pairs)} pairs", made]
    yield _share("pages with an item, of those possible", "high", figures.pages_used)
    yield _share("items on the first two pages", _chance(figures.first_pages), figures.first_pages)
    yield _seconds(figures.seconds)


def _quotes(figures: QuizFigures) -> Iterator[list[str]]:
    whole = sum(figures.quotes.values())
    found = Share(whole - figures.quotes["nowhere"], whole)
    yield _share("quote verbatim on its page", "100", found)
    for place, name in _FOUND.items():
        yield _share(f"… {name}", "", Share(figures.quotes[place], whole))


def _positions(found: Positions) -> Iterator[list[str]]:
    whole = str(sum(found.counts))
    named = " ".join(
        f"{letter} {count}" for letter, count in zip(_LETTERS, found.counts, strict=False)
    )
    yield ["right option stands at", "evenly", named or _NONE, whole]
    if found.p is None:
        yield ["p of a spread as uneven (χ²)", f"≥ {_LEAST_P}", _NONE, whole]
    else:
        value = f"{found.p:.3f} (χ² {found.chi2:.2f})"
        yield ["p of a spread as uneven (χ²)", f"≥ {_LEAST_P}", value, whole]


def _share(name: str, wanted: str, share: Share) -> list[str]:
    value = _NONE if share.value is None else percent(share.value)
    return [name, wanted, value, str(share.whole)]


def _chance(share: Share) -> str:
    return f"near {percent(share.chance)}" if share.chance is not None and share.whole else ""


def _seconds(seconds: Sequence[float]) -> list[str]:
    value = f"{sum(seconds):.1f} s, slowest {max(seconds, default=0):.1f} s"
    return ["time to make them", "", value, f"{len(seconds)} papers"]


def _makers(figures: QuizFigures) -> str:
    made = figures.yielded.part
    rows = [
        [
            one.maker,
            one.kind,
            str(one.items),
            percent(one.items / made),
            _NONE if one.confirmed.value is None else percent(one.confirmed.value),
        ]
        for one in figures.makers
    ]
    return table(["maker", "kind", "items", "share", "answer in quote"], rows)


def _short(figures: QuizFigures) -> Iterator[str]:
    for name, ids in (
        ("Quote found nowhere", figures.misplaced),
        ("Answer not found in the quote", figures.unconfirmed),
        ("Asked twice in a paper", _named(figures.repeated_within, "=")),
        ("The same in two papers", _named(figures.repeated_across, "=")),
        ("Tells another's answer", _named(figures.leaks, "→")),
    ):
        if ids:
            yield f"{name}: {counted(ids)}"
    for paper, error in figures.errors:
        yield f"Nothing made of {paper}: {error}"


def _named(pairs: Sequence[Pair], sign: str) -> list[str]:
    return [f"{one} {sign} {other}" for one, other in pairs]
