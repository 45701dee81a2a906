"""The figures of a text as values: amounts, shares, durations, quantities, in whatever format they are written."""

import re
from typing import NamedTuple

from batuta.grounding.bounds import Bound, bound_of
from batuta.grounding.clocks import clocks, hour
from batuta.grounding.dates import Moment, moments
from batuta.grounding.joined_figures import compound, elliptic, of_millions, with_ranges
from batuta.grounding.numerals import DIGITS, SCALES, readings, spelled
from batuta.grounding.parts import parts
from batuta.grounding.quantities import CLOCK as CLOCK
from batuta.grounding.quantities import COUNT as COUNT
from batuta.grounding.quantities import PHONE as PHONE
from batuta.grounding.quantities import ROOM
from batuta.grounding.quantities import Quantity as Quantity
from batuta.grounding.quantities import is_case_of as is_case_of
from batuta.grounding.units import MONEY, Reading, in_degrees, money_before, period_after, period_before, unit_after
from batuta.text import Language
from batuta.words.tokens import fold, tokens


class Figures(NamedTuple):
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]


_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|https?://\S+|www\.\S+|\S+@\S+\.\w+")


_PHONE = re.compile(
    r"\+\d[\d ()-]{6,}\d|\b\d{3}[ -]\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?\b(?!\s*(?:€|eur|\$|%))|\b[689]\d{8}\b"
)


_FIGURE = re.compile(rf"(?<![\w.,])(?:{DIGITS})")


_SCALE = re.compile(
    r"[\s\u00a0]?(k|mill?\b\.?|mil|m(?!\.\s?n\b)|thousand|millon(?:es)?|millón|millions?|bn|billion)(?![^\W\d_])",
    re.IGNORECASE,
)


_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.?[ºª]|\.[eo]r)(?=\W|$)", re.IGNORECASE)


_ORDINALS = {
    "primer": 1,
    "primera": 1,
    "primero": 1,
    "primeros": 1,
    "primeras": 1,
    "first": 1,
    "segundo": 2,
    "segunda": 2,
    "second": 2,
    "tercer": 3,
    "tercera": 3,
    "tercero": 3,
    "third": 3,
    "cuarto": 4,
    "cuarta": 4,
    "fourth": 4,
    "quinto": 5,
    "quinta": 5,
    "fifth": 5,
    "sexto": 6,
    "sixth": 6,
    "decimotercer": 13,
    "thirteenth": 13,
}


_NAMED: dict[str, tuple[Reading, ...]] = {
    "mitad": ((50.0, "percent"),),
    "half": ((50.0, "percent"),),
    "doble": ((2.0, "times"), (2.0, COUNT)),
    "double": ((2.0, "times"), (2.0, COUNT)),
    "twice": ((2.0, "times"),),
    "triple": ((3.0, "times"),),
    **dict.fromkeys(
        ("duplica", "duplicas", "duplicamos", "duplicar", "doubles", "doubling"), ((2.0, "times"), (2.0, COUNT))
    ),
}


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
    hours = list(clocks(prose, language))
    found += hours
    prose = _blanked(prose, hours)
    for match in _MULTIBUY.finditer(prose):
        for name in ("get", "pay"):
            found.append(Quantity(((float(match[name]), COUNT),), "=", "", match.start(name), match.end(name)))
    for match in _FROM_THE_FIRST.finditer(prose):
        found.append(Quantity(((1.0, "nth"), (float(match["last"]), "month")), "=", "", *match.span()))
    for match in _NUMBER_ONE.finditer(prose):
        unit = unit_after(prose, match.start())
        found.append(Quantity(((1.0, "nth"), *(unit[0] if unit else ())), "=", "", *match.span()))
    for match in _NEXT_DAY.finditer(prose):
        start, end = match.span("day") if match["day"] else match.span("next")
        found.append(Quantity(((1.0, "day"), (1.0, "working day")), "=", "", start, end))
    prose = _blanked(prose, found)
    shares = parts(prose, language)
    found += shares
    prose = _blanked(prose, shares)
    in_digits = [_in_digits(prose, match, language) for match in _FIGURE.finditer(prose)]
    found += in_digits
    found += _in_words(_blanked(prose, in_digits), language)
    found.sort(key=lambda quantity: quantity.start)
    whole = with_ranges(prose, compound(prose, [of_millions(prose, one) for one in found]))
    return Figures(tuple(elliptic(prose, list(whole))), found_moments)


