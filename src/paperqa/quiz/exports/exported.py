"""What an export returns."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """``files``: name in the quiz's folder → content. ``left_out``: why, and how many items."""

    files: Mapping[str, bytes]
    left_out: tuple[tuple[str, int], ...] = ()
