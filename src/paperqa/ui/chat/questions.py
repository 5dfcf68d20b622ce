"""What may be asked: a question as it can be stored and shown."""

from typing import Final

LONGEST_QUESTION: Final = 2000
"""Characters; a question longer than a page of a paper is no question."""


def clean(question: object) -> str:
    """Return a question as it can be stored and shown: no half characters, no outer spaces.

    The page may have sent anything; what is no text is no question.
    """
    if not isinstance(question, str):
        return ""
    whole = question.encode("utf-8", "ignore").decode("utf-8")
    return whole.strip()[:LONGEST_QUESTION]
