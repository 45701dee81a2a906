"""Figures in words that are no numerals: shares, as in `nine in ten`, and parts, as in `cuarto de hora`."""

import re
from functools import cache

from batuta.grounding.bounds import bound_of
from batuta.grounding.numerals import readings, spelled
from batuta.grounding.quantities import Quantity
from batuta.grounding.units import unit_after
from batuta.text import Language
from batuta.words.data import lines


def parts(prose: str, language: Language) -> list[Quantity]:
    """
    >>> [one.readings for one in parts("Nine in ten, or half a dozen", "en")]
    [((90.0, 'percent'),), ((6.0, 'count'),)]
    """
    return _apart([*_out_of(prose, language), *_in_parts(prose), *_around_the_clock(prose), *_per_coin(prose)])


def _around_the_clock(prose: str) -> list[Quantity]:
    """`24/7`, `day and night`: all the hours of the day."""
    return [
        Quantity(((24.0, "hours a day"), (1.0, "day")), "=", "", *match.span()) for match in _ALL_DAY.finditer(prose)
    ]


_ALL_DAY = re.compile(
    r"\b(?:24/7|(?:a|the )?round[- ]the[- ]clock|around[- ]the[- ]clock|24 (?:hours|h) a day|twenty-four hours a day|"
    r"(?:las )?(?:24|veinticuatro) (?:horas|h) (?:del|al) d[ií]a|"
    r"las (?:24|veinticuatro) (?:horas|h)\b(?! (?:siguientes|posteriores|antes|previas|anteriores|desde|de))|"
    r"(?:de )?d[ií]a [yo] (?:de )?noche|noche y d[ií]a|day (?:and|or) night|night and day|"
    r"(?:a )?cualquier hora(?: del d[ií]a)?|"
    r"a la hora que (?:quieras|quiera|quieran|prefieras|prefiera|gustes)|at any hour|any hour|"
    r"any time of (?:the )?day)\b",
    re.IGNORECASE,
)


def _per_coin(prose: str) -> list[Quantity]:
    """`Two points per pound`, `por cada euro`: one of the currency."""
    return [
        Quantity(((1.0, _COINS[match.group("coin")[0].lower()]),), "=", "", match.start("coin"), match.end("coin"))
        for match in _PER_COIN.finditer(prose)
    ]


_COINS = {"p": "GBP", "e": "EUR", "d": "USD", "l": "GBP"}
_PER_COIN = re.compile(
    r"\b(?:per|for (?:each|every)|por(?: cada)?|each|every|cada)\s+(?:single\s+)?"
    r"(?P<coin>pound|euro|d[oó]lar|dollar|libra)\b",
    re.IGNORECASE,
)


def _in_parts(prose: str) -> list[Quantity]:
    """`Media docena`, `three quarters of`, `cuarto de hora`, with the bound that stands around them."""
    return [
        Quantity(((value, unit),), bound_of(prose, *match.span()), "", *match.span())
        for value, unit, pattern in _fractions()
        for match in pattern.finditer(prose)
    ] + [
        Quantity(
            tuple(
                (_PART[(match.group("part") or match.group("parte"))[0].lower()] * factor, unit)
                for factor, unit in measured[0]
            ),
            bound_of(prose, match.start(), measured[1]),
            "",
            match.start(),
            measured[1],
        )
        for match in _PART_OF_ONE.finditer(prose)
        if (measured := unit_after(prose, match.end()))
    ]


_PART = {"h": 0.5, "m": 0.5, "q": 0.25, "c": 0.25}
_PART_OF_ONE = re.compile(
    r"(?<!and )(?<!per )(?<!every )\b(?P<part>half(?= an? )|quarter(?= of an? ))(?: of)? an?\b|"
    r"(?<!y )(?<!por )(?<!cada )\b(?P<parte>medi[oa]|cuarto de)\b(?! pensi[oó]n)",
    re.IGNORECASE,
)
"""`Half a cubic metre`, `medio kilo`: of whatever unit follows."""


def _apart(found: list[Quantity]) -> list[Quantity]:
    """Without those that stand within a longer one, as `docena` in `media docena`, or where another does."""
    return [
        one
        for place, one in enumerate(found)
        if not any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and (other.end - other.start > one.end - one.start or found.index(other) < place)
            for other in found
        )
    ]


@cache
def _fractions() -> tuple[tuple[float, str, re.Pattern[str]], ...]:
    """Figures in words that are no numerals: `three quarters of`, `media docena`."""
    found: list[tuple[float, str, re.Pattern[str]]] = []
    for line in lines("fractions.txt"):
        head, said = line.split(": ", 1)
        value, named = head.split()
        factor, unit = _TIMES.get(named, (1.0, named.replace("_", " ")))
        found.append((float(value) * factor, unit, re.compile(rf"\b(?:{said})\b", re.IGNORECASE)))
    return tuple(found)


_TIMES = {"minute": (1 / 1440, "day"), "hour": (1 / 24, "day"), "week": (7.0, "day"), "year": (12.0, "month")}
"""Units of the list that are compared in others."""


def _out_of(prose: str, language: Language) -> list[Quantity]:
    """`Nine in ten`, `3 de cada 4`, `de cada cuatro, tres`: shares."""
    found: list[Quantity] = []
    for match in _OUT_OF.finditer(prose):
        some, all_ = (
            _number(match[name], language) for name in (("some", "all") if match["some"] else ("part", "whole"))
        )
        if some and all_ and some < all_:
            bound = bound_of(prose, match.start(), match.end())
            found.append(Quantity(((100 * some / all_, "percent"),), bound, "", match.start(), match.end()))
    return found


def _number(word: str, language: Language) -> float | None:
    if word[0].isdigit():
        return readings(word, language)[0]
    told = spelled([word], language)
    return told[0] if told else None


_SOME = r"(?:\d{1,4}(?:[.,]\d{1,2})?|[^\W\d]+)"
_SIGN = r"(?:[€$£]\s?)?"
_MONEY = r"(?:\s?(?:€|euros?\b|d[oó]lares\b|dollars?\b|pounds?\b|pesos?\b|libras?\b|\$|£))?"
_OF_ALL = r"(?:(?:in|out of)(?: every| each)?|of (?:every|each)|de cada)"
_OUT_OF = re.compile(
    rf"{_SIGN}(?<![\w.,])(?P<some>{_SOME}){_MONEY} {_OF_ALL} {_SIGN}(?P<all>{_SOME})\b{_MONEY}"
    r"(?! (?:months?|years?|days?|weeks?|hours?|minutes?))|"
    rf"\b(?:de cada|(?:out )?of every|(?:out )?of each|for every) {_SIGN}(?P<whole>{_SOME})\b{_MONEY}"
    rf"[^.;,]*, {_SIGN}(?P<part>{_SOME})\b{_MONEY}",
    re.IGNORECASE,
)
