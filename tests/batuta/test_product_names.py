"""Which product is meant, as people say it."""

import pytest

from batuta.product import Family, Product, Products
from batuta.product_names import product_named
from batuta.text import Text


def product(id_: str, en: str, es: str, *synonyms: str) -> Product:
    return Product(id=id_, family="f", kind="other", name=Text(en=en, es=es), synonyms={"es": synonyms})


PRODUCTS = Products(
    families=(Family(id="f", name=Text(en="All", es="Todo")),),
    products=(
        product("gold", "Gold Card", "Tarjeta Oro", "tarjeta de crédito oro"),
        product("gold_plus", "Gold Plus Card", "Tarjeta Oro Plus"),
        product("classic", "Classic Card", "Tarjeta Clásica"),
        product("fibre", "1 Gb Fibre", "Fibra 1 Gb"),
        product("fibre_600", "600 Mb Fibre", "Fibra 600 Mb"),
        product("home", "Home 1 Gb", "Casa 1 Gb"),
    ),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("gold", "gold"),
        ("Tarjeta Oro", "gold"),
        ("la tarjeta oro, por favor", "gold"),
        ("the Gold Card", "gold"),
        ("oro plus", "gold_plus"),
        ("la Tarjeta Oro Plus, claro", "gold_plus"),
        ("la clásica", "classic"),
        ("the 1 Gb fibre", "fibre"),
        ("Fibra de 1Gb", "fibre"),
        ("600 Mb", "fibre_600"),
        ("1 Gb", None),
        ("una tarjeta", None),
        ("la Oro o la Clásica", None),
        ("hipoteca", None),
        ("no sé", None),
        ("", None),
        ("de la", None),
    ],
)
def test_the_product_that_is_meant_and_only_that(said: str, meant: str | None) -> None:
    found = product_named(said, PRODUCTS)
    assert (found.id if found else None) == meant
