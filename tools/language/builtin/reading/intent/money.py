"""The budget: the campaign's total, told apart from its parts, from prices and from what one contract may cost."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from batuta.audience import Evidence
from batuta.brief import Budget
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import chunk_around, chunks
from tools.language.builtin.reading.eligibility.bounds import plain
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.quantities import Quantity

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "offer", "subject")
_SIGNS = frozenset(":+-–|/.!)")
_PICTURES = ("So", "Sk", "Mn", "Cf")
"""Unicode categories of emoji and of what they are joined by."""
_STOPS = frozenset(",.;")
_LEAST_ALONE, _LEAST_GRANTED, _LEAST_IN_FULL = 100, 500, 1000
_OF_OTHERS = ("product", "objective", "kpi")
"""Sections in which a sum alone is no budget."""
_CENT = 0.01
_CUE_REACH, _FIRM_REACH, _PAID_REACH = 7, 11, 2


@dataclass(frozen=True, slots=True)
class _Sum:
    clause: Clause
    quantity: Quantity
    start: int
    end: int
    total: bool = False
    part: bool = False
    per_period: bool = False
    cued: bool = False


def read_budget(analysis: Analysis, *, leftovers: bool = False) -> tuple[Budget | None, tuple[Doubt, ...]]:
    """The budget, or the doubt that keeps us from naming one.

    leftovers: also a sum that stands alone between commas, once everything else has been read.
    """
    found = [one for clause in analysis.clauses for one in _sums(clause, leftovers)]
    if not found and leftovers:
        found = _granted(analysis)
    if not found:
        return None, ()
    newest = min(one.clause.sentence.depth for one in found)
    latest = [one for one in found if one.clause.sentence.depth == newest]
    found = found if all(_reported(one.clause) for one in latest) else latest
    for one in found:
        one.clause.taken.update(range(one.start, one.end))
    totals = [one for one in found if one.total]
    whole = [one for one in found if not one.part and one not in totals]
    wholes = [*totals, *(one for one in whole if one.cued)] if totals else whole
    parts = [one for one in found if one.part and one not in wholes]
    if wholes:
        return _settled(wholes, parts)
    return _summed(parts)


def _granted(analysis: Analysis) -> list[_Sum]:
    """`I can release 175,000 pesos`, `la directora nos ha dado 14.000 €`: the one sum that we speak of."""
    left = [one for clause in analysis.clauses for one in _spoken_of_by_us(clause)]
    return left if len({one.quantity.value for one in left}) == 1 else []


def _spoken_of_by_us(clause: Clause) -> Iterator[_Sum]:
    """Sums that nobody has, pays or is promised, where we say what we may do or were given."""
    campaign, people = clause.known.campaign, clause.known.people
    if clause.sentence.section in (*_SILENT, *_OF_OTHERS) or clause.of_the_past:
        return
    for one in clause.quantities:
        inside = range(*chunk_around(clause, one.start))
        free = clause.taken.isdisjoint(range(one.start, one.end)) and one.high is None
        if not (free and (one.money or _scaled(clause, one)) and one.value >= _LEAST_GRANTED):
            continue
        kinds: tuple[Phrases[object], ...] = (people.heads, campaign.offer, campaign.metrics, campaign.baseline)
        others = any(clause.at(phrases, at) for phrases in kinds for at in inside if at not in clause.taken)
        others = others or any(at in clause.mention_at for at in inside)
        priced = clause.word_in(one.start - 1, "price_leads") or any(clause.word_in(at, "paying") for at in inside)
        behind = clause.at(campaign.per_piece, one.end) or clause.at(campaign.per_period, one.end)
        priced = priced or _given_away(clause, one)
        if not (others or priced or behind) and any(_ours(clause, at) for at in inside):
            yield _Sum(clause, one, one.start, one.end, cued=True)


def _ours(clause: Clause, place: int) -> bool:
    token, endings = clause.tokens[place], tuple(clause.known.words["we_endings"])
    return clause.word_in(place, "granting") or bool(endings and token.norm.endswith(endings))


def _reported(clause: Clause) -> bool:
    """`in Finance's sheet it says …`: somebody else's figure, which does not correct that of the forwarded text."""
    return any(clause.word_in(at, "reporting") for at in range(len(clause.tokens)))


def _settled(wholes: list[_Sum], parts: list[_Sum]) -> tuple[Budget | None, tuple[Doubt, ...]]:
    first = wholes[0]
    evidence = first.clause.quote(first.start, first.end)
    amount = first.quantity.value
    if first.quantity.high is not None:
        return None, (_doubt("budget_range", evidence, proposal=plain(first.quantity.high, integral=False)),)
    if amount <= 0:
        return None, (_doubt("budget_not_positive", evidence),)
    others = [one for one in wholes[1:] if one.quantity.value not in (amount, 0)]
    if len(others) > 1 and abs(sum(one.quantity.value for one in others) - amount) < _CENT:
        others = []  # `$32,000 total – $20,000 for print, $12,000 for everything digital`
    other = next(iter(others), None)
    if other is not None:
        contrary = other.clause.quote(other.start, other.end)
        sums = tuple(_said(one) for one in (first, other))
        proposal = sums[-1].model_dump(mode="json", exclude={"evidence"})
        return None, (_doubt("contradiction", evidence, contrary=contrary, alternatives=sums, proposal=proposal),)
    if first.per_period:
        return None, (_doubt("ambiguous", evidence, about="per_period", proposal=plain(amount, integral=False)),)
    doubts: tuple[Doubt, ...] = ()
    if len(parts) > 1 and abs(sum(one.quantity.value for one in parts) - amount) > 0.5:
        span = _span(parts)
        doubts = (_doubt("contradiction", evidence, contrary=span, proposal=plain(amount, integral=False)),)
    currency = first.quantity.unit or first.clause.company.vocabulary.currency
    return Budget(amount=plain(amount, integral=False), currency=currency, evidence=evidence), doubts


def _summed(parts: list[_Sum]) -> tuple[Budget | None, tuple[Doubt, ...]]:
    """Only parts are given: together they are the budget, where they stand together."""
    currencies = {one.quantity.unit for one in parts if one.quantity.unit}
    amounts = [one.quantity.value for one in parts if one.quantity.high is None]
    if len(currencies) > 1 or len(amounts) != len(parts) or min(amounts) <= 0:
        return None, (_doubt("budget_parts", _span(parts)),)
    currency = next(iter(currencies), parts[0].clause.company.vocabulary.currency)
    total = plain(sum(amounts), integral=False)
    return Budget(amount=total, currency=currency, evidence=_span(parts)), ()


def _span(parts: list[_Sum]) -> Evidence:
    first, last = parts[0], parts[-1]
    start, end = first.clause.tokens[first.start].start, last.clause.tokens[last.end - 1].end
    return Evidence(quote=first.clause.text[start:end], start=start, end=end)


def _said(one: _Sum) -> Budget:
    currency = one.quantity.unit or one.clause.company.vocabulary.currency
    amount, evidence = plain(one.quantity.value, integral=False), one.clause.quote(one.start, one.end)
    return Budget(amount=amount, currency=currency, evidence=evidence)


def _doubt(
    kind: str,
    evidence: Evidence,
    *,
    contrary: Evidence | None = None,
    about: str = "",
    proposal: float | dict[str, object] | None = None,
    alternatives: tuple[Budget, ...] = (),
) -> Doubt:
    blocking = kind != "contradiction" or proposal is not None
    return Doubt.model_validate(
        {"kind": kind, "field": "budget", "evidence": evidence, "contrary": contrary, "about": about,
         "proposal": proposal, "alternatives": alternatives, "blocking": blocking}
    )  # fmt: skip


