"""What limits the evidence is said with it: conditions, ceilings, waiting times, places, reserves, lesser promises."""

import pytest

from batuta.grounding.claims import read
from batuta.grounding.restricted import complements
from batuta.grounding.support import Evidence, support
from batuta.text import Language

LEFT_OUT = [
    ("Tu póliza cubre la ortodoncia.", "La póliza cubre la ortodoncia, con un copago de 20 €, y las limpiezas."),
    ("Get 8% back on fuel.", "Get 8% back on fuel, with a cap of £12 a month."),
    ("Te llevas un 6 % en transporte.", "Un 6 % en transporte para titulares que paguen con el móvil."),
    ("Drivers save £70.", "Drivers who fit a tracker save £70."),
    ("El spa es gratuito.", "El spa es gratuito en hoteles participantes."),
    ("Cancela gratis tu clase.", "Cancela gratis tu clase con una antelación de 12 horas."),
    ("We waive the set-up fee.", "We waive the set-up fee upon signing a two-year contract."),
    ("Segundo café gratis.", "Segundo café gratis. Solo para socios."),
    ("The gym is open at night.", "The gym is open at night to members with a gold pass."),
    ("Revisión sin coste.", "Revisión sin coste, previa cita en el taller."),
]
NARROWER = [
    ("Lounge access is included.", "Lounge access is included in first class."),
    ("The router is free.", "The router is free on 24-month plans."),
    ("The boot holds 410 litres.", "The boot holds 410 litres with the rack removed."),
    ("La bici pesa 21 kg.", "La bici pesa 21 kg sin la batería."),
    ("El billete cuesta 90 €.", "El billete cuesta 90 € por trayecto."),
    ("The software is $12 a month.", "The software is $12 per user per month."),
    ("Los mayores viajan gratis.", "Los mayores que presenten la tarjeta dorada viajan gratis."),
    ("No hay recargos.", "No hay recargos para las maletas."),
    ("Abrimos de 9:00 a 14:00 h.", "Abrimos de martes a viernes de 9:00 a 14:00 h."),
    ("Te damos un cupón.", "Te damos un cupón por cada 30 € de compra."),
]
NARROWER_KEPT = [
    ("In first class, lounge access is included.", "Lounge access is included in first class."),
    ("With the rack removed, the boot holds 410 litres.", "The boot holds 410 litres with the rack removed."),
    ("La bici pesa 21 kg sin la batería.", "La bici pesa 21 kg sin la batería."),
    ("El billete sale a 90 € el trayecto.", "El billete cuesta 90 € por trayecto."),
    ("Si presentas la tarjeta dorada, viajas gratis.", "Los mayores que presenten la tarjeta dorada viajan gratis."),
    ("No hay recargos para tus maletas.", "No hay recargos para las maletas."),
    ("De martes a viernes abrimos de 9:00 a 14:00 h.", "Abrimos de martes a viernes de 9:00 a 14:00 h."),
    ("Abrimos los martes.", "Abrimos de martes a viernes de 9:00 a 14:00 h."),
]
KEPT = [
    (
        "La ortodoncia está cubierta con un copago de 20 €.",
        "La póliza cubre la ortodoncia, con un copago de 20 €, y las limpiezas.",
    ),
    ("Tu póliza cubre las limpiezas.", "La póliza cubre la ortodoncia, con un copago de 20 €, y las limpiezas."),
    ("Get 8% back on fuel, up to £12 a month.", "Get 8% back on fuel, with a cap of £12 a month."),
    ("Drivers save £70 when they fit a tracker.", "Drivers who fit a tracker save £70."),
    ("Con cita previa, revisión sin coste.", "Revisión sin coste, previa cita en el taller."),
    ("Segundo café gratis para socios.", "Segundo café gratis. Solo para socios."),
    ("La chaqueta es impermeable.", "La chaqueta, con capucha y bolsillos, es impermeable."),
    ("El agua está incluida.", "El agua está incluida para que no te falte de nada."),
    ("The pool is heated.", "The pool is heated and has a view of the bay."),
]
OTHERWISE_SAID = [
    ("Not happy? We wash it again.", "If you are not satisfied, we wash it again."),
    ("Con un adulto, los niños entran gratis.", "Los niños entran gratis acompañados de un adulto."),
    ("Free delivery when you sign up.", "Free delivery when you register."),
    ("Sin cargo en tienda.", "Recogida sin cargo en tienda o en la web."),
    ("Earn 3 points per euro.", "Earn 3 points per euro in store or online."),
    ("Empieza a ahorrar con 50 €.", "El importe mínimo para ahorrar es de 50 €."),
]
OTHERWISE = [
    ("10 % de descuento al contratar la fibra.", "10 % de descuento al contratar el seguro. La fibra llega a 1 Gb."),
    (
        "If you change your mind about the colour, cleaning is free.",
        "If you are not satisfied with the price, cleaning is free. Choose the colour.",
    ),
    ("Free lessons for kids with an adult.", "Free lessons for kids accompanied by a teacher. An adult pays £5."),
    ("Sin cargo en la web.", "Recogida sin cargo en tienda. Consulta la web."),
]
RESERVED = [
    ("La obra dura un mes.", "La obra puede durar un mes."),
    ("The tablets relieve pain.", "The tablets may relieve pain."),
    ("You will receive a credit of £20.", "You can apply for a credit of £20."),
    ("Te llevas una bicicleta.", "Entra en el sorteo de una bicicleta."),
    ("Peso de 3 kg.", "Peso aproximado de 3 kg."),
    ("Your loan is approved.", "You can apply for a loan; it is subject to approval."),
]
RESERVE_KEPT = [
    ("La obra puede durar un mes.", "La obra puede durar un mes."),
    ("The tablets may relieve pain.", "The tablets may relieve pain."),
    ("Apply for a credit of £20.", "You can apply for a credit of £20."),
    ("Entra en el sorteo de una bicicleta.", "Entra en el sorteo de una bicicleta."),
    ("You may cancel.", "You may cancel."),
]


