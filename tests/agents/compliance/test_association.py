"""Conditions that stand in for a protected trait, found by counting."""

from pathlib import Path
from typing import Any

import pytest

from agents.compliance.association import measured_proxies
from batuta.audience import Audience, Criterion, Reach
from batuta.catalogue import Attribute, Catalogue
from batuta.deps import Deps
from batuta.product import Product
from batuta.text import Text
from tests.agents.content.conftest import world

Row = dict[str, Any]
PEOPLE: list[Row] = [
    *({"sex": "female", "size": "38", "city": "Vigo", "vip": n % 10 == 0} for n in range(1000)),
    *({"sex": "male", "size": "52", "city": "Vigo", "vip": n % 2 == 0} for n in range(1000)),
]


class Counting:
    """Counts people by equality alone."""

    def __init__(self, people: list[Row]) -> None:
        self._people = people
        self.asked = 0

    async def size(self, audience: Audience) -> Reach:
        self.asked += 1
        held = [row for row in self._people if all(row[c.attribute] == c.value for c in audience.all)]
        return Reach(count=len(held), total=len(self._people), share=len(held) / len(self._people))


def catalogue(**sensitive: str) -> Catalogue:
    return Catalogue(
        attributes=(
            Attribute(name="sex", type="category", values=("female", "male"), sensitive=sensitive.get("sex", "sex")),  # type: ignore[arg-type]
            Attribute(name="size", type="category"),
            Attribute(name="city", type="category"),
            Attribute(name="vip", type="boolean"),
        )
    )


@pytest.fixture
def shop(lince_folder: Path) -> Deps:
    base = world(lince_folder, customers=Counting(PEOPLE))
    workspace = base.workspace.model_copy(update={"catalogue": catalogue()})
    return world(lince_folder, customers=Counting(PEOPLE), workspace=workspace)


def product(kind: str) -> Product:
    return Product(id="p", family="f", name=Text(en="P", es="P"), kind=kind)  # type: ignore[arg-type]


def picking(**wanted: Any) -> Audience:
    return Audience(all=tuple(Criterion(attribute=n, operator="==", value=v) for n, v in wanted.items()))


@pytest.mark.parametrize(("kind", "severity"), [("credit", "block"), ("other", "warn")])
async def test_a_condition_that_goes_with_a_trait_stands_in_for_it(shop: Deps, kind: str, severity: str) -> None:
    (found,) = await measured_proxies(picking(size="52"), product(kind), shop, "es-ES")
    assert (found.topic, found.severity, found.quote) == ("proxy", severity, "size == 52")
    assert "1.00" in found.message


async def test_a_condition_without_association_is_left_alone(shop: Deps) -> None:
    assert await measured_proxies(picking(city="Vigo"), product("credit"), shop, "en") == ()


async def test_a_group_mostly_left_out_is_told_with_its_numbers(shop: Deps) -> None:
    (found,) = await measured_proxies(picking(vip=True), product("credit"), shop, "en")
    assert (found.rule_id, found.severity) == ("audience-disparity-measured", "warn")
    assert "10.0% of “female” and 50.0% of “male”" in found.message


async def test_a_trait_used_directly_is_a_finding_of_its_own(shop: Deps) -> None:
    assert await measured_proxies(picking(sex="male"), product("credit"), shop, "en") == ()


async def test_a_company_that_records_no_trait_is_not_counted(lince_folder: Path) -> None:
    customers = Counting(PEOPLE)
    bare = Catalogue(attributes=(Attribute(name="vip", type="boolean"),))
    base = world(lince_folder)
    deps = world(lince_folder, customers=customers, workspace=base.workspace.model_copy(update={"catalogue": bare}))
    assert await measured_proxies(picking(vip=True), product("credit"), deps, "en") == ()
    assert customers.asked == 0
