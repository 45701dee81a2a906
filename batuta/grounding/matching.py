"""Which words of a sentence its evidence says as well, and in which sentences."""

from collections.abc import Sequence
from typing import NamedTuple

from batuta.grounding.claims import Claim, soft
from batuta.words.concepts import Unit, same
from batuta.words.freely import ideas


def costs() -> frozenset[int]:
    """The ideas of paying and of what is paid."""
    return ideas("pay", "cost", "fee", "charge", "price", "joining fee", "commission", "bill")


def is_cost(unit: Unit) -> bool:
    """It speaks of paying, alone or in a word of its phrase."""
    return any(piece.ideas & costs() for piece in (unit, *unit.pieces))


class Match(NamedTuple):
    """A unit of the evidence that says what a unit of the sentence says."""

    claim: Claim
    place: int
    denied: bool
    """The evidence says that it is not."""


def matches(unit: Unit, claim: Claim) -> tuple[Match, ...]:
    """Where a claim says the same: the whole, or every word of a phrase."""
    whole: list[Match] = []
    for place, other in enumerate(claim.units):
        if same(unit, other):
            whole.append(Match(claim, place, place in claim.denied))
        elif other.pieces and not _of_another_kind(unit, other) and any(same(unit, piece) for piece in other.pieces):
            whole.append(Match(claim, place, (place in claim.denied) != other.denies))
    if whole or not unit.pieces:
        return tuple(whole)
    found: list[Match] = []
    weighty = [piece for piece in unit.pieces if not soft(piece)]
    for piece in weighty or unit.pieces:
        hits = matches(piece, claim)
        if not hits:
            return ()
        found += [hit._replace(denied=hit.denied != unit.denies) for hit in hits]
    return tuple(found)


def _of_another_kind(unit: Unit, other: Unit) -> bool:
    """`Gafas graduadas` and `gafas de sol`: two phrases of which each has a word of its own."""
    mine = [piece for piece in unit.pieces if not soft(piece)]
    theirs = [piece for piece in other.pieces if not soft(piece)]
    if len(mine) < _SEVERAL or len(theirs) < _SEVERAL or unit.language != other.language:
        return False
    head = 0 if unit.language == "es" else -1
    if mine[head].stem != theirs[head].stem:
        return False
    return any(not any(same(one, piece) for piece in theirs) for one in mine)


_SEVERAL = 2


def touches(unit: Unit, claim: Claim) -> bool:
    """The claim says at least a word of it."""
    return bool(matches(unit, claim)) or any(matches(piece, claim) for piece in unit.pieces)


def shared(said: Claim, told: Claim) -> tuple[int, ...]:
    """Indexes of the units of `said` that `told` says as well."""
    return tuple(place for place, unit in enumerate(said.units) if matches(unit, told))


def bearing(said: Claim, told: Sequence[Claim], least: float = 0.1) -> tuple[Claim, ...]:
    """The sentences of the evidence that bear on the sentence, those that carry most of it first.

    least: what a sentence must add to those before it; a word of weight counts 1, one that claims nothing 0.3.
    """
    left = set(range(len(said.units)))
    figures = set(range(len(said.quantities) + len(said.moments)))
    chosen: list[Claim] = []
    rest = [_common(said, claim) for claim in told]
    while rest and (left or figures):
        best = max(rest, key=lambda common: _gain(said, common, left, figures))
        if _gain(said, best, left, figures) < (least if chosen else 0.1):
            break
        chosen.append(best.claim)
        rest.remove(best)
        left -= best.shared
        figures -= best.equal
    return tuple(chosen)


class _Common(NamedTuple):
    """What a claim has of a sentence: indexes of its units, and of its figures and days, the figures first."""

    claim: Claim
    shared: frozenset[int]
    touched: frozenset[int]
    equal: frozenset[int]
    comparable: frozenset[int]


def _common(said: Claim, claim: Claim) -> _Common:
    whole = frozenset(shared(said, claim))
    figures = list(enumerate(said.quantities))
    return _Common(
        claim,
        whole,
        whole | {place for place, unit in enumerate(said.units) if place not in whole and touches(unit, claim)},
        frozenset(i for i, mine in figures if any(mine.equals(other) for other in claim.quantities))
        | frozenset(
            len(figures) + i
            for i, mine in enumerate(said.moments)
            if any(mine.month and (mine.month, mine.day) == (other.month, other.day) for other in claim.moments)
        ),
        frozenset(i for i, mine in figures if any(mine.comparable(other) for other in claim.quantities)),
    )


def _gain(said: Claim, common: _Common, left: set[int], figures: set[int]) -> float:
    covered = sum(_weight(said, place) for place in sorted(common.shared & left))
    covered += 0.4 * sum(_weight(said, place) for place in sorted(common.touched & left))
    valued, compared = len(common.equal & figures), len(common.comparable & figures)
    return covered + 2 * valued + (0.2 * compared if covered else 0)


def _weight(said: Claim, place: int) -> float:
    """What is denied of paying weighs as much as any other word."""
    unit = said.units[place]
    return 0.3 if soft(unit) or (unit.ideas & _paying() and place not in said.denied) else 1.0


def _paying() -> frozenset[int]:
    return ideas("pay", "cost", "price")
