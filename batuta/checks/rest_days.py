"""Public holidays of a whole country, on which nobody is called for sales.

Regional ones are in `regions.py`; local ones differ by town and are not known. Source: Real Decreto 2001/1983 art. 45.
"""

from datetime import date, timedelta

from batuta.policy import Jurisdiction

_SPAIN: frozenset[tuple[int, int]] = frozenset(
    {(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)}
)
_MEXICO: frozenset[tuple[int, int]] = frozenset({(1, 1), (5, 1), (9, 16), (12, 25)})
_BRITAIN: frozenset[tuple[int, int]] = frozenset({(1, 1), (12, 25), (12, 26)})
_AMERICA: frozenset[tuple[int, int]] = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)})
_FIXED: dict[Jurisdiction, frozenset[tuple[int, int]]] = {
    "ES": _SPAIN,
    "MX": _MEXICO,
    "UK": _BRITAIN,
    "US": _AMERICA,
    "EU": frozenset({(1, 1), (12, 25)}),
}


def is_holiday(day: date, jurisdiction: Jurisdiction) -> bool:
    """
    >>> is_holiday(date(2027, 3, 26), "ES"), is_holiday(date(2027, 3, 25), "ES")
    (True, False)
    """
    good_friday = easter(day.year) - timedelta(days=2)
    return (day.month, day.day) in _FIXED[jurisdiction] or (jurisdiction in ("ES", "UK") and day == good_friday)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar. Source: Meeus (1991), Astronomical Algorithms, ch. 8.

    >>> easter(2027)
    datetime.date(2027, 3, 28)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    ll = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ll) // 451
    month, day = divmod(h + ll - 7 * m + 114, 31)
    return date(year, month, day + 1)
