"""Figures of another item, taxes, denials that reach only so far, and words that claim little."""

import pytest

from batuta.grounding.claims import read
from batuta.grounding.phrases import opened
from batuta.grounding.support import Evidence, Label, support


def _label(sentence: str, *evidence: str) -> Label:
    return support(sentence, [Evidence(str(place), text) for place, text in enumerate(evidence)]).label


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("25% off all bed linen.", "20% off all bed linen, 25% off towels."),
        ("Un 25 % de descuento en ropa de cama.", "20 % de descuento en ropa de cama, 25 % en toallas."),
        ("The Drama pass costs less than ten dollars.", "Drama pass: $12.99. Junior pass: $7.99."),
        ("El abono Cumbre cuesta menos de 10 €.", "Abono Cumbre: 12,99 €. Abono Valle: 7,99 €."),
        ("Nimbus Home brings you 100 Mbps.", "Nimbus Home: 67 Mbps. Cirrus Home: 100 Mbps."),
        (
            "El fondo Delta Sur cobra un 1,5 %.",
            "Fondo Delta Sur: comisión del 0,4 %. Fondo Beta Norte: comisión del 1,5 %.",
        ),
        ("The phone system is €20 a month, VAT included.", "Phone system: €20 a month plus VAT."),
        ("La centralita sale por 20 € al mes, IVA incluido.", "Centralita: 20 € al mes más IVA."),
        ("The desk is open day and night.", "The desk is open from 7:00 to 23:30."),
        ("La oficina abre a cualquier hora.", "La oficina abre de 7:00 a 23:30."),
    ],
)
def test_refuses_the_figure_of_something_else(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("20% off all bed linen.", "20% off all bed linen, 25% off towels."),
        ("Un 25 % en toallas.", "20 % de descuento en ropa de cama. 25 % en toallas."),
        ("Tres camisetas por 20 €.", "Camiseta: 8,99 € la unidad. Oferta: 3 camisetas por 20 €."),
        ("The phone system is €20 a month plus VAT.", "Phone system: €20 a month plus VAT."),
        ("We answer the phone day and night.", "We answer the phone 24/7."),
        ("Te atendemos a cualquier hora.", "Te atendemos las 24 horas."),
        ("Return the phone if it's not for you.", "The phone can be returned."),
        ("Puedes devolver el bolso si no te gusta.", "El bolso se puede devolver."),
        ("Los menores de 12 años entran gratis.", "Los niños que aún no hayan cumplido 12 años entran gratis."),
        ("Hasta los 30 años no pagas cuota.", "Hasta los 30 años no se paga cuota."),
        ("Your new bike comes with a lock.", "The bike comes with a lock."),
        ("Members travel free.", "Travel is free for members. Non-members pay €5."),
        ("El curso corre de nuestra cuenta.", "El curso es gratuito."),
        ("The course won't cost you a cent.", "There is no charge for the course."),
    ],
)
def test_supports_what_is_said_of_the_thing_itself(sentence: str, evidence: str) -> None:
    found = support(sentence, [Evidence("e", evidence)])
    assert found.label == "supported", found.reasons("en")


def test_a_phrase_is_opened_where_the_other_side_does_not_say_it() -> None:
    said, told = read("Withdraw with your debit card.", "en"), read("Debit is free. Cards cost £3.", "en")
    assert "debit card" in [unit.text for unit in said.units]
    assert {"debit", "card"} <= {unit.text for unit in opened(said, (told,)).units}


@pytest.mark.parametrize("sentence", ["This weekend we deliver your organic bread.", "We bring free bread home."])
def test_faint_words_lend_nothing_to_the_others(sentence: str) -> None:
    assert _label(sentence, "We deliver your bread.") == "unsupported"
