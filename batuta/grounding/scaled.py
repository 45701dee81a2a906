"""A rate of the evidence for as many as the sentence has: 800 miles in four days of 200 a day, `$720 a year` for five.

What is multiplied has to be what the rate is told for, so that no two figures come to a third by chance.
"""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.grounding.units import period_named

_MONTHS_A_YEAR = 12.0
_PERIOD_UNITS = {"day": "day", "night": "day", "month": "month", "year": "month", "week": "day"}
_UNITS_A_PERIOD = {"day": 1.0, "night": 1.0, "month": 1.0, "year": 12.0, "week": 7.0}


def scaled(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """What rates of the evidence come to for the figures that the sentence has beside this one."""
    if quantity.unit == CLOCK:
        return
    others = [one for one in said.quantities if one.start != quantity.start and one.bound == "="]
    terms = [one for one in told_terms(told) if quantity.money]
    for claim in told:
        for rate in claim.quantities:
            if rate.unit != quantity.unit or rate.value <= 0:
                continue
            if of_both(claim, rate):
                yield from (rate.value * many * long for many, long in _several_times(said, others))
                continue
            for many in _for_how_many(claim, rate, others, terms):
                yield rate.value * many
                if rate.per == "month" and quantity.per == "year":
                    yield rate.value * many * _MONTHS_A_YEAR


def told_terms(told: Sequence[Claim]) -> list[Quantity]:
    """How long something of the evidence lasts."""
    return [one for claim in told for one in claim.quantities if one.unit == "month" and one.bound == "="]


def _for_how_many(
    claim: Claim, rate: Quantity, others: Sequence[Quantity], terms: Sequence[Quantity]
) -> Iterator[float]:
    """How many times the rate is to be taken."""
    period = rate.per or _period_after(claim, rate)
    if period in _PERIOD_UNITS:
        yield from (value / _UNITS_A_PERIOD[period] for value in _lengths((*others, *terms), period))
    if _EACH.match(claim.text, rate.end) or _EACH_AFTER_PERIOD.match(claim.text, rate.end):
        yield from _counts(others)
    for base in claim.quantities:
        if base.value == 1 and base.start != rate.start and base.unit not in ("nth", rate.unit):
            # `One litre covers 12 m²`.
            yield from (value for one in others for value, unit in one.readings if unit == base.unit and value > 1)


def of_both(claim: Claim, rate: Quantity) -> bool:
    """`30 € por persona y noche`: of a rate that is for each of several and for each time."""
    return bool(_OF_BOTH.search(claim.text, rate.start, rate.end + _BEHIND))


def _several_times(said: Claim, figures: Sequence[Quantity]) -> Iterator[tuple[float, float]]:
    """How many the sentence tells of, and for how many days or nights."""
    times = [one for one in figures if _TIMES.match(said.text, one.end) or one.unit == "day"]
    yield from ((many, long.value) for long in times for many in _counts([one for one in figures if one not in times]))


def _lengths(figures: Sequence[Quantity], period: str) -> list[float]:
    """How long, in the unit by which a period is counted."""
    return [value for one in figures for value, unit in one.readings if unit == _PERIOD_UNITS[period]]


def _counts(figures: Sequence[Quantity]) -> list[float]:
    """How many of something."""
    return [value for one in figures for value, unit in one.readings if unit == COUNT and value > 1]


def _period_after(claim: Claim, rate: Quantity) -> str:
    """`200 miles per day`: of a measure, whose period is not read with it."""
    after = _PER.match(claim.text, rate.end)
    return period_named(after["period"]) if after else ""


_PER = re.compile(r"\s*(?:/|per|a|an|al|por|cada|each|every)\s*(?P<period>[^\W\d]+)", re.IGNORECASE)
_BEHIND = 24
_ONE_OF_THEM = r"(?:person|persona|guest|hu[eé]sped|head|adult[oa]?|child|niñ[oa]|user|usuari[oa])"
_ONE_TIME = r"(?:night|day|noche|d[ií]a)"
_OF_BOTH = re.compile(
    rf"(?:/|per|por|a|each|cada)\s*(?:{_ONE_OF_THEM}\s*(?:,|/|y|and|por|al)?\s*(?:per |a )?{_ONE_TIME}|"
    rf"{_ONE_TIME}\s*(?:,|/|y|and|por)?\s*(?:per )?{_ONE_OF_THEM})\b",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"\s*{_ONE_TIME}s\b", re.IGNORECASE)
_EACH = re.compile(
    r"\s*(?:/|per|por|cada|each|every|apiece|a head|la unidad|the unit|una?\b)\s*"
    r"(?!(?:month|year|day|week|night|hour|mes|a[nñ]o|d[ií]a|semana|noche|hora)\b)",
    re.IGNORECASE,
)
"""`$12 per user`, `8 € la unidad`: for each of what is counted."""
_EACH_AFTER_PERIOD = re.compile(
    r"[^.;,]{0,20}\b(?:per|por|cada|each)\s+(?:user|person|seat|licen[cs]e|line|room|usuari[oa]|persona|licencia|l[ií]nea|"
    r"puesto|plaza|habitaci[oó]n|unidad|unit|guest|hu[eé]sped|adult[oa]?|niñ[oa]|child)\b",
    re.IGNORECASE,
)
