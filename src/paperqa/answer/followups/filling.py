"""Names in the place of what leaned on them: "how many layers does LoRA have?".

Hebrew letters that join a word stand before a Latin name with a hyphen: ``ל-LoRA``.
"""

import re
from collections.abc import Sequence
from typing import Final

from paperqa.answer.followups.leaning import Leaning, opens_clause
from paperqa.answer.followups.leaning_signs import SUMMARY_ORDER
from paperqa.language.script import question_language
from paperqa.types import Lang

ENDING: Final = re.compile(r"[\s?.!]+$")
HEBREW: Final = re.compile(r"[א-ת]")
_JOINED_TO_HEBREW: Final = re.compile(r"([בלמו])-(?=[א-ת])")
_OWNED: Final = re.compile(
    r"(?:what|who|where|which) (?:is|are|was|were) (?:the|\w+ of)\b"
    r"|(?:(?:מה|מהם|מהן|מהי|מהו|מי) )?ה",
    re.IGNORECASE,
)
"""How a question begins that asks for something that a paper has: "what are the limits of"."""


def with_names(question: str, leaning: Leaning, names: Sequence[str]) -> str:
    """Return ``question`` with ``names`` where it leans; empty where that cannot be said."""
    lang = question_language(question)
    if not names or leaning.kind == "again":
        return ""
    if leaning.kind == "choice":
        joint = " או " if lang == "he" else " or "
        return f"{ENDING.sub('', question)}, {joint.join(names)}?" if len(names) > 1 else ""
    if leaning.kind == "noun":
        return _noun(question, leaning, names)
    if leaning.kind == "pronoun" and not (leaning.many and len(names) == 1):
        return _filled(question, leaning, names)
    # "They" of one paper are its authors: "what data do they use in LoRA?".
    return _about(question[leaning.start if leaning.kind == "aspect" else 0 :], names, lang)


def _filled(question: str, leaning: Leaning, names: Sequence[str]) -> str:
    hebrew = HEBREW.search(question, leaning.start, leaning.end)
    joint = " ל-" if leaning.form == "בין {}" else " ו-" if hebrew else " and "
    said = joint.join(names)
    if "'s" in leaning.form:
        said = re.sub(r"^(?:an?|the) ", "", said)
    said = leaning.form.format(said).replace("s's", "s'")
    said = _JOINED_TO_HEBREW.sub(r"\1", said)
    return question[: leaning.start] + said + question[leaning.end :]


def _noun(question: str, leaning: Leaning, names: Sequence[str]) -> str:
    """Return "the LoRA paper" for "this paper"; "המאמר LoRA" for "המאמר הזה"."""
    said = question[leaning.start : leaning.end]
    if HEBREW.search(said):
        said = f"{said.split()[0]} {' ו-'.join(names)}"
    else:
        noun = said.split()[-1]
        said = f"the {' and '.join(names)} {noun}"
    return question[: leaning.start] + said + question[leaning.end :]


def _about(question: str, names: Sequence[str], lang: Lang) -> str:
    """Return "how many layers in LoRA?", "what are the limits of LoRA?"."""
    bare = ENDING.sub("", question)
    if SUMMARY_ORDER.fullmatch(bare):
        return f"{bare} {(' ו-' if lang == 'he' else ' and ').join(names)}"
    owned = _OWNED.match(bare) is not None or not opens_clause(bare)
    if lang == "he":
        joint = " ושל " if owned else " וב-"
        end = ("של " if owned else "ב-") + joint.join(names)
        return _JOINED_TO_HEBREW.sub(r"\1", f"{bare} {end}?")
    return f"{bare} {'of' if owned else 'in'} {' and '.join(names)}?"
