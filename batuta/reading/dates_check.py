"""Can a date have been read from a quote?"""

import re
from datetime import date, timedelta

from batuta.reading.figures import numbers_in, plain

_MONTHS = (
    "ene|jan", "feb", "mar", "abr|apr", "may", "jun", "jul", "ago|aug", "sep|set", "oct", "nov", "dic|dec",
)  # fmt: skip
_SPANS = {r"d(?:ia|ay)": 1, r"seman|week": 7, r"fortnight|quincen": 14, r"mes|month": 30.44, r"trimest|quarter": 91.3,
          r"semest": 182.6, r"ano|year|yr": 365.25}  # fmt: skip

_WEEKDAYS = (r"lunes|mon(?:day|\b)", r"martes|tue(?:s?\b|sday)", r"miercoles|wed(?:s?\b|nesday)",
             r"jueves|thu(?:r?s?\b|rsday)", r"viernes|fri(?:day|\b)", r"sabado|sat(?:urday|\b)",
             r"domingo|sun(?:day|\b)")  # fmt: skip
_NEAR = re.compile(r"\b(?:hoy|today|manana|tomorrow|pasado)\b")
_SOON = 21
"""Days ahead of which people speak by their weekday."""
_FEASTS = {
    r"black friday|viernes negro|cyber monday|thanksgiving|accion de gracias": (11, 12),
    r"mother|dia de la madre": (3, 4, 5, 10),
    r"father|dia del padre": (3, 6),
    r"easter|good friday|pascua|semana santa|carnaval|carnival": (2, 3, 4),
    r"labou?r day|memorial day|bank holiday|buen fin": (5, 8, 9, 11),
}
_PART_OF_YEAR = re.compile(r"\b(?:[qths] ?([1-4])|([1-4]) ?[qths])\b")
"""`Q2`, `3T`, `H1`."""
_WEEK = re.compile(r"\b(?:seman|week|w/?c\b)")
_BEFORE = re.compile(r"\b(?:antes|before|previ|prior|anterior)")
_AFTER = re.compile(r"\b(?:despues|after|tras|posterior|pasad)")


def date_follows(day: date, quote: str, today: date) -> bool:
    """Whether the quote names this day, a period that it begins or ends, or a distance from today.

    >>> date_follows(date(2027, 4, 30), "del 1 al 30 de abril", date(2027, 3, 1))
    True
    >>> date_follows(date(2027, 4, 29), "del 1 al 30 de abril", date(2027, 3, 1))
    False
    """
    if not 1900 <= day.year <= 2200:
        return False
    text = plain(quote)
    numbers = {int(number) for number in numbers_in(quote) if number == int(number)}
    years = {number for number in numbers if 1900 <= number <= 2200}
    if years and not {day.year, _next(day).year} & years:
        return False
    if any(abs((day - today).days) in _distances(number, text) for number in numbers):
        return True
    if _on_its_weekday(day, text, today) or _on_its_feast(day, text):
        return True
    named = [month for month, names in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{names})[a-z]*", text)]
    written = re.findall(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?", quote)
    bounds = {day.day}
    bounds |= {_next(day).day} if _BEFORE.search(text) else set()
    bounds |= {(day - timedelta(days=1)).day} if _AFTER.search(text) else set()
    if named and _by_whole_weeks(day, text, frozenset(named)):
        return True
    if named and _in_its_week(day, text, numbers - years, frozenset(named)):
        return True
    if named:
        month_fits = bool({day.month, _next(day).month, (day - timedelta(days=1)).month} & set(named))
        days = numbers - years
        if _next_month(day) in named and day.day in days and any(other < day.day for other in days):
            return True
        return month_fits and (not days or bool(bounds & days) or _edge(day))
    if written:
        return any(
            {day.day, day.month} <= {int(part) for part in re.findall(r"\d+", form)} | {day.year} or day.year in years
            for form in written
        ) or bool(bounds & numbers)
    part = _PART_OF_YEAR.search(text)
    if part:
        length = 3 if part[0][0] in "qt" or part[0][-1] in "qt" else 6
        last = int(part[1] or part[2]) * length
        return (day.day, day.month) == (1, last - length + 1) or (_next(day).day == 1 and day.month == last)
    return bool(re.search(r"[^\W\d_]{3,}", text)) or day.year in years or bool(bounds & numbers)


def span_follows(start: date, end: date, quote: str) -> bool:
    """Whether a window is as long as the quote says, its first and last day included.

    >>> span_follows(date(2027, 4, 5), date(2027, 4, 18), "from Monday 5 April for two weeks")
    True
    """
    text = plain(quote)
    length = (end - start).days + 1
    whole = {int(number) for number in numbers_in(quote) if number == int(number)}
    return any(length in _distances(number, text) for number in whole)


def _on_its_weekday(day: date, text: str, today: date) -> bool:
    """`next Monday`, `mañana`: a day close ahead that is the one named."""
    ahead = (day - today).days
    if not 0 <= ahead <= _SOON:
        return False
    weekday = re.search(rf"\b(?:{_WEEKDAYS[day.weekday()]})", text) is not None
    return weekday or (ahead <= 2 and _NEAR.search(text) is not None)


def _on_its_feast(day: date, text: str) -> bool:
    """A movable feast that is named, in a month in which it can fall."""
    return any(day.month in months and re.search(rf"\b(?:{names})", text) for names, months in _FEASTS.items())


def _distances(number: int, text: str) -> range:
    """Days that `number` of the period named in the text can mean."""
    for pattern, length in _SPANS.items():
        if re.search(rf"\b(?:{pattern})", text):
            around = number * length
            slack = 4 if length > 20 else 1
            return range(max(0, round(around) - slack), round(around) + slack + 1)
    return range(0)


def _in_its_week(day: date, text: str, days: frozenset[int] | set[int], months: frozenset[int]) -> bool:
    """`semana del 11 de enero`, `w/c 8 March`: the Monday or the Sunday of the week in which that day falls."""
    if not _WEEK.search(text) or day.weekday() not in (0, 6):
        return False
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=ahead) for ahead in range(7))
    return any(one.day in days and one.month in months for one in week)


def _by_whole_weeks(day: date, text: str, months: frozenset[int]) -> bool:
    """`the last two weeks of January`: so many whole weeks from the month's first day, or before its last."""
    if not _WEEK.search(text) or day.month not in months:
        return False
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    left = (following - day).days
    return day.day % 7 in (0, 1) or left % 7 in (0, 1)


def _next_month(day: date) -> int:
    """`arrancamos el 23 y terminamos el 6 de diciembre`: the first day may lie in the month before."""
    return day.month % 12 + 1


def _edge(day: date) -> bool:
    """First or last of a month, or of half a month."""
    return day.day in (1, 15, 16) or _next(day).day == 1


def _next(day: date) -> date:
    return day + timedelta(days=1)
