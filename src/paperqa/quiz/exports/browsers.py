"""Finds a browser that can print without a window: Chromium, Chrome or Edge."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_MAC: Final = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_ROOTS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_browser() -> Path | None:
    """Return the first browser of PATH, else of the folders where systems keep programs."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return Path(found)
    return next((path for path in program_paths(sys.platform) if path.is_file()), None)


def program_paths(platform: str) -> tuple[Path, ...]:
    """Return where browsers lie on ``platform`` (as ``sys.platform``) outside of PATH."""
    if platform == "darwin":
        roots, programs = [Path("/Applications"), Path.home() / "Applications"], _MAC
    elif platform == "win32":
        roots = [Path(os.environ[name]) for name in _WINDOWS_ROOTS if os.environ.get(name)]
        programs = _WINDOWS
    else:
        return ()
    return tuple(root / program for program in programs for root in roots)
