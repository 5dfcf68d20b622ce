"""Words that end a turn or open one, taken apart in what papers and people say.

A server fills its chat template with our text and reads the whole as tokens: a passage that spells
``<|im_end|>`` would end the user's turn. Which words control a model its server does not tell, so
all that look so get a space inside: ``< |im_end|>``.
"""

import re
from typing import Final

_TAG: Final = re.compile(r"<(?=[|/｜]?[^\s<>]{1,40}>)")
"""``<|im_end|>``, ``</s>``, ``<start_of_turn>``, ``<|channel>``; HTML too, which does no harm."""

_MISTRAL: Final = re.compile(
    r"\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|THINK)\])"
)


def defuse(text: str) -> str:
    """Return ``text`` with a space inside whatever looks like a control word."""
    return _MISTRAL.sub("[ ", _TAG.sub("< ", text))
