"""What a message promises against what is true of the product: rates, prices, quantities, terms, yes and no.

Only like is compared with like: a figure contradicts the facts when they give figures of the same kind and
role and none of them is this one.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import FINANCIAL, Case, Hit, at
from batuta.checks.charges import charged
from batuta.checks.limits import capped, limited_times, times_limited
from batuta.checks.longer_free import longer_than_known
from batuta.checks.told import Told, told_by
from batuta.checks.withheld import withheld
from batuta.claims.figures import Figure
from batuta.claims.reading import Claim, Message
from batuta.text import Text

CONTRARY: dict[str, tuple[str, ...]] = {
    "no_commitment": ("commitment",),
    "no_fees": ("fee_charged",),
    "no_maintenance_fee": ("maintenance_fee",),
    "no_opening_fee": ("opening_fee",),
    "no_annual_fee": ("annual_fee",),
    "free_delivery": ("delivery_charged",),
    "no_requirements": ("requirement",),
    "for_everyone": ("only_some",),
    "cancel_any_time": ("commitment",),
    "price_for_good": ("after_price",),
    "taxes_included": ("taxes_excluded",),
    "no_early_exit_fee": ("early_exit_fee", "commitment"),
    "covered_at_once": ("waiting_period",),
    "all_paid": ("excess_due", "not_included"),
    "all_included": ("not_included",),
    "no_card_needed": ("card_needed",),
}
"""A claim, and the facts that make it untrue."""
_TELLING = ("money", "percent", "duration", "data")
_ABOUT_CALLS = re.compile(r"llamada|minuto|sms|call|text")
_LIMIT = re.compile(
    r"primer|durante|first|for (?:the )?\d|hasta|until|desde|a partir de|superior|over [€$£\d]|from [€$£\d]"
    r"|si |cumpl|siempre que|con (?:la|tu) nomina|if "
)
"""Behind a claim: where it ends."""
_HAPPENS = re.compile(
    r"salida|viaj|estancia|vuelo|alojamiento|noches?\b|check-?in|travel|stay|depart|flight|arriv|nights?\b|entrega"
    r"|recogida|evento|concierto|funcion|curso|disfrut|event|concert|course|delivered"
)
"""Before days on which what is sold happens, which are not those on which it is on offer."""
_HOLDS_TO = re.compile(r"vigen|valid|hasta|until|ends?|expires|fin de")


def contradicted(case: Case) -> Iterator[Hit]:
    """A figure or promise of the message that the product's facts deny."""
    message = case.message
    if message is None or not case.facts:
        return
    known: dict[str, list[Figure]] = {}
    for fact in case.facts:
        for told in told_by(fact):
            known.setdefault(told.role, []).append(told.figure)
    for told in told_by(message, sells=not case.kinds & FINANCIAL):
        true = known.get(told.role)
        if told.role.startswith("sold for") and (_reduced(message) or _of_something_else(told.figure, case)):
            continue
        if true and _of_a_rival(told, message, true):
            continue
        if true and not any(_same(told.figure, figure) for figure in true) and not _between(told, true):
            said = _fact_with(case, told.role)
            yield at(message, told.part, told.start, told.end, fact=Text(en=said, es=said))
    yield from _denied(case, message)
    yield from charged(case, message, _open)
    yield from withheld(case, message)
    yield from longer_than_known(case)
    yield from _outlived(case, message)


def commitment_hidden(case: Case) -> Iterator[Hit]:
    """The product binds for a time, the message sells it, and says nothing of that."""
    message = case.message
    if message is None or case.kinds & FINANCIAL or message.makes("due_on_leaving", "early_exit_fee"):
        return  # What ending a loan or a deposit early costs is a matter of their own rules.
    yield from _renewal_hidden(case, message)
    free = message.makes("no_commitment")
    ties = ("due_on_leaving",) if free else () if message.makes("commitment") else ("commitment", "due_on_leaving")
    binding = next((fact for fact in case.facts if fact.makes(*ties)), None) if ties else None
    told = message.made("no_commitment", "cancel_any_time", "freedom_hinted") or _price_told(message)
    if binding is not None and told:
        fact = binding.parts[0].text.raw
        first = told[0]
        yield at(message, first.part, first.start, first.end, fact=Text(en=fact, es=fact))


def _renewal_hidden(case: Case, message: Message) -> Iterator[Hit]:
    """It goes on and is paid until it is stopped, by the facts; the message sells the beginning."""
    if message.makes("renews_told", "after_price", "rolls_on", "commitment", "free_trial"):
        return
    going_on = next((fact for fact in case.facts if fact.makes("renews_told")), None)
    told = message.made("free", "free_period", "discount_offered") or _price_told(message)
    if going_on is not None and told:
        fact = going_on.parts[0].text.raw
        yield at(message, told[0].part, told[0].start, told[0].end, fact=Text(en=fact, es=fact))


def _price_told(message: Message) -> list[Claim]:
    """Where a price stands. A push has no room for terms: only what it says of freedom is held against them."""
    return [] if message.item.channel == "push" else message.made("money") or message.made("percent")


def commitment_long(case: Case) -> Iterator[Hit]:
    """A commitment of more months than consumers may be bound for."""
    message = case.message
    if message is None:
        return
    for claim in message.made("commitment"):
        months = [
            figure.months
            for figure in message.parts[claim.part].figures
            if claim.start <= figure.start < claim.end + len(" meses") and figure.months is not None
        ]
        if months and max(months) > LONGEST_COMMITMENT_MONTHS:
            yield at(message, claim.part, claim.start, claim.end)
            return


