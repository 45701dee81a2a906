"""What only differs from the evidence is not called contradicted; what excludes it is."""

import pytest

from batuta.grounding.support import Evidence, support

NOT_CONTRADICTED = (
    ("We don't open the shop on Sundays.", "Store opening hours: Monday to Saturday, 9am to 7pm."),
    ("Si vives en Canarias, no te lo podemos enviar.", "Envíos a toda España salvo Canarias, Ceuta y Melilla."),
    ("Your no-claims discount stays intact.", "Non-fault claims do not affect the policyholder's no-claims discount."),
    ("No claim made, full refund.", "We will refund the premium in full unless a claim has been made."),
    ("Home start isn't included as standard.", "Home start is an optional extra at £2 a month."),
    (
        "Leave in month 13 or later and you won't owe an early exit charge.",
        "Early exit charges apply only to customers who leave during the minimum term of 12 months.",
    ),
    ("Un año de Hosting Uno son 48 € más IVA.", "Hosting Uno: 4 € al mes (IVA no incluido)."),
    (
        "Antes sí tiene coste: un 2 %.",
        "Rescate sin coste desde el segundo año; antes, penalización del 2 %.",
    ),
    ("Casi seis de cada diez clientes vienen recomendados.", "El 57 % de los clientes viene recomendado."),
    ("Clases de dos horas.", "Curso de 60 horas repartidas en 30 clases."),
    ("El robo queda fuera de tu Seguro Moto.", "Seguro Moto: robo no incluido."),
    ("En Formentera no retiramos gratis el colchón.", "Retiramos gratis el colchón, excepto en Ibiza y Formentera."),
    ("Staff turnover dropped by a third.", "Staff turnover fell from 18% to 12%."),
    ("Join before February and you won't pay a joining fee.", "Gym: joining fee £0 until 31 January."),
    ("Ingresa 600 € al mes y la comisión desaparece.", "Comisión de 5 € al mes, 0 € si ingresas 600 € al mes."),
    ("We're shut on Mondays.", "Museum: open Tuesday to Sunday."),
    ("Stay ninety minutes.", "The stay is free for the first two hours."),
)


@pytest.mark.parametrize(("sentence", "evidence"), NOT_CONTRADICTED)
def test_what_only_differs_is_not_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "contradicted"


CONTRADICTED = (
    ("El spa no abre los domingos.", "El spa está abierto de martes a domingo, de 10:00 a 21:00."),
    ("Enjoy the mid-contract price with no rises.", "The mid-contract price rises by £3 each April."),
    ("Relax in your own cabin.", "Cabins are not available on this route."),
    ("No exit fee if you leave.", "An exit fee of £75 applies if you leave."),
    ("Half price for six months.", "50% off for the first three months."),
    ("Make up to three claims.", "You may make two claims."),
    ("Hosting Uno por 4 € al mes más IVA.", "Hosting Uno: 4 € al mes (IVA incluido)."),
    ("Las transferencias tienen comisión.", "Transferencias sin comisión."),
)


@pytest.mark.parametrize(("sentence", "evidence"), CONTRADICTED)
def test_what_excludes_it_is_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "contradicted"


SUPPORTED = (
    (
        "Two adults and two kids of six and nine can spend the day with us for £68.",
        "Day tickets: adult £22, child (3–15) £12.",
    ),
    ("Más de la mitad de las lámparas se fabrica aquí.", "El 57 % de las lámparas se fabrica aquí."),
    ("Casi uno de cada cinco hogares tiene autoconsumo.", "El 18 % de los hogares tiene autoconsumo."),
    (
        "£22 a month and a one-off £10: that's £274 in total over 12 months.",
        "£22 per month on a 12-month plan. A one-off £10.",
    ),
    ("Shopping for less than £40? Delivery is just £3.50.", "Delivery is free from £40; below that it costs £3.50."),
    ("El certificado no se paga aparte.", "Certificado incluido."),
    ("You needn't pay extra for breakfast.", "Breakfast is included."),
    ("Del 1 al 15 de junio, un 10 % menos.", "10 % menos entre el 01/06 y el 15/06."),
    ("A kilo and a half of rice.", "Rice, 1500 g."),
)


@pytest.mark.parametrize(("sentence", "evidence"), SUPPORTED)
def test_what_is_worked_out_is_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "supported"


