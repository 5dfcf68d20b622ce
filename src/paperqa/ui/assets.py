"""The styles and scripts of the page: every ``.css`` and ``.js`` file beside this one and below.

``style.css`` comes first, for what others say later wins.
"""

import re
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_HEAVY: Final = ".gradio-container.gradio-container .contain"
_ABOVE: Final = re.compile(r"(\.dark|\bhtml\S*) (?!\{)")
"""The part of a selector that stands for what is above Gradio's container."""


def styles() -> list[Path]:
    """Return the style sheets in the order in which they apply."""
    return sorted(_HERE.rglob("*.css"), key=lambda path: (path.name != "style.css", path))


def head() -> str:
    """Return all styles and scripts as elements of the page's head.

    The styles stand there twice: as they are, and within Gradio's container, which makes each rule
    weigh more than those of Gradio's own parts, whose styles come later. (Gradio's ``css_paths``
    does so too, but of what stands in ``@media`` it keeps the second only: it would miss the page's
    frame, and whatever a script adds to the body.)
    """
    sheets = "\n".join(path.read_text("utf-8") for path in styles())
    files = sorted(_HERE.rglob("*.js"))
    scripts = "".join(f"<script>{file.read_text('utf-8')}</script>" for file in files)
    heavy = _ABOVE.sub(r"\1 & ", sheets)
    return f"<style>{sheets}</style><style>{_HEAVY} {{ {heavy} }}</style>{scripts}"
