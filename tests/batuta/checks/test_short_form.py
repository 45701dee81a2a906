"""The short form for small formats. Source: Circular 4/2020 del Banco de España, anejo V.1.2 and V.1.3."""

import pytest

from batuta.brief import Channel
from tests.scenes.compliance import topics
from tools.policies import PolicyBook

SHORT = (
    "Banco Olmo. Préstamo Coche. TAE 7,18 %. TIN 6,95 % Importe 10.000 eur Plazo 60 meses 60 cuotas de 197,78 eur "
    "Importe total adeudado 11.866,80 eur. Más información: olmo.example/coche"
)
DEFERRED = (
    "Tienda Olmo. Financia tu sofá: TIN 0 % TAE 0 % Importe 1.200 eur Plazo 12 meses 12 cuotas de 100 eur Importe "
    "total adeudado 1.200 eur PVP 1.200 eur Precio total a plazos 1.200 eur. olmo.example/sofa"
)


def found(legal: PolicyBook, text: str, channel: Channel = "social") -> dict[str, str]:
    return topics(legal, text, channel=channel, product_kind="préstamo", sector="bank")


@pytest.mark.parametrize("channel", ["social", "display"])
def test_the_form_as_the_law_prints_it_is_an_example(legal: PolicyBook, channel: Channel) -> None:
    assert found(legal, SHORT, channel) == {}


def test_the_form_for_deferred_payment_too(legal: PolicyBook) -> None:
    assert found(legal, DEFERRED) == {}


@pytest.mark.parametrize(
    ("without", "topic"),
    [
        ("Plazo 60 meses 60 cuotas de 197,78 eur", "credit_incomplete_example"),
        ("Importe total adeudado 11.866,80 eur", "credit_incomplete_example"),
        ("TAE 7,18 %.", "tin_without_tae"),
    ],
)
def test_an_element_that_is_missing_is_told(legal: PolicyBook, without: str, topic: str) -> None:
    assert found(legal, SHORT.replace(without, ""))[topic] == "block"


def test_it_leads_to_a_page(legal: PolicyBook) -> None:
    assert found(legal, SHORT.replace("olmo.example/coche", "nuestra oficina")) == {"small_format_without_page": "warn"}


@pytest.mark.parametrize(("old", "new"), [("197,78", "297,78"), ("TAE 7,18", "TAE 6,18"), ("11.866,80", "11.266,80")])
def test_figures_that_do_not_add_up_are_told(legal: PolicyBook, old: str, new: str) -> None:
    assert found(legal, SHORT.replace(old, new))["example_inconsistent"] == "block"
