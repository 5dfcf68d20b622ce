"""The list of papers as HTML: groups, their lectures with a box for all, a row for each paper.

Searching and choosing happen in the browser (``papers.js``): the list holds all that is needed,
also the sentences that count (``data-…``), where ``{}`` takes the number.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.types import Lang
from paperqa.ui.papers.grouping import Grouping, PaperGroup, Part, grouped
from paperqa.ui.papers.row import row_html
from paperqa.ui.papers.shelf import ShelfRow
from paperqa.ui.papers.texts import PAPERS_TEXTS, PapersTexts
from paperqa.ui.prose import direction, verbatim

_NONE: Final = Markup("")
_LIST: Final = Markup(
    '<div class="shelf"{way} role="region" aria-label="{name}" '
    'data-all="{all}" data-found="{found}" '
    'data-found-one="{found_one}" data-found-none="{found_none}" data-chosen="{chosen}" '
    'data-chosen-one="{chosen_one}"><p class="found" role="status"></p>{groups}</div>'
)
_GROUP: Final = Markup('<section class="group"><h2><bdi{}>{}</bdi></h2>{}</section>')
_PART: Final = Markup('<div class="part">{head}<ul class="papers">{rows}</ul></div>')
_ALL: Final = Markup(
    '<label class="all"><input type="checkbox" data-pick-all aria-label="{name}"> {shown}</label>'
)


def list_html(
    rows: Sequence[ShelfRow],
    by: Grouping,
    titles: Mapping[str, str],
    summaries: Mapping[str, str],
    lang: Lang,
) -> Markup:
    """Return the list; ``titles`` of reading lists by name, ``summaries`` of papers by id."""
    texts = PAPERS_TEXTS[lang]
    if not rows:
        return Markup('<p class="found"{}>{}</p>').format(direction(lang), texts.empty)
    made = {row.paper.id: row_html(row, summaries.get(row.paper.id, ""), lang) for row in rows}
    rest = {"list": texts.no_list, "year": texts.no_year, "topic": texts.no_topic}[by]
    groups = (_group(group, rest, made, texts) for group in grouped(rows, by, titles))
    return _LIST.format(
        way=direction(lang),
        name=texts.name,
        all=len(rows),
        found=texts.found,
        found_one=texts.found_one,
        found_none=texts.found_none,
        chosen=texts.chosen,
        chosen_one=texts.chosen_one,
        groups=_NONE.join(groups),
    )


def _group(group: PaperGroup, rest: str, made: Mapping[str, Markup], texts: PapersTexts) -> Markup:
    title = group.title or rest
    several = len(group.parts) > 1
    parts = _NONE.join(_part(part, title, made, texts, several=several) for part in group.parts)
    return _GROUP.format(direction(question_language(title)), verbatim(title), parts)


def _part(
    part: Part, group: str, made: Mapping[str, Markup], texts: PapersTexts, *, several: bool
) -> Markup:
    """Return a lecture with a box that chooses all of it; a lone one is named by its group."""
    title = part.title or (texts.other if several else group)
    name = f"{group}: {title}" if part.title or several else title
    shown = _NONE
    if part.title or several:
        heading = Markup("<h3><bdi{}>{}</bdi></h3>")
        shown = heading.format(direction(question_language(title)), verbatim(title))
    if len(part.rows) > 1:
        count = Markup('<span class="many">{}</span>').format(len(part.rows))
        shown = _ALL.format(name=texts.choose_all.format(name), shown=shown + count)
    elif shown:
        shown = Markup('<div class="all">{}</div>').format(shown)
    return _PART.format(
        head=shown,
        rows=_NONE.join(made[row.paper.id] for row in part.rows),
    )
