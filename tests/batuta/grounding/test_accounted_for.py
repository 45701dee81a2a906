"""Every word of a sentence has to be accounted for: by a word of its own meaning, said of the same thing."""

import pytest

from batuta.grounding.support import Evidence, support

LENT = [
    ("Tarjeta de débito gratis.", "La tarjeta virtual es gratis. La tarjeta de débito se envía a casa."),
    ("Contrata por teléfono y en tienda.", "La contratación se hace por teléfono. En tienda se recogen los pedidos."),
    ("Cancel by phone or in branch.", "You can cancel by phone. Branches open at nine."),
    ("Sofás de piel con envío gratis.", "Sofás con envío gratis. Sillas de piel."),
    ("Leather sofas are delivered free.", "Sofas are delivered free. Leather chairs are in stock."),
    ("Members and guests swim free on Fridays.", "Members swim free on Fridays. Guests are welcome."),
    ("Cubre robo y daños por agua.", "Cubre el robo. Los daños por agua se comunican por la app."),
    ("Refunds go to your card or to your account.", "Refunds go to your card. You can open an account online."),
    ("Earn miles on hotels and flights.", "Earn miles on flights. Hotels can be booked on our site."),
]
OF_ONE_KIND = [
    ("Delivery is tracked.", "Express delivery is tracked."),
    ("The app is available in Spanish.", "The iPhone app is available in Spanish."),
    ("Tyres are fitted while you wait.", "Winter tyres are fitted while you wait."),
    ("Rooms have air conditioning.", "Family rooms have air conditioning."),
    ("La entrega está asegurada.", "La entrega exprés está asegurada."),
]
OF_A_LIKE_STEM = [
    ("Carga tu coche gratis en casa.", "Carga tu coche gratis."),
    ("Con la tarifa tienes un router gratis.", "Con la tarifa no pagas nada."),
    ("Your evening class is free.", "Your class is free."),
    ("The manager calls you within 2 hours.", "We call you within 2 hours."),
]
AFTER_A_QUESTION = [
    ("¿Te gusta viajar? Reserva con un experto desde la app.", "Reserva por teléfono."),
    ("Fancy a swim? The heated pool opens at nine.", "The pool opens at nine."),
    ("Found it cheaper on an auction site? We match it.", "We match prices. Prices on auction sites are excluded."),
]
BOTH = [
    ("$65 a month with AutoPay.", "$65 a month with AutoPay and paperless billing."),
    ("Sin comisión si domicilias la nómina.", "Sin comisión si domicilias la nómina y usas la tarjeta."),
    ("Free delivery when you join the club.", "Free delivery when you join the club and pay by direct debit."),
]
SAID_ELSEWHERE = [
    ("Take money out without paying a cent.", "Cash withdrawals are free if you pay by direct debit."),
    ("Your washer has a three-year warranty.", "Washers come with a 3-year warranty for purchases made in the app."),
    ("Recógelo en la tienda sin coste.", "Recogida en tienda gratuita en nuestra oficina de Madrid."),
    ("Los electricistas están titulados.", "Los electricistas están titulados de lunes a viernes."),
    ("Pets are welcome.", "Se admiten mascotas de lunes a viernes."),
]
KEPT = [
    ("Si vives en nuestra zona, el alta es gratis.", "Alta gratis, siempre que el cliente viva en nuestra zona."),
    ("Compra una vez al mes y olvídate de la anualidad.", "Sin anualidad si el titular realiza una compra al mes."),
    ("Express delivery is tracked.", "Express delivery is tracked. Standard delivery takes 3 days."),
    ("Tarjeta virtual gratis.", "La tarjeta virtual es gratis. La tarjeta de débito se envía a casa."),
    ("Llévatelo a casa.", "Entrega a domicilio."),
    ("Members swim free on Fridays.", "Members swim free on Fridays. Guests are welcome."),
]


@pytest.mark.parametrize(
    ("sentence", "evidence"), [*LENT, *OF_ONE_KIND, *OF_A_LIKE_STEM, *AFTER_A_QUESTION, *BOTH, *SAID_ELSEWHERE], ids=str
)
def test_a_word_without_its_own_evidence_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), KEPT, ids=str)
def test_what_is_accounted_for_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")
