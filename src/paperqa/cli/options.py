"""Options that several commands take, and the settings that they change."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import typer

from paperqa.errors import CatalogError
from paperqa.settings import Settings, load_settings
from paperqa.sources.catalog import Catalog
from paperqa.store.bundle import Index
from paperqa.types import Filters, Kind, Lang

Question: TypeAlias = Annotated[str | None, typer.Argument(help="The question.")]
Input: TypeAlias = Annotated[
    Path | None,
    typer.Option("--input", help="Many questions: JSON lines with id and question; - for stdin."),
]
Count: TypeAlias = Annotated[
    int | None, typer.Option("-k", min=1, max=100, help="How many passages to find.")
]
Papers: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--paper", help="Only this paper: id or a name of it; repeatable."),
]
Lists: TypeAlias = Annotated[
    list[str] | None, typer.Option("--list", help="Only papers of this reading list; repeatable.")
]
KindOption: TypeAlias = Annotated[
    Literal["paper", "note", "all"],
    typer.Option("--kind", help="Papers, the club's notes, or all."),
]
LangOption: TypeAlias = Annotated[
    Literal["en", "he"] | None, typer.Option("--lang", help="Language of the answer.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
NoModel: TypeAlias = Annotated[bool, typer.Option("--no-model", help="Quote; load no model.")]
Offline: TypeAlias = Annotated[bool, typer.Option("--offline", help="Fetch nothing.")]


QUIZ_LANGS: Final[Mapping[str, tuple[Lang, ...]]] = {
    "en": ("en",),
    "he": ("he",),
    "both": ("en", "he"),
}
"""What ``--lang`` means to a quiz."""


def settings_of(**flags: object) -> Settings:
    """Return the settings with the flags that were given; False was not given."""
    return load_settings({name: value for name, value in flags.items() if value is not False})


def filters_of(
    index: Index, papers: Sequence[str] | None, lists: Sequence[str] | None, kind: str
) -> Filters:
    """Return the filters; papers may be named by id, title or alias.

    Raises CatalogError for a paper or list that the index does not know.
    """
    known_lists = {name for paper in index.papers.values() for name in paper.lists}
    for name in lists or ():
        if name not in known_lists:
            raise CatalogError(f"no reading list {name!r}; known: {', '.join(sorted(known_lists))}")
    catalog = Catalog(index.papers)
    ids = tuple(catalog.find(name).id for name in papers or ())
    kinds: dict[str, Kind | None] = {"paper": "paper", "note": "note", "all": None}
    return Filters(papers=ids, lists=tuple(lists or ()), kind=kinds[kind])


def language(lang: str | None) -> Lang | None:
    """Return the language option with its type."""
    return "he" if lang == "he" else "en" if lang == "en" else None
