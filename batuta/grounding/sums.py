"""Figures that follow from those of the evidence: a total spread over months, parts that are added, an hour later."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, permutations

from batuta.grounding.claims import Claim
from batuta.grounding.counted import counted
from batuta.grounding.matching import matches
from batuta.grounding.quantities import COUNT, Quantity

_MONTHS_A_YEAR = 12
_NEARLY = 0.005
"""Share by which a rounded result may differ."""


def totals(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """What the figures of the evidence come to, in the first unit of a figure of the sentence."""
    known = [other for claim in told for other in claim.quantities]
    if COMPARES.search(said.text):
        yield from _differences(quantity, known)
    if quantity.unit == "percent":
        counts = [one.value for one in known if one.unit == COUNT]
        yield from (100 * part / whole for part in counts for whole in counts if whole)
    if quantity.money:
        yield from _amounts(said, quantity, told)
        yield from _times(said, quantity, told)
    if quantity.unit == "instalment" and {"month", "year"} <= {one.per for one in known if one.money}:
        yield _MONTHS_A_YEAR
    if quantity.unit == "day":
        yield from _days_between(told)


COMPARES = re.compile(
    r"\b(?:less(?! than)|more(?! than (?!usual|normal|(?-i:[A-Z])))|"
    r"better off|cheaper|dearer|lighter|heavier|longer|shorter|faster|difference|sav\w+|gap|knock|"
    r"menos(?! de)|m[aá]s(?! de (?!lo\b))|diferencia|ah[oó]rr\w+|barat[oa]|liger[oa]|te sobran)\b",
    re.IGNORECASE,
)
_MANY = (1, 2, 3, 4, 5, 6, 10, 12)
"""How many of one thing may be set against another: three single sauces and a trio."""


def _differences(quantity: Quantity, known: Sequence[Quantity]) -> Iterator[float]:
    """`300 g less` where the evidence says 1.1 kg and 800 g, in the unit of the figure."""
    read = (next((value for value, unit in one.readings if unit == quantity.unit), None) for one in known)
    values = [value for value in read if value is not None]
    for first, second in permutations(values, 2):
        yield from (many * first - second for many in _MANY if many * first > second)


def _amounts(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    for claim in told:
        money = [one for one in claim.quantities if any(unit == quantity.unit for _, unit in one.readings)]
        months = [value for one in claim.quantities for value, unit in one.readings[:1] if unit == "month"]
        for amount in money:
            if quantity.per == "month":
                yield from (amount.value / count for count in months if amount.per != "month" and count)
                yield from [amount.value / _MONTHS_A_YEAR] if amount.per == "year" else []
            elif quantity.per == "year":
                yield from [amount.value * _MONTHS_A_YEAR] if amount.per == "month" else []
            elif not quantity.per and amount.per == "month":
                yield from (amount.value * count for count in months if _states(said, count))
    yield from _added(said, quantity, told)
    yield from _with_one_off(said, quantity, told)
    yield from _for_a_company(said, quantity, told)


def _with_one_off(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`£22 a month and £10 to start: £274 over 12 months`: what is paid each month, and once, as the sentence says."""
    known = [one for claim in told for one in claim.quantities if one.unit == quantity.unit and one.bound == "="]
    named = [one for one in known if any(mine.start != quantity.start and mine.equals(one) for mine in said.quantities)]
    months = [value for one in said.quantities for value, unit in one.readings[:1] if unit == "month"]
    monthly, once = ([one for one in named if one.per == per] for per in ("month", ""))
    yield from (each.value * count + one.value for each in monthly for one in once for count in months)


def _for_a_company(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`Two adults and two kids for £68` of £22 an adult and £12 a child."""
    total, kinds = 0.0, 0
    for many in said.quantities:
        who = counted(said, many)[:1] if many.unit == COUNT and many.bound == "=" else ()
        prices = {
            one.value
            for claim in told
            for one in claim.quantities
            if who and one.unit == quantity.unit and one.bound == "=" and one.per == ""
            if matches(who[0], _priced(claim, one))
        }
        if len(prices) == 1:
            total, kinds = total + many.value * prices.pop(), kinds + 1
        elif prices or (who and many.value > 1 and kinds):
            return
    if kinds > 1 and quantity.per in ("", "day"):
        yield total


def _priced(claim: Claim, price: Quantity) -> Claim:
    """Of a list of prices, as in `adult £22, child (3-15) £12`, the words that stand before one."""
    opens = max((one.end for one in claim.quantities if one.money and one.end <= price.start), default=0)
    inside = tuple(unit for unit in claim.units if opens <= unit.start < price.start)
    return claim._replace(units=inside, denied=frozenset())


def _times(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`7,50 € cada una` of ten for 75 €, `175 €` for five of 35 €, what twelve of one save on another."""
    if quantity.per and quantity.per != "year":
        return
    amounts = [one for claim in told for one in claim.quantities if one.unit == quantity.unit]
    counts = {value for claim in (said, *told) for one in claim.quantities for value in _count(one)}
    counts |= {_MONTHS_A_YEAR} if _A_YEAR.search(said.text) else set()
    known = {value for claim in told for one in claim.quantities for value in _count(one)}
    known |= {_MONTHS_A_YEAR} if any(one.per in ("month", "year") for one in amounts) else set()
    for amount in amounts:
        for count in sorted(value for value in counts if 1 < value <= _MANY_TIMES):
            if _APIECE.search(said.text) and count in known and not amount.per:
                yield amount.value / count
            whole = amount.value * count
            if amount.per in ("", "month") and (count in known or _states_count(said, count)):
                yield whole
                if COMPARES.search(said.text):
                    yield from (other.value - amount.value / count for other in amounts if other is not amount)
                    yield from (whole - other.value for other in amounts if other is not amount and other.value < whole)


_MANY_TIMES = 100
_APIECE = re.compile(
    r"\b(?:cada|each|apiece|per|every|por|a (?:head|piece|go|class|visit|ride)|la unidad)\b", re.IGNORECASE
)
_A_YEAR = re.compile(r"\b(?:a[nñ]os?|years?|anual(?:es)?|annual(?:ly)?|yearly)\b", re.IGNORECASE)


def _count(one: Quantity) -> Iterator[float]:
    yield from (value for value, unit in one.readings if unit in ("count", "instalment", "month"))


def _states_count(said: Claim, count: float) -> bool:
    return any(value == count for one in said.quantities for value in _count(one))


def _days_between(told: Sequence[Claim]) -> Iterator[float]:
    """Days from one day that the evidence names to another."""
    named = [one for claim in told for one in claim.moments if one.month and one.day]
    for first, last in permutations(named, 2):
        try:
            days = date(last.year or _SOME_YEAR, last.month or 1, last.day or 1) - date(
                first.year or _SOME_YEAR, first.month or 1, first.day or 1
            )
        except ValueError:
            continue
        if days.days > 0:
            yield float(days.days)


_SOME_YEAR = 2027


def _added(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`41 € al mes: 29 de fibra y 12 de móvil`: the parts are said as well, and each is in the evidence."""
    known = [one for claim in told for one in claim.quantities if one.money and one.per == quantity.per]
    parts = [
        one
        for one in known
        if any(mine.start != quantity.start and _same(mine.value, one.value) for mine in said.quantities)
    ]
    for count in (2, 3):
        yield from (sum(one.value for one in some) for some in combinations(parts, count))


def _states(said: Claim, months: float) -> bool:
    return any(unit == "month" and value == months for one in said.quantities for value, unit in one.readings)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_NEARLY)
