"""A product or a channel follows from its quote when the quote names it, however it is spelt."""

import pytest

from batuta.brief import Channel
from batuta.product import Products
from batuta.reading.naming_check import names_channel, names_product
from tools.language.builtin.reading.lexicon import READ, lexicon

SHELF = Products.model_validate(
    {
        "families": [
            {"id": "cards", "name": {"en": "Cards", "es": "Tarjetas"}},
            {"id": "loans", "name": {"en": "Loans", "es": "Préstamos"}, "synonyms": {"es": ["financiación"]}},
        ],
        "products": [
            {"id": "gold_card", "family": "cards", "name": {"en": "Gold Card", "es": "Tarjeta Oro"}},
            {"id": "blue_card", "family": "cards", "name": {"en": "Blue Card", "es": "Tarjeta Azul"}},
            {"id": "fibre", "family": "lines", "name": {"en": "Fibre", "es": "Fibra"}},
            {"id": "fibre_600", "family": "lines", "name": {"en": "Fibre 600", "es": "Fibra 600"}},
            {"id": "home_loan", "family": "loans", "name": {"en": "Home Loan", "es": "Hipoteca Casa"}},
        ],
    }
)


@pytest.mark.parametrize(
    ("quote", "product"),
    [
        ("la Oro", "gold_card"),
        ("tarjetas oro", "gold_card"),
        ("Gold card", "gold_card"),
        ("hipoteka", "home_loan"),
        ("financiación", "home_loan"),
        ("la fibra", "fibre"),
        ("Fibra 600", "fibre_600"),
    ],
)
def test_a_quote_that_names_the_product_carries_it(quote: str, product: str) -> None:
    assert names_product(quote, product, SHELF)


@pytest.mark.parametrize(
    ("quote", "product"),
    [
        ("para clientes de", "gold_card"),
        ("Tarjeta Azul", "gold_card"),
        ("una tarjeta", "gold_card"),
        ("nuestras tarjetas", "blue_card"),
        ("Fibra 600", "fibre"),
        ("Fibra", "fibre_600"),
        ("la", "fibre"),
        ("600 €", "home_loan"),
    ],
)
def test_a_quote_of_something_else_does_not(quote: str, product: str) -> None:
    assert not names_product(quote, product, SHELF)


@pytest.mark.parametrize("code", READ)
def test_every_wording_that_the_reader_knows_names_its_channel(code: str) -> None:
    campaign = lexicon(code).campaign
    said = {
        (wording, channel)
        for phrases in (campaign.channels, campaign.channels_listed)
        for wording, channel in phrases.spoken()
    }
    assert len(said) > 50
    assert [one for one in said if not names_channel(*one)] == []


@pytest.mark.parametrize(
    ("quote", "channel"),
    [
        ("del 1 al 15 de abril", "push"),
        ("clientes con móvil", "sms"),
        ("una meta", "email"),
        ("customers aged 30", "web"),
        ("correo electrónico", "letter"),
        ("posterior", "letter"),
        ("redescubrir", "social"),
    ],
)
def test_words_about_something_else_name_no_channel(quote: str, channel: Channel) -> None:
    assert not names_channel(quote, channel)
