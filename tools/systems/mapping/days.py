"""The day of a moment, as systems write moments."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_DAY_FIRST_IN_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?=$|[T ])")
_UNSET = re.compile(r"[0\-:T .Z]*")
_MILLISECONDS_FROM = 100_000_000_000
"""Seconds of the year 5138, or milliseconds of 1973."""
_WITHOUT_DASHES = 8
"""Digits of a day as `20261123`."""


def day_of(value: float | str) -> date | None:
    """Of ISO 8601, RFC 5322, or seconds or milliseconds since 1970; None where a moment was never set.

    >>> day_of("2026-11-23 09:00:00 UTC"), day_of(1795424400000), day_of("0000-00-00 00:00:00")
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 23), None)

    Raises: ValueError where it is no moment.
    """
    if isinstance(value, str):
        told = value.strip()
        if _UNSET.fullmatch(told):
            return None
        if not told.isdecimal() or len(told) == _WITHOUT_DASHES:
            return _written(told)
        value = int(told)
    if not value:
        return None
    try:
        return datetime.fromtimestamp(value / 1000 if abs(value) >= _MILLISECONDS_FROM else value, UTC).date()
    except (OverflowError, OSError) as wrong:
        raise ValueError(str(value)) from wrong


def _written(told: str) -> date:
    iso = _DAY_FIRST_IN_ISO.match(told)
    if iso:
        return date.fromisoformat(iso[1])
    try:
        return datetime.fromisoformat(told).date()
    except ValueError:
        return parsedate_to_datetime(told).date()
