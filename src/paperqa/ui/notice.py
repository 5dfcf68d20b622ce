"""One line above what a tab shows: what is going on, or what went wrong and what to do next."""

from markupsafe import Markup

from paperqa.types import Lang
from paperqa.ui.prose import direction, verbatim


def notice_html(message: str, next_step: str, lang: Lang) -> Markup:
    """Return an error of the library, in its own words, and what to do when it is mended."""
    line = Markup('<p class="notice-line trouble" role="alert"{}><bdi>{}</bdi>. {}</p>')
    return line.format(direction(lang), verbatim(message.rstrip(".")), next_step)


def waiting_html(text: str, lang: Lang) -> Markup:
    """Return what stands there while something is made."""
    line = Markup('<p class="notice-line waiting" role="status"{}>{}</p>')
    return line.format(direction(lang), text)
