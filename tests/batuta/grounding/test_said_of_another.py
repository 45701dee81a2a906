"""What the evidence says of one thing, told of another: days and benefits that passages lend each other."""

import pytest

from batuta.grounding.support import Evidence, Label, support


def _label(sentence: str, *evidence: str) -> Label:
    return support(sentence, [Evidence(str(place), text) for place, text in enumerate(evidence)]).label


LENT = [
    ("Los sofás llegan en 4 días.", "Las lámparas llegan en 4 días.", "Los sofás se montan en tu salón."),
    ("The dishwasher has a five-year guarantee.", "The oven has a five-year guarantee.", "The dishwasher is quiet."),
    (
        "La hipoteca incluye seguro de vida.",
        "El préstamo personal incluye seguro de vida.",
        "La hipoteca es a 25 años.",
    ),
    (
        "Our drivers answer the phone at night.",
        "The help desk answers the phone at night.",
        "Our drivers wear a badge.",
    ),
    ("Los abrigos están al 40 %.", "Todas las bufandas, al 40 %.", "Vendemos abrigos, bufandas y guantes."),
]
IN_ONE_SENTENCE = [
    (
        "Los pendientes llevan dos años de garantía.",
        "Los relojes llevan dos años de garantía; los pendientes, estuche.",
    ),
    ("The survey is paid by the bank.", "Costs: the survey is paid by the buyer; the notary is paid by the bank."),
    ("The Gold bundle includes Cinemo and Tunely.", "Gold bundle: Cinemo is included. Tunely is our radio service."),
    ("La recogida es gratuita.", "La recogida nocturna es gratuita."),
    (
        "Las habitaciones familiares tienen balcón.",
        "Las suites tienen balcón; las habitaciones familiares tienen dos camas.",
    ),
]
OF_IT = [
    ("Los sofás se montan en tu salón.", "Las lámparas llegan en 4 días.", "Los sofás se montan en tu salón."),
    ("The oven has a five-year guarantee.", "The oven has a five-year guarantee.", "The dishwasher is quiet."),
    ("La hipoteca es a 25 años.", "El préstamo personal incluye seguro de vida.", "La hipoteca es a 25 años."),
    ("Our drivers wear a badge.", "The help desk answers the phone at night.", "Our drivers wear a badge."),
    ("Las bufandas están al 40 %.", "Todas las bufandas, al 40 %.", "Vendemos abrigos, bufandas y guantes."),
]
OTHER_DAYS = [
    ("El sorteo es el 4 de marzo.", "La tienda reabre el 4 de marzo.", "El sorteo es el 19 de febrero."),
    ("Voting ends on 7 June.", "The party is on 7 June.", "Voting ends on 30 May."),
    (
        "Las becas se piden hasta el 2 de julio.",
        "El comedor abre hasta el 2 de julio.",
        "Las becas se piden hasta el 9 de mayo.",
    ),
    ("The museum reopens on 3 April.", "Schools close on 3 April.", "The museum reopens on 21 April."),
    ("Recogida de trastos: 11 de enero.", "Mercadillo: 11 de enero.", "Recogida de trastos: 18 de enero."),
]


@pytest.mark.parametrize(("sentence", "one", "other"), LENT)
def test_a_thing_takes_nothing_that_is_said_of_another(sentence: str, one: str, other: str) -> None:
    assert _label(sentence, one, other) == "unsupported"


@pytest.mark.parametrize(("sentence", "one", "other"), OF_IT)
def test_what_is_said_of_the_thing_itself_is_supported(sentence: str, one: str, other: str) -> None:
    assert _label(sentence, *filter(None, (one, other))) == "supported"


@pytest.mark.parametrize(("sentence", "one", "other"), OTHER_DAYS)
def test_the_day_of_another_event_is_contradicted(sentence: str, one: str, other: str) -> None:
    assert _label(sentence, one, other) == "contradicted"


@pytest.mark.parametrize(("_", "one", "other"), OTHER_DAYS)
def test_the_day_of_the_event_itself_is_supported(_: str, one: str, other: str) -> None:
    assert _label(other, one, other) == _label(one, one, other) == "supported"


@pytest.mark.parametrize(("sentence", "evidence"), IN_ONE_SENTENCE)
def test_nor_of_another_in_the_same_sentence_of_the_evidence(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) != "supported"


SIBLINGS = [
    (
        "Your Pine policy gives you a hire car.",
        "Pine policy: fire and theft.",
        "Oak policy: hire car and roadside help.",
    ),
    ("Insurance comes with your card.", "The Amber card includes insurance.", "The Jade card has no fee."),
    ("La crema de noche lleva SPF 20.", "Crema de día: SPF 20.", "Crema de noche: con retinol."),
    ("El envío es gratis.", "El envío a Ceuta es gratis.", "El envío a Melilla cuesta 9 €."),
]
ITS_OWN = [
    (
        "Your Oak policy gives you a hire car.",
        "Pine policy: fire and theft.",
        "Oak policy: hire car and roadside help.",
    ),
    ("Insurance comes with the Amber card.", "The Amber card includes insurance.", "The Jade card has no fee."),
    ("La crema de día lleva SPF 20.", "Crema de día: SPF 20.", "Crema de noche: con retinol."),
]


