"""Days without a month: `del 3 al 14`, `el viernes 27`, `from the 23rd`; of the month just named, or the next ones."""

from collections.abc import Sequence
from datetime import date, timedelta

from tools.language.builtin.reading.dates.days import Day, day_at
from tools.language.builtin.reading.dates.nouns import OFFSETS, Calendar, When, past, told_at
from tools.language.builtin.reading.tokens import Token

_ENDS = frozenset(",;.:)!")
_REACH = 8
"""Tokens between a month and the days that are of it, and between what is raised and its figures."""
_AHEAD = 400
"""Days in which every day of the month has come by."""


def bare_days_at(tokens: Sequence[Token], place: int, calendar: Calendar, before: When | None) -> When | None:
    """before: the date in front of it, whose month may be meant."""
    low = _bare(tokens, place, calendar)
    if low is None or _of_a_figure(tokens, place, calendar):
        return None
    if told := _of_a_told_month(tokens, place, low, calendar):
        return told
    join = calendar.known.time.range_join.at(tokens, low.end)
    high = _bare(tokens, past(tokens, join.end, calendar.words("day_articles")), calendar) if join else None
    weekday = calendar.known.time.weekdays.at(tokens, place)
    if join and high:
        if not _closed(tokens, high.end, calendar):
            return None
        sure = weekday is not None or _led(tokens, place, calendar) or _signed(tokens, low, calendar)
        return _days(place, low, high, calendar, before) if sure and high.day != low.day else None
    if not _closed(tokens, low.end, calendar):
        return None
    closing = _bounds(tokens, place, calendar, closing=True)
    if weekday is None and not (closing or _bounds(tokens, place, calendar, closing=False)):
        return None
    if before and before.bound == "until" and not closing and (opened := _last_before(low, before.last, calendar)):
        return When(place, low.end, opened, opened)
    first = before.first if before and (closing or _near(place, before)) else calendar.today
    on = _next(low, first, None if weekday is None else weekday.meaning)
    return When(place, low.end, on, on) if on else None


