"""The figures of a text as values: amounts, shares, durations, quantities, in whatever format they are written."""

import math
import re
from functools import cache
from typing import NamedTuple

from batuta.grounding.bounds import Bound, bound_of
from batuta.grounding.dates import Moment, moments
from batuta.grounding.numerals import DIGITS, SCALES, readings, spelled
from batuta.grounding.units import MONEY, Reading, money_before, period_after, period_before, unit_after
from batuta.text import Language
from batuta.words.data import lines
from batuta.words.tokens import fold, tokens

COUNT = "count"
PHONE = "phone"
CLOCK = "clock"


class Quantity(NamedTuple):
    """One figure. `readings` are all it may mean, as value and unit; two figures are equal when one is shared."""

    readings: tuple[Reading, ...]
    bound: Bound
    per: str
    """`month`, `year` … where it is a rate in time."""
    start: int
    end: int

    @property
    def unit(self) -> str:
        return self.readings[0][1]

    @property
    def value(self) -> float:
        return self.readings[0][0]

    @property
    def money(self) -> bool:
        return self.unit in MONEY

    def equals(self, other: "Quantity") -> bool:
        common = {unit for _, unit in self.readings} & {unit for _, unit in other.readings}
        exact = {unit for unit in common if not unit.endswith(_CONVERTED)} or common
        return any(
            unit == that_unit and unit in exact and math.isclose(value, that, rel_tol=_tolerance(unit), abs_tol=1e-9)
            for value, unit in self.readings
            for that, that_unit in other.readings
        )

    def comparable(self, other: "Quantity") -> bool:
        """Both speak of the same kind of thing."""
        return bool({unit for _, unit in self.readings} & {unit for _, unit in other.readings})


_CONVERTED = "~"


def _tolerance(unit: str) -> float:
    """Share by which two values may differ; what was converted from other measures is rounded."""
    return 0.02 if unit.endswith(_CONVERTED) else 1e-9


def is_case_of(one: Quantity, limit: Quantity) -> bool:
    """`42 años` of `menores de 45 años`."""
    if one.bound != "=" or one.money or limit.bound not in ("<=", ">="):
        return False
    limits = {unit: value for value, unit in limit.readings}
    return any(
        unit in limits and (value <= limits[unit] if limit.bound == "<=" else value >= limits[unit])
        for value, unit in one.readings
    )


class Figures(NamedTuple):
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]


_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|https?://\S+|www\.\S+|\S+@\S+\.\w+")
_PHONE = re.compile(
    r"\+\d[\d ()-]{6,}\d|\b\d{3}[ -]\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?\b(?!\s*(?:€|eur|\$|%))|\b[689]\d{8}\b"
)
_CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?:\s?h\b\.?)?(?:\s?(?P<ap>[ap])\.?\s?m\b\.?)?|"
    r"\b(?P<h2>1[0-2]|0?\d)(?::(?P<m2>[0-5]\d))?\s?(?P<ap2>[ap])\.?\s?m\b\.?|"
    r"\b(?P<h5>1[0-2]|0?\d)\s(?:de la (?:(?P<am>ma[nñ]ana|madrugada)|(?P<pm>tarde|noche))|"
    r"in the (?:(?P<am2>morning)|(?P<pm2>afternoon|evening))|at (?P<pm3>night))\b|"
    r"(?<=\bde )(?P<h3>[01]?\d|2[0-4])(?=\s+a\s+\d{1,2}\s?h\b)|(?<=\ba )(?P<h4>[01]?\d|2[0-4])\s?h\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"(?<![\w.,])(?:{DIGITS})")
