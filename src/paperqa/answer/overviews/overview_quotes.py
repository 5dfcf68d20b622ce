"""A summary or a comparison without a language model: quoted sentences, in the order of a paper.

A sentence is chosen by its section, by the cues of its aspect, and by how much it says of what the
paper's middle says; references to figures, lists of citations and torn lines count against it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.answer.extractive import says_the_same
from paperqa.answer.overviews.aspects import ASPECTS, HEADINGS, Aspect
from paperqa.answer.overviews.cues import cue_of
from paperqa.answer.overviews.overview import AspectHit, aspect_hits
from paperqa.answer.retrieval.evidence import prose
from paperqa.answer.short_name import short_name
from paperqa.language.patterns import any_of
from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Hit, Kind, Lang

Most = Mapping[Aspect, int]
"""How many sentences of each aspect are quoted of a paper."""
MOST_OF_ONE: Final[Most] = {"what": 2, "how": 2, "results": 2, "limits": 1}
MOST_OF_MANY: Final[Most] = {"what": 1, "how": 1, "results": 1, "limits": 1}
_SHORTEST, _LONGEST = 7, 60
_IDEAL_LONGEST = 40
_KEY_WORDS: Final = 40
_SAME: Final = 0.5
_LEAST: Final = 0.42
_NOTE: Final[Mapping[Aspect, float]] = {"what": 0.5, "how": 0.7, "results": 0.5, "limits": 0.5}
"""What a sentence of a note is worth: pages tell best what they propose, notes how it works."""
_NOTE_IN_HEBREW: Final = 0.7
_NOTE_CUE: Final = 0.2
_OWN_SECTION: Final = 0.15
_ABSTRACT: Final[Mapping[Aspect, float]] = {"what": 0.2, "how": 0.1, "results": 0.2, "limits": 0.0}
_CONCLUSION: Final = 0.15
_ALSO: Final[Mapping[Aspect, frozenset[Aspect]]] = {
    "what": frozenset(),
    "how": frozenset({"what"}),
    "results": frozenset({"what", "limits"}),
    "limits": frozenset(),
}
"""Where else an aspect is spoken of in a paper."""
_SYMBOL: Final = re.compile(
    r"[^\x00-\x7f\u2010-\u2019\u201c\u201d×א-ת]|=|(?<=\s)[b-hj-zB-HJ-Z](?=[\s,.)])"
)
_MANY_DIGITS: Final = re.compile(r"\d.*\d\D+\d|\b\d{3,}\b|batch size|learning rate|optimizer")
_MOST_SYMBOLS: Final = 1
_LONG_SECTION: Final = 1000
_TORN: Final = re.compile(
    r"\b(?:fig(?:ure)?s?|tab(?:le)?s?|eqn?|equation|sect?|section|algorithm)\b\.? ?\(?\d"
    r"|[∗†‡§]|^\(|\bhttps?:"
    r"|\b(?:appendix|footnote|et al|arxiv|correspond\w*|equal contribution|work (?:was )?done)\b",
    re.IGNORECASE,
)
"""What points elsewhere, or is no sentence of the paper's text."""
_LEANS: Final = re.compile(
    any_of(
        """
        this | that | these | those | it | they | he | she | such | hence | thus | therefore
        moreover | furthermore | also | additionally | then | however(?!, we\\b) | while
        but | and | instead | for (?:example|instance|the) | in (?:contrast|particular|order)
        specifically | here
        similarly | likewise | as a result | consequently | first | second | third | finally
        to this end | on the other hand | conversely | nevertheless | yet | by contrast | so
        with this | in (?:this|that|these) (?:case|setting|section) | at first glance | note that
        one (?:obvious|possible|such|way) | right | left | top | bottom | importantly | intuitively
        given | since | recall
        """
    )
    + r"\b(?! (?:paper|work|article|study|survey))",
    re.IGNORECASE,
)
"""How a sentence begins that needs the one before it."""
_REFERENCES: Final = re.compile(r"\[\d+(?:[,;–-] ?\d+)*\]|\([^()]*\b(?:19|20)\d\d[a-z]?\)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence that speaks of one ``aspect`` of its paper."""

    aspect: Aspect
    evidence: Evidence


def excerpts_of(
    index: Index,
    papers: Sequence[str],
    lang: Lang,
    kind: Kind | None = None,
    most: Most | None = None,
) -> list[Excerpt]:
    """Return the sentences that sum up ``papers``: paper by paper, aspects in order.

    ``most`` None: more of a single paper than of each of several.
    """
    most = most or (MOST_OF_ONE if len(papers) == 1 else MOST_OF_MANY)
    return [one for paper in papers for one in _of_paper(index, paper, lang, kind, most)]


def overview_text(
    excerpts: Sequence[Excerpt], index: Index, lang: Lang
) -> tuple[str, list[Evidence]]:
    """Return an answer of ``excerpts`` and its sources: ``[n]`` in it quotes number n - 1 of them.

    One paper: each aspect with a paragraph. Several: each aspect with a line for each paper.
    """
    papers = list(dict.fromkeys(one.evidence.hit.passage.paper for one in excerpts))
    sources: list[Evidence] = []
    blocks: list[str] = []
    for aspect in ASPECTS:
        of_aspect = [one.evidence for one in excerpts if one.aspect == aspect]
        if not of_aspect:
            continue
        heading = HEADINGS[lang][aspect]
        blocks.append(heading)
        if len(papers) == 1:
            blocks.append(_quoted(of_aspect, sources))
            continue
        for paper in papers:
            own = [item for item in of_aspect if item.hit.passage.paper == paper]
            if own:
                blocks.append(f"• {short_name(paper, index)}: {_quoted(own, sources)}")
    return "\n\n".join(blocks), sources


def _quoted(items: Sequence[Evidence], sources: list[Evidence]) -> str:
    said = []
    for item in items:
        sources.append(item)
        said.append(f"{item.sentence} [{len(sources)}]")
    return " ".join(said)


def _of_paper(
    index: Index, paper: str, lang: Lang, kind: Kind | None, most: Most
) -> Iterator[Excerpt]:
    found = aspect_hits(index, paper, lang, kind)
    key_words = _key_words(found, index.papers[paper].title)
    taken: list[Evidence] = []
    for aspect in ASPECTS:
        scored = [
            item
            for one in found
            if _may_hold(one, aspect)
            for item in _sentences(one.hit)
            if (score := _score(item, one, aspect, key_words, lang)) >= _LEAST
            for item in [_scored(item, score)]
        ]
        chosen: list[Evidence] = []
        for item in sorted(scored, key=lambda item: (-item.score, item.hit.row, item.start)):
            if len(chosen) == most[aspect]:
                break
            if not any(says_the_same(item, other, _SAME) for other in (*taken, *chosen)):
                chosen.append(item)
        taken += chosen
        chosen.sort(key=lambda item: (item.hit.passage.kind == "paper", item.hit.row, item.start))
        yield from (Excerpt(aspect, item) for item in chosen)


def _score(
    item: Evidence, one: AspectHit, aspect: Aspect, key_words: frozenset[str], lang: Lang
) -> float:
    sentence = item.sentence
    words = set(tokens(sentence))
    said = len(words & key_words) / max(len(words), 1)
    cue = cue_of(sentence, aspect)
    is_note = one.hit.passage.kind == "note"
    # Nothing but its words tells a limit, for conclusions mostly repeat the results.
    if not cue and (aspect == "limits" or (aspect == "results" and not is_note)):
        return 0.0
    if is_note:
        in_language = _NOTE_IN_HEBREW if language_of(sentence) == lang == "he" else 0.0
        first = 1 - (item.hit.passage.start + item.start - one.section_start) / _LONG_SECTION
        value = _NOTE[aspect] + in_language + 0.1 * said + 0.1 * first
        value += _NOTE_CUE * cue * (aspect == "results")  # key numbers are sizes as well
    else:
        value = 0.45 * cue + 0.35 * said + 0.1 * min(one.hit.score, 1.0)
        value += _OWN_SECTION * (one.aspect == aspect) + _sums_up(one, aspect)
        value *= _readable(sentence, aspect)
    return value * prose(sentence)


def _may_hold(one: AspectHit, aspect: Aspect) -> bool:
    """Tell whether ``aspect`` may be spoken of: abstracts and conclusions hold results too."""
    if one.aspect == aspect or one.hit.passage.kind == "note":
        return one.aspect == aspect
    return one.aspect in _ALSO[aspect]


def _sums_up(one: AspectHit, aspect: Aspect) -> float:
    """Return the bonus of sections in which the authors sum up themselves."""
    section = one.hit.passage.section.casefold()
    if "abstract" in section:
        return _ABSTRACT[aspect]
    return _CONCLUSION if "conclu" in section and aspect == "results" else 0.0


def _readable(sentence: str, aspect: Aspect) -> float:
    """Return how well ``sentence`` reads alone: 1, or less for each thing that disturbs."""
    value = 1.0
    if _LEANS.match(sentence) and not (aspect == "limits" and sentence.startswith("However")):
        value *= 0.7
    if _TORN.search(sentence):
        value *= 0.6
    if _REFERENCES.search(sentence):
        value *= 0.8
    if aspect == "how" and _MANY_DIGITS.search(sentence):
        value *= 0.7
    if len(_SYMBOL.findall(sentence)) > _MOST_SYMBOLS:
        value *= 0.7
    if len(sentence.split()) > _IDEAL_LONGEST:
        value *= 0.8
    if sentence.rstrip('"”’ ')[-1:] in "?:":
        value *= 0.5
    return value


def _key_words(found: Sequence[AspectHit], title: str) -> frozenset[str]:
    """Return the words that most passages of a paper hold, and those of its title."""
    counts = Counter(word for one in found for word in set(tokens(one.hit.passage.text)))
    common = sorted(counts, key=lambda word: (-counts[word], word))[:_KEY_WORDS]
    return frozenset((*common, *tokens(title)))


def _sentences(hit: Hit) -> Iterator[Evidence]:
    """Yield the sentences that can be quoted: whole, of one page, neither stub nor litany."""
    text = hit.passage.text
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        whole = sentence[-1] in ".!?" and (sentence[0].isupper() or "א" <= sentence[0] <= "ת")
        one_page = hit.passage.page_at(start) == hit.passage.page_at(end - 1)
        if whole and one_page and _SHORTEST <= len(sentence.split()) <= _LONGEST:
            yield Evidence(hit, sentence, start, end)


def _scored(item: Evidence, score: float) -> Evidence:
    return Evidence(item.hit, item.sentence, item.start, item.end, score)
