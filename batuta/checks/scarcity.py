"""How much and how long a message says is left, against what the facts, or its own small print, say there is."""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Message
from batuta.text import Text

_SAID = (
    "uno una un dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte"
    " one two three four five six seven eight nine ten twelve fifteen twenty"
).split()
_WORTH = [1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20]
_VALUE = dict(zip(_SAID, _WORTH, strict=True))
_NUMBER = rf"(?P<number>\d{{1,6}}|{'|'.join(_SAID)})(?![\d.,]*\d)"
_LEFT = re.compile(
    rf"(?<![a-z])(?:quedan?|ultim[ao]s|solo|solamente|faltan|only|just|last)\s(?:(?:solo|las|los|the|just|only"
    rf"|nos)\s)*"
    rf"{_NUMBER}\s(?P<thing>[a-z]{{3,}})"
)
_THERE = re.compile(
    rf"{_NUMBER}\s(?P<thing>[a-z]{{3,}})\s(?:disponibles|libres|restantes"
    r"|en (?:stock|almacen|existencias|venta)|a la venta"
    r"|available|in stock|left|remaining|for sale|on sale|free)"
)
_COUNTED = re.compile(rf"(?<![\d.,]){_NUMBER}\s(?P<thing>[a-z]{{3,}})")
_TODAY = re.compile(
    r"\b(?:tonight|(?:at|until|till|by|before) midnight|today only|only today|ends? today|expires today|last day"
    r"|final (?:hours?|day)"
    r"|last (?:few )?hours|a (?:la )?medianoche|esta noche|solo (?:por )?hoy"
    r"|hoy (?:termina|acaba|es el ultimo|se acaba)"
    r"|(?:acaba"
    r"|termina|expira) hoy"
    r"|\d{1,3} (?:minutes?|mins?|hours?|hrs?|seconds?) (?:left|remaining|to go)"
    r"|(?:quedan?|faltan?)(?: (?:solo|tan solo))? \d{1,3} (?:minutos?|min|horas?|segundos?)"
    r"|(?:en|in|within) (?:solo |just )?\d{1,2} (?:minutos|minutes|min)"
    r"|(?:clock|timer|countdown)(?: \w+){0,2} (?:zero|runs out|ends|stops)"
    r"|(?:reloj|contador|cuenta atras)(?: \w+){0,2} cero"
    r"|ultimas? horas?|ultimo dia|hasta medianoche|antes de medianoche|manana ya no|tomorrow it's gone)\b"
)
_RUNS = re.compile(
    r"\b(?:offer|deal|discount|promo\w*|valid\w*|availab\w*|bookable|on sale|sale|holds?|in force|runs|oferta"
    r"|descuento|vigen\w*|disponible\w*|reservable|contratable|se mantiene|rebajas|precio|rige)\b"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:stay\w*|travel\w*|fl(?:y|ight\w*)|deliver\w*|shipp\w*|voucher\w*|gift cards?|redeem\w*|return\w*|use(?:d"
    r"|able)?|enjoy"
    r"|estancia\w*|viaj\w*|vuel\w*|envi\w*|entrega\w*|vales?|cupon\w*|tarjetas? regalo|canje\w*|devol\w*|disfrut\w*"
    r"|usar|salidas?)\b"
)
MOST = 3
"""Places shown of one breach in one message."""
AFTER_ALL = 2
"""Days from the review on; an offer that runs longer does not end today."""
TIMES = 2
"""From how many times what is said to be left the facts disprove it: stock of yesterday may be a little more."""


def disproved(case: Case) -> Iterator[Hit]:
    """Fewer are said to be left than the facts know of."""
    message = case.message
    if message is None:
        return
    known = [
        (_thing(found["thing"]), _count(found["number"]), part.text.raw)
        for fact in case.facts
        for part in fact.parts
        for found in _THERE.finditer(part.text.text)
    ]
    for index, part in enumerate(message.parts) if known else ():
        for found in _LEFT.finditer(part.text.text):
            for thing, count, fact in known:
                if thing == _thing(found["thing"]) and count >= TIMES * _count(found["number"]):
                    yield at(message, index, *found.span(), fact=Text(en=fact, es=fact))
                    return


def unfounded(case: Case) -> Iterator[Hit]:
    """Pressed to decide, with no end, no number of pieces, and nothing in the facts that bears it out."""
    message = case.message
    if message is None or message.makes("end_stated", "stock_stated", "day"):
        return
    for claim in message.made("urgency_strong")[:MOST]:
        part = message.parts[claim.part]
        start, end = message.sentence(claim)
        if not any(_borne_out(found, case.facts) for found in _LEFT.finditer(part.text.text, start, end)):
            yield at(message, claim.part, claim.start, claim.end)


def _borne_out(said: re.Match[str], facts: tuple[Message, ...]) -> bool:
    """The facts give the very number that is said to be left."""
    return any(
        _count(found["number"]) == _count(said["number"]) and _thing(found["thing"]) == _thing(said["thing"])
        for fact in facts
        for part in fact.parts
        for found in _COUNTED.finditer(part.text.text)
    )


def ends_later(case: Case) -> Iterator[Hit]:
    """Said to end today, and by the message itself or the facts it goes on."""
    message = case.message
    if message is None or not any(_TODAY.search(part.text.text) for part in message.parts):
        return
    fact = next((text for source in (message, *case.facts) for text in _going_on(source, case)), "")
    for index, part in enumerate(message.parts) if fact else ():
        for said in _TODAY.finditer(part.text.text):
            yield at(message, index, *said.span(), fact=Text(en=fact, es=fact))
            return


def _going_on(source: Message, case: Case) -> Iterator[str]:
    """Sentences that let the offer run on for days."""
    for part in source.parts:
        for day in part.days:
            start, end = part.text.sentence(day.start)
            sentence = part.text.text[start:end]
            if (
                day.until
                and (day.day - case.today).days > AFTER_ALL
                and _RUNS.search(sentence)
                and not _OF_SOMETHING_ELSE.search(sentence)
            ):
                yield part.text.quote(start, end).strip()


def _count(written: str) -> int:
    return _VALUE[written] if written in _VALUE else int(written)


def _thing(noun: str) -> str:
    """A noun in one number."""
    return re.sub(r"(?<=[a-z]{3})e?s$", "", noun)