_SCALE = re.compile(
    r"[\s\u00a0]?(k|mill?\b\.?|mil|m|thousand|millon(?:es)?|millón|millions?|bn|billion)(?![^\W\d_])", re.IGNORECASE
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.?[ºª]|\.[eo]r)(?=\W|$)", re.IGNORECASE)
# fmt: off
_ORDINALS = {
    "primer": 1, "primera": 1, "primero": 1, "primeros": 1, "primeras": 1, "first": 1, "segundo": 2, "segunda": 2,
    "second": 2, "tercer": 3, "tercera": 3, "tercero": 3, "third": 3, "cuarto": 4, "cuarta": 4, "fourth": 4,
    "quinto": 5, "quinta": 5, "fifth": 5, "sexto": 6, "sixth": 6, "decimotercer": 13, "thirteenth": 13,
}
_NAMED: dict[str, tuple[Reading, ...]] = {
    "mitad": ((50.0, "percent"),), "half": ((50.0, "percent"),), "doble": ((2.0, "times"), (2.0, COUNT)),
    "double": ((2.0, "times"), (2.0, COUNT)), "twice": ((2.0, "times"),), "triple": ((3.0, "times"),),
}
# fmt: on


def prose_of(text: str) -> str:
    """The text with addresses, merge fields and placeholders blanked out, every word in its place."""
    return _NOT_PROSE.sub(lambda hidden: " " * len(hidden.group()), text)


def figures(text: str, language: Language) -> Figures:
    """Every figure of a text, in the order of their places.

    >>> [q.readings[0] for q in figures("29,90 €/mes durante 12 meses", "es").quantities]
    [(29.9, 'EUR'), (12.0, 'month')]
    """
    found_moments, prose = moments(prose_of(text))
    found: list[Quantity] = []
    for match in _PHONE.finditer(prose):
        number = float(re.sub(r"\D", "", match.group()))
        found.append(Quantity(((number, PHONE),), "=", "", match.start(), match.end()))
    prose = _blanked(prose, found)
    clocks = [_clock(match) for match in _CLOCK.finditer(prose)]
    clocks += [
        Quantity(((_MIDNIGHT, CLOCK), (0.0, CLOCK)), "=", "", *match.span()) for match in _AT_MIDNIGHT.finditer(prose)
    ]
    found += clocks
    prose = _blanked(prose, clocks)
    for match in _MULTIBUY.finditer(prose):
        for name in ("get", "pay"):
            found.append(Quantity(((float(match[name]), COUNT),), "=", "", match.start(name), match.end(name)))
    for match in _NEXT_DAY.finditer(prose):
        start, end = match.span("day") if match["day"] else match.span("next")
        found.append(Quantity(((1.0, "day"), (1.0, "working day")), "=", "", start, end))
    prose = _blanked(prose, found)
    shares = [
        Quantity(((value, unit),), "=", "", match.start(), match.end())
        for value, unit, pattern in _fractions()
        for match in pattern.finditer(prose)
    ]
    shares += _out_of(prose, language)
    found += shares
    prose = _blanked(prose, shares)
    in_digits = [_in_digits(prose, match, language) for match in _FIGURE.finditer(prose)]
    found += in_digits
    found += _in_words(_blanked(prose, in_digits), language)
    found.sort(key=lambda quantity: quantity.start)
    return Figures(tuple(_with_ranges(prose, _compound(prose, found))), found_moments)


@cache
def _fractions() -> tuple[tuple[float, str, re.Pattern[str]], ...]:
    """Figures in words that are no numerals: `three quarters of`, `media docena`."""
    found: list[tuple[float, str, re.Pattern[str]]] = []
    for line in lines("fractions.txt"):
        head, said = line.split(": ", 1)
        value, unit = head.split()
        found.append((float(value), unit, re.compile(rf"\b(?:{said})\b", re.IGNORECASE)))
    return tuple(found)


def _out_of(prose: str, language: Language) -> list[Quantity]:
    """`Nine in ten`, `3 de cada 4`, `de cada cuatro, tres`: shares."""
    found: list[Quantity] = []
    for match in _OUT_OF.finditer(prose):
        some, all_ = (
            _number(match[name], language) for name in (("some", "all") if match["some"] else ("part", "whole"))
        )
        if some and all_ and some < all_:
            found.append(Quantity(((100 * some / all_, "percent"),), "=", "", match.start(), match.end()))
    return found


def _number(word: str, language: Language) -> float | None:
    if word.isdigit():
        return float(word)
    told = spelled([word], language)
    return told[0] if told else None


