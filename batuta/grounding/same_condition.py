"""Whether a sentence says a condition in other words that it is often put in: `not happy?` for `if dissatisfied`."""

import re
from functools import cache

from batuta.grounding.claims import Claim, soft
from batuta.grounding.matching import touches
from batuta.words.data import lines


def same_condition(said: Claim, claim: Claim, start: int, end: int) -> bool:
    """Both hold a wording of one line of `claims/same_conditions.txt`, and the sentence the other words of weight.

    start, end: where the condition stands in the text of the evidence's claim.
    """
    for wording in _wordings():
        told = wording.search(claim.text, start, end) if wording.search(said.text) else None
        if told and all(
            touches(unit, said)
            for unit in claim.units
            if start <= unit.start < end and not told.start() <= unit.start < told.end() and not soft(unit)
        ):
            return True
    return False


@cache
def _wordings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line, re.IGNORECASE) for line in lines("claims/same_conditions.txt"))
