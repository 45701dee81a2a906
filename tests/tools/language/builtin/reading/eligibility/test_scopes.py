"""Which words speak of the people to be addressed, and which of those to be left out."""

import pytest

from tests.tools.language.builtin.reading.clauses import clause
from tools.language.builtin.reading.eligibility.scopes import roles


def spoken(text: str, word: str) -> str:
    """The role of a word."""
    one = clause(text)
    found, _ = roles(one, "open")
    return found[next(place for place, token in enumerate(one.tokens) if token.norm == word)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No queremos molestar a quienes viven en Madrid", "madrid"),
        ("No hay que escribir a clientes de Madrid", "madrid"),
        ("We don't want to bother people in Madrid", "madrid"),
        ("We do not want customers in Madrid", "madrid"),
        ("Saca a los de Madrid", "madrid"),
        ("Ni socios de Madrid ni clientes de Bilbao", "bilbao"),
        ("Clientes de Bilbao excepto los de Madrid", "madrid"),
    ],
)
def test_who_is_left_out(text: str, word: str) -> None:
    assert spoken(text, word) == "exclusion"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No queremos perder a los clientes de Madrid", "madrid"),
        ("We don't want to lose customers in Madrid", "madrid"),
        ("Hay que sacar el abrigo para clientes de Madrid", "madrid"),
        ("Clientes de todas las ciudades menos Bilbao, con más de 3 compras", "compras"),
        ("Customers anywhere but Bilbao, with more than 3 purchases", "purchases"),
        ("Abrigo Norte if their city is Madrid", "madrid"),
        ("Abrigo Norte: socios de Madrid", "madrid"),
    ],
)
def test_who_is_addressed(text: str, word: str) -> None:
    assert spoken(text, word) == "audience"


@pytest.mark.parametrize("text", ["Nada de asustar a la gente", "No usar la palabra regalo"])
def test_what_is_not_to_be_done_leaves_nobody_out(text: str) -> None:
    found, opening = roles(clause(text), "open")
    assert "exclusion" not in found
    assert not opening
