"""What credit costs a year: the actuarial formula, and what follows from it.

Source: Directive 2008/48/EC, Annex I; Ley 16/2011, anexo I. A year has 12 equal months.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Flow(NamedTuple):
    """Money that changes hands, so many years after the credit was drawn."""

    years: float
    amount: float
    """Positive: the customer receives it; negative: the customer pays it."""


def annual_rate(flows: Sequence[Flow]) -> float | None:
    """The yearly rate, in percent, at which all flows are worth nothing today; None where there is none.

    >>> round(annual_rate([Flow(0, 6000), Flow(1, -6720)]), 2)
    12.0
    """

    def worth(rate: float) -> float:
        return math.fsum(flow.amount * (1.0 + rate) ** -flow.years for flow in flows)

    low, high = -0.5, 100.0
    at_low = worth(low)
    if at_low * worth(high) > 0:
        return None
    while high - low > 1e-10:
        middle = (low + high) / 2
        if at_low * worth(middle) <= 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2 * 100


def annual_rate_of_loan(
    amount: float, instalments: Sequence[float], *, fees: float = 0.0, months_between: float = 1.0
) -> float | None:
    """The yearly rate of a loan that is paid out at once and repaid at even intervals, in percent.

    fees: paid when the money is drawn.

    >>> round(annual_rate_of_loan(10_000, [197.78] * 60), 2)
    7.18
    """
    paid = [Flow((number + 1) * months_between / 12, -instalment) for number, instalment in enumerate(instalments)]
    return annual_rate([Flow(0.0, amount - fees), *paid])


def instalment(amount: float, nominal_percent: float, payments: int, *, months_between: float = 1.0) -> float:
    """The constant payment that repays a loan (French system).

    >>> round(instalment(10_000, 6.95, 60), 2)
    197.78
    """
    rate = nominal_percent / 100 * months_between / 12
    return amount / payments if rate == 0 else amount * rate / (1 - (1 + rate) ** -payments)


def effective(nominal_percent: float, payments_a_year: float = 12) -> float:
    """The yearly rate of a nominal one without any fee, in percent.

    >>> round(effective(18), 2)
    19.56
    """
    return (math.pow(1 + nominal_percent / 100 / payments_a_year, payments_a_year) - 1) * 100


def nominal_of(effective_percent: float, payments_a_year: float = 12) -> float:
    """The nominal yearly rate of an effective one, in percent.

    >>> round(nominal_of(19.56), 2)
    18.0
    """
    return (math.pow(1 + effective_percent / 100, 1 / payments_a_year) - 1) * 100 * payments_a_year
