"""Days told from today: tomorrow, a weekday, this or next month, the end of one, in two weeks; and weeks of a month."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tools.language.builtin.reading.dates.days import day_at, is_year, resolved
from tools.language.builtin.reading.dates.feasts import Span, month_span, quarter_span
from tools.language.builtin.reading.dates.nouns import OFFSETS, Calendar, When, past
from tools.language.builtin.reading.dates.periods import period_at, year_moved
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.quantities import Counting, quantities
from tools.language.builtin.reading.tokens import Token

_AHEAD = {"days": 1.0, "weeks": 7.0, "fortnights": 14.0, "months": 30.44}
_DAYS = ("today", "tomorrow", "after_tomorrow")
_UNITS = ("week", "month", "quarter", "year")
_MOST_WEEKS = 5
"""Of a month."""
_SATURDAY = 5
_SPELT_OUT = 3
"""Letters; a shorter name of a weekday is more likely something else."""


def ahead_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`dentro de 10 días`, `in two weeks`."""
    known = calendar.known
    match = known.time.ahead.at(tokens, place)
    if match is None:
        return None
    # The currency does not matter: only lengths of time are looked for.
    amount = next(iter(quantities(tokens[match.end : match.end + 3], Counting(known, "EUR"))), None)
    if amount is None or amount.start or amount.high or amount.unit not in _AHEAD:
        return None
    end = match.end + amount.end
    if tokens[place].norm in calendar.words("in_a_time"):
        if _something_follows(tokens, end, calendar):
            return None
        led = place == 0 or tokens[place - 1].kind != "word"
        campaign, time = known.campaign, known.time
        earlier = time.relative.at(tokens, place - 2) if place > 1 else None
        if earlier and earlier.meaning == "last":
            return None  # `last order within 90 days`
        if not led and not (time.since_day.at(tokens, place - 1) or campaign.promotes.at(tokens, place - 1)):
            return None
    day = calendar.today + timedelta(days=round(amount.value * _AHEAD[amount.unit]))
    return When(place, end, day, day, dated=True)


def from_now(
    tokens: Sequence[Token],
    place: int,
    calendar: Calendar,
    single: Callable[[Sequence[Token], int, Calendar], When | None],
) -> When | None:
    """`now until Christmas Eve`, `desde ya hasta fin de mes`: from today through what follows.

    single: reads the date at a place.
    """
    time = calendar.known.time
    match = time.relative.at(tokens, place)
    if match is None or match.meaning != "now":
        return None
    until, join = time.until.at(tokens, match.end), time.range_join.at(tokens, match.end)
    behind = until or join
    end = single(tokens, past(tokens, behind.end, calendar.words("before_date")), calendar) if behind else None
    if end is None or end.last < calendar.today:
        return None
    return replace(end, start=place, first=calendar.today, span=True, dated=True, feast=None)


def _something_follows(tokens: Sequence[Token], place: int, calendar: Calendar) -> bool:
    """`in 12 months' time` is a date, `in 12 months free` is none."""
    following = tokens[place] if place < len(tokens) else None
    return following is not None and following.kind == "word" and following.norm not in calendar.words("after_distance")


