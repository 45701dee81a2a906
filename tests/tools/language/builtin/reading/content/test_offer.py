"""What is promised, each fact in the brief's own words with its figure."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.content.offer import read_offer


def promised(text: str) -> list[tuple[str, float | None, str | None]]:
    analysis = analysed(text)
    product = analysis.given.vocabulary.products["north_coat"]
    return [(fact.text, fact.value, fact.unit) for fact in read_offer(analysis, product)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Oferta: 20 % de descuento", [("20 % de descuento", 20, "percent")]),
        ("Offer: 20% off", [("20% off", 20, "percent")]),
        ("Oferta: tres meses gratis", [("tres meses gratis", 3, "months")]),
        ("Offer: first two months free", [("first two months free", 2, "months")]),
        ("Oferta: sin gastos de envío", [("sin gastos de envío", 0, "EUR")]),
        ("Campaña de abrigos para clientes de Madrid con más de 3 compras", []),
        ("El año pasado dimos un 30 % de descuento", []),
    ],
)
def test_a_promise_is_read_with_its_figure(text: str, facts: list[tuple[str, float | None, str | None]]) -> None:
    assert promised(text) == facts


def test_each_of_two_promises_keeps_its_own_words() -> None:
    found = promised("Oferta: 20 % de descuento y envío gratis")
    assert [value for _, value, _ in found] == [20, 0]
    assert "envío gratis" in found[1][0]
    assert "20" not in found[1][0]


def test_the_fact_of_the_product_that_is_spoken_of_is_named() -> None:
    analysis = analysed("Oferta: 60 días para devolverlo")
    (fact,) = read_offer(analysis, analysis.given.vocabulary.products["north_coat"])
    assert fact.key == "returns"
