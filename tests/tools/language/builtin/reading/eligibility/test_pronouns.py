"""A pronoun stands for the product that was named, where an attribute says who has it."""

import pytest

from batuta.reading import BriefText, Vocabulary
from tests.tools.language.builtin.reading.companies import TODAY
from tools.language.builtin.reading.vocabulary import compile_vocabulary
from tools.language.builtin.reading.whole import read_whole

BANK = Vocabulary.model_validate(
    {
        "currency": "EUR",
        "locales": ["es-ES"],
        "catalogue": {
            "attributes": [
                {"name": "has_sun_card", "type": "boolean", "synonyms": {"en": ["Sun Card"], "es": ["Tarjeta Sol"]}},
                {"name": "has_moon_account", "type": "boolean", "synonyms": {"es": ["Cuenta Luna"]}},
                {"name": "age", "type": "integer", "unit": "years"},
            ]
        },
        "products": {
            "families": [{"id": "all", "name": {"en": "Things", "es": "Cosas"}}],
            "products": [
                {"id": "sun", "family": "all", "name": {"en": "Sun Card", "es": "Tarjeta Sol"}},
                {"id": "moon", "family": "all", "name": {"en": "Moon Account", "es": "Cuenta Luna"}},
                {"id": "star", "family": "all", "name": {"en": "Star Loan", "es": "Préstamo Estrella"}},
            ],
        },
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sun Card for customers who don't have one", [("has_sun_card", False)]),
        ("Sun Card for customers who do not own it yet", [("has_sun_card", False)]),
        ("Moon Account: customers over 30 who already have one", [("age", 30), ("has_moon_account", True)]),
        ("Tarjeta Sol para clientes que aún no la tienen", [("has_sun_card", False)]),
        ("Cuenta Luna para mayores de 30 que ya la tengan", [("age", 30), ("has_moon_account", True)]),
        ("Star Loan for customers who don't have one", []),
        ("Customers who don't have one", []),
    ],
)
def test_the_pronoun_is_the_product_named_before(text: str, said: list[tuple[str, object]]) -> None:
    given = BriefText(text=text, today=TODAY, vocabulary=BANK, addendum=True)
    audience = read_whole(given, compile_vocabulary(BANK)).eligibility.audience
    assert [(one.attribute, one.value) for one in audience.all] == said
