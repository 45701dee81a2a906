"""Single days: `1 de abril de 2027`, `April 1st, 2027`, `01/04/2027`, `2027-04-01`, `lunes 3`, and a bare `1`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tools.language.builtin.reading.dates.nouns import Calendar, past
from tools.language.builtin.reading.tokens import Token

_LAST_DAY, _LAST_MONTH = 31, 12
_SEPARATORS = ("/", "-", ".")
_YEARS_AHEAD = 9
"""A 29th of February comes again within so many years."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is said, and the token behind it."""

    end: int
    day: int
    month: int | None = None
    year: int | None = None


def day_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> Day | None:
    time, at = calendar.known.time, place
    weekday = time.weekdays.at(tokens, at)
    if weekday and weekday.end < len(tokens):
        at = past(tokens, weekday.end, calendar.words("day_articles"), (",",))
    written = _written(tokens, at, calendar)
    if written:
        return written
    month = time.months.at(tokens, at)
    if month and calendar.known.code == "en":
        day = _ordinal(tokens, past(tokens, month.end, calendar.words("day_articles"), (".",)), calendar)
        if day is None:
            return None
        end, year = year_at(tokens, day.end, calendar)
        return Day(end, day.day, month.meaning, year)
    day = _ordinal(tokens, at, calendar)
    if day is None:
        return None
    joined = past(tokens, day.end, calendar.words("day_to_month"))
    month = time.months.at(tokens, joined) if joined < len(tokens) else None
    if month is None:
        return day
    end, year = year_at(tokens, past(tokens, month.end, (".",)), calendar)
    return Day(end if year else month.end, day.day, month.meaning, year)


def year_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, int | None]:
    """The year that follows, and the token behind it; the same place where none does."""
    at = past(tokens, place, calendar.words("of"), calendar.words("period_of"), (",", "-", "'"))
    if at < len(tokens) and is_year(tokens[at]):
        return at + 1, int(tokens[at].text)
    return place, None


def is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4 and 1950 <= int(token.text) <= 2150


def resolved(day: Day, calendar: Calendar, not_before: date | None = None) -> date | None:
    """The calendar day; without a year the next one from today."""
    from_day = not_before or calendar.today
    years = (day.year,) if day.year else range(from_day.year, from_day.year + _YEARS_AHEAD)
    for year in years:
        try:
            on = date(year, day.month or from_day.month, day.day)
        except ValueError:
            continue
        if day.year or on >= from_day:
            return on
    return None


def _ordinal(tokens: Sequence[Token], place: int, calendar: Calendar) -> Day | None:
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.kind == "word" and token.norm in calendar.words("first"):
        return Day(place + 1, 1)
    if token.kind != "number" or not token.text.isdigit() or not 1 <= int(token.text) <= _LAST_DAY:
        return None
    end = place + 1
    if end < len(tokens) and tokens[end].glued and tokens[end].norm in calendar.words("ordinal_signs"):
        end += 1
    return Day(end, int(token.text))


def _written(tokens: Sequence[Token], place: int, calendar: Calendar) -> Day | None:
    """Figures with one kind of sign between them."""
    parts: list[int] = []
    at, sign = place, ""
    while at < len(tokens) and tokens[at].kind == "number" and len(parts) < 3:
        pieces = tokens[at].text.split(".")
        if not all(piece.isdigit() for piece in pieces) or len(pieces) == 2 or len(pieces) > 3:
            return None
        parts += [int(piece) for piece in pieces]
        at += 1
        joined = at < len(tokens) - 1 and tokens[at].norm in _SEPARATORS and tokens[at].glued
        if len(parts) >= 3 or not joined or (sign and tokens[at].norm != sign):
            break
        sign = tokens[at].norm
        at += 1 if tokens[at + 1].glued else 0
    if len(parts) == 3 and parts[0] > 1900:
        return _valid(at, parts[2], parts[1], parts[0])
    if len(parts) == 3:
        return _valid(at, *_in_order(parts, calendar), parts[2] + 2000 if parts[2] < 100 else parts[2])
    if len(parts) == 2 and sign == "/":
        return _valid(at, *_in_order(parts, calendar), None)
    return None


def _in_order(parts: Sequence[int], calendar: Calendar) -> tuple[int, int]:
    """Day and month."""
    month_first = parts[1] > _LAST_MONTH or (calendar.month_first and parts[0] <= _LAST_MONTH)
    return (parts[1], parts[0]) if month_first else (parts[0], parts[1])


def _valid(end: int, day: int, month: int, year: int | None) -> Day | None:
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY) or (year is not None and not 1900 <= year <= 2200):
        return None
    return Day(end, day, month, year)
