"""What the calendar knows: seasons, quarters, movable feasts. Pure arithmetic."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

_SOUTH = ("AR", "CL", "UY", "PY", "BR", "AU", "NZ", "ZA")
_SEASONS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "spring": ((3, 21), (6, 20)),
    "summer": ((6, 21), (9, 22)),
    "autumn": ((9, 23), (12, 20)),
    "winter": ((12, 21), (3, 20)),
}
_OPPOSITE = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer"}


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def month_span(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def fortnight_span(year: int, month: int, half: int) -> Span:
    whole = month_span(year, month)
    return Span(whole.first, date(year, month, 15)) if half == 1 else Span(date(year, month, 16), whole.last)


def quarter_span(year: int, quarter: int) -> Span:
    return Span(date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter).last)


def half_span(year: int, half: int) -> Span:
    return Span(date(year, 6 * half - 5, 1), month_span(year, 6 * half).last)


def season_span(year: int, season: str, country: str) -> Span:
    """The season that begins in `year`; the civil dates, the other way round south of the equator.

    >>> season_span(2027, "summer", "ES").first, season_span(2027, "winter", "ES").last
    (datetime.date(2027, 6, 21), datetime.date(2028, 3, 20))
    """
    begin, end = _SEASONS[_OPPOSITE[season] if country in _SOUTH else season]
    return Span(date(year, *begin), date(year + (end < begin), *end))


def easter_sunday(year: int) -> date:
    """Source: Anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter_sunday(2027)
    datetime.date(2027, 3, 28)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - leap - rest % 4) % 7
    late = (golden + 11 * leap + 22 * week) // 451
    month, day = divmod(leap + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, Monday being 0; from the end where nth is -1."""
    if nth < 0:
        last = month_span(year, month).last
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def named_day(name: str, year: int, country: str) -> Span:
    """A day or short span that goes by a name, in that year and country."""
    return _NAMED[name](year, country)


def _on(month: int, day: int) -> Callable[[int, str], Span]:
    return lambda year, _country: Span(date(year, month, day), date(year, month, day))


def _one(day: date) -> Span:
    return Span(day, day)


def _black_friday(year: int) -> date:
    return nth_weekday(year, 11, 3, 4) + timedelta(days=1)


def _mothers_day(year: int, country: str) -> Span:
    fixed = {"MX": (5, 10), "SV": (5, 10), "GT": (5, 10)}
    if country in fixed:
        return _one(date(year, *fixed[country]))
    if country in ("GB", "UK", "IE"):
        return _one(easter_sunday(year) - timedelta(days=21))
    if country == "AR":
        return _one(nth_weekday(year, 10, 6, 3))
    first_sunday = country in ("ES", "PT", "")
    return _one(nth_weekday(year, 5, 6, 1 if first_sunday else 2))


def _fathers_day(year: int, country: str) -> Span:
    saint_joseph = country in ("ES", "PT", "IT", "")
    return _one(date(year, 3, 19) if saint_joseph else nth_weekday(year, 6, 6, 3))


def _easter(year: int, _country: str) -> Span:
    sunday = easter_sunday(year)
    return Span(sunday - timedelta(days=7), sunday)


def _buen_fin(year: int, _country: str) -> Span:
    monday = nth_weekday(year, 11, 0, 3)
    return Span(monday - timedelta(days=3), monday)


_NAMED: Mapping[str, Callable[[int, str], Span]] = {
    "black_friday": lambda year, _c: _one(_black_friday(year)),
    "cyber_monday": lambda year, _c: _one(_black_friday(year) + timedelta(days=3)),
    "christmas": _on(12, 25),
    "christmas_eve": _on(12, 24),
    "boxing_day": _on(12, 26),
    "new_year": _on(1, 1),
    "new_years_eve": _on(12, 31),
    "epiphany": _on(1, 6),
    "valentine": _on(2, 14),
    "mothers_day": _mothers_day,
    "fathers_day": _fathers_day,
    "halloween": _on(10, 31),
    "easter": _easter,
    "maundy_thursday": lambda year, _c: _one(easter_sunday(year) - timedelta(days=3)),
    "good_friday": lambda year, _c: _one(easter_sunday(year) - timedelta(days=2)),
    "holy_days": lambda year, _c: Span(
        easter_sunday(year) - timedelta(days=3), easter_sunday(year) - timedelta(days=2)
    ),
    "easter_monday": lambda year, _c: _one(easter_sunday(year) + timedelta(days=1)),
    "buen_fin": _buen_fin,
    "womens_day": _on(3, 8),
    "sant_jordi": _on(4, 23),
    "singles_day": _on(11, 11),
    "all_saints": _on(11, 1),
    "constitution": lambda year, _c: Span(date(year, 12, 6), date(year, 12, 8)),
    "thanksgiving": lambda year, _c: _one(nth_weekday(year, 11, 3, 4)),
    "independence_day": _on(7, 4),
    "labor_day": lambda year, _c: _one(nth_weekday(year, 9, 0, 1)),
}
