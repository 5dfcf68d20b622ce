"""``paperqa search``: the passages that could answer a question."""

from typing import Annotated, Any

import typer

from paperqa.answer.ask import Options
from paperqa.answer.ask import search as find
from paperqa.answer.desk import open_desk
from paperqa.answer.retrieval.query import understand
from paperqa.cli import options as opt
from paperqa.cli.console import NO_PASSAGE, literal, out, print_json, say
from paperqa.cli.explain import reading_row, show_reading
from paperqa.cli.questions import Asked, print_question, questions_of
from paperqa.store.bundle import Index
from paperqa.types import Hit, Search


def search(
    question: opt.Question = None,
    file: opt.Input = None,
    k: opt.Count = None,
    paper: opt.Papers = None,
    reading_list: opt.Lists = None,
    kind: opt.KindOption = "all",
    lang: opt.LangOption = None,
    no_model: opt.NoModel = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the question was read.")
    ] = False,
    as_json: opt.Json = False,
) -> None:
    """Find the passages that could answer a question; no model is loaded."""
    asked = questions_of(question, file)
    settings = opt.settings_of(k=k, no_model=no_model)
    desk = open_desk(settings, with_model=False)
    filters = opt.filters_of(desk.index, paper, reading_list, kind)
    options = Options(k=settings.k, filters=filters, lang=opt.language(lang))
    for one in asked:
        found = find(desk, one.question, options)
        read = understand(found.question, desk.index) if explain else None
        if as_json:
            print_json(_row(one, found, desk.index) | (reading_row(read) if read else {}))
            continue
        if file:
            print_question(one)
        if read:
            show_reading(read)
        _show(found, desk.index)


def _row(asked: Asked, found: Search, index: Index) -> dict[str, Any]:
    hits = [_hit(rank, hit, index) for rank, hit in enumerate(found.hits, start=1)]
    return {
        "id": asked.id,
        "question": found.question,
        "lang": found.lang,
        "enough": found.enough,
        "hits": hits,
        "ms": round(found.ms, 1),
    }


def _hit(rank: int, hit: Hit, index: Index) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": rank,
        "paper": passage.paper,
        "title": index.papers[passage.paper].title,
        "kind": passage.kind,
        "section": passage.section,
        "page": hit.page,
        "pages": list(passage.pages),
        "text": passage.text.strip(),
        "score": round(hit.score, 5),
        "found_by": list(hit.found_by),
    }


def _show(found: Search, index: Index) -> None:
    if not found.hits:
        say(NO_PASSAGE)
    elif not found.enough:
        say("Not enough to answer from; the nearest passages:")
    for rank, hit in enumerate(found.hits, start=1):
        title = index.papers[hit.passage.paper].title
        where = f"p. {hit.page}" if hit.page else "the club's note"
        head = f"{title} · {where} · {hit.passage.section}".rstrip(" ·")
        out.print()
        out.print(literal(f"{rank}. {head}", "bold"))
        out.print(literal(hit.passage.text.strip()))
