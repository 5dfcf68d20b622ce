"""The map as one inline SVG with its legend, its card and its list. All text is escaped.

A dot is filled where the paper itself can be searched, a ring where only a note can. Only one dot
is a stop for the Tab key: from it, the arrow keys go on (``map.js``).
"""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.types import Lang
from paperqa.ui.map.cards import group_name, list_html, title_of
from paperqa.ui.map.groups import REST, Group
from paperqa.ui.map.labels import FONT_SIZE
from paperqa.ui.map.placing import LABEL_DROP, RADIUS, Dot, PaperMap
from paperqa.ui.map.texts import MAP_TEXTS, MapTexts
from paperqa.ui.prose import direction, verbatim

_NONE: Final = Markup("")
_MAP: Final = Markup(
    '<div class="map"{way}><p class="map-hint">{hint} <span class="unseen">{keys}</span></p>'
    '{legend}<div class="map-stage"><div class="map-field">{picture}</div>{zoom}'
    '<div class="map-tip" aria-hidden="true" hidden></div>'
    '<div class="map-card" role="dialog" aria-label="{name}" data-close="{close}" hidden></div>'
    "</div>{listed}</div>"
)
_SVG: Final = Markup(
    '<svg viewBox="0 0 {w} {h}" data-width="{w}" data-height="{h}" role="group" '
    'aria-label="{name}" font-size="{size}"><g class="threads"></g>{dots}</svg>'
)
_DOT: Final = Markup(
    '<g class="dot {fill} g{group}" data-paper="{id}" data-group="{group}" data-near="{near}" '
    'data-title="{title}" transform="translate({x} {y})" role="button" tabindex="{tab}" '
    'aria-label="{spoken}"><circle class="halo" r="{halo}"/><circle class="point" r="{r}"/>'
    '<text y="{drop}" text-anchor="middle"{way}>{label}</text></g>'
)
_LEGEND: Final = Markup('<ul class="legend" aria-label="{}">{}</ul>')
_KEY: Final = Markup(
    '<li><button type="button" class="g{n}" data-show="{n}" aria-pressed="false">'
    '<i class="swatch"></i>{name} <span class="many">{many}</span></button></li>'
)
_RING: Final = Markup('<li class="ring"><i class="swatch"></i>{}</li>')
_ZOOM: Final = Markup('<button type="button" data-zoom="{}" title="{}" aria-label="{}">{}</button>')


def map_html(drawn: PaperMap, titles: Mapping[str, str], lang: Lang) -> Markup:
    """Return the map; ``titles`` are those of the reading lists, by name."""
    texts = MAP_TEXTS[lang]
    if not drawn.dots:
        return Markup('<p class="map-hint"{}>{}</p>').format(direction(lang), texts.empty)
    names = names_of(drawn.groups, titles)
    return _MAP.format(
        way=direction(lang),
        name=texts.name,
        hint=texts.hint,
        keys=texts.keys,
        legend=_legend(drawn, names, texts),
        zoom=_zoom(texts),
        picture=_svg(drawn, names, texts),
        close=texts.close,
        listed=list_html(drawn, names, lang),
    )


def names_of(groups: tuple[Group, ...], titles: Mapping[str, str]) -> Mapping[Group, str]:
    """Return what each group is called: its topic, its list where that is no name for one."""
    topics = [group.topic for group in groups]
    names = {}
    for group in groups:
        whole = titles.get(group.list) or group.list
        twice = topics.count(group.topic) > 1
        names[group] = f"{group.topic} · {whole}" if group.topic and twice else group.topic or whole
    return names


def _svg(drawn: PaperMap, names: Mapping[Group, str], texts: MapTexts) -> Markup:
    numbers = _numbers(drawn)
    # From the top down, so that a click on what overlaps meets what is seen.
    order = sorted(drawn.dots, key=lambda dot: (dot.y, dot.x))
    dots = _NONE.join(
        _dot(dot, numbers[dot.group], names, texts, first=place == 0)
        for place, dot in enumerate(order)
    )
    return _SVG.format(w=drawn.width, h=drawn.height, name=texts.name, size=FONT_SIZE, dots=dots)


def _dot(
    dot: Dot, number: str, names: Mapping[Group, str], texts: MapTexts, *, first: bool
) -> Markup:
    title = title_of(dot.paper)
    group = texts.rest if dot.group == REST else names[dot.group]
    year = [str(dot.paper.year)] if dot.paper.year else []
    note = [] if dot.full else [texts.only_note]
    return _DOT.format(
        fill="full" if dot.full else "note",
        group=number,
        id=dot.paper.id,
        near=" ".join(dot.nearest),
        title=title,
        x=dot.x,
        y=dot.y,
        tab=0 if first else -1,
        spoken=", ".join([title, *year, group, *note]),
        halo=RADIUS * 2,
        r=RADIUS,
        drop=LABEL_DROP,
        way=_svg_direction(dot.label),
        label=verbatim(dot.label),
    )


def _svg_direction(label: str) -> Markup:
    way = "rtl" if question_language(label) == "he" else "ltr"
    return Markup(' direction="{}"').format(way)


def _numbers(drawn: PaperMap) -> Mapping[Group, str]:
    """Return the number of each group's colour; what is left over has one of its own."""
    return {g: "rest" if g == REST else str(n) for n, g in enumerate(drawn.groups)}


def _legend(drawn: PaperMap, names: Mapping[Group, str], texts: MapTexts) -> Markup:
    numbers = _numbers(drawn)
    keys = _NONE.join(
        _KEY.format(
            n=numbers[group],
            name=group_name(group, names, texts),
            many=sum(dot.group == group for dot in drawn.dots),
        )
        for group in drawn.groups
    )
    mixed = len({dot.full for dot in drawn.dots}) > 1
    return _LEGEND.format(texts.legend, keys + (_RING.format(texts.only_note) if mixed else _NONE))


def _zoom(texts: MapTexts) -> Markup:
    ways = (("out", texts.zoom_out, "−"), ("fit", texts.zoom_fit, "⤢"), ("in", texts.zoom_in, "+"))
    buttons = _NONE.join(_ZOOM.format(way, said, said, sign) for way, said, sign in ways)
    return Markup('<span class="zoom">{}</span>').format(buttons)
