"""Deposits and investments: the equivalent rate, the short form, the risk."""

import pytest

from tests.scenes.compliance import topics
from tools.policies import PolicyBook

FUND = "fondo de inversión"


@pytest.mark.parametrize(
    ("kind", "body", "topic"),
    [
        ("depósito", "Consigue un 3 % con el Depósito Crece.", "deposit_disclosure_missing"),
        (FUND, "Nuestro fondo ganó un 12 % el año pasado. Invierte ya.", "capital_risk_warning_missing"),
        (FUND, "Rentabilidad garantizada del 5 %. El valor puede bajar.", "guaranteed_return"),
        ("cuenta", "Todo tu dinero está garantizado por el Estado sin límite.", "bank_guarantee_misleading"),
        ("plan de pensiones", "Desgrava hasta 1.500 €. Puedes perder dinero.", "tax_advantage"),
    ],
)
def test_what_may_not_be_said_of_savings(legal: PolicyBook, kind: str, body: str, topic: str) -> None:
    assert topics(legal, {"body": body}, product_kind=kind, sector="bank").get(topic) == "block"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("depósito", "2,47 % TIN, 2,50 % TAE a 12 meses, desde 3.000 €. Cancelación anticipada con penalización."),
        (FUND, "Invierte a tu ritmo. El valor puede bajar y podrías perder dinero."),
        (FUND, "La rentabilidad no está garantizada y puedes perder parte de lo invertido."),
        ("cuenta", "El Fondo de Garantía de Depósitos cubre hasta 100.000 € por titular y entidad."),
    ],
)
def test_what_may_be_said_of_savings(legal: PolicyBook, kind: str, body: str) -> None:
    assert topics(legal, {"body": body}, product_kind=kind, sector="bank") == {}


def test_a_deposit_is_no_loan_and_a_loan_is_no_deposit(legal: PolicyBook) -> None:
    said = topics(legal, {"body": "2,50 % TAE a 12 meses."}, product_kind="depósito", sector="bank")
    assert not {topic for topic in said if topic.startswith("credit")}
    said = topics(legal, {"body": "Préstamo al 7,76 % TAE."}, product_kind="préstamo", sector="bank")
    assert not {topic for topic in said if topic.startswith("deposit")}
