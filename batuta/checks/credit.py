"""Figures of credit: when an example is owed, whether it is whole, and whether it adds up.

Source: Ley 16/2011 art. 9; Circular 4/2020 anejo III.2–3 and V; CONC 3.5; 12 CFR 1026.16 and 1026.24.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at, figure_text
from batuta.claims.example import Element, Example
from batuta.claims.figures import Figure
from batuta.claims.reading import Claim, Message, PartRead
from batuta.claims.roles import Percent
from batuta.claims.sums import mistakes
from batuta.text import Text, listed

NAMES: dict[Element, Text] = {
    "amount": Text(en="the amount of credit", es="el importe del crédito"),
    "nominal": Text(en="the nominal rate", es="el TIN"),
    "annual": Text(en="the annual percentage rate", es="la TAE"),
    "term": Text(en="the term", es="el plazo"),
    "instalment": Text(en="the instalment", es="la cuota"),
    "total": Text(en="the total amount owed", es="el importe total adeudado"),
}
CARD_ELEMENTS: tuple[Element, ...] = ("amount", "nominal", "annual")
"""Credit without an end, such as a card, has no term or total to give ("where applicable")."""
_CONDITION = re.compile(
    r"\b(?:si|cuando|siempre que|pagando|if|when|as long as|primer\w*|first|durante|hasta|until|compras|fin de mes"
    r"|in full)\b"
)
_FIXED = re.compile(r"\b(?:fij[oa]|fixed)\b")
_PERIODIC = re.compile(r"\b(?:mensual|al mes|a month|per month|monthly|simple)\b")
_OF_A_RATE = frozenset({"interes", "interest", "tasa", "tipo", "rate"})
ATTEMPT = 4
"""Elements from which on a text is an example that lacks something rather than no example."""


class _Owed:
    """Where a message gives a figure of what credit costs, and the example it gives for it."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.part, self.start, self.end = self._trigger()
        found = [(index, ex) for index, part in enumerate(message.parts) for ex in part.examples]
        best = max(found, key=lambda pair: (pair[1].marked, pair[1].given)) if found else None
        self.place: int = best[0] if best else 0
        self.example: Example | None = whole_example(best[1], message) if best else None

    def _trigger(self) -> tuple[int, int, int]:
        """The first figure that speaks of cost: a rate, an instalment, an opening fee."""
        for index, part in enumerate(self.message.parts):
            for rate in part.percents:
                if _is_cost(rate, self.message, index):
                    return index, rate.start, rate.end
            # Fees of what is called free of interest are a breach of their own.
            fees = () if self.message.makes("no_interest") else ("credit_fee_amount",)
            for claim in self.message.made("credit_instalment", *fees, part=index):
                return index, claim.start, claim.end
        return (-1, 0, 0)


def whole_example(example: Example, message: Message) -> Example:
    """With the annual rate that a small format puts in its title. Source: Circular 4/2020 anejo V.1.2."""
    if example.annual is not None:
        return example
    annual = next((r.figure for part in message.parts for r in part.percents if r.role == "annual"), None)
    return example._replace(annual=annual)


def example_absent(case: Case) -> Iterator[Hit]:
    """A figure of cost without any example."""
    if case.message is None:
        return
    owed = _Owed(case.message)
    if owed.part < 0 or _free_of_cost(case.message):
        return
    if owed.example is None or not _attempted(owed.example):
        yield at(case.message, owed.part, owed.start, owed.end)


def example_incomplete(case: Case) -> Iterator[Hit]:
    """An example that lacks an element the law names."""
    if case.message is None:
        return
    owed = _Owed(case.message)
    example = owed.example
    if example is None or not _attempted(example):
        return
    if (owed.part < 0 and not example.given) or _free_of_cost(case.message):
        return
    missing = _missing(case.message, example)
    if missing:
        names = {lang: listed([NAMES[e].in_(lang) for e in missing], lang) for lang in ("en", "es")}
        start, end = _example_place(case.message, owed.place, example)
        yield at(case.message, owed.place, start, end, missing=Text(en=names["en"], es=names["es"]))


def _attempted(example: Example) -> bool:
    """Whether figures are meant as an example: called one, most of one, or an amount with both of its rates."""
    rated = example.amount is not None and example.nominal is not None and example.annual is not None
    return example.marked or example.given >= ATTEMPT or rated


def example_wrong(case: Case) -> Iterator[Hit]:
    """An example whose figures do not follow from each other."""
    message = case.message
    if message is None:
        return
    for index, part in enumerate(message.parts):
        for example in part.examples:
            for mistake in mistakes(example, nominal_apr=case.jurisdiction == "US"):
                unit = " %" if mistake.what in ("annual", "nominal") else ""
                yield at(
                    message,
                    index,
                    mistake.figure.start,
                    mistake.figure.end,
                    what=NAMES[mistake.what],
                    stated=figure_text(mistake.stated, unit),
                    computed=figure_text(mistake.computed, unit),
                )


def annual_below_nominal(case: Case) -> Iterator[Hit]:
    """The only annual rate of a message lies below its only nominal one, wherever they stand."""
    message = case.message
    if message is None:
        return
    rates = [(index, rate) for index, part in enumerate(message.parts) for rate in part.percents]
    nominal = {rate.figure.value: rate.figure for _, rate in rates if rate.role == "nominal"}
    annual = {rate.figure.value: (index, rate) for index, rate in rates if rate.role == "annual"}
    if len(nominal) != 1 or len(annual) != 1:
        return
    [lent] = nominal.values()
    [(part_of, rate)] = annual.values()
    if rate.figure.value > 0 and rate.figure.value + rate.figure.grain < lent.value - lent.grain:
        yield at(message, part_of, rate.start, rate.end, stated=figure_text(lent.value, " %"))