def week_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`la primera semana de junio`, `week of 5 June`: seven days."""
    known = calendar.known
    count, begin = _weeks_ahead(tokens, place, calendar)
    nth, at = _nth(tokens, begin, calendar)
    if nth in (1, -1) and count == 1:
        count, at = _weeks_ahead(tokens, at, calendar)
    unit = known.time.relative.at(tokens, at) if at < len(tokens) else None
    if count > 1 and at < len(tokens):
        unit = known.numbers.units.at(tokens, at)
    if unit is None or unit.meaning not in ("week", "weeks"):
        return None
    at = past(tokens, unit.end, calendar.words("week_of"))
    if (at == unit.end and tokens[at - 1].norm not in calendar.words("week_of")) or at >= len(tokens):
        return None
    if count > 1 and nth not in (1, -1):
        return None
    if nth:
        inner = period_at(tokens, at, calendar)
        if inner is None or not inner.span or inner.loose:
            return None
        return replace(_weeks_of(inner, nth, count), start=place)
    day = day_at(tokens, at, calendar)
    on = resolved(day, calendar) if day and day.month else None
    if on is None or day is None:
        return None
    monday = on - timedelta(days=on.weekday())
    return When(place, day.end, monday, monday + timedelta(days=6), dated=day.year is not None, span=True)


def _weeks_ahead(tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, int]:
    """How many weeks, as in `las tres primeras semanas` and `the last three weeks`, and the token behind it."""
    if place >= len(tokens):
        return 1, place
    token = tokens[place]
    spelt = calendar.known.numbers.ones.get(token.norm, 0)
    many = int(token.text) if token.kind == "number" and token.text.isdigit() else int(spelt)
    signed = place + 1 < len(tokens) and tokens[place + 1].norm in calendar.words("ordinal_signs")
    return (many, place + 1) if 1 < many <= _MOST_WEEKS and not signed else (1, place)


def _weeks_of(inner: When, nth: int, count: int) -> When:
    """So many weeks of a month, from its first day on or up to its last."""
    if nth < 0:
        return replace(inner, first=inner.last - timedelta(days=7 * count - 1))
    first = inner.first + timedelta(weeks=nth - 1)
    return replace(inner, first=first, last=first + timedelta(days=7 * count - 1))


def _nth(tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int | None, int]:
    """Which week, as `third`, `3rd` or `3.ª`, and the token behind it."""
    if place >= len(tokens):
        return None, place
    token, behind = tokens[place], place + 1
    ordinals = calendar.known.numbers.ordinals
    if nth := ordinals.get(token.norm) or ordinals.get(token.norm.removesuffix("s")):
        return nth, behind
    signed = behind < len(tokens) and tokens[behind].glued and tokens[behind].norm in calendar.words("ordinal_signs")
    figure = token.kind == "number" and token.text.isdigit() and 1 <= int(token.text) <= _MOST_WEEKS
    return (int(token.text), behind + 1) if signed and figure else (None, place)


def relative_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    today, time = calendar.today, calendar.known.time
    match = time.relative.at(tokens, place)
    if match and match.meaning in _DAYS:
        if match.meaning == "tomorrow" and place and tokens[place - 1].norm in calendar.words("definite"):
            return None  # `por la mañana`: a time of any day
        day = today + timedelta(days=_DAYS.index(match.meaning))
        return When(place, match.end, day, day, dated=True)
    if match and match.meaning == "coming_weekend":
        saturday = today + timedelta(days=(_SATURDAY - today.weekday()) % 7)
        return When(place, match.end, saturday, saturday + timedelta(days=1), dated=True, span=True)
    if match and match.meaning == "end_of":
        return _end_of(tokens, place, match.end, calendar)
    if match and match.meaning in OFFSETS and match.end < len(tokens):
        return _this_or_next(tokens, place, match.end, match.meaning, calendar)
    if len(tokens[place].norm) > _SPELT_OUT and (weekday := _weekday(tokens, place, place, calendar)):
        return weekday
    if match and match.meaning in _UNITS and match.end < len(tokens):
        following = time.relative.at(tokens, match.end)
        if following and following.meaning == "next":
            return _unit(place, following.end, match.meaning, 1, today)
    return _year_alone(tokens, place, calendar)


def _weekday(tokens: Sequence[Token], place: int, at: int, calendar: Calendar) -> When | None:
    """The next one from tomorrow on."""
    found = calendar.known.time.weekdays.at(tokens, at)
    if found is None or (at and tokens[at - 1].norm in calendar.words("recurring")):
        return None
    day = calendar.today + timedelta(days=(found.meaning - calendar.today.weekday()) % 7 or 7)
    return When(place, found.end, day, day, dated=True)


def _this_or_next(tokens: Sequence[Token], place: int, at: int, which: str, calendar: Calendar) -> When | None:
    if which == "last" and _a_length_of_time(tokens, place, at, calendar):
        return None
    unit = calendar.known.time.relative.at(tokens, at)
    if unit and unit.meaning in _UNITS:
        return _unit(place, unit.end, unit.meaning, OFFSETS[which], calendar.today)
    if which == "last":
        return _the_last(tokens, place, at, calendar)
    weekday = _weekday(tokens, place, at, calendar)
    if weekday:
        return weekday
    inner = period_at(tokens, at, calendar)
    if inner is None or inner.loose:
        return None
    if which == "next" and inner.first <= calendar.today <= inner.last and not inner.dated:
        later = replace(calendar, today=inner.last + timedelta(days=1))
        inner = period_at(tokens, at, later) or inner
    return replace(inner, start=place)


def _the_last(tokens: Sequence[Token], place: int, at: int, calendar: Calendar) -> When | None:
    """`last November`, `el pasado noviembre`: the one that is over."""
    inner = period_at(tokens, at, calendar)
    if inner is None or inner.loose or inner.dated or inner.feast:
        return None
    years = (0, -1, -2)
    ended = (year_moved(inner, years_back) for years_back in years)
    over = next((one for one in ended if one.last < calendar.today), None)
    return replace(over, start=place, dated=True) if over else None


def _a_length_of_time(tokens: Sequence[Token], place: int, at: int, calendar: Calendar) -> bool:
    """`el último mes`, `in the last month` are the thirty days before today."""
    before = tokens[place - 1].norm if place else ""
    return tokens[at - 1].norm in calendar.words("last") or before in calendar.words("before_last")


def _end_of(tokens: Sequence[Token], place: int, at: int, calendar: Calendar) -> When | None:
    at = past(tokens, at, calendar.words("end_of"))
    if at >= len(tokens):
        return None
    unit = calendar.known.time.relative.at(tokens, at)
    if unit and unit.meaning in _UNITS:
        day = _unit_span(unit.meaning, 0, calendar.today).last
        return When(place, unit.end, day, day, dated=True)
    inner = period_at(tokens, at, calendar)
    return replace(inner, start=place, first=inner.last, span=False) if inner and not inner.loose else None


def _unit(place: int, end: int, unit: str, offset: int, today: date) -> When:
    span = _unit_span(unit, offset, today)
    return When(place, end, span.first, span.last, dated=True, span=True)


def _unit_span(unit: str, offset: int, today: date) -> Span:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return Span(monday, monday + timedelta(days=6))
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
        return month_span(year, month + 1)
    if unit == "quarter":
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + offset, 4)
        return quarter_span(year, quarter + 1)
    return Span(date(today.year + offset, 1, 1), date(today.year + offset, 12, 31))


def _year_alone(tokens: Sequence[Token], place: int, calendar: Calendar) -> When | None:
    """`en 2026`, `since 2020`: a year behind a preposition; any other four digits are a number."""
    if not is_year(tokens[place]):
        return None
    time, numbers = calendar.known.time, calendar.known.numbers
    choices: tuple[Phrases[bool], ...] = (time.before, time.since, time.during)
    spoken = place > 0 and tokens[place - 1].norm in calendar.words("before_year")
    spoken = spoken or any(
        (match := phrases.at(tokens, start)) and match.end == place
        for phrases in choices
        for start in range(max(0, place - 3), place)
    )
    money = place + 1 < len(tokens) and numbers.currencies.at(tokens, place + 1) is not None
    if money or not spoken:
        return None
    year = int(tokens[place].text)
    return When(place, place + 1, date(year, 1, 1), date(year, 12, 31), dated=True, span=True, year_only=True)
