"""Whose figure it is: of several of one kind, the one that stands with the words of the sentence.

`25 % en ropa de cama` is not shown by `20 % en ropa de cama, 25 % en toallas`, nor `the Sports pass for less than ten
dollars` by `Sports pass: $12.99. Kids pass: $7.99`.
"""

from collections.abc import Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.denial import carries
from batuta.grounding.matching import is_cost, touches
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.words.concepts import same

Place = tuple[Claim, Quantity]
_OF_TIME = frozenset({"month", "day"})
"""Ages and terms of different things stand side by side: they are rivals only where they share a word of their own."""
_ALIKE = 12
"""How many times longer a term may be that is told of the same thing."""


def of_another_item(said: Claim, quantity: Quantity, place: Place, others: Sequence[Place]) -> Place | None:
    """The figure of the item that the sentence speaks of, where another item's was taken; None where it is right."""
    if quantity.unit == CLOCK:
        return None
    mine = _words(said, quantity, *place)
    if _goes_with(said, quantity, *place):
        return None
    for claim, other in others:
        if other is place[1] or quantity.equals(other) or other.per != place[1].per or other.unit != place[1].unit:
            continue
        if other.bound == ">=" != place[1].bound or {other.bound, place[1].bound} == {"<=", ">="}:
            # What one has to spend or pay in, and no price.
            continue
        if quantity.unit in _OF_TIME and not _of_one_attribute(said, place, (claim, other)):
            continue
        if any(one.start != quantity.start and _says_as_much(one, other) for one in said.quantities):
            continue
        theirs = _words(said, quantity, claim, other)
        if theirs > mine:
            return claim, other
    return None


def _says_as_much(mine: Quantity, other: Quantity) -> bool:
    """The same figure, or its bare number: `y llevar dos con el carné`, of two years."""
    years = other.value / 12 if other.unit == "month" else other.value
    return mine.equals(other) or (mine.unit == COUNT and mine.value == years)


def _of_one_attribute(said: Claim, place: Place, rival: Place) -> bool:
    """Both terms stand with one word of the sentence, as `guarantee`; half an hour is no rival of a week."""
    if not 1 / _ALIKE <= rival[1].value / (place[1].value or 1.0) <= _ALIKE:
        return False
    return any(touches(unit, place[0]) and touches(unit, rival[0]) for unit in said.units if not soft(unit))


def stands_apart(said: Claim, quantity: Quantity, place: Place, rival: Place) -> bool:
    """Nothing that the sentence says stands with the figure that does not stand with the rival as well."""
    mine = _words(said, quantity, *place)
    return not mine or mine < _words(said, quantity, *rival)


def _words(said: Claim, quantity: Quantity, claim: Claim, figure: Quantity) -> frozenset[int]:
    """The sentence's words of weight, in the clause of its figure, that stand in an item of the evidence."""
    first, last = _item(claim, figure)
    opens, _ = claim.clause_at(figure.start)
    colon = claim.text.find(":", opens, figure.start)
    inside = tuple(unit for unit in claim.units if first <= unit.start < last or opens <= unit.start < colon)
    here = claim._replace(units=inside, denied=frozenset())
    opened = bool(claim.units) and figure.start < claim.units[0].start
    about = () if claim.named else tuple(one for one in claim.topic if opened or one.text[:1].isupper())
    opens, closes = _own(said, quantity)
    return frozenset(
        place
        for place, unit in enumerate(said.units)
        if opens <= unit.start < closes
        and not soft(unit)
        and not is_cost(unit)
        and not carries(unit)
        and (touches(unit, here) or any(same(unit, one) for one in about))
    )


def _own(said: Claim, quantity: Quantity) -> tuple[int, int]:
    """The clause of a figure, or its part where the clause has others of the kind."""
    first, last = said.clause_at(quantity.start)
    kin = sum(first <= one.start < last and one.unit == quantity.unit for one in said.quantities)
    return segment_at(said.text, quantity.start) if kin > 1 else (first, last)


def _item(claim: Claim, figure: Quantity) -> tuple[int, int]:
    """The sentence, or the clause or segment where that has several figures of the kind."""
    kin = [one for one in claim.quantities if one.unit == figure.unit]
    if len(kin) < 2:
        return 0, len(claim.text)
    first, last = claim.clause_at(figure.start)
    if sum(first <= one.start < last for one in kin) < 2:
        return first, last
    return segment_at(claim.text, figure.start)


def _goes_with(said: Claim, quantity: Quantity, claim: Claim, figure: Quantity) -> bool:
    """Another figure of the sentence stands beside it in the evidence: `tres por 20 €`."""
    first, last = _item(claim, figure)
    beside = [one for one in claim.quantities if one is not figure and first <= one.start < last]
    return any(mine.start != quantity.start and mine.equals(one) for mine in said.quantities for one in beside)
