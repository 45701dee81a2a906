"""Prices that hold for a while only, as a text gives them."""

import re

from batuta.claims.figures import Figure
from batuta.claims.reading import PartRead

_FOR_A_WHILE = re.compile(
    r"(?:durante|por|los|las|solo|for|the|x)\s(?:los|las|the|your|tus|sus)?\s?(?:primer[oa]?s?|first|initial)?\s?$"
)
_FIRST = re.compile(r"(?:primer(?:os|as|a|o)?|first)\s$")
_CONTRACT_OF = re.compile(r"(\d{1,2})[ -]month (?:contract|plan|agreement|term)|contrato de (\d{1,2}) meses")
_NOT_A_PROMOTION = re.compile(
    r"permanencia|forzoso|saldo|balance|comision|contrato|contract|commitment|garantia|warranty|plazo|cuotas"
    r"|instal?ments"
)
_FREE_OF_IT = re.compile(
    r"\b(?:sin|no|without|zero) (?:[a-z]+ )?(?:permanencia|plazo|forz\w*|contrat\w*|contract|commitment)(?: forz\w*)?"
)
_EARNED = re.compile(
    r"(?:nomina|pension|ingres\w+|recib\w+|saldo|gasto|compras|salario|sueldo|salary|income|deposits?|balance"
    r"|spend(?:ing)?)"
    r"[a-z ]{0,24}$"
)
"""Before a sum: it is what the customer brings, not what is asked for."""
_ANOTHER_SPAN = re.compile(r"hace |ultimos |cada |every |within |dentro de ")
_MONTHLY = re.compile(
    r"\s?(?:€|eur\w*)?\s?(?:/ ?mes|al mes|mensual|/mo\b|a month|per month|monthly|/month|pm\b)",
)
_AT_FIRST = re.compile(
    r"\s?[€$£]?\s?(?:por |durante |for |the )?(?:los |las |the |your )?(?:\d+ |tres |two |three |six )?(?:primer"
    r"|first)"
)
_UNTIL = re.compile(
    r"[ ,]{0,2}(?:solo |only )?(?:hasta|until|till|through)\s"
    r"(?:(?:el |the )?(?:final|fin|end)(?:es)? (?:de|del|of)|que (?:acabe|termine)"
    r"|(?:la |el )?(?:navidad|verano|semana santa)|christmas|(?:the )?(?:summer|new year)|20\d\d)"
)
_MONTH_NAMED = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|primavera|verano|otono|invierno|navidad"
    r"|reyes"
    r"|semana santa|spring|summer|autumn|fall|winter|christmas|easter)"
)
_A_WHILE = re.compile(
    r"medio ano|primer(?:a)? (?:trimestre|semestre|medio ano|ano|temporada)|meses de bienvenida|primeros meses"
    r"|ano uno|year one|half a year|first (?:half[ -]year|quarter|half|year|few months|season)|welcome months"
    r"|introductory"
    r"|(?:hasta|until|till|through) (?:el |la |the |next |el proximo |la proxima |finales de |early |mid |late )?"
    rf"{_MONTH_NAMED}"
    r"(?![a-z])(?! (?:de )?\d)"
)
"""A time that a price holds for, said without counting months."""
_OF_THE_OFFER = re.compile(r"oferta|promo|valid|vigen|contrat|alta|offer|sign up|join|order|reserva|book|apply")
"""Before the end of a time: it is the offer that ends then, not the price."""
LONGEST_MONTHS = 36
"""A price said for longer is the length of a contract."""


def promotional(part: PartRead, price: Figure) -> tuple[int, int] | None:
    """The stretch that says a monthly price holds for a while only; None where it simply holds."""
    text = part.text.text
    monthly = _MONTHLY.match(text, price.end - 1, price.end + 14)
    at_first = _AT_FIRST.match(text, price.end, price.end + 40)
    if _MONTHS_FOR.search(text[max(0, price.start - 30) : price.start]):
        return price.start, price.end
    if price.per != "month" and not monthly and not at_first:
        return None
    if _EARNED.search(text[max(0, price.start - 40) : price.start]):
        return None
    # "29 € al mes hasta final de año" limits the price; "hasta el 31 de enero" limits the offer.
    until = _UNTIL.match(text, monthly.end() if monthly else price.end)
    if until:
        return price.start, until.end()
    first = _FIRST_MONTHS.search(text, price.end, price.end + 40)
    if (
        first
        and not _ANOTHER_SPAN.search(text[price.end : first.start()])
        and "\n" not in text[price.end : first.end()]
    ):
        return price.start, first.end()
    months = _months(part, price)
    if months:
        return price.start, months.end
    return _a_while(part, price) if price.per == "month" or monthly else None


def _a_while(part: PartRead, price: Figure) -> tuple[int, int] | None:
    start, end = part.text.sentence(price.start)
    for said in _A_WHILE.finditer(part.text.text, max(start, price.start - 45), min(end, price.end + 60)):
        between = part.text.text[min(said.end(), price.end) : max(said.start(), price.start)]
        before = part.text.text[max(start, said.start() - 30) : said.start()]
        if not _OF_THE_OFFER.search(before) and not _NOT_A_PROMOTION.search(_FREE_OF_IT.sub("", between)):
            return min(price.start, said.start()), max(price.end, said.end())
    return None


_FIRST_MONTHS = re.compile(
    r"(?:durante|solo|los|las|for|your|the)\s(?:solo\s|los\s|las\s|your\s|the\s)*(?:\d{1,2}|dos|tres|seis|doce|two"
    r"|three|six|twelve)?\s?"
    r"(?:primer[oa]?s?|first)\s(?:\d{1,2}\s|dos\s|tres\s|seis\s|two\s|three\s|six\s|twelve\s)?(?:mes(?:es)?|months?)"
)
_MONTHS_FOR = re.compile(
    r"(?:\d{1,2}|three|six|two|tres|seis|dos)\s(?:months?|mes(?:es)?)\s(?:for|por|a)\s(?:solo\s|only\s|just\s)?$"
)


def first_months(part: PartRead) -> tuple[int, int] | None:
    """Where a part says that something holds for the first months, as in `solo los 6 primeros meses`."""
    found = _FIRST_MONTHS.search(part.text.text)
    return found.span() if found else None


def _months(part: PartRead, price: Figure) -> Figure | None:
    start, end = part.text.sentence(price.start)
    text = part.text.text
    contracts = {int(match[1] or match[2]) for match in _CONTRACT_OF.finditer(text)}
    for figure in part.figures:
        months = figure.months
        if months is None or months in contracts or not 1 <= months <= LONGEST_MONTHS:
            continue
        if not start <= figure.start < end:
            continue
        before = text[max(start, figure.start - 26) : figure.start]
        between = text[price.end : figure.start] if figure.start > price.end else text[figure.end : price.start]
        behind = text[figure.end : min(end, figure.end + 25)]
        if (
            len(between) > 45
            or _NOT_A_PROMOTION.search(_FREE_OF_IT.sub("", between + behind))
            or _ANOTHER_SPAN.search(before)
        ):
            continue
        if (
            _FOR_A_WHILE.search(before)
            or _FIRST.search(before)
            or re.search(r"primer|first", text[figure.start : figure.end])
        ):
            return figure
    return None
