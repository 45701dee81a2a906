"""Units as people write them, and the one in which each is compared."""

import re
from functools import cache

Reading = tuple[float, str]
"""A factor, or a value, and the unit it is in; `kg~` is a weight that was converted, so that it is nearly the same."""

MONEY = frozenset({"EUR", "USD", "GBP", "MXN", "ARS", "COP", "CLP", "PEN"})

_OF_A_WEIGHT = (
    r"m[áa]xim|m[íi]nim|total\b|brut|net[oa]\b|medi[oa]\b|inferior|superior|volum|por (?:bulto|maleta|pieza|paquete)|"
    r"(?:de )?(?:hasta )?[\d.,]+ ?(?:kg|kilo|g\b|gramo|lb|libra|tonelada)"
)
"""What stands after `un peso` where it is a weight and no money."""
# fmt: off
_IN_PARTS: tuple[Reading, ...] = ((1, "instalment"), (1, "month"), (1, "count"))
_SQUARE_METRES: tuple[Reading, ...] = ((1, "m2"), (1, "m2~"))
_UNITS: tuple[tuple[str, tuple[Reading, ...]], ...] = (
    (r"€|eur\b|euros?\b", ((1, "EUR"),)),
    (r"¢|c[eé]ntimos?\b(?: de euro)?|centavos?\b|cents?\b|cts?\b\.?", ((0.01, "EUR"), (0.01, "USD"))),
    (r"p\b(?!\.)|pence\b|peniques?\b", ((0.01, "GBP"),)),
    (r"£|gbp\b|pounds?\b(?: sterling)?|libras?\b(?: esterlinas?)?", ((1, "GBP"), (0.45359, "kg~"))),
    (r"grand\b", ((1000, "GBP"), (1000, "USD"))), (r"quid\b", ((1, "GBP"),)), (r"(?:bucks|smackers)\b", ((1, "USD"),)),
    (r"(?:lavos|pavos)\b", ((1, "EUR"), (1, "USD"))), (r"lbs?\b\.?", ((0.45359, "kg~"),)),
    (r"oz\b\.?|ounces?\b|onzas?\b", ((0.02835, "kg~"),)), (r"miles?\b|millas?\b", ((1.60934, "km~"),)),
    (r"ft\b\.?|feet\b|foot\b|pies\b", ((0.3048, "m~"),)), (r"pints?\b|pintas?\b", ((0.56826, "l~"), (0.47318, "l~"))),
    (r"(?:us )?gal(?:lon|[oó]n(?:es)?)?s?\b", ((3.78541, "l~"), (4.54609, "l~"))),
    (r"mm\b|mil[ií]met(?:ros?|ers?|res?)\b", ((0.001, "m"), (0.001, "m~"))),
    (r"(?-i:grs?|g)\b\.?|gramos?\b|gram(?:me)?s?\b", ((0.001, "kg"), (0.001, "kg~"))),
    (rf"mx\$|mxn\b|pesos?\b(?! (?:{_OF_A_WEIGHT}))(?: mexicanos?)?", ((1, "MXN"),)),
    (r"(?:us)?\$|usd\b|d[oó]lar(?:es)?\b|dollars?\b", ((1, "USD"), (1, "MXN"))),
    (r"p\.?p\.?(?![a-z])|puntos? porcentual(?:es)?\b|percentage points?\b", ((1, "percentage point"),)),
    (r"%|por ciento\b|por cien\b|per ?cent\b|pct\b", ((1, "percent"),)),
    (r"‰|por mil\b", ((0.1, "percent"),)),
    (r"a[nñ]os? de edad\b|years? old\b|years? of age\b", ((12, "month"),)),
    (r"(?:d[ií]as?) (?:h[aá]biles?|laborables?)\b|(?:business|working) days?\b", ((1, "working day"),)),
    (r"d[eé]cadas?\b|decenios?\b|decades?\b", ((120, "month"),)), (r"lustros?\b", ((60, "month"),)),
    (r"siglos?\b|centur(?:y|ies)\b", ((1200, "month"),)),
    (r"(?:m²|m2|mts?2|met(?:ros?|ers?|res?) cuadrad[oa]s?|square met(?:er|re)s?|sq ?\.? ?m\b|sqm)", _SQUARE_METRES),
    (r"(?:ft²|ft2|sq ?\.? ?ft|square (?:feet|foot)|pies cuadrados)", ((0.092903, "m2~"),)),
    (r"hect[aá]reas?\b|hectares?\b|ha\b", ((10000, "m2"), (10000, "m2~"))), (r"acres?\b", ((4046.86, "m2~"),)),
    (r"km/h\b|kil[oó]metros por hora\b|kph\b", ((1, "km/h"), (1, "km/h~"))),
    (r"mph\b|miles (?:per|an) hour\b|millas por hora\b", ((1.60934, "km/h~"),)),
    (r"mg\b|miligramos?\b|milligram(?:me)?s?\b", ((1e-6, "kg"),)),
    (r"(?-i:cl)\b|centilitros?\b|centilit(?:re|er)s?\b", ((0.01, "l"), (0.01, "l~"))),
    (r"(?-i:dl)\b|decilitros?\b", ((0.1, "l"), (0.1, "l~"))),
    (r"fl\.? ?oz\b\.?|fluid ounces?\b", ((0.02957, "l~"), (0.02841, "l~"))),
    (r"toneladas?\b|tonnes?\b|(?-i:t)\b", ((1000, "kg"), (1000, "kg~"))), (r"stones?\b", ((6.35029, "kg~"),)),
    (r"yards?\b|yds?\b\.?|yardas?\b", ((0.9144, "m~"),)), (r"quarts?\b", ((0.94635, "l~"),)),
    (r"kcal\b|kilocalor[ií]as?\b|calor[ií]as?\b|calories\b|cals?\b", ((1, "kcal"),)),
    (r"trimestres?\b|quarters?\b", ((3, "month"),)),
    (r"semestres?\b|half-years?\b", ((6, "month"),)),
    (r"mes(?:es)?\b|months?\b|mensualidad(?:es)?\b|mos?\b\.?", ((1, "month"),)),
    (r"a[nñ]os?\b|years?\b|yrs?\b\.?|anualidad(?:es)?\b", ((12, "month"), (365, "day"))),
    (r"quincenas?\b", ((15, "day"),)),
    (r"fortnights?\b", ((14, "day"),)),
    (r"semanas? laborables?\b|(?:working|business) weeks?\b", ((5, "working day"),)),
    (r"semanas?\b|weeks?\b|wks?\b\.?", ((7, "day"),)),
    (r"d[ií]as?\b(?: naturales)?|days?\b", ((1, "day"),)),
    (r"horas?\b|hours?\b|hrs?\b\.?|h\b\.?", ((1 / 24, "day"),)),
    (r"minutos?\b|minutes?\b|mins?\b\.?", ((1 / 1440, "day"),)),
    (r"segundos\b|seconds\b|segs?\b\.?|secs?\b\.?", ((1 / 86400, "day"),)),
    (r"gbps\b|gb/s\b|gbit/s\b|gigabits?\b(?: por segundo| per second)?", ((1000, "Mbps"),)),
    (r"mbps\b|mb/s\b|mbit/s\b|megabits?\b(?: por segundo| per second)?", ((1, "Mbps"),)),
    (r"megas?\b|mb\b", ((1, "Mbps"), (0.001, "GB"))),
    (r"gigas?\b|gb\b|gigabytes?\b", ((1, "GB"), (1000, "Mbps"))),
    (r"tb\b|teras?\b|terabytes?\b", ((1000, "GB"),)),
    (r"km\b|kil[oó]met(?:ros?|ers?|res?)\b", ((1, "km"), (1, "km~"))),
    (r"cm\b|cent[ií]met(?:ros?|ers?|res?)\b", ((0.01, "m"), (0.01, "m~"))),
    (r"met(?:ros?|ers?|res?)\b|mts?\b\.?", ((1, "m"), (1, "m~"))),
    (r"kg\b|kilos?\b|kilogram(?:o|os|s)?\b", ((1, "kg"), (1, "kg~"))),
    (r"kwh\b", ((1, "kWh"),)), (r"kw\b", ((1, "kW"),)), (r"w\b", ((0.001, "kW"),)),
    (r"m³|m3\b|metros? c[uú]bicos?\b|cubic met(?:re|er)s?\b", ((1000, "l"), (1000, "l~"))),
    (r"ml\b|mililitros?\b", ((0.001, "l"), (0.001, "l~"))),
    (r"l\b|litros?\b|lit(?:er|re)s?\b", ((1, "l"), (1, "l~"))),
    (r"(?:º|°|degrees?|grados?) ?f(?:ahrenheit)?\b", ((1, "fahrenheit"),)),
    (r"º ?c\b|°c?\b|grados?\b|degrees?\b", ((1, "degree"),)),
    (r"veces\b|times\b|x\b", ((1, "times"),)),
    (r"puntos?\b|points?\b|pts?\b\.?", ((1, "point"), (1, "count"))),
    (r"\"|″|''|pulgadas?\b|inch(?:es)?\b", ((1, "inch"), (0.0254, "m~"))),
    (r"mah\b", ((1, "mAh"),)), (r"mpx?\b", ((1, "megapixel"),)),
    (r"msi\b", _IN_PARTS),
    (r"cuotas?(?: mensual(?:es)?)?\b|plazos?(?: mensual(?:es)?)?\b|pagos mensuales\b", _IN_PARTS),
    (r"(?:monthly )?instal?lments?\b|(?:equal |monthly )+payments?\b|monthly (?:\w+ )?credits?\b", _IN_PARTS),
)
_BEFORE: tuple[tuple[str, Reading], ...] = (
    (r"us\$", (1, "USD")), (r"mx\$", (1, "MXN")), (r"€|eur(?:os?)?", (1, "EUR")), (r"£|gbp", (1, "GBP")),
    (r"usd", (1, "USD")), (r"mxn", (1, "MXN")), (r"\$", (1, "USD")),
)
_PERIODS: tuple[tuple[str, str], ...] = (
    ("month", r"mes|mensual(?:es)?|mensualmente|month|monthly|mo|mensualidad|mensualidades|calendar month"),
    ("year", r"a[nñ]o(?: natural)?|calendar year|anual(?:es)?|anualmente|year|yearly|annual|annually|annum|yr"),
    ("day", r"d[ií]a|diari[oa]s?|diariamente|day|daily"),
    ("week", r"semana|semanal(?:es)?|week|weekly"),
    ("quarter", r"trimestre|trimestral(?:es)?|quarter|quarterly"),
    ("hour", r"hora|hour"),
    ("night", r"noche|night"),
    ("person", r"persona|person|cabeza|head"),
    ("line", r"l[ií]nea|line"),
    ("minute", r"minuto|minute"),
)
# fmt: on


