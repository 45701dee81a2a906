"""What is checked of each stage's output before anybody sees it; the same for both engines."""

from collections.abc import Iterator
from datetime import date

from batuta.audience import Evidence
from batuta.brief import Budget, Kpi, Objective, OfferFact, Window
from batuta.reading.conversions import follows
from batuta.reading.criteria_check import check_audience
from batuta.reading.dates_check import date_follows, span_follows
from batuta.reading.doubt import Doubt
from batuta.reading.figures import plain, sums_in
from batuta.reading.inputs import BriefText
from batuta.reading.naming_check import names_channel, names_product
from batuta.reading.outputs import ChannelSaid, ContentWanted, Eligibility, Intent, Phrase, ProductSaid
from batuta.reading.quotes import misquoted, quotes_within
from batuta.task import Complaint


def check_intent(given: BriefText, made: Intent) -> tuple[Complaint, ...]:
    return tuple(_of_intent(given, made))


def check_eligibility(given: BriefText, made: Eligibility) -> tuple[Complaint, ...]:
    return (*check_audience(given, made.audience), *_of_doubts(given, made.doubts))


def check_content(given: BriefText, made: ContentWanted) -> tuple[Complaint, ...]:
    return tuple(_of_content(given, made))


def _of_intent(given: BriefText, made: Intent) -> Iterator[Complaint]:
    values = (made.objective, made.product, made.window, made.budget, *made.kpis)
    if (not made.is_brief or made.language not in ("es", "en")) and any(values):
        yield Complaint("is_brief", "fields must be empty for a text that is no brief or in a language we do not read")
    if made.objective:
        yield from _of_objective(given, made.objective)
    if made.product:
        yield from _of_product(given, made.product)
    if made.window:
        yield from _of_window(given, made.window)
    if made.budget:
        yield from _of_budget(given, made.budget)
    for place, kpi in enumerate(made.kpis):
        yield from _of_kpi(given, kpi, f"kpis.{place}")
    yield from _of_doubts(given, made.doubts)


def _of_objective(given: BriefText, objective: Objective) -> Iterator[Complaint]:
    yield from _quoted(given, objective.evidence, "objective")
    quote = objective.evidence.quote if objective.evidence else ""
    if " ".join(objective.text.split()) not in " ".join(quote.split()):
        yield Complaint("objective.text", f"is not as the quote says it: {objective.text[:80]!r}")


def _of_product(given: BriefText, product: ProductSaid) -> Iterator[Complaint]:
    yield from _quoted(given, product.evidence, "product")
    products = given.vocabulary.products
    if product.id not in products:
        yield Complaint("product.id", f"{product.id!r} is no product of the company")
    elif not names_product(product.evidence.quote, product.id, products):
        yield Complaint("product.id", f"{product.id!r} is not what the quote names: {product.evidence.quote[:80]!r}")


def _of_channel(given: BriefText, said: ChannelSaid) -> Iterator[Complaint]:
    path = f"channels.{said.channel}"
    yield from _quoted(given, said.evidence, path)
    if not names_channel(said.evidence.quote, said.channel):
        yield Complaint(path, f"the quote does not name it: {said.evidence.quote[:80]!r}")


def _of_window(given: BriefText, window: Window) -> Iterator[Complaint]:
    yield from _quoted(given, window.evidence, "window")
    for name, day in (("start", window.start), ("end", window.end)):
        if day and window.evidence and not _follows_from(window, day, window.evidence.quote, given.today):
            yield Complaint(f"window.{name}", f"{day} does not follow from {window.evidence.quote[:80]!r}")


def _follows_from(window: Window, day: date, quote: str, today: date) -> bool:
    """From the quote alone, or as the end of a length of time from its beginning: `from 5 April for two weeks`."""
    lasting = window.start is not None and day == window.end and day != window.start
    return date_follows(day, quote, today) or (lasting and span_follows(window.start or day, day, quote))


def _of_budget(given: BriefText, budget: Budget) -> Iterator[Complaint]:
    yield from _quoted(given, budget.evidence, "budget")
    if budget.evidence and not _budgeted(budget.amount, budget.evidence.quote):
        yield Complaint("budget.amount", f"{budget.amount:g} does not follow from {budget.evidence.quote[:80]!r}")


def _budgeted(amount: float, quote: str) -> bool:
    """As the quote says it, or the sum of the parts it names: `3.000 € para email y 5.000 € para cartas`."""
    return follows(amount, quote, None) or amount in sums_in(quote)


def _of_kpi(given: BriefText, kpi: Kpi, path: str) -> Iterator[Complaint]:
    yield from _quoted(given, kpi.evidence, path)
    for name, value in (("target", kpi.target), ("baseline", kpi.baseline)):
        if value is not None and kpi.evidence and not follows(value, kpi.evidence.quote, None):
            yield Complaint(f"{path}.{name}", f"{value:g} does not follow from {kpi.evidence.quote[:80]!r}")


def _of_content(given: BriefText, made: ContentWanted) -> Iterator[Complaint]:
    for place, fact in enumerate(made.offer):
        yield from _of_fact(given, fact, f"offer.{place}")
    for said in made.channels:
        yield from _of_channel(given, said)
    for place, need in enumerate(made.content_needs):
        if need.evidence:
            yield from _quoted(given, need.evidence, f"content_needs.{place}")
    for name, phrases in (("tone", made.tone), ("must_say", made.must_say), ("must_not_say", made.must_not_say)):
        for place, phrase in enumerate(phrases):
            yield from _of_phrase(given, phrase, f"{name}.{place}")
    yield from _of_doubts(given, made.doubts)


def _of_fact(given: BriefText, fact: OfferFact, path: str) -> Iterator[Complaint]:
    yield from _quoted(given, fact.evidence, path)
    if fact.evidence is None:
        return
    free = fact.value == 0
    if fact.value is not None and not free and not follows(fact.value, fact.evidence.quote, None):
        yield Complaint(f"{path}.value", f"{fact.value:g} does not follow from {fact.evidence.quote[:80]!r}")
    if plain(fact.text) not in plain(given.text):
        yield Complaint(f"{path}.text", "is not as the brief says it")


def _of_phrase(given: BriefText, phrase: Phrase, path: str) -> Iterator[Complaint]:
    yield from _quoted(given, phrase.evidence, path)
    if phrase.text.strip() not in given.text:
        yield Complaint(f"{path}.text", f"is not in the text word for word: {phrase.text[:80]!r}")


def _of_doubts(given: BriefText, doubts: tuple[Doubt, ...]) -> Iterator[Complaint]:
    for place, doubt in enumerate(doubts):
        for evidence in quotes_within(doubt):
            yield from _quoted(given, evidence, f"doubts.{place}")
        named = (*doubt.products, *(doubt.options if doubt.kind.startswith("product_") else ()))
        for unknown in (one for one in named if one not in given.vocabulary.products):
            yield Complaint(f"doubts.{place}", f"{unknown!r} is no product of the company")


def _quoted(given: BriefText, evidence: Evidence | None, path: str) -> Iterator[Complaint]:
    told = misquoted(given.text, evidence, path)
    if told:
        yield told
