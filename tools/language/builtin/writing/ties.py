"""Which facts of a sheet narrow which others: who may have it, until when, where, how much of it, and for how long."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from batuta.grounding.numbers import figures
from batuta.text import Language
from batuta.words.concepts import units
from batuta.words.tokens import fold
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.small_print import print_of

_DAYS = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?"
_NARROWS = re.compile(
    r"(?:hasta (?:el|la|fin|agotar|final|las)\b|del? \d|desde el \d|entre (?:el|los) |(?:todos|solo|solamente) los? "
    rf"|(?:todos )?(?:los |el |every |each )?{_DAYS}\b"
    r"|(?:solo|solamente|unicamente|exclusiv\w+|only|exclusive\w*) (?!\d|[€$£])"
    r"|valid|vigen|promocion (?:valida|exclusiva|hasta|para|sujeta)|oferta (?:valida|exclusiva|hasta|para|sujeta)"
    r"|maximo|tope|limite|compra minima|minimo|sujet|plazas|unidades limitadas|aforo|fin de existencias|hasta agotar"
    r"|para (?:clientes|mayores|menores|nuev|socios|quienes|titulares|portabilidades|altas|contrataciones|compras)"
    r"|(?:offer|sale|promotion|deal|rate)s? (?:ends?|valid|for|runs?|closes?|applies|until|available|expires?)"
    r"|until |by \d|by [a-z]+ \d|through |from \d+ \w+ to|while (?:stocks|supplies)|max(?:imum)?\b|limit(?:ed)?\b|cap\b"
    r"|one \S+(?: \S+)? per|subject to|terms (?:apply|and)\b(?:apply|and) |not (?:available|valid)"
    r"|available (?:in|where|to|from|until|only)"
    r"|minimum|for (?:new|existing|former|customers|members|people|residents|orders|bookings|over|under)"
    r"|(?:\S+ ){0,2}(?:expires?|caducan?|vencen?)\b|new customers only|t&cs"
    r"|\S+(?: \S+)? (?:sujet[oa]s?|limitad[oa]s?|subject|limited) (?:a|to)\b"
    r"|\S+(?: \S+)? (?:solo|only) (?:a|en|para|to|in|for)\b|(?:\S+ ){1,3}only\W*$|final sale|no (?:returns"
    r"|refunds|devoluc)"
    r"|(?:los |the )?(?:precio|price)s? (?:valid|hasta|para|until|hold)"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d"
    r"|(?:compromiso|contrato) de|permanencia|plazo forzoso|\d+[- ]month (?:contract|minimum|term))"
)
"""How a fact begins that says nothing to sell with and limits what another one offers."""
_BURDENS = re.compile(
    r"(?:cancelacion|penalizacion|franquicia|deducible|(?:\S+ )?excess|deductible|early|normal price"
    r"|precio normal|penalty"
    r"|(?:\S+ ){0,2}(?:beyond|over|above|outside) .{0,30}(?:costs?|charged)|exceso|excedente|fuera de"
    r"|(?:\S+ ){1,4}(?:needs?|requires?|must|necesitan?|requieren?) |leaving|no withdrawals|sin reembolso"
    r"|no cancelable)"
)
"""What it costs the one who has it: it stands beside the offer wherever there is room."""
_OFFERS = re.compile(
    r"\b(?:gratis|gratuit\w+|free|regal\w+|bonus|bono|descuento|discount|off|extra|puntos|points|doble|double"
    r"|sin intereses|sin coste|sin costo|promocion\w*|preventa|presale|cashback|cash back|reintegro|bonificacion)\b"
)
_CONTINUES = re.compile(
    r"(?:otherwise|after that|afterwards|then|thereafter|if not|de lo contrario|en caso contrario|si no[, ]"
    r"|despues|luego"
    r"|a partir de entonces|pasado ese plazo|el resto)\b"
)
"""It goes on from the fact before it, which is not said without it."""
_WHERE = re.compile(
    r"(?:solo )?(?:available|disponible|valid[oa]?) (?:only |solo )?(?:where|in|en|donde)\b"
    r"|(?:envios?|entregas?|delivery|deliveries|shipping) (?:solo|only|limited)\b"
)
"""Where nothing of it is to be had, nothing of it is said without that."""
_GENERIC = frozenset(
    """oferta ofertas promocion promociones offer offers sale deal vigencia validez maximo tope limite minimo precio
    price prices normal terms plazas unidades solo only valid valido valida sujeto sujeta subject maximum limit cap one
    minimum available disponible every each compromiso""".split()
)


class Ties(NamedTuple):
    hard: tuple[Said, ...] = ()
    """Without these the fact is not said."""
    soft: tuple[Said, ...] = ()
    """These follow it where there is room."""


def narrows(one: Said) -> bool:
    """It limits what other facts offer, and offers nothing itself."""
    words = fold(one.fact.text).strip(" ¡¿«“")
    if re.match(r"(?:solo|only) [\d€$£]", words):
        return False
    return print_of(one.fact) == "limit" or bool(_NARROWS.match(words) or _BURDENS.match(words))


def ties(facts: Sequence[Said], language: Language) -> dict[str, Ties]:
    """By the key of each fact that offers something, what narrows it, in the order of the sheet."""
    limits = [one for one in facts if narrows(one)]
    rest = [one for one in facts if not narrows(one)]
    found: dict[str, Ties] = {one.fact.key: Ties() for one in rest}
    for before, one in pairwise(facts):
        if _CONTINUES.match(fold(one.fact.text)) and before.fact.key in found and one.fact.key in found:
            found[before.fact.key] = Ties((one,))
            del found[one.fact.key]
    rest = [one for one in rest if one.fact.key in found]
    for limit in limits:
        burden = _BURDENS.match(fold(limit.fact.text))
        narrowed, of_offers = _narrowed(limit, rest, language)
        for one in narrowed:
            hard, soft = found[one.fact.key]
            loose = burden or not of_offers
            found[one.fact.key] = Ties(hard, (*soft, limit)) if loose else Ties((*hard, limit), soft)
    return found


def _narrowed(limit: Said, rest: Sequence[Said], language: Language) -> tuple[list[Said], bool]:
    """The facts that speak of what the limit speaks of; else what is an offer; else everything, but loosely."""
    if _WHERE.match(fold(limit.fact.text)):
        return list(rest), True
    head = _head(limit.fact.text, language)
    of_the_same = [one for one in rest if head and head in {unit.stem for unit in units(one.fact.text, language)}]
    if of_the_same:
        return of_the_same, True
    offers = [one for one in rest if is_offer(one, language)]
    return (offers, True) if offers else (list(rest), False)


def _head(text: str, language: Language) -> str:
    """The stem of the noun a limit begins with, as `Tope de reintegro …`; empty for `Hasta el 3 de mayo`."""
    begun = re.split(r"[\d,.;:(€$£]|\b(?:solo|only|para|for|until|by|hasta|del|en|in|on)\b", text, maxsplit=1)[0]
    named = [unit for unit in units(begun, language) if fold(unit.text) not in _GENERIC]
    return named[0].stem if named else ""


def binds(limit: Said) -> bool:
    """What it costs or how long it binds: it stands below what is offered, never in a heading."""
    return bool(_BINDS.match(fold(limit.fact.text)) or _BURDENS.match(fold(limit.fact.text)))


_BINDS = re.compile(
    r"(?:\d+[- ]month|\d+ meses|minimum|compromiso|permanencia|contrato|franquicia|excess|deducib|penali"
    r"|cancel|los \w+ caducan"
    r"|(?:\S+ ){0,2}(?:expires?|caducan?)|iva|impuestos|vat|tax)"
)


def is_offer(one: Said, language: Language) -> bool:
    """It promises an amount, a rate, or something for nothing."""
    told = figures(one.fact.text, language).quantities
    return any(q.money or q.unit == "percent" for q in told) or bool(_OFFERS.search(fold(one.fact.text)))
