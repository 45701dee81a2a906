"""Things that the evidence limits by a figure: `cada compra superior a 10 €`, where the sentence has `cada compra`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.bounds import bounded
from batuta.grounding.claims import Claim, soft
from batuta.grounding.issues import Issue, only_of, only_with
from batuta.grounding.matching import touches
from batuta.grounding.numbers import CLOCK, Quantity, is_case_of
from batuta.grounding.ranges import next_to
from batuta.words.concepts import Unit, same


def limited_things(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """A thing that the sentence names without the figure from which, or up to which, the evidence tells of it."""
    for claim in telling:
        for figure in claim.quantities:
            _, start, end = bounded(claim.text, figure.start, figure.end)
            thing = _limited(claim, start)
            if thing is None or figure.unit == CLOCK or not _PAST.match(claim.text, start):
                continue
            mine = [unit for unit in said.units if same(unit, thing)]
            rest = [unit for unit in said.units if unit not in mine and any(same(unit, one) for one in claim.units)]
            if mine and rest and not _said(said, claim, figure):
                yield only_with(claim.text[thing.start : end])
                return


def some_of_many(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`Points on your purchases` where the evidence says `on purchases of food`: some of many."""
    bare = [unit for unit in said.units if _is_bare(said, unit)]
    for claim in telling if bare else ():
        for thing, of in pairwise(claim.units):
            mine = next((unit for unit in bare if unit.stem == thing.stem), None)
            if mine is None or not _OF.fullmatch(claim.text[thing.end : of.start]) or soft(of) or touches(of, said):
                continue
            if any(one.stem == mine.stem and one is not thing for other in telling for one in other.units):
                continue
            yield only_of(claim.text[thing.start : of.end], mine.text)
            return


def _is_bare(said: Claim, unit: Unit) -> bool:
    """A plural that claims nothing by itself, and of which nothing more is said."""
    determined = _DETERMINED.search(said.text[: unit.start])
    return bool(determined) and unit.text.endswith("s") and soft(unit) and not _OF.match(said.text, unit.end)


_DETERMINED = re.compile(r"\b(?:los|las|tus|sus|nuestr[oa]s|vuestr[oa]s|your|the|our|all|every)\s+$", re.IGNORECASE)


_OF = re.compile(r"\s+(?:de|of)\s+", re.IGNORECASE)


def _limited(claim: Claim, start: int) -> Unit | None:
    """The thing right before a limit."""
    before = next((unit for unit in reversed(claim.units) if unit.end <= start), None)
    return before if before and _LINK.fullmatch(claim.text[before.end : start]) else None


def _said(said: Claim, claim: Claim, figure: Quantity) -> bool:
    return any(
        mine.equals(figure) or is_case_of(mine, figure) or next_to(said, mine, [(claim, figure)])
        for mine in said.quantities
    )


_LINK = re.compile(r"\s+(?:de |of |worth |por )?", re.IGNORECASE)
_PAST = re.compile(
    r"(?:superior(?:es)?|inferior(?:es)?|mayor(?:es)?|menor(?:es)?|m[aá]s|menos|over|under|above|below|exceeding|"
    r"more|less|at least|al menos|a partir)\b",
    re.IGNORECASE,
)
