"""What the reading lists are called."""

from collections.abc import Mapping

from paperqa.errors import ReadingListError
from paperqa.settings import Settings
from paperqa.sources.lists import list_files, load_list


def list_titles(settings: Settings) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the title of each list by its name, and why lists that cannot be read cannot."""
    titles: dict[str, str] = {}
    troubles: list[str] = []
    for path in list_files(settings.lists_dir):
        try:
            titles[path.stem] = load_list(path).title or path.stem
        except ReadingListError as error:
            troubles.append(str(error))
    return titles, tuple(troubles)
