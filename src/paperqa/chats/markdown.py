"""A conversation as Markdown, to keep in a vault, a repository or a mail; and its BibTeX.

Questions are headings; under each answer stand its references with their quotes. Text of people,
papers and models is escaped: it shows as it stands, a model's own Markdown too. Hebrew stands in a
``<div dir="rtl">`` with empty lines around its Markdown, so that it is still read as such.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Final, TypeAlias

from paperqa.chats.chat import Chat, Exchange
from paperqa.chats.plain_markdown import fenced, inline, plain_paragraphs
from paperqa.chats.references import quote_block, reference_line
from paperqa.chats.texts import TEXTS, ExportTexts
from paperqa.language.script import question_language
from paperqa.sources.bibtex import bibliography_of
from paperqa.types import Answer, Filters, Lang, Paper

_LONGEST_HEADING: Final = 120
"""Characters; a longer question stands whole under its heading."""
_Block: TypeAlias = tuple[Lang, str]
"""A block of Markdown and the language whose direction it has."""


def chat_markdown(chat: Chat) -> str:
    """Return the conversation as Markdown, which ends in a line break."""
    lang: Lang = chat.exchanges[0].lang if chat.exchanges else "en"
    texts = TEXTS[lang]
    title = chat.title or texts.untitled
    blocks: list[_Block] = [(_language_of(title), f"# {inline(_shortened(title))}")]
    if chat.exchanges:
        blocks.append(("en", _date(chat.exchanges[0].at)))
    for number, exchange in enumerate(chat.exchanges, start=1):
        blocks += _exchange_blocks(exchange, number)
    if bibtex := chat_bibtex(chat):
        blocks += [(lang, f"## {texts.references}"), ("en", fenced(bibtex, "bibtex"))]
    return "\n\n".join(_directed(blocks)) + "\n"


def answer_markdown(answer: Answer) -> str:
    """Return an answer and its references as Markdown, without its question."""
    return "\n\n".join(_directed(_answer_blocks(answer, answer.question))) + "\n"


def chat_bibtex(chat: Chat) -> str:
    """Return the entries of all papers cited, in the order of their first citation."""
    return bibliography_of(_cited(chat))


def _cited(chat: Chat) -> Iterator[Paper]:
    answers = (exchange.answer for exchange in chat.exchanges if exchange.answer)
    return (citation.paper for answer in answers for citation in answer.citations)


def _exchange_blocks(exchange: Exchange, number: int) -> Iterator[_Block]:
    question, texts = exchange.question, TEXTS[exchange.lang]
    lang = _language_of(question)
    yield lang, f"## {number}. {inline(_shortened(question))}"
    if _shortened(question) != question:
        yield from _paragraphs(question)
    if only := _only(exchange.filters, texts):
        yield exchange.lang, f"*{texts.only.format(inline(only))}*"
    if exchange.answer is None:
        yield exchange.lang, f"*{texts.broken if exchange.broken else texts.unfinished}*"
        yield from _paragraphs(exchange.said)
    else:
        yield from _answer_blocks(exchange.answer, question)


def _answer_blocks(answer: Answer, question: str) -> Iterator[_Block]:
    texts = TEXTS[answer.lang]
    if answer.asked and answer.asked != question:
        yield _language_of(answer.asked), f"*{texts.asked.format(inline(answer.asked))}*"
    yield from _paragraphs(answer.text)
    if answer.notice:
        yield from _paragraphs(answer.notice)
    if answer.found:
        yield answer.lang, f"*{_written_by(answer, texts)}*"
    for citation in answer.citations:
        yield "en", reference_line(citation, texts)
        yield _language_of(citation.quote), quote_block(citation)


def _written_by(answer: Answer, texts: ExportTexts) -> str:
    return texts.model.format(inline(answer.model)) if answer.model else texts.quoted


def _only(filters: Filters, texts: ExportTexts) -> str:
    kinds = [texts.kinds[filters.kind]] if filters.kind else []
    return ", ".join((*filters.papers, *filters.lists, *kinds))


def _paragraphs(text: str) -> Iterator[_Block]:
    """Yield each paragraph in the direction of its own language."""
    return ((_language_of(paragraph), paragraph) for paragraph in plain_paragraphs(text))


def _directed(blocks: Iterable[_Block]) -> Iterator[str]:
    for lang, run in groupby(blocks, key=lambda block: block[0]):
        text = "\n\n".join(block for _, block in run)
        yield f'<div dir="rtl">\n\n{text}\n\n</div>' if lang == "he" else text


def _language_of(text: str) -> Lang:
    return question_language(text)


def _shortened(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _LONGEST_HEADING else f"{line[:_LONGEST_HEADING].rstrip()}…"


def _date(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")
