"""What a message would do to an audience, in the form of `batuta/changing.py`.

Names are looked for among what the audience has first: `bajamos a 700` moves the bound that 700 is nearest to.
"""

import math
from typing import NamedTuple

from agents.conversation.clauses import Clause, clauses
from agents.conversation.naming import Named, named_in
from batuta.audience import Audience, Criterion, Scalar
from batuta.catalogue import ORDERED, Catalogue
from batuta.grounding.numbers import Quantity
from batuta.text import Language


class Changing(NamedTuple):
    changes: dict[str, object]
    unclear: tuple[str, ...]
    """Clauses that ask for something and name nothing of this audience."""


def audience_changes(text: str, language: Language, audience: Audience, catalogue: Catalogue) -> Changing:
    changes: dict[str, object] = {}
    unclear: list[str] = []
    for clause in clauses(text, language):
        made = _of_clause(clause, language, audience, catalogue)
        for path, value in made.items():
            before = changes.get(path)
            joins = isinstance(before, list) and isinstance(value, list) and path.endswith((".-", ".+"))
            changes[path] = [*before, *value] if joins else value  # type: ignore[misc]
        if not made and clause.move is not None and _asks(clause):
            unclear.append(clause.text)
    return Changing(changes, tuple(unclear))


def _of_clause(clause: Clause, language: Language, audience: Audience, catalogue: Catalogue) -> dict[str, object]:
    present = frozenset(criterion.attribute for criterion in audience.criteria)
    own = named_in(clause.text, catalogue, language, only=present)
    numbers = tuple(quantity for quantity in clause.quantities if quantity.unit != "nth")
    if clause.move == "drop" or clause.move is None:
        return _dropped(own, numbers, audience, catalogue) if clause.move else {}
    moved = _moved(own, numbers, audience, catalogue)
    if moved:
        return moved
    everything = own or named_in(clause.text, catalogue, language)
    return _added(everything, audience) if clause.move in ("add", "set") else {}


def _dropped(
    named: list[Named], numbers: tuple[Quantity, ...], audience: Audience, catalogue: Catalogue
) -> dict[str, object]:
    values: dict[str, object] = {}
    for item in named:
        listed = [c for c in audience.criteria if c.attribute == item.attribute and _lists(c, item.value)]
        path = f"audience.{item.attribute}"
        if item.value is not None and listed:
            before = values.get(f"{path}.-")
            values[f"{path}.-"] = [*(before if isinstance(before, list) else ()), item.value]
        elif item.value is None:
            values[path] = None
    if not values:
        for criterion in audience.criteria:
            unit = catalogue[criterion.attribute].unit
            if any(_is_value(quantity, criterion, unit) for quantity in numbers):
                values[f"audience.{criterion.attribute}"] = None
    return values


def _moved(
    named: list[Named], numbers: tuple[Quantity, ...], audience: Audience, catalogue: Catalogue
) -> dict[str, object]:
    """A bound goes to another number: of the attribute that is named, else of the criterion it is nearest to."""
    about = {item.attribute for item in named}
    ranked: list[tuple[float, int]] = []
    bounds = [c for c in audience.criteria if catalogue[c.attribute].type in ORDERED and _numbers(c)]
    for place, criterion in enumerate(bounds):
        value = value_in(numbers[0], catalogue[criterion.attribute].unit) if numbers else None
        if value is not None and _in_range(value, criterion, catalogue) and about <= {criterion.attribute}:
            ranked.append((_distance(value, criterion), place))
    if not ranked:
        return {}
    criterion = bounds[min(ranked)[1]]
    unit, path = catalogue[criterion.attribute].unit, f"audience.{criterion.attribute}"
    values = [value for value in (value_in(quantity, unit) for quantity in numbers[:2]) if value is not None]
    if criterion.operator != "between":
        return {path: _plain(values[0])}
    low, high = _numbers(criterion)
    if len(values) == 2:
        low, high = sorted(values)
    elif abs(values[0] - low) < abs(values[0] - high):
        low = values[0]
    else:
        high = values[0]
    return {path: {"operator": "between", "value": [_plain(low), _plain(high)]}}


def _added(named: list[Named], audience: Audience) -> dict[str, object]:
    changes: dict[str, object] = {}
    for item in named:
        if item.value is None:
            continue
        path = f"audience.{item.attribute}"
        there = [c for c in audience.criteria if c.attribute == item.attribute and c.operator in ("==", "in")]
        if there and not any(_lists(c, item.value) for c in there):
            before = changes.get(f"{path}.+")
            changes[f"{path}.+"] = [*(before if isinstance(before, list) else ()), item.value]
        elif not there:
            changes[path] = {"operator": "==", "value": item.value}
    return changes


def _asks(clause: Clause) -> bool:
    return bool(clause.quantities) or len(clause.text.split()) > 1


def _lists(criterion: Criterion, value: Scalar | None) -> bool:
    return value in criterion.value if isinstance(criterion.value, tuple) else value == criterion.value


def _numbers(criterion: Criterion) -> list[float]:
    values = criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
    return [float(v) for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]


def _is_value(quantity: Quantity, criterion: Criterion, unit: str | None) -> bool:
    value = value_in(quantity, unit)
    return value is not None and any(math.isclose(value, own) for own in _numbers(criterion))


def _in_range(value: float, criterion: Criterion, catalogue: Catalogue) -> bool:
    bounds = catalogue[criterion.attribute].range
    return bounds is None or bounds[0] <= value <= bounds[1]


def value_in(quantity: Quantity, unit: str | None) -> float | None:
    """A figure in an attribute's unit; a bare number is in any, another unit in none.

    >>> from batuta.grounding.numbers import figures
    >>> [value_in(q, "years") for q in figures("24 meses, 30 años, 7, 20 días", "es").quantities]
    [2.0, 30.0, 7.0, None]
    """
    if quantity.unit == "count":
        return quantity.value
    factor, name = _UNITS.get(unit or "", (1, (unit or "").removesuffix("s")))
    return next((value / factor for value, own in quantity.readings if own.lower() == name.lower()), None)


def _distance(value: float, criterion: Criterion) -> float:
    """How far a number is from a criterion's own, as a ratio: 700 is nearer to 750 than to 55."""
    return min(abs(math.log((abs(value) + 1) / (abs(own) + 1))) for own in _numbers(criterion))


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


_UNITS: dict[str, tuple[float, str]] = {
    "years": (12, "month"),
    "weeks": (7, "day"),
    "share": (100, "percent"),
}
"""Units of catalogues, and how many of the unit in which figures are compared they are."""
