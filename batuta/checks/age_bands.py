"""Ages as criteria ask for them: figures, bands in words (`14-17`, `under 18`, `65+`), days and years of birth.

edad >= 18                      18 and more
tramo_edad in ["13-17"]         13 to 17
birth_year >= 2009              in 2026: up to 17
exclude edad < 18               18 and more
"""

import re
from datetime import date
from typing import NamedTuple

from batuta.audience import Criterion
from batuta.claims.normal import fold

_BAND = re.compile(r"(?<!\d)(\d{1,2}) ?(?:-|–|_|\.\.|to|a|y|and) ?(\d{1,2})(?!\d)")
_BELOW = re.compile(
    r"(?:under|below|younger than|menor(?:es)? de|menos de|<|\bu)[ _-]?(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[ _-]?minus"
)
_UP_TO = re.compile(r"(?:up to|hasta|<=)[ _-]?(\d{1,2})(?!\d)")
_FROM = re.compile(
    r"(?:mayor(?:es)? de|from|desde|>=)[ _-]?(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[ _-]?(?:\+|plus|y mas|or over|and over)"
)
_ABOVE = re.compile(r"(?:over|above|older than|mas de|>)[ _-]?(\d{1,2})(?!\d)")
_YEARS = re.compile(r"\b(?:years?|anos|yrs?|yo)\b")
_CHILDREN = (12, 13, 15, 17)
"""Last years of age below the limits that the law draws."""
_WORDS = (
    (re.compile(r"\b(?:teen\w*|adolescent\w*)\b"), (13, 17)),
    (re.compile(r"\b(?:kids?|child\w*|nin[oa]s?|infantil)\b"), (0, 12)),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Ages(NamedTuple):
    """Years of age, both ends included; None is open."""

    low: float | None = None
    high: float | None = None


def names_ages(value: str) -> bool:
    """Whether a value is a band of ages whatever its attribute is called: it says years, or names a limit at 18.

    >>> names_ages("menores de 18"), names_ages("14 a 17 años"), names_ages("36-40")
    (True, True, False)
    """
    said = fold(value)
    band = band_of(value)
    if band == Ages():
        return False
    return _YEARS.search(said) is not None or (band.low is None and band.high in _CHILDREN)


def band_of(value: str) -> Ages:
    """A band in words.

    >>> band_of("65+"), band_of("18_24")
    (Ages(low=65.0, high=None), Ages(low=18.0, high=24.0))
    """
    said = fold(value)
    if between := _BAND.search(said):
        return Ages(float(between[1]), float(between[2]))
    for pattern, low, shift in ((_BELOW, False, -1), (_UP_TO, False, 0), (_ABOVE, True, 1), (_FROM, True, 0)):
        if found := pattern.search(said):
            number = float(next(group for group in found.groups() if group)) + shift
            return Ages(low=number) if low else Ages(high=number)
    return next((Ages(*map(float, span)) for pattern, span in _WORDS if pattern.search(said)), Ages())


def ages_of(criterion: Criterion, excludes: bool, of_birth: bool, today: date) -> Ages:
    """The ages of those who stay."""
    value = criterion.value
    values = value if isinstance(value, tuple) else (value,)
    if of_birth:
        years = [age for one in values if (age := _age_of_birth(one, today)) is not None]
        return _asked(_MIRRORED.get(criterion.operator, criterion.operator), years, excludes)
    numbers = [float(one) for one in values if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if numbers:
        return _asked(criterion.operator, numbers, excludes)
    bands = [band for one in values if isinstance(one, str) and (band := band_of(one)) != Ages()]
    return _of_bands(criterion.operator, bands, excludes)


_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""Born earlier is older."""


def _age_of_birth(value: object, today: date) -> float | None:
    year = re.match(r"(\d{4})(?!\d)", value) if isinstance(value, str) else None
    number = int(year[1]) if year else value
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    return float(today.year - number)


def _asked(operator: str, numbers: list[float], excludes: bool) -> Ages:
    if not numbers:
        return Ages()
    first = numbers[0]
    if excludes or operator in ("!=", "not in"):
        # Those below (or above) are left out: what stays is the other side.
        if operator in ("<", "<="):
            return Ages(low=first + (operator == "<="))
        return Ages(high=first - (operator == ">=")) if operator in (">", ">=") else Ages()
    match operator:
        case ">" | ">=":
            return Ages(low=first + (operator == ">"))
        case "<" | "<=":
            return Ages(high=first - (operator == "<"))
        case "between" | "==" | "in":
            return Ages(min(numbers), max(numbers))
    return Ages()


def _of_bands(operator: str, bands: list[Ages], excludes: bool) -> Ages:
    if not bands:
        return Ages()
    if excludes == (operator in ("==", "in")):
        # A band open to one side is left out: what stays is the other side.
        low = [band.high + 1 for band in bands if band.low is None and band.high is not None]
        high = [band.low - 1 for band in bands if band.high is None and band.low is not None]
        return Ages(max(low, default=None), min(high, default=None))
    lows = [band.low for band in bands]
    highs = [band.high for band in bands]
    return Ages(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )
