"""How much a message says is left, against what the facts say there is."""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.text import Text

_SAID = (
    "uno una un dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte"
    " one two three four five six seven eight nine ten twelve fifteen twenty"
).split()
_WORTH = [1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20]
_VALUE = dict(zip(_SAID, _WORTH, strict=True))
_NUMBER = rf"(?P<number>\d{{1,6}}|{'|'.join(_SAID)})(?![\d.,]*\d)"
_LEFT = re.compile(
    rf"(?<![a-z])(?:quedan?|ultim[ao]s|solo|solamente|faltan|only|just|last)\s(?:(?:solo|las|los|the|just|only|nos)\s)*"
    rf"{_NUMBER}\s(?P<thing>[a-z]{{3,}})"
)
_THERE = re.compile(
    rf"{_NUMBER}\s(?P<thing>[a-z]{{3,}})\s(?:disponibles|libres|restantes"
    r"|en (?:stock|almacen|existencias|venta)|a la venta"
    r"|available|in stock|left|remaining|for sale|on sale|free)"
)
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


def _count(written: str) -> int:
    return _VALUE[written] if written in _VALUE else int(written)


def _thing(noun: str) -> str:
    """A noun in one number."""
    return re.sub(r"(?<=[a-z]{3})e?s$", "", noun)
