"""An audience in words, in Spanish and English."""

import math
from datetime import date

from batuta.audience import Audience, Criterion, Part, Scalar
from batuta.catalogue import Attribute, Catalogue
from batuta.text import Language, language_of, listed, say

_COMPARED: dict[str, dict[Language, str]] = {
    "<": {"en": "under", "es": "menos de"},
    "<=": {"en": "at most", "es": "como máximo"},
    ">": {"en": "over", "es": "más de"},
    ">=": {"en": "at least", "es": "al menos"},
}
_DATED: dict[str, dict[Language, str]] = {
    "<": {"en": "before", "es": "antes del"},
    "<=": {"en": "on or before", "es": "no después del"},
    ">": {"en": "after", "es": "después del"},
    ">=": {"en": "on or after", "es": "desde el"},
    "==": {"en": "on", "es": "el"},
    "!=": {"en": "not on", "es": "no el"},
}
# fmt: off
_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio",
           "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
}
# fmt: on


def explain(audience: Audience, catalogue: Catalogue, locale: str | None) -> str:
    """The whole audience as one sentence."""
    if audience.empty:
        return say(locale, en="all customers", es="todos los clientes")
    return "; ".join(explain_part(part, catalogue, locale) for part in audience.parts)


def explain_part(part: Part, catalogue: Catalogue, locale: str | None) -> str:
    """Conditions of which one is enough; or, of those left out, conditions that hold together.

    `Excluidos: días desde la última queja (menos de 60)`.
    """
    if part.kind == "exclude":
        joined = listed([_left_out(criterion, catalogue, locale) for criterion in part.criteria], locale)
        return say(locale, en=f"Left out: {joined}", es=f"Excluidos: {joined}")
    return listed([explain_criterion(criterion, catalogue, locale) for criterion in part.criteria], locale, either=True)


def _left_out(criterion: Criterion, catalogue: Catalogue, locale: str | None) -> str:
    attribute = catalogue[criterion.attribute]
    _, operator, value = criterion.meaning
    name = _inside_a_sentence(attribute.called(locale))
    if isinstance(value, bool) and value == (operator == "=="):
        return name
    return f"{name} ({_condition(criterion, attribute, locale)})"


def _inside_a_sentence(words: str) -> str:
    """Without its capital, unless it begins with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def explain_criterion(criterion: Criterion, catalogue: Catalogue, locale: str | None) -> str:
    """One condition in words: `Bureau credit score: at least 750 points`."""
    attribute = catalogue[criterion.attribute]
    return f"{attribute.called(locale)}: {_condition(criterion, attribute, locale)}"


def _condition(criterion: Criterion, attribute: Attribute, locale: str | None) -> str:
    _, operator, value = criterion.meaning
    spoken = language_of(locale)
    if operator == "is_set":
        return say(locale, en="known", es="con dato")
    if operator == "is_not_set":
        return say(locale, en="unknown", es="sin dato")
    if isinstance(value, tuple):
        items = [value_in_words(item, attribute, locale) for item in value]
        if operator == "between":
            low, high = items
            return say(locale, en=f"{_bare(low, high)} to {high}", es=f"de {_bare(low, high)} a {high}")
        return listed(items, locale, either=True) if operator == "in" else _none_of(items, locale)
    if isinstance(value, bool):
        return say(locale, en="yes", es="sí") if value == (operator == "==") else say(locale, en="no", es="no")
    words = value_in_words(value, attribute, locale) if value is not None else ""
    if attribute.type == "date" and operator in _DATED:
        return f"{_DATED[operator][spoken]} {words}"
    if operator in _COMPARED:
        return f"{_COMPARED[operator][spoken]} {words}"
    return words if operator == "==" else say(locale, en=f"not {words}", es=f"distinto de {words}")


def _none_of(items: list[str], locale: str | None) -> str:
    """`ni jubilado ni estudiante`."""
    if not items:
        return say(locale, en="any value", es="cualquier valor")
    if len(items) == 1:
        return say(locale, en=f"not {items[0]}", es=f"distinto de {items[0]}")
    if len(items) == 2:
        return say(locale, en=f"neither {items[0]} nor {items[1]}", es=f"ni {items[0]} ni {items[1]}")
    return say(locale, en=f"none of {listed(items, locale)}", es=f"ni {', ni '.join(items[:-1])} ni {items[-1]}")


def value_in_words(value: Scalar, attribute: Attribute, locale: str | None) -> str:
    """A value as people write it: `1.500 €`, `750 puntos`, `Madrid`, `1 de abril de 2027`."""
    for category in attribute.values:
        if category.value == value:
            return category.description.in_(locale) if category.description else str(value).replace("_", " ")
    if attribute.type == "date" and isinstance(value, str):
        return day_in_words(date.fromisoformat(value), locale)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return with_unit(value, attribute.unit if _shown(attribute.unit) else None, locale)
    return str(value)


def _shown(unit: str | None) -> bool:
    """Words that count things are said by the attribute's own name, and in one language only by the unit."""
    return unit is None or unit in _UNITS or not (unit.isalpha() and unit.islower()) or unit in ("share", "percent")


