"""Figures that belong together: `2 h 45 min`, `a quarter of | a million`, `de 18 | a 25`, `from €99 … up to | 59`."""

import re
from collections.abc import Iterator

from batuta.grounding.quantities import CLOCK as CLOCK
from batuta.grounding.quantities import COUNT as COUNT
from batuta.grounding.quantities import PHONE as PHONE
from batuta.grounding.quantities import Quantity as Quantity
from batuta.grounding.quantities import is_case_of as is_case_of
from batuta.grounding.units import MONEY, unit_after


def compound(text: str, found: list[Quantity]) -> list[Quantity]:
    """`2 h 45 min`, `1 año y 6 meses`: one duration, in the unit of its readings."""
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before and _is_part_of_million(text, before, quantity):
            scaled = tuple((value * before.value / 100, unit) for value, unit in quantity.readings)
            joined[-1] = quantity._replace(readings=scaled, start=before.start)
        elif before and _JOINS.fullmatch(text[before.end : quantity.start]) and _continues(before, quantity):
            unit = quantity.unit
            whole = next(value for value, name in before.readings if name == unit)
            joined[-1] = before._replace(readings=((whole + quantity.value, unit),), end=quantity.end)
        else:
            joined.append(quantity)
    return joined


def of_millions(text: str, quantity: Quantity) -> Quantity:
    """`Half a million | pounds`: the unit of a great number in words."""
    if quantity.unit != COUNT or quantity.value < _MILLION / 10:
        return quantity
    link = _OF.match(text, quantity.end)
    read = unit_after(text, link.end() if link else quantity.end)
    if read is None or not any(unit in MONEY for _, unit in read[0]):
        return quantity
    return quantity._replace(
        readings=tuple((quantity.value * factor, unit) for factor, unit in read[0] if unit in MONEY), end=read[1]
    )


_OF = re.compile(r"\s+(?:de|of)(?=\s)", re.IGNORECASE)


def elliptic(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """`Frames from €99, and a pair of up to 59`: a bare number after an amount may be an amount as well."""
    amount = ""
    earlier: Quantity | None = None
    for quantity in found:
        bare = all(unit == COUNT for _, unit in quantity.readings) and _ENDS_THERE.match(text, quantity.end)
        if amount and bare and (_LIMITED.search(text[: quantity.start]) or _COMES_TO.search(text[: quantity.start])):
            yield quantity._replace(readings=(*quantity.readings, *((value, amount) for value, _ in quantity.readings)))
            continue
        term = next((unit for _, unit in earlier.readings if unit in ("month", "day")), "") if earlier else ""
        if term and earlier and all(unit == COUNT for _, unit in quantity.readings) and _MORE.match(text, quantity.end):
            factor = next(value for value, unit in earlier.readings if unit == term) / _many(text, earlier)
            longer = tuple((value * factor, term) for value, _ in quantity.readings)
            yield quantity._replace(readings=(*longer, *quantity.readings))
            continue
        amount = quantity.unit if quantity.money else amount
        earlier = quantity
        yield quantity


def _many(text: str, quantity: Quantity) -> float:
    """How many of its unit a duration is said to be: 3 of `three years`."""
    value = next(value for value, unit in quantity.readings if unit in ("month", "day"))
    return value / (
        12.0
        if _YEARS.search(text, quantity.start, quantity.end)
        else 7.0
        if _WEEKS.search(text, quantity.start, quantity.end)
        else 1.0
    )


_YEARS = re.compile(r"\b(?:years?|a[nñ]os?)\b", re.IGNORECASE)
_WEEKS = re.compile(r"\b(?:weeks?|semanas?)\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|m[aá]s|extra)\b(?!\s+[^\W\d]+s\b)(?! de\b)", re.IGNORECASE)
"""`Three years, plus two more`: of the same."""


_ENDS_THERE = re.compile(r"\s*(?:[.,;:!?)](?!\d)|$)")


_LIMITED = re.compile(r"\b(?:hasta|desde|up to|from|at least|al menos|m[aá]ximo|maximum)\s+(?:de\s+)?$", re.IGNORECASE)


_COMES_TO = re.compile(
    r"\b(?:sale[ns]?|queda[ns]?|cuestan?|vale[ns]?|comes?|works? out|costs?|pay|pagas?|pag[aá])\s+"
    r"(?:solo |just |only )?(?:a|en|por|at|to)?\s*$",
    re.IGNORECASE,
)
"""`180 € for ten: each comes to 18`."""


def _is_part_of_million(text: str, before: Quantity, quantity: Quantity) -> bool:
    """`A quarter of a million dollars`, `medio millón de pesos`: a share in words, of a great round number."""
    in_words = before.unit == "percent" and not any(mark.isdigit() for mark in text[before.start : before.end])
    return in_words and quantity.value >= _MILLION and not text[before.end : quantity.start].strip()


_MILLION = 1e6


_JOINS = re.compile(r"\s*(?:\by\b|\band\b)?\s*", re.IGNORECASE)


def _continues(before: Quantity, quantity: Quantity) -> bool:
    """The second is the rest of a duration: of the same kind, and smaller than one of the first's units."""
    if quantity.unit not in ("day", "month") or quantity.bound != "=":
        return False
    whole = next((value for value, name in before.readings if name == quantity.unit), None)
    hours = quantity.unit == "day" and whole is not None and whole < 1
    years = quantity.unit == "month" and whole is not None and whole >= 12
    weeks = quantity.unit == "day" and whole is not None and whole >= 7 and quantity.value < 7
    return (weeks and quantity.value >= 1) or (hours and quantity.value < 1 / 24) or (years and quantity.value < 12)


_OPENS = re.compile(r"\b(?:del?|entre|from|between|desde|aged?|ages)\s*$", re.IGNORECASE)


_TO = re.compile(r"\s*(?:al?|y|to|and|hasta|[-–—])\s*(?:los |las |the |el )?", re.IGNORECASE)


def with_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """`de 18 a 25 años` is at least the one and at most the other."""
    joined = list(found)
    for place in range(len(found) - 1):
        first, second = joined[place], joined[place + 1]
        between = text[first.end : second.start]
        opened = _OPENS.search(text[max(0, first.start - 9) : first.start])
        if not _TO.fullmatch(between) or not (opened or between.strip() in "-–—"):
            continue
        if first.comparable(second) and first.value < second.value:
            joined[place], joined[place + 1] = first._replace(bound=">="), second._replace(bound="<=")
    return joined