LONGEST_COMMITMENT_MONTHS = 24


def fair_use_hidden(case: Case) -> Iterator[Hit]:
    """Sold as unlimited, limited by its facts, and the limit not said."""
    message = case.message
    if message is None:
        return
    for claim in message.made("unlimited", "unlimited_hinted"):
        start, end = message.sentence(claim)
        said = message.parts[claim.part].text.text[start:end]
        if _ABOUT_CALLS.search(said):
            return
        for fact in case.facts:
            if (capped(fact, said) or times_limited(fact, said)) and not _limit_told(message, fact):
                raw = fact.parts[0].text.raw
                yield at(message, claim.part, claim.start, claim.end, fact=Text(en=raw, es=raw))
                return
        return


def _limit_told(message: Message, fact: Message) -> bool:
    """The message gives a limit in figures: that of the fact, or its like."""
    return message.makes("data_cap") or _stated(message, fact) or any(limited_times(p.text.text) for p in message.parts)


def free_against_facts(case: Case) -> Iterator[Hit]:
    """Called free, and the facts name a fee."""
    message = case.message
    if message is None:
        return
    charged = next((fact for fact in case.facts if fact.makes("maintenance_fee", "fee_charged", "must_pay")), None)
    for claim in message.made("free"):
        if charged is not None and not _qualified(message, claim):
            fact = charged.parts[0].text.raw
            yield at(message, claim.part, claim.start, claim.end, fact=Text(en=fact, es=fact))
            return


def offer_contradicted(case: Case) -> Iterator[Hit]:
    """What the brief offers, read like a message and held against the facts."""
    for offered in case.offers:
        for hit in contradicted(case._replace(message=offered)):
            yield hit._replace(part="offer")


def _denied(case: Case, message: Message) -> Iterator[Hit]:
    for claim in message.made(*CONTRARY):
        for fact in case.facts:
            if CONTRARY[claim.kind] == ("not_included",) and message.makes("not_included"):
                continue
            if fact.makes(*CONTRARY[claim.kind]) and not _qualified(message, claim) and not _stated(message, fact):
                raw = fact.parts[0].text.raw
                yield at(message, claim.part, claim.start, claim.end, fact=Text(en=raw, es=raw))
                break


def _stated(message: Message, fact: Message) -> bool:
    """The message itself gives the figures of the fact: it says where its claim ends."""
    wanted = {(f.value, f.unit) for part in fact.parts for f in part.figures if f.kind in _TELLING}
    given = {(f.value, f.unit) for part in message.parts for f in part.figures}
    return bool(wanted) and wanted <= given


def _open(message: Message, claim: Claim, fact: Message) -> bool:
    return not _qualified(message, claim) and not _stated(message, fact)


def _outlived(case: Case, message: Message) -> Iterator[Hit]:
    """The message promises the offer for longer than the fact holds."""
    ends = [
        day.day for fact in case.facts for part in fact.parts for day in part.days if _HOLDS_TO.search(part.text.text)
    ]
    if not ends:
        return
    for index, part in enumerate(message.parts):
        for day in part.days:
            start, _ = part.text.sentence(day.start)
            said = part.text.text[start : day.start]
            if _HAPPENS.search(said) and not _HOLDS_TO.search(said):
                continue
            if day.until and day.day > max(ends):
                when = max(ends).isoformat()
                yield at(message, index, day.start, day.end, fact=Text(en=f"until {when}", es=f"hasta el {when}"))
                return


def _qualified(message: Message, claim: Claim) -> bool:
    """A limit stands with the claim: `sin comisiones el primer año`, `free for 3 months`."""
    start, end = message.sentence(claim)
    part = message.parts[claim.part]
    after = part.text.text[claim.end : min(end, claim.end + 40)]
    limited = _LIMIT.search(after)
    return bool(limited) or any(
        start <= c.start < end for c in message.made("after_price", "free_period", part=claim.part)
    )


def _of_a_rival(told: Told, message: Message, true: list[Figure]) -> bool:
    """The figure is what a competitor asks, in a message that gives the own one as well: `A, 29 €; B, 38 €`."""
    part = message.parts[told.part]
    start, _ = part.text.sentence(told.start)
    before = [c.end for c in message.made("rival_named", part=told.part) if start <= c.start < told.start]
    alone = bool(before) and not any(max(before) <= figure.start < told.figure.start for figure in part.figures)
    return alone and any(_same(figure, own) for each in message.parts for figure in each.figures for own in true)


def _of_something_else(price: Figure, case: Case) -> bool:
    """The facts give this sum as well, for whatever it is."""
    return any(_same(price, figure) for fact in case.facts for part in fact.parts for figure in part.figures)


def _reduced(message: Message) -> bool:
    """Another price than the product's may follow from a discount."""
    return message.makes("discount_rate", "prior_price")


def _same(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and abs(one.value - other.value) <= max(one.grain, other.grain) * 0.999


def _between(told: Told, true: list[Figure]) -> bool:
    """Facts that give a range allow what lies in it; a promise of "up to" allows less."""
    values = [figure.value for figure in true if figure.unit == told.figure.unit]
    if not values:
        return True
    if told.role.startswith("most"):
        return told.figure.value <= max(values)
    return len(values) > 1 and told.role in ("annual", "nominal") and min(values) <= told.figure.value <= max(values)


def _fact_with(case: Case, role: str) -> str:
    return next((fact.parts[0].text.raw for fact in case.facts for told in told_by(fact) if told.role == role), "")
