"""Whether a sentence is carried by its evidence: supported, unsupported or contradicted, and why.

Every figure, date, name and strong word of the sentence must be found in the evidence as the same value; no
word may be denied in one and not in the other; no condition that narrows the evidence may be left out; and
nothing of weight may be added. Where something is in doubt the answer is *unsupported*.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from batuta.grounding.answered import as_stated
from batuta.grounding.attributes import denied_as_one, lent_attributes
from batuta.grounding.binding import misplaced
from batuta.grounding.both_cases import of_both_cases
from batuta.grounding.bygone import told_of_the_future, told_of_the_past
from batuta.grounding.claims import Claim, asks, opposed, read, read_text, soft
from batuta.grounding.crossed import crossed
from batuta.grounding.days_told import day_issues, price_of_other_days, without_carried_days
from batuta.grounding.demands import undone
from batuta.grounding.denials_told import (
    adjacent,
    another_way,
    denials,
    denied_gifts,
    denies_alone,
    pays_apart,
    pays_nothing_more,
    ruled_out,
    says_the_opposite,
    supposes_what_is_denied,
)
from batuta.grounding.denied_verbs import denied_by_the_verb
from batuta.grounding.derived import follows
from batuta.grounding.dropped import dropped_conditions
from batuta.grounding.entailed import entailments
from batuta.grounding.event_order import on_the_other_side
from batuta.grounding.faint import forgiven
from batuta.grounding.hedged import unreserved
from batuta.grounding.implied import ends_or_opens, implied, other_period
from batuta.grounding.initials import spelled_out
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.lent_words import lent_words
from batuta.grounding.limited_things import limited_things, some_of_many
from batuta.grounding.matching import bearing, matches, shared, touches
from batuta.grounding.narrowed import narrowings, qualified_figures
from batuta.grounding.not_free import charged_for, never_charged
from batuta.grounding.numbers import prose_of
from batuta.grounding.other_ways import other_ways
from batuta.grounding.part_of_whole import told_of_a_part
from batuta.grounding.phases import of_its_phase, told_of_later
from batuta.grounding.phrases import opened
from batuta.grounding.possession import lent_not_given
from batuta.grounding.quotas import some_of_it, told_of_all
from batuta.grounding.recipients import given_to_another
from batuta.grounding.scope import strong_issues
from batuta.grounding.siblings import of_the_same, told_of_one_kind
from batuta.grounding.taxes import taxes_apart
from batuta.grounding.tiers import own
from batuta.grounding.two_things import of_two_things
from batuta.grounding.units import period_named
from batuta.grounding.values import value_issues
from batuta.grounding.widening import lost_shares, widened
from batuta.text import Language
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea
from batuta.words.languages import language_in
from batuta.words.unseen import as_seen

Label = Literal["supported", "unsupported", "contradicted"]


class Evidence(NamedTuple):
    id: str
    text: str


class Support(NamedTuple):
    label: Label
    issues: tuple[Issue, ...]

    def reasons(self, locale: str | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(issue.reason.in_(locale) for issue in self.issues))


def support(sentence: str, evidence: Sequence[Evidence], language: Language | None = None) -> Support:
    """Decide about one sentence.

    >>> support("No annual fee.", [Evidence("f", "No annual fee in the first year.")]).label
    'unsupported'
    >>> support("Cuesta 29,90 € al mes", [Evidence("f", "€29.90 a month")]).label
    'supported'
    """
    said = as_stated(_POINT.sub("", as_seen(sentence)))
    told = tuple(piece._replace(text=as_seen(piece.text)) for piece in evidence)
    return _support(said, told, language or language_in(prose_of(said)))


_POINT = re.compile(r"^\s*[-•*–]\s+")
"""The mark of an item in a list."""


_TELLING = 0.5
"""What a sentence of the evidence must add for its conditions to count: a word of weight, or a figure."""


@lru_cache(maxsize=4096)
def _support(sentence: str, evidence: tuple[Evidence, ...], language: Language) -> Support:
    said = read(sentence, language)
    pieces = [read_text(piece.text, said.language) for piece in evidence]
    told = own(said, of_the_same(said, pieces))
    if not told:
        nothing = unsupported("evidence", "", en="There is no evidence for it.", es="No hay nada que lo respalde.")
        return Support("unsupported", (nothing,))
    said, told = opened(said, told), tuple(opened(claim, (said,)) for claim in told)
    used = of_its_phase(said, bearing(said, told), told)
    telling = of_its_phase(said, bearing(said, told, _TELLING), told)
    unread, said = said, without_carried_days(said, used, told)
    issues = (
        *value_issues(said, told),
        *crossed(said, told),
        *day_issues(said, used, told),
        *price_of_other_days(unread, told),
        *denials(said, told, used),
        *denied_gifts(said, used),
        *on_the_other_side(said, told),
        *ruled_out(said, told),
        *denies_alone(said, told),
        *supposes_what_is_denied(said, told),
        *denied_by_the_verb(said, telling),
        *_opposites(said, told, used),
        *_swapped(said, used),
        *_rebound(said, used),
        *_paid_for(said, used),
        *charged_for(said, telling),
        *never_charged(said, told),
        *strong_issues(said, told, used),
        *lent_attributes(said, told),
        *denied_as_one(said, told),
        *dropped_conditions(said, telling),
        *narrowings(said, telling),
        *qualified_figures(said, telling),
        *limited_things(said, telling),
        *some_of_many(said, telling),
        *misplaced(said, told),
        *lent_words(said, told),
        *lent_not_given(said, telling),
        *other_ways(said, used, told),
        *told_of_later(said, told),
        *unreserved(said, telling),
        *another_way(said, telling),
        *widened(said, telling),
        *lost_shares(said, telling),
        *of_two_things(said, told),
        *of_both_cases(said, used, told),
        *told_of_one_kind(said, pieces),
        *told_of_all(said, telling),
        *some_of_it(said, telling),
        *told_of_a_part(said, telling),
        *undone(said, telling),
        *given_to_another(said, telling),
        *told_of_the_past(said, telling),
        *told_of_the_future(said, telling),
        *_added(said, told, used),
    )
    against = tuple(issue for issue in issues if issue.label == "contradicted")
    if against:
        return Support("contradicted", against)
    return Support("unsupported" if issues else "supported", issues)


def _swapped(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """The clause that carries the sentence's figure says the opposite of one of its words."""
    clauses = [clause for claim in used for clause in _clauses_of_figures(said, claim)]
    for place, unit in enumerate(said.units):
        if place in said.denied or any(same(unit, mine) for here in clauses for mine in here):
            continue
        if unit.ideas & idea("pay", "en") and _has_a_result(said, used):
            continue
        if ends_or_opens(unit, said, used):
            continue
        others = [
            other
            for here in clauses
            for other in here
            if opposed(unit, other) and not any(_is_denied(claim, other) for claim in used)
        ]
        other = next((other for other in others if not any(same(other, one) for one in said.units)), None)
        if other:
            yield says_the_opposite(unit, other)