REFUSED = (
    ("Two adults and two kids of six and nine come in for £66.", "Day tickets: adult £22, child (3–15) £12."),
    ("Two adults and two kids of six and seventeen come in for £68.", "Day tickets: adult £22, child (3–15) £12."),
    ("Más de la mitad de las lámparas se fabrica aquí.", "El 43 % de las lámparas se fabrica aquí."),
    ("Casi uno de cada cinco hogares tiene autoconsumo.", "El 23 % de los hogares tiene autoconsumo."),
    ("Shopping for less than £40? Delivery is free.", "Delivery is free from £40; below that it costs £3.50."),
    ("You needn't pay extra for breakfast.", "Breakfast costs £9."),
    ("Del 1 al 18 de junio, un 10 % menos.", "10 % menos entre el 01/06 y el 15/06."),
)


@pytest.mark.parametrize(("sentence", "evidence"), REFUSED)
def test_what_does_not_come_out_is_refused(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "supported"


WAIVED = "Current account: monthly fee £12, waived in any month in which at least £1,000 is paid in."
BY_MECHANISM = (
    ("Pay in £1,000 or more and you won't be charged that month's £12 fee.", WAIVED),
    ("Keep £1,000 coming in each month and the £12 fee disappears.", WAIVED),
    (
        "Haz una compra al mes y no pagas anualidad.",
        "No cobra anualidad siempre que el tarjetahabiente realice al menos una compra al mes.",
    ),
    ("El precio no se moverá en el primer año.", "Precio fijo durante los primeros 12 meses."),
    ("Retira efectivo sin que te cobremos comisión.", "We do not charge a fee for cash withdrawals."),
    ("400 dólares al mes, impuestos aparte.", "Precio: 400 dólares al mes. Precios sin impuestos."),
    ("You can claim online at three in the morning.", "Claims can be submitted online at any time."),
    ("Until Sunday 8 November, 30% off.", "30% off until the end of Sunday 8 November."),
    ("Un año de Hosting son 48 €.", "Hosting: 4 € al mes."),
    ("We don't open the shop on Sundays.", "Store opening hours: Monday to Saturday, 9am to 7pm."),
    ("Si vives en Canarias no te lo podemos enviar.", "Envíos a toda España salvo Canarias, Ceuta y Melilla."),
    ("If you're a 24-year-old student, you pay half price.", "Students under 26 pay half price."),
    ("Spend $2,000 and you'll get $60 back.", "3% back, up to $6,000 in spend."),
)


@pytest.mark.parametrize(("sentence", "evidence"), BY_MECHANISM)
def test_what_meets_a_requirement_or_follows_is_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == "supported"


NOT_BY_MECHANISM = (
    ("The current account has no monthly fee.", WAIVED),
    ("The £12 fee disappears.", WAIVED),
    ("Keep £900 coming in each month and the £12 fee disappears.", WAIVED),
    (
        "Haz una compra y no pagas anualidad.",
        "No cobra anualidad siempre que el tarjetahabiente realice al menos una compra al mes.",
    ),
    ("Sin cuota.", "Cuota de 8 € al mes, bonificada al 100 % si domicilias la nómina."),
    ("El precio no se moverá.", "Precio fijo durante los primeros 12 meses."),
    ("Your price won't budge.", "Your price is frozen for 18 months."),
    ("400 dólares al mes, impuestos aparte.", "$400 per month, taxes included."),
    ("You can call us at three in the morning.", "Claims can be submitted online at any time."),
    ("Un año de Hosting son 44 €.", "Hosting: 4 € al mes."),
    ("We don't open the shop on Saturdays.", "Store opening hours: Monday to Saturday, 9am to 7pm."),
    ("You can't return items on Sundays.", "Shop open Monday to Saturday. Items can be returned within 30 days."),
    ("Si vives en Canarias te lo enviamos.", "Envíos a toda España salvo Canarias, Ceuta y Melilla."),
    ("We can't ship to the islands.", "Free shipping everywhere except the islands."),
    ("All items can be returned.", "All items can be returned except earrings."),
    ("If you're a 30-year-old student, you pay half price.", "Students under 26 pay half price."),
    ("Spend $8,000 and you'll get $240 back.", "3% back, up to $6,000 in spend."),
)


@pytest.mark.parametrize(("sentence", "evidence"), NOT_BY_MECHANISM)
def test_what_drops_the_requirement_is_refused(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label != "supported"
