"""The campaign's budget, and no other sum."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.intent.money import read_budget


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Presupuesto 12.000 €", 12000, "EUR"),
        ("Presupuesto: 12k", 12000, "EUR"),
        ("Budget €8k", 8000, "EUR"),
        ("budget of $9,500", 9500, "USD"),
        ("Tenemos 6.000 euros de presupuesto", 6000, "EUR"),
        ("Presupuesto total de 10.000 €: 3.000 € para email y 7.000 € para cartas", 10000, "EUR"),
        ("Presupuesto: 3.000 € para email y 5.000 € para cartas", 8000, "EUR"),
        ("We can spend up to 4,000 euros", 4000, "EUR"),
        ("Presupuesto: dos mil seiscientas libras", 2600, "GBP"),
        ("Budget: 3,500 US dollars", 3500, "USD"),
        ("Budget: £9,000 in total, split £4,000 for email creatives and £5,000 for paid social", 9000, "GBP"),
        ("Presupuesto: 9.000 € en total, repartidos 4.000 € para email y 5.000 € para cartas", 9000, "EUR"),
    ],
)
def test_a_budget_is_read(text: str, amount: float, currency: str) -> None:
    budget, doubts = read_budget(analysed(text))
    assert budget is not None, doubts
    assert (budget.amount, budget.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Email, 1 to 16 May. 2,000 EUR", 2000),
        ("Email y push, del 9 al 29 de agosto, 1.500 € 💪", 1500),
        ("1 oct til 14 oct. 950 euros", 950),
        ("Carta, 3.200 € 🙏🏽", 3200),
    ],
)
def test_a_sum_that_is_left_over_is_the_budget(text: str, amount: float) -> None:
    budget, _ = read_budget(analysed(text), leftovers=True)
    assert budget is not None
    assert budget.amount == amount


@pytest.mark.parametrize(
    "text",
    ["Abrigo Norte por 129 €", "Clientes con gasto de más de 500 €", "Coat for €129", "20 € de descuento", "Mayo"],
)
def test_a_price_a_condition_or_an_offer_is_none(text: str) -> None:
    assert read_budget(analysed(text)) == (None, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Presupuesto: 0 €", "budget_not_positive"),
        ("Presupuesto de 5.000 a 8.000 €", "budget_range"),
        ("Presupuesto de 500 € al mes", "ambiguous"),
        ("Presupuesto: 12.000 €. Presupuesto total: 15.000 €.", "contradiction"),
    ],
)
def test_what_is_unclear_is_doubted_and_not_decided(text: str, kind: str) -> None:
    budget, doubts = read_budget(analysed(text))
    assert budget is None
    assert [doubt.kind for doubt in doubts] == [kind]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I can release 175,000 pesos and would be happy with it.", 175000),
        ("About the money: we can go up to €6,000.", 6000),
        ("Keep it under £9,000.", 9000),
        ("I can stretch to £6,500.", 6500),
        ("La inversión autorizada es de 22.000 €.", 22000),
        ("La directora ha aprobado 14.000 €.", 14000),
        ("Nos han dado 8.000.", 8000),
        ("Hay 6 mil dlls, gracias", 6000),
        ("El tope son 5.000.", 5000),
        ("Two and a half grand.", 2500),
        ("Half a million dollars.", 500000),
        ("£2k email, £1k SMS.", 3000),
        ("Presupuesto: 3.000 € email + 1.500 € SMS.", 4500),
        ("7.500 en total.", 7500),
        ("Finance has signed off £18,500 and wants it by June.", 18500),
        ("They hold between $10,000 and $100,000 in total deposits. $40,000 in total.", 40000),
    ],
)
def test_money_that_we_may_spend_is_the_budget(text: str, amount: float) -> None:
    budget, doubts = read_budget(analysed(text), leftovers=True)
    assert budget is not None, doubts
    assert budget.amount == amount


@pytest.mark.parametrize(
    "text",
    [
        "We gave customers who spent £4,000 a bonus last year.",
        "Our customers pay £1,200 a year for it.",
        "Ofrecemos 1.000 € de descuento.",
        "El año pasado nos dieron 9.000 €.",
        "We want £40,000 in revenue.",
        "Sin presupuesto definido todavía.",
        "Sorteamos un premio de 1.000 €.",
        "Primer año con 600 € de descuento.",
        "They owe us £12,000.",
    ],
)
def test_other_sums_are_no_budget(text: str) -> None:
    assert read_budget(analysed(text), leftovers=True) == (None, ())
