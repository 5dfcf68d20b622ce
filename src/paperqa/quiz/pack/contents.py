"""The first page of a pack: its papers in the order of the meeting, and the files of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from paperqa.quiz.exports.plain_markdown import inline
from paperqa.quiz.pack.meeting import Member
from paperqa.quiz.pack.page import by_line, facing
from paperqa.quiz.pack.paper_sheets import PaperSheets
from paperqa.quiz.pack.points import key_points
from paperqa.quiz.pack.references import isolated
from paperqa.quiz.pack.texts import TEXTS, PackTexts
from paperqa.types import Lang

REFERENCES: Final = "references.bib"


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper of the pack; ``page`` is the file of its page, ``sheets`` None where it has no quiz.

    ``error`` is why its quiz could not be made, where that is known.
    """

    member: Member
    page: str
    sheets: PaperSheets | None
    error: str

    @property
    def quiz(self) -> str:
        """The file of its questions: ``01-vit-quiz.md``."""
        return f"{PurePosixPath(self.page).stem}-quiz.md"

    @property
    def key(self) -> str:
        """The file of its answers: ``01-vit-key.md``."""
        return f"{PurePosixPath(self.page).stem}-key.md"


def contents_of(entries: Sequence[Entry], langs: tuple[Lang, ...], title: str) -> str:
    """Return the page as Markdown."""
    blocks = [f"# {inline(title)}", f"## {_in_all(langs, lambda texts: texts.papers)}"]
    for number, entry in enumerate(entries, 1):
        paper = entry.member.paper
        blocks += [f"### {number}. {inline(paper.title or paper.id)}", by_line(paper)]
        blocks += [facing(line, lang) for lang in langs for line in _one_line(entry.member, lang)]
        blocks.append(" · ".join(_links(entry, langs)))
        if entry.sheets is None:
            blocks += [facing(TEXTS[lang].no_items, lang) for lang in langs]
            blocks.append(inline(entry.error))
    blocks.append(f"[{_in_all(langs, lambda texts: texts.references)}]({REFERENCES})")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _one_line(member: Member, lang: Lang) -> list[str]:
    """Return what the paper is, in one sentence, where that is known."""
    said = [*key_points(member.grounds)[:1], *member.grounds[:1]][:1]
    return [isolated(one.texts[lang], lang) for one in said]


def _links(entry: Entry, langs: tuple[Lang, ...]) -> list[str]:
    links = [f"[{_in_all(langs, lambda texts: texts.read)}]({entry.page})"]
    if entry.sheets:
        links.append(f"[{_in_all(langs, lambda texts: texts.quiz)}]({entry.quiz})")
        links.append(f"[{_in_all(langs, lambda texts: texts.key)}]({entry.key})")
    return links


def _in_all(langs: tuple[Lang, ...], words: Callable[[PackTexts], str]) -> str:
    """Return the same words in each of ``langs``: ``Quiz · חידון``."""
    return " · ".join(words(TEXTS[lang]) for lang in langs)
