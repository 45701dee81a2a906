"""Two figures of a sentence that the evidence has apart: the price of one size beside the measure of another.

`256 GB por 7.999 $` is not shown by `128 GB: 7.999 $; 256 GB: 9.499 $`, where each figure stands with another.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from batuta.grounding.claims import Claim
from batuta.grounding.clauses import segment_at
from batuta.grounding.issues import Issue, contradicted
from batuta.grounding.numbers import CLOCK, COUNT, Quantity
from batuta.words.concepts import Unit, same


def crossed(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """A price or share that the evidence gives beside another value of the sentence's other figure."""
    for mark, priced in permutations(said.stated, 2):
        if not (priced.money or priced.unit == "percent") or mark.money or mark.unit in (CLOCK, "percent"):
            continue
        if said.clause_at(mark.start) != said.clause_at(priced.start):
            continue
        if mark.unit == COUNT and _counted(said, mark) is None:
            continue
        of_mark, of_price = (_items(said, told, figure) for figure in (mark, priced))
        if not of_mark or not of_price or any(item in of_price for item in of_mark):
            continue
        instead = [other for item in of_mark for other in item if _rival(priced, other, said)]
        if instead and all(any(_rival(mark, other, said) for other in item) for item in of_price):
            quote = said.text[priced.start : priced.end]
            theirs = next(
                claim.text[one.start : one.end] for claim in told for one in claim.quantities if one is instead[0]
            )
            yield contradicted(
                "figure",
                quote,
                en=f"“{quote}” is the figure of something else; here the evidence says “{theirs}”.",
                es=f"«{quote}» es la cifra de otra cosa; aquí la fuente dice «{theirs}».",
            )
            return


def _rival(mine: Quantity, other: Quantity, said: Claim) -> bool:
    return mine.comparable(other) and mine.per == other.per and not any(one.equals(other) for one in said.quantities)


def _items(said: Claim, told: Sequence[Claim], figure: Quantity) -> list[tuple[Quantity, ...]]:
    """The figures that stand with one in its clause, or in its item of an enumeration."""
    thing = _counted(said, figure) if figure.unit == COUNT else None
    return [
        _item(claim, one)
        for claim in told
        for one in claim.quantities
        if figure.equals(one) and (thing is None or ((other := _counted(claim, one)) and same(thing, other)))
    ]


def _counted(claim: Claim, figure: Quantity) -> Unit | None:
    """What a number counts: the word right behind it."""
    return next((unit for unit in claim.units if 0 < unit.start - figure.end <= 1), None)


def _item(claim: Claim, figure: Quantity) -> tuple[Quantity, ...]:
    first, last = claim.clause_at(figure.start)
    if sum(first <= one.start < last and one.unit == figure.unit for one in claim.quantities) > 1:
        first, last = segment_at(claim.text, figure.start)
    return tuple(one for one in claim.quantities if first <= one.start < last)
