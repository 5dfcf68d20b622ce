"""Numbers the sources of one language's part of a page, and lists them.

A source that is cited again keeps its number.
"""

from collections.abc import Iterable

from paperqa.language.script import language_of
from paperqa.quiz.exports.plain_markdown import inline
from paperqa.quiz.exports.sheet_items import runs_as
from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.texts import TEXTS
from paperqa.types import Citation, Lang, Paper


class References:
    """The sources of a page about ``paper``, in ``lang``, in the order of their first use."""

    def __init__(self, paper: Paper, lang: Lang) -> None:
        self._paper = paper
        self._lang = lang
        self._lines: dict[str, int] = {}

    def cite(
        self, citations: Iterable[Citation], page: int | None = None, *, shown: bool = False
    ) -> str:
        """Return the markers of ``citations``; ``page`` is the one that a note names.

        ``shown``: the quotes stand before their markers, and are not said twice.
        """
        lines = dict.fromkeys(self._line(one, page, shown=shown) for one in citations)
        numbers = (self._lines.setdefault(line, len(self._lines) + 1) for line in lines)
        return "".join(f"[{number}]" for number in numbers)

    def stated(self, ground: Ground) -> str:
        """Return the statement with its page and markers, before its full stop."""
        texts = TEXTS[self._lang]
        if ground.quoted:
            says = texts.says
            if ground.paper.id != self._paper.id:
                title = quoted(ground.paper.title or ground.paper.id)
                says = texts.other_says.format(isolated(title, self._lang))
            return f"{says} {self.quotation(ground.sources[self._lang][0])}."
        text = ground.texts[self._lang]
        marker = self.cite(ground.sources[self._lang], ground.noted_page)
        end = text[-1:] if text[-1:] in ".!?" else ""
        body = text[: len(text) - len(end)]
        page = f" ({texts.page.format(ground.page)})" if ground.page else ""
        return f"{inline(body)}{page} {marker}{end}"

    def quotation(self, one: Citation) -> str:
        """Return the quote itself, with its page and marker."""
        said = isolated(quoted(one.quote), self._lang)
        page = f" ({TEXTS[self._lang].page.format(one.page)})" if one.page else ""
        return f"{said}{page} {self.cite([one], shown=True)}"

    def listed(self) -> list[str]:
        """Return a line for each source, by its number."""
        return [f"{number}. {line}" for line, number in self._lines.items()]

    def _line(self, one: Citation, page: int | None, *, shown: bool) -> str:
        """Return quote, section and page, and the title of another paper.

        The quote of a note is what is stated: it is not said twice.
        """
        texts = TEXTS[self._lang]
        title = "" if one.paper.id == self._paper.id else one.paper.title or one.paper.id
        if one.passage.kind == "note":
            said = texts.note
            where = texts.note_page.format(page) if page else ""
        else:
            said = "" if shown else isolated(quoted(one.quote), self._lang)
            where = texts.page.format(one.page) if one.page else ""
        names = (isolated(name, self._lang) for name in (title, one.passage.section))
        place = " · ".join(part for part in (*names, where) if part)
        # Not at the start of the line: a section's own number would open a list within the list.
        return " ".join(part for part in (said, f"({place})" if place else "") if part)


def quoted(text: str) -> str:
    """Return ``text`` in the quotation marks of its language."""
    return f'"{text}"' if language_of(text) == "he" else f"“{text}”"


def isolated(text: str, lang: Lang) -> str:
    """Return ``text`` as Markdown; where it runs against the lines around it, in a span."""
    turned = bool(text) and lang == "he" and runs_as(text, lang) == "en"
    return f'<span dir="ltr">{inline(text)}</span>' if turned else inline(text)
