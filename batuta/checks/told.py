"""What the figures of a text are about, so that two texts can be compared."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from batuta.claims.figures import Figure
from batuta.claims.reading import Message, PartRead

SERVICE = re.compile(
    r"instala\w*|envio\w*|entrega\w*|activaci\w*|emision|mantenimiento|apertura|router|descodificador|cuota|alta\b"
    r"|install\w*|deliver\w*|shipping|activation|setup|set-up|maintenance|decoder"
)
_PRICE_BEFORE = re.compile(
    r"(?:^|cuestan?|precio(?: (?:total|final|unico))?(?: es)?(?: de)?|pvp|costs?|price(?: is)?|priced at)\s?:?\s?$"
)
_PRICE_AFTER = re.compile(r"\s?€?,?\s?\(?(?:iva|vat|impuestos|taxes) (?:incl|aparte|extra)")
_PAUSE = re.compile(r"[,;:.](?=\s|$)|\n")
_CANCELS = re.compile(r"cancel|anul|reembols|refund|money back|devol")
_TO_SEND_BACK = re.compile(
    r"\bdays?(?:'s?)? (?:to|for) (?:return|cancel|change your mind|send|withdraw)"
    r"|\bdias (?:naturales )?para (?:devol|desist|cambi|cancel)"
    r"|\b(?:return\w*|cancel\w*|change your mind|devolver\w*|devuelve\w*|devolucion(?:es)?|desist\w*"
    r"|cambios)\s(?:\w+\s){0,3}?"
    r"(?:within|for|in|en|durante|hasta|dentro de)\s(?:(?:los|las|un plazo de|the|up to)\s){0,2}$"
)
"""Around a number of days: how long a purchase may be sent back."""
_AHEAD = re.compile(r"\bantes\b|antelacion|before|notice|ahead|prior")
"""Near a time: how long before it one may still step back."""
_AVERAGE = re.compile(r"\bmedi[ao]s?\b|promedio|average|typical|median|hora punta|peak|minim[ao]|minimum|habitual")
"""Near a speed: it is what people get, not what the line is called."""
_SOLD_FOR = re.compile(r"(?<!frente )(?<![a-z])(?:por|a|for|at)(?: tan)?(?: solo| just| only)?\s$")


class Told(NamedTuple):
    """A figure with the role that makes it comparable."""

    role: str
    figure: Figure
    start: int
    end: int
    part: int


def told_by(message: Message, *, sells: bool = False) -> Iterator[Told]:
    """Every figure that can be compared.

    sells: "por 99 €" is the price of the thing, as in an advertisement for one product.
    """
    for index, part in enumerate(message.parts):
        for rate in part.percents:
            if rate.role in ("annual", "nominal", "fee", "cashback") and not _in_example(part, rate.start):
                yield Told(rate.role, rate.figure, rate.start, rate.end, index)
        for figure in part.figures:
            role = _role(part, figure, sells)
            if role and not _in_example(part, figure.start):
                yield Told(role, figure, figure.start, figure.end, index)


def _in_example(part: PartRead, place: int) -> bool:
    return any(example.marked and example.start <= place < example.end for example in part.examples)


def _role(part: PartRead, figure: Figure, sells: bool) -> str:
    """What a figure is about, narrowly enough that two of one role must agree; empty where it cannot be told."""
    text = part.text.text
    before = text[max(0, figure.start - 40) : figure.start].rpartition("\n")[2]
    near = f"{before} {text[figure.end : figure.end + 30].split(chr(10))[0]}"
    if figure.kind in ("data", "speed"):
        clause = f"{_PAUSE.split(before)[-1]} {_PAUSE.split(text[figure.end : figure.end + 30])[0]}"
        return f"average {figure.kind}" if _AVERAGE.search(clause) else figure.kind
    if figure.kind == "money":
        return _of_money(figure, text, before, near, sells)
    if figure.kind == "duration" and _CANCELS.search(near) and _AHEAD.search(near):
        return "notice to cancel"
    around = f"{before}{text[figure.start : figure.end + 30]}"
    if figure.kind == "duration" and (_TO_SEND_BACK.search(before) or _TO_SEND_BACK.search(around)):
        return "time to send back"
    if figure.kind == "duration" and figure.unit == "month":
        if re.search(r"permanencia|compromiso|commitment|minimum (?:term|contract)|lock", near):
            return "commitment"
        if re.search(r"prueba|trial", near):
            return "trial"
        if re.search(r"garantia|warranty|guarantee", near):
            return "warranty"
    return ""


def _of_money(figure: Figure, text: str, before: str, near: str, sells: bool) -> str:
    if re.search(r"ahorr|sav(?:e|ing)|gana|earn|valor|worth|ejemplo|example|por cada|for every", near):
        return ""
    if re.search(r"antes|despues|luego|then|after|was |in lieu|en lugar|partir del", near):
        return ""
    if figure.per in ("month", "year"):
        fee = re.search(r"comision|mantenimiento|cuota anual|annual fee|maintenance|card fee", near)
        return f"{'fee' if fee else 'price'} a {figure.per} {figure.unit}"
    if figure.bound == "<=" or re.search(r"(?:hasta|up to|maximo)\s(?:los |un |de )*$", before):
        return f"most {figure.unit}"
    if figure.per or SERVICE.search(near):
        return ""
    line = text[text.rfind("\n", 0, figure.start) + 1 : figure.start]
    priced = _PRICE_BEFORE.search(line) or _PRICE_AFTER.match(text, figure.end)
    return f"sold for {figure.unit}" if priced or (sells and _SOLD_FOR.search(line)) else ""
