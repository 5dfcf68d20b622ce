"""What kind of question is asked."""

import re

from paperqa.language.patterns import in_hebrew

_MEANING = re.compile(
    r"^(?:what(?:'s| is| are)|explain|define|describe|מה זה|מה זו|מה זאת|מהו|מהי|מהם|מהן|מה הוא|"
    r"מה היא|"
    r"הסבר|הסבירו|תסביר)\b(?!.*\b(?:difference|between|vs|versus|ההבדל|בין)\b)",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\b(?:compar\w*|contrast|differ\w*|vs|versus|distinguish\w*|in common|similar\w*|"
    r"trade-?offs?|relat(?:e|es|ion|ionship)|side by side)\b|"
    + in_hebrew(
        """
        השוו?ה | השוו?י | השוו | תשוו?ה | תשוו?י | להשוות | השוואה | ה?הבדל | ה?הבדלים | לעומת
        בהשוואה | מול | שונה | שונים | שונות | נבדל | נבדלים | ה?משותף | דומה | דומים
        ה?יחס | ה?קשר
        """
    ),
    re.IGNORECASE,
)
_LONGEST = 7


def asks_meaning(question: str) -> bool:
    """Tell a short question for a definition: "What is LoRA?", "מה זה שיכון?"."""
    question = question.strip()
    return len(question.split()) <= _LONGEST and _MEANING.match(question) is not None


def compares(question: str) -> bool:
    """Tell a question that holds a word of comparing: "LoRA vs QLoRA", "מה ההבדל"."""
    return _COMPARISON.search(question) is not None
