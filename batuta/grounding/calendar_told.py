"""The days and months of a sentence against those of its evidence."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.dates import Moment
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import matches


def calendar_issues(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """What is wrong with days and months; nothing where all are carried."""
    known = [(claim, moment) for claim in told for moment in claim.moments]
    for moment in said.moments:
        quote = said.text[moment.start : moment.end]
        carried = [other for _, other in known if moment.said_by(other)]
        narrower = _narrower(said, moment, known) or _elsewhere(said, moment, known)
        if narrower:
            yield contradicted(
                "date",
                quote,
                en=f"It says “{quote}”; the evidence says “{narrower}”.",
                es=f"Dice «{quote}» y la fuente dice «{narrower}».",
            )
            continue
        if not carried and _between(moment, known):
            continue
        if not carried:
            rivals = [(c, o) for c, o in known if (o.month is None) == (moment.month is None)]
            rivals = rivals or [(c, o) for c, o in known if moment.year and o.year and moment.year != o.year]
            if rivals and not any(claim.text[one.start : one.end] == quote for claim, one in known):
                instead = rivals[0][0].text[rivals[0][1].start : rivals[0][1].end]
                yield contradicted(
                    "date",
                    quote,
                    en=f"It says “{quote}”; the evidence says “{instead}”.",
                    es=f"Dice «{quote}» y la fuente dice «{instead}».",
                )
            else:
                yield unsupported(
                    "date", quote, en=f"The evidence does not say “{quote}”.", es=f"La fuente no dice «{quote}»."
                )
        elif all({moment.bound, other.bound} == {"until", "from"} for other in carried):
            yield contradicted(
                "date",
                quote,
                en=f"“{quote}” is where it begins, not where it ends, or the other way round.",
                es=f"«{quote}» es el principio y no el final, o al revés.",
            )


_ALL_OF = re.compile(
    r"\b(?:tod[oa]\s+(?:el\s+mes\s+de\s+)?|(?:all|the whole|the entire)\s+(?:of\s+|month of\s+)?|throughout\s+)$",
    re.IGNORECASE,
)


def _narrower(said: Claim, moment: Moment, known: Sequence[tuple[Claim, Moment]]) -> str:
    """`Todo mayo` where the evidence says `del 1 al 15 de mayo`: its words."""
    if moment.day is not None or not _ALL_OF.search(said.text[: moment.start]):
        return ""
    for claim, other in known:
        if other.month == moment.month and other.day and other.bound == "until" and other.day < _SHORTEST_MONTH:
            return claim.text[other.start : other.end]
    return ""


_SHORTEST_MONTH = 28


def _elsewhere(said: Claim, moment: Moment, known: Sequence[tuple[Claim, Moment]]) -> str:
    """`En tiendas el 6 de enero` where the evidence says `el 6 en la web y el 7 en las tiendas`: its words."""
    for claim, other in known:
        rivals = [one for c, one in known if c is claim and one is not other and not one.said_by(moment)]
        if not moment.said_by(other) or not rivals or other.bound != "on":
            continue
        here = _said_beside(said, claim, other)
        for rival in rivals:
            there = _said_beside(said, claim, rival)
            if rival.bound == "on" and there - here and not here - there:
                return claim.text[rival.start : rival.end]
    return ""


def _said_beside(said: Claim, claim: Claim, moment: Moment) -> set[int]:
    """The sentence's words of weight that stand after a day, in its item of the enumeration."""
    last = segment_at(claim.text, moment.start)[1]
    beside = claim._replace(units=tuple(u for u in claim.units if moment.end <= u.start < last), denied=frozenset())
    return {i for i, unit in enumerate(said.units) if not soft(unit) and matches(unit, beside)}


def _between(moment: Moment, known: Sequence[tuple[Claim, Moment]]) -> bool:
    """`El 15 de agosto` where the evidence says `del 1 al 31 de agosto`."""
    if moment.bound == "on" and moment.month is None and moment.year is not None:
        return any(_spans_years(claim, first, last, moment.year) for (claim, first), (_, last) in pairwise(known))
    if moment.bound != "on" or moment.month is None or moment.day is None:
        return False
    for (claim, first), (other, last) in pairwise(known):
        ends = (first.month, first.day, last.month, last.day)
        if claim is not other or first.bound != "from" or last.bound != "until" or None in ends:
            continue
        years = {one.year for one in (moment, first, last)} - {None}
        opens, closes = (first.month or 0, first.day or 0), (last.month or 0, last.day or 0)
        if len(years) <= 1 and opens <= (moment.month, moment.day) <= closes:
            return True
    return False


def _spans_years(claim: Claim, first: Moment, last: Moment, year: int) -> bool:
    """`En 2019` where the evidence says `entre 2016 y 2023`."""
    if first.month or last.month or first.year is None or last.year is None:
        return False
    between = claim.text[first.end : last.start]
    return bool(_TO_YEAR.fullmatch(between)) and first.year <= year <= last.year


_TO_YEAR = re.compile(r"\s*(?:y|a|and|to|hasta|until|through|[-–—])\s*(?:el\s+)?", re.IGNORECASE)
