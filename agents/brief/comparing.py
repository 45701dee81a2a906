"""Two engines, one brief: where they agree it is read, where they do not it is a question with both readings.

That holds for what decides who is contacted, where, and what is promised: eligibility, product, channels, offer,
dates, budget. For the rest the last engine, the chat model where there is one, is taken at its checked word.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from batuta.audience import Audience, Criterion, Evidence, Excluded, excluded_together
from batuta.brief import CHANNELS, Budget, OfferFact, Window
from batuta.catalogue import Catalogue
from batuta.channels import channel_in_words
from batuta.explain import day_in_words, explain_criterion, with_unit
from batuta.implication import equivalent
from batuta.product import Products
from batuta.reading import ChannelSaid, ContentWanted, Doubt, Eligibility, Intent, ProductSaid
from batuta.text import LANGUAGES, listed, say

T = TypeVar("T")


def agreed_intent(readings: tuple[Intent, ...], products: Products, locale: str | None) -> Intent | None:
    """The one reading, or what both say of product, dates and budget and the last says of the rest.

    That a text is no brief, or none in a language we read, counts where the first reader says so too.
    """
    if len(readings) < 2:
        return readings[0] if readings else None
    first, last = readings[0], readings[-1]
    if first.is_brief and first.language in LANGUAGES and not (last.is_brief and last.language in LANGUAGES):
        return first
    doubts = list(_doubts_of(readings, {"product_id", "window", "budget"}))
    product, window, budget = last.product, last.window, last.budget
    if _id(first.product) != _id(last.product):
        product = None
        if not any(doubt.field == "product_id" and doubt.blocking for doubt in first.doubts):
            doubts.append(_two_products(first.product, last.product, products, locale))
    if _days(first.window) != _days(last.window):
        window = None
        doubts.append(
            _split("window", first.window, last.window, (_period(first.window, locale), _period(last.window, locale)))
        )
    if _money(first.budget) != _money(last.budget):
        budget = None
        doubts.append(
            _split("budget", first.budget, last.budget, (_sum(first.budget, locale), _sum(last.budget, locale)))
        )
    return last.model_copy(
        update={
            "locale": first.locale or last.locale,
            "product": product,
            "window": window,
            "budget": budget,
            "doubts": tuple(doubts),
        }
    )


def agreed_eligibility(readings: tuple[Eligibility, ...], catalogue: Catalogue, locale: str | None) -> Eligibility:
    """The criteria that both found; of every other one a question."""
    if len(readings) < 2:
        return readings[0] if readings else Eligibility()
    first, last = readings[0], readings[-1]
    doubts = list(_doubts_of(readings, set()))

    def disputed(one: Criterion, other: Criterion | None) -> None:
        for place, doubt in enumerate(doubts):
            if doubt.blocking and doubt.kind != "readings_differ" and _overlap(doubt.evidence, one.evidence):
                doubts[place] = doubt if doubt.proposal else doubt.model_copy(update={"proposal": one})
                return
        words = tuple(explain_criterion(c, catalogue, locale) if c else _nothing(locale) for c in (one, other))
        field = f"audience.{one.attribute}"
        doubts.append(
            Doubt(
                kind="readings_differ",
                field=field,
                evidence=one.evidence,
                options=words,
                readings=(one, other) if other else (one,),
                proposal=one,
            )
        )

    everyone = list(_shared(first.audience.all, last.audience.all, equivalent))
    for one in first.audience.all:
        if one not in everyone:
            disputed(one, next((c for c in last.audience.all if c.attribute == one.attribute), None))
    for one in last.audience.all:
        seen = any(c.attribute == one.attribute for c in first.audience.all)
        if not seen:
            disputed(one, None)
    groups = tuple(_shared(first.audience.any, last.audience.any, _same_group))
    exclude = tuple(_shared(first.audience.exclude, last.audience.exclude, _same_excluded))
    for group in _missing((*first.audience.any, *last.audience.any), groups, _same_group):
        disputed(group[0], None)
    for item in _missing((*first.audience.exclude, *last.audience.exclude), exclude, _same_excluded):
        disputed(excluded_together(item)[0], None)
    return Eligibility(audience=Audience(all=tuple(everyone), any=groups, exclude=exclude), doubts=tuple(doubts))


def agreed_content(readings: tuple[ContentWanted, ...], locale: str | None) -> ContentWanted:
    """What both say of the offer and the channels, what the last says of the rest."""
    if len(readings) < 2:
        return readings[0] if readings else ContentWanted()
    first, last = readings[0], readings[-1]
    doubts = list(_doubts_of(readings, {"offer", "channels"}))
    offer = tuple(_shared(first.offer, last.offer, _same_promise))
    for fact in _missing((*first.offer, *last.offer), offer, _same_promise):
        other = next((one for one in last.offer if one.unit == fact.unit and one.value != fact.value), None)
        words = (fact.text, other.text if other else _nothing(locale))
        doubts.append(Doubt(kind="readings_differ", field="offer", evidence=fact.evidence, options=words))
    channels = tuple(_shared(last.channels, first.channels, _same_channel))
    if len(channels) < max(len(first.channels), len(last.channels)):
        doubts.append(_two_sets(first.channels, last.channels, locale))
    needs = tuple(need for need in last.content_needs if need.channel in {said.channel for said in channels})
    return last.model_copy(
        update={"offer": offer, "channels": channels, "content_needs": needs, "doubts": tuple(doubts)}
    )


def _doubts_of(
    readings: tuple[Intent, ...] | tuple[Eligibility, ...] | tuple[ContentWanted, ...], settled: set[str]
) -> Iterator[Doubt]:
    """Each doubt once, whichever engine had it; of fields that are compared only where an engine doubts itself."""
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        for doubt in reading.doubts:
            key = (doubt.field, doubt.evidence.quote if doubt.evidence else "")
            if key not in seen and not (doubt.field in settled and doubt.kind == "readings_differ"):
                seen.add(key)
                yield doubt


def _split(field: str, first: Window | Budget | None, last: Window | Budget | None, words: tuple[str, str]) -> Doubt:
    said = first or last
    other = last if first else None
    return Doubt(
        kind="readings_differ",
        field=field,
        evidence=said.evidence if said else None,
        contrary=other.evidence if other and said and other.evidence != said.evidence else None,
        options=words,
        alternatives=tuple(one for one in (first, last) if one),
        proposal=_plain(said) if said else None,
    )


def _two_products(first: ProductSaid | None, last: ProductSaid | None, products: Products, locale: str | None) -> Doubt:
    said = [one for one in (first, last) if one]
    return Doubt(
        kind="readings_differ",
        field="product_id",
        evidence=said[0].evidence,
        contrary=said[1].evidence if len(said) > 1 and said[1].evidence != said[0].evidence else None,
        options=tuple(products[one.id].name.in_(locale) if one else _nothing(locale) for one in (first, last)),
        products=tuple(one.id for one in said),
    )


def _two_sets(first: tuple[ChannelSaid, ...], last: tuple[ChannelSaid, ...], locale: str | None) -> Doubt:
    """The evidence is of a channel that only one of them has."""
    sets = tuple(tuple(one for one in CHANNELS if one in {said.channel for said in read}) for read in (first, last))
    alone = [said for said in (*first, *last) if not all(said.channel in channels for channels in sets)]
    return Doubt(
        kind="readings_differ",
        field="channels",
        evidence=alone[0].evidence,
        options=tuple(
            listed([channel_in_words(one, locale) for one in channels], locale) or _nothing(locale) for channels in sets
        ),
        channels=tuple(channels for channels in sets if channels),
    )


def _plain(said: Window | Budget) -> dict[str, object]:
    return said.model_dump(mode="json", exclude={"evidence"})


def _overlap(one: Evidence | None, other: Evidence | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _shared(first: Iterable[T], last: Iterable[T], same: Callable[[T, T], bool]) -> Iterator[T]:
    others = list(last)
    return (one for one in first if any(same(one, other) for other in others))


def _missing(everything: Iterable[T], shared: Iterable[T], same: Callable[[T, T], bool]) -> Iterator[T]:
    known = list(shared)
    return (one for one in everything if not any(same(one, other) for other in known))


def _same_group(one: tuple[Criterion, ...], other: tuple[Criterion, ...]) -> bool:
    return len(one) == len(other) and all(any(equivalent(a, b) for b in other) for a in one)


def _same_excluded(one: Excluded, other: Excluded) -> bool:
    return _same_group(excluded_together(one), excluded_together(other))


def _same_promise(one: OfferFact, other: OfferFact) -> bool:
    if one.value is None and other.value is None:
        return one.text.casefold() in other.text.casefold() or other.text.casefold() in one.text.casefold()
    return one.value == other.value and (one.unit or "").casefold() == (other.unit or "").casefold()


def _same_channel(one: ChannelSaid, other: ChannelSaid) -> bool:
    return one.channel == other.channel


def _id(product: ProductSaid | None) -> str | None:
    return product.id if product else None


def _days(window: Window | None) -> tuple[object, object]:
    return (window.start, window.end) if window else (None, None)


def _money(budget: Budget | None) -> tuple[object, object]:
    return (budget.amount, budget.currency) if budget else (None, None)


def _period(window: Window | None, locale: str | None) -> str:
    if window is None:
        return _nothing(locale)
    ends = [day_in_words(day, locale) for day in (window.start, window.end) if day]
    return listed(ends, locale) if len(ends) < 2 else f"{ends[0]} – {ends[1]}"


def _sum(budget: Budget | None, locale: str | None) -> str:
    return with_unit(budget.amount, budget.currency, locale) if budget else _nothing(locale)


def _nothing(locale: str | None) -> str:
    return say(locale, en="nothing of the kind", es="nada de eso")
