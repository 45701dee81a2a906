"""What comes after a first time, of which the sentence speaks: `sin cuota el primer año. Después, 4 € al mes`."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, contradicted, quoted


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


def told_of_later(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Your first lesson costs £10` where the first is free, and £10 are for those after it."""
    if not _FIRST.search(said.text) or _THEN.search(said.text) or _LATER_ON.search(said.text):
        return
    for figure in (one for one in said.stated if not _INSTEAD_OF.search(said.text[: one.start])):
        places = [(claim, one) for claim in told for one in claim.quantities if figure.money and figure.equals(one)]
        if places and all(_THEN.search(claim.text, claim.clause_at(one.start)[0], one.start) for claim, one in places):
            yield quoted(
                contradicted,
                "figure",
                said.text[figure.start : figure.end],
                en="The evidence says so only of what comes later",
                es="La fuente lo dice solo de lo que viene después",
            )
            return


_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than|en (?:vez|lugar) de|frente a)\s+(?:los |the )?$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|primer[oa]?s?|initial|inicial(?:es)?)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:after (?:that|this|then)|afterwards|thereafter|from then on|then|a partir (?:de entonces|de ah[ií]|del?)|"
    r"despu[eé]s(?! de)|luego|posteriormente|m[aá]s tarde)\b",
    re.IGNORECASE,
)
_LATER_ON = re.compile(r"\b(?:after|later|past|beyond|pasad[oa]s?|transcurrid[oa]s?|tras)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\s*(?:a partir del?|despu[eé]s|luego|posteriormente|pasad[oa]s?|transcurrid[oa]s?|tras|finalizad[oa]s?|"
    r"after|afterwards|thereafter|then|from (?:then|the (?:second|third|fourth|next)|month|year))\b",
    re.IGNORECASE,
)
