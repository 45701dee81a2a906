"""What the evidence gives away, and what it has a price for."""

import re
from collections.abc import Sequence

from batuta.grounding.claims import Claim, Strong, soft
from batuta.grounding.dropped import core
from batuta.grounding.matching import costs, is_cost, matches, touches
from batuta.words.concepts import Unit
from batuta.words.freely import idea


def given_away(told: Sequence[Claim]) -> bool:
    """`Envío: 3,95 €. Gratis desde 40 €`: a clause that says free and names nothing else, so it is what was priced."""
    for claim in told:
        for strong in claim.strong:
            if strong.kind == "free":
                first, last = claim.clause_at(strong.start)
                limits = [condition for condition in claim.conditions if first <= condition.start < last]
                weighty = [u for u in core(claim, first, last, limits[0] if limits else None) if not _is_free(u)]
                least = any(one.bound == ">=" and first <= one.start < last for one in claim.quantities)
                if (limits or least) and not weighty:
                    return True
    return False


def is_given(claim: Claim) -> bool:
    """Something is free there, and it is not denied."""
    return any(one.kind == "free" and not _denies(claim, one) for one in claim.strong)


def _denies(claim: Claim, strong: Strong) -> bool:
    return bool(_NOT.search(claim.text[: strong.start]))


_NOT = re.compile(r"(?:\b(?:not|never|no|nunca)|n['’]t)\s+(?:(?:es|son|est[aá]n?|for|at|a)\s+)?$", re.IGNORECASE)


def costs_nothing(said: Claim, claim: Claim) -> bool:
    """The evidence denies a cost, or gives it as zero, of something that the sentence names."""
    if any(match.denied for place in said.denied for match in matches(said.units[place], claim)):
        # `Sin pagar intereses` of `sin intereses`.
        return True
    without = [unit for i, unit in enumerate(claim.units) if i in claim.denied or unit.denies]
    denied_cost = any(piece.ideas & costs() for unit in without for piece in (unit.pieces or (unit,)))
    zero = any(quantity.value == 0 and quantity.money for quantity in claim.quantities)
    return (denied_cost or zero) and any(matches(unit, claim) for unit in said.units if not soft(unit))


def gives(said: Claim, claim: Claim, least: int = 1) -> bool:
    """The evidence says, in whatever words, that something is free that the sentence speaks of there."""
    for other in claim.strong:
        if other.kind != "free":
            continue
        first, last = claim.clause_at(other.start)
        here = claim._replace(units=tuple(u for u in claim.units if first <= u.start < last), denied=frozenset())
        about = [unit for unit in said.units if not soft(unit) and not _is_free(unit) and touches(unit, here)]
        if len(about) >= least:
            return True
    return False


def priced(said: Claim, used: Sequence[Claim]) -> bool:
    """What the sentence gives away has a price in the evidence."""
    if any(quantity.money for quantity in said.quantities) or any(gives(said, claim, 2) for claim in used):
        return False
    if any(
        _is_what_is_free(said, claim, strong, used)
        for claim in used
        for strong in claim.strong
        if strong.kind == "free"
    ):
        return False
    return any(_has_price(unit, used) for unit in said.units if not soft(unit))


def _is_what_is_free(said: Claim, claim: Claim, strong: Strong, used: Sequence[Claim]) -> bool:
    """The sentence names the word right beside what the evidence gives away, and which has no price anywhere."""
    if any(one.money or one.unit == "percent" for one in claim.quantities):
        return False
    near = [
        unit
        for unit in claim.units
        if not (soft(unit) or _is_free(unit) or is_cost(unit))
        and (0 <= strong.start - unit.end <= _BESIDE or 0 <= unit.start - strong.end <= _BESIDE)
    ]
    others = [other for other in used if other is not claim and other.quantities]
    return any(touches(unit, said) and not any(touches(unit, other) for other in others) for unit in near)


_BESIDE = 4


def _has_price(unit: Unit, used: Sequence[Claim]) -> bool:
    """Wherever the evidence speaks of it, the clause names an amount and nothing free."""
    whole = [claim for claim in used if not _is_free(unit) and matches(unit, claim)]
    spoken = [(claim, clause) for claim in whole or used for clause in _clauses_with(unit, claim)]
    return bool(spoken) and all(_amount_in(claim, first, last) for claim, (first, last) in spoken)


def _clauses_with(unit: Unit, claim: Claim) -> list[tuple[int, int]]:
    """Clauses that name it; the thing itself, not that it is free."""
    found = () if _is_free(unit) else matches(unit, claim)
    if not found:
        found = tuple(m for piece in unit.pieces if not _is_free(piece) for m in matches(piece, claim))
    return [claim.clause_at(claim.units[match.place].start) for match in found]


def _is_free(unit: Unit) -> bool:
    return bool(unit.ideas & idea("free", "en"))


def _amount_in(claim: Claim, first: int, last: int) -> bool:
    charged = any(unit.ideas & costs() for unit in claim.units if first <= unit.start < last)
    amounts = [q for q in claim.quantities if first <= q.start < last and q.money and (charged or q.bound == "=")]
    given_away = any(strong.kind == "free" and first <= strong.start < last for strong in claim.strong)
    return any(quantity.value > 0 for quantity in amounts) and not given_away
