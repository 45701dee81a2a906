"""Whose day and whose figure it is: what the evidence says of one thing, told of another.

`Las rebajas acaban el 15 de agosto` is not shown by `las rebajas acaban el 31 de julio` beside `envío gratis hasta el
15 de agosto`: a day or a figure has to stand in the evidence with at least one word of what the sentence says it of.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.dates import Moment
from batuta.grounding.denial import carries
from batuta.grounding.issues import Issue, contradicted
from batuta.grounding.matching import matches, touches
from batuta.grounding.numbers import COUNT, Quantity
from batuta.grounding.other_subjects import (
    DETERMINED,
    foreign_members,
    foreign_subjects,
    holds_piece,
    of_another,
    of_two_kinds,
    pays,
    words_about,
)
from batuta.words.concepts import Unit, same


def other_owners(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """Days and figures that belong to something else, and things that are lent what is said of another."""
    found = False
    parts = [part for claim in told for part in _statements(claim)]
    for moment in said.moments:
        issue = _foreign_day(said, moment, told)
        if issue:
            found = True
            yield issue
    for figure in said.stated:
        issue = None if figure.unit == COUNT else _foreign_figure(said, figure, parts)
        if issue and not found:
            found = True
            yield issue
    issue = None if found else _siblings_figure(said, told)
    if issue:
        found = True
        yield issue
    if not found:
        yield from foreign_subjects(said, parts)
        yield from foreign_members(said, told)


def _foreign_day(said: Claim, moment: Moment, told: Sequence[Claim]) -> Issue | None:
    """A day that the evidence gives to another event."""
    about = words_about(said, moment.start)
    places = [(claim, one.start) for claim in told for one in claim.moments if moment.said_by(one)]
    if not about or not places or any(_speaks_of(claim, place, about) for claim, place in places):
        return None
    carriers = [claim for claim, _ in places]
    best = max((claim for claim in told if claim not in carriers), key=lambda one: _said_of(about, one), default=None)
    if best is None or _said_of(about, best) < 1:
        return None
    quote = said.text[moment.start : moment.end].rstrip(" .,;")
    rivals = [one for one in best.moments if one.bound == moment.bound or "on" in (one.bound, moment.bound)]
    if rivals:
        theirs = best.text[rivals[0].start : rivals[0].end].rstrip(" .,;")
        return contradicted(
            "date",
            quote,
            en=f"“{quote}” is the day of something else; here the evidence says “{theirs}”.",
            es=f"«{quote}» es el día de otra cosa; aquí la fuente dice «{theirs}».",
        )
    return of_another("date", quote, carriers[0])


def _foreign_figure(said: Claim, figure: Quantity, told: Sequence[Claim]) -> Issue | None:
    """A figure that stands in the evidence only beside words of which the sentence says none."""
    about = words_about(said, figure.start)
    places = [(claim, one.start) for claim in told for one in claim.quantities if figure.equals(one)]
    if not about or not places or any(_speaks_of(claim, place, about) for claim, place in places):
        return None
    carriers = [claim for claim, _ in places]
    others = [claim for claim in told if claim not in carriers]
    if not any(_said_of(about, claim) >= 1 for claim in others):
        return None
    if _is_item_of_one_thing(said, figure, carriers, others):
        return None
    return of_another("subject", said.text[figure.start : figure.end], carriers[0])


def _siblings_figure(said: Claim, told: Sequence[Claim]) -> Issue | None:
    """`Windows with five years' guarantee` where it is the doors that have it, and the windows are told of apart."""
    mine = next((unit for at, unit in enumerate(said.units) if at not in said.aside and not soft(unit)), None)
    if mine is None or pays(mine):
        return None
    for figure in said.stated:
        carriers = [claim for claim in told if figure.unit != COUNT and any(figure.equals(q) for q in claim.quantities)]
        if not carriers or any(touches(mine, claim) for claim in carriers):
            continue
        heads = [_subject(claim) for claim in carriers]
        elsewhere = [head for claim in told if claim not in carriers and (head := _first(claim)) is not None]
        if all(head and not touches(head, said) for head in heads) and any(same(mine, head) for head in elsewhere):
            return of_another("subject", said.text[figure.start : figure.end], carriers[0])
    return None


def _first(claim: Claim) -> Unit | None:
    return next((unit for unit in claim.units if not soft(unit)), None)


def _subject(claim: Claim) -> Unit | None:
    """The thing that opens a sentence behind its article, as in `the doors have`."""
    first = _first(claim)
    if first is None or carries(first) or pays(first):
        return None
    return first if _ARTICLE.fullmatch(claim.text[: first.start]) else None


_ARTICLE = re.compile(r"\s*(?:el|la|los|las|the|our|nuestr[oa]s?)\s+", re.IGNORECASE)


def _is_item_of_one_thing(said: Claim, figure: Quantity, carriers: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """`80 % financiado, 30 años para pagar`: an item of a list, of a product that all the evidence names."""
    first, last = segment_at(said.text, figure.start)
    mine = [unit for at, unit in enumerate(said.units) if first <= unit.start < last and not soft(unit)]
    if (first, last) == said.clause_at(figure.start) or len(mine) > 1:
        return False
    names = [[one.units[at] for at in one.named] for one in others]
    return any(
        any(same(unit, one) for one in theirs) for claim in carriers for unit in _named(claim) for theirs in names
    )


def _named(claim: Claim) -> list[Unit]:
    return [claim.units[at] for at in claim.named]


def _speaks_of(claim: Claim, place: int, about: Sequence[Unit]) -> bool:
    """The clause of the evidence says one of the words, or names nothing of its own."""
    first, last = claim.clause_at(place)
    here = [unit for at, unit in enumerate(claim.units) if first <= unit.start < last]
    names = {claim.units[at] for at in claim.named if _HEADS.match(claim.text, claim.units[at].end)}
    own = [unit for unit in here if not (soft(unit) or carries(unit) or pays(unit) or unit in names)]
    topics = claim._replace(units=claim.topic, denied=frozenset())
    if not own or any(same(unit, one) for unit in about for one in claim.topic):
        return True
    if any(touches(unit, topics) for unit in about if not unit.pieces and not pays(unit)):
        return True
    clause = claim._replace(units=tuple(here), denied=frozenset())
    mine = [unit for unit in about if not pays(unit)] or about
    kin = [unit for unit in mine if touches(unit, clause)]
    if kin and not any(matches(unit, clause) for unit in kin):
        kin = [unit for unit in kin if not any(of_two_kinds(unit, clause, at) for at in range(len(here)))]
        return bool(kin)
    return bool(kin) or any(holds_piece(unit, one) for unit in mine for one in here)


_HEADS = re.compile(r"[^.,;:]*:")
"""`Cuenta Peque: para menores de 18 años`: a name that heads what is told of it."""


def _said_of(about: Sequence[Unit], claim: Claim) -> int:
    return sum(bool(matches(unit, claim)) for unit in about)


def _statements(claim: Claim) -> list[Claim]:
    """The parts of a sentence between semicolons, or the items of a list of prices or shares.

    One without a subject of its own has that of the first.
    """
    cuts = [match.end() for match in _SEMICOLON.finditer(claim.text)] or _between_items(claim)
    edges = [0, *cuts, len(claim.text)]
    if len(edges) == 2:
        return [claim]
    head = [unit for unit in claim.units if _HEADS.match(claim.text, unit.end) and unit.end < edges[1]]
    first = next((unit for unit in claim.units if not soft(unit)), None)
    found: list[Claim] = []
    for start, end in pairwise(edges):
        inside = [at for at, unit in enumerate(claim.units) if start <= unit.start < end]
        lacks = not inside or not DETERMINED.search(claim.text[start : claim.units[inside[0]].start])
        own = bool(first and inside and of_two_kinds(first, claim, inside[0]))
        lent = (first,) if first and start and lacks and not own else ()
        found.append(
            claim._replace(
                units=tuple(claim.units[at] for at in inside),
                denied=frozenset(new for new, at in enumerate(inside) if at in claim.denied),
                named=frozenset(new for new, at in enumerate(inside) if at in claim.named),
                aside=frozenset(new for new, at in enumerate(inside) if at in claim.aside),
                quantities=tuple(one for one in claim.quantities if start <= one.start < end),
                topic=(*claim.topic, *head, *lent),
            )
        )
    return found


def _between_items(claim: Claim) -> list[int]:
    """`Sábanas al 30 %, | toallas al 10 %`: where each piece between commas has one price, or one share."""
    cuts = [match.end() for match in _COMMA.finditer(claim.text)]
    priced = [one for one in claim.quantities if one.money or one.unit == "percent"]
    pieces = [[one for one in priced if a <= one.start < b] for a, b in pairwise([0, *cuts, len(claim.text)])]
    even = all(len(piece) == 1 and piece[0].unit == priced[0].unit for piece in pieces)
    return cuts if cuts and even else []


_COMMA = re.compile(r",(?!\d)\s*|\s(?:y|e|and)\s+", re.IGNORECASE)


_SEMICOLON = re.compile(r";\s*")