def in_degrees(value: float, unit: str) -> Reading:
    """Fahrenheit in degrees Celsius, whole; whatever else as it is.

    >>> in_degrees(86, "fahrenheit"), in_degrees(3, "kg")
    ((30.0, 'degree'), (3, 'kg'))
    """
    return (float(round((value - 32) / 1.8)), "degree") if unit == "fahrenheit" else (value, unit)


def unit_after(text: str, start: int) -> tuple[tuple[Reading, ...], int] | None:
    """The unit written at a place, and where it ends."""
    match = _pattern_after().match(text, start)
    if not match:
        return None
    return _UNITS[int((match.lastgroup or "u0")[1:])][1], match.end()


def money_before(text: str, end: int) -> tuple[Reading, int] | None:
    """The currency sign that ends at a place, and where it starts."""
    for pattern, reading in _BEFORE:
        match = re.search(rf"(?<![^\W_])(?:{pattern})[\s\u00a0]?$", text[max(0, end - 6) : end], re.IGNORECASE)
        if match:
            return reading, max(0, end - 6) + match.start()
    return None


def period_after(text: str, start: int) -> tuple[str, int] | None:
    """`/mes`, `al mes`, `a month`, `mensuales`, and where it ends; a bracket or an aside may stand between."""
    match = _period_after().match(text, start)
    if not match:
        return None
    named = next(name for name, _ in _PERIODS if match.group(name))
    return named, start if match.group("apiece") else match.end()


