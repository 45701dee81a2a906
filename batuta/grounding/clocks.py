"""Times of day: `14.30 h`, `half past seven`, `las ocho menos cuarto`, `noon`; minutes after midnight."""

import re
from collections.abc import Iterator

from batuta.grounding.numerals import spelled
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.grounding.units import Reading, period_after, unit_after
from batuta.text import Language

_MIDNIGHT = 1440.0
_NOON = 720.0
_HALF_DAY = 720.0


def clocks(prose: str, language: Language) -> Iterator[Quantity]:
    """The times of day of a text that are written with figures or with their own words, in order of precision."""
    taken: list[tuple[int, int]] = []
    for found in (*_in_words(prose, language), *_in_figures(prose), *_named(prose)):
        if not any(first < found.end and found.start < last for first, last in taken):
            taken.append((found.start, found.end))
            yield found


def _named(prose: str) -> Iterator[Quantity]:
    for match in _AT_MIDNIGHT.finditer(prose):
        yield Quantity(((_MIDNIGHT, CLOCK), (0.0, CLOCK)), "=", "", *match.span())
    for match in _AT_NOON.finditer(prose):
        yield Quantity(((_NOON, CLOCK),), "=", "", *match.span())


_AT_NOON = re.compile(r"\b(?:noon|midday|mediod[ií]a)\b", re.IGNORECASE)


def _in_words(prose: str, language: Language) -> Iterator[Quantity]:
    """`Half past seven`, `quarter to nine`, `half seven`, `las siete y media`, `seven thirty p.m.`"""
    for match in _WORDED.finditer(prose):
        said = match.groupdict()
        hour = _number(said["after"] or said["half"] or said["las"] or said["digital"], language)
        if hour is None or not 1 <= hour <= 12:
            continue
        more = _minutes(said, language)
        if more is None:
            continue
        minutes = 60 * (hour % 12) + more
        start = next((match.start(name) for name in _OPENED_BY if said[name]), match.start())
        half = _HALF_OF_DAY.match(prose, match.end())
        if half:
            readings: tuple[Reading, ...] = ((minutes % _HALF_DAY + (_HALF_DAY if half["pm"] else 0), CLOCK),)
        else:
            readings = ((minutes % _MIDNIGHT, CLOCK), ((minutes + _HALF_DAY) % _MIDNIGHT, CLOCK))
        yield Quantity(readings, "=", "", start, half.end() if half else match.end())


def _minutes(said: dict[str, str | None], language: Language) -> float | None:
    """Minutes after the hour; negative for those before it."""
    if said["half"]:
        return 30.0
    if said["ten"]:
        told = _number(said["ten"], language)
        return told if told is not None and 10 <= told < 60 else None
    part = (said["part"] or said["parte"] or "").lower()
    some = 30.0 if part.startswith(("half", "media")) else 15.0 if "quarter" in part or "cuarto" in part else None
    some = _number(part.removesuffix(" minutes").removesuffix(" minutos"), language) if some is None else some
    if some is None or not 0 < some < 60:
        return None
    return -some if (said["side"] or said["side2"] or "").lower() in ("to", "menos", "till") else some


def _number(word: str | None, language: Language) -> float | None:
    if not word:
        return None
    if word.isdigit():
        return float(word)
    pieces = re.split(r"\s+", word)
    told = spelled(pieces, language)
    return told[0] if told and told[1] == len(pieces) else None


_HOUR = r"(?:1[0-2]|[1-9]|[a-záéíóú]{3,6})"
_AT = r"\b(?:at|from|by|until|till|up|about|around|before|after|comes)\s+"
_FEW = r"(?:five|ten|twenty-five|twenty)"
_END = r"(?=\s*(?:$|[.,;:!?)–—]|p\.?\s?m|a\.?\s?m|in the|on |and |to |or ))"
_WORDED = re.compile(
    rf"\b(?:an?\s+)?(?P<part>half|quarter|{_FEW}(?: minutes)?(?= past)|(?:{_FEW}|\d{{1,2}}) minutes(?= to))\s+"
    rf"(?P<side>past|to|till)\s+(?P<after>{_HOUR})\b(?!\s+(?:of|the|a)\b)|"
    rf"{_AT}(?P<opened>half)\s+(?P<half>{_HOUR})\b(?!\s+(?:of|the|price))|"
    rf"\blas?\s+(?P<las>{_HOUR})\s+(?P<side2>y|menos)\s+"
    r"(?P<parte>media|cuarto|(?:[a-z]{4,6}|veinticinco|\d{1,2})(?: minutos)?)\b|"
    rf"{_AT}(?P<digital>[a-z]{{3,6}})[ -](?P<ten>fifteen|thirty|forty-five|forty|twenty|ten)\b{_END}",
    re.IGNORECASE,
)
_OPENED_BY = ("opened", "digital")