def _sums(clause: Clause, leftovers: bool) -> Iterator[_Sum]:
    section = clause.sentence.section
    if section in _SILENT or clause.of_the_past:
        return
    campaign = clause.known.campaign
    divided = False
    for one in clause.quantities:
        if any(place in clause.taken for place in range(one.start, one.end)):
            continue
        bare = leftovers and one.unit is None and _in_thousands(clause, one)
        money = one.money or bare or _scaled(clause, one)
        money = money or (section == "budget" and one.unit is None and not _counted(clause, one))
        start, cued = _cue(clause, one, leftovers)
        if not money and not (
            cued and one.unit is None and not 0 < one.value < _LEAST_ALONE and not _counted(clause, one)
        ):
            continue
        if clause.at(campaign.per_piece, one.end):
            continue
        alone = leftovers and (_alone(clause, one) or _for_a_channel(clause, one))
        if not (section == "budget" or cued or divided or alone):
            continue
        total = _is_total(clause, one, start)
        part = bool(clause.at(campaign.budget_parts, one.end)) and not total and _names_a_part(clause, one.end)
        part = part or bool(clause.ending(campaign.budget_part_of, one.start)) or _for_a_channel(clause, one)
        divided = divided or cued
        if divided and not cued and section != "budget" and not (part or total or alone):
            continue
        period = clause.at(campaign.per_period, one.end)
        behind = clause.at(campaign.budget_behind, one.end) if cued else None
        end = max(one.end, *(match.end for match in (period, behind) if match)) if period or behind else one.end
        named = cued or (section == "budget" and sum(other.money for other in clause.quantities) == 1)
        yield _Sum(clause, one, start if cued else one.start, end, total, part, period is not None, named)


def _for_a_channel(clause: Clause, one: Quantity) -> bool:
    """`€2,000 email, €1,000 SMS`, `3.000 € email + 1.500 € SMS`: a sum for each channel right behind it."""
    sums = [other for other in clause.quantities if other.money or _scaled(clause, other)]
    return len(sums) > 1 and all(clause.at(clause.known.campaign.channels, other.end) for other in sums) and one in sums


def _in_thousands(clause: Clause, one: Quantity) -> bool:
    """`12k.`, `6 mil.`: a sentence of nothing else."""
    stops = [-1, *(at for at, token in enumerate(clause.tokens) if token.norm == "."), len(clause.tokens)]
    first = max(at for at in stops if at < one.start)
    last = min(at for at in stops if at >= one.end)
    rest = (at for at in range(first + 1, last) if not one.start <= at < one.end)
    small = all(clause.word_in(at, "budget_small") or clause.tokens[at].kind == "sign" for at in rest)
    return _scaled(clause, one) and (small or _closes_a_line(clause, one))


def _closes_a_line(clause: Clause, one: Quantity) -> bool:
    """`Email, April, 4k`: alone behind the last comma, where a channel or a date stands in front of it."""
    first, last = clause.stretches[-1]
    rest = (at for at in range(first, last) if not one.start <= at < one.end)
    alone = all(clause.word_in(at, "budget_small") or clause.tokens[at].kind == "sign" for at in rest)
    told = bool(clause.dates) or clause.has(clause.known.campaign.channels)
    return first <= one.start < last and first > 0 and alone and told


def _counted(clause: Clause, one: Quantity) -> bool:
    """A noun follows, so that the figure counts things."""
    mention = clause.mention_at.get(one.end)
    return mention is not None or bool(clause.at(clause.known.campaign.metrics, one.end))


