"""Labelled claims and the club's notes, read for tests of support."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from small_index import passage

from paperqa.answer.checking.verify import Source
from paperqa.language.script import language_of
from paperqa.sources.notes import read_note, told_page
from paperqa.types import Lang, Paper, Passage

_TESTS = Path(__file__).resolve().parents[1]
NOTES = _TESTS.parent / "ingest" / "notes"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim about ``source``; ``label`` is supported, weak or none."""

    claim: str
    source: Source
    label: str

    @property
    def lang(self) -> Lang:
        return language_of(self.claim)


def labelled_claims(name: str) -> list[Labelled]:
    """Return the claims of a file of tests/data."""
    passages: dict[str, Source] = {}
    found: list[Labelled] = []
    for line in (_TESTS / "data" / name).read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("@"):
            paper = Paper(fields[0][1:], fields[0][1:].title())
            passages[paper.id] = Source(passage(fields[1], paper, section=""), paper)
        elif not line.startswith("#"):
            found.append(Labelled(fields[2], passages[fields[0]], fields[1]))
    return found


@cache
def note_sections(paper: str, lang: Lang) -> tuple[Passage, ...]:
    """Return the sections of a note of the club as passages, without what it tells of pages."""
    document = read_note(NOTES / f"{paper}.{lang}.md")
    starts = [section.offset for section in document.sections[1:]]
    ends = [*starts[1:], len(document.text)]
    return tuple(
        Passage(paper, "note", lang, section.title, document.text[start:end], start, end)
        for section, start, end in zip(document.sections[1:], starts, ends, strict=True)
        if told_page(section.title) is None
    )


def noted_papers() -> list[str]:
    """Return the papers that have a note in both languages."""
    return sorted(path.name.removesuffix(".en.md") for path in NOTES.glob("*.en.md"))
