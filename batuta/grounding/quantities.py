"""A figure as a value: what it may mean, in which unit, whether it is a limit and for what period."""

import math
from typing import NamedTuple

from batuta.grounding.bounds import Bound
from batuta.grounding.units import MONEY, Reading

COUNT = "count"
PHONE = "phone"
CLOCK = "clock"
ROOM = "room"
"""For how many a room is: `doble`."""


class Quantity(NamedTuple):
    """One figure. `readings` are all it may mean, as value and unit; two figures are equal when one is shared."""

    readings: tuple[Reading, ...]
    bound: Bound
    per: str
    """`month`, `year` … where it is a rate in time."""
    start: int
    end: int

    @property
    def unit(self) -> str:
        return self.readings[0][1]

    @property
    def value(self) -> float:
        return self.readings[0][0]

    @property
    def money(self) -> bool:
        return self.unit in MONEY

    def equals(self, other: "Quantity") -> bool:
        common = {unit for _, unit in self.readings} & {unit for _, unit in other.readings}
        if _same_months(self, other) or _same_months(other, self):
            return True
        exact = {unit for unit in common if not unit.endswith(_CONVERTED)} or common
        return any(
            unit == that_unit and unit in exact and math.isclose(value, that, rel_tol=_tolerance(unit), abs_tol=1e-9)
            for value, unit in self.readings
            for that, that_unit in other.readings
        )

    def comparable(self, other: "Quantity") -> bool:
        """Both speak of the same kind of thing."""
        if _in_few_months(self) and _in_few_months(other):
            return True
        return bool({unit for _, unit in self.readings} & {unit for _, unit in other.readings})


_CONVERTED = "~"
_DAYS_A_MONTH = 30.0
_FEW_MONTHS = 3


def _in_few_months(one: Quantity) -> bool:
    """One, two or three months, as such or in days."""
    return any(
        value / (_DAYS_A_MONTH if unit == "day" else 1.0) in range(1, _FEW_MONTHS + 1)
        for value, unit in one.readings
        if unit in ("day", "month")
    )


def _same_months(one: Quantity, other: Quantity) -> bool:
    """A month of 30 days, and up to three of them."""
    months = next((value for value, unit in one.readings if unit == "month"), 0.0)
    days = next((value for value, unit in other.readings if unit == "day"), 0.0)
    return 0 < months <= _FEW_MONTHS and days == months * _DAYS_A_MONTH and other.unit == "day"


def _tolerance(unit: str) -> float:
    """Share by which two values may differ; what was converted from other measures is rounded."""
    return 0.02 if unit.endswith(_CONVERTED) else 1e-9


def is_case_of(one: Quantity, limit: Quantity) -> bool:
    """`42 años` of `menores de 45 años`."""
    if one.bound != "=" or one.money or limit.bound not in ("<=", ">="):
        return False
    limits = {unit: value for value, unit in limit.readings}
    return any(
        unit in limits and (value <= limits[unit] if limit.bound == "<=" else value >= limits[unit])
        for value, unit in one.readings
    )
