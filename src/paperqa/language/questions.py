"""What kind of question is asked."""

import re

_MEANING = re.compile(
    r"^(?:what(?:'s| is| are)|explain|define|describe|מה זה|מה זאת|מהו|מהי|מהם|מהן|מה הוא|מה היא|"
    r"הסבר|הסבירו|תסביר)\b(?!.*\b(?:difference|between|vs|versus|ההבדל|בין)\b)",
    re.IGNORECASE,
)
_LONGEST = 7


def asks_meaning(question: str) -> bool:
    """Tell a short question for a definition: "What is LoRA?", "מה זה שיכון?"."""
    question = question.strip()
    return len(question.split()) <= _LONGEST and _MEANING.match(question) is not None
