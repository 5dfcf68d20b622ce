"""The styles and scripts of the page: every ``.css`` and ``.js`` file beside this one and below.

``style.css`` comes first, for what others say later wins.
"""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


def styles() -> list[Path]:
    """Return the style sheets in the order in which they apply."""
    return sorted(_HERE.rglob("*.css"), key=lambda path: (path.name != "style.css", path))


def scripts() -> str:
    """Return all scripts as elements of the page's head."""
    files = sorted(_HERE.rglob("*.js"))
    return "".join(f"<script>{file.read_text('utf-8')}</script>" for file in files)