_OUT_OF = re.compile(
    r"\b(?P<some>\d{1,3}|[^\W\d]+) (?:in|out of|de cada) (?:every )?(?P<all>\d{1,4}|[^\W\d]+)\b"
    r"(?! (?:months?|years?|days?|weeks?|hours?|minutes?))|"
    r"\b(?:de cada|out of every|of every) (?P<whole>\d{1,4}|[^\W\d]+)\b[^.;,]*, (?P<part>\d{1,3}|[^\W\d]+)\b",
    re.IGNORECASE,
)


_MULTIBUY = re.compile(r"\b(?P<get>[2-9])\s?[x×]\s?(?P<pay>[1-8])\b(?!\s?[x×\d]|\s?[cm]m\b)", re.IGNORECASE)
"""`3x2`: three for the price of two."""
_NEXT_DAY = re.compile(
    r"(?:\b(?:rec[ií]b\w+|llega\w*|ll[eé]va\w*|tenl[oa]s?|tienes|tendr[aá]s|entreg\w+|en casa|"
    r"get it|have it|deliver\w*|arriv\w+|lands?|yours|with you|at your door|wear it|use it)\b[^.;!?]{0,25}?)"
    r"\b(?P<day>ma[nñ]ana mismo|ma[nñ]ana(?! por la)|tomorrow)\b|"
    r"\b(?P<next>al d[ií]a siguiente|(?:the )?next day|next-day)\b",
    re.IGNORECASE,
)
"""`Recíbelo mañana`: in one day."""


def _compound(text: str, found: list[Quantity]) -> list[Quantity]:
    """`2 h 45 min`, `1 año y 6 meses`: one duration, in the unit of its readings."""
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before and _JOINS.fullmatch(text[before.end : quantity.start]) and _continues(before, quantity):
            unit = quantity.unit
            whole = next(value for value, name in before.readings if name == unit)
            joined[-1] = before._replace(readings=((whole + quantity.value, unit),), end=quantity.end)
        else:
            joined.append(quantity)
    return joined


_JOINS = re.compile(r"\s*(?:\by\b|\band\b)?\s*", re.IGNORECASE)


def _continues(before: Quantity, quantity: Quantity) -> bool:
    """The second is the rest of a duration: of the same kind, and smaller than one of the first's units."""
    if quantity.unit not in ("day", "month") or quantity.bound != "=":
        return False
    whole = next((value for value, name in before.readings if name == quantity.unit), None)
    hours = quantity.unit == "day" and whole is not None and whole < 1
    years = quantity.unit == "month" and whole is not None and whole >= 12
    return (hours and quantity.value < 1 / 24) or (years and quantity.value < 12)


def _clock(match: re.Match[str]) -> Quantity:
    """A time of day, in minutes after midnight."""
    said = match.groupdict()
    hours = int(said["h"] or said["h2"] or said["h3"] or said["h4"] or said["h5"])
    half = (said["ap"] or said["ap2"] or "").lower()
    half = half or ("a" if said["am"] or said["am2"] else "p" if said["pm"] or said["pm2"] or said["pm3"] else "")
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    minutes = 60 * hours + int(said["m"] or said["m2"] or 0)
    times = ((float(minutes), CLOCK), *(((0.0, CLOCK),) if minutes == _MIDNIGHT else ()))
    return Quantity(times, "=", "", match.start(), match.end())


_MIDNIGHT = 1440.0
_AT_MIDNIGHT = re.compile(r"\b(?:midnight|medianoche|las doce de la noche)\b", re.IGNORECASE)


def _blanked(text: str, found: list[Quantity]) -> str:
    for quantity in found:
        text = text[: quantity.start] + "·" * (quantity.end - quantity.start) + text[quantity.end :]
    return text


def _in_digits(text: str, match: re.Match[str], language: Language) -> Quantity:
    ordinal = _ORDINAL.match(text, match.start())
    if ordinal:
        return _nth(text, int(ordinal.group(1)), ordinal.start(), ordinal.end())
    return _measured(text, match.start(), match.end(), readings(match.group().strip(), language))


