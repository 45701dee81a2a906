"""A line from outside as the writer's material."""

import pytest

from app.outside.write import WriteLine, material_of


@pytest.mark.parametrize(
    ("fact", "told", "out"),
    [
        ("Reply STOP to opt out. Msg & data rates may apply.", "Msg & data rates may apply.", "Reply STOP to opt out"),
        ("Calder Ltd, 8 Quay Street, Leeds. Unsubscribe: {{out_url}}", "Calder Ltd, 8 Quay Street, Leeds.", ""),
        ("Para no recibir más SMS: respondé BAJA, sin costo.", "", "Para no recibir más SMS: respondé BAJA, sin costo"),
    ],
)
def test_the_way_out_is_parted_from_what_else_a_fact_tells(fact: str, told: str, out: str) -> None:
    facts = [{"id": "f1", "text": "Oil change, $64.95."}, {"id": "f2", "text": fact}]
    line = WriteLine.model_validate({"channel": "sms", "locale": "en-US", "product_facts": facts})
    material = material_of(line)
    assert [one.text for one in material.facts if one.source == "f2"] == ([told] if told else [])
    assert not out or material.opt_out == out


@pytest.mark.parametrize(
    ("locale", "asked", "address"),
    [("es-AR", "informal", "vos"), ("es-AR", "tuteo", "tu"), ("es-AR", "formal", "usted"), ("es-MX", "informal", "tu")],
)
def test_a_familiar_voice_speaks_as_its_market_does(locale: str, asked: str, address: str) -> None:
    line = {"channel": "sms", "locale": locale, "brand_voice": {"formality": asked}}
    assert material_of(WriteLine.model_validate(line)).rules.formality == address