def _cue(clause: Clause, one: Quantity, leftovers: bool) -> tuple[int, bool]:
    """`presupuesto de 12.000 €` or `a €10k budget`."""
    budget, maybe = clause.known.campaign.budget, clause.known.campaign.budget_maybe
    sum_of_money = one.money or _scaled(clause, one)
    maybe_money = leftovers and (sum_of_money or _in_full(clause, one))
    for place in range(max(0, one.start - _CUE_REACH), one.start):
        match = clause.at(budget, place) or (
            clause.at(maybe, place) if maybe_money and not _given_away(clause, one) else None
        )
        if match and any(_spent_by_people(clause, at, one) for at in range(place, match.end)):
            continue
        # `presupuesto de 5.000 a 8.000 €`: the range has taken the `de` of the cue.
        if match and match.end <= one.start + (one.high is not None) and _small(clause, match.end, one.start):
            return match.start, True
        if match and _behind_a_comma(clause, match.end, one):
            return match.start, True
    if (sum_of_money or (leftovers and one.unit is None and one.value >= _LEAST_IN_FULL)) and _for_all_of_it(
        clause, one
    ):
        return one.start, True
    if one.money and (firm := _firmly(clause, one)) is not None:
        return firm, True
    behind = next(
        (match for at in range(one.end, min(one.end + 4, len(clause.tokens))) if (match := clause.at(budget, at))), None
    )
    strong = behind and any(clause.word_in(at, "budget_firm") for at in range(behind.start, behind.end))
    return one.start, bool(strong and behind and _small(clause, one.end, behind.start))


def _given_away(clause: Clause, one: Quantity) -> bool:
    """`600 € de descuento`, `a £1,000 voucher`, `un premio de 1.000 €`: what customers get."""
    near = (*range(max(0, one.start - 3), one.start), *range(one.end, one.end + 2))
    return clause.word_in(one.end, "given_behind") or any(clause.word_in(at, "given_away") for at in near)


def _in_full(clause: Clause, one: Quantity) -> bool:
    """`Nos han dado 8.000.`: thousands that count nothing."""
    ends = one.end >= len(clause.tokens) or clause.tokens[one.end].kind == "sign"
    return ends and one.unit is None and one.high is None and one.value >= _LEAST_IN_FULL


def _spent_by_people(clause: Clause, place: int, one: Quantity) -> bool:
    """`guests spending over €2,000 a year`: what they spend, and no budget."""
    if not clause.word_in(place, "paying"):
        return False
    first = next((a for a, b in chunks(clause) if a <= place < b), 0)
    before = range(first, place)
    named = any(clause.at(clause.known.people.heads, at) or clause.word_in(at, "relatives") for at in before)
    return named or bool(clause.at(clause.known.campaign.per_period, one.end))


def _behind_a_comma(clause: Clause, end: int, one: Quantity) -> bool:
    """`De presupuesto, 9.000`: the sum alone between its commas."""
    comma = end < one.start and clause.tokens[end].norm == ","
    return comma and _small(clause, end + 1, one.start) and not _counted(clause, one)


def _for_all_of_it(clause: Clause, one: Quantity) -> bool:
    """`€2,500 for it`, `1.200 € y ya`, `All in, £900`: unless the sum is compared, or is what somebody pays.

    What is compared and nothing else between commas is no more than the campaign may cost.
    """
    campaign = clause.known.campaign
    total = clause.at(campaign.budget_total, one.end)
    if total and total.end < len(clause.tokens) and _is_a_noun(clause, total.end):
        total = None  # `$100,000 in total deposits`
    behind = clause.at(campaign.budget_behind, one.end) or total
    at = one.start - (one.start > 0 and clause.tokens[one.start - 1].norm == ",")
    ahead = clause.ending(campaign.budget_total, at)
    if ahead and ahead.start and clause.tokens[ahead.start - 1].kind == "word":
        ahead = None
    if (behind is None and ahead is None) or one.value < _LEAST_ALONE:
        return False
    before = range(max(0, one.start - _PAID_REACH), one.start)
    first = next((a for a, b in chunks(clause) if a <= one.start < b), 0)
    alone = _small(clause, first, one.start) and clause.sentence.section not in _OF_OTHERS
    compared = clause.ending(clause.known.comparisons.before, one.start, 5) and not alone
    return not compared and not any(clause.word_in(at, "paying") or clause.word_in(at, "price_leads") for at in before)


