"""Numbers and dates in an audience that could be others, and which others are worth a look."""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from operator import ge, gt, le, lt
from typing import Literal, NamedTuple

from batuta.audience import Criterion, Part, Scalar
from batuta.catalogue import ORDERED, Attribute, Catalogue

End = Literal["value", "low", "high"]

ADULT = 18
_EPOCH = date(1970, 1, 1)
_COMPARE: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_USUAL: dict[str, tuple[float, ...]] = {
    "days": (0, 1, 3, 7, 10, 15, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1825),
    "weeks": (0, 1, 2, 3, 4, 6, 8, 13, 26, 39, 52, 104),
    "months": (0, 1, 2, 3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120, 180, 240),
}
"""Numbers that people use for a unit; elsewhere multiples of 1, 2 or 5 times a power of ten."""


class Bound(NamedTuple):
    """One number of one part that could move."""

    part: int
    """Its index."""
    end: End
    value: float
    """Where it stands; for dates, days since 1970-01-01."""
    loosens: Literal["down", "up"]
    """Which way more people pass."""


def bounds_of(parts: tuple[Part, ...], catalogue: Catalogue) -> tuple[Bound, ...]:
    """Every bound on a number or date, of parts that stand on one criterion."""
    return tuple(
        bound
        for index, part in enumerate(parts)
        if len(part.criteria) == 1 and catalogue[part.criteria[0].attribute].type in ORDERED
        for bound in _bounds(index, part)
    )


def moved(part: Part, bound: Bound, value: float, attribute: Attribute) -> Part:
    """The same part with its bound elsewhere."""
    (criterion,) = part.criteria
    new = as_written(value, attribute)
    if bound.end != "value" and isinstance(criterion.value, tuple):
        low, high = criterion.value
        pair = (new, high) if bound.end == "low" else (low, new)
        return _with(part, criterion.model_copy(update={"value": pair}))
    return _with(part, criterion.model_copy(update={"value": new}))


def as_written(value: float, attribute: Attribute) -> Scalar:
    """A bound's number as a criterion spells it."""
    if attribute.type == "date":
        return (_EPOCH + timedelta(days=round(value))).isoformat()
    return int(value) if float(value).is_integer() else value


def candidates(bound: Bound, part: Part, attribute: Attribute, quantiles: Iterable[float]) -> tuple[float, ...]:
    """Round values the bound could take, ascending, its own among them.

    quantiles: of the attribute over all customers, ascending; the outermost say where values end to matter.
    Nobody under 18 is ever proposed.
    """
    seen = sorted(quantiles)
    if not seen:
        return (bound.value,)
    low, high = min(seen[0], bound.value), max(seen[-1], bound.value)
    usual = tuple(float(value) for value in _USUAL.get(attribute.unit or "", ()) if low <= value <= high)
    round_values = usual if len(usual) > 3 else _round_values(low, high, seen, attribute)
    floor, ceiling = attribute.range or (-math.inf, math.inf)
    if attribute.sensitive in ("age", "minor"):
        floor = max(floor, ADULT)
    opposite = _opposite(bound, part)
    kept = {
        value
        for value in (min(max(value, floor), ceiling) for value in round_values)
        if (value <= opposite if bound.end == "low" else value >= opposite)
    }
    return tuple(sorted({round(float(value), 10) for value in kept} | {bound.value}))


def passes(part: Part, value: float | None) -> bool:
    """Whether a part of one bounded criterion lets a customer of that value pass; None is unknown."""
    (criterion,) = part.criteria
    if value is None:
        held = False
    elif isinstance(criterion.value, tuple):
        low, high = (_number(end) for end in criterion.value)
        held = low <= value <= high
    else:
        held = _COMPARE[criterion.operator](value, _number(criterion.value if criterion.value is not None else 0))
    return held != (part.kind == "exclude")


def looser(bound: Bound, value: float) -> bool:
    return value < bound.value if bound.loosens == "down" else value > bound.value


def _bounds(index: int, part: Part) -> Iterator[Bound]:
    (criterion,) = part.criteria
    wanted: dict[str, tuple[Literal["down", "up"], Literal["down", "up"]]] = {
        ">": ("down", "up"),
        ">=": ("down", "up"),
        "<": ("up", "down"),
        "<=": ("up", "down"),
    }
    included = part.kind != "exclude"
    if criterion.operator in wanted and criterion.value is not None and not isinstance(criterion.value, tuple):
        yield Bound(index, "value", _number(criterion.value), wanted[criterion.operator][0 if included else 1])
    elif criterion.operator == "between" and isinstance(criterion.value, tuple):
        low, high = criterion.value
        yield Bound(index, "low", _number(low), "down" if included else "up")
        yield Bound(index, "high", _number(high), "up" if included else "down")


def _opposite(bound: Bound, part: Part) -> float:
    """The other end of a pair, which this one must not cross."""
    pair = part.criteria[0].value
    if bound.end == "value" or not isinstance(pair, tuple):
        return -math.inf
    return _number(pair[1 if bound.end == "low" else 0])


def _with(part: Part, criterion: Criterion) -> Part:
    return part.model_copy(update={"criteria": (criterion,)})


def _number(value: Scalar) -> float:
    return float((date.fromisoformat(value) - _EPOCH).days) if isinstance(value, str) else float(value)


def _round_values(low: float, high: float, seen: list[float], attribute: Attribute) -> tuple[float, ...]:
    """About ten steps over the whole span, and where the customers are."""
    if attribute.type == "date":
        months = max(1, round((high - low) / 10 / 30))
        first = _EPOCH + timedelta(days=round(low))
        return tuple(
            _month_start(first, months * step) for step in range(12) if _month_start(first, months * step) <= high
        )
    step = _step((high - low) / 10, attribute)
    grid = (place * step for place in range(math.ceil(low / step), math.floor(high / step) + 1))
    return (*grid, *(_rounded(value, attribute, step) for value in seen))


def _month_start(day: date, months: int) -> float:
    """The first of the month so many months after a day's own."""
    years, month = divmod(day.month - 1 + months, 12)
    return float((date(min(day.year + years, 9999), month + 1, 1) - _EPOCH).days)


def _step(rough: float, attribute: Attribute) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `rough`; whole where the attribute is."""
    least = 0.0 if attribute.type == "number" else 1.0
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return float(max(least, next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough)))


def _rounded(value: float, attribute: Attribute, step: float) -> float:
    """To half of its leading digit's place, as in 650, 35 or 1.500; or to the step where that is finer."""
    if value == 0:
        return 0.0
    half = 10.0 ** math.floor(math.log10(abs(value))) / 2
    grain = min(step, half) if attribute.type == "number" else max(1.0, math.floor(min(step, half)))
    return round(value / grain) * grain
