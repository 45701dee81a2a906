"""Figures that rates of the evidence come to, and numbers that are put in other ways."""

import pytest

from batuta.grounding.support import Evidence, support

SHOWN = [
    ("Four days with 800 miles included.", "Rentals include 200 miles per day."),
    ("A team of five comes to $720 a year.", "$12 per user per month. Minimum of five users."),
    ("Cinco usuarios por 60 € al mes.", "Cuesta 12 € por usuario al mes."),
    ("Dos botellas te salen por 12 €.", "Botella: 8 €. Segunda unidad al 50 %."),
    ("Un seguro de medio millón de pesos.", "Seguro: $500,000 MXN."),
    ("A quarter of a million dollars of cover.", "Cover: $250,000."),
    (
        "Buildings up to a million pounds, contents up to 75,000.",
        "Buildings up to £1m; contents up to £75,000.",
    ),
    ("29 € al mes el primer año, 38 € a partir del mes trece.", "29 €/mes los primeros 12 meses; después, 38 €/mes."),
]
NOT_SHOWN = [
    ("Four days with 900 miles included.", "Rentals include 200 miles per day."),
    ("A team of five comes to $700 a year.", "$12 per user per month. Minimum of five users."),
    ("Cinco usuarios por 72 € al mes.", "Cuesta 12 € por usuario al mes."),
    ("Dos botellas te salen por 11 €.", "Botella: 8 €. Segunda unidad al 50 %."),
    ("Un seguro de medio millón de pesos.", "Seguro: $250,000 MXN."),
    (
        "Buildings up to a million pounds, contents up to 85,000.",
        "Buildings up to £1m; contents up to £75,000.",
    ),
    ("29 € al mes el primer año, 38 € a partir del mes diez.", "29 €/mes los primeros 12 meses; después, 38 €/mes."),
]


@pytest.mark.parametrize(("sentence", "evidence"), SHOWN, ids=str)
def test_what_a_rate_comes_to_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")


@pytest.mark.parametrize(("sentence", "evidence"), NOT_SHOWN, ids=str)
def test_what_no_rate_comes_to_is_not(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"
