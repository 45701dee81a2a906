"""Figures that follow from the terms of the evidence: a price after its discount, both ways of a trip, when it ends."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from batuta.grounding.claims import Claim
from batuta.grounding.clauses import segment_at
from batuta.grounding.examples import results_of_examples
from batuta.grounding.matching import matches
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.grounding.scaled import of_both, scaled
from batuta.grounding.sums import COMPARES

MINUTES_A_DAY = 1440.0


def reckoned(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """What the terms of the evidence make of its figures, in the first unit of a figure of the sentence."""
    yield from _apiece(said, quantity, told)
    yield from scaled(said, quantity, told)
    yield from results_of_examples(said, quantity, told)
    if quantity.money:
        yield from _with_a_second(said, quantity, told)
        yield from _discounted(said, quantity, told)
        yield from _both_ways(said, quantity, told)
        yield from _per_period(quantity, told)
        yield from _for_several(said, quantity, told)
    elif quantity.unit == CLOCK:
        yield from _hours(told)
    elif quantity.unit == "percent":
        yield from _shares(said, told)
    elif quantity.unit in ("day", "month"):
        yield from _lasting(said, quantity, told)
    elif quantity.unit == COUNT:
        yield from _counts(said, told)
    elif quantity.unit in ("point", "percentage point"):
        points = [one.value for claim in told for one in claim.quantities if one.unit == quantity.unit]
        yield sum(points)
    elif quantity.unit == "times":
        yield from _ratios(told)


_OFF = re.compile(
    r"\b(?:off|discount\w*|sav\w+|less|cheaper|reduced|reduction|rebate|descuento\w*|dto|menos|ahorr\w+|rebaj\w+|"
    r"reducci[oó]n|bonific\w+|descont\w+)\b",
    re.IGNORECASE,
)
_HALF_PRICE = re.compile(
    r"\b(?:half[- ]price|half (?:the|its|their|your) (?:usual |normal |regular )?(?:price|cost|fee|rate)|half off|"
    r"mitad de(?:l)? (?:precio|coste|importe|cuota)|(?:precio|cuota|coste) a la mitad|a medio precio|medio pasaje|"
    r"media tarifa|a mitad)\b",
    re.IGNORECASE,
)
_TAXED = re.compile(r"\b(?:iva|vat|igic|impuestos?|tax)\b", re.IGNORECASE)


def _factors(told: Sequence[Claim]) -> Iterator[float]:
    """By what a price of the evidence is to be multiplied: 0.9 where 10 % are taken off."""
    for claim in told:
        if _HALF_PRICE.search(claim.text):
            yield 0.5
        for share in claim.quantities:
            if share.unit != "percent" or share.bound != "=" or not 0 < share.value < _WHOLE:
                continue
            first, last = claim.clause_at(share.start)
            if _OFF.search(claim.text, first, last):
                yield 1 - share.value / _WHOLE
            if _TAXED.search(claim.text, first, last):
                yield 1 + share.value / _WHOLE


_WHOLE = 100.0


def _discounted(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    for price in _prices(said, quantity, told):
        for factor in _factors(told):
            yield price.value * factor
            if COMPARES.search(said.text):
                yield price.value * (1 - factor)


def _prices(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> list[Quantity]:
    """The prices that may be meant: those the sentence names, else those beside most of its words."""
    known = [
        (claim, one) for claim in told for one in claim.quantities if one.unit == quantity.unit and one.bound == "="
    ]
    named = [
        one for _, one in known if any(mine.start != quantity.start and mine.equals(one) for mine in said.quantities)
    ]
    if named:
        return named
    common = [_common_words(said, claim, one) for claim, one in known]
    return [one for (_, one), words in zip(known, common, strict=True) if words == max(common)]


def _common_words(said: Claim, claim: Claim, figure: Quantity) -> int:
    first, last = segment_at(claim.text, figure.start)
    here = claim._replace(units=tuple(u for u in claim.units if first <= u.start < last), denied=frozenset())
    measures = [one for one in claim.quantities if one is not figure and first <= one.start < last]
    equal = sum(any(mine.equals(one) for one in measures) for mine in said.quantities)
    return equal + sum(bool(matches(unit, here)) for unit in said.units)


_RETURN = re.compile(
    r"\b(?:round[- ]trip|return|there and back|both ways|both directions|ida y vuelta|ida y regreso|redondo)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:each way|one[- ]way|per (?:trip|journey|crossing|leg|direction)|a single|per single|por (?:trayecto|viaje|"
    r"sentido|tramo)|cada (?:trayecto|sentido|tramo|viaje)|s[oó]lo (?:de )?ida|sencillo)\b",
    re.IGNORECASE,
)


def _both_ways(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`€30 for the round trip` of 15 € por trayecto, and the other way about."""
    for mine, theirs, factor in ((_RETURN, _SINGLE, 2.0), (_SINGLE, _RETURN, 0.5)):
        if mine.search(said.text):
            for claim in told:
                if theirs.search(claim.text):
                    yield from (one.value * factor for one in claim.quantities if one.unit == quantity.unit)


