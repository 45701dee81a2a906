"""Several for the price of fewer, and on which products that holds.

Source: Ley 3/1991 arts. 5 and 7; Directive 2005/29/EC art. 7.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Claim, Message, PartRead

_WHERE_TO_READ = re.compile(
    r"condicion|\bbases\b|termino|\bterms\b|\bt&cs?\b|detalles|details|www\.|https?:|\.(?:com|es|mx|net|org|co\.uk)\b"
    r"|seleccionad|selected|participating|participantes|iguales|\bsame\b|\bmism[oa]s?\b|menor (?:precio|valor|importe)"
    r"|mas barat[oa]|cheapest|lowest|equal or|igual o|excluid|exclu(?:de|sion)|excepto|except|\bmax\b|maximo|maximum"
    r"|limit|por (?:cliente|persona|compra|pedido)|per (?:customer|person|order|household)"
)
"""Where the limits of the offer stand, or the limits themselves."""
_EMPTY = (
    r"(?:hasta|desde|solo|sólo|hoy|ya|este|esta|estos|estas|todo|toda|con|para|por|y|o|durante|cada|el|la|los|las|un|una"
    r"|del|al|que|se|te|es|en|vuelve|llega|oferta|promo|promocion|semana|dias?|fin|gran|super|nuestr[oa]s?|mas"
    r"|until|till|from|only|today|now|this|that|all|with|for|and|or|when|while|the|our|your|on|in|at|ends|is|are|back"
    r"|offer|deal|week|weekend|days?|big|super|every|each|free|gratis|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tiendas?|stores?|shops?|web|online|app)"
)
_ON_ALL = re.compile(
    r"\s(?:en|sobre|on|across|of)\s(?:tod[oa](?:s)?(?![a-z])|the (?:whole|entire)|everything"
    r"|all (?!day|week|night)|every (?!day|week))"
)
_BEHIND = re.compile(
    rf"\s(?:(?:en|sobre|de|on|of|across|for|para)\s)?(?:(?:todas?|todos|los|las|la|el|our|all|any|every|nuestr[oa]s|the)\s)*"
    rf"(?!{_EMPTY}(?![a-z]))(?P<thing>[a-z]{{3,}})"
)
_BEFORE = re.compile(
    rf"(?<![a-z])(?!{_EMPTY}(?![a-z]))(?P<thing>[a-z]{{4,}})(?:\s(?:al|a|en|at|on|are|todo))?[\s:,]{{1,2}}$"
)
_INSIDE = re.compile(
    r"(?:buy|compra|compras|llevate|pide|pides)\s(?:one|two|un|una|dos|1|2)\s(?!get|y\b|and\b|otr|llev|pag)[a-z]{3,}"
)


def unscoped(case: Case) -> Iterator[Hit]:
    """Two for one, with no word of what on or where that can be read."""
    message = case.message
    if message is None:
        return
    claims = message.made("multi_buy")
    if not claims or any(part.links or _WHERE_TO_READ.search(part.text.text) for part in message.parts):
        return
    if not any(_names_a_thing(message, claim) for claim in claims):
        first = claims[0]
        yield at(message, first.part, first.start, first.end)


def _names_a_thing(message: Message, claim: Claim) -> bool:
    part = message.parts[claim.part]
    text = part.text.text
    start, _ = part.text.sentence(claim.start)
    if _INSIDE.search(text, claim.start, claim.end + 20) or _ON_ALL.match(text, claim.end):
        return True
    behind, before = _BEHIND.match(text, claim.end), _BEFORE.search(text, start, claim.start)
    return any(found and not _is_a_name(part, found) for found in (behind, before))


def _is_a_name(part: PartRead, found: re.Match[str]) -> bool:
    """Whether the word is written as a name in running text: a shop's, not a thing's."""
    first, last = part.text.place(*found.span("thing"))
    word = part.text.raw[first:last]
    return word[:1].isupper() and not word.isupper() and found.start("thing") > 0
