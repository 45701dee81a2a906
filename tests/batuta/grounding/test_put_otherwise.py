"""True sentences in other words, and wrong ones in the same wordings."""

import pytest

from batuta.grounding.support import Evidence, support

SHOWN = [
    ("No pagas aparte ni el router ni la instalación.", "Fibra Nube: 29 € al mes, instalación y router incluidos."),
    ("Apuntarte no tiene coste de matrícula.", "Cuota de 34,90 € al mes sin matrícula."),
    ("You'll never pay for delivery on a Larch box.", "Larch pet food subscription. Delivery is always free."),
    ("You're never tied in for longer than a month.", "£11 a month on a 30-day rolling contract."),
    ("Didn't use all your gigs? They'll still be there next month.", "Unused data rolls over to the next month."),
    ("Puedes anular tu reserva sin coste hasta dos días antes.", "Cancelación gratuita hasta 48 horas antes."),
    ("¿Solo puedes el fin de semana? El sábado por la mañana estamos abiertos.", "Abrimos los sábados por la mañana."),
    ("All eight episodes of Saltwater on 3 October.", "Saltwater (8 episodes). The full season is out on 3 October."),
    ("Your uptime comes with a 99.9% SLA.", "Service level agreement of 99.9% monthly uptime."),
    ("Electricidad acreditada como renovable.", "Electricidad acreditada como renovable por la CNMC."),
    (
        "Los sábados cerramos a las ocho de la tarde.",
        "Abierto de lunes a viernes de 6:30 a 23:00 y sábados de 9:00 a 20:00.",
    ),
    ("El medio año de Fibra Nube te sale por 174 €.", "Fibra Nube 600 Mb: 29 € al mes durante los 6 primeros meses."),
    ("Tendrás un tutor solo para ti.", "Curso con tutor personal."),
]
NOT_SHOWN = [
    ("No pagas aparte el router.", "El router se paga aparte. La instalación va incluida."),
    ("No pagas aparte el router.", "Router: 3 € al mes. Instalación incluida."),
    ("Whatever you claim for, your excess is £150.", "The excess for water is £350; for all other claims it is £150."),
    (
        "Los sábados cerramos a las once de la noche.",
        "Abierto de lunes a viernes de 6:30 a 23:00 y sábados de 9:00 a 20:00.",
    ),
    ("Viajes con la tarifa que viajes, tu maleta va incluida.", "Flex fare: includes one suitcase."),
    ("Whichever card you choose, there's no annual fee.", "The Blue card has no annual fee."),
    ("New tyres? They're part of your plan.", "The plan covers one service. Brake pads and tyres are not covered."),
    ("After that it costs £24.99 a month.", "50% off your first box, then £24.99 a week."),
    ("You'll never pay an annual fee.", "No annual fee in the first year."),
    ("You'll never pay for delivery.", "Delivery is always free for new customers."),
    (
        "Make 30 transfers in a month and you'll pay £2 for them.",
        "Includes 20 free bank transfers a month, then 20p each for students only.",
    ),
    ("Pruébala gratis durante un mes.", "Suscripción de 15 € al mes. Prueba gratuita de 7 días."),
    ("Delivered by Friday.", "Delivered by Monday."),
]


@pytest.mark.parametrize(("sentence", "evidence"), SHOWN)
def test_the_same_in_other_words_is_shown(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"


@pytest.mark.parametrize(("sentence", "evidence"), NOT_SHOWN)
def test_what_is_wider_or_otherwise_is_not(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


def test_the_noun_that_only_says_which_is_not_denied() -> None:
    told = [Evidence("f", "The Larch ISA has instant access and no withdrawal penalty.")]
    assert support("Make a withdrawal from your Larch ISA on Sundays.", told).label == "unsupported"


AGAINST = [
    ("Our gift cards never expire.", "Gift cards are valid for 24 months from the date of purchase."),
    ("Chaqueta Luna con un -30 %: de 80 € a 60 €.", "Chaqueta Luna. Precio original: 80 €. Precio rebajado: 60 €."),
    ("Tu móvil por 9,90 € al mes durante medio año.", "Tarifa Ola: 9,90 €/mes durante los tres primeros meses."),
    (
        "Pay your Larch loan off early with no charge for doing so.",
        "If you repay your Larch loan early, we charge an early settlement fee.",
    ),
]


@pytest.mark.parametrize(("sentence", "evidence"), AGAINST)
def test_what_the_evidence_says_otherwise_is_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "contradicted"


def test_a_charge_that_is_denied_charges_nothing() -> None:
    told = [Evidence("f", "You can cancel at any time; no early termination charge applies.")]
    assert support("Leave at any time with no early exit fee.", told).label != "contradicted"
