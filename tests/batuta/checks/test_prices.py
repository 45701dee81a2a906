"""Prices: what follows a promotion, what stood before a reduction."""

import pytest

from tests.scenes.compliance import outcome, topics
from tools.policies import PolicyBook


def found(legal: PolicyBook, body: str, **context: object) -> dict[str, str]:
    return topics(legal, {"body": body}, **{"product_kind": "fibra", "sector": "telco", **context})


@pytest.mark.parametrize(
    "body",
    [
        "Fibra por 20 € al mes durante 6 meses.",
        "Fibra a 20 €/mes los 3 primeros meses.",
        "Los primeros 12 meses, 20 €/mes.",
        "Fibra a 14,95 € al mes hasta final de año.",
        "500 megas x 20 € los primeros 3 meses",
        "Fiber for €20 a month for the first six months.",
    ],
)
def test_a_price_for_a_while_says_the_price_afterwards(legal: PolicyBook, body: str) -> None:
    assert found(legal, body).get("promo_price_reversion") == "block"
    assert "promo_price_reversion" not in found(legal, f"{body} Después, 39 € al mes. Then €39 a month.")


@pytest.mark.parametrize(
    "body",
    [
        "Fibra por 20 € al mes, precio para siempre.",
        "Fibra por 20 € al mes con permanencia de 12 meses.",
        "Contrata hasta el 31 de enero de 2027: fibra por 20 € al mes.",
        "Móvil en 24 cuotas de 20 €.",
    ],
)
def test_a_price_that_simply_holds_needs_none(legal: PolicyBook, body: str) -> None:
    assert "promo_price_reversion" not in found(legal, body)


@pytest.mark.parametrize(("cut", "wrong"), [("25 %", False), ("hasta un 40 %", False), ("40 %", True), ("10 %", True)])
def test_a_reduction_whose_figures_disagree_is_a_breach(legal: PolicyBook, cut: str, wrong: bool) -> None:
    body = f"Antes 100 € (precio más bajo de los últimos 30 días), ahora 75 €: {cut} de descuento."
    rules = {finding.rule_id for finding in outcome(legal, {"body": body}, sector="retail").findings}
    assert ("reduction-miscounted" in rules) is wrong


@pytest.mark.parametrize(
    ("facts", "body", "topic"),
    [
        (["Permanencia de 12 meses"], "Fibra por 30 € al mes. Sin permanencia.", "product_fact_contradiction"),
        (["Permanencia de 12 meses"], "Fibra por 30 € al mes.", "hidden_commitment"),
        (["El precio es de 35 € al mes"], "Fibra por 30 € al mes.", "product_fact_contradiction"),
        (["Uso razonable: 50 GB al mes"], "Datos ilimitados por 30 € al mes.", "unlimited_fair_use"),
    ],
)
def test_the_message_is_held_against_the_facts_of_the_product(
    legal: PolicyBook, facts: list[str], body: str, topic: str
) -> None:
    assert topic in found(legal, body, product_facts=facts), found(legal, body, product_facts=facts)


SHOP: dict[str, object] = {"product_kind": "abrigo", "sector": "retail", "product_facts": ["129 €, IVA incluido"]}


@pytest.mark.parametrize("body", ["El abrigo cuesta 99 €.", "Tu abrigo, por solo 99 €.", "Precio: 99 €, IVA incluido."])
def test_a_price_that_is_not_the_products_is_a_contradiction(legal: PolicyBook, body: str) -> None:
    assert topics(legal, {"body": body}, **SHOP).get("product_fact_contradiction") == "block"


@pytest.mark.parametrize(
    "body",
    [
        "El abrigo cuesta 129 €.",
        "Con un 20 % de descuento hasta el 31 de enero de 2027, por 103,20 €. Condiciones en la web.",
        "Ahorra 30 € en el envío.",
        "Envío por 3 €.",
        "Vale 99 € menos frente a 228 €.",
    ],
)
def test_another_sum_is_no_contradiction(legal: PolicyBook, body: str) -> None:
    assert "product_fact_contradiction" not in topics(legal, {"body": body}, **SHOP)


def test_an_offer_that_is_over_is_told(legal: PolicyBook) -> None:
    said = outcome(legal, {"body": "20 % de descuento hasta el 10 de diciembre de 2026."}, sector="retail").findings
    assert "offer-over" in {finding.rule_id for finding in said}
    said = outcome(legal, {"body": "20 % de descuento hasta el 20 de diciembre de 2026."}, sector="retail").findings
    assert "offer-over" not in {finding.rule_id for finding in said}


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("Tarifa por 20 € al mes, IVA no incluido.", True),
        ("Para particulares y empresas, 30 € + IVA al mes.", True),
        ("No es válida para empresas: 20 € al mes más IVA.", True),
        ("Tarifas con impuestos no incluidos para empresas: 25 € al mes.", False),
        ("Para tu negocio: TPV por 15 € al mes (IVA no incluido).", False),
    ],
)
def test_only_an_offer_to_businesses_alone_may_leave_taxes_out(legal: PolicyBook, text: str, blocked: bool) -> None:
    found = topics(legal, text, sector="telco", product_kind="tarifa")
    assert (found.get("price_without_taxes") == "block") is blocked


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("Antes 199 €, ahora 99 €. El precio más bajo de los últimos 30 días fue de 89 €.", True),
        ("Antes 199 €, ahora 79 €. El precio más bajo de los últimos 30 días fue de 89 €.", False),
        ("Antes 199 €, ahora 99 €. El precio más bajo de los últimos 30 días fue de 199 €.", False),
    ],
)
def test_what_is_dearer_than_the_lowest_price_is_no_reduction(legal: PolicyBook, text: str, blocked: bool) -> None:
    found = topics(legal, text, sector="retail", product_kind="abrigo")
    assert (found.get("price_reduction_prior_price") == "block") is blocked
