"""The annual percentage rate, against the examples of the law and against itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batuta.claims.apr import Flow, annual_rate, annual_rate_of_loan, effective, instalment, nominal_of


@pytest.mark.parametrize(
    ("amount", "nominal", "months", "fees", "expected"),
    [
        # Amounts, terms and costs as banks print them; the rates were worked out by the formula of the law by hand.
        (10_000, 6.95, 60, 0, 7.18),
        (3_000, 10.0, 12, 90, 16.99),
        (6_000, 0.0, 24, 0, 0.0),
        (15_000, 5.95, 84, 300, 6.77),
        (150_000, 2.5, 300, 0, 2.53),
    ],
)
def test_rates_of_loans(amount: float, nominal: float, months: int, fees: float, expected: float) -> None:
    payment = round(instalment(amount, nominal, months), 2)
    rate = annual_rate_of_loan(amount, [payment] * months, fees=fees)
    assert rate == pytest.approx(expected, abs=0.02)


def test_the_first_example_of_the_directive() -> None:
    """6 000 lent, 12 000 back after four years … Source: Commission's worked examples for Directive 2008/48/EC."""
    assert annual_rate([Flow(0, 1000), Flow(1.5, -1200)]) == pytest.approx(12.92, abs=0.01)
    assert annual_rate([Flow(0, 950), Flow(1.5, -1200)]) == pytest.approx(16.85, abs=0.01)


def test_flows_that_no_rate_explains_have_none() -> None:
    assert annual_rate([Flow(0, 100), Flow(1, 100)]) is None


@given(
    amount=st.floats(500, 100_000),
    nominal=st.floats(0.1, 40),
    months=st.integers(2, 240),
)
def test_a_loan_without_fees_costs_its_effective_rate(amount: float, nominal: float, months: int) -> None:
    rate = annual_rate_of_loan(amount, [instalment(amount, nominal, months)] * months)
    assert rate == pytest.approx(effective(nominal), abs=1e-6)


@given(nominal=st.floats(0, 60))
def test_nominal_and_effective_undo_each_other(nominal: float) -> None:
    assert nominal_of(effective(nominal)) == pytest.approx(nominal, abs=1e-9)


@given(fees=st.floats(1, 400))
def test_a_fee_makes_a_loan_dearer(fees: float) -> None:
    plan = [instalment(5000, 8, 36)] * 36
    free, charged = annual_rate_of_loan(5000, plan), annual_rate_of_loan(5000, plan, fees=fees)
    assert free is not None
    assert charged is not None
    assert charged > free