_MULTIBUY = re.compile(r"\b(?P<get>[2-9])\s?[x×]\s?(?P<pay>[1-8])\b(?!\s?[x×\d]|\s?[cm]m\b)", re.IGNORECASE)
"""`3x2`: three for the price of two."""


_FROM_THE_FIRST = re.compile(
    r"\b(?:months?|mes(?:es)?)\s+1\s*(?:to|through|al?|hasta|[-–])\s*(?:el )?(?P<last>[2-9]|[12]\d)\b", re.IGNORECASE
)
"""`Months 1 to 3`: the first three."""


_NUMBER_ONE = re.compile(r"\b(?:year|month|week) (?:one|1)\b|\b(?:año|mes) (?:uno|1)\b", re.IGNORECASE)
"""`Free in year one`: the first."""


_NEXT_DAY = re.compile(
    r"(?:\b(?:rec[ií]b\w+|llega\w*|ll[eé]va\w*|tenl[oa]s?|tienes|tendr[aá]s|entreg\w+|en casa|"
    r"get it|have it|deliver\w*|arriv\w+|lands?|yours|with you|at your door|wear it|use it)\b[^.;!?]{0,25}?)"
    r"\b(?P<day>ma[nñ]ana mismo|ma[nñ]ana(?! por la)|tomorrow)\b|"
    r"\b(?P<next>(?:al|del|el) d[ií]a (?:siguiente|posterior)|"
    r"al otro d[ií]a|(?:the )?(?:next|following) (?:calendar )?day|next-day|the day after)\b",
    re.IGNORECASE,
)
"""`Recíbelo mañana`: in one day."""


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
            room = _is_of_a_room(text, token.start, token.end)
            bound = bound_of(text, token.start, token.end) if word in _PARTS or word == "mitad" else "="
            found.append(Quantity(((2.0, ROOM),) if room else _NAMED[word], bound, "", token.start, token.end))
        elif word in _ORDINALS:
            if unit_after(text, token.end) or _BARE_NTH.search(text[: token.start]):
                found.append(_nth(text, _ORDINALS[word], token.start, token.end))
        elif number:
            value, taken = number
            end = words[place + taken - 1].end
            an_article = taken == 1 and value == 1
            counted = unit_after(text, end)
            if not an_article or (counted and counted[0][0][1] != "instalment"):
                quantity = hour(text, token.start, end, value) or _measured(text, token.start, end, (value,))
                found.append(quantity)
                while place + taken < len(words) and words[place + taken].start < quantity.end:
                    taken += 1
        place += taken
    return found


def _is_of_a_room(text: str, start: int, end: int) -> bool:
    """`Habitación doble`, `double room`: for how many it is, and nothing that is doubled."""
    return fold(text[start:end]) in ("doble", "double") and bool(
        _ROOM_BEFORE.search(text[:start]) or _ROOM_AFTER.match(text, end)
    )


_ROOM_BEFORE = re.compile(
    r"\b(?:habitaci[oó]n(?:es)?|camas?|cabinas?|cristal(?:es)?|acristalamiento|colch[oó]n|literas?)\s+$", re.IGNORECASE
)
_ROOM_AFTER = re.compile(r"[\s-](?:rooms?|beds?|bedrooms?|cabins?|mattress\w*|glaz\w+|cristal\w*)\b", re.IGNORECASE)


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
    broken = _AND_PART.match(text, end)
    if broken and unit_after(text, broken.end()):
        values, end = tuple(value + _PARTS[broken.group("part").lower()] for value in values), broken.end()
    elif vulgar := _VULGAR.match(text, end):
        values, end = tuple(value + _PARTS[vulgar.group()] for value in values), vulgar.end()
    units, start, end = _unit(text, start, end)
    if units[0][1] == "times" and _PAYS.search(text[max(0, start - 30) : start]):
        units = ((1, "instalment"), (1, "month"), (1, COUNT))
    if units[0][1] in ("month", "day"):
        among = _AMONG_FIRST.search(text[max(0, start - 24) : start])
        start -= len(among.group()) if among else 0
    per = ""
    if units[0][1] in MONEY:
        per, end = period_after(text, end) or (period_before(text, start), end)
    elif units[0][1] in ("GB", "percent"):
        per, end = period_after(text, end) or ("", end)
    half = _AND_A_HALF.match(text, end) if units[0][1] in ("month", "day", "kg", "l", "km", "GB") else None
    extra, end = (0.25 if half.group("quarter") else 0.5, half.end()) if half else (0.0, end)
    ratio = _OF_EACH.match(text, end) if units[0] == (0.01, "EUR") or units[0] == (0.01, "USD") else None
    if ratio:
        units, end = ((1, "percent"),), ratio.end()
    measures = tuple(in_degrees((value + extra) * factor, name) for value in values for factor, name in units)
    return Quantity(measures, _bound(text, start, end), per, start, end)


