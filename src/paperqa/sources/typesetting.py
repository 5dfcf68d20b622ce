"""How a paper is set: the font, size and line length of its running text.

Sizes are PDF points as printed; lengths count characters.
"""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from paperqa.sources.pdf import Line

_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Body:
    """The running text: what most characters are set in, and how long a line of it is."""

    font: str = ""
    size: float = 0.0
    length: float = 0.0


def body_of(pages: list[list[Line]]) -> Body:
    """Return how the running text of ``pages`` is set."""
    fonts: Counter[tuple[str, float]] = Counter()
    for page in pages:
        for line in page:
            fonts[line.font, line.size] += len(line.text)
    if not fonts:
        return Body()
    font, size = fonts.most_common(1)[0][0]
    lengths = [len(line.text) for page in pages for line in page if len(line.text) > _SHORTEST]
    return Body(font, size, median(lengths) if lengths else 0.0)
