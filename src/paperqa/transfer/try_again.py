"""What may succeed at another try: which answers say so, and how long they ask to wait.

Units:  seconds.
Source: RFC 9110, sections 10.2.3 (Retry-After) and 15.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from paperqa.errors import FetchError
from paperqa.transfer.shown_url import without_secrets

TRANSIENT = frozenset({408, 425, 429})
"""Answers that another try may better, besides those from 500 on."""

_LONGEST_REASON = 160


class TryAgainError(FetchError):
    """The server, or the way to it, failed for the moment; ``after`` seconds were asked for."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


def is_transient(status: int) -> bool:
    """Tell whether an answer is about the moment, and not about the file."""
    return status in TRANSIENT or status >= 500


def retry_after(header: str) -> float:
    """Read ``Retry-After``: seconds, or a date; 0 where it is neither."""
    try:
        return max(float(header), 0.0) if header.isdecimal() else _seconds_until(header)
    except ValueError:
        return 0.0


def reason_of(error: Exception) -> str:
    """Return what an error says, on one line and not too long; its class where it says nothing.

    Passwords and queries of addresses are left out.
    """
    said = without_secrets(" ".join(str(error).split()))
    return said[:_LONGEST_REASON] or type(error).__name__


def _seconds_until(date: str) -> float:
    moment = parsedate_to_datetime(date)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
