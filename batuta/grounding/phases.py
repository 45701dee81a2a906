"""What comes after a first time, of which the sentence speaks: `sin cuota el primer año. Después, 4 € al mes`."""

import re
from collections.abc import Sequence

from batuta.grounding.claims import Claim


def of_its_phase(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The sentences of the evidence without what holds only later, where the sentence names the first time."""
    return tuple(claim for claim in used if not is_later(said, claim, told))


def is_later(said: Claim, claim: Claim, told: Sequence[Claim]) -> bool:
    """It opens with what comes after a time that the sentence names, and gives none of the sentence's figures."""
    if not _LATER.match(claim.text) or any(mine.equals(one) for one in claim.quantities for mine in said.stated):
        return False
    place = told.index(claim)
    terms = [one for one in told[place - 1].quantities if one.unit in ("month", "day", "nth")] if place else []
    return any(mine.equals(one) for one in terms for mine in said.stated)


_LATER = re.compile(
    r"\s*(?:a partir del?|despu[eé]s|luego|posteriormente|pasad[oa]s?|transcurrid[oa]s?|tras|finalizad[oa]s?|"
    r"after|afterwards|thereafter|then|from (?:then|the (?:second|third|fourth|next)|month|year))\b",
    re.IGNORECASE,
)
