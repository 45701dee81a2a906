"""That support has to be shown: of the same thing, in the same measure, with its conditions and its polarity."""

import pytest

from batuta.grounding.support import Evidence, support

CASES = [
    ("contradicted", "No tienes 60 días.", ["60 días para devolver."]),
    ("contradicted", "You do not get 60 days.", ["60 days to return it."]),
    ("supported", "No pagas más de 20 €.", ["Pagas como máximo 20 €."]),
    (
        "unsupported",
        "El queso curado Olmo no lleva lactosa.",
        ["El queso fresco Olmo no lleva lactosa.", "El queso curado Olmo pesa 300 g."],
    ),
    ("unsupported", "Nuestros talleres dan diploma.", ["El taller de cerámica da diploma."]),
    (
        "unsupported",
        "Te damos una semana gratis.",
        ["Una semana gratis a quienes traigan a un amigo antes del 3 de mayo."],
    ),
    (
        "supported",
        "Una semana gratis si traes a un amigo antes del 3 de mayo.",
        ["Una semana gratis a quienes traigan a un amigo antes del 3 de mayo."],
    ),
    ("contradicted", "Contrátalo a partir de los 65 años.", ["La edad máxima de contratación es de 65 años."]),
    ("contradicted", "Reserva por teléfono.", ["Las pistas no se pueden reservar por teléfono."]),
    ("contradicted", "El seguro cubre las prótesis.", ["El seguro cubre revisiones. Quedan excluidas las prótesis."]),
    ("unsupported", "Your order arrives in two days.", ["Orders arrive in two days on average."]),
    (
        "supported",
        "Start the wash at 11 p.m. on night rates.",
        ["Night rates apply from 10 p.m. to 6 a.m. to every wash you start."],
    ),
    ("contradicted", "Hasta 45 días para devolverlo.", ["Las devoluciones se aceptan durante 30 días."]),
    ("supported", "Good news: delivery is free.", ["Delivery is free of charge."]),
    ("supported", "Olvídate de la comisión de apertura.", ["Sin comisión de apertura."]),
    ("contradicted", "Pagas comisión de apertura.", ["Sin comisión de apertura."]),
    ("supported", "4 € al mes durante seis meses.", ["Seis meses por 24 €."]),
    ("contradicted", "5 € al mes durante seis meses.", ["Seis meses por 24 €."]),
    ("supported", "Pack up to 50 pounds.", ["Pack up to 22.7 kg."]),
    ("contradicted", "Pack up to 60 pounds.", ["Pack up to 22.7 kg."]),
    ("supported", "Nine in ten members renewed.", ["90% of members renewed."]),
    ("contradicted", "Eight in ten members renewed.", ["90% of members renewed."]),
    ("supported", "Open any day but Monday.", ["Open Tuesday to Sunday."]),
    ("contradicted", "Open any day but Friday.", ["Open Tuesday to Sunday."]),
    ("contradicted", "Paga después del día 10 y te damos 2 €.", ["Te damos 2 € si pagas antes del día 10."]),
    (
        "unsupported",
        "Everything in the shop is vegan.",
        ["The shop opens every morning. The biscuits in the shop are vegan."],
    ),
]


@pytest.mark.parametrize(("label", "sentence", "evidence"), CASES)
def test_support_is_shown(label: str, sentence: str, evidence: list[str]) -> None:
    decided = support(sentence, [Evidence(str(place), text) for place, text in enumerate(evidence)])
    assert decided.label == label, decided.reasons("en")


@pytest.mark.parametrize("hidden", ["gra\u200btis", "gr\u0430tis", "gra\u00adtis"])
def test_what_a_reader_sees_is_what_is_checked(hidden: str) -> None:
    priced = [Evidence("f", "El envío cuesta 5 €.")]
    assert support(f"Envío {hidden}", priced).label == support("Envío gratis", priced).label == "contradicted"
