"""Whose predicate it is: what the evidence says of one thing, told by the sentence of another.

`Los técnicos atienden las 24 horas` is not shown by an alarm centre that does: a thing that is only named by one
passage may not take what another passage says of a thing of its own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import clause_edges, segment_at
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, unsupported
from batuta.grounding.matching import costs, matches, touches
from batuta.grounding.numbers import COUNT, Quantity
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.stems import alike
from batuta.words.tokens import fold


def words_about(said: Claim, place: int) -> list[Unit]:
    """The words of weight of the sentence's clause."""
    first, last = said.clause_at(place)
    return [
        unit
        for at, unit in enumerate(said.units)
        if first <= unit.start < last and at not in said.aside and not soft(unit)
    ]


def holds_piece(unit: Unit, other: Unit) -> bool:
    return any(same(unit, piece) for piece in other.pieces)


def pays(unit: Unit) -> bool:
    return bool(unit.ideas & (costs() | idea("free", "en")))


def of_another(kind: str, quote: str, claim: Claim) -> Issue:
    return unsupported(
        kind,
        quote,
        en=f"The evidence says “{quote}” of something else: “{claim.text}”.",
        es=f"La fuente dice «{quote}» de otra cosa: «{claim.text}».",
    )


def foreign_subjects(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    edges = (0, *clause_edges(said.text), len(said.text))
    for first, last in pairwise(edges):
        for start, end in _items(said, first, last):
            issue = _foreign_subject(said, start, end, told)
            if issue:
                yield issue
                return


def foreign_members(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`El pack incluye Pelix y Sonora` where the evidence says so of Pelix alone."""
    for place, unit in enumerate(said.units[1:], start=1):
        before = said.units[place - 1]
        if soft(unit) or place in said.aside or not _AND.fullmatch(said.text[before.end : unit.start]):
            continue
        if any(0 < one.start - unit.end <= _BESIDE for one in said.quantities):
            # `And earn 4.25 %`: what is said of a figure.
            continue
        if _lent_a_figure(said, before, unit, told):
            yield of_another("subject", unit.text, next(claim for claim in told if matches(unit, claim)))
            return
        about = [one for one in words_about(said, unit.start) if one is not unit]
        best = [claim for claim in told if matches(before, claim) and about and matches(about[0], claim)]
        lenders = [claim for claim in told if matches(unit, claim)]
        if about[:1] == [before] or not best or not lenders or any(_says(unit, claim) for claim in best):
            continue
        if not any(matches(one, claim) for one in about for claim in lenders):
            yield of_another("subject", unit.text, lenders[0])
            return


_BESIDE = 4


def _lent_a_figure(said: Claim, before: Unit, unit: Unit, told: Sequence[Claim]) -> bool:
    """`20 % en zapatos y bolsos` where the evidence has the share with the shoes, and the bags elsewhere."""
    first, last = said.clause_at(unit.start)
    figures = [one for one in said.stated if first <= one.start < last and (one.money or one.unit == "percent")]
    for figure in figures:
        carriers = [claim for claim in told if any(figure.equals(one) for one in claim.quantities)]
        if _has_one_of_them(before, unit, carriers, told):
            return True
    gifts = any(one.kind == "free" and first <= one.start < last for one in said.strong)
    givers = [claim for claim in told if any(one.kind == "free" for one in claim.strong)] if gifts else []
    return _has_one_of_them(before, unit, givers, told)


def _has_one_of_them(before: Unit, unit: Unit, carriers: Sequence[Claim], told: Sequence[Claim]) -> bool:
    """Of two that the sentence joins, the evidence has the first with what is said, and the second elsewhere."""
    if not any(matches(before, claim) for claim in carriers) or not any(matches(unit, claim) for claim in told):
        return False
    return not any(_says(unit, claim) for claim in carriers)


_AND = re.compile(r",?\s*(?:y|e|o|u|and|or|&|\+)\s+(?:(?:el|la|los|las|un[oa]?|the|an?)\s+)?", re.IGNORECASE)


def _items(said: Claim, first: int, last: int) -> list[tuple[int, int]]:
    """The pieces of a clause between commas and `and`."""
    found: list[tuple[int, int]] = []
    place = first
    while place < last:
        start, end = segment_at(said.text, place)
        found.append((start, end))
        place = max(end, place + 1)
    return found


def _foreign_subject(said: Claim, first: int, last: int, told: Sequence[Claim]) -> Issue | None:
    """`Mattresses are delivered within 3 days` where it is pillows that are."""
    inside = [at for at, unit in enumerate(said.units) if first <= unit.start < last and at not in said.aside]
    subject = next((at for at in inside if not soft(said.units[at])), None)
    if subject is None or not _is_thing(said, subject):
        return None
    thing = said.units[subject]
    rest = [said.units[at] for at in inside if at > subject and not soft(said.units[at])]
    rest = rest[1:] if thing.language == "es" and len(rest) > 1 and _touching(said, thing, rest[0]) else rest
    figures = [one for one in said.quantities if first <= one.start < last]
    shown = [(claim, _shown(claim, rest, figures)) for claim in told]
    most = max((much for _, much in shown), default=0.0)
    best = [claim for claim, much in shown if much == most]
    others = [_of_another_kind(said, subject, claim, told) for claim in best]
    if most < 1 or any(_says(thing, claim) and not other for claim, other in zip(best, others, strict=True)):
        return None
    known = [claim for claim in told if claim not in best and matches(thing, claim)]
    owners = [one for claim, other in zip(best, others, strict=True) if (one := other or _owner(claim, said))]
    if not known or len(owners) < len(best):
        return None
    return unsupported(
        "subject",
        thing.text,
        en=f"The evidence says this of “{owners[0].text}”, not of “{thing.text}”.",
        es=f"La fuente lo dice de «{owners[0].text}», no de «{thing.text}».",
    )


def _of_another_kind(said: Claim, subject: int, claim: Claim, told: Sequence[Claim]) -> Unit | None:
    """`Las habitaciones familiares` beside `las suites`: another word, and the kind is told of the sentence's own."""
    thing = said.units[subject]
    if claim.language != said.language or any(alike(thing.stem, unit.stem) for unit in claim.units):
        return None
    near = [at for at in (subject - 1, subject + 1) if 0 <= at < len(said.units)]
    kinds = [said.units[at] for at in near if _beside(said, subject, at) and not matches(said.units[at], claim)]
    if any(not soft(one) and any(_qualifies(one, thing, other) for other in told) for one in kinds):
        return next((unit for unit in claim.units if same(unit, thing)), None)
    return None


def _touching(claim: Claim, one: Unit, other: Unit) -> bool:
    return not claim.text[one.end : other.start].strip()


def _beside(claim: Claim, one: int, other: int) -> bool:
    first, second = sorted((claim.units[one], claim.units[other]), key=lambda unit: unit.start)
    return not claim.text[first.end : second.start].strip()


def _qualifies(kind: Unit, thing: Unit, claim: Claim) -> bool:
    """The two stand side by side in the evidence as well."""
    return any(
        same(kind, claim.units[at]) and same(thing, claim.units[near]) and _beside(claim, at, near)
        for at in range(len(claim.units))
        for near in (at - 1, at + 1)
        if 0 <= near < len(claim.units)
    )


def _is_thing(said: Claim, place: int) -> bool:
    """The word stands where a subject does: behind an article or as the first word, and is no verb."""
    unit = said.units[place]
    if place in said.named or carries(unit) or pays(unit):
        return False
    before = said.text[: unit.start]
    if DETERMINED.search(before):
        return True
    if unit.language == "es" and infinitives_of(fold(unit.text)):
        return False
    return not before.strip() and bool(PREDICATED.match(said.text, unit.end))


DETERMINED = re.compile(
    r"(?:^|[.,:;!¡¿–—-]\s*)(?:los|las|el|la|l[oa]s|tus?|sus?|nuestr[oa]s?|vuestr[oa]s?|un[oa]?s?|the|your|our|an?|this|"
    r"these|est[ea]s?|estos)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


PREDICATED = re.compile(
    r"\s+(?:\w+\s+)?(?:is|are|has|have|comes?|gets?|lasts?|includes?|can|will|es|son|est[aá]n?|tienen?|llevan?|"
    r"incluyen?|vienen?|duran?|se)\b|\s*:",
    re.IGNORECASE,
)


def _shown(claim: Claim, rest: Sequence[Unit], figures: Sequence[Quantity]) -> float:
    equal = [one for one in figures if one.unit != COUNT and any(one.equals(other) for other in claim.quantities)]
    return sum(0.5 if is_faint(unit) else 1.0 for unit in rest if matches(unit, claim)) + 1.5 * len(equal)


def _says(unit: Unit, claim: Claim) -> bool:
    if matches(unit, claim) or any(same(unit, one) for one in claim.topic):
        return True
    return touches(unit, claim) and not any(of_two_kinds(unit, claim, at) for at in range(len(claim.units)))


def of_two_kinds(unit: Unit, claim: Claim, at: int) -> bool:
    """`Savings account` and `current account`: they share a word, and each has one of its own beside it."""
    other = claim.units[at]
    if not unit.pieces or unit.denies or same(unit, other):
        return False
    if other.pieces:
        shared = any(holds_piece(piece, other) for piece in unit.pieces)
        return shared and not all(holds_piece(piece, other) for piece in unit.pieces)
    if not any(same(piece, other) for piece in unit.pieces):
        return False
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(claim.units) and _beside(claim, at, near)]
    kinds = [claim.units[near] for near in beside if not soft(claim.units[near]) and not carries(claim.units[near])]
    return bool(kinds) and not any(same(piece, one) for piece in unit.pieces for one in kinds)


def _owner(claim: Claim, said: Claim) -> Unit | None:
    """What the evidence says it of, unknown to the sentence: its first thing, or what stands behind `of` or `on`."""
    for place, unit in enumerate(claim.units):
        before = claim.text[: unit.start].rpartition(";")[2].lstrip()
        if soft(unit) or pays(unit) or unit.denies or place in claim.denied or _says(unit, said):
            continue
        if any(strong.start <= unit.start < strong.end for strong in claim.strong):
            continue
        if DETERMINED.search(before) or (_OF.search(before) and not is_faint(unit)):
            return unit
        if not before.strip() and not carries(unit):
            return unit
    return None


_OF = re.compile(
    r"\b(?:en|de|del|para|on|of|for)\s+(?:tod[oa]s?\s+|all\s+)?(?:(?:los|las|el|la|the|our|your|nuestr[oa]s?)\s+)?$",
    re.IGNORECASE,
)
