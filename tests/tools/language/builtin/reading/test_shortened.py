"""Names as people say them."""

import pytest

from tools.language.builtin.reading.shortened import respelt_names


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "60-day terms", ["sixty-day terms"]),
        ("en", "Ten Payments", ["10 Payments"]),
        ("es", "Diez Pagos", ["10 Pagos"]),
        ("es", "depósito a 12 meses", ["depósito a doce meses"]),
        ("en", "Fibre 617", []),
        ("en", "One Card", []),
    ],
)
def test_a_number_in_a_name_is_said_in_words_or_figures(language: str, name: str, said: list[str]) -> None:
    assert [other for _, other in respelt_names([(language, name)])] == said
