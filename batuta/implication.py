"""When one criterion makes another one superfluous: everybody who meets the first meets the second."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from batuta.audience import Criterion, Scalar


def implied(by: Iterable[Criterion], criterion: Criterion) -> bool:
    """Whether one of these, all of which hold, already demands it."""
    return any(implies(stronger, criterion) for stronger in by)


def equivalent(one: Criterion, other: Criterion) -> bool:
    """Whether they let exactly the same customers pass."""
    return implies(one, other) and implies(other, one)


def implies(stronger: Criterion, weaker: Criterion) -> bool:
    """Whether every customer who meets `stronger` meets `weaker`.

    >>> implies(Criterion(attribute="age", operator="between", value=(30, 55)),
    ...         Criterion(attribute="age", operator=">=", value=18))
    True
    """
    if stronger.attribute != weaker.attribute:
        return False
    if _plain(stronger) == _plain(weaker):
        return True
    if "is_not_set" in (stronger.operator, weaker.operator):
        return False
    if weaker.operator == "is_set":
        return True
    wanted, offered = _values(weaker), _values(stronger)
    if wanted is not None and offered is not None:
        return offered <= wanted
    refused, also_refused = _refused(weaker), _refused(stronger)
    if refused is not None:
        if offered is not None:
            return not offered & refused
        if also_refused is not None:
            return refused <= also_refused
        within = _span(stronger)
        return within is not None and not any(_inside(_point(value), within) for value in refused)
    span = _span(weaker)
    if span is None:
        return False
    if offered is not None:
        return bool(offered) and all(_inside(_point(value), span) for value in offered)
    within = _span(stronger)
    return within is not None and _inside(within, span)


class _Span(NamedTuple):
    """An interval; numbers as they are, dates as ISO text, which sorts like dates."""

    low: Scalar
    low_open: bool
    high: Scalar
    high_open: bool


def _plain(criterion: Criterion) -> tuple[str, object]:
    """Spellings of one demand, made equal: `in` of one value, not false."""
    wanted = _values(criterion)
    return ("in", wanted) if wanted is not None else (criterion.operator, criterion.value)


def _values(criterion: Criterion) -> frozenset[Scalar] | None:
    """The values a customer may have, where they are listed."""
    if criterion.operator == "in" and isinstance(criterion.value, tuple):
        return frozenset(criterion.value)
    if criterion.operator == "==" and criterion.value is not None and not isinstance(criterion.value, tuple):
        return frozenset({criterion.value})
    if criterion.operator == "!=" and isinstance(criterion.value, bool):
        return frozenset({not criterion.value})
    return None


def _refused(criterion: Criterion) -> frozenset[Scalar] | None:
    if criterion.operator == "not in" and isinstance(criterion.value, tuple):
        return frozenset(criterion.value)
    if criterion.operator == "!=" and criterion.value is not None and not isinstance(criterion.value, tuple):
        return frozenset({criterion.value})
    return None


def _span(criterion: Criterion) -> _Span | None:
    value = criterion.value
    if criterion.operator == "between" and isinstance(value, tuple):
        return _Span(value[0], False, value[1], False)
    if value is None or isinstance(value, tuple):
        return None
    lowest, highest = ("", "\U0010ffff") if isinstance(value, str) else (-math.inf, math.inf)
    match criterion.operator:
        case "<" | "<=":
            return _Span(lowest, False, value, criterion.operator == "<")
        case ">" | ">=":
            return _Span(value, criterion.operator == ">", highest, False)
    return None


def _point(value: Scalar) -> _Span:
    return _Span(value, False, value, False)


def _inside(inner: _Span, outer: _Span) -> bool:
    if isinstance(inner.low, str) != isinstance(outer.low, str):
        return False
    below = inner.low < outer.low or (inner.low == outer.low and outer.low_open and not inner.low_open)  # type: ignore[operator]
    above = inner.high > outer.high or (inner.high == outer.high and outer.high_open and not inner.high_open)  # type: ignore[operator]
    return not below and not above
