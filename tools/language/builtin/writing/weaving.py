"""A fact's words as a sentence about the product: `un seguro …` becomes `Con la Tarjeta tienes un seguro …`."""

import re
from typing import Literal

from batuta.text import Language
from batuta.words.spanish_verbs import forms_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.wording import capital, continued, stopped

Shape = Literal["sentence", "clause", "figure", "with", "quality", "thing"]

_PREPOSITIONS = {
    "es": frozenset("sin con desde hasta de en para por a".split()),
    "en": frozenset("without with from up at for in on to within between".split()),
}
_PRONOUNS_ES = frozenset("la lo las los se te le nos".split())
_FINITE_ES = re.compile(
    r"(?<!que )\b(?:es|son|esta|estan|puede|pueden|tiene|tienen|cubre|cuesta|incluye|hay|se (?!\w+[dt]o\b)\w{3,}"
    r"|no \w+[ae]n?)\b"
)
_FINITE_EN = re.compile(r"(?<!that )(?<!who )\b(?:you|we|it|is|are|can|covers?|costs?|includes?|has|have)\b")
ORDERS_EN = frozenset(
    "activate add apply ask book bring buy call cancel change check choose claim click complete "
    "collect come compare confirm contact discover donate enrol enroll renew reserve schedule subscribe upgrade "
    "download earn enjoy find follow get give go join keep listen make manage move open order pay pick request return "
    "rejoin export invite learn link plan redeem rent save scan see send set shop sign start swipe allow expect "
    "switch take tap track transfer travel try turn use visit watch write remember register volunteer insure protect "
    "replace repair service collect bid vote".split()
)
_QUALITY_ES = re.compile(r"(?:sujet|disponibl|valid|adherid|cubiert|incluid|gratuit|gratis)")
_QUALITY_EN = re.compile(r"(?:subject|available|valid|covered|included|free\b(?! \w))")


_NOUN_EN = re.compile(r"(?:an?|the|one|two|three|all|every|up to|\d[\d.,]*)\s", re.IGNORECASE)

_DEALS = re.compile(
    r"(?:para (?:altas|contrataciones|compras|pedidos|reservas)|for (?:orders|purchases|contracts|bookings))\b"
)


def shape_of(text: str, language: Language) -> Shape:
    """What kind of words a fact is given in.

    >>> shape_of("un seguro de viaje", "es"), shape_of("la apagas desde la app", "es"), shape_of("sin cuota", "es")
    ('thing', 'clause', 'with')
    >>> shape_of("you pay in full", "en"), shape_of("29,90 € al mes", "es"), shape_of("sujeta a estudio", "es")
    ('clause', 'figure', 'quality')
    """
    words = fold(text).replace(",", " ").split()
    if not words:
        return "clause"
    first = words[0]
    if re.search(r"[.!?]\s*$", text):
        return "sentence"
    if not first[0].isalpha():
        return "figure"
    if (_QUALITY_ES if language == "es" else _QUALITY_EN).match(fold(text)):
        return "quality"
    if first in _PREPOSITIONS[language] or first in ("no", "free"):
        return "with"
    return "clause" if _speaks(text, words, language) else "thing"


def _speaks(text: str, words: list[str], language: Language) -> bool:
    """There is a verb that says something of somebody."""
    if language == "en":
        return words[0] in ORDERS_EN or bool(_FINITE_EN.search(fold(text)))
    second = words[1] if len(words) > 1 else ""
    if words[0] in _PRONOUNS_ES and (forms_of(second) or (words[0] in ("la", "lo") and second[-2:] in ("as", "es"))):
        return True
    first = text.split()[0].lower().strip(",")
    if any(form.address in ("tu", "usted", "vos") for form in forms_of(first)):
        return True
    return bool(re.match(r"\w+(?:nos|amos|emos|imos)$", words[0])) or bool(_FINITE_ES.search(fold(text)))


