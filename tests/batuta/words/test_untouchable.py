"""What no rewriting reaches into, whatever the rewriting does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batuta.words.address import misaddressed, readdressed
from batuta.words.untouchable import held, rewritten

PIECES = (
    "{{unsubscribe_url}}",
    "{{ first_name }}",
    "{{date de baja_url}}",
    "{product}",
    "https://www.lince.example/tu-tarjeta?x=1&y=2",
    "www.lince.example/baja",
    "bajas@lince.example",
    "lince.example/tu",
)


@pytest.mark.parametrize("piece", PIECES)
def test_each_kind_is_held_whole(piece: str) -> None:
    assert held(f"Mira ({piece}), y luego {piece}.") == (piece, piece)


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(["tu cuenta", "Pide", "hoy.", "29,90 €"])), max_size=8)
)
def test_a_rewriting_changes_only_what_lies_between(words: list[str]) -> None:
    text = " ".join(words)
    changed = rewritten(text, lambda rest: rest.upper())
    assert held(changed) == held(text)
    assert rewritten(text, lambda rest: rest) == text


def test_another_address_leaves_links_alone() -> None:
    text = "Entra en https://www.lince.example/tu/cuenta y pide tu tarjeta: {{tu_saldo}}."
    assert readdressed(text, "usted") == "Entre en https://www.lince.example/tu/cuenta y pida su tarjeta: {{tu_saldo}}."
    assert misaddressed("Consulte www.lince.example/tu-cuenta o {{tu_saldo}}", "usted") == ()
