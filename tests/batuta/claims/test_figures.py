"""Figures, dates and the roles of percentages as an advertisement means them."""

from datetime import date

import pytest

from batuta.claims.figures import days, figures
from batuta.claims.normal import normal
from batuta.claims.roles import percents
from batuta.text import Language


def values(text: str, language: Language = "es") -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in figures(normal(text).text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.500,50 €", [(1500.5, "EUR")]),
        ("€1,500.50", [(1500.5, "EUR")]),
        ("9.000 €", [(9000, "EUR")]),
        ("7,76 %", [(7.76, "percent")]),
        ("7.76%", [(7.76, "percent")]),
        ("tres por ciento", [(3, "percent")]),
        ("a 60 meses", [(60, "month")]),
        ("durante 2 años", [(24, "month")]),
        ("50 GB de datos", [(50, "GB")]),
        ("fibra de 1 Gb", [(1000, "Mbps")]),
        ("600 Mbps simétricos", [(600, "Mbps")]),
    ],
)
def test_a_figure_is_its_value_in_one_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A hundred and twenty gigs of data every month", [(120, "GB")]),
        ("A 120-gig plan", [(120, "GB")]),
        ("Three gigs in Hull, Leeds and York: live music", [(3, "count")]),
    ],
)
def test_gigs_are_data_but_not_on_a_stage(text: str, units: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(normal(text).text, "en")] == units


def test_rounding_hides_half_of_the_last_digit() -> None:
    assert [f.grain for f in figures("7,8 % y 7,76 % y 8 %", "es")] == pytest.approx([0.05, 0.005, 0.5])


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("TIN 6,95 %, TAE 7,18 %", ["nominal", "annual"]),
        ("6,95 % TIN, 7,18 % TAE", ["nominal", "annual"]),
        ("6,95% (7,18% TAE)", ["share", "annual"]),
        ("comisión de apertura del 2 %", ["fee"]),
        ("21 % de IVA", ["tax"]),
        ("20 % de descuento", ["discount"]),
        ("-20 %", ["discount"]),
        ("te devolvemos el 5 %", ["cashback"]),
        ("3 % de rentabilidad anual", ["interest"]),
        ("4.5% APY", ["annual"]),
        ("APR 6.50%, fixed", ["annual"]),
        ("Apr 6 to Apr 9: 6.50% APR", ["annual"]),
        ("al 94 % de nuestros clientes", ["share"]),
    ],
)
def test_a_percentage_is_what_the_words_around_it_say(text: str, roles: list[str]) -> None:
    folded = normal(text).text
    assert [rate.role for rate in percents(folded, figures(folded, "es"))] == roles


def test_a_day_without_a_year_is_the_next_one() -> None:
    today = date(2026, 12, 15)
    found = days(normal("Hasta el 31 de enero, desde el 10 de diciembre, el 5/5/2027, el 31 de febrero").text, today)
    assert [(d.day, d.until) for d in found] == [
        (date(2027, 1, 31), True),
        (date(2026, 12, 10), False),
        (date(2027, 5, 5), False),
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("cinco con noventa y cinco por ciento nominal anual", "es", [("nominal", 5.95)]),
        ("siete coma dos por ciento TAE", "es", [("annual", 7.2)]),
        ("seis y medio por ciento TIN", "es", [("nominal", 6.5)]),
        ("a fixed five point nine percent APR", "en", [("annual", 5.9)]),
        ("interés nominal fijo del siete y medio", "es", [("nominal", 7.5)]),
        ("TIN del 7,5", "es", [("nominal", 7.5)]),
        ("al menos un 95 % de algodón", "es", [("share", 95)]),
    ],
)
def test_a_rate_in_words_is_that_rate(text: str, language: Language, expected: list[tuple[str, float]]) -> None:
    folded = normal(text).text
    assert [(rate.role, rate.figure.value) for rate in percents(folded, figures(folded, language))] == expected


def test_a_number_of_months_behind_a_rate_is_no_rate() -> None:
    assert values("TIN del 6 meses") == [(6, "month")]