def period_before(text: str, end: int) -> str:
    """`cuota mensual de`, `monthly fee of`, `monthly price:`, or nothing."""
    if _INSTALMENTS.search(text[max(0, end - 60) : end]):
        return "month"
    match = _period_before().search(text[max(0, end - 60) : end])
    if match and _IN_THAT_TIME.search(text[max(0, end - 60) : end][: match.start()]):
        return ""
    return str(match.lastgroup) if match else ""


_IN_THAT_TIME = re.compile(
    r"\b(?:durante|during|for|in|en|throughout|within|over)\s+(?:an?|one|the|un[oa]?|el|la|todo el|your|tu)\s+$",
    re.IGNORECASE,
)
"""`Durante un año pagas lo mismo: 0,14 €`: a term, and no rate."""


_INSTALMENTS = re.compile(
    r"\b(?:\d+|[^\W\d]+)\s+(?:cuotas|plazos|pagos|mensualidades|instal?lments|payments)\s+(?:de|of)\s+$", re.IGNORECASE
)


def period_named(text: str) -> str:
    """The period that a text names, in whatever number: `three months` is `month`; empty for none."""
    match = _period_words().search(text)
    return str(match.lastgroup) if match else ""


@cache
def _period_words() -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>(?:{pattern})(?:e?s)?)" for name, pattern in _PERIODS)
    return re.compile(rf"\b(?:{named})\b", re.IGNORECASE)


