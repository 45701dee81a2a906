"""Cases that a sentence puts into the terms of its evidence, and what they come to."""

import pytest

from batuta.grounding.support import Evidence, support

RIGHT = [
    (
        "Adding home emergency works out at £54 over a year.",
        "Home emergency cover is an optional extra at £4.50 a month.",
    ),
    (
        "Over its two years, the plan costs £456 in all.",
        "Service plan: £19 a month covers one interim and one full service over 24 months.",
    ),
    (
        "Dos noches en habitación doble, con desayuno: 184 €.",
        "La habitación doble cuesta 92 € por noche con desayuno.",
    ),
    ("A £60 ticket could cost you £40 with a Larch Railcard.", "The Larch Railcard gives one third off rail fares."),
    (
        "Traspasa 25.000 € y llévate 500 € de bonificación.",
        "Bonificación por traspaso: 2 % del importe traspasado, para traspasos de 10.000 € o más.",
    ),
    ("Si tu compra es de 50 €, el envío te cuesta 4,90 €.", "Envío gratis a partir de 70 €; por debajo, 4,90 €."),
    ("Tu perro de 10 kilos también puede venir.", "Se admiten perros de hasta 15 kg."),
    (
        "Members, every $500 you spend in store turns into a $5 reward.",
        "Members earn 1 point for every $1 spent in store. Each 500 points convert into a $5 reward.",
    ),
    ("Take a fifth off our olive oil.", "Olive oil: regular price £8.50, now £6.80."),
    (
        "Get up to $400 back as bill credits over two years.",
        "Trade-in offer: up to $400, paid as 24 monthly bill credits.",
    ),
    (
        "Keep $10,000 in a 12-month Anchor CD and you'll earn $450 in interest by maturity.",
        "Anchor CD: fixed 12-month term, 4.50% APY, interest paid at maturity. The 6-month Anchor CD earns 4.10% APY.",
    ),
]
WRONG = [
    ("Over its two years, the plan costs £400 in all.", "Service plan: £19 a month over 24 months."),
    ("A £60 ticket could cost you £30 with a Larch Railcard.", "The Larch Railcard gives one third off rail fares."),
    (
        "Para una casa tasada en 200.000 €, puedes pedir hasta 180.000 €.",
        "Financia hasta el 80 % del valor de tasación.",
    ),
    ("Si tu compra es de 50 €, el envío es gratis.", "Envío gratis a partir de 70 €; por debajo, 4,90 €."),
    ("Si tu compra es de 80 €, el envío te cuesta 4,90 €.", "Envío gratis a partir de 70 €; por debajo, 4,90 €."),
    ("Tu perro de 20 kilos también puede venir.", "Se admiten perros de hasta 15 kg."),
    (
        "Si te roban un auto asegurado en $200,000, tu deducible será de $10,000.",
        "Deducible por daños: 5 % de la suma asegurada. Deducible por robo total: 10 % de la suma asegurada.",
    ),
    (
        "Traspasa 5.000 € y llévate 100 € de bonificación.",
        "Bonificación: 2 % del importe, para traspasos de 10.000 € o más.",
    ),
    ("Dogs welcome in all our cottages.", "Dogs are welcome at Rose Cottage; no pets are allowed at Lake Cottage."),
]


@pytest.mark.parametrize(("sentence", "evidence"), RIGHT)
def test_what_the_terms_make_of_a_case_is_shown(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"


@pytest.mark.parametrize(("sentence", "evidence"), WRONG)
def test_what_they_do_not_make_of_it_is_not(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"
