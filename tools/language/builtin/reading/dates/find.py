"""Dates and periods in a text: `del 1 al 30 de abril`, `1–21 June`, `antes del verano`, `Q3`, `from Monday`.

A date without a year is the next one from today that makes sense: a period that has begun and is not over
is the present one.
"""

from collections.abc import Sequence
from dataclasses import replace

from tools.language.builtin.reading.dates.bare import bare_days_at, recurring_at, weekdays_at
from tools.language.builtin.reading.dates.bounding import bounded
from tools.language.builtin.reading.dates.days import Day, day_at, resolved
from tools.language.builtin.reading.dates.nouns import Calendar, When, past
from tools.language.builtin.reading.dates.periods import period_at, periods_at
from tools.language.builtin.reading.dates.relative import ahead_at, from_now, relative_at, week_at
from tools.language.builtin.reading.tokens import Token

_YEARS_AHEAD = 9
_STOPS = frozenset(",;.:)")
_ALWAYS = ("24", "/", "7")
"""Round the clock, and no 24 July."""


def dates(tokens: Sequence[Token], calendar: Calendar) -> tuple[When, ...]:
    """All dates and periods, left to right, each with the preposition that bounds it."""
    found: list[When] = []
    place = 0
    while place < len(tokens):
        if tuple(token.norm for token in tokens[place : place + 3]) == _ALWAYS:
            place += 3
            continue
        if end := recurring_at(tokens, place, calendar):
            place = end
            continue
        when = _days_at(tokens, place, calendar) or periods_at(tokens, place, calendar)
        when = when or from_now(tokens, place, calendar, _single) or weekdays_at(tokens, place, calendar)
        when = when or (bare_days_at(tokens, place, calendar, None) if _on_a_weekday(tokens, place, calendar) else None)
        when = when or _single(tokens, place, calendar)
        when = when or (_of_the_same_month(tokens, place, calendar, found[-1]) if found else None)
        when = when or bare_days_at(tokens, place, calendar, found[-1] if found else None)
        if when is None:
            place += 1
            continue
        found.append(bounded(tokens, when, calendar, found[-1].end if found else 0))
        place = when.end
    return tuple(found)


def _on_a_weekday(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    return calendar.known.time.weekdays.at(tokens, place) is not None


def _of_the_same_month(tokens: Sequence[Token], place: int, calendar: Calendar, before: When) -> When | None:
    """`El 1 de marzo … y acabamos el 31`, `el 3 de febrero y push el 10`: a later day of the month just named."""
    day = day_at(tokens, place, calendar) if tokens[place].kind == "number" else None
    closing = any(
        (match := calendar.known.time.until.at(tokens, start)) and match.end == place
        for start in range(max(before.end, place - 3), place)
    )
    alone = day is not None and (day.end >= len(tokens) or tokens[day.end].norm in _STOPS)
    named = place > before.end and tokens[place - 1].norm in calendar.words("day_articles")
    follows = (closing and before.bound == "from") or (named and before.bound in ("on", "from"))
    if day is None or day.month or not (follows and alone) or before.span or before.first != before.last:
        return None
    on = resolved(replace(day, month=before.first.month, year=before.first.year), calendar)
    return When(place, day.end, on, on, dated=before.dated) if on and on >= before.first else None


def _single(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    day = day_at(tokens, place, calendar)
    if day and day.month:
        on = resolved(day, calendar)
        return When(place, day.end, on, on, dated=day.year is not None) if on else None
    return (
        week_at(tokens, place, calendar)
        or period_at(tokens, place, calendar)
        or ahead_at(tokens, place, calendar)
        or relative_at(tokens, place, calendar)
    )


def _days_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`1 al 30 de abril`, `June 1–21`, `del 15 de diciembre al 6 de enero de 2028`."""
    low = day_at(tokens, place, calendar)
    join = calendar.known.time.range_join.at(tokens, low.end) if low and low.end < len(tokens) else None
    if low is None or join is None:
        return None
    high = day_at(tokens, past(tokens, join.end, calendar.words("day_articles")), calendar)
    listed = tokens[low.end].norm == "&" or tokens[low.end].norm in calendar.words("range_and")
    if high is None or (listed and not _opened(tokens, place, calendar)):
        return None
    low = replace(low, month=low.month or high.month)
    high = replace(high, month=high.month or low.month)
    if low.month is None:
        return None
    if high.year is None and low.year is None:
        return _next_days(place, low, high, calendar)
    if high.year and low.year is None:
        low = replace(low, year=high.year - ((low.month, low.day) > (high.month or 0, high.day)))
    begin = resolved(low, calendar)
    end = resolved(high, calendar, begin if high.year is None else None)
    return When(place, max(high.end, low.end), begin, end, dated=True, span=True) if begin and end else None


def _next_days(place: int, low: Day, high: Day, calendar: Calendar) -> When | None:
    """The first year in which the range is not over; it may have begun."""
    for year in range(calendar.today.year - 1, calendar.today.year + _YEARS_AHEAD):
        wraps = (high.month or 0, high.day) < (low.month or 0, low.day) and high.month != low.month
        begin = resolved(replace(low, year=year), calendar)
        end = resolved(replace(high, year=year + wraps), calendar)
        if begin and end and max(begin, end) >= calendar.today:
            return When(place, high.end, begin, end, span=True)
    return None


def _opened(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    return any(
        (match := calendar.known.time.range_open.at(tokens, start)) and match.end == place
        for start in range(max(0, place - 3), place)
    )
