"""What a short promise on top gives of a thing, and a clause of the small print takes back of the same thing.

Source: Directive 2005/29/EC arts. 6 and 7; Ley 3/1991 arts. 5 and 7; CAP Code rule 3.9.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.checks.said import conditioned, told_above
from batuta.claims.reading import Claim, Message, small_print_of
from batuta.text import LANGUAGES
from batuta.words.small_words import small
from batuta.words.stems import stem

SHORT = 10
"""Words of a promise: what is said at length says its own limits."""
NEAR = 4
"""Words on either side that say what is narrowed."""
_WHOLE = re.compile(r"\b(?:tod[oa]s?|cualquier\w*|siempre|every\w*|all|any\w*|always|forever|whole|entire|anywhere)\b")
_NARROWED = re.compile(
    r"\b(?:sol[oa](?:mente)?|unicamente|exclusivamente|limitad[oa]s? a|only|limited to|restricted to"
    r"|no (?:es |son |esta )?(?:valid|disponib|aplicab|canjeab)\w+|not (?:valid|available|applicable|redeemable))\b"
)
_ELIGIBLE = re.compile(
    r"mayores|\b18\b|resident|sujet|aprobacion|subject to|\baged\b|existencias|stock|agotar|bases|condicion|terms|web"
    r"|online|app\b|consult|informaci"
)
"""Who may buy at all and where to read on takes nothing back."""
_FREE = ("free", "no_fees", "nothing_to_pay")
_CHARGED = ("must_pay", "cost_told")
_OTHERWISE = ("free_delivery", "free_period", "after_price")
"""What has a check of its own, or says in the same sentence what it costs otherwise."""
_PRICE = re.compile(r"[€$£]\s?\d|\d\s?(?:€|euros?|pesos|dollars?|pounds?)(?![a-z])")
_SUM = re.compile(r"[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?€")
_NOTHING = re.compile(r"gratis|gratuit|\bfree\b|sin coste|no charge|\b0(?:,00)?\s?€|[$£]0\b|incluid|included")
_CHARGE = re.compile(
    r"comision|cuota|cargo|coste|gasto|precio|tarifa|pagas?\b|fees?\b|charge|cost|price|mensual|month|cuesta"
)
"""Words for a price of anything: they say nothing of what it is asked for."""
_CARRIED = re.compile(r"envio|entrega|porte|deliver|shipp|postage|devol|return|sms|llamada")
"""What has rules of its own, or is free from a certain sum on."""
_LEAVING = re.compile(
    r"\b(?:si (?:te vas|cancelas|te das de baja)|(?:baja|cancelacion) anticipada|antes de (?:los )?\d+ mes"
    r"|if you (?:leave|cancel)|early (?:cancel\w*|termin\w*|exit|repayment)|cancel\w* early|leav\w* early)"
)
"""What it costs to break off takes back only a promise about breaking off."""
_LEAVING_AT_ALL = re.compile(
    r"\b(?:sin (?:permanencia|compromiso)|no (?:commitment|contract)|baja|cancel\w*|te vas|leave)\b"
)
_TAX = re.compile(r"\b(?:iva|igic|impuestos|vat|tax(?:es)?)\s*$")
_OF = re.compile(r"\s+(?:de|del|por|en|para|on|for|of)\s+(?:(?:la|el|los|las|tu|tus|su|sus|the|your|any|all)\s+)?")
_CLAUSE = re.compile(r"[.;](?=\s|$)|\n")
_WORD = re.compile(r"[a-z]{4,}")


def whole_taken_back(case: Case) -> Iterator[Hit]:
    """All of it, any of them, always; and below, only some of the same."""
    message = case.message
    if message is None:
        return
    below = [clause for clause in _below(message) if _NARROWED.search(clause) and not _ELIGIBLE.search(clause)]
    for index, start, end, said in _promises(message) if below else ():
        if not _WHOLE.search(said) or _NARROWED.search(said) or len(said.split()) > SHORT:
            continue
        if any(_things(said) & _narrowed(clause) for clause in below):
            yield at(message, index, start, end)
            return


def free_taken_back(case: Case) -> Iterator[Hit]:
    """It costs nothing; and below, the same thing has a price."""
    message = case.message
    if message is None:
        return
    below = [
        clause
        for clause in _below(message)
        if _PRICE.search(clause) and not any(f.search(clause) for f in (_NOTHING, _CARRIED, _LEAVING))
    ]
    above = " ".join(said for _, _, _, said in _promises(message)) if below else ""
    below = [clause for clause in below if not all(found in above for found in _SUM.findall(clause))]
    for claim in message.made(*_FREE) if below else ():
        start, end = message.sentence(claim)
        said = message.parts[claim.part].text.text[start:end]
        if (
            claim.small
            or conditioned(message, claim)
            or _limited(message, claim)
            or _PRICE.search(said)
            or len(said.split()) > SHORT
        ):
            continue
        if any(_things(said) & _things(clause) for clause in below):
            yield at(message, claim.part, claim.start, claim.end)
            return


def charge_taken_back(case: Case) -> Iterator[Hit]:
    """Nothing is charged; and below there is a charge for it, or for whatever is done.

    `sin comisión de mantenimiento` says nothing of transfers; `sin sorpresas` speaks of every charge.
    """
    message = case.message
    if message is None:
        return
    charges = [
        (claim, message.sentence(claim))
        for claim in message.claims
        if claim.kind in _CHARGED and not claim.denied and _is_below(message, claim) and not told_above(message, claim)
    ]
    for claim in message.made(*_FREE, "price_is_all") if charges else ():
        if message.parts[claim.part].name in ("legal", "footer", "alt") or claim.small or conditioned(message, claim):
            continue
        start, end = message.sentence(claim)
        if _limited(message, claim) or _is_tax(message, claim):
            continue
        promise = message.parts[claim.part].text.text[start:end]
        whole = claim.kind == "price_is_all"
        for charge, (first, last) in charges:
            clause = message.parts[charge.part].text.text[first:last]
            if _LEAVING.search(clause) and not _LEAVING_AT_ALL.search(promise):
                continue
            if whole or _of_the_same(promise, (claim.start - start, claim.end - start), clause, charge.start - first):
                yield at(message, claim.part, claim.start, claim.end)
                return


def _limited(message: Message, claim: Claim) -> bool:
    """`sin cuota el primer año; después, 36 € al año`: what it costs otherwise is said above as well."""
    start, end = message.sentence(claim)
    beside = (one for one in message.claims if one.part == claim.part and start <= one.start < end)
    otherwise = any(one.kind in _OTHERWISE for one in beside)
    return otherwise or any(one.kind == "after_price" and not _is_below(message, one) for one in message.claims)


def _is_tax(message: Message, claim: Claim) -> bool:
    """`IVA incluido` says what a price is made of."""
    return _TAX.search(message.parts[claim.part].text.text[: claim.start]) is not None


def _of_the_same(promise: str, told: tuple[int, int], clause: str, charged: int) -> bool:
    """told: where the promise begins and ends; charged: where the charge begins.

    What is free of something is held against that thing, what is included against what stands before it, and what is
    free against all but what has a name of its own.
    """
    begin, end = told
    if promise.startswith("inclu", begin):
        return bool(_things(" ".join(promise[:begin].split()[-NEAR:])) & _things(clause))
    scope = _OF.match(promise, end)
    if scope:
        return bool(_things(" ".join(promise[scope.end() :].split()[:NEAR])) & _things(clause))
    own = _things(clause[:charged])
    return not own or bool(own & _things(promise))


def _is_below(message: Message, claim: Claim) -> bool:
    name = message.parts[claim.part].name
    return name == "legal" or (claim.small and name != "footer")


def _narrowed(clause: str) -> frozenset[str]:
    """What a clause narrows: the words it begins with, and those right behind "only"."""
    mark = _NARROWED.search(clause)
    behind = clause[mark.end() :].split()[:NEAR] if mark else []
    return _things(" ".join([*clause.split()[:NEAR], "·", *behind]))


def _below(message: Message) -> list[str]:
    """The clauses of the small print but for the footer, which says who writes and how to be left alone."""
    parts = [part for part in message.parts if part.name != "footer"]
    return [clause for part in parts for clause in _CLAUSE.split(small_print_of(part)) if clause.strip()]


def _promises(message: Message) -> Iterator[tuple[int, int, int, str]]:
    """The sentences above the small print, with their places."""
    for index, part in enumerate(message.parts):
        if part.name in ("legal", "footer", "alt"):
            continue
        text = part.text.text
        stop = len(text) - len(small_print_of(part))
        start = 0
        while start < stop:
            _, end = part.text.sentence(start)
            end = max(min(end, stop), start + 1)
            if text[start:end].strip():
                yield index, start, end, text[start:end]
            start = end


def _things(words: str) -> frozenset[str]:
    """Words that name something, each in one form."""
    plain = _NARROWED.sub(" ", _WHOLE.sub(" ", words))
    return frozenset(
        stem(word, "es" if word.endswith(("a", "o", "as", "os")) else "en")
        for word in _WORD.findall(plain)
        if not any(small(word, language) for language in LANGUAGES)
        and not _NOTHING.search(word)
        and not _CHARGE.search(word)
    )