_H24 = r"(?P<h>[01]?\d|2[0-4])"
_H12 = r"(?P<h>1[0-2]|0?[1-9])"
_M = r"(?P<m>[0-5]\d)"
_MARK = r"\s?(?:h|hs|hrs?|horas)\b\.?"
_SAYS_HALF = r"\s?[ap]\.?\s?m\b|\s(?:de|por) la (?:ma[nñ]ana|madrugada|tarde|noche)\b|\s(?:in the|at night)\b"
_HALF = (
    r"(?:\s?(?P<ap>[ap])\.?\s?m\b\.?|\s(?:de|por) la (?:(?P<am>ma[nñ]ana|madrugada)|(?P<pm>tarde|noche))\b|"
    r"\s(?:in the (?:(?P<am2>morning)|(?P<pm2>afternoon|evening))|at (?P<pm3>night))\b)"
)
_TILL = r"\s?(?:to|a|y|and|until|till|hasta(?: las)?|[-–—])\s?(?:las\s)?"
_CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_H24}:{_M}(?:{_MARK})?{_HALF}?",
        rf"(?<![\w.,€$£])(?<![€$£] ){_H24}\.{_M}(?={_MARK}|{_SAYS_HALF})(?:{_MARK})?{_HALF}?",
        rf"\b(?:a las|las|at|until|till|hasta|by)\s(?P<from>){_H24}\.{_M}\b(?!\s?[€%$£\d]|[.,]\d)(?:{_MARK})?",
        rf"(?<![\w.,€$£])(?<![€$£] ){_H24}\.{_M}(?={_TILL}\d{{1,2}}[:.]\d\d(?:{_MARK}|\s?[ap]\.?\s?m\b))",
        rf"(?<![\w.,:]){_H12}{_HALF}",
        rf"\bde (?P<from>){_H24}(?=\s+a\s+\d{{1,2}}(?:[.:]\d\d)?{_MARK})",
        r"\b(?:las|a|hasta|desde) (?P<from>)(?P<h>[01]?\d|2[0-3])\s?hs?\b\.?(?! (?:antes|despu[eé]s|al|de))",
        r"\b(?:a|hasta|desde|de) las (?P<from>)(?P<h>[01]?\d|2[0-3])\s(?:horas|hrs)\b",
        rf"(?<![\w.,:€$£])(?P<open>){_H12}(?={_TILL}\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b)",
        rf"\b(?:de|desde las|entre las) (?P<from>)(?P<open>){_H12}"
        r"(?=\s(?:a|y|hasta) (?:las )?\d{1,2} de la (?:tarde|noche))",
    )
)


def _in_figures(prose: str) -> Iterator[Quantity]:
    """Those written with figures, the most precise forms first."""
    for pattern in _CLOCKS:
        yield from (_clock(match) for match in pattern.finditer(prose))


def _clock(match: re.Match[str]) -> Quantity:
    """A time of day, in minutes after midnight; an hour that opens a range may be of either half of the day."""
    said = match.groupdict()
    half = (said.get("ap") or "").lower()
    half = half or ("a" if said.get("am") or said.get("am2") else "")
    half = half or ("p" if said.get("pm") or said.get("pm2") or said.get("pm3") else "")
    hours = int(said["h"])
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    minutes = 60.0 * hours + int(said.get("m") or 0)
    times: tuple[Reading, ...] = ((minutes, CLOCK),)
    if minutes == _MIDNIGHT:
        times = (*times, (0.0, CLOCK))
    if "open" in said:
        times = (*times, ((minutes + _HALF_DAY) % _MIDNIGHT, CLOCK))
    return Quantity(times, "=", "", match.start("from") if "from" in said else match.start(), match.end())


_AT_MIDNIGHT = re.compile(r"\b(?:midnight|medianoche|las doce de la noche)\b", re.IGNORECASE)


_AT_HOUR = re.compile(
    r"\b(?:a las|de|desde las|hasta las|antes de las|from|by|before|until|till|after|at)\s+$", re.IGNORECASE
)
_TO_HOUR = re.compile(r"\s*(?:to|a|till|until)\s+(?:las\s+)?[^\W\d]+", re.IGNORECASE)
_HALF_OF_DAY = re.compile(
    r"(?: o['’]clock)?\s+(?:(?:de la |por la )?(?:ma[nñ]ana|madrugada)\b|in the morning|a\.?\s?m\b\.?|"
    r"(?P<pm>de la (?:tarde|noche)|in the (?:afternoon|evening)|at night|tonight|this evening|esta (?:noche|tarde)|"
    r"p\.?\s?m\b\.?))",
    re.IGNORECASE,
)
_FROM_HOUR = re.compile(r"\b(?:de|from)\s+[^\W\d]+\s+(?:to|a|till|until)\s+(?:las\s+)?$", re.IGNORECASE)


def hour(text: str, start: int, end: int, value: float) -> Quantity | None:
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
