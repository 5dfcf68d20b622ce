"""Names of papers that are words of the field as well.

"The Transformer" is a paper, "a pure image transformer" is not: of 34 mentions in gold questions 26
meant no paper, and drew its passages in all the same.
"""

import re

from paperqa.language.questions import asks_meaning, compares

COMMON_NAMES = frozenset({"transformer", "טרנספורמר"})
"""Folded as ``sources.catalog.fold_name`` folds."""
_BARE = 3
"""So few words hold a name and no sentence: "and the Transformer?"."""
_BY_NAME_BEFORE = re.compile(
    r"(?:\b(?:original|vanilla|base|big)|(?:מאמר|מחברי|המחברים)(?:\s+של)?)\s+$", re.IGNORECASE
)
_BY_NAME_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:(?:paper|article|authors)\b|ה?(?:מקורי|בסיסי|גדול)(?!\w))", re.IGNORECASE
)
_ASKED = re.compile(
    r"(?:\b(?:is|are|what['’]s|an?|the|explain|define|describe)|"
    r"זה|זאת|הוא|היא|מהו|מהי|הסבר|הסבירו|תסביר)\s+$",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_JOINED = re.compile(r"^[ושכ]{0,2}(?:[הבל]|מה)-?(?=\w{6})")
"""The article, or a letter that may have swallowed it."""
_ONE_OF_MANY = re.compile(
    r"^(?:-\w|\s+(?:that|which|with|of|like|survey|variants?|famil\w+)\b"
    r"|\s+(?:ש\w+|עם|הראשון)(?!\w))",
    re.IGNORECASE,
)
"""What follows says which of the transformers is meant: "that classifies images"."""


def means_its_paper(text: str, start: int, end: int, *, others: bool) -> bool:
    """Tell whether the common name ``text[start:end]`` stands for its paper.

    ``others``: the text names other papers too. Beside them it means a kind of network, unless
    they are compared.
    """
    before, name, after = text[:start], text[start:end], text[end:]
    if _BY_NAME_BEFORE.search(before) or _BY_NAME_AFTER.match(after):
        return True
    if len(text.split()) <= _BARE or (asks_meaning(text) and _ASKED.search(before)):
        return True
    definite = _JOINED.match(name) if "א" <= name[0] <= "ת" else _THE.search(before)
    if not definite or _ONE_OF_MANY.match(after):
        return False
    return not others or compares(text)
