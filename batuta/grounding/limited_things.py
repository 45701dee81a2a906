"""Things that the evidence limits by a figure: `cada compra superior a 10 €`, where the sentence has `cada compra`."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.bounds import bounded
from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, only_with
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
