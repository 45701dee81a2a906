"""Criteria that may not decide who is addressed."""

import pytest

from batuta.audience import Audience, Criterion, Value
from batuta.catalogue import Attribute, Catalogue
from batuta.lawful import objections
from batuta.product import Product, ProductKind
from batuta.text import Text

CATALOGUE = Catalogue(
    attributes=(
        Attribute(name="age", type="integer", sensitive="age"),
        Attribute(name="sex", type="category", sensitive="sex"),
        Attribute(name="nationality", type="category", sensitive="ethnicity"),
        Attribute(name="minor_line", type="boolean", sensitive="minor"),
        Attribute(name="social_tariff", type="boolean", sensitive="vulnerable"),
        Attribute(name="blood", type="category", sensitive="something_new"),
        Attribute(name="city", type="category"),
    )
)


def product(kind: ProductKind, *requires: Criterion) -> Product:
    return Product(id="p", family="f", kind=kind, name=Text(en="P", es="P"), requires=requires)


def asked(attribute: str, operator: str, value: Value) -> Criterion:
    return Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value})


@pytest.mark.parametrize(
    ("attribute", "operator", "value"),
    [
        ("nationality", "==", "moroccan"),
        ("nationality", "!=", "spanish"),
        ("blood", "is_set", None),
        ("minor_line", "==", True),
        ("minor_line", "!=", False),
        ("social_tariff", "==", True),
        ("age", "between", (14, 25)),
        ("age", ">=", 16),
        ("age", ">", 16),
        ("age", "<", 18),
        ("age", "==", 17),
        ("sex", "==", "female"),
    ],
)
def test_objects_to_protected_traits_and_minors(attribute: str, operator: str, value: Value) -> None:
    (found,) = objections(Audience(all=(asked(attribute, operator, value),)), CATALOGUE, product("credit"))
    assert found.criterion.attribute == attribute
    assert found.reason.es
    assert found.reason.en
    within = Audience(any=((asked("city", "==", "Madrid"), asked(attribute, operator, value)),))
    assert len(objections(within, CATALOGUE, product("credit"))) == 1


@pytest.mark.parametrize(
    ("attribute", "operator", "value"),
    [
        ("age", "between", (18, 25)),
        ("age", ">", 17),
        ("age", "<", 30),
        ("age", ">=", 65),
        ("minor_line", "==", False),
        ("social_tariff", "==", False),
        ("city", "==", "Madrid"),
    ],
)
def test_lets_adults_and_plain_criteria_pass(attribute: str, operator: str, value: Value) -> None:
    assert objections(Audience(all=(asked(attribute, operator, value),)), CATALOGUE, product("credit")) == ()


def test_leaving_minors_and_the_vulnerable_out_is_right() -> None:
    spared = Audience(
        exclude=(asked("minor_line", "==", True), asked("social_tariff", "==", True), asked("age", "<", 18))
    )
    assert objections(spared, CATALOGUE, product("credit")) == ()
    others = Audience(exclude=(asked("nationality", "==", "moroccan"), asked("minor_line", "==", False)))
    assert len(objections(others, CATALOGUE, product("credit"))) == 2


@pytest.mark.parametrize(
    ("kind", "refused"), [("credit", 1), ("insurance", 1), ("account", 1), ("other", 0), ("mobile", 0)]
)
def test_sex_is_refused_for_financial_offers(kind: ProductKind, refused: int) -> None:
    women = Audience(all=(asked("sex", "==", "female"),))
    assert len(objections(women, CATALOGUE, product(kind))) == refused
    assert len(objections(women, CATALOGUE, None)) == 1


def test_a_products_own_condition_is_exempt() -> None:
    condition = asked("social_tariff", "==", True)
    assert objections(Audience(all=(condition,)), CATALOGUE, product("mobile", condition)) == ()
    young = asked("age", "between", (14, 17))
    assert objections(Audience(all=(young,)), CATALOGUE, product("mobile", young)) == ()
