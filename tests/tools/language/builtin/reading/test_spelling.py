"""Typing errors: mended within a small bound, and never the wrong way."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed


def mended(text: str) -> list[str]:
    return [token.norm for clause in analysed(text).clauses for token in clause.tokens]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("presupesto", "presupuesto"), ("zapatilas", "zapatillas"), ("devolucions", "devoluciones"), ("abrgo", "abrigo")],
)
def test_a_slip_becomes_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert meant in mended(f"campaña con {typed}")


@pytest.mark.parametrize("word", ["perros", "vinilos", "esquí", "oro", "casa"])
def test_a_sound_word_stays_what_it_is(word: str) -> None:
    assert word.replace("í", "i") in mended(f"campaña con {word}")


def test_what_the_brief_says_stays_as_it_is() -> None:
    (clause,) = analysed("campaña con presupesto").clauses
    assert clause.tokens[-1].text == "presupesto"


@pytest.mark.parametrize(("typed", "meant"), [("q tengan", "que"), ("xq sí", "porque"), ("tb SMS", "tambien")])
def test_what_chats_cut_short_is_whole(typed: str, meant: str) -> None:
    assert meant in mended(f"campaña para clientes {typed}")
