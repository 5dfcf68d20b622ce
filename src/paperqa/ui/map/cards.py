"""A paper's card: what it is, which papers are nearest, what can be asked. All escaped.

All cards together are the map as a list, for those who do not look at pictures; a click on a dot
shows a copy of its card (``map.js``), so that nothing is said twice.
"""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.types import Lang, Paper
from paperqa.ui.map.groups import REST, Group
from paperqa.ui.map.placing import Dot, PaperMap, dots_by_id
from paperqa.ui.map.texts import MAP_TEXTS, MapTexts
from paperqa.ui.prose import direction, verbatim

_NONE: Final = Markup("")
_MOST_TOPICS: Final = 3
_LIST: Final = Markup('<details class="map-list"><summary>{}</summary>{}</details>')
_GROUP: Final = Markup("<section><h3>{}</h3><ul>{}</ul></section>")
_CARD: Final = Markup(
    '<li class="map-paper" data-paper="{id}"><h4{title_dir}>{title}</h4>'
    '<p class="facts">{facts}</p>{near}'
    '<p class="do"><button type="button" class="first" data-ask="{id}">{ask}</button>'
    '<button type="button" data-only="{id}">{only}</button></p></li>'
)
_NEAR: Final = Markup('<p class="near">{}: {}</p>')
_GO: Final = Markup('<button type="button" data-go="{}"><bdi>{}</bdi></button>')


def list_html(drawn: PaperMap, names: Mapping[Group, str], lang: Lang) -> Markup:
    """Return the cards of all papers, group by group."""
    texts, dots = MAP_TEXTS[lang], dots_by_id(drawn)
    groups = _NONE.join(
        _GROUP.format(
            group_name(group, names, texts),
            _NONE.join(_card(dot, dots, texts) for dot in drawn.dots if dot.group == group),
        )
        for group in drawn.groups
    )
    return _LIST.format(texts.as_list, groups)


def group_name(group: Group, names: Mapping[Group, str], texts: MapTexts) -> Markup:
    """Return what the legend calls ``group``."""
    name = texts.rest if group == REST else names[group]
    return Markup("<bdi{}>{}</bdi>").format(direction(question_language(name)), verbatim(name))


def title_of(paper: Paper) -> str:
    """Return the title, or the id where there is none."""
    return paper.title or paper.id


def _card(dot: Dot, dots: Mapping[str, Dot], texts: MapTexts) -> Markup:
    title = title_of(dot.paper)
    return _CARD.format(
        id=dot.paper.id,
        title_dir=direction(question_language(title)),
        title=verbatim(title),
        facts=_facts(dot, texts),
        near=_near(dot, dots, texts),
        ask=texts.ask,
        only=texts.only,
    )


def _facts(dot: Dot, texts: MapTexts) -> Markup:
    """Return the year, the lectures, and whether there is no more than a note."""
    topics = list(dict.fromkeys(one.topic for one in dot.paper.meetings if one.topic))
    year = [str(dot.paper.year)] if dot.paper.year else []
    note = [] if dot.full else [texts.only_note]
    parts = [*year, *topics[:_MOST_TOPICS], *note]
    return Markup(" · ").join(
        Markup("<bdi{}>{}</bdi>").format(direction(question_language(part)), verbatim(part))
        for part in parts
    )


def _near(dot: Dot, dots: Mapping[str, Dot], texts: MapTexts) -> Markup:
    if not dot.nearest:
        return _NONE
    names = Markup(" · ").join(_GO.format(one, dots[one].label) for one in dot.nearest)
    return _NEAR.format(texts.nearest, names)