@pytest.mark.parametrize(("sentence", "one", "other"), SIBLINGS)
def test_one_of_a_kind_lends_nothing_to_its_siblings_or_to_the_kind(sentence: str, one: str, other: str) -> None:
    assert _label(sentence, one, other) != "supported"
    assert _label(sentence, other, one) != "supported"


@pytest.mark.parametrize(("sentence", "one", "other"), ITS_OWN)
def test_one_of_a_kind_has_what_is_told_of_it(sentence: str, one: str, other: str) -> None:
    assert _label(sentence, one, other) == "supported"


OF_SOMEBODY_ELSE = [
    ("You get a kite when you recommend us.", "Recommend us and your friend gets a kite."),
    ("La baja se pide desde la app.", "La baja debe pedirse por escrito."),
    ("La propina está incluida.", "La propina no está incluida en la cuenta."),
    ("Enviamos a Canarias.", "Enviamos a Baleares. No enviamos a Canarias."),
    ("You get £30 when a friend signs up.", "Refer a friend: your friend gets £30 when they sign up."),
    ("Te llevas 30 € cuando un amigo contrata.", "Trae a un amigo: tu amigo recibe 30 € al contratar."),
    ("The cover starts by itself.", "Cover on the card must be activated by phone. Without it, claims are refused."),
    ("El descuento se aplica solo.", "El descuento debe solicitarse en la app."),
    ("La tienda de Soria te espera.", "La tienda de Soria cerró en mayo de 2025."),
    ("First you get the grant and then you send the receipts.", "The grant is paid once the receipts are sent."),
    ("Cena para los dos por 60 €.", "Cena: 30 € por persona y noche."),
    ("Te llevas 50 € si tu escuela te propone.", "Programa Aula: la escuela recibe 50 € por cada alumno que proponga."),
]
NOT_SHOWN = [
    ("Your stamps turn into cash without lifting a finger.", "You can turn your stamps into cash at any till."),
    ("We deliver by kayak.", "During the 2024 regatta we delivered by kayak."),
    ("La carta es ecológica.", "Los vinos de la carta son ecológicos."),
    ("Music for your scooter.", "Three months of music for your scooter."),
    ("Los vecinos no pagan el taller.", "Taller gratis para los vecinos en cursos de más de dos días."),
    ("Our jams contain 20% less sugar.", "Between 2018 and 2020 our jams contained 20% less sugar."),
    ("Our lofts have a garage.", "Lofts with two rooms have a garage."),
    ("Los socios repiten.", "El 70 % de los socios repiten."),
    ("Get £5 every time you park.", "£5 voucher on your first parking."),
    ("You can already enrol in the choir.", "Enrolment in the choir will open in May."),
    ("We collect in the evening.", "Collections between 8am and 6pm. Evening collections in Leeds only."),
    ("The Rook grill is dishwasher safe.", "The Rook grill toasts bread.", "The Jay grill is dishwasher safe."),
    ("Sopas y postres, gratis el martes.", "Sopas gratis el martes.", "Los postres se piden en barra."),
    ("Our cheeses are smoked.", "Two of our nine cheeses are smoked."),
    ("Los alumnos viajan a Roma.", "Los alumnos de segundo curso viajan a Roma."),
    ("Get phone help 24 hours a day.", "Phone help for Pro customers 24 hours a day."),
    ("You must bring a helmet.", "We lend you a helmet."),
    ("Tickets for £5.", "Members can buy one £5 ticket per day."),
    ("Bonus in your account each month.", "The bonus must be claimed each month in the app or it is lost."),
    ("We are sponsoring the regatta.", "In 2024 we sponsored the regatta."),
    ("You and your friend both get £30.", "Refer a friend: your friend gets £30."),
    ("Cats are welcome in our cafés.", "Cats are welcome on the patios of our cafés."),
    ("Our shops are open on Sundays.", "Our Baker Street shop is open on Sundays."),
    ("With Elm Saver you can take your money out and earn 3%.", "Elm Saver: 3% AER."),
    ("Get 5% off when you book a table.", "5% off when you book through our app."),
    ("Subimos tu límite en cuanto lo pidas.", "Puedes solicitar una subida del límite. Depende de tu historial."),
]
OF_THE_SAME = [
    ("Three months of music for your scooter.", "Three months of music for your scooter."),
    ("La baja se pide por escrito.", "La baja debe pedirse por escrito."),
    ("El 70 % de nuestros socios repiten.", "El 70 % de los socios repiten."),
    ("Your friend gets £30.", "Refer a friend: your friend gets £30. You get £20."),
    ("In 2024 we sponsored the regatta.", "In 2024 we sponsored the regatta."),
    ("Cats are welcome on the patios of our cafés.", "Cats are welcome on the patios of our cafés."),
    ("Two people, three nights: £180.", "£30 per person per night."),
    ("Activate your cover by phone.", "Cover on the card must be activated by phone."),
]


@pytest.mark.parametrize(("sentence", "evidence"), OF_SOMEBODY_ELSE)
def test_what_is_another_s_or_left_to_do_is_contradicted(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "contradicted"


@pytest.mark.parametrize("told", NOT_SHOWN)
def test_a_part_or_the_past_or_half_of_two_is_not_the_whole(told: tuple[str, ...]) -> None:
    assert _label(*told) == "unsupported"


@pytest.mark.parametrize(("sentence", "evidence"), OF_THE_SAME)
def test_what_the_evidence_tells_of_the_same_is_supported(sentence: str, evidence: str) -> None:
    assert _label(sentence, evidence) == "supported"
