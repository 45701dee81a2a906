"""The figures of every representative example follow from each other, to a hundredth of a point.

Source: Ley 16/2011, anexo I (Directive 2008/48/EC, annex I); Orden EHA/1718/2010, art. 4.5 d) and e).
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from batuta.product import Product, Products
from batuta.text import LANGUAGES
from tools.workspaces.folder import read_workspace

Flow = tuple[float, float]
"""Months from the start, and what the customer receives (positive) or pays (negative)."""


@pytest.fixture(scope="module")
def products(root: Path) -> Products:
    return read_workspace(root / "workspaces" / "banco-faro").products


def figure(product: Product, key: str) -> float:
    (value,) = [fact.value for fact in product.facts if fact.key == key]
    assert isinstance(value, (int, float))
    return float(value)


def yearly(flows: Sequence[Flow]) -> float:
    """The rate, in percent, at which what is received equals what is paid."""

    def balance(rate: float) -> float:
        return float(sum(amount * (1 + rate) ** (-months / 12) for months, amount in flows))

    low, high = -0.9, 5.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if balance(low) * balance(middle) > 0 else (low, middle)
    return 100 * low


def instalment(amount: float, nominal: float, months: int) -> float:
    monthly = nominal / 1200
    return amount * monthly / (1 - (1 + monthly) ** -months)


def monthly(payment: float, first: int, last: int) -> list[Flow]:
    return [(month, -payment) for month in range(first, last + 1)]


def every_year(payment: float, years: int) -> list[Flow]:
    return [(12 * year, -payment) for year in range(years)]


@pytest.mark.parametrize(("product_id", "fee_key"), [("gold_card", "annual_fee_later"), ("classic_card", "annual_fee")])
def test_cards_show_the_example_the_order_prescribes(products: Products, product_id: str, fee_key: str) -> None:
    card = products[product_id]
    amount, months, fee = figure(card, "example_amount"), figure(card, "example_term"), figure(card, fee_key)
    paid = figure(card, "example_instalment")

    rate = yearly([(0, amount), *monthly(paid, 1, 48), *every_year(fee, 4)])

    assert (amount, months) == (1500, 48)
    assert paid == pytest.approx(instalment(amount, figure(card, "tin"), 48), abs=0.005)
    assert figure(card, "example_total") == pytest.approx(48 * paid + 4 * fee, abs=0.005)
    assert figure(card, "tae") == pytest.approx(rate, abs=0.01)


@pytest.mark.parametrize(("product_id", "fee_key"), [("personal_loan", ""), ("renovation_loan", "opening_fee_amount")])
def test_loans_add_up(products: Products, product_id: str, fee_key: str) -> None:
    loan = products[product_id]
    amount, months = figure(loan, "example_amount"), int(figure(loan, "example_term"))
    paid, fee = figure(loan, "example_instalment"), figure(loan, fee_key) if fee_key else 0.0

    rate = yearly([(0, amount - fee), *monthly(paid, 1, months)])

    assert paid == pytest.approx(instalment(amount, figure(loan, "tin"), months), abs=0.005)
    assert figure(loan, "example_total") == pytest.approx(months * paid + fee, abs=0.005)
    assert figure(loan, "tae") == pytest.approx(rate, abs=0.01)
    assert fee == pytest.approx(amount * figure(loan, "opening_fee") / 100)


def test_the_fixed_mortgage_counts_valuation_and_insurance(products: Products) -> None:
    mortgage = products["fixed_mortgage"]
    amount, months = figure(mortgage, "example_amount"), int(figure(mortgage, "example_term"))
    paid = figure(mortgage, "example_instalment")
    valuation, insurance = figure(mortgage, "valuation_cost"), figure(mortgage, "insurance_cost")

    rate = yearly([(0, amount - valuation), *monthly(paid, 1, months), *every_year(insurance, months // 12)])

    assert amount in range(100_000, 300_001, 50_000)
    assert months in range(120, 361, 60)
    assert paid == pytest.approx(instalment(amount, figure(mortgage, "tin"), months), abs=0.005)
    assert figure(mortgage, "example_total") == pytest.approx(
        months * paid + valuation + months // 12 * insurance, abs=0.005
    )
    assert figure(mortgage, "tae") == pytest.approx(rate, abs=0.01)


def test_the_variable_mortgage_assumes_that_the_index_stays(products: Products) -> None:
    mortgage = products["variable_mortgage"]
    amount = figure(mortgage, "example_amount")
    first, later = figure(mortgage, "example_instalment"), figure(mortgage, "example_instalment_later")
    valuation, insurance = figure(mortgage, "valuation_cost"), figure(mortgage, "insurance_cost")
    nominal, then = figure(mortgage, "tin"), figure(mortgage, "index_value") + figure(mortgage, "spread")
    owed = amount
    for _ in range(12):
        owed = owed * (1 + nominal / 1200) - first

    rate = yearly(
        [(0, amount - valuation), *monthly(first, 1, 12), *monthly(later, 13, 300), *every_year(insurance, 25)]
    )

    assert first == pytest.approx(instalment(amount, nominal, 300), abs=0.005)
    assert later == pytest.approx(instalment(owed, then, 288), abs=0.005)
    assert figure(mortgage, "example_total") == pytest.approx(
        12 * first + 288 * later + valuation + 25 * insurance, abs=0.005
    )
    assert figure(mortgage, "tae") == pytest.approx(rate, abs=0.01)


def test_savings_pay_what_they_say(products: Products) -> None:
    account, deposit = products["savings_account"], products["term_deposit"]
    grown = figure(account, "example_amount") * (1 + figure(account, "tin") / 1200) ** 12

    assert figure(account, "example_interest") == pytest.approx(grown - figure(account, "example_amount"), abs=0.005)
    assert figure(account, "tae") == pytest.approx(100 * ((1 + figure(account, "tin") / 1200) ** 12 - 1), abs=0.01)
    assert figure(deposit, "tae") == figure(deposit, "tin")
    assert figure(deposit, "example_interest") == pytest.approx(
        figure(deposit, "example_amount") * figure(deposit, "tin") / 100
    )


def test_the_payroll_bonus_is_worth_its_rate_after_and_before_tax(products: Products) -> None:
    account = products["payroll_account"]
    balance, bonus = figure(account, "example_amount"), figure(account, "welcome_bonus")
    months, fee = figure(account, "example_term"), figure(account, "maintenance_fee_otherwise")

    kept = yearly([(0, -balance), (3, bonus), (months, balance)])
    lapsed = yearly([(0, -balance), *monthly(fee, 1, 12), (12, balance)])

    assert figure(account, "tae") == pytest.approx(kept, abs=0.01)
    assert figure(account, "welcome_bonus_net") == pytest.approx(bonus * 0.81)
    (example,) = [fact.text.es for fact in account.facts if fact.key == "representative_example"]
    assert f"TAE −{abs(lapsed):.2f} %".replace(".", ",") in example


def test_examples_print_the_figures_they_are_made_of(products: Products) -> None:
    for product in products.products:
        written = {fact.key: fact for fact in product.facts}
        if "representative_example" not in written:
            continue
        for language in LANGUAGES:
            example = written["representative_example"].text.in_(language)
            for key in ("tae", "tin", "example_amount", "example_total", "example_instalment", "example_interest"):
                if key in written:
                    assert _digits(written[key].value, language) in example, f"{product.id} {key} {language}"


def test_the_yearly_rate_comes_before_the_nominal_one(products: Products) -> None:
    for product in products.products:
        for fact in product.facts:
            if fact.key.startswith("representative_example"):
                assert fact.text.es.index("TAE") < fact.text.es.index("TIN")
                assert fact.text.en.index("TAE") < fact.text.en.index("TIN")


def _digits(value: object, language: str) -> str:
    """At least the digits that any way of writing the number has: `2.180,64`, `15,90` as `15,9`."""
    assert isinstance(value, (int, float))
    plain = f"{value:,.2f}".rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,")) if language == "es" else plain
