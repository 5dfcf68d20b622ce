"""What the API returns, as objects of JSON: an answer with its citations, a passage found."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from paperqa.language.sentences import sentence_spans
from paperqa.types import Answer, Citation, Hit, Paper, Passage, Search
from paperqa.ui.links import quote_link

Row: TypeAlias = dict[str, Any]
"""An object of JSON."""
Papers: TypeAlias = Mapping[str, Paper]


def growing_row(question: str, text: str) -> Row:
    """Return an answer as far as it has come."""
    return {"question": question, "answer": text, "whole": False}


def search_row(found: Search, papers: Papers, site: str) -> Row:
    """Return what a search found; links begin with ``site``."""
    return {
        "question": found.question,
        "lang": found.lang,
        "enough": found.enough,
        "hits": [_hit_row(hit, papers, site) for hit in found.hits],
        "ms": round(found.ms, 1),
    }


def answer_row(answer: Answer, papers: Papers, site: str) -> Row:
    """Return a whole answer; links begin with ``site``."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "whole": True,
        "found": answer.found,
        "lang": answer.lang,
        "mode": answer.mode,
        "model": answer.model,
        "notice": answer.notice,
        "citations": [_citation_row(citation, site) for citation in answer.citations],
        "nearest": [_hit_row(hit, papers, site) for hit in answer.nearest],
        "ms": round(answer.ms, 1),
    }


def _citation_row(citation: Citation, site: str) -> Row:
    place = _place_row(citation.paper, citation.passage, citation.page, citation.quote, site)
    return {"marker": citation.marker, **place, "support": citation.support}


def _hit_row(hit: Hit, papers: Papers, site: str) -> Row:
    passage = hit.passage
    spans = sentence_spans(passage.text)
    start, end = next((span for span in spans if span[0] <= hit.focus < span[1]), (0, 0))
    place = _place_row(papers[passage.paper], passage, hit.page, passage.text[start:end], site)
    return {**place, "text": passage.text.strip(), "score": round(hit.score, 5)}


def _place_row(paper: Paper, passage: Passage, page: int | None, quote: str, site: str) -> Row:
    return {
        "paper": paper.id,
        "title": paper.title,
        "kind": passage.kind,
        "section": passage.section,
        "page": page,
        "quote": quote,
        "link": site + quote_link(paper.id, page, quote),
    }
