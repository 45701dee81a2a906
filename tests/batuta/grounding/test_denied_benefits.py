"""What the evidence gives is never supported where a sentence denies it, however it denies it."""

import pytest

from batuta.grounding.support import Evidence, support

DELIVERY = "Free delivery on all orders."
ENVIO = "Envío gratis en todos los pedidos."

DENIED = [
    ("You do not get free delivery.", DELIVERY),
    ("Your order comes without free delivery.", DELIVERY),
    ("No customer gets free delivery.", "Free delivery for every customer."),
    ("There is no free delivery.", "Delivery costs nothing."),
    ("Delivery is never free.", "Delivery is free of charge."),
    ("Forget free delivery.", DELIVERY),
    ("Free delivery is gone.", DELIVERY),
    ("You get neither free delivery nor a warranty.", "Free delivery and a 2-year warranty."),
    ("You do not get a free coffee.", "Coffee on the house."),
    ("You never get unlimited data.", "Unlimited data."),
    ("You cannot cancel for free.", "Free cancellation up to 24 hours before."),
    ("No tienes envío gratis.", ENVIO),
    ("Pedidos sin envío gratis.", ENVIO),
    ("Nadie tiene envío gratis.", ENVIO),
    ("Nunca tendrás el envío gratis.", ENVIO),
    ("No incluye envío gratis.", ENVIO),
    ("El envío gratis se ha acabado.", ENVIO),
    ("Olvídate del envío gratis.", ENVIO),
    ("No tienes café gratis.", "El café corre de nuestra cuenta."),
    ("Tu tarifa no incluye llamadas ilimitadas.", "Llamadas ilimitadas."),
    ("No hay primer mes gratis.", "Primer mes gratis."),
]


@pytest.mark.parametrize(("sentence", "evidence"), DENIED)
def test_a_denied_benefit_is_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("You do not get a fixed nominal rate (TIN) of 15.90%.", "Fixed nominal rate (TIN) of 15.90%."),
        (
            "You don't have withdrawals without a fee at our cash machines.",
            "Withdrawals without a fee at our machines.",
        ),
        ("We don't offer an answer within 48 hours.", "An answer within 48 hours."),
        ("No incluye hasta 96 meses para devolverlo.", "Hasta 96 meses para devolverlo."),
        ("No tienes hasta 60.000 €.", "Hasta 60.000 €."),
    ],
)
def test_a_denied_figure_or_relief_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "supported"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("No pagas envío.", ENVIO),
        ("Sin gastos de envío.", ENVIO),
        ("La instalación no te cuesta nada.", "Instalación gratuita."),
        ("You don't pay for delivery.", DELIVERY),
    ],
)
def test_a_denied_cost_is_the_benefit_itself(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "supported"
