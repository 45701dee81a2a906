"""Whether a thing is one's own: what is lent, let or to be given back is not given."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.issues import Issue, contradicted, quoted, unsupported
from batuta.grounding.matching import matches


def lent_not_given(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`We give you a router` where the evidence says that it is lent, or has to be returned."""
    if not _GIVES.search(said.text) or _LENDS.search(said.text) or _BACK.search(said.text):
        return
    for claim in telling:
        for match in _LENDS.finditer(claim.text):
            first, last = claim.clause_at(match.start())
            things = [
                unit
                for unit in claim.units
                if first <= unit.start < last and not (match.start() <= unit.start < match.end()) and not soft(unit)
            ]
            if any(matches(thing, said) for thing in things):
                returned = _RETURNED.search(claim.text) and _KEEPS.search(said.text)
                yield quoted(
                    contradicted if returned else unsupported,
                    "opposite",
                    match.group(),
                    en="The evidence gives it only for a time",
                    es="La fuente lo da solo por un tiempo",
                )
                return


_GIVES = re.compile(
    r"\b(?:give|gives|giving|keep|keeps|yours|own|gift|te (?:l[oa]s? )?qued\w+|qued[aá]rtel\w*|qu[eé]dat\w+|regal\w+|"
    r"te (?:l[oa]s? )?damos|es tuy[oa]|son tuy[oa]s|forever|para siempre)\b",
    re.IGNORECASE,
)
_LENDS = re.compile(
    r"\b(?:lends?|lent|lending|loaned|on loan|rented out|hired out|prest(?:amos|ad[oa]s?)|en pr[eé]stamo|"
    r"alquil(?:amos|ad[oa]s?)|cedid[oa]s?|(?:r[eé]gimen de )?cesi[oó]n|nos (?:l[oa]s? )?devuelv\w+|"
    r"debes? (?:\w+ )?devolver\w*|"
    r"must be returned|has to be returned|give (?:it|them) back|hand (?:it|them) back|return (?:it|them))\b",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"\b(?:devolver\w*|devuelv\w+|returned?|give (?:it|them) back|hand (?:it|them) back)\b", re.IGNORECASE
)
_KEEPS = re.compile(r"\b(?:keeps?|yours|qued\w+|qu[eé]dat\w+|tuy[oa]s?)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:back|refund\w*|money|dinero|importe|reembols\w+|devol\w+|devuel\w+)\b", re.IGNORECASE)