def _is_denied(claim: Claim, unit: Unit) -> bool:
    return any(claim.units[place] is unit for place in claim.denied)


def _is_of_a_gift(said: Claim, unit: Unit) -> bool:
    """`Nothing to pay`: a word of what says that it is free."""
    return any(one.kind == "free" and one.start <= unit.start < one.end for one in said.strong)


def _clauses_of_figures(said: Claim, claim: Claim) -> Iterator[list[Unit]]:
    """The words of each clause of the evidence that has a figure of the sentence."""
    for quantity in claim.quantities:
        if any(mine.equals(quantity) for mine in said.quantities):
            first, last = claim.clause_at(quantity.start)
            yield [unit for unit in claim.units if first <= unit.start < last]


def _paid_for(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`Pagas la cuota` where the evidence says that it costs nothing."""
    for place, unit in enumerate(said.units[:-1]):
        if place in said.denied or not unit.ideas & idea("pay", "en") or any(one.money for one in said.quantities):
            continue
        if _is_of_a_gift(said, unit):
            continue
        if not _OBJECT.fullmatch(said.text[unit.end : said.units[place + 1].start]):
            continue
        if any(same(unit, other) for claim in used for other in claim.units):
            continue
        for claim in used:
            for match in matches(said.units[place + 1], claim):
                first, last = claim.clause_at(claim.units[match.place].start)
                free = [strong for strong in claim.strong if strong.kind == "free" and first <= strong.start < last]
                if free and not any(one.money for one in claim.quantities if first <= one.start < last):
                    yield says_the_opposite(unit, unit._replace(text=free[0].text))


_OBJECT = re.compile(r"\s+(?:(?:the|an?|your|la|el|los|las|una?|tu|su|por|for|de)\s+)*", re.IGNORECASE)
"""What may stand between `pagas` and what is paid."""


def _rebound(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`Facturación mensual` where the evidence says `al mes, facturado anualmente`: the opposite word, beside it."""
    for place, unit in enumerate(said.units):
        if ends_or_opens(unit, said, used):
            continue
        beside = [said.units[near] for near in (place - 1, place + 1) if adjacent(said, place, near)]
        for claim in used if beside else ():
            here = [match.place for word in beside if not soft(word) for match in matches(word, claim)]
            near = [claim.units[i] for at in here for i in (at - 1, at + 1) if adjacent(claim, at, i)]
            other = next(
                (one for one in near if opposed(unit, one) and (place in said.denied) == _denies(claim, one)), None
            )
            if other and not any(same(unit, one) or same(other, mine) for one in near for mine in said.units):
                yield says_the_opposite(unit, other)


def _denies(claim: Claim, unit: Unit) -> bool:
    return claim.units.index(unit) in claim.denied


def _opposite(said: Claim, unit: Unit, claim: Claim) -> Unit | None:
    """A word of the evidence that excludes the unit; what is denied on one side excludes nothing."""
    denied = said.units.index(unit) in said.denied
    found = [
        other for place, other in enumerate(claim.units) if opposed(unit, other) and (place in claim.denied) == denied
    ]
    # Of several that are told, as in `in Spanish, English and French`, none excludes another.
    return found[0] if found and all(same(found[0], other) for other in found) else None


def _opposites(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    for unit in said.units:
        if any(matches(unit, claim) for claim in told) or ends_or_opens(unit, said, told):
            continue
        if unit.ideas & idea("pay", "en") and (_is_of_a_gift(said, unit) or _has_a_result(said, told)):
            continue
        if pays_nothing_more(said, unit) or (period_named(unit.text) and _has_a_result(said, told)):
            continue
        for claim in used[:2]:
            other = _opposite(said, unit, claim)
            if other and any(same(other, mine) for mine in said.units):
                continue
            if other and (any(touches(one, claim) for one in said.units) or _same_figure(said, claim)):
                yield says_the_opposite(unit, other)
                break


def _same_figure(said: Claim, claim: Claim) -> bool:
    return any(mine.equals(other) for mine in said.quantities for other in claim.quantities)


def _added(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """Words of weight that no sentence of the evidence says; strong words are judged elsewhere."""
    for place, unit in enumerate(said.units):
        if any(matches(unit, claim) for claim in told) or _is_topic(said, place, used):
            continue
        if (place in said.aside or asks(said.text)) and place not in said.named:
            continue
        strong = any(word.start < unit.end and unit.start < word.end for word in said.strong)
        for word in unit.pieces if strong else (unit,):
            if _pointed_at(said, word, used) or spelled_out(word, told):
                continue
            if word.stem == "each" and (_has_a_result(said, told) or any(_PER_HEAD.search(one.text) for one in told)):
                continue
            judged = any(s.start < word.end and word.start < s.end for s in said.strong)
            if judged or soft(word) or implied(word, said, told) or any(matches(word, claim) for claim in told):
                continue
            if word.ideas & idea("pay", "en") and _has_a_result(said, told):
                continue
            if pays_nothing_more(said, word) and _includes(used):
                continue
            if word.ideas & idea("separately", "en") and any(taxes_apart(said.text, one.text) for one in told):
                continue
            if place in said.denied and word.ideas & idea("pay", "en") and pays_apart(said) and _includes(used):
                continue
            found = tuple(entailments(word, place in said.denied, used))
            if word.ideas & idea("include", "en") and place not in said.denied and _comes_with(said, used):
                continue
            if any(one.holds for one in found) or forgiven(said, place, told):
                continue
            way = word.ideas & idea("pay", "en") and _BY_A_WAY.match(said.text, word.end)
            against = () if way else tuple(one.source for one in found if one.against)
            other = other_period(word, said, told) or next(iter(against), "")
            if other:
                yield contradicted(
                    "figure",
                    word.text,
                    en=f"It says “{word.text}”; the evidence says “{other}”.",
                    es=f"Dice «{word.text}» y la fuente dice «{other}».",
                )
            else:
                yield unsupported(
                    "added",
                    word.text,
                    en=f"The evidence says nothing about “{word.text}”.",
                    es=f"La fuente no dice nada de «{word.text}».",
                )


def _includes(used: Sequence[Claim]) -> bool:
    """The evidence says of something that it is included, or with what else one has it."""
    return any(
        _WITH.search(claim.text) or any(unit.ideas & idea("include", "en") for unit in claim.units) for claim in used
    )


def _has_a_result(said: Claim, told: Sequence[Claim]) -> bool:
    """An amount of the sentence is what those of the evidence come to."""
    return any(one.money and follows(said, one, told) for one in said.quantities)


_PER_HEAD = re.compile(r"\b(?:per|each|a|por|cada)\s+(?:person|head|guest|traveller|persona|viajero)\b", re.IGNORECASE)
_BY_A_WAY = re.compile(r"\s+(?:en|con|por|in|by|with|via|over)\b", re.IGNORECASE)
"""`Pagas en tres meses`: how one pays, of whatever it is."""
_POINTS = re.compile(r"\b(?:that|this|those|these|es[ea]|es[oa]s|est[ea]|est[oa]s|aquel(?:la)?)\s+$", re.IGNORECASE)


def _pointed_at(said: Claim, word: Unit, used: Sequence[Claim]) -> bool:
    """`Send that dress back`: the reader's own case of what the evidence speaks of."""
    return bool(used and _POINTS.search(said.text[: word.start]) and len(shared(said, used[0])) > 1)


def _comes_with(said: Claim, used: Sequence[Claim]) -> bool:
    """`La mano de obra está incluida` where the evidence says `con mano de obra`."""
    about = [unit for place, unit in enumerate(said.units) if not soft(unit) and place not in said.denied]
    for unit in about:
        for claim in used:
            for match in matches(unit, claim):
                before = claim.text[: claim.units[match.place].start]
                end = claim.units[match.place].end
                if any(one.money and 0 < one.start - end <= _PRICED for one in claim.quantities):
                    # `Class with a trainer: $200`.
                    continue
                if not match.denied and _WITH.search(before[claim.clause_at(len(before))[0] :]):
                    return True
    return False


_PRICED = 6
_WITH = re.compile(r"\b(?:con|with)\b[^,;]*$", re.IGNORECASE)


_HAS_AN_OBJECT = re.compile(
    r"\s+(?:the|your|my|our|las?|los|el|tus?|sus?|mis?|nuestr[oa]s?|vuestr[oa]s?)\b", re.IGNORECASE
)
"""`Cobra tu siniestro`: a verb, which says what is done."""


def _is_topic(said: Claim, place: int, used: Sequence[Claim]) -> bool:
    """`Vuelos a Roma desde 39 €`: the thing itself, which the evidence need not call by its name.

    Only as the first word, with a figure and something else that the evidence says too, and where the
    evidence calls the thing by no other name.
    """
    if place or place in said.named or not used:
        return False
    claim = used[0]
    after = said.units[1] if len(said.units) > 1 else None
    if after and not said.text[said.units[0].end : after.start].strip() and matches(after, claim):
        # `Electric bikes`: it says which bikes.
        return False
    if _HAS_AN_OBJECT.match(said.text, said.units[0].end):
        return False
    figures = sum(any(mine.equals(q) for q in claim.quantities) for mine in said.quantities)
    others = sum(bool(matches(unit, claim)) for unit in said.units[1:] if not soft(unit))
    if not figures or figures + others < 2:
        return False
    head = next((unit for i, unit in enumerate(claim.units) if i not in claim.named and not soft(unit)), None)
    return head is None or any(same(head, unit) for unit in said.units) or implied(head, said, (claim,))
