"""Support marks: how well a source carries the sentence that cites it, as a sign that is explained.

The sign has its words as a tooltip, which is also what a screen reader says; a legend below the
sources explains those that occur.
"""

from collections.abc import Collection, Mapping
from typing import Final

from markupsafe import Markup

from paperqa.types import Support
from paperqa.ui.texts import Labels

SIGNS: Final[Mapping[Support, str]] = {"supported": "✓", "weak": "≈", "none": "?"}
_MARK: Final = Markup('<span class="support {}" role="img" title="{}">{}</span>')


def support_mark(support: Support, labels: Labels) -> Markup:
    """Return the sign of ``support``; a screen reader says its words instead."""
    return _MARK.format(support, _words(labels)[support], SIGNS[support])


def support_legend(supports: Collection[Support], labels: Labels) -> Markup:
    """Return a line that explains the signs of ``supports``."""
    meanings = Markup(" · ").join(
        Markup('<bdi><span class="support {}">{}</span> {}</bdi>').format(support, sign, words)
        for support, sign in SIGNS.items()
        if support in supports and (words := _words(labels)[support])
    )
    return Markup('<p class="legend">{}</p>').format(meanings)


def _words(labels: Labels) -> Mapping[Support, str]:
    return {"supported": labels.supported, "weak": labels.weak, "none": labels.unsupported}
