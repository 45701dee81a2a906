"""The same said in other forms: hours and days in words, intervals, calls to action, cases of a limit."""

import pytest

from batuta.grounding.support import Evidence, support

SAME = [
    ("Abrimos hasta medianoche.", "Abrimos hasta las 24:00 h."),
    ("The bar is open until midnight.", "The bar is open until 24:00."),
    ("La feria acaba el 14-06.", "La feria termina el 14 de junio."),
    ("Una caja de fruta cada quince días por 18 €.", "La caja de fruta quincenal cuesta 18 €."),
    ("A fortnightly box for £12.", "The box comes every two weeks for £12."),
    ("The sale ends on the last day of May.", "The sale runs from 05/16/2026 to 05/31/2026."),
    ("¿Tienes entre 20 y 30? Sin comisión de alta.", "Sin comisión de alta para clientes de 20 a 30 años."),
    ("Are you 24? No joining fee.", "No joining fee for customers aged 18 to 30."),
    ("Maletas en cabina siempre que no pasen de 10 kg.", "Maletas en cabina con un máximo de 10 kg."),
    ("Abrimos los siete días.", "Abrimos de lunes a domingo."),
    ("We are open any weekday.", "We are open Monday to Friday."),
]
INVITES = [
    ("Échale un vistazo al catálogo y dinos qué te parece.", "El catálogo se puede ver en la web."),
    ("Have a browse of the catalogue and bookmark what you love.", "The catalogue is online."),
    ("Apunta en tu agenda: el taller es el 3 de mayo.", "El taller es el 3 de mayo."),
    ("Save the date: the workshop is on 3 May.", "The workshop is on 3 May."),
    ("Reserva tu revisión de frenos gratis.", "La revisión de frenos es gratis."),
    ("Breakfast is included. Full stop.", "Breakfast is included."),
]
OTHERWISE = [
    ("Abrimos hasta medianoche.", "Abrimos hasta las 22:00 h."),
    ("Una caja de fruta cada quince días por 18 €.", "La caja de fruta mensual cuesta 18 €."),
    ("The sale ends on the last day of May.", "The sale runs from 05/16/2026 to 05/20/2026."),
    ("Are you 34? No joining fee.", "No joining fee for customers aged 18 to 30."),
    ("Abrimos los siete días.", "Abrimos de lunes a viernes."),
    ("Maletas en cabina siempre que no pasen de 12 kg.", "Maletas en cabina con un máximo de 10 kg."),
    ("Reserva tu revisión de frenos gratis.", "La revisión de frenos cuesta 20 €."),
    ("Puedes compartir la tarjeta con tu familia.", "La tarjeta es personal e intransferible."),
]


@pytest.mark.parametrize(("sentence", "evidence"), [*SAME, *INVITES])
def test_the_same_in_another_form_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")


@pytest.mark.parametrize(("sentence", "evidence"), OTHERWISE)
def test_another_value_in_the_same_form_is_not(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"
