"""What a figure says by itself, so that nobody need say it: `5,95 %` is a rate, `29 €` a price, `al mes` monthly."""

import re
from collections.abc import Sequence
from functools import cache

from batuta.grounding.claims import Claim
from batuta.grounding.derived import follows
from batuta.grounding.examples import is_example
from batuta.grounding.opening_hours import spans_of_hours
from batuta.grounding.quantities import CLOCK, Quantity
from batuta.grounding.units import period_named
from batuta.words.concepts import Unit
from batuta.words.data import lines
from batuta.words.freely import idea, stem

_PERIODS = ("month", "year", "day", "week", "quarter", "night")


def implied(unit: Unit, said: Claim, told: Sequence[Claim]) -> bool:
    """The word is what one of the sentence's figures says anyway; the figures themselves are judged elsewhere."""
    if any(unit.stem in _words(kind) for quantity in said.quantities for kind in _kinds(quantity)):
        return True
    if all(piece.stem in _words("reckoned") for piece in unit.pieces or (unit,)) and any(
        not _told(quantity, told) and follows(said, quantity, told) for quantity in said.quantities
    ):
        return True
    if any(_is_of(unit, quantity, said) for quantity in said.quantities) and any(
        one.money and not _told(one, told) and follows(said, one, told) for one in said.quantities
    ):
        return True
    if _FIRST.fullmatch(unit.text) and any(
        one.money and said.text[unit.end : one.start].strip() in ("", "los", "las", "the") for one in said.quantities
    ):
        return any(other.ideas & idea("excess", "en") for claim in told for other in claim.units)
    if unit.stem in _words("priced") and any(quantity.money for claim in told for quantity in claim.quantities):
        return True
    if any(quantity.bound != "=" for quantity in said.quantities) and unit.ideas & (
        idea("under", "en") | idea("over", "en")
    ):
        return True
    if unit.stem in _words("most") and any(quantity.bound == "<=" for claim in told for quantity in claim.quantities):
        return any(not _told(quantity, told) and follows(said, quantity, told) for quantity in said.quantities)
    if ends_or_opens(unit, said, told):
        return True
    carried = _carried(said, told)
    if any(unit.stem in _words("day") for _ in said.moments):
        return True
    if unit.ideas & idea("bank holiday", "en") and any(_ALL_YEAR.search(claim.text) for claim in told):
        return True
    period = _period(unit)
    if not period:
        return False
    if period == "year" and any(
        quantity.value == _MONTHS_A_YEAR and quantity.unit == "month" and _EVERY.search(claim.text[: quantity.start])
        for claim in told
        for quantity in claim.quantities
    ):
        return True
    if any(quantity.per == period for quantity in carried):
        return True
    priced = any(quantity.per == period for claim in told for quantity in claim.quantities)
    return priced and any(quantity.money and follows(said, quantity, told) for quantity in said.quantities)


_FIRST = re.compile(r"first|primer[oa]s?", re.IGNORECASE)
"""`The first £150 is yours to pay`, of an excess."""


def _is_of(unit: Unit, quantity: Quantity, said: Claim) -> bool:
    """`A £60 ticket`: what the example is of."""
    return quantity.money and is_example(said, quantity) and said.text[quantity.end : unit.start] == " "


def ends_or_opens(unit: Unit, said: Claim, told: Sequence[Claim]) -> bool:
    """`We close at eight` of `open from nine to eight`."""
    if _DAY_OF_IT.search(said.text[: unit.start]):
        return True
    for at, wordings in ((1, idea("close", "en")), (0, idea("open", "en"))):
        if unit.ideas & wordings:
            hours = [span[at] for claim in told for span in spans_of_hours(claim)]
            after = next((one for one in said.quantities if one.start >= unit.end and one.unit == CLOCK), None)
            if after and after.start - unit.end <= _AT and any(after.equals(one) for one in hours):
                return True
    return False


_AT = 10
_MONTHS_A_YEAR = 12
_EVERY = re.compile(r"\b(?:every|each|per|cada)\s+$", re.IGNORECASE)
_ALL_YEAR = re.compile(r"\b36[56]\s+(?:days|d[ií]as)\b", re.IGNORECASE)


def _told(quantity: Quantity, told: Sequence[Claim]) -> bool:
    return any(quantity.equals(other) for claim in told for other in claim.quantities)


def other_period(unit: Unit, said: Claim, told: Sequence[Claim]) -> str:
    """The evidence's figure is for another period than the word says: the words of the evidence."""
    period = "" if _DAY_OF_IT.search(said.text[: unit.start]) else _period(unit)
    for claim in told if period else ():
        for quantity in claim.quantities:
            if quantity.per and quantity.per != period and any(mine.equals(quantity) for mine in said.quantities):
                return claim.text[quantity.start : quantity.end]
    return ""


_DAY_OF_IT = re.compile(r"\b(?:days? of the|d[ií]as? de la|d[ií]as? del)\s+$", re.IGNORECASE)
"""`Any day of the week`."""


def _carried(said: Claim, told: Sequence[Claim]) -> list[Quantity]:
    return [
        quantity
        for claim in told
        for quantity in claim.quantities
        if any(mine.equals(quantity) for mine in said.quantities)
    ]


def _period(unit: Unit) -> str:
    named = period_named(unit.text)
    return named if named in _PERIODS else ""


def _kinds(quantity: Quantity) -> tuple[str, ...]:
    if quantity.money:
        return ("money",)
    named = {
        "percent": "percent",
        "month": "duration",
        "day": "duration",
        "nth": "duration",
        "GB": "data",
        "kg": "weight",
    }
    kinds = {named[unit] for _, unit in quantity.readings if unit in named}
    if any(unit == "Mbps" for _, unit in quantity.readings):
        kinds.add("speed")
    return tuple(sorted(kinds))


@cache
def _words(kind: str) -> frozenset[str]:
    for line in lines("claims/implied.txt"):
        name, words = line.split(": ", 1)
        if name == kind:
            listed = words.split()
            return frozenset(stem(word, "es") for word in listed) | frozenset(stem(word, "en") for word in listed)
    return frozenset()
