"""What follows from evidence in other words, and what seems to follow and does not."""

import pytest

from batuta.grounding.support import Evidence, support
from batuta.grounding.weekdays import weekdays

FOLLOWS = [
    ("El precio no cambia en 12 meses.", "Precio fijo durante 12 meses."),
    ("You pay 10% less.", "10% discount."),
    ("No pagas cuota de alta.", "Cuota de alta gratuita."),
    ("Delivered from Monday to Friday.", "Repartimos de lunes a viernes."),
    ("Cerrado los domingos.", "Abrimos de lunes a sábado."),
    ("La visita dura una hora y media.", "The visit takes 90 minutes."),
    ("Dura 2 h 15 min.", "It takes 2 hours and 15 minutes."),
    ("Plastic-free bottles.", "We use no plastic in our bottles."),
    ("Not compatible with Linux.", "No es compatible con Linux."),
    ("Llamadas ilimitadas por 12 € al mes por línea.", "12 € por línea al mes con llamadas ilimitadas."),
    ("De octubre a junio.", "Between October and June."),
    ("Five or more years of experience.", "At least five years of experience."),
]
DOES_NOT = [
    ("El precio cambia en 12 meses.", "Precio fijo durante 12 meses.", "contradicted"),
    ("Pagas la cuota de alta.", "Cuota de alta gratuita.", "contradicted"),
    ("Open every day.", "Open Monday to Saturday.", "contradicted"),
    ("Abrimos los domingos.", "Cerrado los domingos.", "contradicted"),
    ("Te atendemos los sábados.", "Te atendemos de lunes a viernes.", "contradicted"),
    ("Funciona con Linux.", "No es compatible con Linux.", "contradicted"),
    ("Garantía de por vida.", "Garantía de 3 años.", "contradicted"),
    ("Only online.", "Available online and in store.", "contradicted"),
    ("Children travel free.", "Children under 4 travel free.", "unsupported"),
    ("Luz a 0,09 €/kWh.", "Luz a 0,09 €/kWh de 0:00 a 6:00.", "unsupported"),
    ("Datos sin límite de velocidad.", "Llamadas ilimitadas y velocidad de 300 Mb.", "unsupported"),
    ("Facturación mensual.", "12 € al mes, facturación anual.", "contradicted"),
    ("Incluye tres revisiones.", "Incluye una revisión.", "contradicted"),
    ("Te devolvemos el dinero.", "El bono no es reembolsable.", "contradicted"),
    ("Breakfast included.", "Dinner included. Breakfast costs extra.", "contradicted"),
    ("Bebidas incluidas.", "Pan incluido. Bebidas aparte.", "contradicted"),
    ("Segunda camiseta a mitad de precio.", "Segunda camiseta al 50 %, la prenda de menor precio.", "unsupported"),
    ("Trae a quien quieras gratis.", "Puedes traer gratis a un amigo.", "unsupported"),
]


@pytest.mark.parametrize(("sentence", "evidence"), FOLLOWS)
def test_what_follows_in_other_words_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")


@pytest.mark.parametrize(("sentence", "evidence", "label"), DOES_NOT)
def test_what_only_seems_to_follow_is_not(sentence: str, evidence: str, label: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == label


@pytest.mark.parametrize(
    ("text", "days", "ruled_out"),
    [
        ("Abierto de martes a domingo", {1, 2, 3, 4, 5, 6}, False),
        ("Closed on Mondays", {0}, True),
        ("We are not closed on Mondays", {0}, False),
        ("los fines de semana y los lunes", {0, 5, 6}, False),
        ("Friday to Monday", {0, 4, 5, 6}, False),
        ("every day of the week", {0, 1, 2, 3, 4, 5, 6}, False),
    ],
)
def test_days_of_the_week_are_read_as_sets(text: str, days: set[int], ruled_out: bool) -> None:
    (found,) = weekdays(text)
    assert (set(found.days), found.ruled_out) == (days, ruled_out)


def test_a_month_of_may_or_a_name_is_no_day_of_the_week() -> None:
    assert weekdays("You may call in May; el domicilio de Sabadell") == ()
