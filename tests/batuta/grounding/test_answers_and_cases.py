"""Questions that a sentence answers itself, both cases of a condition, and what two named things have apart."""

import pytest

from batuta.grounding.answered import as_stated
from batuta.grounding.support import Evidence, support

DENIED = [
    ("Fees for using your debit card abroad? Not with us.", "Using the debit card abroad incurs a 2.75% fee."),
    ("Booking fees? None.", "A booking fee of £3 applies to every order."),
    ("Do you pay to send money abroad? No.", "Sending money abroad costs £2 a transfer."),
    (
        "¿Comisiones por usar la tarjeta fuera? Con nosotros, no.",
        "El uso de la tarjeta fuera tiene una comisión del 2 %.",
    ),
    ("¿Hay permanencia? No.", "La tarifa tiene una permanencia de 12 meses."),
    ("¿Desayuno incluido? Claro.", "Habitaciones desde 80 € la noche."),
    ("Breakfast included? Of course.", "Breakfast is not included."),
]
EITHER = [
    ("Si eres socio, tienes 60 días para cambiarlo; si no, también.", "Para socios, el plazo de cambio es de 60 días."),
    ("Free parking with or without a booking.", "Free parking for guests with a booking."),
    ("Member or not, you have 60 days to return it.", "For club members the return period is 60 days."),
    ("Con nómina no pagas comisión; sin ella, tampoco.", "Sin comisión con nómina domiciliada."),
]
APART = [
    ("Every match live, in 4K.", "The Football Pack shows every match live.", "The Cinema Pack has films in 4K."),
    ("Todas las series en 8K.", "El Pack Series ofrece todas las series.", "El Pack Deporte ofrece partidos en 8K."),
    ("Your Classic Pass comes with a locker.", "Classic Pass: pool and gym.", "Flexi Ticket: locker included."),
]
LOST = [
    ("Take 25% off anything with your student ID.", "Students receive 25% off womenswear with a student ID."),
    ("25% off womenswear with a student ID.", "25% off full-price womenswear with a student ID."),
    ("Download the app and get a coffee.", "You get a coffee after downloading the app and making an order."),
    ("Abre una cuenta y gana 100 €.", "Ganas 100 € tras abrir una cuenta y domiciliar dos recibos."),
    ("Switch to the network that Londoners trust most.", "Our network covers 99% of the London population."),
    ("La aseguradora que más recomiendan las familias.", "La aseguradora tiene un seguro para familias."),
    ("Dip into your One-Year Bond.", "One-Year Bond: withdrawals are not permitted before maturity."),
]
HELD = [
    ("Booking fees? None.", "There are no booking fees."),
    ("¿Comisión de mantenimiento? Cero.", "La cuenta no tiene comisión de mantenimiento."),
    ("Breakfast included? Of course.", "Breakfast is included."),
    ("¿Se admiten perros? Sí.", "Se admiten perros."),
    ("Seas socio o no, tienes 30 días.", "El plazo es de 30 días para socios y no socios."),
    ("Get 20% off scarves.", "20% off coats, boots and scarves."),
]


@pytest.mark.parametrize(("sentence", "evidence"), [*DENIED, *EITHER, *LOST])
def test_what_the_evidence_does_not_say_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


@pytest.mark.parametrize(("sentence", "one", "other"), APART)
def test_what_two_named_things_have_apart_is_not_supported_of_one(sentence: str, one: str, other: str) -> None:
    assert support(sentence, [Evidence("a", one), Evidence("b", other)]).label != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), HELD)
def test_answers_and_cases_that_the_evidence_has_are_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"


@pytest.mark.parametrize(
    "sentence", ["Changed your mind? No problem.", "Tea or coffee? Yes.", "¿Quieres ahorrar? Sí.", "How much? No more."]
)
def test_what_asks_about_the_reader_or_is_open_stays_a_question(sentence: str) -> None:
    assert as_stated(sentence) == sentence


NOT_CONTRADICTED = [
    ("Rinde al 2,25 % TAE desde el primer euro.", "Cuenta: 2,25 % TAE. Hasta 100.000 € garantizados por el Fondo."),
    ("A 12 meses sin intereses con tu tarjeta Sol.", "Hasta 12 meses sin intereses pagando con tarjetas Sol o Luna."),
    ("Until Sunday 8 November, a £40 coat is £28.", "30% off coats until Sunday 8 November. Coats £40."),
    ("Ring us any day of the week.", "Lines are open daily from 08:00 to 22:00."),
    ("Pay in £1,000 and the £12 fee disappears.", "The £12 fee is waived if you pay in £1,000."),
]


@pytest.mark.parametrize(("sentence", "evidence"), NOT_CONTRADICTED)
def test_what_is_said_otherwise_is_not_called_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "contradicted"


def test_a_fee_that_is_waived_is_none() -> None:
    assert support("No set-up fee.", [Evidence("f", "The set-up fee is waived.")]).label == "supported"
    assert support("You pay the set-up fee.", [Evidence("f", "The set-up fee is waived.")]).label == "contradicted"
