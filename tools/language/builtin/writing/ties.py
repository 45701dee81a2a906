"""Which facts of a sheet narrow which others: who may have it, until when, where, how much of it, and for how long."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from batuta.grounding.numbers import figures
from batuta.grounding.quantities import Quantity
from batuta.text import Language
from batuta.words.concepts import units
from batuta.words.tokens import fold
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import limits_in_part, narrows

_OFFERS = re.compile(
    r"\b(?:gratis|gratuit\w+|free|regal\w+|bonus|bono|descuento|discount|off|extra|puntos|points|doble|double"
    r"|sin interes(?:es)?|sin (?:coste|costo|cargo)|promocion\w*|preventa|presale|2x1|3x2|half price|mitad de precio"
    r"|sin (?:comisi|cuota|cargo|gasto)\w*"
    r"|no (?:\w+ ){0,2}(?:fees?|charge)|without charge|complimentary"
    r"|de regalo|interest[- ]free|cashback|cash back|reintegro|bonificacion)\b"
)
_CONTINUES = re.compile(
    r"(?:otherwise|after that|afterwards|then|thereafter|if not|de lo contrario|en caso contrario|si no[, ]"
    r"|despues|luego"
    r"|a partir de entonces|pasado ese plazo|el resto)\b"
)
"""It goes on from the fact before it, which is not said without it."""
_OF_A_KIND = re.compile(
    r"[^\W\d][^:;,.\dA-ZÁÉÍÓÚÑ]{3,40}: (?:[€$£] ?\d[\d.,]*|\d[\d.,]* ?(?:€|euros|pesos|pence|p|¢))\.?$"
)
"""A price of one kind of what is offered, by its label: no other product by name."""
_WHERE = re.compile(
    r"(?:solo |not? )?(?:available|disponible|valid[oa]?|sold|offered) (?:only |solo )?(?:where|in|en|donde|to)\b"
    r"|(?:envios?|entregas?|delivery|deliveries|shipping) (?:solo|only|limited)\b"
)
"""Where nothing of it is to be had, nothing of it is said without that."""
_MEASURED = re.compile(
    r"(?:the |el |la |los |las )?(?:rendimientos?|autonomia|consumos?|resultados?|velocidad(?:es)?|emisiones"
    r"|medid[oa]s?|obtenid[oa]s?|range|mileage|fuel economy|results?|actual|speeds?|battery life|measured|tested)\b"
)
"""How a figure was come by belongs to the fact just before it."""
_DEFINITE = re.compile(r"(?:el|la|los|las|the|est[aeo]s?|es[aeo]s?|this|that|these|those|tope|limite|limit|cap)\b")
"""It speaks of one of the offers, not of all."""
_TIER = re.compile(
    r"\bse llega a\b|\bpara (?:ser|llegar a|subir a)\b|\bto (?:reach|become|qualify)\b|^\w+ = |\bstatus\b"
)
"""How a level is come by: it belongs to what is said of that level."""
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


def ties(facts: Sequence[Said], language: Language) -> dict[str, Ties]:
    """By the key of each fact that offers something, what narrows it, in the order of the sheet.

    A limit belongs to the offers that it speaks of by their noun or figure, else to every offer of the sheet; where
    the sheet offers no amount, rate or gift, it belongs to what the sheet begins with, and follows the rest as there
    is room.
    """
    limits = [one for one in facts if narrows(one) or (one is not facts[0] and limits_in_part(one))]
    if len(limits) == len(facts):
        # A sheet offers something: what it begins with.
        limits = limits[1:]
    found = {one.fact.key: Ties() for one in facts if one not in limits}
    for before, one in pairwise(facts):
        if _CONTINUES.match(fold(one.fact.text)) and before.fact.key in found and one.fact.key in found:
            found[before.fact.key] = Ties((one,))
            del found[one.fact.key]
    rest = [one for one in facts if one.fact.key in found]
    if not rest:
        return found
    for one, dearer in _dearer_kinds(rest, language):
        found[one.fact.key] = Ties((*found[one.fact.key].hard, dearer))
        found.pop(dearer.fact.key, None)
    rest = [one for one in rest if one.fact.key in found]
    before_it = dict(pairwise(reversed(facts)))
    for limit in limits:
        measured = before_it.get(limit)
        narrowed, firmly = _narrowed(limit, rest, language)
        if _MEASURED.match(fold(limit.fact.text)) and measured in rest and measured not in narrowed:
            narrowed, firmly = [measured], True
        for one in narrowed:
            hard, soft = found[one.fact.key]
            tied = firmly or one is facts[0]
            found[one.fact.key] = Ties((*hard, limit), soft) if tied else Ties(hard, (*soft, limit))
    return found


def _dearer_kinds(rest: Sequence[Said], language: Language) -> Iterator[tuple[Said, Said]]:
    """Prices, each with the dearer one that a kind of the same has: `Estrenos: 7,90 €` after `Entradas a 5,50 €`.

    None where several kinds have theirs: that is a list of prices, and each stands for itself.
    """
    kinds = [one for one in rest if _OF_A_KIND.match(one.fact.text.strip())]
    if len(kinds) != 1:
        return
    dearer = _sums(kinds[0], language)
    for one in rest[: rest.index(kinds[0])]:
        told = _sums(one, language)
        if len(told) == len(dearer) == 1 and told[0].unit == dearer[0].unit and told[0].value < dearer[0].value:
            yield one, kinds[0]


def _sums(one: Said, language: Language) -> list[Quantity]:
    return [q for q in figures(one.fact.text, language).quantities if q.money]


def _narrowed(limit: Said, rest: Sequence[Said], language: Language) -> tuple[list[Said], bool]:
    """Whom a limit belongs to, and whether they are not said without it."""
    if _WHERE.match(fold(limit.fact.text)):
        return list(rest), True
    offers = [one for one in rest if is_offer(one, language)]
    named = _named(limit, rest, language)
    if _TIER.search(fold(limit.fact.text)):
        tiered = [one for one in rest if _names(limit) & _names(one)]
        if tiered:
            return tiered, True
    if _DEFINITE.match(fold(limit.fact.text)) and any(one in offers for one in named):
        return named, True
    found = [one for one in rest if one in offers or one in named]
    return (found, True) if found else (list(rest), False)


def _names(one: Said) -> set[str]:
    """Its words with a capital, as `Gold` and `Premium`."""
    return set(re.findall(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,}\b", one.fact.text))


def _named(limit: Said, rest: Sequence[Said], language: Language) -> list[Said]:
    """The facts that have the noun a limit begins with, or one of its sums or shares."""
    head = _head(limit.fact.text, language)
    told = [q for q in figures(limit.fact.text, language).quantities if q.money or q.unit == "percent"]
    return [
        one
        for one in rest
        if (head and head in {unit.stem for unit in units(one.fact.text, language)})
        or any(q.equals(other) for q in told for other in figures(one.fact.text, language).quantities)
    ]


def _head(text: str, language: Language) -> str:
    """The stem of the noun a limit begins with, as `Tope de reintegro …`; empty for `Hasta el 3 de mayo`."""
    begun = re.split(r"[\d,.;:(€$£]|\b(?:solo|only|para|for|until|by|hasta|del|en|in|on)\b", text, maxsplit=1)[0]
    named = [unit for unit in units(begun, language) if fold(unit.text) not in _GENERIC]
    return named[0].stem if named else ""


def is_offer(one: Said, language: Language) -> bool:
    """It promises an amount, a rate, or something for nothing."""
    told = figures(one.fact.text, language).quantities
    return any(q.money or q.unit == "percent" for q in told) or bool(_OFFERS.search(fold(one.fact.text)))