def nominal_without_annual(case: Case) -> Iterator[Hit]:
    """A nominal rate stands alone: no annual equivalent rate anywhere."""
    message = case.message
    if message is None or any(rate.role == "annual" for part in message.parts for rate in part.percents):
        return
    for index, part in enumerate(message.parts):
        for rate in part.percents:
            if rate.role == "nominal" or (rate.role == "interest" and _fixed(part, rate)):
                yield at(message, index, rate.start, rate.end)
                return


def _fixed(part: PartRead, rate: Percent) -> bool:
    """Called fixed, of a month or simple, or named a rate, as only a nominal rate is: `interés del 4,9 % fijo`."""
    near = part.text.text[max(0, rate.start - 12) : rate.end + 18]
    named = rate.label in _OF_A_RATE and rate.figure.value > 0
    return named or any(kind.search(near) for kind in (_FIXED, _PERIODIC))


def interest_free_yet_interest(case: Case) -> Iterator[Hit]:
    """Called free of interest, and a rate above nothing is charged without a reason that excuses it."""
    message = case.message
    if message is None:
        return
    rates = [r for part in message.parts for r in part.percents if r.figure.value > 0 and r.label != "cat"]
    nominal = [rate for rate in rates if rate.role in ("nominal", "interest")]
    annual = [rate for rate in rates if rate.role == "annual"]
    if annual and not nominal and message.makes("credit_fee", "fee_charged", "must_pay"):
        return
    charged = [*nominal, *annual]
    for claim in message.made("no_interest"):
        if charged and not _conditional(message, claim):
            stated = figure_text(charged[0].figure.value, " %")
            yield at(message, claim.part, claim.start, claim.end, stated=stated)
            return


def _conditional(message: Message, claim: Claim) -> bool:
    """Whether a claim holds only if something is done first, as its sentence says."""
    start, end = message.sentence(claim)
    return _CONDITION.search(message.parts[claim.part].text.text[start:end]) is not None


def interest_free_with_fees(case: Case) -> Iterator[Hit]:
    """Called free of interest, with fees, and nowhere is the resulting annual rate beside those words.

    Source: Circular 4/2020 anejo III.2.7.
    """
    message = case.message
    if message is None:
        return
    free = [claim for claim in message.made("no_interest") if not _conditional(message, claim)]
    if not free or not message.makes("credit_fee_amount", "fee_charged", "must_pay"):
        return
    beside = any(
        rate.role == "annual" and rate.figure.value > 0 for claim in free for rate in message.parts[claim.part].percents
    )
    if not beside:
        yield at(message, free[0].part, free[0].start, free[0].end)


def triggered_terms(case: Case) -> Iterator[Hit]:
    """Under US law a down payment, a payment, a number of payments or a finance charge calls for the APR."""
    message = case.message
    if message is None:
        return
    if any(rate.role == "annual" for part in message.parts for rate in part.percents):
        return
    us = ("down_payment", "payment_count") if case.jurisdiction == "US" else ()
    for claim in message.made("credit_instalment", *us):
        yield at(message, claim.part, claim.start, claim.end)
        return
    if case.jurisdiction == "MX":
        for claim in message.made("nominal_rate"):
            yield at(message, claim.part, claim.start, claim.end)
            return


def page_unlinked(case: Case) -> Iterator[Hit]:
    """A figure of cost or return in a small format that leads to no page with the rest of the information."""
    message = case.message
    if message is None or any(not link.target.startswith("mailto:") for part in message.parts for link in part.links):
        return
    for index, part in enumerate(message.parts):
        for rate in part.percents:
            if rate.role in ("annual", "nominal"):
                yield at(message, index, rate.start, rate.end)
                return


def _is_cost(rate: Percent, message: Message, part: int) -> bool:
    if rate.role in ("annual", "nominal"):
        return True
    sentence = message.parts[part].text.sentence(rate.start)
    near = [c for c in message.claims if c.part == part and not c.denied and sentence[0] <= c.start < sentence[1]]
    if rate.role == "fee":
        return not message.makes("no_interest") and any(claim.kind in ("credit_fee", "about_credit") for claim in near)
    if rate.role in ("interest", "share"):
        adjoining = [c for c in near if c.kind == "about_credit" and abs(c.end - rate.start) <= 30]
        return bool(adjoining) and not any(c.kind in ("share_of_price", "approval_share") for c in near)
    return False


def _free_of_cost(message: Message) -> bool:
    """Nothing to pay beyond the price: no interest and no fee, said as such. Source: Ley 16/2011 art. 3.f."""
    rates = [rate for part in message.parts for rate in part.percents if rate.role in ("annual", "nominal", "fee")]
    return bool(rates) and all(rate.figure.value == 0 for rate in rates) and any(r.role == "annual" for r in rates)


def _missing(message: Message, example: Example) -> tuple[Element, ...]:
    lacking = example.missing
    card = message.makes("about_revolving") and not (example.term or example.instalment or example.payments)
    if card:
        lacking = tuple(element for element in lacking if element in CARD_ELEMENTS)
    return lacking


def _example_place(message: Message, part: int, example: Example) -> tuple[int, int]:
    figures: list[Figure] = [f for f in (example.annual, example.nominal, example.amount, example.instalment) if f]
    if example.marked or not figures:
        return example.start, min(example.end, example.start + 120)
    inside = [figure for figure in figures if figure in message.parts[part].figures] or figures[:1]
    return min(figure.start for figure in inside), max(figure.end for figure in inside)
