"""Conditions, terms, hours and last days that narrow the evidence, and that the sentence left out."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, Condition, soft
from batuta.grounding.clauses import clause_edges, segment_at
from batuta.grounding.dates import Moment
from batuta.grounding.entailed import entailments
from batuta.grounding.examples import is_example
from batuta.grounding.issues import Issue, only_with
from batuta.grounding.kept_words import words_kept
from batuta.grounding.matching import is_cost, matches, touches
from batuta.grounding.numbers import CLOCK, Quantity, is_case_of
from batuta.grounding.opening_hours import spans_of_hours
from batuta.grounding.ranges import next_to, span_kept
from batuta.grounding.same_condition import same_condition
from batuta.grounding.weekdays import EVERY
from batuta.words.concepts import Unit
from batuta.words.freely import idea


def dropped_conditions(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """Conditions, terms and last days that narrow what the sentence takes from the evidence."""
    for claim in used:
        only_named = claim is not used[0] and _only_named(said, claim, used[0])
        for condition in claim.conditions:
            if only_named and any(condition.start <= one.start < condition.end for one in claim.quantities):
                # `Transfers of up to 2,999 dollars`, of which the sentence says something else.
                continue
            if _another_case(said, claim, condition):
                continue
            if _narrows(said, claim, condition) and not _kept(said, claim, condition):
                yield _dropped(condition.text)
        yield from _dropped_terms(said, claim)


def _only_named(said: Claim, claim: Claim, best: Claim) -> bool:
    """All that the sentence takes from it, its names aside, another sentence of the evidence says as well."""
    taken = [unit for at, unit in enumerate(said.units) if at not in said.named and not soft(unit)]
    if any(touches(unit, claim) and not touches(unit, best) for unit in taken):
        return False
    if any(mine.kind == other.kind == "free" for mine in said.strong for other in claim.strong):
        return False
    return not any(mine.equals(other) for mine in said.quantities for other in claim.quantities) and not any(
        one.said_by(mine) or mine.said_by(one) for mine in said.moments for one in claim.moments
    )


def _another_case(said: Claim, claim: Claim, condition: Condition) -> bool:
    """`Gratis los domingos y para menores de 12`: of two cases the sentence keeps the first."""
    if not _JOINED.search(claim.text[: condition.start]):
        return False
    first, _ = claim.clause_at(condition.start)
    days = [one for one in claim.days if first <= one.start < condition.start]
    kept = any(mine.days <= one.days for one in days for mine in said.days)
    return kept or any(
        first <= other.start < condition.start and _kept(said, claim, other) for other in claim.conditions
    )


_JOINED = re.compile(r"\b(?:y|e|o|and|or)\s+$", re.IGNORECASE)


def _narrows(said: Claim, claim: Claim, condition: Condition) -> bool:
    """The sentence takes from the claim what the condition belongs to."""
    if _is_an_attribute(said, claim, condition):
        return False
    first, last = _scope(claim, condition)
    figures = [
        quantity
        for quantity in claim.quantities
        if first <= quantity.start < last and not condition.start <= quantity.start < condition.end
    ]
    if any(mine.equals(quantity) for quantity in figures for mine in said.stated):
        return True
    days = [one for one in claim.moments if first <= one.start < condition.start]
    if any(mine.said_by(day) or day.said_by(mine) for day in days for mine in said.moments):
        return True
    weighty = core(claim, first, last, condition)
    if not weighty and not figures and _previous_taken(said, claim, first):
        return True
    if of_another_clause(said, claim, first, last):
        return False
    if _gives(said, 0, len(said.text)) and _gives(claim, first, last) and _same_thing(said, claim, first, last):
        return True
    return _takes(said, weighty)


def _is_an_attribute(said: Claim, claim: Claim, condition: Condition) -> bool:
    """`Loan: | up to 30,000 €, | over 84 months`: the first thing told of a product, and the sentence takes another."""
    if not claim.text[: condition.start].rstrip().endswith(":") or claim.text[condition.end : condition.end + 1] != ",":
        return False
    figures = [one for one in claim.quantities if condition.start <= one.start < condition.end]
    return bool(figures) and not any(one.unit == mine.unit for one in figures for mine in said.quantities)


def _gives(claim: Claim, first: int, last: int) -> bool:
    """Something is free there, or a cost of it is denied."""
    if any(is_cost(claim.units[place]) and first <= claim.units[place].start < last for place in claim.denied):
        return True
    return any(strong.kind == "free" and first <= strong.start < last for strong in claim.strong)


def _same_thing(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """Most of the sentence's words of weight stand there."""
    here = claim._replace(units=tuple(unit for unit in claim.units if first <= unit.start < last), denied=frozenset())
    about = [
        unit
        for place, unit in enumerate(said.units)
        if place not in said.aside and place not in said.named and not soft(unit)
    ]
    return bool(about) and sum(touches(unit, here) for unit in about) * 3 >= len(about) * 2


