"""The days of the week of a sentence against those of its evidence."""

from collections.abc import Iterator, Sequence

from batuta.grounding.asides import asides, within
from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import matches, touches
from batuta.grounding.weekdays import CLOSED, EVERY, Days, rivals
from batuta.words.tokens import fold


def day_issues(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Issue]:
    """Days of the week on which the evidence says nothing, or the contrary."""
    known = _told(said, used, told)
    asked = asides(said.text, said.language)
    for days in said.days:
        if within(days.start, days.end, asked) and any(one.days & days.days for _, found in known for one in found):
            continue
        rival = rivals(days, known)
        quote = said.text[days.start : days.end]
        if rival and rival.against:
            yield contradicted(
                "date",
                quote,
                en=f"It says “{quote}”; the evidence says “{rival.text}”.",
                es=f"Dice «{quote}» y la fuente dice «{rival.text}».",
            )
        elif rival and days.days != EVERY:
            yield unsupported(
                "date", quote, en=f"The evidence does not say “{quote}”.", es=f"La fuente no dice «{quote}»."
            )


def price_of_other_days(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`9 € los domingos` where the evidence gives 9 € for no day, and something else for Sundays."""
    for days in said.days:
        if any(moment.start - _NEXT <= days.end and days.start < moment.end for moment in said.moments):
            continue
        first, last = _of_its_own(said, days)
        priced = [one for one in said.stated if first <= one.start < last and (one.money or one.unit == "percent")]
        carriers = [
            (claim, claim.clause_at(other.start))
            for claim in told
            for other in claim.quantities
            if any(mine.equals(other) for mine in priced)
        ]
        elsewhere = [
            (claim, one)
            for claim in told
            for one in claim.days
            if one.days & days.days
            and not any(claim is carrier and start <= one.start < end for carrier, (start, end) in carriers)
        ]
        told_with = any(
            start <= one.start < end
            for carrier, (start, end) in carriers
            for one in carrier.days
            if one.days & days.days
        )
        for claim, one in elsewhere if carriers and not told_with else ():
            start, end = claim.clause_at(one.start)
            amounts = [q for q in claim.quantities if start <= q.start < end and (q.money or q.unit == "percent")]
            if amounts or any(strong.kind == "free" and start <= strong.start < end for strong in claim.strong):
                quote, theirs = said.text[days.start : days.end], claim.text[start:end].strip()
                yield contradicted(
                    "date",
                    quote,
                    en=f"For “{quote}” the evidence says something else: “{theirs}”.",
                    es=f"Para «{quote}» la fuente dice otra cosa: «{theirs}».",
                )
                return


_NEXT = 3
"""`Sunday, 8 November`: a date, and not every Sunday."""


def _of_its_own(said: Claim, days: Days) -> tuple[int, int]:
    """The clause of some days, or their item of a list where that says what is free on them."""
    first, last = segment_at(said.text, days.start)
    gives = any(one.kind == "free" and first <= one.start < last for one in said.strong)
    return (first, last) if gives else said.clause_at(days.start)


def _told(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> list[tuple[str, Sequence[Days]]]:
    """The days in the clauses of the evidence that have most of its words."""
    claims = [claim for claim in used if claim.days] or [claim for claim in told if claim.days]
    clauses = [(claim, claim.clause_at(days.start), days) for claim in claims for days in claim.days]
    if not clauses:
        return []
    common = [_common_words(said, claim, *clause) for claim, clause, _ in clauses]
    best = [(claim, days) for (claim, _, days), words in zip(clauses, common, strict=True) if words == max(common)]
    figured = [(claim, days) for claim, days in best if _has_a_figure(said, claim, days)]
    return [(claim.text, (days,)) for claim, days in figured or best]


def _has_a_figure(said: Claim, claim: Claim, days: Days) -> bool:
    """A figure of the sentence is told right behind these days: `Monday to Friday from 6:30, Sundays from 9`."""
    last = min((one.start for one in claim.days if one.start > days.start), default=len(claim.text))
    return any(mine.equals(one) for one in claim.quantities if days.end <= one.start < last for mine in said.quantities)


def _common_words(said: Claim, claim: Claim, first: int, last: int) -> int:
    here = claim._replace(units=tuple(u for u in claim.units if first <= u.start < last), denied=frozenset())
    figures = [one for one in claim.quantities if first <= one.start < last]
    equal = sum(any(mine.equals(one) for one in figures) for mine in said.quantities)
    gift = any(one.kind == "free" and first <= one.start < last for one in claim.strong)
    given = gift and any(one.kind == "free" for one in said.strong)
    return sum(bool(matches(unit, here)) for unit in said.units) + equal + 2 * given


def _is_done_on(said: Claim, place: int, told: Sequence[Claim]) -> bool:
    """What is denied on the other days is told of its days, or says nothing by itself."""
    return soft(said.units[place]) or any(touches(said.units[place], claim) for claim in told if claim.days)


def without_carried_days(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> Claim:
    """`Seven days a week` without its words and figures, where the evidence has these days in other words."""
    known = _told(said, used, told)
    spans = [(days.start, days.end) for days in said.days if known and rivals(days, known) is None]
    if not spans:
        return said

    def apart(start: int) -> bool:
        return not any(first <= start < last for first, last in spans)

    closed = any(days.ruled_out and (days.start, days.end) in spans for days in said.days)
    ruled = [said.clause_at(days.start) for days in said.days if days.ruled_out and (days.start, days.end) in spans]
    kept = [
        place
        for place, unit in enumerate(said.units)
        if apart(unit.start) and not (closed and fold(unit.text) in CLOSED)
    ]
    return said._replace(
        units=tuple(said.units[place] for place in kept),
        denied=frozenset(
            new
            for new, old in enumerate(kept)
            if old in said.denied
            and not any(first <= said.units[old].start < last and _is_done_on(said, old, told) for first, last in ruled)
        ),
        named=frozenset(new for new, old in enumerate(kept) if old in said.named),
        aside=frozenset(new for new, old in enumerate(kept) if old in said.aside),
        quantities=tuple(q for q in said.quantities if apart(q.start)),
        stated=tuple(q for q in said.stated if apart(q.start)),
        strong=tuple(strong for strong in said.strong if apart(strong.start)),
    )
