"""How long a row of files will still take, by how long the last ones took. Seconds."""

from collections import deque
from typing import Final

_LOOKED_AT: Final = 20
_FEWEST: Final = 3


class Pace:
    """Told each file that is done, it says how long the rest takes."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=_LOOKED_AT + 1)
        self._kind = ""

    def seconds_left(self, kind: str, now: float, rest: int) -> float | None:
        """Note that a file of ``kind`` was done at ``now``; None where it is too early to say.

        Notes take no time and papers long, so that each kind is timed for itself.
        """
        if kind != self._kind:
            self._times.clear()
            self._kind = kind
        self._times.append(now)
        timed = len(self._times) - 1
        if timed < _FEWEST:
            return None
        return (self._times[-1] - self._times[0]) / timed * rest
