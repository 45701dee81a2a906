"""Words that may be the whole claim are never read over, however much of the sentence is shown."""

import pytest

from batuta.grounding.support import Evidence, support


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Reserve a place on the course today.", "Waiting list for the course: reserve a place for March."),
        ("Reserva hoy tu plaza en el curso.", "Hay lista de espera para el curso; las plazas se reservan en marzo."),
        ("Cobra tu siniestro en 24 horas.", "Abrimos tu siniestro en 24 horas."),
        ("Collect your claim in 24 hours.", "We open your claim in 24 hours."),
        ("Our new lamp costs €30.", "The lamp costs €30."),
        ("La nueva lámpara de mesa cuesta 30 €.", "La lámpara de mesa cuesta 30 €."),
        ("Fresh bread for €2 a loaf.", "Bread for €2 a loaf."),
        ("We deliver to your door for €5.", "We deliver to the nearest pick-up point for €5."),
        ("Delivery this weekend for €5.", "Delivery for €5."),
        ("Entrega esta noche por 5 €.", "Entrega por 5 €."),
        ("Te lo llevamos hoy mismo a Sevilla.", "Te lo llevamos a Sevilla en 48 horas."),
    ],
)
def test_a_word_that_adds_a_fact_is_asked_for(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "supported"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Your new lamp comes with a bulb.", "The lamp comes with a bulb."),
        ("Tu nueva lámpara viene con bombilla.", "La lámpara viene con bombilla."),
        ("Te lo llevamos hoy mismo en Sevilla.", "Entrega el mismo día en Sevilla."),
        ("Equipaje con un peso máximo de 8 kg.", "Equipaje de mano de hasta 8 kg."),
        ("Cuesta un peso.", "Cuesta 1 peso."),
    ],
)
def test_what_is_the_readers_own_or_said_otherwise_is_not(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "supported"
