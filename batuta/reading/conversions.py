"""By which factors a quantity may be carried over into the unit of an attribute."""

import re

from batuta.reading.figures import numbers_in, plain

_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.0, "quarters": 91.0, "years": 365.0, "hours": 1 / 24}
_MONTHS = {"months": 1.0, "quarters": 3.0, "years": 12.0}
_BYTES = {"KB": 1e-3, "MB": 1.0, "GB": 1e3, "TB": 1e6}
_MINUTES = {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0}
_SPEED = {"Kbps": 1e-3, "Mbps": 1.0, "Gbps": 1e3}
_ENERGY = {"kWh": 1.0, "MWh": 1e3, "GWh": 1e6}
_AREA = {"m2": 1.0, "ft2": 0.09290304}
_WEIGHT = {"g": 1e-3, "kg": 1.0, "t": 1e3}
_VOLUME = {"ml": 1e-3, "l": 1.0}
_SCALES = (_DAYS, _MONTHS, _BYTES, _MINUTES, _SPEED, _ENERGY, _AREA, _WEIGHT, _VOLUME)

_WORDS: dict[str, str] = {
    "days": r"d(?:ia|ias|ay|ays)",
    "weeks": r"semanas?|weeks?|quincenas?|fortnights?",
    "months": r"mes|meses|months?|mensual(?:es)?|monthly",
    "quarters": r"trimestres?|quarters?|semestres?",
    "years": r"anos?|years?|yrs?|anual(?:es)?",
    "hours": r"horas?|hours?|hrs?|h",
    "minutes": r"minutos?|minutes?|mins?",
    "seconds": r"segundos?|seconds?|secs?",
    "KB": r"kb|kilobytes?",
    "MB": r"mb|megas?|megabytes?",
    "GB": r"gb|gigas?|gigabytes?|gigs?",
    "TB": r"tb|teras?|terabytes?",
    "Mbps": r"mbps|mb/s|mbits?|megas?|mb",
    "Gbps": r"gbps|gb/s|gigas?|gb",
    "kWh": r"kwh",
    "MWh": r"mwh|megavatios hora|megawatt[ -]hours?",
    "GWh": r"gwh",
    "m2": r"m2|m²|sqm|sq m|metros? cuadrados?|square met(?:er|re)s?",
    "ft2": r"ft²|sq ?ft|pies cuadrados|square f(?:ee|oo)t",
    "g": r"gram(?:o|os|s|mes)?",
    "kg": r"kg|kilos?|kilogra(?:mos|ms)",
    "t": r"toneladas?|tonnes?|metric tons",
    "ml": r"ml|mililitros|millilit(?:re|er)s",
    "l": r"litros?|lit(?:re|er)s?",
}
_HUNDREDTHS = re.compile(r"%|por ?ciento|per ?cent|percent|pct|puntos porcentuales")
_COUNTED_PERIODS = {"fortnight": (14, 15), "quincena": (14, 15), "semestre": (6, 180, 182), "trimestre": (3, 90, 91)}


def follows(value: float, quote: str, unit: str | None) -> bool:
    """Whether a number of that unit can have been read from the quote, converted where it says another unit.

    >>> follows(24, "más de 2 años", "months"), follows(0.5, "at least 50%", "share"), follows(12, "2 years", "months")
    (True, True, False)
    """
    numbers = numbers_in(quote)
    text = plain(quote)
    factors = {1.0} if unit != "share" else ({0.01} if _HUNDREDTHS.search(text) else {1.0, 0.01})
    for said, pattern in _WORDS.items():
        if unit and said != unit and re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text):
            factors |= {scale[said] / scale[unit] for scale in _SCALES if said in scale and unit in scale}
    if unit == "days" and 365.0 in factors:
        factors.add(365.25)
    if any(_close(value, number * factor) for number in numbers for factor in factors):
        return True
    implied = [n for word, lengths in _COUNTED_PERIODS.items() if word in text for n in lengths]
    return value in implied or (not numbers and _one_period(value, text, factors))


def _one_period(value: float, text: str, factors: set[float]) -> bool:
    """`in the last year` says no number, and means one."""
    named = any(re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text) for pattern in _WORDS.values())
    return named and any(_close(value, factor) for factor in factors)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= max(1e-6 * max(abs(one), abs(other)), 0.5 if abs(other) > 25 and other % 1 else 1e-9)
