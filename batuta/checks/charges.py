"""What is said to cost nothing, and has a price in the product's facts: cash machines, payments abroad, delivery.

What a charge is for is told by the claims `charge_…` of the vocabulary; a fact contradicts a promise when all it
charges for is what the promise speaks of.
"""

from collections.abc import Callable, Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Claim, Message
from batuta.text import Text

Openness = Callable[[Message, Claim, Message], bool]
NOTHING = ("free", "no_fees", "nothing_to_pay")
_OBJECT = "charge_"


def charged(case: Case, message: Message, open_to_all: Openness) -> Iterator[Hit]:
    """A promise that something costs nothing, which a fact takes back.

    open_to_all: whether a claim holds without a condition that the message itself names, given the fact.
    """
    priced = [fact for fact in case.facts if _objects(fact) and _has_price(fact) and not fact.makes(*NOTHING)]
    for claim in message.made(*NOTHING) if priced else ():
        spoken = _objects(message, message.sentence(claim), claim.part)
        for fact in priced:
            if _objects(fact) <= spoken and open_to_all(message, claim, fact):
                raw = fact.parts[0].text.raw
                yield at(message, claim.part, claim.start, claim.end, fact=Text(en=raw, es=raw))
                return


def _has_price(fact: Message) -> bool:
    return any(
        figure.value > 0 for part in fact.parts for figure in part.figures if figure.kind in ("money", "percent")
    )


def _objects(message: Message, within: tuple[int, int] | None = None, part: int = 0) -> frozenset[str]:
    """What charges are spoken of, in all of it or in one sentence of a part."""
    return frozenset(
        claim.kind
        for claim in message.claims
        if claim.kind.startswith(_OBJECT)
        and (within is None or (claim.part == part and within[0] <= claim.start < within[1]))
    )
