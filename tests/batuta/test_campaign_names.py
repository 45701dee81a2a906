"""What a campaign is called once its brief was read."""

import pytest

from batuta.audience import Audience, Criterion, Evidence
from batuta.brief import Brief
from batuta.campaign_names import LONGEST, name_of
from batuta.product import Product, Products
from batuta.text import Text

PRODUCTS = Products(
    products=(Product(id="gold", family="cards", name=Text(en="Gold Card", es="Tarjeta Oro"), facts=()),)
)
SAID = (
    "Tarjeta Oro para clientes con nómina domiciliada, de Madrid y Barcelona, que no tengan tarjeta de crédito, "
    "con un gasto medio que haya subido mucho en el último año natural completo, mayores de treinta."
)


def read(*quotes: str, locale: str = "es-ES", excluded: str = "", product: str | None = "gold") -> Brief:
    """Criteria that were read from these words."""

    def criterion(quote: str) -> Criterion:
        start = SAID.index(quote)
        evidence = Evidence(quote=quote, start=start, end=start + len(quote))
        return Criterion(attribute="age", operator=">", value=1, evidence=evidence)

    audience = Audience(
        all=tuple(map(criterion, quotes)), exclude=tuple(map(criterion, [excluded] if excluded else []))
    )
    return Brief(id="b", locale=locale, product_id=product, audience=audience)


@pytest.mark.parametrize(
    ("brief", "name"),
    [
        (read("nómina domiciliada", "Madrid y Barcelona"), "Tarjeta Oro: nómina domiciliada, Madrid y Barcelona"),
        (read("Madrid y Barcelona", "nómina domiciliada"), "Tarjeta Oro: nómina domiciliada, Madrid y Barcelona"),
        (read("Madrid y Barcelona", "Madrid"), "Tarjeta Oro: Madrid y Barcelona"),
        (read(excluded="no tengan tarjeta de crédito"), "Tarjeta Oro"),
        (read("un gasto medio que haya subido mucho en el último año", "treinta"), "Tarjeta Oro: treinta"),
        (read(locale="en"), "Gold Card"),
        (read("Madrid", product=None), ""),
        (read("Madrid", product="gone"), ""),
    ],
)
def test_the_product_and_the_groups_in_the_words_of_the_brief(brief: Brief, name: str) -> None:
    assert name_of(brief, PRODUCTS) == name


def test_what_does_not_fit_is_left_out_whole() -> None:
    name = name_of(
        read("nómina domiciliada", "Madrid y Barcelona", "en el último año natural completo", "treinta"), PRODUCTS
    )
    assert len(name) <= LONGEST
    assert name == "Tarjeta Oro: nómina domiciliada, Madrid y Barcelona, treinta"
