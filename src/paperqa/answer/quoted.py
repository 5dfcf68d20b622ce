"""Answers without a language model: sentences of the papers, word for word, with their sources."""

from collections.abc import Iterable, Sequence

from paperqa.answer.desk import Desk
from paperqa.answer.extractive import choose
from paperqa.answer.finding import Found
from paperqa.types import Answer, Citation, Evidence, Hit, Lang, Search

REFUSAL: dict[Lang, str] = {
    "en": "The papers do not say.",
    "he": "המאמרים אינם עונים על כך.",
}

NOT_HERE: dict[Lang, str] = {
    "en": "Not among them: {}.",
    "he": "לא נמצא ביניהם: {}.",
}

FROM_OTHERS: dict[Lang, str] = {
    "en": "Not among the papers: {}. The answer is from others.",
    "he": "לא נמצא בין המאמרים: {}. התשובה היא ממאמרים אחרים.",
}


def quoted_answer(desk: Desk, found: Found) -> Answer:
    """Quote the sentences that answer best, or those that stand for whole papers."""
    if found.overview is not None:
        return _answer(desk, found.search, found.overview.text, found.overview.sources)
    chosen = choose(found.evidence)
    return _answer(desk, found.search, _paragraphs(chosen), chosen)


def refusal_text(found: Search) -> str:
    """Return the plain refusal; it names papers that are not here."""
    absent = _absent(found)
    not_here = (NOT_HERE[found.lang].format(absent),) if absent else ()
    return " ".join((REFUSAL[found.lang], *not_here))


def refusal(found: Search) -> Answer:
    """Return the refusal, with the nearest passages."""
    return Answer(
        question=found.question,
        lang=found.lang,
        text=refusal_text(found),
        citations=(),
        found=False,
        mode="extractive",
        model=None,
        ms=0.0,
        nearest=found.hits,
    )


def from_others(found: Search) -> str:
    """Return the notice that what was asked for is not here; empty where it is."""
    absent = _absent(found)
    return FROM_OTHERS[found.lang].format(absent) if absent else ""


def _absent(found: Search) -> str:
    return "; ".join(_named(name, title, found.lang) for name, title in found.absent)


def _named(name: str, title: str, lang: Lang) -> str:
    # A line of Hebrew that is mostly Latin letters would be set from the left.
    return name if lang == "he" else f"{name}, “{title}”"


def _paragraphs(chosen: Iterable[Evidence]) -> str:
    """Return the sentences with their markers, a paragraph for each passage."""
    text = ""
    last: Hit | None = None
    for marker, item in enumerate(chosen, start=1):
        between = "" if last is None else " " if item.hit is last else "\n\n"
        text += f"{between}{item.sentence} [{marker}]"
        last = item.hit
    return text


def _answer(desk: Desk, found: Search, text: str, sources: Sequence[Evidence]) -> Answer:
    return Answer(
        question=found.question,
        lang=found.lang,
        text=text,
        citations=tuple(_citation(desk, n, item) for n, item in enumerate(sources, start=1)),
        found=True,
        mode="extractive",
        model=None,
        ms=0.0,
    )


def _citation(desk: Desk, marker: int, item: Evidence) -> Citation:
    passage = item.hit.passage
    return Citation(
        marker=marker,
        paper=desk.index.papers[passage.paper],
        passage=passage,
        quote=item.sentence,
        start=item.start,
        end=item.end,
        page=passage.page_at(item.start),
    )
