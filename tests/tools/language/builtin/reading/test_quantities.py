"""Figures with their units, in the notation of both languages."""

import pytest

from tests.tools.language.builtin.reading.clauses import clause


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("gasto de 1.500 €", 1500, None, "EUR"),
        ("spend of €1,500", 1500, None, "EUR"),
        ("gasto de 1.500,50 euros", 1500.5, None, "EUR"),
        ("gasto de 2k", 2000, None, None),
        ("gasto de 1,5 M€", 1_500_000, None, "EUR"),
        ("gasto de 2 mil euros", 2000, None, "EUR"),
        ("a spend of two thousand euros", 2000, None, "EUR"),
        ("treinta y cinco años", 35, None, "years"),
        ("entre 30 y 45 años", 30, 45, "years"),
        ("aged 30-45", 30, 45, None),
        ("de 1.000 a 2.500 €", 1000, 2500, "EUR"),
        ("between $50 and $90", 50, 90, "USD"),
        ("1,5 GB de datos", 1.5, None, "GB"),
        ("el 12,5 % de la base", 12.5, None, "percent"),
        ("12.5% of the base", 12.5, None, "percent"),
        ("60 días sin comprar", 60, None, "days"),
        ("twenty-four months with us", 24, None, "months"),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, value: float, high: float | None, unit: str | None) -> None:
    (one,) = clause(f"Clientes con {text}" if "customers" not in text else text).quantities
    assert (one.value, one.high, one.unit) == (value, high, unit)


@pytest.mark.parametrize("text", ["unos 900 clientes", "around 900 customers", "cerca de 900 clientes"])
def test_an_approximate_figure_is_marked(text: str) -> None:
    (one,) = clause(text).quantities
    assert one.approximate
