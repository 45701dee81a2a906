"""What the brief promises: each fact in its own words, with its figure, and the product fact it speaks of."""

from collections.abc import Iterator

from batuta.brief import OfferFact
from batuta.product import Fact, Product
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import chunks, trimmed
from tools.language.builtin.reading.eligibility.bounds import plain
from tools.language.builtin.reading.eligibility.scopes import roles
from tools.language.builtin.reading.entries import keys_of
from tools.language.builtin.reading.quantities import Quantity
from tools.language.builtin.reading.tokens import stem, tokenise

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "subject", "budget",
           "window", "start", "end", "channels", "kpi", "baseline", "locale", "content")  # fmt: skip
_STRONG = ("MB", "GB", "TB", "Mbps", "Gbps", "kWh")


def read_offer(analysis: Analysis, product: Product | None) -> tuple[OfferFact, ...]:
    found: list[OfferFact] = []
    for clause in analysis.clauses:
        section = clause.sentence.section
        if section in _SILENT or clause.of_the_past:
            continue
        spoken, _ = roles(clause, "open")
        for start, end in _stretches(clause):
            if not any(spoken[place] in ("audience", "exclusion") for place in range(start, end)):
                found.extend(_facts(clause, start, end, product))
    return tuple({(fact.text.casefold(), fact.value): fact for fact in found}.values())


def _stretches(clause: Clause) -> Iterator[tuple[int, int]]:
    """What is left of each chunk; `y` between two facts parts them."""
    for first, last in chunks(clause):
        start = first
        for place in range(first, last + 1):
            done = place == last or place in clause.taken
            apart = not done and clause.word_in(place, "offer_and") and _fact_follows(clause, place + 1, last)
            if done or apart:
                if place > start:
                    yield start, place
                start = place + 1


def _fact_follows(clause: Clause, place: int, end: int) -> bool:
    near = range(place, min(place + 4, end))
    return any(at in clause.quantity_at or clause.at(clause.known.campaign.free, at) for at in near)


def _facts(clause: Clause, start: int, end: int, product: Product | None) -> Iterator[OfferFact]:
    campaign = clause.known.campaign
    amounts = [one for one in clause.quantities if start <= one.start and one.end <= end and not one.article]
    cue = any(clause.at(campaign.offer, at) for at in range(start, end)) or clause.sentence.section == "offer"
    free = next(
        (match for at in range(start, end) if (match := clause.at(campaign.free, at)) and match.end <= end), None
    )
    strong = any(one.unit in _STRONG for one in amounts) or _priced(clause, amounts)
    if not (cue or free or strong):
        return
    told = [one for one in amounts if (one.money or one.unit is not None) and not _of_the_period(one)]
    if free and not any(one.money or one.unit == "percent" for one in told):
        yield _free(clause, start, end, told, product)
        return
    for place, one in enumerate(told):
        first = start if place == 0 else _end_of(clause, told[place - 1])
        last = told[place + 1].start if place + 1 < len(told) else end
        yield _fact(clause, *_own_words(clause, one, first, last), one, product)
    if not told and cue and clause.sentence.section == "offer":
        first, last = trimmed(clause, start, end)
        if last - first > 1:
            yield _fact(clause, first, last, None, product)


def _of_the_period(one: Quantity) -> bool:
    """The `a month` of a price."""
    return one.article


def _end_of(clause: Clause, one: Quantity) -> int:
    period = clause.at(clause.known.campaign.per_period, one.end)
    return period.end if period else one.end


def _priced(clause: Clause, amounts: list[Quantity]) -> bool:
    """A sum by the month, or for so many months, is a price."""
    money = [one for one in amounts if one.money]
    period = clause.known.campaign.per_period
    return any(clause.at(period, one.end) for one in money) or bool(money and any(one.lasting for one in amounts))


def _own_words(clause: Clause, one: Quantity, first: int, last: int) -> tuple[int, int]:
    """The figure with the words that belong to it: from the preposition in front to the one before the next."""
    start, end = trimmed(clause, first, last)
    while end > one.end and (clause.word_in(end - 1, "offer_leading") or clause.word_in(end - 1, "offer_durations")):
        end -= 1
    while start < one.start and clause.word_in(start, "offer_leading"):
        start += 1
    return min(start, one.start), max(end, _end_of(clause, one))


def _free(clause: Clause, start: int, end: int, told: list[Quantity], product: Product | None) -> OfferFact:
    """Something costs nothing; `tres meses gratis` is three months."""
    first, last = trimmed(clause, start, end)
    while first < last - 1 and clause.word_in(first, "offer_leading") and not clause.word_in(first, "with"):
        first += 1
    span = told[0] if told else None
    if span is not None and _measures(clause, span, first, last):
        return _fact(clause, first, last, span, product)
    fact = _same_fact(clause, first, last, None, product)
    text = clause.quote(first, last).quote
    unit = fact.unit if fact else None
    return OfferFact(
        text=text,
        key=fact.key if fact else None,
        value=0,
        unit=unit or clause.company.vocabulary.currency,
        evidence=clause.quote(first, last),
    )


def _measures(clause: Clause, span: Quantity, start: int, end: int) -> bool:
    """The free thing is the time itself: `3 meses gratis`, `first two months free`; not `sin cuota 12 meses`."""
    denied = any(clause.at(clause.known.logic.negators, at) for at in range(start, end))
    return span.lasting and not denied


def _fact(clause: Clause, start: int, end: int, one: Quantity | None, product: Product | None) -> OfferFact:
    fact = _same_fact(clause, start, end, one, product)
    value = plain(one.value if one.high is None else one.high, integral=False) if one else None
    evidence = clause.quote(start, end)
    return OfferFact(
        text=evidence.quote, key=fact.key if fact else None, value=value, unit=_unit(clause, one), evidence=evidence
    )


def _unit(clause: Clause, one: Quantity | None) -> str | None:
    """`600 Mb` of a line is its speed; the offer says it as the brief does."""
    if one is None or one.unit is None:
        return None
    last = clause.tokens[one.end - 1].text
    return "Mb" if one.unit == "MB" and last in ("Mb", "Megas", "megas", "mega", "Mega", "mb") else one.unit


def _same_fact(clause: Clause, start: int, end: int, one: Quantity | None, product: Product | None) -> Fact | None:
    """The product fact with the most words in common, of the same unit; none where it is not clear."""
    if product is None:
        return None
    code = clause.known.code
    stems = {stem(clause.tokens[at].norm, code) for at in range(start, end) if clause.tokens[at].kind == "word"}
    scored: list[tuple[float, Fact]] = []
    for fact in product.facts:
        words = set(keys_of(fact.text.in_(code), code)) | {
            stem(token.norm, "en") for token in tokenise(fact.key.replace("_", " "))
        }
        common = len({key for key in stems & words if len(key) > 2})
        alike = one is None or fact.unit == one.unit or fact.unit == _unit(clause, one) or fact.unit is None
        exact = one is not None and isinstance(fact.value, (int, float)) and float(fact.value) == one.value and alike
        if alike and (common or exact):
            scored.append((common + (2 if exact else 0), fact))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]
