"""Complements of the evidence that limit who, when, where or how much: what they belong to holds only with them.

`Cubre el parto, con una carencia de ocho meses, y la habitación individual`: of a clause the complement limits the
item before it, and where it ends or opens the clause all of it. A sentence that takes what is limited has to say the
limit as well. Nothing is asked of what only describes (`con capucha`, `para que lo disfrutes`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from batuta.grounding.agents_told import by_whom, doer_at
from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import clause_edges, segment_at
from batuta.grounding.counted_from import counts_from
from batuta.grounding.denial import carries
from batuta.grounding.issues import Issue, only_with
from batuta.grounding.kept_words import words_kept
from batuta.grounding.matching import bearing, is_cost, touches
from batuta.grounding.not_free import gives_away
from batuta.grounding.numbers import CLOCK, COUNT, is_case_of
from batuta.grounding.phases import is_later
from batuta.grounding.same_condition import same_condition
from batuta.words.concepts import Unit, same
from batuta.words.data import lines
from batuta.words.spanish_verbs import forms_of


class Complement(NamedTuple):
    """Where a complement stands, and the pieces of its clause that it limits."""

    start: int
    end: int
    limited: tuple[tuple[int, int], ...]
    of_figures: bool = False
    """It limits figures alone, as `por persona` does."""


_TELLING = 0.5
"""What a sentence of the evidence must add to those before it for its limits to count."""


def restrictions(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """The limits of what the sentence takes from its evidence, and that it does not say."""
    telling = bearing(said, told, _TELLING)
    worked_out = any(
        one.money and not any(one.equals(other) for claim in told for other in claim.quantities) for one in said.stated
    )
    for claim in (*telling, *_giving(said, told, telling)):
        for limit in complements(claim):
            taken = _taken(said, claim, limit) or (worked_out and not limit.of_figures and _has_an_amount(claim, limit))
            if taken and not _kept(said, claim, limit.start, limit.end):
                yield _left_out(claim.text[limit.start : limit.end])
                return
        after = _next(claim, told)
        if after and is_later(said, after, told):
            continue
        if after and _is_all_limit(after) and not _kept(said, after, 0, len(after.text)):
            yield _left_out(after.text)
            return


def _giving(said: Claim, told: Sequence[Claim], telling: Sequence[Claim]) -> Iterator[Claim]:
    """`Gratis en pedidos de 40 €`, after the sentence that names what it is that is free."""
    given = any(strong.kind == "free" for strong in said.strong)
    for claim in bearing(said, told) if given else ():
        limits = _limits(claim.text, 0, len(claim.text))
        rest = [unit for unit in claim.units if not any(start <= unit.start < end for start, end in limits)]
        gifts = [strong for strong in claim.strong if strong.kind == "free"]
        about = [
            unit for unit in rest if not soft(unit) and not any(one.start <= unit.start < one.end for one in gifts)
        ]
        if gifts and claim not in telling and all(touches(unit, said) for unit in about):
            yield claim


def complements(claim: Claim) -> Iterator[Complement]:
    edges = (0, *clause_edges(claim.text), len(claim.text))
    for first, last in pairwise(edges):
        for start, end in _limits(claim.text, first, last):
            if counts_from(claim, start):
                continue
            verb = _main_verb(claim, start, end)
            of_figures = not _opens("always").match(claim.text, start) and not _wished(claim.text, start)
            if verb:
                yield Complement(start, verb, ((first, start), (verb, last)))
            else:
                yield Complement(start, end, _belongs_to(claim.text, start, end, first, last), of_figures)


def _main_verb(claim: Claim, start: int, end: int) -> int | None:
    """`Customers who insure home and car | save 15 %`: where what is said of them begins, before a figure or gift."""
    if not _RELATIVE.match(claim.text, start):
        return None
    gifts = [strong.start for strong in claim.strong if strong.kind == "free"]
    for place in sorted([figure.start for figure in claim.quantities] + gifts):
        before = [unit for unit in claim.units if start <= unit.start and unit.end <= place < end]
        if len(before) > 1 and _ALSO.search(claim.text[start : before[-1].start]):
            # `Those who pay in their salary and keep it for a year`: still of whom it is told.
            continue
        if len(before) > 1 and _DIRECTLY.fullmatch(claim.text[before[-1].end : place]):
            return before[-1].start
    return None


_RELATIVE = re.compile(r"(?:\w+ )?(?:who|that|whose|quien(?:es)?|que|\w+ing|con)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:y|e|o|u|and|or)\s+(?:l[oa]s?\s+)?$", re.IGNORECASE)
_DIRECTLY = re.compile(r"\s+(?:an? |una? |el |the |up to |hasta |extra )?", re.IGNORECASE)


def _limits(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Each from the word that opens it to a comma, to the next one or to the end of the clause."""
    opened = {match.start() for kind in ("always", "figure") for match in _opens(kind).finditer(text, first, last)}
    starts = sorted(
        opened | {match.start() for match in _THAT.finditer(text, first, last) if _wished(text, match.start())}
    )
    found: list[tuple[int, int]] = []
    for start in starts:
        if by_whom(text, start):
            continue
        comma = _CLOSES.search(text, start + 1, last)
        end = comma.start() if comma else last
        found.append((start, doer_at(text, start + 1, end)))
    return found