def ordered(text: str, language: Language) -> str:
    """The order that words begin with, up to where they go on: `Bring your own cup and get …`; else nothing.

    >>> ordered("Bring your own cup and get 40p off", "en"), ordered("The course takes six hours", "en")
    ('Bring your own cup', '')
    """
    first = text.split()[0].lower() if text.split() else ""
    if language == "en":
        orders = first in ORDERS_EN
    else:
        orders = any(form.mood == "imperative" for form in forms_of(first)) and first not in ("una", "entre", "para")
    begun = re.split(r"\s+(?:and|y|e)\s+|[,;:]", text)[0]
    return begun.rstrip(".") if orders and len(begun.split()) > 2 and begun.rstrip(".") != text.rstrip(".") else ""


_NAMED_ACTION = re.compile(r"[;:.,]\s+(?:and )?([a-z]+)( [^.;,:{}]{3,40})\.?\s*$")


def named_action(need: str) -> tuple[str, ...]:
    """What the need says the reader is to do, in its own words.

    >>> named_action("Product page for grocery chains; book a site survey.")
    ('Book a site survey',)
    """
    found = _NAMED_ACTION.search(need)
    if not found or found.group(1) not in ORDERS_EN:
        return ()
    return (capital(found.group(1)) + found.group(2),)


def woven(text: str, name: str, the: str, language: Language, *, priced: bool) -> tuple[str, ...]:
    """The words as a first sentence that names the product, the best first; empty where they stand better alone.

    >>> woven("un seguro de viaje", "Tarjeta Oro", "la Tarjeta Oro", "es", priced=False)[0]
    'Con la Tarjeta Oro tienes un seguro de viaje.'
    >>> woven("no annual fee", "Gold Card", "the Gold Card", "en", priced=True)[0]
    'Gold Card: no annual fee.'
    >>> woven("pagas a fin de mes", "Tarjeta Oro", "la Tarjeta Oro", "es", priced=False)
    ('Con la Tarjeta Oro, pagas a fin de mes.',)
    """
    if not name or fold(name) in fold(text):
        return ()
    said = continued(text)
    match shape_of(text, language):
        case "sentence":
            return ()
        case "clause" if _tells_the_reader(said, language):
            return (stopped(f"Con {the}, {said}" if language == "es" else f"With {the}, {said}"),)
        case "clause":
            return ()
        case "quality":
            being = "is" if language == "en" else "es" if re.match(r"v[aá]lid|gratuit|gratis", said) else "está"
            return (stopped(capital(f"{the} {being} {said}")),)
        case "with" if _DEALS.match(fold(said)):
            return (stopped(f"Oferta {said}" if language == "es" else f"Offer {said}"),)
        case "with" if language == "es" and fold(said).startswith(("para ", "de ")):
            return (stopped(capital(f"{the} es {said}")),)
        case "with" if language == "en" and said.startswith("for "):
            return (stopped(capital(f"{the} is {said}")),)
        case "with" if said.split()[0].lower() not in ("no", "free"):
            return (stopped(f"{name}, {said}"), stopped(f"{name}: {said}"))
        case "thing" if not priced:
            having = f"Con {the} tienes {said}" if language == "es" else f"With {the} you get {said}"
            return (stopped(having), stopped(f"{name}: {said}"))
    return (stopped(f"{name}: {said}"),)


def _tells_the_reader(text: str, language: Language) -> bool:
    """`pagas …`, `you pay …`: what the reader does with the product, not what is done to it, nor an order."""
    first = text.split()[0].lower()
    if language == "en":
        return first == "you" and not re.search(r"\bit\b", text)
    said_of_you = any(form.mood == "present" and form.address in ("tu", "vos") for form in forms_of(first))
    return said_of_you and first[-1] == "s"


def added(text: str, language: Language, *, priced: bool) -> tuple[str, ...]:
    """The words as a sentence after the first: `Además, un seguro …`.

    >>> added("un seguro de viaje", "es", priced=False)
    ('Además, un seguro de viaje.', 'Un seguro de viaje.')
    """
    alone = stopped(capital(text))
    if shape_of(text, language) != "thing" or priced:
        return (alone,)
    if language == "en" and not _NOUN_EN.match(text):
        # `works abroad`, `walk in any day`: no English ending tells a verb from a noun.
        return (alone,)
    return (stopped(f"Además, {continued(text)}" if language == "es" else f"Plus {continued(text)}"), alone)