def _in_words(text: str, language: Language) -> list[Quantity]:
    found: list[Quantity] = []
    words = tokens(text)
    place = 0
    while place < len(words):
        token, taken = words[place], 1
        word = token.folded
        number = None if token.text[0].isdigit() else spelled([w.text for w in words[place : place + 6]], language)
        if word in _NAMED:
            found.append(Quantity(_NAMED[word], "=", "", token.start, token.end))
        elif word in _ORDINALS:
            if unit_after(text, token.end) or _BARE_NTH.search(text[: token.start]):
                found.append(_nth(text, _ORDINALS[word], token.start, token.end))
        elif number:
            value, taken = number
            end = words[place + taken - 1].end
            an_article = taken == 1 and value == 1
            counted = unit_after(text, end)
            if not an_article or (counted and counted[0][0][1] != "instalment"):
                quantity = _hour(text, token.start, end, value) or _measured(text, token.start, end, (value,))
                found.append(quantity)
                while place + taken < len(words) and words[place + taken].start < quantity.end:
                    taken += 1
        place += taken
    return found


_AT_HOUR = re.compile(
    r"\b(?:a las|de|desde las|hasta las|antes de las|from|by|before|until|till|after|at)\s+$", re.IGNORECASE
)
_TO_HOUR = re.compile(r"\s*(?:to|a|till|until)\s+(?:las\s+)?[^\W\d]+", re.IGNORECASE)
_HALF_OF_DAY = re.compile(
    r"(?: o['’]clock)?\s+(?:(?:de la |por la )?(?:ma[nñ]ana|madrugada)\b|in the morning|a\.?\s?m\b\.?|"
    r"(?P<pm>de la (?:tarde|noche)|in the (?:afternoon|evening)|at night|p\.?\s?m\b\.?))",
    re.IGNORECASE,
)
_FROM_HOUR = re.compile(r"\b(?:de|from)\s+[^\W\d]+\s+(?:to|a|till|until)\s+(?:las\s+)?$", re.IGNORECASE)


def _hour(text: str, start: int, end: int, value: float) -> Quantity | None:
    """`By six`, `de ocho a ocho`: an hour in words, of the morning or of the evening."""
    before = text[max(0, start - 24) : start]
    half = _HALF_OF_DAY.match(text, end)
    if half and 1 <= value <= 12:
        minutes = 60.0 * (value % 12 + (12 if half["pm"] else 0))
        return Quantity(((minutes, CLOCK),), "=", "", start, half.end())
    opens = _AT_HOUR.search(before)
    if not 1 <= value <= 12 or unit_after(text, end) or period_after(text, end):
        return None
    if not (_FROM_HOUR.search(before) or (opens and (_ends_here(text, end) or _TO_HOUR.match(text, end)))):
        return None
    minutes = 60.0 * value
    return Quantity(((minutes, CLOCK), (minutes % 720 + 720, CLOCK), (value, COUNT)), "=", "", start, end)


def _ends_here(text: str, end: int) -> bool:
    """Nothing follows that could be counted."""
    return bool(re.match(r"\s*(?:$|[.,;:!?)–—-]|\b(?:and|y|the same|on|in|de la|el mismo|los|las|del)\b)", text[end:]))


def _nth(text: str, which: int, start: int, end: int) -> Quantity:
    """`primer año`, `2º año`: the first is also the duration itself, as in `12 months`."""
    unit = unit_after(text, end)
    if not unit:
        return Quantity(((float(which), "nth"),), "=", "", start, end)
    nth = (float(which), "nth")
    return Quantity((nth, *unit[0]) if which == 1 else (nth,), "=", "", start, unit[1])


_BARE_NTH = re.compile(r"\b(?:a partir del?|desde (?:el|la)|from the|after the)\s+$", re.IGNORECASE)
_AMONG_FIRST = re.compile(
    r"\b(?:(?:los|las|the|tus|your)\s+)?(?:primer[oa]s|first|pr[oó]xim[oa]s|next)\s+$", re.IGNORECASE
)