@pytest.mark.parametrize(("sentence", "evidence"), [*LEFT_OUT, *NARROWER, *OTHERWISE, *RESERVED])
def test_a_limit_or_reserve_that_is_left_out_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "unsupported"


@pytest.mark.parametrize(("sentence", "evidence"), [*KEPT, *NARROWER_KEPT, *OTHERWISE_SAID, *RESERVE_KEPT])
def test_what_is_said_with_its_limit_or_has_none_is_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"


@pytest.mark.parametrize(
    ("text", "language", "limit", "limited"),
    [
        ("Cubre el parto, con una carencia de un mes, y la estancia.", "es", "con una carencia de un mes", "el parto"),
        ("Fibra y móvil a 30 €, para nuevos clientes", "es", "para nuevos clientes", "Fibra y móvil a 30 €"),
        ("Customers who insure a car save 15%.", "en", "Customers who insure a car", "save 15%"),
        ("If you pay online, delivery is free.", "en", "If you pay online", "delivery is free"),
    ],
)  # fmt: skip
def test_a_complement_limits_what_it_belongs_to(text: str, language: Language, limit: str, limited: str) -> None:
    found = next(iter(complements(read(text, language))))
    assert text[found.start : found.end].strip() == limit
    assert limited in " ".join(text[first:last] for first, last in found.limited)


QUOTAS = [
    ("Bags fly free.", "One bag flies free per booking."),
    ("Grandparents swim free.", "One grandparent swims free with every two children."),
    ("Los postres van incluidos.", "Un postre incluido por menú."),
    ("Tus sobrinos entran gratis.", "El primer sobrino entra gratis."),
    ("Los guías son titulados.", "La mitad de los guías son titulados."),
    ("Your bag flies free.", "One bag flies free with each adult."),
]
QUOTAS_KEPT = [
    ("One bag per booking flies free.", "One bag flies free per booking."),
    ("La mitad de nuestros guías son titulados.", "La mitad de los guías son titulados."),
    ("Points never expire.", "Points never expire. 10 points for each euro."),
]


@pytest.mark.parametrize(("sentence", "evidence"), QUOTAS)
def test_so_many_of_something_are_not_all_of_it(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "unsupported"


@pytest.mark.parametrize(("sentence", "evidence"), QUOTAS_KEPT)
def test_so_many_may_be_told_as_so_many(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"
