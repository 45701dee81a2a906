"""True sentences that put it in other words, and beside each kind the sentence that goes too far."""

import pytest

from batuta.grounding.support import Evidence, support

TRUE = [
    # not a penny
    ("La primera consulta no te cuesta un peso.", "La primera consulta es gratuita."),
    ("The fitting won't cost you a cent.", "The fitting is free of charge."),
    # a first time, and what comes after it
    (
        "Durante los doce primeros meses no pagas comisión de mantenimiento.",
        "La cuenta no tiene comisión de mantenimiento durante el primer año. A partir del segundo, son 4 € al mes, "
        "salvo nómina domiciliada.",
    ),
    # from where a time is counted
    ("Te da 1,5 GB para las próximas cuatro semanas.", "1500 MB válidos durante 28 días desde la activación."),
    # any of them
    ("Pause your membership for up to three months a year.", "Members may pause for 3 months in any calendar year."),
    # whole years
    ("Los menores de 12 duermen gratis.", "Los niños de hasta 11 años inclusive duermen gratis."),
    # what a limit allows
    ("Paga tu ortodoncia en 18 meses sin intereses.", "La ortodoncia se paga en hasta 18 meses sin intereses."),
    # other scales
    ("Wash the shirt at 86°F.", "Wash the shirt at 30 °C."),
    ("Keep five grand in your account.", "Keep £5,000 in your account."),
    # the reader's own
    ("Reserva tu parcela desde la app.", "Se reserva desde la app. La parcela cuesta 28 € por noche."),
    # what the reader is told to do
    ("Snap the cheque in the app.", "Cheques are paid in with the app. The app photographs the cheque."),
    # for all
    ("Los domingos, entrada gratis para todos.", "La entrada es gratuita los domingos para todos los públicos."),
    # an age asked for
    ("¿Tenés menos de 26? Pagá la mitad por tu abono.", "Abono: 50 % de descuento para menores de 26 años."),
]
TOO_FAR = [
    ("La primera consulta no te cuesta un peso.", "La consulta es gratuita desde la segunda visita."),
    (
        "No pagas nunca comisión de mantenimiento.",
        "La cuenta no tiene comisión de mantenimiento durante el primer año. A partir del segundo, son 4 € al mes.",
    ),
    ("Te da 1,5 GB para las próximas seis semanas.", "1500 MB válidos durante 28 días desde la activación."),
    ("Pause your membership for up to three months a year.", "Members may pause for 3 months."),
    ("Los menores de 13 duermen gratis.", "Los niños de hasta 11 años inclusive duermen gratis."),
    ("Paga tu ortodoncia en 24 meses sin intereses.", "La ortodoncia se paga en hasta 18 meses sin intereses."),
    ("Wash the shirt at 104°F.", "Wash the shirt at 30 °C."),
    ("Snap the cheque in the app for £5.", "Cheques are paid in with the app."),
    ("Lunes, entrada gratis para todos.", "La entrada es gratuita los domingos para todos los públicos."),
    ("¿Tenés menos de 30? Pagá la mitad por tu abono.", "Abono: 50 % de descuento para menores de 26 años."),
    # kinds and tiers
    ("Tu cuenta da un 2 % de interés.", "La cuenta Ahorro da un 2 % de interés."),
    ("Las habitaciones tienen balcón.", "Las habitaciones superiores tienen balcón."),
    ("Pets travel free by train and coach.", "Pets travel free by train. Coaches leave every hour."),
    ("Get the app, whatever your phone.", "Get the app."),
]
AGAINST = [
    ("We give you your money back.", "Tickets are non-refundable."),
    (
        "Every kettle comes with a two-year guarantee.",
        "All our kettles carry a 12-month guarantee. Our fridges carry a 24-month guarantee.",
    ),
    ("Solo podemos cambiártelo por otro.", "Le devolvemos su importe o se lo cambiamos por otro."),
]
NOT_AGAINST = [
    ("Reparamos tu horno en casa.", "Si el horno no enciende, lo reparamos."),
    (
        "Missed a direct debit? Tidewater won't charge you for it.",
        "Tidewater does not apply any fee for unpaid direct debits.",
    ),
    ("Recupera tu clase cualquier otro día.", "La clase se recupera otro día. No se devuelve la clase no recuperada."),
    ("Take the phone for $0 down.", "Phone: $30 a month for 24 months, $0 down."),
]


def _label(sentence: str, evidence: str) -> str:
    return support(sentence, [Evidence("e", evidence)]).label


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_in_other_words(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "supported"


@pytest.mark.parametrize(("sentence", "evidence"), TOO_FAR)
def test_goes_too_far(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), AGAINST)
def test_against_the_evidence(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "contradicted"


@pytest.mark.parametrize(("sentence", "evidence"), NOT_AGAINST)
def test_nothing_is_denied(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) != "contradicted"
