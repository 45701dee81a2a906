"""What a wish in words does to an audience: looked for among what the audience has, whatever the catalogue is."""

import pytest

from agents.conversation.audience_changes import audience_changes
from agents.conversation.hearing import hear
from batuta.audience import Audience, Criterion
from batuta.brief import Brief
from batuta.catalogue import Catalogue
from batuta.deps import Deps


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("¿Y si quitamos Madrid?", {"audience.city.-": ["Madrid"]}),
        ("quita Madrid y Valencia", {"audience.city.-": ["Madrid", "Valencia"]}),
        ("¿Y si quitamos la edad?", {"audience.age": None}),
        ("sin el filtro de la última compra", {"audience.days_since_last_purchase": None}),
        ("quita los 30 días", {"audience.days_since_last_purchase": None}),
        ("baja a 20 días", {"audience.days_since_last_purchase": 20}),
        ("sube la edad a 65", {"audience.age": {"operator": "between", "value": [25, 65]}}),
        ("baja la edad mínima a 18", {"audience.age": {"operator": "between", "value": [18, 60]}}),
        ("pon la edad entre 30 y 45", {"audience.age": {"operator": "between", "value": [30, 45]}}),
        ("añade Sevilla", {"audience.city.+": ["Sevilla"]}),
        ("incluye también a los socios oro", {"audience.club_tier": {"operator": "==", "value": "gold"}}),
        (
            "¿Y si quitamos Madrid y bajamos a 20 días?",
            {"audience.city.-": ["Madrid"], "audience.days_since_last_purchase": 20},
        ),
        ("What if we dropped Madrid?", {"audience.city.-": ["Madrid"]}),
        ("drop the age limit", {"audience.age": None}),
        ("what if we lowered the last purchase to 15 days", {"audience.days_since_last_purchase": 15}),
        ("add Seville", {}),
        ("add Sevilla and Bilbao", {"audience.city.+": ["Sevilla", "Bilbao"]}),
        ("what if we set age between 30 and 50", {"audience.age": {"operator": "between", "value": [30, 50]}}),
        ("hola", {}),
        ("quita lo de siempre", {}),
    ],
)
def test_a_wish_becomes_a_change(text: str, changes: dict[str, object], brief: Brief, deps: Deps) -> None:
    made = audience_changes(text, hear(text).language, brief.audience, deps.workspace.catalogue)
    assert made.changes == changes


@pytest.mark.parametrize("text", ["quita los solteros", "baja el requisito de puntos", "add left-handed people"])
def test_what_cannot_be_placed_is_named(text: str, brief: Brief, deps: Deps) -> None:
    made = audience_changes(text, hear(text).language, brief.audience, deps.workspace.catalogue)
    assert made.changes == {}
    assert made.unclear == (text,)


def test_a_number_moves_the_bound_it_is_nearest_to_in_any_catalogue() -> None:
    catalogue = Catalogue.model_validate(
        {
            "attributes": [
                {"name": "puntos", "type": "integer", "range": [300, 850], "description": {"es": "Puntos"}},
                {"name": "edad", "type": "integer", "range": [18, 100], "description": {"es": "Edad"}},
                {"name": "saldo", "type": "number", "unit": "EUR", "description": {"es": "Saldo medio"}},
            ]
        }
    )
    audience = Audience(
        all=(
            Criterion(attribute="puntos", operator=">=", value=750),
            Criterion(attribute="edad", operator="<=", value=55),
            Criterion(attribute="saldo", operator=">", value=12000),
        )
    )
    told = {
        text: audience_changes(text, "es", audience, catalogue).changes
        for text in ("bajamos a 700", "sube a 60", "baja a 9.000", "deja el saldo en 750")
    }
    assert told == {
        "bajamos a 700": {"audience.puntos": 700},
        "sube a 60": {"audience.edad": 60},
        "baja a 9.000": {"audience.saldo": 9000},
        "deja el saldo en 750": {"audience.saldo": 750},
    }