def day_in_words(day: date, locale: str | None) -> str:
    month = _MONTHS[language_of(locale)][day.month - 1]
    return say(locale, en=f"{day.day} {month} {day.year}", es=f"{day.day} de {month} de {day.year}")


def number_in_words(number: float, locale: str | None, *, decimals: int | None = None) -> str:
    """Digits grouped as the language does, from five digits on in Spanish prose as in tables.

    >>> number_in_words(12000, "es"), number_in_words(12000, "en"), number_in_words(0.5, "es")
    ('12.000', '12,000', '0,5')
    >>> number_in_words(1299.9, "es-MX")
    '1,299.9'
    """
    if decimals is None:
        decimals = 0 if float(number).is_integer() else 2
    plain = f"{number:,.{decimals}f}"
    if decimals and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return _as_written(plain, locale)


def _as_written(plain: str, locale: str | None) -> str:
    return plain.translate(str.maketrans(",.", ".,")) if _comma_is_decimal(locale) else plain


_DECIMAL_POINT = frozenset({"MX", "US", "PR", "GT", "HN", "NI", "PA", "SV", "DO", "PE"})
"""Markets that write Spanish with a decimal point. Source: CLDR."""


def _comma_is_decimal(locale: str | None) -> bool:
    return language_of(locale) == "es" and (locale or "").upper().partition("-")[2] not in _DECIMAL_POINT


def share_in_words(share: float, locale: str | None) -> str:
    """A share as people say it: whole above ten per cent, and never nought where somebody is left.

    >>> [share_in_words(share, "es") for share in (0.1506, 0.0128, 0.00106, 0.00004, 0)]
    ['15 %', '1,3 %', '0,1 %', '0,004 %', '0 %']
    """
    percent = share * 100
    decimals = 0 if percent >= 10 or percent == 0 else 1 if percent >= 0.1 else 1 - math.floor(math.log10(percent)) - 1
    figure = number_in_words(percent, locale, decimals=decimals)
    return say(locale, en=f"{figure}%", es=f"{figure} %")


_UNITS: dict[str, dict[Language, tuple[str, str]]] = {
    "days": {"en": ("day", "days"), "es": ("día", "días")},
    "months": {"en": ("month", "months"), "es": ("mes", "meses")},
    "years": {"en": ("year", "years"), "es": ("año", "años")},
    "weeks": {"en": ("week", "weeks"), "es": ("semana", "semanas")},
    "hours": {"en": ("hour", "hours"), "es": ("hora", "horas")},
    "minutes": {"en": ("minute", "minutes"), "es": ("minuto", "minutos")},
    "points": {"en": ("point", "points"), "es": ("punto", "puntos")},
}
_BEFORE_IN_ENGLISH = {"EUR": "€", "USD": "$", "GBP": "£", "MXN": "MX$"}


def with_unit(number: float, unit: str | None, locale: str | None) -> str:
    """A number with its unit, as written in the language.

    >>> with_unit(12000, "EUR", "es-ES"), with_unit(12000, "EUR", "en"), with_unit(1, "months", "es")
    ('12.000 €', '€12,000', '1 mes')
    >>> with_unit(29.9, "EUR", "es-ES"), with_unit(29.9, "EUR", "en")
    ('29,90 €', '€29.90')
    """
    spoken = language_of(locale)
    if unit in ("share", "percent"):
        scaled = number * 100 if unit == "share" else number
        return say(locale, en=f"{number_in_words(scaled, locale)}%", es=f"{number_in_words(scaled, locale)} %")
    figure = number_in_words(number, locale)
    if unit is None:
        return figure
    if unit in _BEFORE_IN_ENGLISH:
        sign = _BEFORE_IN_ENGLISH[unit]
        figure = figure if float(number).is_integer() else _as_written(f"{number:,.2f}", locale)
        if spoken == "es":
            return f"{figure} pesos" if unit == "MXN" else f"{figure} {sign}"
        return f"{sign}{figure}"
    if unit in _UNITS:
        one, many = _UNITS[unit][spoken]
        return f"{figure} {one if number == 1 else many}"
    return f"{figure} {unit}"


def _bare(low: str, high: str) -> str:
    """The lower end without the unit that the upper end repeats: `30 a 55 años`."""
    unit = high.lstrip("0123456789.,−- ")
    return low.removesuffix(unit).rstrip() if unit and not unit[0].isdigit() and low.endswith(unit) else low