def _measured(text: str, start: int, end: int, values: tuple[float, ...]) -> Quantity:
    """Read scale, unit, period and bound around a figure."""
    scale = _SCALE.match(text, end)
    if scale and (fold(scale.group(1)) != "m" or _money_near(text, start, scale.end())):
        factor = SCALES[fold(scale.group(1)).rstrip(".")]
        values, end = tuple(value * factor for value in values), scale.end()
        end += len(" de") if text[end : end + 4] in (" de ", " of ") else 0
    units, start, end = _unit(text, start, end)
    if units[0][1] in ("month", "day"):
        among = _AMONG_FIRST.search(text[max(0, start - 24) : start])
        start -= len(among.group()) if among else 0
    per = ""
    if units[0][1] in MONEY:
        per, end = period_after(text, end) or (period_before(text, start), end)
    elif units[0][1] in ("GB", "percent"):
        per, end = period_after(text, end) or ("", end)
    half = _AND_A_HALF.match(text, end) if units[0][1] in ("month", "day") else None
    extra, end = (0.25 if half.group("quarter") else 0.5, half.end()) if half else (0.0, end)
    ratio = _OF_EACH.match(text, end) if units[0] == (0.01, "EUR") or units[0] == (0.01, "USD") else None
    if ratio:
        units, end = ((1, "percent"),), ratio.end()
    measures = tuple(((value + extra) * factor, name) for value in values for factor, name in units)
    return Quantity(measures, _bound(text, start, end), per, start, end)


_OF_EACH = re.compile(
    r"(?:\s+(?:back|de vuelta|off))?\s+(?:(?:on|for|per|por|de|in|a|of)\s+)?(?:every|each|cada|per|por|the)\s+"
    r"(?:single\s+)?(?:dollar|euro|pound|peso|[€$£]1\b|1 ?€)",
    re.IGNORECASE,
)
"""`2¢ back on every dollar`, `3 céntimos por cada euro`: a share."""


def _bound(text: str, start: int, end: int) -> Bound:
    """Around the figure, or within it: `five or more years`."""
    within = re.search(r"\b(?:o|or) (?:(?P<more>más|more)|menos|less|fewer)\b", text[start:end], re.IGNORECASE)
    if within:
        return ">=" if within.group("more") else "<="
    return bound_of(text, start, end)


_OR_MORE = re.compile(r"\s+(?:o más|o menos|or more|or less|or fewer)(?=\s)", re.IGNORECASE)
_AGE_DIGITS = 3
_AND_A_HALF = re.compile(r"\s+(?:y medi[oa]|and a half|(?P<quarter>y cuarto|and a quarter))\b", re.IGNORECASE)


def _unit(text: str, start: int, end: int) -> tuple[tuple[Reading, ...], int, int]:
    before = money_before(text, start)
    if before:
        reading, start = before
        return ((reading, (1, "MXN")) if reading[1] == "USD" else (reading,)), start, end
    after = unit_after(text, end)
    if after:
        return after[0], start, after[1]
    if end - start <= _AGE_DIGITS and _AGED.search(text[max(0, start - 24) : start]):
        return ((12, "month"), (1, COUNT)), start, end
    open_ended = _OR_MORE.match(text, end)
    further = unit_after(text, open_ended.end()) if open_ended else None
    if further:
        return further[0], start, further[1]
    tail = _OTHER_END.match(text, end)
    shared = unit_after(text, tail.end()) if tail else None
    return (shared[0] if shared else ((1, COUNT),)), start, end


def _money_near(text: str, start: int, end: int) -> bool:
    return bool(money_before(text, start)) or bool(re.match(r"\s?[€$£]", text[end:]))


_AGED = re.compile(
    r"\b(?:(?:tienes|tengas|tiene|tengan|you['’]?re|you are)\s+"
    r"(?:between\s+|entre\s+|de\s+)(?:\d+\s+(?:to|and|a|y)\s+)?$)|"
    r"\b(?:(?:aged?|ages|edad|menores|mayores|under|over)(?:\s+|-))(?:de\s+|between\s+|from\s+|over\s+|under\s+)?(?:\d+\s+(?:to|and|a|y|-)\s+)?$",
    re.IGNORECASE,
)
_OTHER_END = re.compile(
    rf"(?:,\s?(?:{DIGITS})(?![.,]\d))*\s*,?\s*"
    rf"(?:al?|y|o|u|hasta|to|and|or|[-–—])\s*(?:los |las |the |el )?(?:{DIGITS})(?![.,]?\d)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:del?|entre|from|between|desde|aged?|ages)\s*$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:al?|y|to|and|hasta|[-–—])\s*(?:los |las |the |el )?", re.IGNORECASE)


def _with_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
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
