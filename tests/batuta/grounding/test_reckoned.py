"""Figures that nobody wrote down and that follow all the same, and those beside them that do not."""

import pytest

from batuta.grounding.numbers import figures
from batuta.grounding.support import Evidence, support


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (
            "With the card, the £80 course is yours for £60.",
            "The course costs £80. Cardholders get 25% off the course.",
        ),
        (
            "Con la tarjeta, el curso de 80 € se queda en 60 €.",
            "El curso cuesta 80 €. Con la tarjeta, 25 % de descuento en el curso.",
        ),
        ("The second pair is £22.50.", "A pair costs £45. The second pair is half price."),
        ("El segundo par te sale por 22,50 €.", "Cada par cuesta 45 €. El segundo par, a mitad de precio."),
        ("The ferry is €24 for a return trip.", "The ferry costs €12 each way."),
        ("El ferri cuesta 24 € ida y vuelta.", "El ferri cuesta 12 € por trayecto."),
        ("Rent the bike for three days and pay €54.", "Bike rental: €18 a day."),
        ("Alquila la bici tres días y paga 54 €.", "Alquiler de la bici: 18 € al día."),
        ("The concert ends at quarter past ten.", "The concert starts at 8.30 p.m. and lasts 1 hour and 45 minutes."),
        (
            "El concierto acaba a las diez y cuarto de la noche.",
            "El concierto empieza a las 20:30 y dura 1 hora y 45 minutos.",
        ),
        ("The concert is over before eleven.", "The concert starts at 8.30 p.m. and lasts 1 hour and 45 minutes."),
        ("Más de ocho de cada diez alumnos aprueban.", "El 83 % de los alumnos aprueba."),
        ("More than eight in ten pupils pass.", "83% of pupils pass."),
        ("A full decade of warranty.", "The warranty is ten years."),
        ("Una década de garantía.", "La garantía es de 120 meses."),
        ("A dozen eggs for €4.", "12 eggs for €4."),
        ("Media docena de huevos por 2 €.", "6 huevos por 2 €."),
        ("Doors open at half six.", "Doors open at 6.30 p.m."),
        ("Las puertas abren a las seis y media.", "Las puertas abren a las 18:30."),
        ("La cita dura tres cuartos de hora.", "La cita dura 45 minutos."),
        ("The visit takes an hour and a half.", "The visit takes 90 minutes."),
        ("The room is 20 square metres.", "The room measures 20 m²."),
        ("El paquete pesa como mucho 4,5 kg.", "The parcel weighs at most 10 lb."),
    ],
)
def test_supports_what_the_figures_come_to(sentence: str, evidence: str) -> None:
    found = support(sentence, [Evidence("e", evidence)])
    assert found.label == "supported", found.reasons("en")


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (
            "With the card, the £80 course is yours for £55.",
            "The course costs £80. Cardholders get 25% off the course.",
        ),
        (
            "Con la tarjeta, el curso de 80 € se queda en 20 €.",
            "El curso cuesta 80 €. Con la tarjeta, 25 % de descuento en el curso.",
        ),
        ("The second pair is £15.", "A pair costs £45. The second pair is half price."),
        ("El ferri cuesta 12 € ida y vuelta.", "El ferri cuesta 12 € por trayecto."),
        ("The ferry is €30 for a return trip.", "The ferry costs €12 each way."),
        ("Alquila la bici tres días y paga 45 €.", "Alquiler de la bici: 18 € al día."),
        ("The concert ends at half past nine.", "The concert starts at 8.30 p.m. and lasts 1 hour and 45 minutes."),
        ("El concierto acaba antes de las diez.", "El concierto empieza a las 20:30 y dura 1 hora y 45 minutos."),
        ("Más de nueve de cada diez alumnos aprueban.", "El 83 % de los alumnos aprueba."),
        ("Una década de garantía.", "La garantía es de 12 meses."),
        ("Media docena de huevos por 2 €.", "12 huevos por 2 €."),
        ("Doors open at half six.", "Doors open at 5.30 p.m."),
        ("Las puertas abren a las seis menos cuarto.", "Las puertas abren a las 18:15."),
        ("La cita dura media hora.", "La cita dura 45 minutos."),
        ("The museum holds more than 6,000 works.", "The museum holds 4,000 works and had 10,000 visitors."),
        ("Gasta 100 € y recibe 5 €.", "Te devolvemos el 3 % de tus compras."),
    ],
)
def test_refuses_what_they_do_not_come_to(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "supported"


@pytest.mark.parametrize(
    ("text", "language", "reading"),
    [
        ("at ten to six", "en", (600.0, "clock")),
        ("open ten to six", "en", (10.0, "count")),
        ("at half seven", "en", (450.0, "clock")),
        ("a las ocho menos cuarto de la tarde", "es", (1185.0, "clock")),
        ("two and a half hours", "en", (2.5 / 24, "day")),
        ("8,50 € de cada 10 €", "es", (85.0, "percent")),
        ("at noon", "en", (720.0, "clock")),
        ("quarter past nine p.m.", "en", (1275.0, "clock")),
    ],
)
def test_reads_figures_in_words(text: str, language: str, reading: tuple[float, str]) -> None:
    found = figures(text, "es" if language == "es" else "en").quantities[0].readings
    assert any(value == pytest.approx(reading[0]) and unit == reading[1] for value, unit in found)