_CLOSES = re.compile(
    r",(?!\d)|\s+(?=[-–—(]\s?)|\s+(?=(?:and|y|e)\s+(?:up to |hasta |from |desde |over |más de )?[€$£]?\d)",
    re.IGNORECASE,
)
"""Where a complement ends: at a comma, an insertion, or the next item with a figure of its own."""


def _belongs_to(text: str, start: int, end: int, first: int, last: int) -> tuple[tuple[int, int], ...]:
    before, after = text[first:start], text[end:last]
    if not _WORD.search(before):
        return ((end, last),)
    piece = segment_at(text, start)
    if not re.search(r",\s*$", before):
        return ((max(first, before.rfind(":") + first + 1) if _OF_ALL.match(text, start) else piece[0], start),)
    if re.match(r",?\s*(?:y|e|and|or|o)\s", after):
        item = segment_at(text, max(first, len(text[:start].rstrip(" ,")) - 1))
        return ((max(item[0], text.rfind(":", item[0], item[1]) + 1), item[1]),)
    return ((first, start), (end, last))


_OF_ALL = re.compile(
    r"(?:if|unless|provided|as long as|so long as|on condition|si|siempre que|siempre y cuando|a condición)\b|"
    r"(?:for|to|para|a) (?:the |our |los |las )?(?:new |nuev[oa]s )?(?:customers?|members?|subscribers?|students|"
    r"residents|pensioners|families|businesses|clientes?|soci[oa]s|estudiantes|residentes|jubilad[oa]s|familias|empresas)\b",
    re.IGNORECASE,
)
"""`A, B and C | for new customers`: what limits all of a list that it follows."""
_WORD = re.compile(r"\w")


_THAT = re.compile(
    r"\b(?<!para )(?<!más )que\s+(?:(?:se|lo|la|los|las|no|nos|te|le|les|ya)\s+)*(?P<verb>\w+)", re.IGNORECASE
)


def _wished(text: str, place: int) -> bool:
    """`Residentes que presenten su DNI`: in Spanish the subjunctive says of which of them it holds."""
    that = _THAT.match(text, place)
    forms = forms_of(that["verb"].lower().removesuffix("n")) if that else ()
    moods = {form.mood for form in forms if form.address == "usted"}
    return "subjunctive" in moods and "present" not in moods


@cache
def _opens(strength: Literal["always", "figure"]) -> re.Pattern[str]:
    said = [line.removeprefix(f"{strength}: ") for line in lines("claims/limiting.txt") if line.startswith(strength)]
    if strength == "always":
        nouns = "|".join(word for line in lines("claims/limits.txt") for word in line.split())
        within = r"(?:(?:un[oa]?s?|el|la|los|las|tu|su|an?|the|your|any|every|at least|al menos|como m[ií]nimo)\s+)*"
        said.append(rf"(?:con|with|previ[oa]|tras)\s+{within}(?:[\w-]+\s+(?:de\s+)?)?(?:{nouns})(?:e?s)?")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)


def _taken(said: Claim, claim: Claim, limit: Complement) -> bool:
    return any(
        _takes_figure(said, claim, first, last)
        or (
            not limit.of_figures
            and (_takes_gift(said, claim, first, last) or _takes_thing(said, claim, first, last, last <= limit.start))
        )
        for first, last in limit.limited
    )


def _has_an_amount(claim: Claim, limit: Complement) -> bool:
    """What it limits has an amount or a share, of which the sentence may give the result."""
    return any(
        (one.money or one.unit == "percent") and first <= one.start < last
        for one in claim.quantities
        for first, last in limit.limited
    )


def _takes_figure(said: Claim, claim: Claim, first: int, last: int) -> bool:
    figures = [q for q in claim.quantities if first <= q.start < last and q.unit != CLOCK]
    figures = [q for q in figures if q.unit != COUNT or q.value >= _MANY]
    return any(mine.equals(figure) for figure in figures for mine in said.stated)


_MANY = 20
"""From where a bare number tells of itself what is counted."""


def _takes_gift(said: Claim, claim: Claim, first: int, last: int) -> bool:
    free = any(one.kind == "free" and first <= one.start < last for one in claim.strong)
    if free and any(one.kind == "free" for one in said.strong):
        return True
    amounts = any(one.money and first <= one.start < last for one in claim.quantities)
    uncharged = any(is_cost(claim.units[at]) and first <= claim.units[at].start < last for at in claim.denied)
    return (free or (uncharged and not amounts)) and gives_away(said)


