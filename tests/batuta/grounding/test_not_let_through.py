"""What reads like the evidence and claims more: averages, figures that stand apart, days that were left out, news."""

import pytest

from batuta.grounding.support import Evidence, support

AVERAGES = [
    ("Your parcel is with you in 26 hours.", "Last year parcels took an average of 26 hours to arrive."),
    ("Contestamos tu correo en 4 horas.", "En 2025 los correos se contestaron en un plazo medio de 4 horas."),
    ("A technician reaches you in 50 minutes.", "Technicians reach customers in an average time of 50 minutes."),
    ("Ahorras 120 € al año.", "El ahorro medio de nuestros clientes es de 120 € al año."),
    ("Repairs are done in 3 days.", "The median repair is done in 3 days."),
]
APART = [
    ("Bote de 500 g por 12 €.", "Bote de 250 g: 12 €. Bote de 500 g: 21 €."),
    ("The 2 TB drive is $89.", "The 1 TB drive costs $89. The 2 TB drive costs $139."),
    ("La caja de 3 litros sale a 9 €.", "Caja de 2 litros: 9 €; caja de 3 litros: 13 €."),
    ("Get 100 Mbps for £20 a month.", "50 Mbps: £20 a month. 100 Mbps: £28 a month."),
    ("Depósito a 24 meses al 2 %.", "Depósito a 12 meses al 2 %. Depósito a 24 meses al 3 %."),
]
LEFT_OUT = [
    ("Pensioners swim free.", "Pensioners swim free from Monday to Thursday."),
    ("Los peques desayunan gratis.", "Los peques desayunan gratis de lunes a viernes."),
    ("Students enter free.", "Students under 26 enter free with a local card shown before 11 a.m."),
    ("Entrada gratuita para familias.", "La entrada es gratuita para familias los domingos."),
    ("Dogs travel free.", "Dogs under 8 kg travel free with each full-fare passenger on weekdays."),
]
NEWS = [
    ("Just opened: our bakery in Leeds.", "Our bakery in Leeds opens from Monday to Saturday."),
    ("Recién llegada: la chaqueta Brisa.", "La chaqueta Brisa lleva capucha."),
    ("Our brand-new spa has a sauna.", "Our spa has a sauna."),
    ("Acabamos de abrir la piscina.", "La piscina abre a las 8:00."),
    ("Newly renovated rooms with a sea view.", "Rooms with a sea view."),
]


@pytest.mark.parametrize(("sentence", "evidence"), [*AVERAGES, *APART, *LEFT_OUT, *NEWS])
def test_what_claims_more_than_the_evidence_is_not_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), APART)
def test_a_figure_of_another_size_is_contradicted(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("On average, parcels take 26 hours.", "Parcels took an average of 26 hours."),
        ("Bote de 500 g por 21 €.", "Bote de 250 g: 12 €. Bote de 500 g: 21 €."),
        ("Pensioners swim free from Monday to Thursday.", "Pensioners swim free from Monday to Thursday."),
        ("Just opened: our bakery in Leeds.", "Our new bakery in Leeds is open."),
    ],
)
def test_what_is_said_in_full_is_supported(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label == "supported"
