"""Figures that follow from those of the evidence, and denials in other words: none of them contradicts it."""

import pytest

from batuta.grounding.support import Evidence, support

WORKED_OUT = [
    ("With the ten-ride pass, each ride costs £2.40.", "A ten-ride pass costs £24. A single ride costs £3."),
    ("Con el bono de cinco baños, cada baño te sale a 9 €.", "El bono de cinco baños cuesta 45 €."),
    ("Six sessions for $150 instead of $180.", "A single session costs $30. The six-session pack costs $150."),
    (
        "Ahorras 18 € al año: 90 € con el pago anual en lugar de doce cuotas de 9 €.",
        "Cuesta 9 € al mes con cuotas mensuales o 90 € al año con el pago anual.",
    ),
    ("Half a million maps joined the archive.", "500,000 maps joined the archive."),
    ("Medio kilo de té por 14 €.", "Paquete de 500 g de té: 14 €."),
    ("The battery charges from 20% to 90% in 40 minutes.", "La batería se carga del 20 al 90 % en 40 minutos."),
    ("Abierto de nueve de la mañana a ocho de la tarde.", "Abierto de 9:00 a 20:00."),
    ("Open from seven in the morning to ten at night.", "Open from 7 a.m. to 10 p.m."),
    ("Applications close at six p.m. on the 4th of June.", "Applications close on June 4 at 18:00."),
]
CASES = [
    ("Turning 66? You can apply for the pass.", "People aged 60 to 75 can apply for the pass."),
    (
        "¿Compraste tu moto en 2020? Entra en el plan de recompra.",
        "En el plan de recompra entran motos compradas entre 2018 y 2024.",
    ),
    ("Is your dog 12 kg? The Nomad carrier fits.", "The Nomad carrier fits dogs of up to 20 kg."),
    ("¿Tu bici pesa 18 kg? El soporte Alto la aguanta.", "El soporte Alto aguanta bicis de hasta 25 kg."),
    ("Were your tyres made in 2021? We take them.", "We take tyres made from 2015 to 2024."),
]
DENIALS = [
    (
        "No hace falta que cambies de banco para domiciliar el recibo.",
        "Puedes domiciliar el recibo sin cambiar de banco.",
    ),
    ("You don't need a coach to join the club.", "You can join the club without a coach."),
    ("Skip the booking fee on all rooms.", "There is no booking fee on any room."),
    ("Evita la cola: saca la entrada en la web.", "Con la entrada de la web no hay cola."),
    ("Online returns cost you nothing extra.", "Online returns carry no extra charge."),
    ("Todos los jueves, menos los festivos, menú a 12 €.", "Todos los jueves, menú a 12 €. No se sirve en festivos."),
]


@pytest.mark.parametrize(("sentence", "evidence"), WORKED_OUT)
def test_what_can_be_worked_out_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")


@pytest.mark.parametrize(("sentence", "evidence"), [*CASES, *DENIALS])
def test_a_case_or_a_denial_in_other_words_is_no_contradiction(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label != "contradicted", decided.reasons("en")


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Each ride costs £2.80.", "A ten-ride pass costs £24."),
        ("Six sessions for $150 instead of $200.", "A single session costs $30. The six-session pack costs $150."),
        ("Ahorras 30 € al año con el pago anual.", "Cuesta 9 € al mes o 90 € al año con el pago anual."),
        ("Turning 78? You can apply for the pass.", "People aged 60 to 75 can apply for the pass."),
        ("Medio kilo de té por 14 €.", "Paquete de 250 g de té: 14 €."),
        ("Abierto hasta las nueve de la noche.", "Abierto de 9:00 a 20:00."),
    ],
)
def test_what_does_not_come_out_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"
