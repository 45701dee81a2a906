"""Credit: rates, examples, promises that are too good."""

import pytest

from tests.scenes.compliance import only, topics
from tools.policies import PolicyBook

EXAMPLE = (
    "Ejemplo representativo: importe 9.000 €, plazo 48 meses, TIN 7,50 %, TAE 7,76 %, 48 cuotas de 217,61 €, "
    "importe total adeudado 10.445,28 €."
)


def found(legal: PolicyBook, body: str, **context: object) -> dict[str, str]:
    return topics(legal, {"body": body}, product_kind="préstamo", sector="bank", **context)


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("Financia tu coche al 5,25 % TIN.", "tin_without_tae"),
        ("Préstamo al 7,76 % TAE.", "credit_no_example"),
        ("Tu préstamo desde 99 € al mes.", "credit_no_example"),
        ("Ejemplo representativo: 9.000 € en 48 meses, TIN 7,50 %, TAE 7,76 %.", "credit_incomplete_example"),
        (EXAMPLE.replace("7,76", "6,76"), "example_inconsistent"),
        ("Sin intereses: solo pagas una comisión de 12 €.", "interest_free_fees"),
        ("Dinero en tu cuenta en 10 minutos.", "instant_money"),
        ("Aunque estés en ASNEF, te prestamos.", "no_credit_checks"),
        ("Pide tu préstamo y vete a Bali.", "debt_for_leisure"),
        ("Hipoteca solo para españoles.", "discriminatory_credit"),
    ],
)
def test_what_a_lender_may_not_say(legal: PolicyBook, body: str, topic: str) -> None:
    assert found(legal, body).get(topic) == "block"


@pytest.mark.parametrize(
    "body",
    [
        EXAMPLE,
        f"Préstamo al 7,76 % TAE. {EXAMPLE}",
        "Un préstamo que se ajusta a ti. Sujeto a aprobación.",
        "Compra el sofá sin intereses: TIN 0 %, TAE 0 %. Ejemplo representativo: 960 € en 12 cuotas de 80 €, "
        "total 960 €. Sin comisiones.",
        "Respuesta en 10 minutos. La concesión depende del estudio de tu solicitud.",
        "Reembolso anticipado sin comisión.",
    ],
)
def test_what_a_lender_may_say(legal: PolicyBook, body: str) -> None:
    assert found(legal, body) == {}


def test_the_message_names_what_an_example_lacks_in_the_readers_language(legal: PolicyBook) -> None:
    said = only(
        legal,
        "credit_incomplete_example",
        {"body": "Ejemplo representativo: 9.000 € en 48 meses, TIN 7,50 %, TAE 7,76 %."},
        product_kind="préstamo",
    )
    assert "the instalment" in said.message
    assert "the total amount owed" in said.message
    assert "the term" not in said.message


def test_a_wrong_rate_is_told_with_the_right_one(legal: PolicyBook) -> None:
    said = only(legal, "example_inconsistent", {"body": EXAMPLE.replace("7,76", "6,76")}, product_kind="préstamo")
    assert "6.76 %" in said.message
    assert "7.7" in said.message


def test_american_terms_that_call_for_the_rate(legal: PolicyBook) -> None:
    us = {"locale": "en-US", "jurisdiction": "US"}
    assert "credit_no_example" in found(legal, "Drive off with $0 down and 60 monthly payments.", **us)
    whole = "Drive off with $0 down. $500 a month for 60 months at 5.90% APR. With approved credit."
    assert "credit_no_example" not in found(legal, whole, **us)
    assert "credit_no_example" not in found(legal, "Great rates on auto loans.", **us)
