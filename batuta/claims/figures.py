"""Figures of a message, each in one unit: percentages, money, durations, data, speeds and days.

The reading of numbers is that of `batuta.grounding`; here it is settled which of the possible readings an
advertisement means, and how much rounding can hide.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from batuta.grounding.dates import Moment, moments
from batuta.grounding.numbers import COUNT, PHONE, Quantity
from batuta.grounding.numbers import figures as quantities
from batuta.grounding.units import MONEY, Reading
from batuta.text import Language

FigureKind = Literal["percent", "money", "duration", "data", "speed", "count", "phone", "other"]
_KINDS: dict[str, FigureKind] = {
    "percent": "percent",
    "month": "duration",
    "day": "duration",
    "GB": "data",
    "Mbps": "speed",
    "instalment": "count",
    COUNT: "count",
    PHONE: "phone",
}
_SPEED_NEAR = re.compile(r"fib(?:ra|re|er)|simetric|velocidad|speed|broadband|banda ancha|/s|bps|internet|wifi")
_PERCENT = re.compile(r"%|por cien(?:to)?|per ?cent|pct")
_POINT = re.compile(r".*\s(?:con|coma|punto|point)\s")
"""Between the whole of a spelled rate and its decimals."""
_AND_A_HALF = re.compile(r"\s(?:y medio|and a half)\s(?:por cien(?:to)?|per ?cent)(?![a-z])")
_RATE_BEFORE = re.compile(
    r"(?:\btin|tipo nominal|interes nominal|nominal rate|interest rate)(?: (?:fijo|anual|fixed|annual))*"
    r" (?:del|al|de un|of) $"
)
"""Before a number that needs no sign to be a rate: `interés nominal fijo del siete y medio`."""
_HALF_MORE = re.compile(r"\s(?:y medio|and a half)(?![a-z])")
_NAMED = re.compile(r"\s?(?:[€$£]|anos|meses|dias|years|months|days|eur)")
_GIGS = re.compile(r"\s?gigs(?![a-z])|[\s-]gig\s(?:plan|sim|bundle|allowance|deal)(?![a-z])")
"""Behind a count: data, as people say it."""
_ON_STAGE = re.compile(r"\b(?:bands?|music|live|concerts?|stage|tickets?|venues?|tour|nights?|festival|singers?)\b")
"""Near gigs that are concerts."""
STAGE_NEAR = 60
HIGHEST_RATE = 100
_SPREAD = re.compile(r"\s(?:en|a|over|in|por|durante|for)\s(?:the\s)?\d")
"""Behind a sum: over how many payments it is spread, which is another figure."""
FASTEST_GB = 10
"""Gigabits a second a home line can have; more "GB" than that are data."""
DAYS_A_MONTH = 365 / 12


class Figure(NamedTuple):
    """A number with its unit, at a place in folded text."""

    kind: FigureKind
    value: float
    unit: str
    """percent; EUR USD GBP MXN; month or day; GB; Mbps"""
    start: int
    end: int
    grain: float
    """Half of its last written digit, in its unit: what rounding can hide."""
    bound: str
    """`=`, or how it is said: `>=` from, `<=` up to …"""
    per: str
    """`month`, `year` … where it is a price in time."""

    @property
    def months(self) -> float | None:
        """A duration in months, rounded where days make whole ones."""
        if self.kind != "duration":
            return None
        return self.value if self.unit == "month" else self.value / DAYS_A_MONTH


class Day(NamedTuple):
    """A day of the calendar, at a place in folded text."""

    day: date
    start: int
    end: int
    until: bool


def figures(text: str, language: Language, *, dollars: str = "USD") -> list[Figure]:
    """Every figure of a folded text in reading order.

    dollars: the currency of a bare `$`.

    >>> [(f.value, f.unit, f.grain) for f in figures("1.500,50 € a 60 meses, tres por ciento", "es")]
    [(1500.5, 'EUR', 0.005), (60.0, 'month', 0.5), (3.0, 'percent', 0.5)]
    """
    found = quantities(text, language).quantities
    read = [_figure(item, text, dollars) for item in found if not _is_por_ciento(item, text)]
    return list(_with_decimals(read, text))


def _with_decimals(read: list[Figure], text: str) -> Iterator[Figure]:
    """Rates whose decimals are spelled out, as in `cinco con noventa por ciento`, `six and a half per cent`."""
    taken = 0
    for place, figure in enumerate(read):
        following = read[place + 1] if place + 1 < len(read) else None
        half = _AND_A_HALF.match(text, figure.end)
        bare = _RATE_BEFORE.search(text[max(0, figure.start - 60) : figure.start])
        unsaid = _HALF_MORE.match(text, figure.end)
        if figure.start < taken:
            continue
        if half:
            taken = half.end()
            yield figure._replace(kind="percent", unit="percent", value=figure.value + 0.5, end=taken, grain=0.05)
        elif (
            bare
            and figure.kind in ("count", "other")
            and figure.value < HIGHEST_RATE
            and not _NAMED.match(text, figure.end)
        ):
            taken = unsaid.end() if unsaid else figure.end
            more = 0.5 if unsaid else 0.0
            yield figure._replace(kind="percent", unit="percent", value=figure.value + more, end=taken)
        elif following and following.kind == "percent" and _POINT.fullmatch(text, figure.end - 6, following.start):
            taken = following.end
            decimals = following.value / (10 if following.value < 10 else 100)
            grain = 0.05 if following.value < 10 else 0.005
            yield following._replace(start=figure.start, value=figure.value + decimals, grain=grain)
        else:
            yield figure


def _is_por_ciento(item: Quantity, text: str) -> bool:
    """`por ciento` holds a hundred that nobody means."""
    return text.startswith("ciento", item.start) and text.endswith("por ", 0, item.start)


def days(text: str, today: date) -> list[Day]:
    """Every full date of a folded text; without a year it is the next one from `today`, give or take a month.

    >>> [d.day.isoformat() for d in days("hasta el 30 de abril de 2027 o el 5 de mayo", date(2027, 3, 1))]
    ['2027-04-30', '2027-05-05']
    """
    return [
        Day(day, moment.start, moment.end, moment.bound == "until")
        for moment in moments(text)[0]
        if (day := _day(moment, today)) is not None
    ]


def _figure(found: Quantity, text: str, dollars: str) -> Figure:
    value, unit = _meant(found, text, dollars)
    kind: FigureKind = "money" if unit in MONEY else _KINDS.get(unit, "other")
    end, per = found.end, found.per
    said = _GIGS.match(text, found.end) if kind == "count" else None
    if said and not _ON_STAGE.search(text[max(0, found.start - STAGE_NEAR) : said.end() + STAGE_NEAR]):
        kind, unit, end = "data", "GB", said.end()
    if kind == "percent":
        # What follows the sign may be the label of the rate, as in `4 % annual percentage yield`.
        sign = _PERCENT.search(text, found.start, found.end)
        if sign is None:
            # Nine in ten is a share of people, never a rate.
            kind, unit = "other", "share"
        end = sign.end() if sign else end
    spread = _SPREAD.search(text, found.start, found.end) if kind == "money" else None
    if spread is not None:
        end, per = spread.start(), ""
    return Figure(kind, value, unit, found.start, end, _grain(text[found.start : end]), found.bound, per)


def _grain(written: str) -> float:
    digits = re.search(r"\d[\d.,' ]*", written)
    fraction = re.search(r"(?:^0[.,]|[.,](?!\d{3}\b))(\d+)\s*$", digits.group()) if digits else None
    return 0.5 * 10.0 ** -(len(fraction[1]) if fraction else 0)


def _meant(found: Quantity, text: str, dollars: str) -> Reading:
    """Of the readings of a figure the one an advertisement means."""
    readings = found.readings
    if len(readings) > 1 and readings[0][1].startswith("nth") and readings[0][0] == 1:
        # The first year is also a year long.
        readings = readings[1:]
    units = [unit for _, unit in readings]
    if "USD" in units and "MXN" in units:
        readings = tuple(reading for reading in readings if reading[1] == dollars) or readings
    if "Mbps" in units and "GB" in units:
        near = text[max(0, found.start - 30) : found.end + 25]
        speed = units[0] == "Mbps" or (readings[0][0] <= FASTEST_GB and bool(_SPEED_NEAR.search(near)))
        readings = tuple(reading for reading in readings if reading[1] == ("Mbps" if speed else "GB"))
    if readings[0][1] in MONEY:
        return max(readings)
    if readings[0][1] == "percent":
        return min(readings)
    return readings[0]


def _day(moment: Moment, today: date) -> date | None:
    if moment.day is None or moment.month is None:
        return None
    try:
        if moment.year is not None:
            return date(moment.year, moment.month, moment.day)
        this_year = date(today.year, moment.month, moment.day)
        return this_year if (today - this_year).days < 31 else date(today.year + 1, moment.month, moment.day)
    except ValueError:
        return None