def _is_a_noun(clause: Clause, place: int) -> bool:
    plain = _plain(clause, place) or clause.tokens[place].norm in clause.known.campaign.common
    return clause.tokens[place].kind == "word" and not plain


def _scaled(clause: Clause, one: Quantity) -> bool:
    """`6k`, `10 mil`, and no noun that is counted so."""
    scaled = any(clause.tokens[at].norm in clause.known.numbers.scales for at in range(one.start, one.end))
    if not scaled or one.unit is not None or one.end >= len(clause.tokens):
        return scaled and one.unit is None
    follows = clause.tokens[one.end]
    return follows.kind == "sign" or _plain(clause, one.end) or follows.norm in clause.known.campaign.common


def _firmly(clause: Clause, one: Quantity) -> int | None:
    """`El presupuesto total autorizado por Dirección es de 240.000 €`: whose it is stands between."""
    for place in range(one.start - 1, max(-1, one.start - _FIRM_REACH), -1):
        if clause.marked(place) or clause.tokens[place].norm in _STOPS or clause.at(clause.known.people.heads, place):
            return None
        if clause.word_in(place, "budget_firm"):
            return place
    return None


def _small(clause: Clause, start: int, end: int) -> bool:
    comparing = clause.known.comparisons.before
    place = start
    while place < end:
        match = clause.at(comparing, place)
        if match and match.end <= end:
            place = match.end
        elif place in clause.date_at:
            place = clause.date_at[place].end  # `1 to 16 May. 2,000 EUR`
        elif clause.at(clause.known.campaign.budget_changes, place) or _plain(clause, place):
            place += 1
        else:
            return False
    return True


def _plain(clause: Clause, place: int) -> bool:
    token = clause.tokens[place]
    picture = all(unicodedata.category(letter) in _PICTURES for letter in token.text)
    done = token.norm.endswith(tuple(clause.known.words["participle_endings"])) and not clause.marked(place)
    return done or clause.word_in(place, "budget_small") or token.norm in _SIGNS or picture


def _alone(clause: Clause, one: Quantity) -> bool:
    """A sum between commas with nothing beside it, large enough to be no price."""
    sum_of_money = one.money or _in_thousands(clause, one)
    if not sum_of_money or one.value < _LEAST_ALONE or clause.at(clause.known.campaign.per_period, one.end):
        return False
    first, last = next((a, b) for a, b in chunks(clause) if a <= one.start < b)
    return _small(clause, first, one.start) and _small(clause, one.end, last)


def _is_total(clause: Clause, one: Quantity, start: int) -> bool:
    total = clause.known.campaign.budget_total
    around = (*range(max(0, start - 3), one.start), *range(one.end, min(one.end + 3, len(clause.tokens))))
    return any(clause.at(total, place) and not _of_another(clause, place, one) for place in around)


def _of_another(clause: Clause, place: int, one: Quantity) -> bool:
    """`$32,000 total – $20,000 for print`, `£14,000 in total, split £4,000 …`: it belongs to the sum in front of it."""
    at = place - 1
    while at >= 0 and (clause.at(clause.known.campaign.budget_total, at) or clause.word_in(at, "budget_small")):
        at -= 1
    before = clause.quantity_at.get(at)
    return before is not None and before is not one and (before.money or before.unit is None)


def _names_a_part(clause: Clause, place: int) -> bool:
    """What follows `para` is a channel or another share of the work, not the campaign itself."""
    campaign = clause.known.campaign
    near = range(place, min(place + 4, len(clause.tokens)))
    return any(
        clause.at(campaign.channels, at)
        or clause.at(campaign.channels_unknown, at)
        or clause.word_in(at, "budget_works")
        for at in near
    )
