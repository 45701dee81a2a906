"""Whose it is that something is free, included or without limit: `free breakfast, parking €10` gives no free parking.

An attribute of the evidence holds for what stands with it in its item of an enumeration, and for the items beside it
that have no figure, attribute or verb of their own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, unsupported
from batuta.grounding.matching import is_cost, matches, touches
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea


def lent_attributes(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """What the sentence calls free, included or unlimited, where the evidence says so of something else alone."""
    for kind, place, end in _attributes(said):
        here = [(claim, at) for claim in told for other, at, _ in _attributes(claim) if other == kind]
        if not here:
            continue
        for thing in _things(said, place, end):
            tellers = [claim for claim in told if matches(thing, claim)]
            if not tellers or any(_is_of(claim, at, thing) for claim, at in here):
                continue
            claim, at = here[0]
            yield unsupported(
                "subject",
                thing.text,
                en=f"The evidence says this of something else, not of “{thing.text}”: “{_words(claim, at)}”.",
                es=f"La fuente lo dice de otra cosa, no de «{thing.text}»: «{_words(claim, at)}».",
            )
            return


def denied_as_one(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Sin cuota ni comisiones`, for both of which the evidence has one and the same word."""
    denied = [said.units[place] for place in sorted(said.denied) if not soft(said.units[place])]
    for one, other in pairwise(denied):
        if not _NOR.fullmatch(said.text[one.end : other.start]) or one.stem == other.stem:
            continue
        mine, theirs = (
            {(at, match.place) for at, claim in enumerate(told) for match in matches(unit, claim) if match.denied}
            for unit in (one, other)
        )
        if len(mine | theirs) == 1:
            yield unsupported(
                "added",
                other.text,
                en=f"The evidence says nothing about “{other.text}”.",
                es=f"La fuente no dice nada de «{other.text}».",
            )
            return


_NOR = re.compile(r",?\s*(?:ni|nor|or|o|y|and)\s+(?:sin |no )?", re.IGNORECASE)


def _attributes(claim: Claim) -> Iterator[tuple[str, int, int]]:
    """Kind of each attribute that is affirmed, and where it stands; what is included is given as what is free is."""
    for strong in claim.strong:
        if strong.kind == "free" and not _DENIED.search(claim.text[: strong.start]):
            yield "given", strong.start, strong.end
    for place, unit in enumerate(claim.units):
        if place in claim.denied or place in claim.aside or place in claim.named:
            continue
        participle = unit.ideas & idea("included", "en") and _PARTICIPLE.match(unit.text)
        if participle and not _TAX.search(claim.text[: unit.start]):
            yield "given", unit.start, unit.end
        if any(piece.ideas & idea("unlimited", "en") for piece in (unit, *unit.pieces)):
            yield "unlimited", unit.start, unit.end


_DENIED = re.compile(r"(?:\b(?:not|never|no)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_TAX = re.compile(r"\b(?:IVA|VAT|IGIC|GST|impuestos|tax(?:es)?)\s+(?:est[aá]n? |es |is |are )?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"includ(?:ed|ing)|incluid[oa]s?", re.IGNORECASE)


def _things(said: Claim, place: int, end: int) -> list[Unit]:
    """What stands nearest to the attribute in its item, and what is joined to that."""
    first, last = segment_at(said.text, place)
    near = [unit for unit in _weighty(said) if first <= unit.start < last]
    if not near:
        return []
    thing = min(near, key=lambda unit: max(unit.start - end, place - unit.end))
    subject = near[0]
    joined = [subject] if subject.end <= place and subject is not thing and _COMES.match(thing.text) else []
    joined += [
        unit
        for unit in _weighty(said)
        if unit is not thing
        and _AND.fullmatch(said.text[min(unit.end, thing.end) : max(unit.start, thing.start)])
        and _stands_alone(said, unit)
    ]
    return [thing, *joined]


_COMES = re.compile(r"(?:travel|eat|swim|enter|fly|stay|viaj|com|entr|vuel|nad)\w*", re.IGNORECASE)
"""`Pets travel free`: it is the subject that does."""


def _stands_alone(said: Claim, thing: Unit) -> bool:
    """No other word stands with it in its item: `order online | and collect in store` joins two doings."""
    first, last = segment_at(said.text, thing.start)
    return sum(first <= unit.start < last for unit in said.units) == 1


_AND = re.compile(r",?\s*(?:y|e|and|&|,)\s+(?:(?:el|la|los|las|the|tu|your)\s+)?", re.IGNORECASE)


def _weighty(claim: Claim) -> list[Unit]:
    return [
        unit
        for place, unit in enumerate(claim.units)
        if place not in claim.aside
        and place not in claim.named
        and place not in claim.denied
        and not (soft(unit) or carries(unit) or is_faint(unit) or is_cost(unit) or unit.denies)
        and not unit.ideas & (idea("free", "en") | idea("included", "en") | idea("unlimited", "en"))
    ]


def _is_of(claim: Claim, place: int, thing: Unit) -> bool:
    """The attribute at a place holds for the thing, or for nothing that its clause names."""
    spans = _scope(claim, place)
    inside = [unit for unit in claim.units if any(first <= unit.start < last for first, last in spans)]
    here = claim._replace(units=tuple(inside), denied=frozenset())
    item, _ = segment_at(claim.text, place)
    own = any(item <= unit.start < place for unit in _weighty(claim))
    if touches(thing, here) or (not own and any(same(thing, one) for one in claim.topic)):
        return True
    clause = claim.clause_at(place)
    return not any(clause[0] <= unit.start < clause[1] for unit in _weighty(claim))


def _scope(claim: Claim, place: int) -> list[tuple[int, int]]:
    """The item of the attribute, and those beside it that have nothing of their own."""
    first, last = claim.clause_at(place)
    spans = [segment_at(claim.text, place)]
    while spans[0][0] > first:
        before = segment_at(claim.text, spans[0][0] - 1)
        before = (before[0], spans[0][0])
        if before[0] >= spans[0][0] or _of_its_own(claim, *before):
            break
        spans.insert(0, before)
    while spans[-1][1] < last:
        after = segment_at(claim.text, spans[-1][1])
        if after[1] <= spans[-1][1] or _of_its_own(claim, *after):
            break
        spans.append(after)
    return spans


def _of_its_own(claim: Claim, first: int, last: int) -> bool:
    if any(first <= one.start < last and (one.money or one.unit in _MEASURES) for one in claim.quantities):
        return True
    return bool(_VERB.search(claim.text, first, last))


_MEASURES = ("percent", "GB", "Mbps")
_VERB = re.compile(
    r"\b(?:is|are|has|have|costs?|can|cuestan?|tienen?|puede[ns]?|hay|se (?:paga|cobra|sirve|vende|factura)n?)\b|"
    r"\b(?:es|son)\b|\b(?:aparte|extra|opcional|optional)\b",
    re.IGNORECASE,
)


def _words(claim: Claim, place: int) -> str:
    first, last = segment_at(claim.text, place)
    return claim.text[first:last].strip(" ,.;:")
