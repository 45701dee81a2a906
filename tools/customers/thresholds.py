"""What an audience would reach if one of its numbers were another."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import add, and_

import ibis
import ibis.expr.types as ir

from batuta.audience import Part, Threshold
from batuta.forecasting.bounds import as_written, bounds_of, candidates, moved, passes
from tools.customers.columns import Column, Columns
from tools.customers.conditions import EVERYBODY, part_holds
from tools.customers.counting import number
from tools.customers.engine import Reading

QUANTILES = (0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98)
SAMPLED = 200_000
"""People enough to see where the values of an attribute lie; the counts themselves are never sampled."""
Spread = dict[str, tuple[float, ...]]


def thresholds(
    reading: Reading, columns: Columns, parts: tuple[Part, ...], total: int, spread: Spread
) -> tuple[Threshold, ...]:
    """For each bound, the people left at each round value it could take, everything else as it is.

    spread: quantiles an attribute, from earlier questions on the same data; what is missing is asked and added.
    """
    bounds = bounds_of(parts, columns.catalogue)
    asked = sorted({parts[bound.part].criteria[0].attribute for bound in bounds} - spread.keys())
    if asked:
        spread |= _quantiles(reading, columns, asked, total)
    found = []
    for index, group in groupby(bounds, key=lambda bound: bound.part):
        part = parts[index]
        attribute = columns.catalogue[part.criteria[0].attribute]
        series = {bound: candidates(bound, part, attribute, spread[attribute.name]) for bound in group}
        cuts = sorted({value for values in series.values() for value in values})
        others = tuple(other for place, other in enumerate(parts) if place != index)
        people = _between_cuts(reading, columns, others, columns[attribute.name], cuts)
        for bound, values in series.items():
            counts = (_passing(moved(part, bound, value, attribute), cuts, people) for value in values)
            found.append(Threshold(index=index, bound=bound.end, values=values, counts=tuple(counts)))
    return tuple(found)


def _quantiles(reading: Reading, columns: Columns, names: Sequence[str], total: int) -> Spread:
    people = columns.people
    if total > SAMPLED:
        people = people.filter(columns.key.hash().abs() % (total // SAMPLED) == 0)
    values = people.select(**{f"v{place}": _as_number(columns[name]) for place, name in enumerate(names)})
    asked = {name: values[name].quantile(QUANTILES) for name in values.columns}
    (row,) = reading.rows(values.aggregate(**asked))
    return {
        name: tuple(float(figure) for figure in figures) if isinstance(figures, (list, tuple)) else ()
        for name, figures in zip(names, row, strict=True)
    }


def _between_cuts(
    reading: Reading, columns: Columns, others: tuple[Part, ...], column: Column, cuts: Sequence[float]
) -> Mapping[int | None, int]:
    """People who pass all other parts, by where their value lies; under None, those of unknown value.

    2·j is below the j-th cut and above the one before it, 2·j + 1 exactly on the j-th.
    """
    edges = [columns.literal(column, as_written(cut, column.attribute)) for cut in cuts]
    value = column.value
    steps = [ibis.ifelse(value >= edge, 1, 0) + ibis.ifelse(value > edge, 1, 0) for edge in edges]
    place = ibis.ifelse(column.known, reduce(add, steps), ibis.null("int64"))
    rest = columns.people.filter(reduce(and_, (part_holds(part, columns) for part in others), EVERYBODY))
    counted = rest.select(place=place).group_by("place").aggregate(people=ibis._.count())
    return {None if place is None else number(place): number(people) for place, people in reading.rows(counted)}


def _passing(part: Part, cuts: Sequence[float], people: Mapping[int | None, int]) -> int:
    return sum(count for place, count in people.items() if passes(part, _example(place, cuts)))


def _example(place: int | None, cuts: Sequence[float]) -> float | None:
    """A value that lies there."""
    if place is None:
        return None
    cut, on_it = divmod(place, 2)
    if on_it:
        return cuts[cut]
    if cut == 0:
        return cuts[0] - 1
    return cuts[-1] + 1 if cut == len(cuts) else (cuts[cut - 1] + cuts[cut]) / 2


def _as_number(column: Column) -> ir.FloatingValue:
    """NULL where unknown."""
    value = column.value
    number = value.delta(ibis.date(1970, 1, 1), unit="day") if value.type().is_date() else value
    return ibis.ifelse(column.known, number.cast("float64"), ibis.null("float64"))
