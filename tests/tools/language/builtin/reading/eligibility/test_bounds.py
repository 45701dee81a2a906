"""Comparing words: strict or inclusive exactly as they are said."""

import pytest

from tests.tools.language.builtin.reading.clauses import clause
from tools.language.builtin.reading.eligibility.bounds import bounds

_SAID = {
    ">=": ("al menos 5", "como mínimo 5", "a partir de 5", "desde 5", "5 o más", "no menos de 5", "5 como mínimo",
           "no inferior a 5", "≥ 5", "5+", "mayor o igual que 5", "por lo menos 5", "un mínimo de 5"),
    ">": ("más de 5", "superior a 5", "por encima de 5", "mayor de 5", "> 5"),
    "<=": ("como máximo 5", "hasta 5", "no más de 5", "5 o menos", "no superior a 5", "≤ 5", "a lo sumo 5",
           "un máximo de 5", "menor o igual que 5"),
    "<": ("menos de 5", "inferior a 5", "por debajo de 5", "< 5"),
    "==": ("exactamente 5", "justo 5"),
}  # fmt: skip
_SAID_EN = {
    ">=": ("at least 5", "a minimum of 5", "5 or more", "no less than 5", "no fewer than 5", "5 or higher", "5+",
           "not below 5", "5 and over", "5 or above", ">= 5", "at or above 5", "equal to or above 5"),
    ">": ("more than 5", "over 5", "above 5", "exceeding 5", "higher than 5", "in excess of 5"),
    "<=": ("at most 5", "up to 5", "no more than 5", "5 or less", "5 or fewer", "not over 5", "no higher than 5",
           "a maximum of 5", "not exceeding 5"),
    "<": ("less than 5", "fewer than 5", "under 5", "below 5", "lower than 5"),
    "==": ("exactly 5", "precisely 5"),
}  # fmt: skip


@pytest.mark.parametrize(("operator", "said"), [(op, said) for op, all_ in _SAID.items() for said in all_])
def test_spanish(operator: str, said: str) -> None:
    (bound,) = bounds(clause(f"Clientes con {said} compras"))
    assert (bound.operator, bound.quantity.value) == (operator, 5)


@pytest.mark.parametrize(("operator", "said"), [(op, said) for op, all_ in _SAID_EN.items() for said in all_])
def test_english(operator: str, said: str) -> None:
    (bound,) = bounds(clause(f"Customers with {said} purchases"))
    assert (bound.operator, bound.quantity.value) == (operator, 5)


def test_a_figure_alone_compares_nothing() -> None:
    (bound,) = bounds(clause("Clientes con 5 compras"))
    assert bound.bare


def test_and_more_than_belongs_to_the_next_figure() -> None:
    first, second = bounds(clause("Clientes con compras en los últimos 45 días y más de 100 € de gasto"))
    assert (first.operator, first.bare) == ("==", True)
    assert second.operator == ">"
