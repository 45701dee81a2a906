"""Whether a figure of a sentence is what the figures of its evidence come to."""

import math
import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.grounding.reckoned import reckoned
from batuta.grounding.sums import totals

_NEARLY = 0.005
"""Share by which a rounded result may differ."""
_FAR = 1.5
"""How far from its limit a result may be: `less than five hours` of four and three quarters."""


def follows(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """The figure, or the limit it names, is a result of those of the evidence, or an example put into it."""
    hours = [value for claim in told for one in claim.quantities for value, unit in one.readings if unit == CLOCK]
    for value in _results(said, quantity, told):
        if quantity.unit == CLOCK and any(math.isclose(value, hour, abs_tol=0.5) for hour in hours):
            # An hour of the evidence itself is no result.
            continue
        if _agrees(said, quantity, value):
            return True
    return is_operand(said, quantity, told)


def _results(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    for value, unit in quantity.readings:
        as_unit = quantity._replace(readings=((value, unit),))
        yield from totals(said, as_unit, told)
        yield from reckoned(said, as_unit, told)


def _agrees(said: Claim, quantity: Quantity, result: float) -> bool:
    if quantity.unit == CLOCK:
        return any(_by_then(said, quantity, value, result) for value, unit in quantity.readings if unit == CLOCK)
    if quantity.bound == ">=":
        return quantity.value <= result <= quantity.value * _FAR
    if quantity.bound == "<=" and _AT_MOST.search(said.text[: quantity.start]):
        return math.isclose(quantity.value, result, rel_tol=1e-6)
    if quantity.bound == "<=":
        return quantity.value / _FAR <= result <= quantity.value
    if quantity.bound == "~":
        return math.isclose(quantity.value, result, rel_tol=0.05)
    if quantity.money or quantity.unit == "percent":
        return _rounded(said, quantity, result)
    return any(math.isclose(value, result, rel_tol=_NEARLY, abs_tol=1e-9) for value, _ in quantity.readings)


_AT_MOST = re.compile(r"\b(?:hasta|up to|as much as|a maximum of|un m[aá]ximo de)\s+$", re.IGNORECASE)
"""The limit itself, and no round number beyond it."""


def _rounded(said: Claim, quantity: Quantity, result: float) -> bool:
    """The result itself, or what is left of it in as many decimals as the sentence gives: 299 € are never 300 €."""
    decimals = _DECIMALS.search(said.text, quantity.start, quantity.end)
    last = 0.01 if decimals else 1.0
    exact = math.isclose(result / last, round(result / last), abs_tol=1e-6)
    return any(
        math.isclose(value, result, rel_tol=1e-6) or (not exact and -last < value - result <= last / 2 and value >= 1)
        for value, _ in quantity.readings
    )


_DECIMALS = re.compile(r"\d[.,]\d{1,2}(?!\d)")


_SOON = 60
"""Minutes by which a limit may lie beyond what is reckoned: `before ten` of 21.40."""
_BEFORE = re.compile(r"\b(?:before|by|antes de(?: las)?|a m[aá]s tardar a)\s*(?:las\s*)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|past|pasadas|despu[eé]s de)\s*(?:las\s*)?$", re.IGNORECASE)


def _by_then(said: Claim, hour: Quantity, minutes: float, result: float) -> bool:
    before = said.text[: hour.start]
    if _BEFORE.search(before) and 0 < minutes - result <= _SOON:
        return True
    if _AFTER.search(before) and 0 < result - minutes <= _SOON:
        return True
    return math.isclose(minutes, result, abs_tol=0.5)


_OPERANDS = (COUNT, "day", "month", "l", "kg", "km~")


_A_YEAR = (12.0, "month")


def is_operand(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`Tres noches` of `tres noches por 267 €`, `100 €` of `gasta 100 € y recibe 3 €`: what the example takes."""
    counted = any(unit in _OPERANDS for _, unit in quantity.readings)
    if quantity.bound != "=" or not (counted or quantity.money):
        return False
    if quantity.readings[0] == _A_YEAR and any(
        mine.money and one.money and one.per == "month" and math.isclose(mine.value, one.value * 12, rel_tol=1e-6)
        for mine in said.quantities
        for claim in told
        for one in claim.quantities
    ):
        return True
    blank = " " * (quantity.end - quantity.start)
    without = said._replace(
        text=said.text[: quantity.start] + blank + said.text[quantity.end :],
        quantities=tuple(one for one in said.quantities if one is not quantity),
    )
    for result in said.quantities:
        if (
            result is quantity
            or result.unit in (COUNT, CLOCK)
            or any(result.equals(one) for claim in told for one in claim.quantities)
        ):
            continue
        with_it = any(_agrees(said, result, value) for value in _results(said, result, told))
        if with_it and not any(_agrees(without, result, value) for value in _results(without, result, told)):
            return True
    return False
