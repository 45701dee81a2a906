"""An audience in words: what is left out is said as people say it."""

import pytest

from batuta.audience import Criterion, Part
from batuta.catalogue import Attribute, Catalogue
from batuta.explain import explain_part
from batuta.text import Text

CATALOGUE = Catalogue(
    attributes=(
        Attribute(
            name="days_since_complaint",
            type="integer",
            description=Text(en="Days since the last complaint", es="Días desde la última queja"),
        ),
        Attribute(name="has_card", type="boolean", description=Text(en="Has a card", es="Tiene tarjeta")),
    )
)
RECENT = Criterion(attribute="days_since_complaint", operator="<", value=60)


@pytest.mark.parametrize(
    ("criteria", "spanish", "english"),
    [
        (
            (RECENT,),
            "Excluidos: días desde la última queja (menos de 60)",
            "Left out: days since the last complaint (under 60)",
        ),
        (
            (Criterion(attribute="has_card", operator="==", value=True),),
            "Excluidos: tiene tarjeta",
            "Left out: has a card",
        ),
        (
            (Criterion(attribute="has_card", operator="==", value=False), RECENT),
            "Excluidos: tiene tarjeta (no) y días desde la última queja (menos de 60)",
            "Left out: has a card (no) and days since the last complaint (under 60)",
        ),
    ],
)
def test_what_is_left_out_reads_as_a_label(criteria: tuple[Criterion, ...], spanish: str, english: str) -> None:
    part = Part(kind="exclude", criteria=criteria)
    assert explain_part(part, CATALOGUE, "es-ES") == spanish
    assert explain_part(part, CATALOGUE, "en-GB") == english
