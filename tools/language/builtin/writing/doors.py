"""Facts that say where a thing is got: an address to click, a number to call. They close a message and sell nothing."""

import re
from collections.abc import Iterator

from batuta.text import Language
from batuta.words.address import readdressed
from batuta.words.spanish_verbs import Address
from batuta.words.tokens import fold
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import narrows

_LINK = r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,;]*)?"
_PHONE = r"\+?\d[\d -]{6,}\d"
LEADS = rf"(?:{_LINK}|{_PHONE})"
"""An address or a number, as a pattern."""
_LEADS_THERE = re.compile(rf"\b{LEADS}", re.IGNORECASE)
_BARE_LINK = re.compile(rf"{_LINK}$", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:(?:you can |please |just |puede[s]? |podes )?(?:switch|book|order|apply|join|shop|sign (?:up|in)|log in"
    r"|register|get|visit|go"
    r" to|see|find|call|ring|phone|text|upgrade|renew|start|download|open|reserve|enroll?|claim|ask|check|buy"
    r"|subscribe|compare"
    r"|choose|schedule|request|donate|read|learn|quotes?|bookings?|orders?|tickets|details|info(?:rmation)?|more"
    r"|reservations|online"
    r"|questions|enquiries|help)\b"
    r"|(?:reserv|contrat|compr|inscri|solicit|pedid|pid[ae]|pedi |inform|mas info|llam|entr[ae]|visit|consult"
    r"|apunt|turnos|citas?\b"
    r"|altas?\b|suscr|registr|descarg|escrib|gestion|tramit|cotiz|renuev|renov|cambi|agend|venta|dudas|detalles"
    r"|activ|recarg|calcul"
    r"|don[ae]|hazte|matricul|ver |todo en|tambien en|en [a-z0-9-]+\.))"
)
_SUM = re.compile(r"[€$£%]|\bgratis\b|\bfree (?!phone|call)\b")
_BY_NOUN: tuple[tuple[str, str], ...] = (
    (r"reservas?", "reserva"), (r"contrataci[oó]n|contrataciones", "contrata"), (r"compras?", "compra"),
    (r"inscripci[oó]n|inscripciones", "inscríbete"),
    (r"matr[ií]culas?", "matricúlate"), (r"pedidos?", "haz tu pedido"), (r"turnos?", "pide turno"),
    (r"citas?", "pide cita"), (r"solicitud(?:es)?", "haz tu solicitud"), (r"cotizaci[oó]n|cotizaciones", "cotiza"),
    (r"informaci[oó]n|info|detalles", "más información"), (r"venta|ventas", "compra"),
    (r"entradas", "compra tus entradas"), (r"suscripci[oó]n|suscripciones", "suscríbete"),
)  # fmt: skip
_BY_NOUN_EN: tuple[tuple[str, str], ...] = (
    (r"bookings?|reservations", "book"), (r"orders?", "order"), (r"tickets", "get your tickets"),
    (r"details|info|information|more", "find out more"), (r"quotes?", "get a quote"),
)  # fmt: skip


def is_a_door(one: Said) -> bool:
    """
    >>> from batuta.material import FactWords
    >>> told = [FactWords(source="f", key="f", text=text) for text in ("Book at a.example/b", "12% off at a.example")]
    >>> [is_a_door(Said(fact, (fact.text,), fact.text, "how")) for fact in told]
    [True, False]
    """
    text = one.fact.text.strip().rstrip(".")
    if not _LEADS_THERE.search(text) or _SUM.search(text) or "{{" in text:
        return False
    return bool(_BARE_LINK.match(text)) or (bool(_BEGINS.match(fold(text))) and not narrows(one))


def through_the_door(text: str, language: Language, address: Address) -> Iterator[str]:
    """The fact as an order to the reader, the best first.

    >>> next(through_the_door("Reservas en a.example/b", "es", "usted"))
    'Reserve en a.example/b'
    >>> next(through_the_door("a.example/b", "en", "tu"))
    'Find out more at a.example/b'
    """
    bare = text.strip().rstrip(".")
    if _BARE_LINK.match(bare):
        yield f"Más información en {bare}" if language == "es" else f"Find out more at {bare}"
        return
    for noun, order in _BY_NOUN if language == "es" else _BY_NOUN_EN:
        found = re.match(rf"(?:{noun})(?P<joint>:| en| por| at| on| via)? (?=\S)", bare, re.IGNORECASE)
        if found:
            joint = found["joint"] or ""
            if joint in (":", "") and not re.match(r"(?:en|at|on|por|in) ", bare[found.end() :]):
                number = not re.match(_LINK, bare[found.end() :], re.IGNORECASE)
                joint = {"es": " en el" if number else " en", "en": " on" if number else " at"}[language]
            made = f"{order[:1].upper()}{order[1:]}{joint} {bare[found.end() :]}"
            yield readdressed(made, address) if language == "es" else made
            return
    ordered = re.match(r"([A-Za-z ]{3,30}): (?=\S)", bare)
    if ordered and language == "en" and re.match(_LINK, bare[ordered.end() :]):
        yield f"{bare[:1].upper()}{ordered[1][1:]} at {bare[ordered.end() :]}"
