"""All formats of a quiz by name. An exporter is loaded when it is used: some need big libraries.

Errors: QuizError for a format that is none of these.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, TypeAlias, cast

from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.item import Quiz
from paperqa.quiz.known_names import names_of

Export: TypeAlias = Callable[[Quiz], Exported]


def _of(module: str) -> Export:
    def export(quiz: Quiz) -> Exported:
        loaded = import_module(f"paperqa.quiz.exports.{module}")
        return cast(Export, loaded.export)(quiz)

    return export


FORMATS: Final[Mapping[str, Export]] = {
    "md": _of("markdown_sheet"),
    "html": _of("print_html"),
    "pdf": _of("print_pdf"),
    "anki": _of("anki"),
    "gift": _of("gift"),
    "moodle": _of("moodle_xml"),
    "kahoot": _of("kahoot"),
    "json": _of("json_lines"),
    "csv": _of("table"),
}


def formats_of(text: str) -> tuple[str, ...]:
    """Return the formats that ``text`` names, parted by commas, each once."""
    return names_of(text, tuple(FORMATS), "format")