_AMONG = (
    "primer[oa]s|first|siguientes|next|próxim[oa]s|last|full|whole|entire|solid|straight|consecutive|good|extra|"
    "additional|long|short|free|complimentary|bonus|calendar"
)


@cache
def _pattern_after() -> re.Pattern[str]:
    between = rf"[\s\u00a0\u202f-]?(?:(?:{_AMONG})\s+)?(?:"
    return re.compile(between + "|".join(f"(?P<u{i}>{p})" for i, (p, _) in enumerate(_UNITS)) + ")", re.IGNORECASE)


@cache
def _period_after() -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS)
    taxes = r",?\s*(?:IVA|impuestos|taxes|tax|VAT)\s+(?:incluidos?|included|inc\.?)"
    apiece = r"(?P<apiece>\s+(?:por|per|each)\s+[^\W\d]+)(?=,?\s+(?:al|a|per|cada|every|each)\b)"
    thing = r"\s+(?:de|of|in|en)\s+\w+(?:\s+(?:purchases?|spend(?:ing)?|compras?))?"
    each = r"\s+(?:each|apiece|cada un[oa])(?=\s+(?:al|a|per|every)\b)"
    aside = rf"(?:\s*\([^)]{{1,40}}\)|{taxes}|{each}|{apiece}|{thing})?"
    return re.compile(
        rf"{aside},?\s*(?:/|(?:al|por|cada|a|an|per|each|every|the|el|la|de)\s+)?\s*(?:{named})\b", re.IGNORECASE
    )


@cache
def _period_before() -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS if name in ("month", "year", "day", "week"))
    return re.compile(
        rf"\b(?:{named})(?:\s+(?!durante\b|during\b)[^\W\d]+){{0,6}}[:\s]*$",
        re.IGNORECASE,
    )
