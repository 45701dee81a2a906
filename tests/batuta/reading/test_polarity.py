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


@pytest.mark.parametrize(
    ("text", "quote"),
    [("clientes sin televisión en San Antonio", "San Antonio"), ("people without a car in Leeds", "Leeds")],
)
def test_what_they_lack_does_not_deny_where_they_are(text: str, quote: str) -> None:
    assert not negated(text, text.index(quote), len(text))


@pytest.mark.parametrize("text", ["quienes no viven en Madrid", "sin vivir en Madrid", "without living in Madrid"])
def test_where_they_are_not_is_denied(text: str) -> None:
    assert negated(text, text.index("Madrid"), len(text))


def test_an_exception_misspelt_is_one() -> None:
    assert denies("exepto los de Vigo")