_PERIODS_IN = {
    ("day", "week"): 7.0, ("night", "week"): 7.0, ("month", "quarter"): 3.0, ("month", "year"): 12.0,
    ("quarter", "year"): 4.0, ("week", "year"): 52.0, ("day", "year"): 365.0, ("day", "month"): 30.0,
}  # fmt: skip
_DAYS_IN = {"day": 1.0, "night": 1.0, "week": 7.0, "hour": 1 / 24, "minute": 1 / MINUTES_A_DAY}


def _per_period(quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    for one in (other for claim in told for other in claim.quantities if other.unit == quantity.unit):
        if (one.per, quantity.per) in _PERIODS_IN:
            yield one.value * _PERIODS_IN[one.per, quantity.per]
        if (quantity.per, one.per) in _PERIODS_IN:
            yield one.value / _PERIODS_IN[quantity.per, one.per]


def _for_several(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`Tres noches por 267 €` of 89 € a night; `three for 20 €` of 3x2 at 10 €."""
    prices = [
        one
        for claim in told
        for one in claim.quantities
        if one.unit == quantity.unit and not quantity.per and not of_both(claim, one)
    ]
    for price in prices:
        for mine in said.quantities:
            if mine.start == quantity.start or mine.bound != "=":
                continue
            yield from (
                price.value * value / _DAYS_IN[price.per]
                for value, unit in mine.readings
                if unit == "day" and price.per in _DAYS_IN
            )
            if price.per not in ("month", "year", "quarter"):
                yield from (price.value * value for value, unit in mine.readings if unit == COUNT)
        for claim in told:
            for get, pay in pairwise(claim.quantities):
                if (
                    get.unit == pay.unit == COUNT
                    and get.value > pay.value
                    and _FOR.fullmatch(claim.text[get.end : pay.start])
                ):
                    yield price.value * pay.value


def _with_a_second(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`Dos por 12 €` of 8 € each, the second one at half price."""
    if not any(value == _PAIR and unit == COUNT for one in said.quantities for value, unit in one.readings):
        return
    for claim in told:
        for share in claim.quantities if _SECOND.search(claim.text) else ():
            if share.unit == "percent" and 0 < share.value < _WHOLE:
                off = _OFF.search(claim.text, *claim.clause_at(share.start))
                paid = (_WHOLE - share.value if off else share.value) / _WHOLE
                yield from (price.value * (1 + paid) for price in _prices(said, quantity, told))


_PAIR = 2
_SECOND = re.compile(r"\b(?:segund[oa]|2\.?ª|second|2nd)\b", re.IGNORECASE)


_FOR = re.compile(r"\s?[x×]\s?|\s+(?:[^\W\d]+\s+){0,2}(?:for|por|pay(?: for)?|paga(?:s|ndo)?)\s+", re.IGNORECASE)


def _hours(told: Sequence[Claim]) -> Iterator[float]:
    """A beginning and what it lasts, an end and what comes before it."""
    known = [one for claim in told for one in claim.quantities]
    starts = [value for one in known for value, unit in one.readings if unit == CLOCK]
    lasting = [
        value * MINUTES_A_DAY for one in known for value, unit in one.readings[:1] if unit == "day" and value < 1
    ]
    yield from starts
    for hour in starts:
        for long in lasting:
            yield (hour + long) % MINUTES_A_DAY
            yield (hour - long) % MINUTES_A_DAY


def _apiece(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """`30 GB por persona` of 120 GB for four."""
    if not _EACH.search(said.text):
        return
    known = [one for claim in told for one in claim.quantities]
    counts = [value for one in known for value, unit in one.readings if unit == COUNT and value > 1]
    yield from (one.value / count for one in known if one.unit == quantity.unit != COUNT for count in counts)


_EACH = re.compile(
    r"\b(?:each|apiece|per (?:person|head|line|user|guest)|a head|por (?:persona|cabeza|barba|l[ií]nea|usuario)|"
    r"cada un[oa]|tocan? a|salen? a)\b",
    re.IGNORECASE,
)


_REST = re.compile(
    r"\b(?:rest|remaining|remainder|other|others|left|resto|restantes?|dem[aá]s|otr[oa]s?|quedan?)\b", re.IGNORECASE
)


_PART_OF = re.compile(r"\b(?:half|mitad|third|tercio|tercera parte|quarter|cuarta parte)\b", re.IGNORECASE)


def _shares(said: Claim, told: Sequence[Claim]) -> Iterator[float]:
    known = [one for claim in told for one in claim.quantities]
    points = [one.value for one in known if one.unit in ("point", "percentage point")]
    for off in (*points, sum(points)) if points else ():
        yield from (one.value + sign * off for one in known if one.unit == "percent" for sign in (-1, 1))
    if _PART_OF.search(said.text):
        prices = [one for one in known if one.money and one.bound == "="]
        yield from (_WHOLE * low.value / high.value for high, low in permutations(prices, 2) if low.value < high.value)
    if _REST.search(said.text):
        yield from (_WHOLE - one.value for one in known if one.unit == "percent" and one.bound == "=")
    if COMPARES.search(said.text) or _OFF.search(said.text):
        money = [one for one in known if one.money and one.bound == "="]
        yield from (
            _WHOLE * (1 - low.value / high.value) for high, low in permutations(money, 2) if low.value < high.value
        )
        yield from (_WHOLE * (1 - factor) for factor in _factors(told) if factor < 1)


def _lasting(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """From one hour to another; two terms together, or what one leaves of the other, where the sentence says one."""
    if quantity.unit == "day":
        for claim in told:
            for first, last in pairwise([one for one in claim.quantities if one.unit == CLOCK]):
                yield (last.value - first.value) % MINUTES_A_DAY / MINUTES_A_DAY
        hours = [one.value for claim in told for one in claim.quantities if one.unit == CLOCK]
        if COMPARES.search(said.text):
            yield from ((late - early) / MINUTES_A_DAY for late, early in permutations(hours, 2) if late > early)
    known = [
        (one, value)
        for claim in told
        for one in claim.quantities
        for value, unit in one.readings[:1]
        if unit == quantity.unit
    ]
    for (one, long), (other, short) in permutations(known, 2):
        operand = any(
            mine.start != quantity.start and (mine.equals(one) or mine.equals(other)) for mine in said.quantities
        )
        if operand or _TOGETHER.search(said.text):
            yield long + short
        if long > short and (operand or _REST.search(said.text) or COMPARES.search(said.text)):
            yield long - short


_TOGETHER = re.compile(
    r"\b(?:in total|in all|altogether|combined|together|overall|en total|sumando|en conjunto|"
    r"entre (?:las|los) (?:dos|tres)|total de|a total of)\b",
    re.IGNORECASE,
)


def _counts(said: Claim, told: Sequence[Claim]) -> Iterator[float]:
    """`Pay for three` where the fourth is free; the parts of a whole that the sentence calls one."""
    for claim in told:
        for one in claim.quantities:
            first, last = claim.clause_at(one.start)
            free = any(strong.kind == "free" and first <= strong.start < last for strong in claim.strong)
            yield from (value - 1 for value, unit in one.readings if unit == "nth" and value > 1 and free)
    if _TOGETHER.search(said.text):
        known = [one.value for claim in told for one in claim.quantities if one.unit == COUNT]
        yield from (first + second for first, second in permutations(known, 2))
        yield sum(known)


def _ratios(told: Sequence[Claim]) -> Iterator[float]:
    """`Twice the data` of 10 and 20 GB."""
    known = [one for claim in told for one in claim.quantities if one.value > 0]
    yield from (high.value / low.value for high, low in permutations(known, 2) if high.unit == low.unit)
