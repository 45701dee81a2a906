"""From which hour until which: `open from 9 to 20`."""

import re
from itertools import pairwise

from batuta.grounding.claims import Claim
from batuta.grounding.quantities import CLOCK, Quantity


def spans_of_hours(claim: Claim) -> list[tuple[Quantity, Quantity]]:
    hours = [one for one in claim.quantities if one.unit == CLOCK]
    return [(first, last) for first, last in pairwise(hours) if _TO_HOUR.fullmatch(claim.text[first.end : last.start])]


_TO_HOUR = re.compile(r"\s*(?:h\.?\s*)?(?:a|y|to|and|until|till|hasta|[-–—])\s*(?:las\s+)?", re.IGNORECASE)