def _takes_thing(said: Claim, claim: Claim, first: int, last: int, before: bool) -> bool:
    """The sentence says most of it, and the word that stands closest to the limit."""
    inside = [unit for at, unit in enumerate(claim.units) if first <= unit.start < last and at not in claim.named]
    weighty = [unit for unit in inside if not soft(unit) and not carries(unit)]
    if not weighty or _MAY.search(said.text):
        return False
    nearest = weighty[-1] if before else weighty[0]
    taken = sum(touches(unit, said) for unit in weighty)
    if _is_all_said(said, claim, inside):
        return True
    return touches(nearest, said) and taken * 3 >= len(weighty) * 2


def _is_all_said(said: Claim, claim: Claim, inside: Sequence[Unit]) -> bool:
    """`Pause any time` of `pause or cancel your box at any time`: all that the sentence says is limited."""
    here = claim._replace(units=tuple(inside), denied=frozenset())
    about = [unit for at, unit in enumerate(said.units) if at not in said.aside and not soft(unit)]
    return len(about) + len(said.strong) > 1 and all(touches(unit, here) for unit in about)


_MAY = re.compile(r"\b(?:may|might|could|puede|pueden|podr[ií]an?)\b", re.IGNORECASE)
"""`Tu coche puede entrar en el programa`: what may be needs no word of what else it takes."""


def _kept(said: Claim, claim: Claim, start: int, end: int) -> bool:
    """The sentence says the same figures and days, and the words that are the limit's own."""
    figures = [q for q in claim.quantities if start <= q.start < end]
    lost = [q for q in figures if not any(mine.equals(q) or is_case_of(mine, q) for mine in said.quantities)]
    if lost == figures != [] or any(q.bound != "=" and q.value > 1 for q in lost):
        return False
    moments = [m for m in claim.moments if start <= m.start < end]
    if moments and not any(m.said_by(mine) or mine.said_by(m) for m in moments for mine in said.moments):
        return False
    if figures or moments:
        return not _loses_a_name(said, claim, start, min([*(q.start for q in figures), *(m.start for m in moments)]))
    days = [one for one in claim.days if start <= one.start < end]
    if days:
        return any(mine.days <= one.days for one in days for mine in said.days)
    whom = _WHOM.match(claim.text, start)
    inside = [unit for unit in claim.units if (whom.end() if whom else start) <= unit.start < end]
    outside = [unit for unit in claim.units if unit not in inside]
    weighty = [unit for unit in inside if not soft(unit) and not _SMALL.fullmatch(unit.text)]
    own = [unit for unit in weighty if not any(same(unit, one) for one in outside)] or weighty
    if not own or _bounds_too(claim.text[start:end], said) or same_condition(said, claim, start, end):
        return True
    own = [unit for unit in own if not is_cost(unit)] or own
    return words_kept(said, claim, start, end, own)


def _loses_a_name(said: Claim, claim: Claim, start: int, end: int) -> bool:
    """`For Pro customers | 24 hours a day`: whose it is, of which the sentence says nothing."""
    if not _FOR_WHOM.match(claim.text, start, end):
        return False
    return any(start <= claim.units[at].start < end and not touches(claim.units[at], said) for at in claim.named)


_FOR_WHOM = re.compile(
    r"(?:for|para)\s+(?:\w+\s+){0,3}(?:customers|members|users|clients|subscribers|guests|clientes|soci[oa]s|usuari[oa]s|titulares)\b",
    re.IGNORECASE,
)


def _bounds_too(phrase: str, said: Claim) -> bool:
    """Both say from or until when, in words that are judged on their own."""
    return any(bound.match(phrase) and bound.search(said.text) for bound in _BOUNDS)


_BOUNDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("until|till|hasta(?: que)?", "from|desde(?: que)?")
)


_WHOM = re.compile(r"\w+(?=\s(?:who|that|whose|con|with|que|\w+ing)\b)", re.IGNORECASE)
"""The people whom a complement narrows, and who are said anyway."""
_SMALL = re.compile(r"al menos|quienes?|both|ambos|least|como mínimo|máximo|mínimo|only|solo|sólo", re.IGNORECASE)


def _next(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The sentence right after it in the same piece of evidence."""
    place = next(at for at, one in enumerate(told) if one is claim)
    after = told[place + 1] if place + 1 < len(told) else None
    return after if after and after.topic else None


def _is_all_limit(claim: Claim) -> bool:
    """`Solo para clientes nuevos.`: a sentence that says nothing but a limit of the one before."""
    limits = _limits(claim.text, 0, len(claim.text))
    outside = [unit for unit in claim.units if not any(start <= unit.start < end for start, end in limits)]
    return bool(limits) and all(soft(unit) or _OFFER.fullmatch(unit.text) for unit in outside)


_OFFER = re.compile(
    r"ofertas?|promoci[oó]n(?:es)?|offers?|promotions?|v[aá]lid[oa]s?|valid|applies|aplica(?:ble)?|disponible|available|limitad[oa]s?|"
    r"limited",
    re.IGNORECASE,
)


def _left_out(phrase: str) -> Issue:
    words = phrase.strip(" ,.;:")
    return only_with(words)
