"""Facts that limit others: told by their build, in kinds that a lawyer would name.

A fact limits when it begins as a limit does, says one wherever it stands, or gives a day or a
week's days without offering anything. What is doubtful limits: a condition too many costs room, one too few misleads.
"""

import re
from functools import cache
from importlib.resources import files

import yaml

from batuta.words.tokens import fold
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.small_print import print_of
from tools.language.builtin.writing.topics import has_a_verb

_MONTHS = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|january"
    r"|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic)\b)"
)
_DAYS = r"(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
_PRICE = r"(?:precio|tarifa|prima|cuota|coste|costo|price|rate|fare|tariff|premium|cost)s?"
_DEAL = (
    rf"(?:{_PRICE}|ofertas?|promocion(?:es)?|descuentos?|bonificacion(?:es)?|reintegros?|cupon(?:es)?|vales?|offers?"
    r"|deals?|sales?|discounts?|savings?|bonus(?:es)?|promotions?|coupons?|codes?|vouchers?|cashback)"
)
_MONEY = r"(?:[€$£] ?\d|\d[\d.,]* ?(?:€|%|euros?\b|pesos\b|dolares\b|pence\b|p\b(?!\.? ?m)|c\b))"


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    """How a fact begins that limits, and what makes it a limit wherever it is said, both by kind."""
    text = (files("tools.language.builtin.writing") / "limits.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    begins, within = (
        {
            kind: re.compile(rf"{edge}(?:{'|'.join(said).replace('{price}', _PRICE)})")
            for kind, said in told[where].items()
        }
        for where, edge in (("begins", ""), ("within", r"\b"))
    )
    return begins, within


_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: de)? {_MONTHS}|\b{_MONTHS}\.? \d{{1,2}}\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b"
    rf"|\b{_DAYS}\b"
)
_HOURS = re.compile(r"\b(?:atiend\w+|atencion|abr(?:e|en|imos)|abiert\w+|horarios?|opens?|opening|hours)\b")
"""When somebody is there limits nothing of what is offered."""
_PEOPLE = re.compile(
    r"(?:clientes|soci[oa]s|titulares|familias|members|customers|guests|visitors|people|anyone|everyone)\b"
)
"""Who has it, where nothing is given to them in the same breath."""
_PRICED = re.compile(
    rf"{_PRICE} (?:valid\w*|en|con|para|por|hasta|sujet\w*|fij\w*|for|per|based|holds?|available|until)\b"
)
"""What the price, said elsewhere, holds for."""
_OF_THE_DEAL = re.compile(
    rf"(?:est[aeo]s?|es[aeo]s?|dich[oa]s?|this|that|these|those) (?:\S+ )?{_DEAL}\b"
    r"|(?:el|la|los|las|the) (?:\d[\d.,]* ?[€%]|[€$£]\d|free \w+)"
)
"""It goes back to an offer that was made before: `Ese precio …`, `The €25 …`."""
_THE_DEAL = re.compile(
    rf"(?:el|la|los|las|the|your|tus?|sus?) (?:\S+ )?{_DEAL}\b(?! (?:incl|cubre|covers))"
    r"|.*\b(?:el|la|the) (?:segund[ao]|tercer[ao]?|second|third|free) \w+"
)
"""The same by its article alone, where it brings no figure of its own."""
_ARTICLE_ONLY = re.compile(r"(?:el|la|los|las|the)\b.*\b(?:son|es|is|are|aplican?|appl(?:y|ies)) (?:solo|only)\b")
_ALTERNATIVE = re.compile(
    rf"(?:sin|without) [^,]{{3,40}}, .*{_MONEY}"
    rf"|(?:[^,;:]{{0,40}} )?{_MONEY}(?:(?! (?:para|for|con|with) ).)* (?:without (?!interest|fees?|contract|commit)"
    r"|sin (?!inter|comis|iva|perman|compromis|cost|gasto|cargo|cuota|anualidad)|el resto|otherwise|normally"
    r"|after(?:wards)?|despues|in total|en total)"
)
"""What it costs otherwise, later or in all."""
_GIVES = re.compile(
    r"\b(?:gratis|gratuit\w+|free\b|regal\w+|bono de|2x1|3x2"
    r"|descuento (?:del?|sobre|en) |off\b|sin interes(?:es)?|sin (?:coste|costo|cargo)|no (?:extra |additional )?charge"
    r"|reintegro (?:del?|en)|cashback on|back on"
    r"|half price|mitad de precio)"
)
_FROM_ON = re.compile(rf"{_MONEY}\S*(?: (?:al mes|a month))? (?:or more|or over|o mas|or less|o menos)\b")
"""A sum from which on something holds: `Transfers in of £5,000 or more`."""
_ONLY_AMOUNT = re.compile(r"(?:solo|only|just|por|for|from|desde|a|at) ?(?:[€$£]|\d[\d.,]* ?(?:€|euros|%))")


