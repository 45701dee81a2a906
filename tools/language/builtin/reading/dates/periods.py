"""Months, fortnights, quarters, half-years, seasons and named days, with their year where it is given."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tools.language.builtin.reading.dates.days import is_year, year_at
from tools.language.builtin.reading.dates.feasts import (
    Span,
    fortnight_span,
    half_span,
    month_span,
    named_day,
    quarter_span,
    season_span,
)
from tools.language.builtin.reading.dates.nouns import OFFSETS, Calendar, When, past, told_at
from tools.language.builtin.reading.tokens import Token


def period_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    if place >= len(tokens):
        return None
    time, country = calendar.known.time, calendar.country
    half = time.fortnights.at(tokens, place)
    if half:
        return _fortnight(tokens, place, half.end, half.meaning, calendar)
    loose = time.vague_times.at(tokens, place)
    if loose:
        return _loosely(tokens, place, past(tokens, loose.end, calendar.words("of"), ("-",)), calendar)
    month = time.months.at(tokens, place)
    if month and not _is_a_verb(tokens, place, calendar):
        return _of_year(tokens, place, month.end, lambda year: month_span(year, month.meaning), calendar)
    quarter, part = time.quarters.at(tokens, place), time.halves.at(tokens, place)
    if quarter:
        return _of_year(tokens, place, quarter.end, lambda year: quarter_span(year, quarter.meaning), calendar)
    if part:
        return _of_year(tokens, place, part.end, lambda year: half_span(year, part.meaning), calendar)
    season = time.seasons.at(tokens, place)
    if season:
        return _of_year(tokens, place, season.end, lambda year: season_span(year, season.meaning, country), calendar)
    feast = time.named_days.at(tokens, place)
    if feast:
        found = _of_year(tokens, place, feast.end, lambda year: named_day(feast.meaning, year, country), calendar)
        return replace(found, feast=feast.meaning)
    return None


def periods_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`de mayo a julio`, `julio y agosto`, `October–December 2024`: from one period through another."""
    low = period_at(tokens, place, calendar)
    join = calendar.known.time.range_join.at(tokens, low.end) if low and low.end < len(tokens) else None
    if low is None or join is None:
        return None
    high = period_at(tokens, past(tokens, join.end, calendar.words("definite")), calendar)
    if high is None or high.year_only:
        return None
    if high.loose or low.loose:  # `March to mid-April`
        return When(place, high.end, low.first, high.last, span=True, loose=True) if low.first <= high.last else None
    if high.dated and not low.dated:
        first = _moved(low.first, high.first.year)
        low = replace(low, first=first if first <= high.last else _moved(first, first.year - 1))
    last = high.last
    if not high.dated and last < low.first:
        last = _moved(last, last.year + 1)
    earlier = _moved(low.first, low.first.year - 1)
    if not (low.dated or high.dated) and earlier <= calendar.today <= last and earlier.year == last.year:
        low = replace(low, first=earlier)
    return When(place, high.end, low.first, last, dated=low.dated or high.dated, span=True)


def _moved(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _fortnight(tokens: Sequence[Token], place: int, end: int, half: int, calendar: Calendar) -> When | None:
    at = past(tokens, end, calendar.words("period_of"))
    month = calendar.known.time.months.at(tokens, at) if at < len(tokens) else None
    if month is None:
        return _fortnight_from_today(tokens, place, end, half, calendar)
    return _of_year(tokens, place, month.end, lambda year: fortnight_span(year, month.meaning, half), calendar)


def _fortnight_from_today(tokens: Sequence[Token], place: int, end: int, half: int, calendar: Calendar) -> When | None:
    """`segunda quincena de este mes`, `first half of next month`."""
    after, told = told_at(tokens, end, calendar)
    months = next((OFFSETS[one] for one in told if one in OFFSETS), None)
    if "month" not in told or months is None:
        return None
    year, month = divmod(calendar.today.year * 12 + calendar.today.month - 1 + months, 12)
    span = fortnight_span(year, month + 1, half)
    return When(place, after, span.first, span.last, dated=True, span=True)


def _is_a_verb(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    """`may` in small letters is a month only behind a preposition of time or beside a year."""
    if tokens[place].text not in calendar.words("month_verbs"):
        return False
    dated = place + 1 < len(tokens) and is_year(tokens[place + 1])
    if place > 1 and tokens[place - 1].norm in calendar.words("joins_modifiers"):
        return not dated and not calendar.month_at(tokens, place - 2)  # `April and may`, but not `us and may not`
    return not dated and (not place or tokens[place - 1].norm not in calendar.words("before_month"))


def _of_year(tokens: Sequence[Token], place: int, end: int, span: Callable[[int], Span], calendar: Calendar) -> When:
    """The period in the year that is given, else the first that is not over."""
    after, year = year_at(tokens, end, calendar)
    if year is None:
        after, year = _year_told(tokens, end, calendar)
    if year:
        named = span(year)
        return When(place, after, named.first, named.last, dated=True, span=named.first != named.last)
    years = (calendar.today.year + offset for offset in range(-1, 3))
    following = next(named for year in years if (named := span(year)).last >= calendar.today)
    return When(place, end, following.first, following.last, span=following.first != following.last)


def _year_told(tokens: Sequence[Token], end: int, calendar: Calendar) -> tuple[int, int | None]:
    """`diciembre del año pasado`, `enero del próximo año`, `March of next year`, `January next year`."""
    after, told = told_at(tokens, end, calendar)
    years = next((OFFSETS[one] for one in told if one in OFFSETS), None)
    return (after, calendar.today.year + years) if "year" in told and years is not None else (end, None)


def year_moved(when: When, years: int) -> When:
    """The same period so many years later."""
    return replace(
        when, first=_moved(when.first, when.first.year + years), last=_moved(when.last, when.last.year + years)
    )


def _loosely(tokens: Sequence[Token], place: int, at: int, calendar: Calendar) -> When | None:
    """The beginning, the middle or the end of a period: about a third of it."""
    inner = period_at(tokens, at, calendar)
    if inner is None:
        return None
    said = {token.norm for token in tokens[place:at]}
    third = max(1, ((inner.last - inner.first).days + 1) // 3)
    if said & calendar.words("early"):
        inner = replace(inner, last=inner.first + timedelta(days=third - 1))
    elif said & calendar.words("mid"):
        inner = replace(inner, first=inner.first + timedelta(days=third), last=inner.last - timedelta(days=third))
    elif said & calendar.words("late"):
        inner = replace(inner, first=inner.last - timedelta(days=third - 1))
    return replace(inner, start=place, loose=True)