def weekdays_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`Monday to Friday next week`, `de lunes a viernes de la semana que viene`, `del lunes al viernes`."""
    ends = _two_weekdays(tokens, place, calendar)
    if ends is None:
        return None
    low, high, end = ends
    after, monday = _week_told(tokens, end, calendar)
    if monday is None:
        first = calendar.today + timedelta(days=(low - calendar.today.weekday()) % 7 or 7)
        last = first + timedelta(days=(high - low) % 7)
    else:
        first, last = monday + timedelta(days=low), monday + timedelta(days=high)
    return When(place, after, first, last, dated=True, span=True) if first < last else None


def recurring_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> int | None:
    """`de lunes a viernes`: every week, and so no date; the token behind it."""
    ends = _two_weekdays(tokens, place, calendar)
    if ends is None or _week_told(tokens, ends[2], calendar)[1] is not None:
        return None
    articles = calendar.words("weekday_articles")
    named = place > 0 and tokens[place - 1].norm in articles
    return None if named else ends[2]


def _two_weekdays(tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, int, int] | None:
    """The two, Monday being 0, and the token behind them, if no days of the month stand beside them."""
    time = calendar.known.time
    low = time.weekdays.at(tokens, place)
    join = time.range_join.at(tokens, low.end) if low else None
    high = time.weekdays.at(tokens, past(tokens, join.end, calendar.words("day_articles"))) if join else None
    if low is None or high is None or (join and tokens[join.start].norm in calendar.words("range_and")):
        return None
    dated = high.end < len(tokens) and day_at(tokens, high.end, calendar) is not None
    return None if dated else (low.meaning, high.meaning, high.end)


def _week_told(tokens: Sequence[Token], end: int, calendar: Calendar) -> tuple[int, date | None]:
    """`(of) next week`: its Monday, and the token behind it."""
    after, told = told_at(tokens, end, calendar)
    if "week" not in told or told[-1] == "week" == told[0]:
        return end, None
    weeks = next((OFFSETS[one] for one in told if one in OFFSETS), None)
    if weeks is None:
        return end, None
    return after, calendar.today + timedelta(days=7 * weeks - calendar.today.weekday())


def _of_a_told_month(tokens: Sequence[Token], place: int, day: Day, calendar: Calendar) -> When | None:
    """`the 1st of next month`, `el 3 del mes que viene`."""
    after, told = told_at(tokens, day.end, calendar)
    months = next((OFFSETS[one] for one in told if one in OFFSETS), None)
    if "month" not in told or months is None:
        return None
    year, month = divmod(calendar.today.year * 12 + calendar.today.month - 1 + months, 12)
    try:
        on = date(year, month + 1, day.day)
    except ValueError:
        return None
    return When(place, after, on, on, dated=True)


def _bare(tokens: Sequence[Token], place: int, calendar: Calendar) -> Day | None:
    if place >= len(tokens):
        return None
    day = day_at(tokens, place, calendar)
    return day if day and day.month is None else None


def _days(place: int, low: Day, high: Day, calendar: Calendar, before: When | None) -> When | None:
    first = before.first.replace(day=1) if before and _near(place, before) and before.last >= calendar.today else None
    begin = _next(low, max(first or calendar.today, calendar.today))
    end = _next(high, begin) if begin else None
    return When(place, high.end, begin, end, span=True) if begin and end else None


def _near(place: int, before: When) -> bool:
    return place - before.end <= _REACH and not before.year_only


def _next(day: Day, first: date, weekday: int | None = None) -> date | None:
    """The first such day, on that weekday where there is one."""
    days = (first + timedelta(days=ahead) for ahead in range(_AHEAD))
    such = [one for one in days if one.day == day.day]
    return next((one for one in such if one.weekday() == weekday), next(iter(such), None))


def _last_before(day: Day, end: date, calendar: Calendar) -> date | None:
    """`through the end of January, starting the 4th`: the last such day that is not over."""
    days = (end - timedelta(days=back) for back in range((end - calendar.today).days + 1))
    return next((one for one in days if one.day == day.day), None)


def _led(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    """`del 3 al 14`, `from the 3rd to …`: with its article, which no count of things has."""
    return place > 0 and tokens[place - 1].norm in calendar.words("day_leads")


def _signed(tokens: Sequence[Token], day: Day, calendar: Calendar) -> bool:
    return tokens[day.end - 1].norm in calendar.words("ordinal_signs")


def _bounds(tokens: Sequence[Token], place: int, calendar: Calendar, *, closing: bool) -> bool:
    """`sale el 20`, `ends on the 6th`: behind the words that begin or end a campaign and an article."""
    time = calendar.known.time
    article = place > 0 and tokens[place - 1].norm in (*calendar.words("day_articles"), *calendar.words("day_leads"))
    phrases = time.until if closing else time.since_day
    return article and any(
        (match := phrases.at(tokens, start))
        and place - 1 <= match.end <= place
        and _says_more(tokens, match.start, place)
        for start in range(max(0, place - 4), place)
    )


def _says_more(tokens: Sequence[Token], start: int, place: int) -> bool:
    return place - start > 1 or len(tokens[start].norm) > 2


def _closed(tokens: Sequence[Token], end: int, calendar: Calendar) -> bool:
    """Nothing follows that could be counted."""
    if end >= len(tokens) or tokens[end].norm in _ENDS:
        return True
    known = calendar.known
    joined = tokens[end].norm in (*known.words["and"], *known.words["behind_day"])
    return joined or any(phrases.at(tokens, end) for phrases in (known.time.until, known.time.since_day))


def _of_a_figure(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    """`subir la apertura del 18 al 22`: what is to grow, and no days."""
    before = range(max(0, place - _REACH), place)
    campaign = calendar.known.campaign
    rises = any(tokens[at].norm in calendar.words("rising") for at in before)
    return rises or any(campaign.metrics.at(tokens, at) for at in before)
