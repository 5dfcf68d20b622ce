"""Where to look: papers and a kind that are chosen, and a line that says so while they are.

Filters are easily forgotten; a reader who sees "only: LoRA" knows why an answer is short.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast, get_args
from urllib.parse import unquote

from markupsafe import Markup, escape

from paperqa.types import Filters, Kind, Lang, Paper
from paperqa.ui.chat.texts import CHAT, ChatTexts
from paperqa.ui.prose import verbatim

EVERYTHING: Final = "all"
MOST_PAPERS: Final = 500
_LONGEST_ID: Final = 200
_MOST_NAMED: Final = 3


def filters_of(papers: object, kind: object) -> Filters:
    """Return what the two parts of the page mean, whatever it sent.

    Gradio itself would refuse papers that are not among the choices it remembers: those of a page
    that was open while the server started anew, or while the index was rebuilt.
    """
    ids = papers[:MOST_PAPERS] if isinstance(papers, list) else []
    known = tuple(one for one in ids if isinstance(one, str) and len(one) <= _LONGEST_ID)
    return Filters(papers=known, kind=cast(Kind, kind) if kind in get_args(Kind) else None)


def filters_of_address(
    only: object, kind: object, papers: Mapping[str, Paper]
) -> tuple[Filters, tuple[str, ...]]:
    """Return where a link (see ``question_link``) looks, and which ids nobody knows.

    They are left out; where no ``papers`` are known, nothing can be told of any.
    """
    ids = [unquote(one) for one in only.split(",") if one] if isinstance(only, str) else []
    asked = filters_of(ids, kind)
    unknown = tuple(id_ for id_ in asked.papers if papers and id_ not in papers)
    left = tuple(id_ for id_ in asked.papers if id_ not in unknown)
    return replace(asked, papers=left), unknown


def scope_html(filters: Filters, papers: Mapping[str, Paper], lang: Lang) -> Markup:
    """Return a line that says where a question was asked; empty for everywhere."""
    line = _only(filters, papers, CHAT[lang])
    return Markup('<span class="only">{}</span>').format(line) if line else Markup("")


def chip_html(filters: Filters, papers: Mapping[str, Paper], lang: Lang) -> Markup:
    """Return the same as a button that lifts it."""
    line = _only(filters, papers, CHAT[lang])
    chip = Markup(
        '<button type="button" class="act chip" name="all" value="" title="{}"><span>{}</span>'
        '<span class="cross" aria-hidden="true">×</span></button>'
    )
    return chip.format(CHAT[lang].everywhere, line) if line else Markup("")


def _only(filters: Filters, papers: Mapping[str, Paper], texts: ChatTexts) -> Markup:
    names = [_name(papers, id_) for id_ in filters.papers[:_MOST_NAMED]]
    if more := len(filters.papers) - len(names):
        names.append(f"+{more}")
    if filters.kind:
        names.append(texts.papers_only if filters.kind == "paper" else texts.notes_only)
    if not names:
        return Markup("")
    listed = Markup(", ").join(Markup("<bdi>{}</bdi>").format(verbatim(name)) for name in names)
    return escape(texts.only).format(listed)


def _name(papers: Mapping[str, Paper], id_: str) -> str:
    """Return what stands before a title's colon: "LoRA", "BERT"."""
    title = papers[id_].title if id_ in papers else ""
    return title.split(":")[0].strip() or id_
