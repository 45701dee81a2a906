"""What denies a condition in its quote, and what only looks so."""

import pytest

from batuta.reading.polarity import denies, negated


@pytest.mark.parametrize(
    "words",
    [
        "leave out students",
        "pensioners are out",
        "everyone out of contract stays out",
        "quedan afuera los morosos",
        "fuera los de Vigo",
        "rule out tenants",
        "students should be left out",
    ],
)
def test_who_is_left_out_is_denied(words: str) -> None:
    assert denies(words)


@pytest.mark.parametrize(
    "words",
    [
        "get something out for app users",
        "let's send this out to gold guests",
        "going out to tenants",
        "roll it out among students",
        "put the offer out for owners",
    ],
)
def test_what_is_sent_out_denies_nobody(words: str) -> None:
    assert not denies(words)
    assert not negated(words, words.index(words.split()[-1]), len(words))


def test_a_word_cut_by_the_reach_is_no_denial() -> None:
    text = "Vamos a llamar por teléfono a clientes de 45 años en adelante de Zaragoza o Madrid"
    place = text.index("Zaragoza")
    assert all(not negated("x" * pad + text, pad + place, pad + len(text)) for pad in range(3))
