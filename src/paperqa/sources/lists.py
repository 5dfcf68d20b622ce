"""Keeps reading lists as files of facts: ``ingest/lists/<name>.yaml``.

A file holds topic, paper, link, year and order of what a list names, nothing of its prose, and
no link to recordings, slides, shared drives or people. Values are read as text, so that an
identifier such as ``1706.03762`` never becomes a number.
Errors: ReadingListError naming the file and the entry.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from paperqa.durable import write_durably
from paperqa.errors import ReadingListError
from paperqa.sources.links import address, classify, web_address
from paperqa.sources.reading_list import Entry, ReadingList

SUFFIX = ".yaml"

_KEYS = ("topic", "order", "year", "kind", "title", "paper", "url")
_REQUIRED = ("url", "order")
_NUMBERS = ("order", "year")
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST_SLUG = 60


def list_slug(name: str) -> str:
    """Turn the name of a file or a list into the name under which it is kept.

    >>> list_slug("Our Club_2024.md")
    'our-club-2024'
    """
    stem = re.sub(r"\.(?:md|markdown|html?|ya?ml|txt|json)$", "", name.strip(), flags=re.IGNORECASE)
    words = re.findall(r"[^\W_]+", stem.casefold())
    return "-".join(words)[:_LONGEST_SLUG].strip("-") or "list"


def facts_of(reading_list: ReadingList) -> ReadingList:
    """Return what a list file carries: each link once, without what must not be kept."""
    kept: dict[tuple[str | None, str], Entry] = {}
    for entry in reading_list.entries:
        if not entry.left_out:
            kept.setdefault((entry.paper, address(entry.url)), entry)
    return ReadingList(reading_list.name, reading_list.title, tuple(kept.values()))


def list_files(folder: Path) -> list[Path]:
    """Return all list files of ``folder``, by name; none where it does not exist."""
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def load_lists(folder: Path) -> tuple[ReadingList, ...]:
    """Read all lists of ``folder``, by name."""
    return tuple(load_list(path) for path in list_files(folder))


def load_list(path: Path) -> ReadingList:
    """Read one list file; its name must be the file's."""
    try:
        # BaseLoader makes strings only: no tag, no date, no number.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ReadingListError(
            f"{path} is no readable YAML ({reason}); mend or remove it"
        ) from error
    if not isinstance(content, dict) or set(content) != {"name", "title", "entries"}:
        raise ReadingListError(f"{path} must have exactly the keys name, title and entries")
    if content["name"] != path.stem or not isinstance(content["title"], str):
        raise ReadingListError(f"{path}: name is {content['name']!r}, expected {path.stem!r}")
    if not isinstance(content["entries"], list):
        raise ReadingListError(f"{path}: entries must be a list")
    entries = [_entry(path, number, row) for number, row in enumerate(content["entries"], start=1)]
    return ReadingList(path.stem, content["title"], tuple(entries))


def save_list(folder: Path, reading_list: ReadingList) -> Path:
    """Write the facts of ``reading_list`` into ``folder`` in one step; return the file."""
    if not _SLUG.fullmatch(reading_list.name):
        raise ReadingListError(
            f"{reading_list.name!r} is no name for a list; use letters, digits and hyphens"
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (reading_list.name + SUFFIX)
    write_durably(path, list_text(reading_list).encode())
    return path


def list_text(reading_list: ReadingList) -> str:
    """Return the file of ``reading_list`` as text."""
    facts = facts_of(reading_list)
    content = {
        "name": facts.name,
        "title": facts.title or facts.name,
        "entries": [_row(entry) for entry in facts.entries],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000)


def _row(entry: Entry) -> dict[str, str | int]:
    return {key: value for key in _KEYS if (value := getattr(entry, key)) not in {None, ""}}


def _entry(path: Path, number: int, row: object) -> Entry:
    where = f"{path}, entry {number}"
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise ReadingListError(f"{where} is not a mapping of plain values")
    _check_keys(where, row)
    numbers = {key: _number(where, key, row[key]) for key in _NUMBERS if key in row}
    if (url := web_address(row["url"])) is None:
        raise ReadingListError(f"{where}: url {row['url']!r} is no web address (http or https)")
    target = classify(url)
    if row.get("kind", target.kind) != target.kind:
        raise ReadingListError(
            f"{where}: kind is {row['kind']!r}, but {url} is of kind {target.kind!r}"
        )
    return Entry(
        target.kind,
        url,
        row.get("title", ""),
        row.get("topic", ""),
        numbers.get("year"),
        numbers["order"],
        row.get("paper") or target.paper,
        left_out=target.left_out,
    )


def _check_keys(where: str, row: Iterable[str]) -> None:
    keys = set(row)
    if missing := set(_REQUIRED) - keys:
        raise ReadingListError(f"{where} lacks {', '.join(sorted(missing))}")
    if unknown := keys - set(_KEYS):
        raise ReadingListError(
            f"{where} has unknown keys {', '.join(sorted(unknown))}; known are {', '.join(_KEYS)}"
        )


def _number(where: str, key: str, value: str) -> int:
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise ReadingListError(f"{where}: {key} is {value!r}, expected a whole number")
    return int(value)
