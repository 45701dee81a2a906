"""Which product is meant where its kind is given in free words."""

from datetime import date

import pytest

from batuta.checks.case import kinds_of
from batuta.compliance import Subject
from tools.policies import PolicyBook


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("compra ahora, paga después", "credit"),
        ("BNPL", "credit"),
        ("leasing", "credit"),
        ("store card", "credit"),
        ("HELOC", "credit"),
        ("imposición a plazo fijo", "deposit"),
        ("money_market_account", "deposit"),
        ("acciones", "investment"),
        ("fund", "investment"),
        ("plan de pensiones", "investment"),
        ("CFDs", "investment"),
        ("seguro de viaje", "insurance"),
        ("pet cover", "insurance"),
        ("móvil", "mobile"),
        ("internet", "fibre"),
        ("televisión", "tv"),
        ("smartphone", "device"),
    ],
)
def test_a_kind_is_known_by_what_people_call_it(legal: PolicyBook, words: str, kind: str) -> None:
    assert kind in kinds_of(Subject(product_kind=words, today=date(2026, 12, 15)), (), legal.lexicon)


@pytest.mark.parametrize("words", ["ropa", "electricidad", "tarjeta de débito", "perfume", "bolsa de viaje"])
def test_other_things_are_no_financial_products(legal: PolicyBook, words: str) -> None:
    found = kinds_of(Subject(product_kind=words, today=date(2026, 12, 15)), (), legal.lexicon)
    assert not found & {"credit", "deposit", "investment", "insurance"}
