"""What the catalogue lacks and could derive: an expression the customer engine understands, or nothing."""

import pytest

from agents.brief.deriving import derivation
from batuta.audience import Evidence
from batuta.catalogue import Attribute, Catalogue
from batuta.reading import Doubt
from batuta.text import Text

_SHOP = Catalogue.model_validate(
    {
        "attributes": [
            {"name": "birth_date", "type": "date", "description": {"en": "Date of birth", "es": "Fecha de nacimiento"}},
            {"name": "joined_on", "type": "date", "description": {"en": "Joined on", "es": "Fecha de alta"}},
            {"name": "spend_12m", "type": "number", "unit": "EUR", "synonyms": {"es": ["gasto anual"]}},
            {"name": "orders_12m", "type": "integer", "synonyms": {"es": ["pedidos"]}},
        ]
    }
)


def _unknown(quote: str, about: str = "") -> Doubt:
    evidence = Evidence(quote=quote, start=0, end=len(quote))
    return Doubt(kind="group_unknown", field="audience", evidence=evidence, about=about)


@pytest.mark.parametrize(
    ("quote", "about", "name", "expression"),
    [
        ("over 30", "age", "age", "DATE_DIFF('year', birth_date, CURRENT_DATE)"),
        ("más de dos años con nosotros", "tenure", "tenure_months", "DATE_DIFF('month', joined_on, CURRENT_DATE)"),
        ("average order above €60", "", "average_purchase", "spend_12m / NULLIF(orders_12m, 0)"),
        ("ticket medio de más de 60 €", "", "average_purchase", "spend_12m / NULLIF(orders_12m, 0)"),
    ],
)
def test_a_well_known_notion_is_derived_from_its_parts(quote: str, about: str, name: str, expression: str) -> None:
    derived = derivation(_unknown(quote, about), _SHOP)
    assert derived is not None
    assert (derived.name, derived.expression) == (name, expression)


@pytest.mark.parametrize("quote", ["dog owners", "debt to income below 30%", "average height", "pedidos raros"])
def test_nothing_is_derived_without_a_notion_or_without_its_parts(quote: str) -> None:
    assert derivation(_unknown(quote), _SHOP) is None


def test_two_attributes_that_could_be_the_part_are_none() -> None:
    other = Attribute(name="spend_in_shops", type="number", unit="EUR", description=Text(en="Spend in shops", es="…"))
    both = Catalogue(attributes=(*_SHOP.attributes, other))
    assert derivation(_unknown("average order above €60"), both) is None
