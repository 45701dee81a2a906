"""What a figure counts or is a share of, and whether two figures are of one kind."""

from collections.abc import Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.matching import matches
from batuta.grounding.quantities import COUNT, Quantity
from batuta.words.concepts import Unit
from batuta.words.tokens import fold


def of_one_kind(said: Claim, quantity: Quantity, claim: Claim, other: Quantity, told: Sequence[Claim] = ()) -> bool:
    """Comparable, and where it only counts, counting the same thing."""
    if not quantity.comparable(other):
        return False
    if quantity.unit != COUNT:
        return True
    mine, theirs = counted(said, quantity), counted(claim, other)
    if mine and fold(mine[0].text) in _PAIRS and any(matches(unit, said) for unit in theirs):
        return True
    of_theirs = claim._replace(units=theirs, denied=frozenset())
    if theirs and fold(theirs[0].text) in _COUNTERS and any(matches(unit, other) for unit in mine for other in told):
        return True
    return not mine or not theirs or any(matches(unit, of_theirs) for unit in mine)


_PAIRS = frozenset({"par", "pares", "pair", "pairs"})
_COUNTERS = frozenset(
    {"unidad", "unidades", "unit", "units", "item", "items", "articulo", "articulos", "producto", "productos", "pieza"}
    | {"products", "pieces", "prendas", "piezas"}
)
"""Words that count whatever is spoken of."""


def of_one_share(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """`100 % sostenible` and `70 % algodón reciclado` are shares of two things."""
    if quantity.unit != "percent":
        return True
    mine, theirs = counted(said, quantity), counted(claim, other)
    of_theirs = claim._replace(units=theirs, denied=frozenset())
    return not mine or not theirs or any(matches(unit, of_theirs) for unit in mine)


def counted(claim: Claim, quantity: Quantity) -> tuple[Unit, ...]:
    """The words that a bare number counts: the one right after it, and the next where it belongs to it."""
    after = [unit for unit in claim.units if 0 <= unit.start - quantity.end <= 3][:1]
    for unit in claim.units if after else ():
        if unit.start > after[0].end and not claim.text[after[-1].end : unit.start].strip():
            after.append(unit)
    return tuple(after[:2])
