"""``paperqa ask``: an answer with citations, streamed or as JSON lines."""

from typing import Any

from paperqa.answer.ask import Options, answer_of
from paperqa.answer.ask import ask as stream_answer
from paperqa.answer.desk import Desk, open_desk
from paperqa.cli import options as opt
from paperqa.cli.console import NO_PASSAGE, err, literal, out, print_json, say
from paperqa.cli.questions import Asked, print_question, questions_of
from paperqa.types import Answer, Citation


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
) -> None:
    """Answer a question from the papers, with citations."""
    asked = questions_of(question, file)
    settings = opt.settings_of(k=k, no_model=no_model)
    desk = open_desk(settings)
    options = Options(
        k=settings.k,
        filters=opt.filters_of(desk.index, paper, reading_list, kind),
        lang=opt.language(lang),
        max_tokens=settings.max_tokens,
    )
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
        "found": answer.found,
        "text": answer.text,
        "mode": answer.mode,
        "model": answer.model,
        "citations": [_citation(citation) for citation in answer.citations],
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
    }


def _show(desk: Desk, question: str, options: Options) -> None:
    shown = ""
    for piece in stream_answer(desk, question, options):
        if isinstance(piece, Answer):
            _show_end(desk, shown, piece)
        elif out.is_terminal:  # a file or a pipe gets the finished answer only
            shown += piece
            out.print(literal(piece), end="")


def _show_end(desk: Desk, shown: str, answer: Answer) -> None:
    if shown:
        out.print()
    if answer.notice:
        err.print(literal(answer.notice, "yellow"))
    if shown.strip() != answer.text:
        out.print(literal(answer.text))
    for citation in answer.citations:
        out.print(literal(f"[{citation.marker}] {_source(citation)}"))
    if not answer.found and not answer.nearest:
        say(NO_PASSAGE)
    elif not answer.found:
        out.print("The nearest passages:" if answer.lang == "en" else "הקטעים הקרובים ביותר:")
        for hit in answer.nearest[:3]:
            where = f", p. {hit.page}" if hit.page else ""
            title = desk.index.papers[hit.passage.paper].title
            out.print(literal(f"· {title}{where}, {hit.passage.section}".rstrip(", ")))


def _source(citation: Citation) -> str:
    where = f"p. {citation.page}" if citation.page else "the club's note"
    parts = [citation.paper.title, where, citation.passage.section]
    return ", ".join(part for part in parts if part)