_PAYS = re.compile(
    r"\b(?:p[aá]g\w+|pay\w*|div[ií]d\w+|fraccion\w+|financ\w+|split)\b[^.;:!?]*\b(?:en|in|a|into)\s+$", re.IGNORECASE
)
"""`Págalo en 12 veces`: in instalments."""


_AND_PART = re.compile(r"\s+(?:and\s+an?|y)\s+(?P<part>half|quarter|medi[oa]|cuarto)\b", re.IGNORECASE)
"""`Two and a half hours`."""


_VULGAR = re.compile("[½¼¾]")


_PARTS = {"half": 0.5, "quarter": 0.25, "medio": 0.5, "media": 0.5, "cuarto": 0.25, "½": 0.5, "¼": 0.25, "¾": 0.75}


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
    if (
        end - start <= _SPELLED_AGE
        and _HAS.search(text[max(0, start - 24) : start])
        and _NOTHING_AFTER.match(text, end)
    ):
        return ((12, "month"), (1, COUNT)), start, end
    open_ended = _OR_MORE.match(text, end)
    further = unit_after(text, open_ended.end()) if open_ended else None
    if further:
        return further[0], start, further[1]
    tail = None if _NAME_BEFORE.search(text[:start]) else _OTHER_END.match(text, end)
    shared = unit_after(text, tail.end()) if tail else None
    return (shared[0] if shared else ((1, COUNT),)), start, end


def _money_near(text: str, start: int, end: int) -> bool:
    return bool(money_before(text, start)) or bool(re.match(r"\s?[€$£]", text[end:]))


_NAME_BEFORE = re.compile(r"(?<=[\wáéíóúñ,] )[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+ $")
"""`La Vela 3 al 100 %`: the figure of a name opens no range."""


_AGED = re.compile(
    r"\b(?:(?:tienes|tengas|tiene|tengan|you['’]?re|you are)\s+"
    r"(?:between\s+|entre\s+|de\s+)(?:\d+\s+(?:to|and|a|y)\s+)?$)|"
    r"\b(?:cumpl(?:ido|es|as|e|iste|an)|turn(?:ed|ing|s)?|reach(?:ed)? the age of)\s+(?:los\s+)?$|"
    r"\b(?:(?:aged?|ages|edad|menores|mayores|under|over|kids|children|ni[nñ][oa]s)(?:\s+|-))(?:de\s+|entre\s+|between\s+|from\s+|over\s+|under\s+)?(?:\d+\s+(?:to|and|a|y|-)\s+)?$",
    re.IGNORECASE,
)


_HAS = re.compile(
    r"\b(?:tienes|tienen?|ten[eé]s|are you|you['’]?re)\s+(?:ya\s+|already\s+)?"
    r"(?:menos de\s+|m[aá]s de\s+|under\s+|over\s+|los\s+)$",
    re.IGNORECASE,
)
_NOTHING_AFTER = re.compile(r"\s*(?:[?!.,;:](?!\d)|$)")
"""`¿Tienes menos de 26?`: an age, with nothing that it counts."""
_SPELLED_AGE = 14


_OTHER_END = re.compile(
    rf"(?:,\s?(?:{DIGITS})(?![.,]\d))*\s*,?\s*"
    rf"(?:al?|y|o|u|hasta|to|and|or|[-–—])\s*(?:los |las |the |el )?(?:{DIGITS})(?![.,]?\d)",
    re.IGNORECASE,
)
