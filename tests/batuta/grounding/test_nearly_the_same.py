"""Sentences that differ from their evidence in one word or two, and say more; beside each what may be said."""

import pytest

from batuta.grounding.support import Evidence, support

MORE = [
    # which of them
    ("Get 10% off your order with the app.", "Get 10% off your first order with the app."),
    ("Cada compra suma puntos.", "Cada compra superior a 10 € suma puntos."),
    ("Get a decision in 10 minutes.", "Get a decision in principle in 10 minutes."),
    ("Ganas puntos en tus compras.", "Ganas puntos en tus compras de alimentación."),
    ("Te regalamos unas gafas graduadas.", "Te regalamos unas gafas de sol."),
    ("Fenwick customers fly with priority.", "Fenwick Black customers fly with priority. Fenwick Blue is free."),
    # whose it is
    ("Upgrade to fibre and we'll give you a router.", "Upgrade to fibre and we'll lend you a router."),
    ("Si te vas, te quedas el router.", "Si te vas, nos devuelves el router."),
    ("Ventanas con cinco años de garantía.", "Ventanas de triple cristal. Las puertas tienen cinco años de garantía."),
    # which way, and where to
    ("We'll answer your email within the hour.", "We'll answer your chat within the hour."),
    ("Contrata en tienda.", "La contratación se hace por teléfono. En tienda se recogen los pedidos."),
    ("Delivery to your home is free.", "Delivery to a pick-up point is free."),
    # when
    ("Your first lesson costs £10.", "Your first lesson is free; after that, each costs £10."),
    ("Minutes left over? Take them into next month.", "Unused data rolls over. Unused minutes do not roll over."),
]
NO_MORE = [
    ("Your first order in the app is 10% off.", "Get 10% off your first order with the app."),
    ("Cancel at any time.", "You can cancel whenever you want."),
    ("Free in year one.", "The card is free in the first year."),
    ("Págalo en 12 veces sin intereses.", "Se paga en 12 meses sin intereses."),
    ("Check out as late as 1pm.", "Check-out is until 1 pm."),
    ("Los fines de semana los niños no pagan.", "Los niños viajan gratis los fines de semana."),
    ("You keep your number.", "You keep your number. The router has to be returned."),
    ("Pay your taxes online, no queues.", "Taxes can be paid online."),
]


def _label(sentence: str, evidence: str) -> str:
    return support(sentence, [Evidence("e", evidence)]).label


@pytest.mark.parametrize(("sentence", "evidence"), MORE)
def test_says_more(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), NO_MORE)
def test_says_no_more(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "supported"
