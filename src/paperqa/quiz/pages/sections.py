"""How much a section says of what a paper is about."""

import re
from typing import Final

_WEIGHTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), weight)
    for pattern, weight in (
        (r"checklist|acknowledg|author contrib|biograph|licen[sc]e|ethic|impact|reproducib", 0.0),
        (r"prompt|instruction|template|annotation|guideline|questionnaire|example", 0.1),
        (r"proofs?\b|lemma|theorem|derivation|notation|sample|qualitative|case stud", 0.2),
        (r"^appendi|supplement|additional|^[A-Z](?:\.\d+)*\.? ", 0.4),
        (r"related|prior work|background|preliminar|history", 0.4),
        (r"abstract", 1.0),
        (r"conclu|summary", 0.95),
        (r"result|experiment|evaluation|ablation|analysis|findings|performance", 0.85),
        (r"introduction", 0.8),
        (r"future|limitation|discussion", 0.7),
    )
)
_OTHER: Final = 0.75
"""The paper's own subject: method, model, training, data."""


def weight_of_section(title: str) -> float:
    """Return the weight of a section by its ``title``, in [0, 1]; 0: ask nothing of it."""
    return next((weight for rule, weight in _WEIGHTS if rule.search(title)), _OTHER)
