"""Lengths of time and days that place a happening: `in the last 60 days`, `hace más de un año`, `since 1 January`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from batuta.audience import Operator
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.dates.nouns import When
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.quantities import Quantity

DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "fortnights": 14.0, "quarters": 91.0, "semesters": 182.0}
MONTHS = {"months": 1, "quarters": 3, "semesters": 6, "years": 12}
_YEAR, _MONTH = 365.25, 30.44
_LAST_SAFE_DAY = 28

Direction = Literal["within", "ago", "for", "ahead", "since", "before", "during"]

_OF_DATES: dict[str, tuple[Direction, Operator]] = {
    "from": ("since", ">="), "after": ("since", ">"), "before": ("before", "<"), "until": ("before", "<="),
    "on": ("during", "between"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lapse:
    """Tokens `start` up to `end` place a happening in time: by a length of it, or by days."""

    start: int
    end: int
    direction: Direction
    operator: Operator
    quantity: Quantity | None = None
    first: date | None = None
    last: date | None = None


def lapses(clause: Clause) -> Iterator[Lapse]:
    for bound in bounds(clause):
        one = bound.quantity
        if (
            one.lasting
            and one.high is None
            and not one.others
            and not clause.word_in(bound.start - 1, "each_time")
            and not (one.article and bound.bare and not _led(clause, one))
            and not _of_a_price(clause, lapse := _of_length(clause, bound))
        ):
            yield lapse
    yield from _unnumbered(clause)
    yield from (_of_date(when) for when in clause.dates if not when.loose)


def _of_a_price(clause: Clause, lapse: Lapse) -> bool:
    """`(549 pesos cada dos meses)`, `€45 every 3 months`: how often a sum is paid."""
    amount = clause.quantity_at.get(lapse.start - 1)
    return amount is not None and amount.money and lapse.direction in ("within", "for") and lapse.operator != "<"


def _of_length(clause: Clause, bound: Bound) -> Lapse:
    time, one = clause.known.time, bound.quantity
    ahead = clause.ending(time.next_n, bound.start) or clause.ending(time.next_n, one.start)
    past = clause.ending(time.last_n, one.start) or clause.ending(time.last_n, bound.start)
    after, before = clause.at(time.ago, bound.end), clause.ending(time.ago, bound.start)
    if past:
        return Lapse(past.start, one.end, "within", "<=", one)
    if after and clause.known.ago_behind:
        return Lapse(bound.start, after.end, "ago", bound.operator, one)
    if before and not after:
        return Lapse(before.start, bound.end, "ago", bound.operator, one)
    if ahead:
        return Lapse(ahead.start, max(bound.end, one.end), "ahead", "<=" if bound.bare else bound.operator, one)
    start = bound.start - clause.word_in(bound.start - 1, "for_a_time")
    return Lapse(start, bound.end, "for", bound.operator, one)


def _unnumbered(clause: Clause) -> Iterator[Lapse]:
    """`in the last year`: one of them."""
    for place in range(len(clause.tokens)):
        past = clause.at(clause.known.time.last_n, place)
        unit = clause.at(clause.known.numbers.units, past.end) if past else None
        if past and unit and past.end not in clause.quantity_at and (unit.meaning in DAYS or unit.meaning in MONTHS):
            yield Lapse(place, unit.end, "within", "<=", Quantity(past.end, unit.end, 1.0, unit.meaning))


def _of_date(when: When) -> Lapse:
    direction, operator = _OF_DATES[when.bound]
    return Lapse(when.start, when.end, direction, operator, None, when.first, when.last)


def _led(clause: Clause, one: Quantity) -> bool:
    """`hace un año`, `a year ago`: the article counts, as it does not in `€45 a year`."""
    time = clause.known.time
    return bool(
        clause.ending(time.ago, one.start) or clause.at(time.ago, one.end) or clause.ending(time.last_n, one.start)
    )


def same_length(window: tuple[float, str] | None, said: Quantity) -> bool:
    """A year is twelve months, two weeks are fourteen days; thirty days are no month."""
    if window is None or said.unit is None:
        return False
    amount, unit = window
    for scale in (MONTHS, {"days": 1, "weeks": 7, "fortnights": 14}):
        if unit in scale and said.unit in scale:
            return amount * scale[unit] == said.value * scale[said.unit]
    return unit == said.unit and amount == said.value


def shifted(today: date, quantity: Quantity, sign: int) -> date:
    """The day so long before or after today; months and years by the calendar."""
    unit = quantity.unit or "days"
    if unit in MONTHS and float(quantity.value).is_integer():
        months = today.year * 12 + today.month - 1 + sign * int(quantity.value) * MONTHS[unit]
        year, month = divmod(months, 12)
        for day in range(today.day, _LAST_SAFE_DAY, -1):
            try:
                return date(year, month + 1, day)
            except ValueError:
                continue
        return date(year, month + 1, min(today.day, _LAST_SAFE_DAY))
    length = DAYS.get(unit, _YEAR if unit == "years" else _MONTH)
    return today + sign * timedelta(days=round(quantity.value * length))
