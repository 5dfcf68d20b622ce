"""``paperqa ask``: an answer with citations, streamed or as JSON lines.

Without a question, in a terminal, it asks for one after another, and follow-ups are understood.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Annotated, Any

import typer

from paperqa.answer.ask import Again, Options, answer_of
from paperqa.answer.ask import ask as stream_answer
from paperqa.answer.checking.doubts import is_doubtful
from paperqa.answer.desk import Desk, open_desk
from paperqa.answer.progress import Piece
from paperqa.cli import options as opt
from paperqa.cli.console import NO_PASSAGE, err, literal, out, print_json, say
from paperqa.cli.questions import Asked, print_question, questions_of
from paperqa.cli.talk import talk, typed_lines
from paperqa.errors import SettingsError
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.types import Answer, Citation, Claim, Lang, Turn

_DOUBTS: dict[Lang, dict[str, str]] = {
    "en": {"weak": "Carried only in part", "none": "Not carried by its source"},
    "he": {"weak": "נתמך רק בחלקו", "none": "המקור אינו תומך"},
}


def ask(
    question: opt.Question = None,
    file: opt.Input = None,
    k: opt.Count = None,
    paper: opt.Papers = None,
    reading_list: opt.Lists = None,
    kind: opt.KindOption = "all",
    lang: opt.LangOption = None,
    no_model: opt.NoModel = False,
    as_json: opt.Json = False,
    boxes: Annotated[
        bool, typer.Option("--boxes", help="With --json: where on its page each quote is printed.")
    ] = False,
) -> None:
    """Answer a question from the papers, with citations; without one, ask for them in turn."""
    if boxes and not as_json:
        raise SettingsError("--boxes prints numbers for programs; add --json")
    talking = question is None and file is None and not as_json and sys.stdin.isatty()
    asked = [] if talking else questions_of(question, file)
    settings = opt.settings_of(k=k, no_model=no_model)
    desk = open_desk(settings)
    options = Options(
        k=settings.k,
        filters=opt.filters_of(desk.index, paper, reading_list, kind),
        lang=opt.language(lang),
        max_tokens=settings.max_tokens,
        boxes=boxes,
    )
    if talking:

        def reply(question: str, turns: Sequence[Turn]) -> Answer:
            return _show(desk, question, replace(options, history=tuple(turns)))

        talk(typed_lines(), reply)
    for one in asked:
        if as_json:
            answer = answer_of(desk, one.question, options)
            print_json(_row(one, answer))
            if answer.notice:
                say(f"{one.id}: {answer.notice}")
        else:
            if file:
                print_question(one)
            _show(desk, one.question, options)


def _row(asked: Asked, answer: Answer) -> dict[str, Any]:
    return {
        "id": asked.id,
        "question": answer.question,
        "lang": answer.lang,
        **({"asked": answer.asked} if answer.asked else {}),
        "found": answer.found,
        "text": answer.text,
        "mode": answer.mode,
        "model": answer.model,
        "citations": [_citation(citation) for citation in answer.citations],
        "claims": [_claim(answer, claim) for claim in answer.claims],
        "ms": round(answer.ms, 1),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "paper": citation.paper.id,
        "title": citation.paper.title,
        "kind": citation.passage.kind,
        "page": citation.page,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "support": citation.support,
        **({"boxes": citation.boxes} if citation.boxes else {}),
    }


def _claim(answer: Answer, claim: Claim) -> dict[str, Any]:
    return {
        "sentence": answer.text[claim.start : claim.end],
        "markers": claim.markers,
        "support": claim.support,
        "unfound": claim.unfound,
    }


def _show(desk: Desk, question: str, options: Options) -> Answer:
    shown = ""
    with closing(stream_answer(desk, question, options)) as pieces:
        for piece in pieces:
            if isinstance(piece, Answer):
                _show_end(desk, shown, piece)
                return piece
            if out.is_terminal:  # a file or a pipe gets the finished answer only
                shown = _shown_more(shown, piece)
    raise TypeError("ask() ends in an Answer")


def _shown_more(shown: str, piece: Piece) -> str:
    """Print ``piece``; return the text that stands there now."""
    if isinstance(piece, Again):
        out.print()
        err.print(literal(f"{piece.reason}; once more:", "yellow"))
        return ""
    if not isinstance(piece, str):
        return shown
    out.print(literal(piece), end="")
    return shown + piece


def _show_end(desk: Desk, shown: str, answer: Answer) -> None:
    if shown:
        out.print()
    _show_asides(answer)
    refused = not answer.found and shown.strip() in NOT_IN_PASSAGES.values()
    if shown.strip() != answer.text and not refused:
        out.print(literal(answer.text))
    for citation in answer.citations:
        out.print(literal(f"[{citation.marker}] {_source(citation)}"))
    _show_doubts(answer)
    if not answer.found and not answer.nearest:
        say(NO_PASSAGE)
    elif not answer.found:
        out.print("The nearest passages:" if answer.lang == "en" else "הקטעים הקרובים ביותר:")
        for hit in answer.nearest[:3]:
            where = f", p. {hit.page}" if hit.page else ""
            title = desk.index.papers[hit.passage.paper].title
            out.print(literal(f"· {title}{where}, {hit.passage.section}".rstrip(", ")))


def _show_asides(answer: Answer) -> None:
    """Print what was searched where it is not what was typed, and what went wrong."""
    if answer.asked:
        searched = "Searched for" if answer.lang == "en" else "חיפשתי"
        err.print(literal(f"{searched}: {answer.asked}", "dim"))
    if answer.notice:
        err.print(literal(answer.notice, "yellow"))


def _show_doubts(answer: Answer) -> None:
    """Print the sentences that their passages do not carry, or only in part."""
    for claim in answer.claims:
        if not is_doubtful(claim):
            continue
        why = _DOUBTS[answer.lang]["none" if claim.support == "none" else "weak"]
        unfound = f" ({', '.join(claim.unfound)})" if claim.unfound else ""
        err.print(literal(f"{why}{unfound}: {answer.text[claim.start : claim.end]}", "yellow"))


def _source(citation: Citation) -> str:
    where = f"p. {citation.page}" if citation.page else "the club's note"
    parts = [citation.paper.title, where, citation.passage.section]
    return ", ".join(part for part in parts if part)
