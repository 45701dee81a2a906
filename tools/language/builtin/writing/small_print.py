"""What a message says below the line: the example of what credit costs, warnings, who may have it and until when."""

import re
from typing import Literal

from batuta.grounding.numbers import figures
from batuta.material import FactWords, Material
from batuta.text import language_of
from batuta.words.tokens import fold

SHORT: frozenset[str] = frozenset({"sms", "push", "web", "in_app", "social", "display"})
"""Channels with no room for the whole example, where the law lets a shorter form stand.

Source: Circular 4/2020 of the Banco de España, anejo V.
"""
Print = Literal["example", "warning", "limit"]

_EXAMPLE_KEY = re.compile(r"(?:^|_)example(?:_|$)|(?:^|_)ejemplo(?:_|$)", re.IGNORECASE)
_EXAMPLE_WORDS = re.compile(r"(?:representative example|illustrative example|ejemplo representativo)")
_SIMPLE_EXAMPLE = re.compile(r"(?:ejemplo|example)(?: (?:de|para|of|for) [^:]{3,40})?:")
"""Of credit where it gives a rate; else it says for what a price was worked out."""
_IN_EXAMPLE = re.compile(r"\b(?:en el ejemplo|in the example)\b")
_WARNS = re.compile(
    r"(?:atencion|aviso|advertencia|importante|caution|warning|important|risk \d|riesgo \d|este numero es indicativo"
    r"|this number indicates|rentabilidades pasadas|past performance|capital at risk)\b"
)
_LIMITS = re.compile(
    r"(?:sujet[oa]s? a|subject to|segun |depending on|salvo|except|valid[oa]?s? "
    r"|(?:oferta|promocion) (?:valida|para|hasta)|offer (?:valid|for|until)"
    r"|para (?:clientes|contrataciones|altas|nuev|quienes|personas|mayores)"
    r"|for (?:customers|orders|new|people|anyone|accounts)|disponible|available|solo |only )"
)
_BURDENS = re.compile(
    r"(?:\d+[- ]month (?:minimum |fixed )?(?:contract|term|commitment)|minimum (?:term|contract|spend|purchase|order)"
    r"|[€$£]?\d[\d.,]* ?[€$£%]? (?:excess|deductible|penalty|de (?:franquicia|deducible|penalizacion))"
    r"|excess|deductible|penalty|franquicia|deducible|penalizacion|permanencia (?:minima|de|obligatoria)|plazo forzoso"
    r"|\d+ meses de (?:permanencia|plazo forzoso)|not (?:valid|available|included|combinable)|cannot be combined"
    r"|no (?:valid|disponible|acumulable|aplica|incluye|se acumula)"
    r"|(?:\S+ ){1,4}(?:expires?|lapses?|caducan?|vencen?|may (?:change|vary)|pueden? (?:cambiar|variar)"
    r"|(?:is|es) variable|depends? on|dependen? del?)"
    r"|(?:iva|impuestos|vat|tax(?:es)?|sales tax) (?:no |not )?incl"
    r"|[^.;]{1,40} (?:no|not) (?:garantizad|guaranteed|includ|incluid)"
    r"|(?:one|1|an?|una?) \S+(?: \S+)? (?:per|por) (?:client|person|customer|household|hogar|order|pedido|compra)"
    r"|a la venta (?:desde|del?|hasta)|on sale (?:from|until))"
)
"""What binds or costs the customer is no reason to buy."""
_BURDENS_WITHIN = re.compile(
    r"\b(?:must be (?:at least|over|aged)|tien\w+ que tener (?:al menos|mas de)|(?:is|are) limited to"
    r"|(?:esta|estan) limitad[oa]s? a|is closed|are closed|esta cerrad[oa]|(?:is|are) not (?:available|included)"
    r"|no (?:esta|estan) (?:disponibles?|incluid[oa]s?)|(?:el )?tope (?:de|es)|la franquicia es"
    r"|leaving \S+(?: \S+)? early|(?:rises|increases|goes up) from|(?:sube|aumenta|pasa) de"
    r"|(?:es|sera) necesari[oa]|se requiere|(?:debe|deben|hay que|tiene que|tienen que) (?!ser[ao]?\b)\w+(?:rse|r)\b"
    r"|no (?:esta|estan) (?:permitid|disponible|incluid|cubiert)\w*|(?:is|are) not (?:allowed|permitted|covered|valid)"
    r"|(?:esta|estan) sujet[oa]s?|(?:is|are) subject to|(?:is|are) required|must be \w+ed\b|may be recorded"
    r"|ending (?:the |your )?\S+(?: \S+)? early|en compras inferiores|orders below"
    r"|(?:no|not) incluid[oa]s?$|no incluye\b|no cubre\b|(?:does|do) not (?:include|cover)|excluye\b|excludes?\b"
    r"|(?:saving|discount|offer|rate|descuento|bonificacion|promocion|oferta|tarifa) (?:applies|se aplica|aplica)"
    r" (?:only |solo )?(?:to|in|en|a)\b"
    r"|,? not in \S+\.?$|are given to people aged"
    r"|(?:servicio|service) (?:funciona|is available) (?:solo )?(?:en|in)"
    r"|(?:promocion|oferta|precios?|offer|promotion|prices?) (?:es|son|is|are) (?:valid[oa]?s?) )"
)
"""The same, wherever in the fact it is said."""
_RATE = re.compile(
    r"(?:tae|tin|apr|aer|tae ?variable|cat)\b|\b(?:tae|tin|apr|aer)\b|nominal (?:interest )?rate|interes nominal"
)


def print_of(fact: FactWords) -> Print | None:
    """The kind of small print a fact is; None where it is something to sell with."""
    words = fold(fact.text).strip(" ¡¿«“")
    if _EXAMPLE_KEY.search(fact.key) or _EXAMPLE_WORDS.match(words) or _IN_EXAMPLE.search(words):
        return "example"
    if _SIMPLE_EXAMPLE.match(words):
        return (
            "example" if "%" in words and not words.startswith(("ejemplo de prima", "example of premium")) else "limit"
        )
    if _WARNS.match(words):
        return "warning"
    return "limit" if _LIMITS.match(words) or _BURDENS.match(words) or _BURDENS_WITHIN.search(words) else None


def is_rate(fact: FactWords) -> bool:
    """A rate by the name that the law gives it, or without one on credit."""
    return bool(_RATE.search(fold(fact.text)))


def example_of(material: Material, *, short: bool | None = None) -> FactWords | None:
    """The whole example, or its short form where the channel is short and the facts carry one.

    Pieces of an example – its amount, its term – are never said on their own.
    """
    whole = [fact for fact in material.facts if print_of(fact) == "example" and _is_whole(fact, material)]
    if not whole:
        return None
    wanted = material.need.channel in SHORT if short is None else short
    return (min if wanted else max)(whole, key=lambda fact: len(fact.text))


def told_by_example(fact: FactWords, material: Material) -> bool:
    """A rate that the message can only give together with its example, of which it is a part."""
    return is_rate(fact) and example_of(material) is not None


def _is_whole(fact: FactWords, material: Material) -> bool:
    """An example has at least a rate and two more figures; a piece of one has a single figure."""
    told = figures(fact.text, language_of(material.need.locale))
    return len(told.quantities) >= 3 and any(quantity.unit == "percent" for quantity in told.quantities)
