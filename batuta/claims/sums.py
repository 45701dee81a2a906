"""Whether the figures of a representative example follow from each other.

Source: Ley 16/2011 art. 32 and anexo I; Directive 2008/48/EC art. 19 and annex I; 12 CFR 1026.22.
"""

from typing import NamedTuple

from batuta.claims.apr import annual_rate_of_loan, effective, instalment, nominal_of
from batuta.claims.example import Element, Example
from batuta.claims.figures import Figure


class Mistake(NamedTuple):
    """A figure of an example that does not follow from the others."""

    what: Element
    figure: Figure
    stated: float
    computed: float


def mistakes(example: Example, *, nominal_apr: bool = False) -> list[Mistake]:
    """What does not add up, beyond what rounding explains.

    nominal_apr: the yearly rate is twelve times the monthly one, as in the United States.
    A yearly rate above the computed one is let pass where further costs are named, since those may explain it.
    """
    found: list[Mistake] = []
    nominal, annual = example.nominal, example.annual
    if nominal and annual and annual.value + annual.grain < nominal.value - nominal.grain:
        found.append(Mistake("annual", annual, annual.value, effective(nominal.value)))
    payments = example.payments or (round(example.term.months) if example.term and example.term.months else None)
    amount, part = example.amount, example.instalment
    if example.stages:
        payments = sum(count for count, _ in example.stages)
    if not payments or not part or not amount or payments > 600 or amount.value <= 0:
        return found
    flows = [step.value for count, step in example.stages for _ in range(count)] or [part.value] * payments
    if example.last:
        flows = [*(flows if example.one_more else flows[:-1]), example.last.value]
    if example.total and (wrong := _total_mistake(example, flows, example.total)):
        found.append(wrong)
    alike = not example.stages and not example.extras
    if (
        nominal
        and not found
        and alike
        and (off := _instalment_mistake(example, payments + example.one_more, nominal, part))
    ):
        found.append(off)
    if annual and not found and (off := _annual_mistake(example, flows, annual, part, nominal_apr)):
        found.append(off)
    return found


def _total_mistake(example: Example, flows: list[float], total: Figure) -> Mistake | None:
    part = example.instalment
    owed = sum(flows)
    slack = (part.grain * len(flows) if part else 0) + total.grain + 0.02 * (1 + len(flows) / 12)
    likely = (owed, owed + example.fees, owed - example.fees)
    if example.extras and total.value >= owed - slack:
        return None
    if any(abs(total.value - sum_) <= slack for sum_ in likely):
        return None
    return Mistake("total", total, total.value, owed)


def _instalment_mistake(example: Example, payments: int, nominal: Figure, part: Figure) -> Mistake | None:
    amount = example.amount.value if example.amount else 0.0
    likely = [instalment(amount, nominal.value, payments), instalment(amount + example.fees, nominal.value, payments)]
    slack = part.grain + 0.02 + 0.004 * likely[0]
    if any(abs(part.value - value) <= slack for value in likely):
        return None
    return Mistake("instalment", part, part.value, likely[0])


def _annual_mistake(
    example: Example, flows: list[float], annual: Figure, part: Figure, nominal_apr: bool
) -> Mistake | None:
    amount = example.amount.value if example.amount else 0.0
    computed: list[float] = []
    for fees in dict.fromkeys((example.fees, 0.0)) if example.extras else (example.fees,):
        for nudge in (-part.grain, 0.0, part.grain):
            rate = annual_rate_of_loan(amount, [flow + nudge for flow in flows], fees=fees)
            if rate is not None:
                computed.append(nominal_of(rate) if nominal_apr else rate)
    if example.nominal and example.fees == 0 and not nominal_apr:
        computed.append(effective(example.nominal.value))
    if not computed:
        return None
    slack = annual.grain + 0.03
    too_low = annual.value < min(computed) - slack
    too_high = annual.value > max(computed) + slack and not example.extras
    middle = computed[len(computed) // 2]
    return Mistake("annual", annual, annual.value, middle) if too_low or too_high else None
