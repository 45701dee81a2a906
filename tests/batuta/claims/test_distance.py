"""A claim that is only spoken of to warn of it, or to say no to it, is not made; one made after all of that is."""

from datetime import date

import pytest

from batuta.claims.reading import read
from batuta.content import ContentItem
from tools.policies import PolicyBook


def claimed(legal: PolicyBook, words: str, kind: str, locale: str) -> bool:
    item = ContentItem(id="", channel="web", locale=locale, status="draft", parts={"body": words}, origin="edited")
    return read(item, legal.lexicon, date(2027, 3, 1)).makes(kind)


@pytest.mark.parametrize(
    ("kind", "locale", "words"),
    [
        ("instant_money", "es", "¿Dinero en tu cuenta en minutos? Desconfía."),
        ("instant_money", "es", "Si alguien te promete el préstamo al instante, cuelga."),
        ("no_credit_checks", "es", "Huye de quien presta sin mirar tu historial."),
        ("guaranteed_return", "es", "Ninguna inversión tiene la rentabilidad asegurada."),
        ("guaranteed_return", "en", "Guaranteed returns? No such thing."),
        ("guaranteed_return", "en", "Beware of anyone promising guaranteed returns."),
        ("instant_money", "en", "Cash in minutes? Not here."),
        ("phishing", "es", "Cuidado con los mensajes que te piden que confirmes tus claves para evitar el bloqueo."),
    ],
)
def test_what_is_warned_of_is_not_claimed(legal: PolicyBook, kind: str, locale: str, words: str) -> None:
    assert not claimed(legal, words, kind, locale)


@pytest.mark.parametrize(
    ("kind", "locale", "words"),
    [
        ("instant_money", "es", "Desconfía de otros: aquí tienes el dinero en minutos."),
        ("instant_money", "es", "Desconfía de las promesas. Tu préstamo, al instante."),
        ("no_credit_checks", "es", "¿Estás en ASNEF? No importa."),
        ("no_credit_checks", "en", "Bad credit? No problem."),
        ("guaranteed_return", "en", "Beware of banks, but our returns are guaranteed."),
        ("instant_money", "en", "Tired of waiting? Never mind. Cash in minutes."),
    ],
)
def test_a_warning_of_others_excuses_nothing(legal: PolicyBook, kind: str, locale: str, words: str) -> None:
    assert claimed(legal, words, kind, locale)
