"""Prices: what comes after a promotion, what stood before a reduction, and whether the percentages agree.

Source: RDL 1/2007 art. 20.1.c; Ley 3/1991 art. 7; Directive 98/6/EC art. 6a; Directive 2005/29/EC arts. 6 and 7.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from batuta.checks.case import FINANCIAL, Case, Hit, at, figure_text
from batuta.checks.promotional import first_months, promotional
from batuta.claims.figures import Figure
from batuta.claims.reading import Message, PartRead
from batuta.text import Text

_OFFERS = ("promotion", "free", "gift", "money", "discount_rate", "cashback_rate", "limited_time")


_SIDE_BY_SIDE = re.compile(r"[\s~*|/]*(?:->|=>|→|➡️?|👉)?\s*(?:ahora\s|hoy\s|now\s|today\s)?")
NEAR = 200
"""Characters from a price within which "for ever" speaks of it."""


def reversion_unsaid(case: Case) -> Iterator[Hit]:
    """A price that holds for some months, and not a word of what is paid afterwards."""
    message = case.message
    if message is None or message.makes("after_price"):
        return
    for index, part in enumerate(message.parts):
        for price in part.figures:
            if price.kind != "money" or any(
                example.marked and example.start <= price.start < example.end for example in part.examples
            ):
                continue
            limited = promotional(part, price)
            kept = any(abs(claim.start - price.end) <= NEAR for claim in message.made("price_for_good", part=index))
            if limited is not None and not kept and not _instalment(message, part, price):
                yield at(message, index, *limited)
                return
            if not kept and _for_a_while(price, case.facts):
                yield at(message, index, price.start, price.end)
                return
    if case.kinds & FINANCIAL:
        return
    if message.makes("money") and not message.makes("price_for_good", "price_stays", "free_trial", "free_period"):
        for claim in message.made("rolls_on"):
            yield at(message, claim.part, claim.start, claim.end)
            return
    monthly = any(f.per == "month" for part in message.parts for f in part.figures if f.kind == "money")
    if monthly or message.makes("discount_offered"):
        for index, part in enumerate(message.parts):
            for span in filter(None, [first_months(part)]):
                if not message.makes("price_for_good", "free_period"):
                    yield at(message, index, *span)
                    return


def _instalment(message: Message, part: PartRead, price: Figure) -> bool:
    """The sum is part of a price: times its months, it is a sum that the message gives."""
    months = [f.months for f in part.figures if f.months] or [12]
    sums = [f for each in message.parts for f in each.figures if f.kind == "money" and f.unit == price.unit]
    return any(
        abs(price.value * m - total.value) <= max(total.grain, m * price.grain) for m in months for total in sums
    )


def _for_a_while(price: Figure, facts: tuple[Message, ...]) -> bool:
    """The facts say of this very price that it holds for a while only."""
    return any(
        promotional(part, other) is not None
        for fact in facts
        for part in fact.parts
        for other in part.figures
        if other.kind == "money" and other.unit == price.unit and abs(other.value - price.value) <= price.grain
    )


def free_period_open(case: Case) -> Iterator[Hit]:
    """Something free for some months, and not a word of what it costs then."""
    message = case.message
    if message is None or message.makes("after_price", "price_for_good", "ends_by_itself", "free_trial"):
        return
    for claim in message.made("free_period"):
        yield at(message, claim.part, claim.start, claim.end)
        return


def offer_over(case: Case) -> Iterator[Hit]:
    """An offer that the message itself says has ended."""
    message = case.message
    if message is None:
        return
    ends = [(day, index) for index, part in enumerate(message.parts) for day in part.days if day.until]
    if not ends or max(day.day for day, _ in ends) >= case.today:
        return
    day, index = max(ends)
    start, end = message.parts[index].text.sentence(day.start)
    if any(start <= claim.start < end for claim in message.made(*_OFFERS, part=index)):
        yield at(message, index, day.start, day.end, ended=Text(en=day.day.isoformat(), es=f"{day.day:%d/%m/%Y}"))


def reduction_miscounted(case: Case) -> Iterator[Hit]:
    """Before, after and percentage of a reduction that do not agree."""
    message = case.message
    if message is None:
        return
    for index, part in enumerate(message.parts):
        for claim in message.made("prior_price", part=index):
            sentence = part.text.sentence(claim.start)
            before = _inside(part, claim.start, claim.end)
            now = next(
                (f for f in part.figures if f.kind == "money" and before and f.unit == before.unit
                 and sentence[0] <= f.start < sentence[1] and f is not before and f.value < before.value), None,
            )  # fmt: skip
            cut = next((rate for rate in part.percents if rate.role in ("discount", "share")), None)
            if before is None or now is None or cut is None or cut.figure.bound == "<=":
                continue
            real = (before.value - now.value) / before.value * 100
            if abs(real - cut.figure.value) > 1.5:
                yield at(
                    message, index, cut.start, cut.end,
                    stated=figure_text(cut.figure.value, " %"), computed=figure_text(round(real, 1), " %"),
                )  # fmt: skip
                return


def prior_disproved(case: Case) -> Iterator[Hit]:
    """A former price above the lowest of the thirty days before, as facts or the message itself give it."""
    message = case.message
    if message is None:
        return
    known = [figure for fact in case.facts for figure in _lowest(fact)] or _lowest(message)
    for index, part in enumerate(message.parts):
        for claim in message.made("prior_price", part=index):
            before = _inside(part, claim.start, claim.end)
            lower = [f for f in known if before and f.unit == before.unit and f.value < before.value - before.grain]
            cuts = [rate for rate in part.percents if rate.role in ("discount", "share")]
            # Another former price may be shown; it is the announced cut that must rest on the lowest one.
            if before is not None and lower and (cuts or case.facts or _dearer_now(part, before, lower)):
                least = min(lower, key=lambda figure: figure.value)
                yield at(message, index, claim.start, claim.end, lowest=figure_text(least.value, f" {least.unit}"))
                return
    yield from _crossed_out(case)


def _crossed_out(case: Case) -> Iterator[Hit]:
    """Two sums side by side, the dearer first, as in "130 £ 65 £": the first is the former price."""
    message = case.message
    known = [figure for fact in case.facts for figure in _lowest(fact)]
    for index, part in enumerate(message.parts if message and known else ()):
        sums = [figure for figure in part.figures if figure.kind == "money"]
        for before, now in pairwise(sums):
            beside = _SIDE_BY_SIDE.fullmatch(part.text.text[before.end : now.start])
            lower = [f for f in known if f.unit == before.unit == now.unit and f.value < before.value - before.grain]
            if message and beside and lower and before.value > now.value and not before.per:
                least = min(lower, key=lambda figure: figure.value)
                place = before.start, now.end
                yield at(message, index, *place, lowest=figure_text(least.value, f" {least.unit}"))
                return


def _dearer_now(part: PartRead, before: Figure, lower: list[Figure]) -> bool:
    """What is asked now is no less than the lowest price: the reduction is none."""
    least = min(lower, key=lambda figure: figure.value)
    asked = [f for f in part.figures if f.unit == before.unit and f.end > before.end and f.value < before.value]
    others = [f for f in asked if abs(f.value - least.value) > least.grain]
    return bool(others) and min(f.value for f in others) > least.value


def _lowest(message: Message) -> list[Figure]:
    """Sums in sentences that speak of the lowest price of thirty days, behind those words."""
    return [
        figure
        for index, part in enumerate(message.parts)
        for claim in message.made("lowest_price_said", part=index)
        for figure in [
            next(
                (
                    f
                    for f in part.figures
                    if f.kind == "money"
                    and claim.end <= f.start <= claim.end + 25
                    and "\n" not in part.text.text[claim.end : f.start]
                ),
                None,
            )
        ]
        if figure is not None
    ]


def _inside(part: PartRead, start: int, end: int) -> Figure | None:
    return next((f for f in part.figures if f.kind == "money" and start <= f.start < end), None)