_FIRST_PART_ENDS = re.compile(r"[,;] |\(| [–—-] | (?:when|if|with|once|cuando|si|con|al) ")
"""Where `$89 a visit, 3 visits required` ends its offer and goes on to what limits it: the whole offers."""
_ASIDE = re.compile(r"(?:con|al|si|pagando|with|when|if|en|in|para|for) [^,]{3,60}, (?=\S+ \S+ \S+)")


def _without_an_aside(words: str) -> str:
    """`Con una recarga de $150, el plan incluye …` is a statement with its condition, not a condition alone."""
    aside = _ASIDE.match(words)
    rest = words[aside.end() :] if aside else ""
    return rest if rest and any(has_a_verb(rest, language) for language in ("es", "en")) else words


_PLACES = re.compile(
    r"[A-ZÁÉÍÓÚÑ]\w+(?: [a-záéíóúñ]+)?(?:, [A-ZÁÉÍÓÚÑ]\w+)* (?:y|e|and|&) [A-ZÁÉÍÓÚÑ]\w+"
    r"(?: [a-z]+)?(?:[.,;]|$| (?:only|solo|until|hasta))"
)
"""`Madrid capital y Alcalá`, `England and Wales, until …`: names of places and nothing else."""
_DENIES = re.compile(
    r"(?!you |we |there )(?:\S+ ){1,4}?(?:do|does|is|are|will|can)(?:n[’']t| not) (?!pay|need|cost|have|expire|charge)"
    r"|no (?:(?:se|te|le|lo|la|les) )?(?!paga|tiene|hay|necesita|requiere|cobra|cuesta|caduca|pierde|importa|hace"
    r"|pide|exige)"
    r"[a-z]{2,}(?:a|e|an|en)(?: (?:a|al|en|con|el|la|los|las|de|del|para|por|ni)\b|[.,;]|$)"
)
"""`No alcanza a matrícula`: it says what an offer does not do; not `No pagas comisión`."""


def limits_in_part(one: Said) -> bool:
    """A clause of it limits what others offer: `Add-ins $1 each; airport stores excluded`, `Zone A; zone B is £3`."""
    clauses = [clause.strip() for clause in re.split(r";|(?<=[a-z)])\.\s", one.fact.text.rstrip("."))]
    first = fold(clauses[0])
    named = not (re.search(_MONEY, first) or _GIVES.search(first) or has_a_verb(first, "es") or has_a_verb(first, "en"))
    if named and any(re.search(_MONEY, fold(clause)) for clause in clauses[1:]):
        return True
    return len(clauses) > 1 and any(
        narrows(one._replace(fact=one.fact.model_copy(update={"text": clause}))) for clause in clauses if clause
    )


def narrows(one: Said) -> bool:
    """It limits what other facts offer, and offers nothing itself."""
    if _DENIES.match(fold(one.fact.text)) or (
        _PLACES.match(one.fact.text) and not re.search(_MONEY, fold(one.fact.text))
    ):
        return True
    words = _without_an_aside(fold(one.fact.text).strip(" ¡¿«“."))
    begins, within = _patterns()
    if _ONLY_AMOUNT.match(words):
        return bool(_ALTERNATIVE.match(words))
    back = any(pattern.match(words) for pattern in (_OF_THE_DEAL, _ALTERNATIVE, _ARTICLE_ONLY))
    if back or print_of(one.fact) == "limit" or any(pattern.match(words) for pattern in begins.values()):
        return True
    if _FROM_ON.search(words) and len(re.findall(_MONEY, words)) == 1 and not _GIVES.search(words):
        return True
    offered = re.search(_MONEY, words) or _GIVES.search(words)
    if offered:
        told = (within[kind].search(words) for kind in ("price", "bound", "whom"))
        return any(found and not _FIRST_PART_ENDS.search(words, offered.end(), found.start()) for found in told)
    days = _DATED.search(words) and not _HOURS.search(words)
    said = days or any(pattern.search(words) for pattern in within.values())
    return bool(said or any(pattern.match(words) for pattern in (_PEOPLE, _PRICED, _THE_DEAL)))


def dated(one: Said) -> bool:
    """Days and nothing else, as `Tuesdays, 2 February to 10 March`: they inform without what they limit."""
    words = fold(one.fact.text).strip(" ¡¿«“.")
    begins, within = _patterns()
    others = [pattern for kind, pattern in begins.items() if kind != "time"]
    limited = any(pattern.match(words) for pattern in others) or any(
        pattern.search(words) for pattern in within.values()
    )
    return (
        bool(_DATED.search(words))
        and not limited
        and not re.search(_MONEY, words)
        and not (_THE_DEAL.match(words) or _PEOPLE.match(words))
    )


def bounds(one: Said) -> bool:
    """It ties down or costs whoever takes the offer: it stands below what is offered, never in a heading."""
    words = fold(one.fact.text)
    begins, within = _patterns()
    return bool(begins["bound"].match(words) or within["bound"].search(words))
