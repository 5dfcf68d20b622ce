"""What may succeed at another try, and how long a server asks to wait."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from paperqa.transfer.try_again import is_transient, reason_of, retry_after


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 599])
def test_another_try_may_help(status: int) -> None:
    assert is_transient(status)


@pytest.mark.parametrize("status", [200, 206, 301, 401, 403, 404, 410, 416])
def test_another_try_will_not_help(status: int) -> None:
    assert not is_transient(status)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), ("", 0), ("soon", 0), ("-5", 0),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)  # fmt: skip
def test_seconds_or_a_date_and_nothing_else(header: str, seconds: float) -> None:
    assert retry_after(header) == seconds


def test_a_date_to_come_is_so_many_seconds_away() -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    assert 3000 < retry_after(format_datetime(later, usegmt=True)) <= 3600


def test_a_reason_is_one_line_and_never_empty() -> None:
    assert reason_of(OSError("a\n  b")) == "a b"
    assert reason_of(TimeoutError()) == "TimeoutError"
    assert len(reason_of(OSError("x" * 999))) == 160
