"""Figures of English and Spanish as values."""

import pytest

from batuta.grounding.numbers import figures
from batuta.text import Language

READ: list[tuple[Language, str, list[tuple[float, str]]]] = [
    ("es", "29,90 €/mes durante 12 meses", [(29.9, "EUR"), (12.0, "month")]),
    ("en", "€29.90 a month for 12 months", [(29.9, "EUR"), (12.0, "month")]),
    ("es", "un préstamo de 1.500 € al 7,95 %", [(1500.0, "EUR"), (7.95, "percent")]),
    ("en", "1,200.50 dollars", [(1200.5, "USD")]),
    ("es", "treinta y cinco euros", [(35.0, "EUR")]),
    ("en", "twenty-nine days", [(29.0, "day")]),
    ("es", "8k € o 12 mil euros", [(8000.0, "EUR"), (12000.0, "EUR")]),
    ("es", "de 18 a 25 años", [(216.0, "month"), (300.0, "month")]),
    ("es", "los primeros 12 meses", [(12.0, "month")]),
    ("es", "Llama al 900 123 456", [(900123456.0, "phone")]),
    ("en", "9 am to 6 pm", [(540.0, "clock"), (1080.0, "clock")]),
    ("es", "a mitad de precio", [(50.0, "percent")]),
    ("es", "en www.x.example/2x, {{campo_3}} o a1@x.example", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), READ)
def test_reads_values_with_their_units(language: Language, text: str, expected: list[tuple[float, str]]) -> None:
    assert [quantity.readings[0] for quantity in figures(text, language).quantities] == expected


@pytest.mark.parametrize(
    ("language", "text", "bound", "per"),
    [
        ("es", "hasta 600 Mb", "<=", ""), ("es", "desde el 5,95 %", ">=", ""), ("en", "from €5 a month", ">=", "month"),
        ("es", "18 años o más", ">=", ""), ("es", "unos 20 €", "~", ""), ("es", "cuota mensual de 12 €", "=", "month"),
        ("es", "45 € al año", "=", "year"), ("en", "€89 per night", "=", "night"),
    ],
)  # fmt: skip
def test_reads_limits_and_periods(language: Language, text: str, bound: str, per: str) -> None:
    quantity = figures(text, language).quantities[0]
    assert (quantity.bound, quantity.per) == (bound, per)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hasta el 30 de abril de 2027", [(2027, 4, 30, "until")]),
        ("del 1 al 30 de abril", [(None, 4, 1, "from"), (None, 4, 30, "until")]),
        ("1–21 June 2027", [(2027, 6, 1, "from"), (2027, 6, 21, "until")]),
        ("April 30, 2027", [(2027, 4, 30, "on")]),
        ("31/12/27", [(2027, 12, 31, "on")]),
        ("empieza el 2 de mayo", [(None, 5, 2, "from")]),
        ("el 45 de cada 100", []),
    ],
)
def test_reads_days_as_precisely_as_they_are_written(
    text: str, expected: list[tuple[int | None, int, int, str]]
) -> None:
    found = [(m.year, m.month, m.day, m.bound) for m in figures(text, "es").moments]
    assert found == expected


def test_a_figure_with_a_point_may_mean_two_things_and_equals_either() -> None:
    said = figures("1.500 €", "es").quantities[0]
    assert said.equals(figures("€1,500", "en").quantities[0])
    assert not said.equals(figures("15 €", "es").quantities[0])
