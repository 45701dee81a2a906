"""Whether a figure that the evidence does not say is certainly another than its own.

What may be worked out of the figures of the evidence, lies near one of them, or is a case of what it limits, is not
certainly false: it is unsupported.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from batuta.grounding.claims import Claim
from batuta.grounding.counted import counted
from batuta.grounding.quantities import COUNT, Quantity

_NEARLY = 0.005
_NEAR = 0.12
"""Share by which what is told as about so much may differ."""
_POINTS = 1.0
"""Percentage points by which a share in words may differ from the figure: two thirds of 66 %."""
_MONTHS = 12.0
_FEW = 6


def excludes(said: Claim, quantity: Quantity, claim: Claim, other: Quantity, told: Sequence[Claim]) -> bool:
    """The figure of the evidence leaves no room for that of the sentence, which is of the same thing."""
    if quantity.unit == COUNT and not counted(claim, other) and _is_of_a_band(claim, other):
        return False
    if _is_near(said, quantity, other) or _is_of_a_first_time(said, quantity, claim, other):
        return False
    return not any(_same(quantity, value) for value in _results(said, quantity, told))


def _is_of_a_band(claim: Claim, figure: Quantity) -> bool:
    """`Child (3-15)`: an age, and not how many there are."""
    bands = [(low, high) for low, high in pairwise(claim.quantities) if (low.bound, high.bound) == (">=", "<=")]
    return any(figure in band for band in bands)


def _is_near(said: Claim, quantity: Quantity, other: Quantity) -> bool:
    if quantity.unit != other.unit:
        return False
    if quantity.bound == "~":
        return math.isclose(quantity.value, other.value, rel_tol=_NEAR)
    if _COMPARED.search(said.text[: quantity.start]) and other.bound in ("=", quantity.bound):
        low, high = (quantity, other) if quantity.bound == ">=" else (other, quantity)
        return low.value <= high.value <= low.value * 2 and (quantity.unit == "percent" or other.bound == "=")
    in_words = not re.search(r"\d", said.text[quantity.start : quantity.end])
    return quantity.unit == "percent" and in_words and abs(quantity.value - other.value) <= _POINTS


_COMPARED = re.compile(
    r"\b(?:more than|over|above|well over|m[aá]s de|por encima de|less than|under|below|fewer than|menos de|"
    r"por debajo de)\W*(?:la |the |a )?$",
    re.IGNORECASE,
)


def _is_of_a_first_time(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """`Ninety minutes` of a stay whose first two hours are free: another time than that of the evidence."""
    first = _FIRST.search(claim.text, other.start, other.end)
    return bool(first) and quantity.unit == "day" and quantity.value < 1 and not _FIRST.search(said.text)


_FIRST = re.compile(r"\b(?:first|primer[oa]?s?)\b", re.IGNORECASE)


def _results(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """What two figures of the evidence come to, and so many of several prices together."""
    known = [one for claim in told for one in claim.quantities if one.value > 0 and one.bound == "="]
    if quantity.money:
        prices = [one.value for one in known if one.money]
        many = [value for one in (*known, *said.quantities) for value in _counts(one)] + [_MONTHS]
        many += [one.value for one in said.quantities if not one.money and one.value > 1]
        for price in prices:
            for count in (one for one in many if not _is_of_two_rates(price, told)):
                yield from (price * count, price / count)
                yield from (price * count + other for other in prices if other != price)
                yield from (price * count - other for other in prices if other < price * count)
        yield from (high - low for high, low in permutations(prices, 2) if high > low)
        few = [one.value for one in said.quantities if one.unit == COUNT and one.value <= _FEW]
        yield from (a * x + b * y for a, b in permutations(prices, 2) for x, y in permutations(few, 2))
        shares = [one.value / 100 for one in known if one.unit == "percent"]
        yield from (price * part for price in prices for share in shares for part in (share, 1 - share))
        return
    if quantity.unit == "percent":
        values = [one for one in known if one.unit != "percent"]
        yield from (
            value
            for one, whole in permutations(values, 2)
            if one.unit == whole.unit and one.value < whole.value
            for value in (100 * one.value / whole.value, 100 - 100 * one.value / whole.value)
        )
        shares = [one.value for claim in told for one in claim.quantities if one.unit == "percent" and one.value]
        yield from (
            value
            for high, low in permutations(shares, 2)
            if high > low
            for value in (high - low, 100 * (1 - low / high), 100 * (high / low - 1))
        )
    elif quantity.unit in ("day", "month"):
        spans = [one.value for one in known if one.unit == quantity.unit]
        counts = [value for one in known for value in _counts(one) if one.unit == COUNT and value > 1]
        yield from (span / count for span in spans for count in counts)
    elif quantity.unit in ("kg", "l", "km", "GB", "Mbps"):
        shares = [one.value / 100 for one in said.quantities if one.unit == "percent"]
        yield from (one.value / share for one in known if one.unit == quantity.unit for share in shares)


def _is_of_two_rates(price: float, told: Sequence[Claim]) -> bool:
    """`30 € por persona y noche`: so many persons alone make no price."""
    return any(
        one.money and one.value == price and _TWO_RATES.match(claim.text, one.start)
        for claim in told
        for one in claim.quantities
    )


_TWO_RATES = re.compile(
    r"[€$£]?\s?[\d.,]+\s*(?:€|euros?|pesos|\$|£)?\s*(?:por|per|a|/)\s*[^\W\d]+\s*(?:y|and|al|por|per|a|/)\s*[^\W\d]+",
    re.IGNORECASE,
)


def _counts(one: Quantity) -> Iterator[float]:
    yield from (value for value, unit in one.readings if unit in (COUNT, "instalment", "month") and value > 1)


def _same(quantity: Quantity, result: float) -> bool:
    return result > 0 and any(math.isclose(value, result, rel_tol=_NEARLY) for value, _ in quantity.readings)
