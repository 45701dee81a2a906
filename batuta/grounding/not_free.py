"""What the evidence says is not free, or costs more, against a sentence that gives it away."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.issues import Issue, contradicted, quoted
from batuta.grounding.matching import is_cost, touches
from batuta.words.concepts import same
from batuta.words.freely import idea


def charged_for(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`We won't charge you anything` where the evidence says that it is not free of charge."""
    if not gives_away(said):
        return
    for claim in telling:
        for match in _CHARGED.finditer(claim.text):
            first, last = claim.clause_at(match.start())
            if _NONE_BEFORE.search(claim.text[first : match.start()]):
                continue
            here = claim._replace(
                units=tuple(
                    unit
                    for unit in claim.units
                    if first <= unit.start < last and not match.start() <= unit.start < match.end()
                ),
                denied=frozenset(),
            )
            about = [
                unit for unit in said.units if not (soft(unit) or is_cost(unit) or unit.ideas & idea("free", "en"))
            ]
            if any(touches(unit, here) for unit in about):
                words = match.group()
                yield quoted(
                    contradicted,
                    "strong",
                    words,
                    en="The evidence says that it costs something",
                    es="La fuente dice que cuesta algo",
                )
                return


def gives_away(said: Claim) -> bool:
    """It says that something is free, or that nothing is charged."""
    denied = [said.units[place] for place in said.denied]
    if any(is_cost(unit) for unit in denied):
        return True
    free = [one for one in said.strong if one.kind == "free"]
    return any(not any(one.start <= unit.start < one.end for unit in denied) for one in free)


_NONE_BEFORE = re.compile(r"\b(?:no|never|without|nor|sin|nunca)\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
"""`No early | termination charge applies`."""
_CHARGED = re.compile(
    r"\b(?:(?:not|never|isn['’]t|aren['’]t)\s+(?:\w+\s+)?(?:free\b(?! (?:from|to))|on the house|complimentary)|"
    r"no\s+(?:(?:es|son|est[aá]n?|sale|salen|resultan?)\s+)?(?:gratis|gratuit[oa]s?)\b)|"
    r"\b(?:at|for) (?:an? )?(?:extra|additional) (?:cost|charge|fee)\b|\bfor a (?:small )?(?:fee|charge)\b|"
    r"\b(?:incurs?|carr(?:y|ies)|we charge|attracts?) (?:an? )(?:[^\W\d]+ ){0,3}(?:charge|fee|penalty)\b|"
    r"\b(?:exit|cancellation|termination|settlement) (?:charges?|fees?) appl(?:y|ies)\b(?! only\b)|"
    r"\b(?:tiene|conlleva|supone|lleva) (?:una? )(?:[^\W\d]+ ){0,2}?"
    r"(?:coste|costo|comisi[oó]n|penalizaci[oó]n|recargo) (?:de|por)\b|"
    r"\bcon (?:un )?(?:coste|costo|cargo|recargo|suplemento|comisi[oó]n)\b(?! (?:cero|del? 0|a)\b)",
    re.IGNORECASE,
)


def never_charged(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`No la pagas nunca` where the evidence has an amount for it, be it only later."""
    if not _NEVER.search(said.text) or not gives_away(said):
        return
    denied = [said.units[place] for place in said.denied if is_cost(said.units[place])]
    for claim in told:
        for amount in claim.quantities:
            first, last = claim.clause_at(amount.start)
            charged = [
                unit
                for place, unit in enumerate(claim.units)
                if first <= unit.start < last and is_cost(unit) and place not in claim.denied
            ]
            if amount.money and amount.value > 0 and any(same(one, unit) for one in denied for unit in charged):
                yield quoted(
                    contradicted,
                    "strong",
                    claim.text[amount.start : amount.end],
                    en="The evidence says that it costs something",
                    es="La fuente dice que cuesta algo",
                )
                return


_NEVER = re.compile(r"\b(?:never|ever|nunca|jam[aá]s)\b", re.IGNORECASE)