def of_another_clause(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """The figures of the sentence stand in another clause: `sin cuota el primer año; | luego 45 €`."""
    places = [q.start for q in claim.quantities if any(mine.equals(q) for mine in said.stated)]
    return bool(places) and not any(first <= place < last for place in places)


def _scope(claim: Claim, condition: Condition) -> tuple[int, int]:
    """What a condition narrows: the item of an enumeration that it stands in, else its whole clause."""
    first, last = segment_at(claim.text, condition.start)
    item = any(first <= unit.start and unit.end <= condition.start for unit in claim.units)
    item = item or any(first <= quantity.start and quantity.end <= condition.start for quantity in claim.quantities)
    whole = _OF_THE_WHOLE.match(claim.text, condition.start) or _WAIVED.search(claim.text[: condition.start])
    joined = item and not whole
    return (first, last) if joined else claim.clause_at(condition.start)


_WAIVED = re.compile(r"\b(?:waived|bonificad[oa]s?(?: al 100\s?%)?|exent[oa]s?)\s*$", re.IGNORECASE)
"""`Monthly fee £5, waived | in any month …`: the fee is not paid in that case alone."""
_OF_THE_WHOLE = re.compile(
    r"(?:if|when|provided|as long as|so long as|on condition|si|cuando|siempre que|siempre y cuando|a condición)\b",
    re.IGNORECASE,
)
"""What narrows a whole clause, and not the last item of its enumeration alone."""


def core(claim: Claim, first: int, last: int, condition: Condition | None = None) -> list[Unit]:
    """The words of weight of a clause, its names and a condition aside."""
    return [
        unit
        for place, unit in enumerate(claim.units)
        if first <= unit.start < last
        and place not in claim.named
        and not soft(unit)
        and not (condition and condition.start <= unit.start < condition.end)
    ]


def _takes(said: Claim, weighty: Sequence[Unit]) -> bool:
    own = [unit for unit in weighty if not is_cost(unit)]
    return bool(own) and sum(touches(unit, said) for unit in weighty) * 2 >= len(weighty)


def _previous_taken(said: Claim, claim: Claim, first: int) -> bool:
    """A clause that is all condition narrows the one before it."""
    edges = [0, *clause_edges(claim.text)]
    if first not in edges or edges.index(first) == 0:
        return False
    place = edges.index(first) - 1
    while place and claim.text[: edges[place]].rstrip().endswith("("):
        # `12 € al mes (antes, 15 €) si domicilias`: what is in brackets takes no condition.
        place -= 1
    before = edges[place]
    if any(
        before <= quantity.start < edges[place + 1] and any(mine.equals(quantity) for mine in said.stated)
        for quantity in claim.quantities
    ):
        return True
    return _takes(said, core(claim, before, edges[place + 1]))


def _kept(said: Claim, claim: Claim, condition: Condition) -> bool:
    inside = [unit for unit in claim.units if condition.start <= unit.start < condition.end]
    weighty = [unit for unit in inside if not soft(unit)] or inside
    weighty = [unit for unit in weighty if not is_cost(unit)] or weighty
    figures = [q for q in claim.quantities if condition.start <= q.start < condition.end]
    moments = [m for m in claim.moments if condition.start <= m.start < condition.end]
    if any(
        not any(
            mine.equals(q)
            or is_case_of(mine, q)
            or next_to(said, mine, [(claim, q)])
            or _is_example_within(said, mine, q)
            for mine in said.stated
        )
        for q in figures
    ):
        return False
    if any(not any(m.said_by(mine) or mine.said_by(m) for mine in said.moments) for m in moments):
        return False
    if not weighty or figures or moments or same_condition(said, claim, condition.start, condition.end):
        return True
    return words_kept(said, claim, condition.start, condition.end, weighty)


def _is_example_within(said: Claim, mine: Quantity, limit: Quantity) -> bool:
    """`Spend $2,000 and get $60` of up to $6,000 in spend."""
    within = mine.value <= limit.value if limit.bound == "<=" else mine.value >= limit.value
    return limit.bound in ("<=", ">=") and mine.unit == limit.unit and within and is_example(said, mine)


_FOR = re.compile(
    r"(?:\bdurante|\bfor|\bpor|\blos|\bthe)\s*(?:los |las |the |tus |your )?(?:primer[oa]s |first )?$", re.IGNORECASE
)


_ALL_YEAR = re.compile(
    r"(?:los )?(?:36[56] (?:days|d[ií]as)|7 (?:days a week|d[ií]as (?:de|a|por) (?:la )?semana))\b", re.IGNORECASE
)
_AMONG_FIRST = re.compile(r"(?:(?:los|las|the|tus|your)\s+)?(?:primer[oa]s?|first)\b", re.IGNORECASE)


def _dropped_terms(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`29,90 € durante 12 meses` and `hasta el 30 de abril`: the price holds no longer than that."""
    for term in claim.quantities:
        if term.unit not in ("month", "day", "nth") or _ALL_YEAR.match(claim.text, term.start):
            continue
        lasting = (
            _FOR.search(claim.text[: term.start])
            or term.readings[0][1].startswith("nth")
            or _AMONG_FIRST.match(claim.text, term.start)
        )
        kept = any(mine.equals(term) or is_case_of(mine, term) for mine in said.stated)
        if lasting and not kept and _takes_benefit(said, claim, term):
            yield _dropped(claim.text[_word_before(claim.text, term.start - 9) : term.end].strip(" ,;.:"))
    yield from _dropped_hours(said, claim)
    yield from _dropped_days(said, claim)
    for moment in claim.moments:
        limits = moment.bound in ("until", "from") and _takes_at(said, claim, moment.start)
        if moment.bound == "from" and _ENDS.search(said.text) and _end_said(said, claim, moment):
            continue
        if limits and not any(mine.said_by(moment) for mine in said.moments):
            yield _dropped(claim.text[moment.start : moment.end])


def _word_before(text: str, place: int) -> int:
    """Where the word begins in which a place lies."""
    return text.rfind(" ", 0, max(place, 0) + 1) + 1


_ENDS = re.compile(r"\b(?:ends?|ending|closes?|acab\w+|termin\w+|finaliz\w+|cierr\w+|se cierra)\b", re.IGNORECASE)


def _end_said(said: Claim, claim: Claim, opens: Moment) -> bool:
    """`The sale ends on 31 May` of one that runs from 16 to 31 May."""
    later = [one for one in claim.moments if one.start > opens.start and one.bound != "from"]
    return bool(later) and any(mine.said_by(later[0]) for mine in said.moments)


def _dropped_hours(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`7,5 cts/kWh de 0 a 6 h`: a price that holds at certain hours."""
    for hour in claim.quantities:
        if hour.unit != CLOCK or any(mine.equals(hour) for mine in said.stated):
            continue
        if any(hour in span and span_kept(said, span) for span in spans_of_hours(claim)):
            continue
        first, last = claim.clause_at(hour.start)
        if _takes_offer(said, claim, first, last):
            yield _dropped(claim.text[hour.start : hour.end])


def _dropped_days(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`Gratis de domingo a jueves`: an offer that holds on certain days of the week."""
    on_days = [days for days in said.days if not _AT_LATEST.search(said.text[: days.start])]
    for days in claim.days if not on_days else ():
        first, last = claim.clause_at(days.start)
        other_case = any(
            days.end <= condition.start < last
            and _JOINED.search(claim.text[: condition.start])
            and _kept(said, claim, condition)
            for condition in claim.conditions
        )
        taken = (
            _takes_offer(said, claim, first, last)
            or _takes_hours(said, claim, first, last)
            or _takes_most(said, claim, first, last)
        )
        dated = any(0 <= one.start - days.end <= _NEXT for one in claim.moments)
        if days.days != EVERY and not days.ruled_out and not dated and not other_case and taken:
            yield _dropped(claim.text[days.start : days.end])


_NEXT = 3
"""`Sunday 8 November`: a date, and not every Sunday."""
_AT_LATEST = re.compile(r"\b(?:by|before|until|till|hasta|antes de)\s+(?:the |this |el |la |este )?$", re.IGNORECASE)
"""`Book by Friday`: the last day for it, and not the day on which it holds."""


def _takes_hours(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """The sentence takes the hours of a clause, or what it gives two for one."""
    hours = [q for q in claim.quantities if first <= q.start < last and q.unit == CLOCK]
    kept = sum(any(mine.equals(hour) for mine in said.quantities) for hour in hours)
    about = [unit for unit in said.units if not soft(unit)]
    if kept and (not about or _same_thing(said, claim, first, last)):
        return True
    return bool(_MORE_FOR_LESS.search(claim.text, first, last) and _MORE_FOR_LESS.search(said.text))


_MORE_FOR_LESS = re.compile(r"\b\d\s?x\s?\d\b|\b(?:two|three) for (?:one|two)\b|\b[23]-for-[12]\b", re.IGNORECASE)


def _takes_offer(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """The sentence takes a price, a share or a gift of a clause."""
    priced = [q for q in claim.quantities if first <= q.start < last and (q.money or q.unit == "percent")]
    if any(mine.equals(quantity) for quantity in priced for mine in said.stated):
        return True
    given = _gives(said, 0, len(said.text)) and _gives(claim, first, last)
    return given and _same_thing(said, claim, first, last)


def _takes_most(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """The sentence says most of the words of weight of a clause."""
    weighty = core(claim, first, last)
    return bool(weighty) and sum(touches(unit, said) for unit in weighty) * 3 >= len(weighty) * 2


def _takes_benefit(said: Claim, claim: Claim, term: Quantity) -> bool:
    return _takes_at(said, claim, term.start)


def _takes_at(said: Claim, claim: Claim, place: int) -> bool:
    """The sentence takes a figure, or most of the words, of the clause in which something stands."""
    first, last = claim.clause_at(place)
    figures = [q for q in claim.quantities if first <= q.start < last and q.unit not in ("month", "day", "nth")]
    if any(mine.equals(quantity) for quantity in figures for mine in said.stated):
        return True
    if of_another_clause(said, claim, first, last):
        return False
    if _gives(said, 0, len(said.text)) and _gives(claim, first, last) and _same_thing(said, claim, first, last):
        return True
    weighty = core(claim, first, last)
    free = any(strong.kind == "free" for strong in said.strong)
    taken = sum(touches(unit, said) or (free and _is_cost(claim, unit)) for unit in weighty)
    return bool(weighty) and (taken * 3 >= len(weighty) * 2 or _follows_from(said, claim))


def _follows_from(said: Claim, claim: Claim) -> bool:
    """`Your price won't move` of a fixed price: a word that the claim does not say, and that it lets follow."""
    return any(
        one.holds
        for place, unit in enumerate(said.units)
        if place in said.denied and not matches(unit, claim)
        for one in entailments(unit, True, (claim,))
    )


def _is_cost(claim: Claim, unit: Unit) -> bool:
    """A cost that the evidence denies, so that it says that something is free."""
    return claim.units.index(unit) in claim.denied and bool(unit.ideas & (idea("cost", "en") | idea("fee", "en")))


def _dropped(condition: str) -> Issue:
    return only_with(condition)
