"""An answer written by the language model: asked once more where it drifts, every sentence checked.

Errors: NothingWrittenError when what the model wrote cannot stand: it failed, it was cut off, went
        in circles, left the asker's language twice, wrote nothing, or cited nothing. The caller
        then quotes instead, and shows the message as a notice.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace

from paperqa.answer.checking.claims import checked_claims
from paperqa.answer.checking.drift import drift_of
from paperqa.answer.checking.statements import without_markers
from paperqa.answer.checking.verify import Carrier, Source
from paperqa.answer.desk import Desk
from paperqa.answer.draft import Draft, drafted
from paperqa.answer.finding import Found
from paperqa.answer.progress import Again, Piece
from paperqa.answer.quoted import refusal_text
from paperqa.answer.sheet import NothingWrittenError, Sheet, sheet_of
from paperqa.llm.answer_grammar import answer_grammar
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.protocols import ChatModel
from paperqa.types import Answer, Citation, Hit, Lang, Passage, Search

_SUMMARISE: dict[Lang, str] = {
    "en": "Summarise in 5 to 8 sentences: what it is, how it works, results, limits. Cite a "
    "passage in every sentence.",
    "he": "סכם ב-5 עד 8 משפטים: מה זה, איך זה עובד, תוצאות, מגבלות. צטט קטע בכל משפט.",
}
_COMPARE: dict[Lang, str] = {
    "en": "Compare in a Markdown table: a row for each aspect, a column for each paper, a citation "
    "in every row.",
    "he": "השווה בטבלת Markdown: שורה לכל היבט, עמודה לכל מאמר, ציטוט בכל שורה.",
}
_REMINDER: dict[Lang, str] = {
    "en": "Write English sentences, in Latin letters.",
    "he": "כתוב משפטים בעברית, באותיות עבריות; רק שמות ומונחים באנגלית.",
}


def written_answer(
    desk: Desk, model: ChatModel, found: Found, max_tokens: int
) -> Generator[Piece, None, Answer]:
    """Yield the model's text with its markers renumbered; return the answer."""
    hints = _hints(found)
    papers = desk.index.papers
    sheet = yield from sheet_of(model, found.search, papers, desk.last_prompt, max_tokens, hints)
    if desk.bound:
        grammar = answer_grammar(sheet.numbers, list(NOT_IN_PASSAGES.values()))
        sheet = replace(sheet, grammar=grammar)
    draft = yield from _in_language(model, sheet, found.search.lang)
    return _checked(desk, model, found.search, draft, sheet.hits)


def _hints(found: Found) -> Sequence[str]:
    if found.overview is None or found.overview.kind in {"introduction", "method"}:
        return ()
    wanted = _COMPARE if found.overview.kind == "comparison" else _SUMMARISE
    return (wanted[found.search.lang],)


def _in_language(model: ChatModel, sheet: Sheet, lang: Lang) -> Generator[Piece, None, Draft]:
    """Return a draft in ``lang``: the first, or the second, which is asked for with a reminder."""
    draft = yield from drafted(model, sheet)
    if not (reason := drift_of(draft.text, lang)):
        return draft
    yield Again(reason)
    draft = yield from drafted(model, sheet.reminded(_REMINDER[lang]))
    if reason := drift_of(draft.text, lang):
        raise NothingWrittenError(f"{model.name} failed twice: {reason}; quoted instead")
    return draft


def _checked(
    desk: Desk, model: ChatModel, found: Search, draft: Draft, hits: Sequence[Hit]
) -> Answer:
    # In either language: small models mix them up.
    says_no = any(no.rstrip(".") in draft.text for no in NOT_IN_PASSAGES.values())
    if not draft.sources and not says_no:
        raise NothingWrittenError(
            f"{model.name} wrote nothing that cites the papers; quoted instead"
        )
    only_says_no = without_markers(draft.text).strip() in NOT_IN_PASSAGES.values()
    if only_says_no or not draft.sources:
        return _answer(model, found, refusal_text(found), nearest=found.hits)
    cited = [hits[number - 1].passage for number in draft.sources]
    sources = [Source(passage, desk.index.papers[passage.paper]) for passage in cited]
    checked = checked_claims(draft.text, sources, found.question, desk.embedder)
    return replace(
        _answer(model, found, draft.text),
        found=True,
        claims=checked.claims,
        citations=tuple(
            _citation(desk, marker, passage, carrier)
            for marker, (passage, carrier) in enumerate(
                zip(cited, checked.carriers, strict=True), start=1
            )
        ),
    )


def _citation(desk: Desk, marker: int, passage: Passage, carrier: Carrier) -> Citation:
    return Citation(
        marker=marker,
        paper=desk.index.papers[passage.paper],
        passage=passage,
        quote=passage.text[carrier.start : carrier.end],
        start=carrier.start,
        end=carrier.end,
        page=passage.page_at(carrier.start),
        support=carrier.support,
    )


def _answer(model: ChatModel, found: Search, text: str, nearest: tuple[Hit, ...] = ()) -> Answer:
    return Answer(
        question=found.question,
        lang=found.lang,
        text=text,
        citations=(),
        found=False,
        mode="model",
        model=model.name,
        ms=0.0,
        nearest=nearest,
    )
