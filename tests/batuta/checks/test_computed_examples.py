"""Representative examples as lenders print them, worked out by a solver of its own: true ones pass, false ones do not.

`computed_examples.tsv`: made with 40-digit decimals and Newton's method on the formula of Directive 2008/48/EC,
annex I; the instalment is the French one rounded to cents, the fee is paid when the money is drawn.
"""

import csv
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batuta.claims.apr import annual_rate_of_loan
from tests.scenes.compliance import topics
from tools.policies import PolicyBook

FILE = Path(__file__).parent / "computed_examples.tsv"
EXAMPLES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
NAMES = [f"{row['amount']} over {row['months']}" for row in EXAMPLES]


def spanish(number: str, decimals: int = 2) -> str:
    return f"{Decimal(number):,.{decimals}f}".replace(",", "_").replace(".", ",").replace("_", ".")


def advert(row: dict[str, str], language: str, **changed: str) -> str:
    said = {**row, **changed}
    if language == "es":
        fee = f"comisión de apertura {spanish(said['fee'])} €" if said["fee"] != "0" else "sin comisiones"
        return (
            f"Ejemplo representativo: importe {spanish(said['amount'], 0)} €, plazo {said['months']} meses, "
            f"TIN {spanish(said['nominal'])} %, TAE {spanish(said['rate'])} %, {fee}, {said['months']} cuotas de "
            f"{spanish(said['instalment'])} €, importe total adeudado {spanish(said['total'])} €."
        )
    fee = f"arrangement fee £{Decimal(said['fee']):,.2f}" if said["fee"] != "0" else "no fees"
    return (
        f"Representative example: borrow £{int(said['amount']):,} over {said['months']} months, interest rate "
        f"{said['nominal']}% p.a. (fixed), representative {said['rate']}% APR, {fee}, {said['months']} monthly "
        f"repayments of £{Decimal(said['instalment']):,.2f}, total amount payable £{Decimal(said['total']):,.2f}."
    )


PLACES = {"es": ("es-ES", "ES", "préstamo"), "en": ("en-GB", "UK", "loan")}


def about(legal: PolicyBook, text: str, language: str) -> dict[str, str]:
    locale, place, kind = PLACES[language]
    return topics(legal, text, locale=locale, jurisdiction=place, product_kind=kind, sector="bank")


def test_there_are_twenty_five_with_fees_and_without() -> None:
    assert len(EXAMPLES) == 25
    assert 8 <= sum(row["fee"] == "0" for row in EXAMPLES) <= 17


@pytest.mark.parametrize("row", EXAMPLES, ids=NAMES)
def test_the_rate_is_recomputed_to_the_hundredth(row: dict[str, str]) -> None:
    plan = [float(row["instalment"])] * int(row["months"])
    rate = annual_rate_of_loan(float(row["amount"]), plan, fees=float(row["fee"]))
    assert rate == pytest.approx(float(row["rate"]), abs=0.0051)


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("row", EXAMPLES, ids=NAMES)
def test_a_true_example_is_in_order(legal: PolicyBook, row: dict[str, str], language: str) -> None:
    assert "example_inconsistent" not in about(legal, advert(row, language), language)


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("row", EXAMPLES, ids=NAMES)
def test_a_rate_that_is_too_low_or_a_total_that_is_wrong_blocks(
    legal: PolicyBook, row: dict[str, str], language: str
) -> None:
    lower = advert(row, language, rate=f"{Decimal(row['rate']) - Decimal('0.40'):.2f}")
    assert about(legal, lower, language).get("example_inconsistent") == "block", lower
    wrong = advert(row, language, total=f"{Decimal(row['total']) - 77:.2f}")
    assert about(legal, wrong, language).get("example_inconsistent") == "block", wrong


def newton(net: Decimal, payments: list[Decimal]) -> Decimal:
    """The yearly rate, as a share, with forty digits."""
    with localcontext() as context:
        context.prec = 40
        rate = Decimal("0.1")
        for _ in range(100):
            worth, slope = -net, Decimal(0)
            for month, paid in enumerate(payments, start=1):
                years = Decimal(month) / 12
                worth += paid * (1 + rate) ** -years
                slope -= years * paid * (1 + rate) ** (-years - 1)
            following = rate - worth / slope
            if abs(following - rate) < Decimal("1e-20"):
                return following
            rate = max(following, Decimal("-0.5"))
        raise AssertionError("no rate")


@settings(max_examples=40, deadline=None)
@given(
    amount=st.integers(500, 60_000),
    months=st.integers(3, 60),
    cost=st.floats(0.0, 0.6),
    fee=st.floats(0.0, 0.05),
    balloon=st.floats(0.0, 0.4),
)
def test_any_plan_agrees_with_another_solver(amount: int, months: int, cost: float, fee: float, balloon: float) -> None:
    """Level instalments and a last one that is larger."""
    whole = amount * (1 + cost)
    level = round(whole * (1 - balloon) / months, 2)
    plan = [level] * (months - 1) + [round(whole - level * (months - 1), 2)]
    charged = round(amount * fee, 2)
    ours = annual_rate_of_loan(amount, plan, fees=charged)
    theirs = newton(Decimal(amount) - Decimal(str(charged)), [Decimal(str(paid)) for paid in plan])
    assert ours is not None
    assert ours == pytest.approx(float(theirs) * 100, abs=1e-6)
