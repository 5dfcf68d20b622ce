"""Whether agents may call, and what that needs.

Errors: SettingsError where they may, and the package that serves them is missing.
"""

from typing import TYPE_CHECKING

from paperqa.errors import SettingsError
from paperqa.settings import Settings
from paperqa.ui.loading import DeskLoader

if TYPE_CHECKING:
    from paperqa.ui.api.tools import Tools


def tools_for_agents(loader: DeskLoader, settings: Settings) -> "Tools | None":
    """Return the tools, where the settings offer them."""
    if not settings.mcp:
        return None
    check_agents(settings)
    from paperqa.ui.api.tools import Tools

    return Tools(loader, settings)


def check_agents(settings: Settings) -> None:
    """Refuse to offer tools without the package that serves them."""
    if not settings.mcp:
        return
    try:
        import paperqa.ui.api.tools  # noqa: F401 - takes a second, hence only here
    except ImportError as error:
        raise SettingsError(
            "mcp = true needs the package mcp, version 2 or later; add it with: "
            '.venv/bin/python -m pip install -c constraints.txt "mcp>=2"'
        ) from error
