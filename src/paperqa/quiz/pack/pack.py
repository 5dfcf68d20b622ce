"""The meeting pack as files: for each paper a page, a quiz and its key; references; contents."""

from collections.abc import Mapping, Sequence

from paperqa.answer.desk import Desk
from paperqa.quiz.material import Material
from paperqa.quiz.pack.contents import REFERENCES, Entry, contents_of
from paperqa.quiz.pack.file_names import page_names
from paperqa.quiz.pack.ground import grounds_of
from paperqa.quiz.pack.meeting import Meeting, Member
from paperqa.quiz.pack.page import Sheet, page_of
from paperqa.quiz.pack.paper_sheets import sheets_of
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.sources.bibtex import bibliography_of
from paperqa.types import Lang


def pack_files(
    desk: Desk, quizzes: Sequence[PaperQuiz], plan: Plan, title: str
) -> Mapping[str, bytes]:
    """Return the files of the pack by name, in the order of reading, as UTF-8.

    English stands before Hebrew where the plan has both. With ``plan.with_model`` and a model the
    model writes the questions to discuss, and the summary of a paper that has no notes.
    """
    langs: tuple[Lang, ...] = tuple(sorted(plan.langs))
    meeting = _meeting(desk, quizzes, plan, langs)
    sheet = Sheet(desk, meeting, langs, plan.with_model and desk.model is not None)
    names = page_names([member.names["en"] for member in meeting.members])
    entries = [
        Entry(member, name, sheets_of(quiz, langs), quiz.error)
        for member, quiz, name in zip(meeting.members, quizzes, names, strict=True)
    ]
    texts = {"README.md": contents_of(entries, langs, title)}
    for entry in entries:
        texts[entry.page] = page_of(sheet, entry.member)
        if entry.sheets:
            texts |= {entry.quiz: entry.sheets.quiz, entry.key: entry.sheets.key}
    texts[REFERENCES] = bibliography_of(one.paper for one in quizzes)
    return {name: text.encode("utf-8", "replace") for name, text in texts.items()}


def _meeting(
    desk: Desk, quizzes: Sequence[PaperQuiz], plan: Plan, langs: Sequence[Lang]
) -> Meeting:
    ids = tuple(one.paper.id for one in quizzes)
    members = []
    for place, quiz in enumerate(quizzes):
        beside = tuple(other for other in ids if other != quiz.paper.id)
        material = Material(desk.index, quiz.paper, beside)
        grounds = grounds_of(desk, material, langs)
        members.append(Member(place, quiz.paper, grounds, desk.index))
    return Meeting(tuple(members), plan.seed)
