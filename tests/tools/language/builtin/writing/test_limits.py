"""Which facts of a sheet limit the others, told by how they are built."""

import pytest

from batuta.material import FactWords
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import dated, limits_in_part, narrows


def said(text: str) -> Said:
    return Said(FactWords(source="f", key="f", text=text), (text,), text.rstrip("."), "benefit")


@pytest.mark.parametrize(
    "text",
    [
        "Ese precio es por 6 meses",
        "Desde el mes 7, $15.000 por mes",
        "Con tarjetas participantes",
        "Sin seguro, la visita cuesta $39",
        "Las mensualidades sin intereses son solo con tarjetas de la tienda",
        "Importe de 5.000 € a 50.000 €",
        "Nómina mínima de 1.200 € al mes",
        "0,168 €/kWh el resto del día",
        "Precio en habitación doble, con vuelo",
        "Viernes 14 de mayo de 2027, de 6 p. m. a medianoche",
        "Los 250 € tributan como rendimiento",
        "Hasta 5 litros de aceite",
        "then $35/mo",
        "AutoPay required; taxes & fees extra",
        "The usual annual price is €480.",
        "Book by January 22, 2027.",
        "The monthly price goes up by £3 every April",
        "Price for one adult under 60, Europe only.",
        "3.2% transfer fee",
        "£4.40 without a loyalty card.",
        "Exit fee of €50 in the first year.",
        "$99.96 in total.",
        "Ages 5 to 12",
        "Transfers in of £5,000 or more",
        "One withdrawal a year; more reduce the rate to 1.50%",
        "Standing charge of €0.62 a day",
        "Lasts 7 days from when you switch it on.",
        "Works in the EU and the UK.",
        "No vale en festivos ni vísperas de festivo.",
        "Los daños por agua tienen una franquicia de 150 €.",
        "CFT 0,00 %",
        "*$29: 30-year-old, $1,000 trip, 7 days.",
        "Elite plan req'd ($85/mo).",
        "10% service is added",
        "Plus members only; everyone else pays 46¢.",
        "Idle fee 40¢/min after a 10-min grace period.",
        "At 50 kW stations in Ohio and Indiana.",
        "8,000 miles a year, then 9p a mile.",
        "Optional final payment £7,850.",
        "€50 one-off activation",
        "Not sold to residents of New York or Washington.",
        "Pay when you book, no refunds.",
        "iPhone and Android; not on the web.",
        "Homes up to 1,500 sq ft",
        "Each extra 30 mins £1.50.",
        "£49 only for people whose pass has lapsed.",
        "Plan year maximum $1,500 per person; deductible $50.",
        "Modelos 2021 en adelante, sin motores diésel",
        "Cuotas: solo Visa y Mastercard de Banco Andes",
        "1 vez por línea al mes, vigencia 31 dic 2026",
        "Transporte aparte: 29 €.",
        "Los trenes de las 8 quedan fuera.",
        "El saldo por encima de 30.000 € no se remunera.",
        "Vale para envíos de $50 a $1,000 pagados con tarjeta de débito.",
        "Se llega a Oro con $6,000 de compras en 12 meses.",
        "No alcanza a matrícula ni comedor",
        "Madrid capital y Alcalá",
        "Investing involves risk, including loss of principal.",
        "plan continues year to year until you cancel",
        "Hay que calibrarla con un tensiómetro de brazo cada 28 días.",
        "Pedidos desde $150, de lunes a viernes",
        "reservando en línea con el código VIAJA27",
        "clip the coupon in the app before you check out",
        "al terminarse los 8 GB navegas a 128 kbps",
        "Llamadas con política de uso justo de 3,000 minutos",
        "29.4p/kWh all other hours",
        "£250 deposit held on a credit card at pick-up",
        "drivers under 25: + £14 a day",
        "34 countries outside the EU, list in the app",
        "Basic has ads.",
        "prepaid, non-refundable",
        "Tarifa Mini: sin cambios ni devolución.",
        "NSW homes with a smart meter",
    ],
)
def test_a_limit_is_one_by_its_build(text: str) -> None:
    assert narrows(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "250 € brutos por domiciliar la nómina",
        "Segunda unidad al 50 % en aceite",
        "Desde $8,990 MXN por persona",
        "Sin permanencia",
        "Hasta 12 meses sin intereses",
        "Asistencia vial las 24 horas",
        "La cuota es de 39 € al mes",
        "$280.000 por persona en base doble",
        "Con una recarga de $150 o más, el plan incluye 6 GB",
        "El consultorio atiende de lunes a sábado, de 9 a 19 h.",
        "buy two houseplants, get one free",
        "£29.99 a month on a 24-month contract",
        "20% off when you spend £50 or more",
        "$15 off a full oil change",
        "The price includes breakfast",
        "Router included",
        "La prima anual es de 4100 pesos para conductores con más de tres años sin siniestros",
        "Lockers open 24 hours a day.",
        "12% off the auto premium when renters insurance is added",
        "£0 setup when ordered online",
        "2 months at $0, then $49/mo + $6 per employee per month",
        "Plan con anuncios a $79 al mes",
        "No pagas comisión de apertura",
        "Vuelve con 2 cestas por 29 € (precio normal: 44 €)",
        "$89 a visit, 3 visits required",
        "12 meses sin intereses con tarjetas participantes",
        "Entrada a 5 €",
        "The monthly fee is $12 below $2,500",
        "Lir Gigabit + TV €45 a month for 12 months, €79 after that",
    ],
)
def test_an_offer_or_a_benefit_limits_nothing(text: str) -> None:
    assert not narrows(said(text))


def test_days_may_be_told_without_what_they_limit_and_those_entitled_may_not() -> None:
    assert dated(said("Tuesdays and Wednesdays, February 2 to March 10, 2027."))
    assert not dated(said("Solo para dinero nuevo, hasta el 30 de junio"))
    assert not dated(said("Members only, 3 to 9 May"))


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Add-ins $1 each; airport stores excluded.", True),
        ("Zona A; la zona B cuesta 15 €.", True),
        ("Niveles: Plata, 15 % de descuento; Oro, 25 %.", False),
        ("Towels and sauna included.", False),
    ],
)
def test_a_clause_can_limit_what_others_offer(text: str, limits: bool) -> None:
    assert limits_in_part(said(text)) is limits
