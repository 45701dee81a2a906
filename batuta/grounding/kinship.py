"""How near two figures are by the words that stand around them."""

from batuta.grounding.claims import Claim, soft
from batuta.grounding.implied import implied
from batuta.grounding.matching import matches, touches
from batuta.grounding.quantities import Quantity


def kinship(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> float:
    """Share of the words around a figure that stand around the other as well, 0..1; the closest count most."""
    mine, theirs = said.around(quantity.start, quantity.end)[:4], claim.around(other.start, other.end)[:6]
    if not mine:
        return 0.0
    neighbours = claim._replace(units=tuple(claim.units[i] for i in theirs), denied=frozenset())
    weights = [1.0, 0.8, 0.5, 0.4][: len(mine)]
    return sum(w for w, i in zip(weights, mine, strict=True) if matches(said.units[i], neighbours)) / sum(weights)


def speaks_of(said: Claim, claim: Claim) -> bool:
    """The two share a word of weight, or the sentence has none."""
    weighty = [unit for unit in said.units if not soft(unit) and not implied(unit, said, (claim,))]
    return not weighty or any(touches(unit, claim) for unit in weighty)
