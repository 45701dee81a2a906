"""How many buyers and how many stars a message boasts of, against what the facts say there are."""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Message, PartRead
from batuta.text import Text

_NUMBER = r"(?<![\d.,€$£])(\d{1,3}(?:[.,\s]\d{3})+|\d+)"
_MANY = {"mil": 1_000, "k": 1_000, "thousand": 1_000, "millon": 1_000_000, "millones": 1_000_000, "million": 1_000_000}
_REVIEWS = r"(?:resenas?|opinion(?:es)?|valoracion(?:es)?|reviews?|ratings?|votos|votes)"
_PEOPLE = (
    r"(?:client[ae]s?|usuari[oa]s?|personas|familias?|hogares|compradores|socios|socias|suscriptores|alumnos|pacientes"
    r"|seguidores|viajeros|customers?|users?|people|families|households|homes|buyers|shoppers|members|subscribers"
    r"|students|patients|followers|travell?ers|fans|sleepers|drivers|businesses|empresas|companies|agencies|agencias|firms|clinics|clinicas|restaurants|restaurantes|schools|colegios"
    r"|offices|despachos|teams|equipos|professionals|profesionales|brands|marcas|hotels|hoteles|shops|comercios)"
)
_COUNT = re.compile(
    rf"{_NUMBER}\s?(mil|k|thousand|millon(?:es)?|million)?(?:\sde)?\s(?:[a-z]+\s){{0,2}}?(?:({_REVIEWS})|{_PEOPLE})(?![a-z])"
)
_RATING = re.compile(
    r"(?<![\d.,])([0-5](?:[.,]\d{1,2})?)\s?(?:/|sobre|de|out of)\s?5(?![\d.,]*\d)"
    r"|(?<![\d.,])([0-5](?:[.,]\d{1,2})?)[\s-]?(?:estrellas?|stars?)|(cinco estrellas|five[\s-]stars?)|(★+|⭐+)"
    r"|(?:media|average|nota|rat(?:ing|ed)|puntuacion|score[ds]?|valorad[oa]s?(?: con)?)(?: (?:de|of|at))?:?"
    r" (\d[.,]\d{1,2})(?!\s?%)"
    r"|(?<![\d.,])(\d(?:[.,]\d{1,2})?)\s?(?:/|sobre|de|out of)\s?10(?![\d.,]*\d)"
)
_LABELLED = re.compile(
    rf"(?:{_REVIEWS}|{_PEOPLE}|vendid[oa]s|ventas|sold|sales|pedidos|orders)(?: [a-z]+){{0,4}} ?[:=] ?{_NUMBER}"
    r"(?![.,]?\d)"
)
"""As facts count: `units sold so far: 640`."""
ROOM = 1.1
"""How many times what the facts say a round number may be."""
HALF_A_TENTH = 0.05
_STARS = 5
"""Marks above are out of ten."""


def disproved(case: Case) -> Iterator[Hit]:
    """More buyers, more opinions or more stars than the facts know of."""
    message = case.message
    if message is None or not case.facts:
        return
    known_stars = [stars for fact in case.facts for part in fact.parts for stars, _ in _ratings(part)]
    known_counts = [count for fact in case.facts for part in fact.parts for count, _ in _counts(part)]
    for index, part in enumerate(message.parts):
        places = [
            *((place, stars > max(known_stars) + HALF_A_TENTH) for stars, place in _ratings(part) if known_stars),
            *((place, count > max(known_counts) * ROOM) for count, place in _counts(part) if known_counts),
        ]
        for place, too_much in places:
            if too_much:
                fact = _telling(case.facts)
                yield at(message, index, *place, fact=Text(en=fact, es=fact))
                return


def _telling(facts: tuple[Message, ...]) -> str:
    return next(part.text.raw for fact in facts for part in fact.parts if any(_ratings(part)) or any(_counts(part)))


def _counts(part: PartRead) -> Iterator[tuple[float, tuple[int, int]]]:
    for match in _COUNT.finditer(part.text.text):
        number = float(re.sub(r"\D", "", match[1])) * _MANY.get(match[2] or "", 1)
        yield number, match.span()
    for match in _LABELLED.finditer(part.text.text):
        yield float(re.sub(r"\D", "", match[1])), match.span()


def _ratings(part: PartRead) -> Iterator[tuple[float, tuple[int, int]]]:
    for match in _RATING.finditer(part.text.text):
        written = match[1] or match[2] or match[5] or match[6]
        mark = float(written.replace(",", ".")) if written else 0.0
        stars = (
            mark / 2
            if match[6] or mark > _STARS
            else mark
            if written
            else 5.0
            if match[3]
            else float(min(len(match[4]), 5))
        )
        yield stars, match.span()
