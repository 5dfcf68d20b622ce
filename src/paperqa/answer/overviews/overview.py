"""Passages that stand for a whole paper, for summaries and comparisons.

Of each aspect (what, how, results, limits) the best passages: by the section's title, by the words
in which papers say such things, and by how near a passage is to the middle of its paper (cosine to
the mean of its vectors). A note in the asker's language speaks first; of two notes that say the
same only that one.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from paperqa.answer.overviews.aspects import ASPECTS, Aspect, aspect_of_note, aspects_of_sections
from paperqa.answer.overviews.cues import cue_of
from paperqa.sources.notes import told_page
from paperqa.store.bundle import Index
from paperqa.store.columns import Mask, rows_of
from paperqa.types import Hit, Kind, Lang, Rows

FOUND_BY = "overview"
_CENTRALITY = 0.6
_OPENING_BONUS = 0.5
_NOTE_BONUS = 1.0


@dataclass(frozen=True, slots=True)
class AspectHit:
    """A passage that speaks of one ``aspect`` of its paper; its section begins at an offset."""

    aspect: Aspect
    hit: Hit
    section_start: int = 0


def overview_hits(
    index: Index,
    papers: Sequence[str],
    k: int,
    lang: Lang,
    kind: Kind | None = None,
    aspects: Collection[Aspect] = ASPECTS,
) -> list[Hit]:
    """Return at most ``k`` passages of ``aspects`` that stand for ``papers``, most telling first.

    Every paper gets the same share, one passage at least; the aspects take turns.
    """
    share = max(k // max(len(papers), 1), 1)
    turns = [aspect_hits(index, paper, lang, kind) for paper in papers]
    chosen = [_in_turns([one for one in hits if one.aspect in aspects])[:share] for hits in turns]
    longest = max(map(len, chosen), default=0)
    return [hits[place] for place in range(longest) for hits in chosen if place < len(hits)][:k]


def aspect_hits(index: Index, paper: str, lang: Lang, kind: Kind | None = None) -> list[AspectHit]:
    """Return the passages of ``paper`` with the aspect of each, the best of an aspect first."""
    columns = index.columns
    own = columns.of_papers([paper])
    pages = rows_of(own & columns.of_kind("paper"))
    of_notes = own & columns.of_kind("note")
    notes = _of_the_whole(of_notes & columns.of_lang(lang), index)
    if not len(notes):
        notes = _of_the_whole(of_notes, index)
        notes = notes[: _first_language(notes, index)]
    found = [
        *(_of_pages(pages, index) if kind != "note" else ()),
        *(_of_note(notes, index) if kind != "paper" else ()),
    ]
    return sorted(found, key=lambda one: (ASPECTS.index(one.aspect), -one.hit.score, one.hit.row))


def _of_pages(rows: Rows, index: Index) -> Iterator[AspectHit]:
    sections = [index.passages[row].section for row in rows.tolist()]
    aspects = aspects_of_sections(sections)
    if not any(aspects.values()):
        aspects = dict.fromkeys(sections, "what")  # no title says anything: the middle speaks
    near = _centrality(rows, index)
    seen: set[str] = set()
    for at, row in enumerate(rows.tolist()):
        passage = index.passages[row]
        aspect = aspects[passage.section]
        if aspect is None:
            continue
        first = passage.section not in seen and "abstract" in passage.section.casefold()
        seen.add(passage.section)
        score = cue_of(passage.text, aspect) + _CENTRALITY * near[at] + _OPENING_BONUS * first
        yield AspectHit(aspect, Hit(row, passage, score, found_by=(FOUND_BY,)))


def _of_the_whole(notes: Mask, index: Index) -> Rows:
    """Return the rows of ``notes`` that speak of a whole paper: not those that tell a page."""
    rows = rows_of(notes).tolist()
    whole = [row for row in rows if told_page(index.passages[row].section) is None]
    return np.array(whole, dtype=np.int64)


def _of_note(rows: Rows, index: Index) -> Iterator[AspectHit]:
    places = {title: place for place, title in enumerate(_titles(rows, index))}
    starts: dict[str, int] = {}
    for order, row in enumerate(rows.tolist()):
        passage = index.passages[row]
        start = starts.setdefault(passage.section, passage.start)
        aspect = aspect_of_note(places[passage.section])
        if aspect is not None:
            score = _NOTE_BONUS + 1 - order / 100
            yield AspectHit(aspect, Hit(row, passage, score, found_by=(FOUND_BY,)), start)


def _centrality(rows: Rows, index: Index) -> list[float]:
    """Return the cosine of each row's vector to the mean of all, scaled to [0, 1]."""
    if not len(rows):
        return []
    vectors = index.vectors.vectors(rows)
    mean = vectors.mean(axis=0)
    cosines = vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
    low, high = float(cosines.min()), float(cosines.max())
    return [float((one - low) / max(high - low, 1e-9)) for one in cosines]


def _in_turns(found: Sequence[AspectHit]) -> list[Hit]:
    """Return the hits: the best of each aspect, then the second of each …."""
    by_aspect = [[one.hit for one in found if one.aspect == aspect] for aspect in ASPECTS]
    longest = max(map(len, by_aspect), default=0)
    return [hits[place] for place in range(longest) for hits in by_aspect if place < len(hits)]


def _titles(rows: Rows, index: Index) -> list[str]:
    return list(dict.fromkeys(index.passages[row].section for row in rows.tolist()))


def _first_language(rows: Rows, index: Index) -> int:
    """Return how many of ``rows`` are in the language of the first."""
    langs = [index.passages[row].lang for row in rows.tolist()]
    return sum(lang == langs[0] for lang in langs)
