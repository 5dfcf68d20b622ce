"""Zip archives that depend on their members alone: no clock, no file system."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can name."""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of ``members``, name → content, in their order."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name, _EARLIEST), content, ZIP_DEFLATED)
    return buffer.getvalue()
