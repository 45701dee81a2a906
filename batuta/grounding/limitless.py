"""Whose it is that something is without limit."""

from collections.abc import Sequence

from batuta.grounding.claims import Claim, Strong
from batuta.grounding.matching import matches
from batuta.words.concepts import Unit
from batuta.words.freely import idea

_NEAR = 16
"""Characters within which a word stands beside another."""


def is_limitless(said: Claim, strong: Strong) -> bool:
    return any(unit.ideas & idea("unlimited", "en") for unit in said.units if unit.start == strong.start)


def limitless(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`Llamadas ilimitadas`: what stands beside the word is without limit in the evidence too."""
    beside = [
        unit for unit in said.units if unit.start != strong.start and _gap(unit, strong.start, strong.end) <= _NEAR
    ]
    for claim in told:
        for unit in claim.units:
            if any(piece.ideas & idea("unlimited", "en") for piece in (unit, *unit.pieces)):
                if not beside or any(matches(one, claim._replace(units=(unit,), denied=frozenset())) for one in beside):
                    return True
                near = [
                    one
                    for one in claim.units
                    if _gap(one, unit.start, unit.end) <= 2 * _NEAR and not _figure_between(claim, one, unit)
                ]
                here = claim._replace(units=tuple(near), denied=frozenset())
                if not beside or any(matches(one, here) for one in beside):
                    return True
    return False


def _figure_between(claim: Claim, one: Unit, other: Unit) -> bool:
    """`Llamadas ilimitadas y 20 GB de datos`: the data has a figure of its own."""
    first, last = sorted((one.start, other.start))
    return any(first < quantity.start < last for quantity in claim.quantities)


def _gap(unit: Unit, start: int, end: int) -> int:
    return max(unit.start - end, start - unit.end)
