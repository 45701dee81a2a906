"""People a value or a range of an attribute that the catalogue need not have: two passes, no person looked at."""

import math

import ibis
import ibis.expr.types as ir

from batuta.catalogue import Attribute
from batuta.distribution import Bucket, Distribution
from tools.customers.columns import Column, Columns
from tools.customers.counting import number
from tools.customers.engine import Reading
from tools.customers.scalars_shown import shown

RANGES = 6
"""About so many ranges of a number, most of the people in those between the ends."""
MOST = 8
"""Values of a category that are told apart."""
_EDGES = (0.05, 0.95)
_STEPS = (1.0, 2.0, 5.0, 10.0)


def distribution(reading: Reading, columns: Columns, attribute: Attribute) -> Distribution:
    """Raises: BadExpression, for an expression that the grammar of derived attributes does not allow."""
    column = columns.outside(attribute)
    if attribute.type in ("integer", "number"):
        return _of_numbers(reading, columns, column)
    return _of_values(reading, columns, column)


def _of_numbers(reading: Reading, columns: Columns, column: Column) -> Distribution:
    value = ibis.ifelse(column.known, column.value.cast("float64"), None)
    people = columns.people.select(value=value)
    ((total, known, low, high),) = reading.rows(
        people.aggregate(
            total=ibis._.count(),
            known=ibis._.value.count(),
            low=ibis._.value.quantile(_EDGES[0]),
            high=ibis._.value.quantile(_EDGES[1]),
        )
    )
    if not number(known) or low is None or high is None:
        return Distribution(total=number(total), known=number(known), buckets=())
    first, last, step = _steps(float(str(low)), float(str(high)), whole=column.attribute.type == "integer")
    place = (people.value / step).floor().clip(lower=first, upper=last).cast("int64")
    grouped = people.filter(people.value.notnull()).select(place=place).group_by("place")
    counted = sorted((number(at), number(count)) for at, count in reading.rows(grouped.aggregate(n=ibis._.count())))
    return Distribution(
        total=number(total),
        known=number(known),
        buckets=tuple(
            Bucket(
                people=count,
                low=None if at == first else _round(at * step),
                high=None if at == last else _round((at + 1) * step),
            )
            for at, count in counted
        ),
    )


def _of_values(reading: Reading, columns: Columns, column: Column) -> Distribution:
    value = column.value.year().cast("string") if isinstance(column.value, ir.DateValue) else column.value
    people = columns.people.select(value=ibis.ifelse(column.known, value, None))
    counted = reading.rows(people.group_by("value").aggregate(n=ibis._.count()))
    told = [(shown(one), number(count)) for one, count in counted]
    known = sorted(((one, count) for one, count in told if one is not None), key=lambda pair: (-pair[1], str(pair[0])))
    return Distribution(
        total=sum(count for _, count in told),
        known=sum(count for _, count in known),
        buckets=tuple(Bucket(value=one, people=count) for one, count in known[:MOST]),
    )


def _steps(low: float, high: float, *, whole: bool) -> tuple[int, int, float]:
    """The first and the last range, counted in steps from zero, and a round step."""
    wide = max((high - low) / RANGES, 1.0 if whole else 1e-9)
    power = 10.0 ** math.floor(math.log10(wide))
    step = next(power * factor for factor in _STEPS if power * factor >= wide)
    return math.floor(low / step), math.floor(high / step), step


def _round(edge: float) -> float:
    return float(f"{edge:.6g}")
