"""Phrases taken as such only where both sides say them; else their words are compared one by one.

`Interest is paid` may stand in the lists as one idea and still be, against `interest is credited`, two words.
"""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.denied_ways import Excluded
from batuta.grounding.entailed import entailments
from batuta.grounding.faint import is_faint
from batuta.words.concepts import Unit, same
from batuta.words.tokens import fold


def opened(claim: Claim, others: Sequence[Claim]) -> Claim:
    """The claim with every phrase in its words that none of the others says as a whole."""
    if not any(unit.pieces for unit in claim.units):
        return claim
    units: list[Unit] = []
    denied: set[int] = set()
    places: list[tuple[int, ...]] = []
    for place, unit in enumerate(claim.units):
        first = len(units)
        for word, denies in _words(unit, others):
            if fold(word.text) == "free" and claim.text[: word.start].endswith("-"):
                continue
            lacking = bool(word is not unit and _FREE_OF.match(claim.text, word.end))
            if (place in claim.denied) != (denies or lacking):
                denied.add(len(units))
            units.append(word)
        places.append(tuple(range(first, len(units))))

    def moved(old: Sequence[int] | frozenset[int]) -> tuple[int, ...]:
        return tuple(new for place in old for new in places[place])

    return claim._replace(
        units=tuple(units),
        denied=frozenset(denied),
        named=frozenset(moved(claim.named)),
        aside=frozenset(moved(claim.aside)),
        excluded=tuple(Excluded(moved(one.doing), moved(one.way)) for one in claim.excluded),
    )


_FREE_OF = re.compile(r"-free\b", re.IGNORECASE)


def _words(unit: Unit, others: Sequence[Claim]) -> Iterator[tuple[Unit, bool]]:
    """The unit itself, or its words, each with whether the phrase denies it."""
    if (
        not unit.pieces
        or _said(unit, others)
        or _another_kind(unit, others)
        or _follows(unit, others)
        or _says_more(unit)
    ):
        yield unit, False
        return
    for piece in unit.pieces:
        for word, denies in _words(piece, others):
            yield word, denies != unit.denies


def _follows(unit: Unit, others: Sequence[Claim]) -> bool:
    """`Whenever you like`, of which each word is ordinary, where the other side says `no minimum term`."""
    return any(found.holds for found in entailments(unit, False, others))


def _says_more(unit: Unit) -> bool:
    """`Take your money out`: words that claim nothing one by one, and something together."""
    weighty = [piece for piece in unit.pieces if not soft(piece)]
    return len(unit.pieces) > 1 and not unit.denies and bool(weighty) and all(is_faint(piece) for piece in weighty)


def _another_kind(unit: Unit, others: Sequence[Claim]) -> bool:
    """`Current account` where the other side speaks of a savings account: two kinds of one thing."""
    return any(
        any(same(mine, theirs) for mine in unit.pieces for theirs in other.pieces)
        and not all(any(same(mine, theirs) for theirs in other.pieces) for mine in unit.pieces)
        for claim in others
        for other in claim.units
        if len(other.pieces) > 1 and len(unit.pieces) > 1 and not (unit.denies or other.denies)
    )


def _said(unit: Unit, others: Sequence[Claim]) -> bool:
    return any(same(unit, word) for claim in others for other in claim.units for word in (other, *other.pieces))
