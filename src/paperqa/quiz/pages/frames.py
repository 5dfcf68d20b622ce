"""The questions around a printed sentence, in English and in Hebrew.

The sentence itself stays English; in Hebrew it has a line of its own, so that directions do not
mix. A paper is named by its short name, between quotation marks.
"""

from collections.abc import Sequence
from typing import Final

from paperqa.quiz.called import called
from paperqa.quiz.draft import DraftWording
from paperqa.quiz.item import GAP
from paperqa.quiz.material import Material
from paperqa.types import Lang

Frame = dict[Lang, str]

GAPPED: Final[Frame] = {
    "en": "Fill the gap in this sentence of {name}: “{text}”",
    "he": "השלימו את המשפט מתוך המאמר {name}:\n“{text}”",
}
CLAIMED: Final[Frame] = {
    "en": "True or false? The paper {name} says: “{text}”",
    "he": "נכון או לא נכון? במאמר {name} נכתב:\n“{text}”",
}
REASON: Final[Frame] = {
    "en": "What reason does the paper {name} give for this: “{text}”?",
    "he": "איזו סיבה נותן המאמר {name} לכך:\n“{text}”",
}
EXPANDED: Final[Frame] = {
    "en": "What does {text} stand for in {name}?",
    "he": "מה פירוש ראשי התיבות {text} במאמר {name}?",
}
EXPANSION_GAP: Final[Frame] = {
    "en": f"Fill the gap: in {{name}}, {{text}} stands for “{GAP}”.",
    "he": f"השלימו: במאמר {{name}}, ראשי התיבות {{text}} הם של\n“{GAP}”",
}
_SAYS: Final[Frame] = {
    "en": "The paper says: “{text}”",
    "he": "במאמר כתוב:\n“{text}”",
}
_AROUND: Final = 9
"""Words of the sentence that an explanation shows on either side of the answer."""


def name_of(material: Material) -> str:
    """Return what a question calls the paper, between quotation marks."""
    name = called(material.paper.id, material.index)
    return name if name.startswith("“") else f"“{name}”"


def wordings(
    frame: Frame,
    name: str,
    text: str,
    right: str,
    *,
    said: str,
    wrong: Sequence[str] = (),
    accepted: Sequence[str] = (),
) -> tuple[DraftWording, ...]:
    """Return the wordings of ``frame`` about ``text``; ``said`` is what the paper says."""
    return tuple(
        DraftWording(
            lang=lang,
            question=question.format(name=name, text=text),
            right=right,
            wrong=tuple(wrong),
            explanation=_SAYS[lang].format(text=said),
            accepted=tuple(accepted),
        )
        for lang, question in frame.items()
    )


def around(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]`` with the words beside it, dots where more follow."""
    before, after = text[:start].split(" "), text[end:].split(" ")
    left = " ".join(before[-_AROUND:])
    right = " ".join(after[:_AROUND])
    dots = ("… " if len(before) > _AROUND else "", " …" if len(after) > _AROUND else "")
    return f"{dots[0]}{left}{text[start:end]}{right}{dots[1]}"


def gapped(text: str, start: int, end: int) -> str:
    """Return ``text`` with a gap for ``text[start:end]``."""
    return f"{text[:start]}{GAP}{text[end:]}"
