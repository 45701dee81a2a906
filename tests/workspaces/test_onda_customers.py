"""Onda's customers: what the catalogue says they are, and the two scenes that the data must hold."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from batuta.audience import Audience, Criterion, Operator, Value
from batuta.product import Product
from batuta.workspace import Workspace
from tools.clock import FixedClock
from tools.customers.check import check_customers
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory
from tools.customers.synthetic import generate
from tools.customers.warehouse import Warehouse
from tools.workspaces.folder import read_workspace

TODAY = date(2027, 5, 3)
PEOPLE = 200_000


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "workspaces" / "onda"


@pytest.fixture(scope="module")
def onda(folder: Path) -> Workspace:
    return read_workspace(folder)


@pytest.fixture(scope="module")
def customers(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic customers, beside nothing but a name."""
    file = tmp_path_factory.mktemp("onda") / "customers.parquet"
    generate(folder / "customers.sql", file, people=PEOPLE, seed=7, today=TODAY)
    return file


@pytest.fixture
def warehouse(onda: Workspace, customers: Path) -> Warehouse:
    clock = FixedClock(datetime(2027, 5, 3, 9, tzinfo=UTC))
    return Warehouse(
        onda.catalogue,
        customers.with_name("catalogue.yaml"),
        clock=clock,
        members=MembersInMemory(),
        contacts=ContactsInMemory(),
    )


def test_every_attribute_is_described_in_both_languages(onda: Workspace) -> None:
    for attribute in onda.catalogue.attributes:
        assert attribute.description, attribute.name
        assert attribute.description.en, attribute.name
        assert attribute.description.es, attribute.name
    assert len(onda.catalogue.attributes) >= 30


def test_protected_traits_are_marked(onda: Workspace) -> None:
    marked = {attribute.name: attribute.sensitive for attribute in onda.catalogue.attributes if attribute.sensitive}
    assert marked == {
        "sex": "sex",
        "minor_line": "minor",
        "disability_tariff": "disability",
        "social_tariff": "vulnerable",
    }


def test_no_two_attributes_share_a_name_people_use(onda: Workspace) -> None:
    said: dict[str, set[str]] = {}
    for attribute in onda.catalogue.attributes:
        for words in attribute.synonyms.values():
            for word in words:
                said.setdefault(word.lower(), set()).add(attribute.name)
    assert {word: names for word, names in said.items() if len(names) > 1} == {}


def test_the_data_is_what_the_catalogue_says(onda: Workspace, customers: Path) -> None:
    problems = check_customers(onda.catalogue, customers.with_name("catalogue.yaml"), today=lambda: TODAY)
    assert problems == ()
    columns = {name for name, *_ in asked(f"DESCRIBE FROM '{customers}'")}
    assert columns == {attribute.name for attribute in onda.catalogue.attributes} | {"customer_id"}


def test_values_stay_in_their_categories_and_ranges(onda: Workspace, customers: Path) -> None:
    for attribute in onda.catalogue.attributes:
        if attribute.values:
            found = asked(f"SELECT DISTINCT {attribute.name} FROM '{customers}' WHERE {attribute.name} IS NOT NULL")
            assert {value for (value,) in found} == set(attribute.allowed), attribute.name
        if attribute.range:
            low, high = attribute.range
            assert share(customers, f"{attribute.name} < {low} OR {attribute.name} > {high}") == 0, attribute.name


def test_what_is_unknown_stays_unknown(customers: Path) -> None:
    assert share(customers, "mobile_plan IS NULL", "line_type = 'none'") == 1
    assert share(customers, "renewal_days IS NULL", "commitment = 'none'") == 1
    assert share(customers, "top_ups_90d IS NULL", "line_type <> 'prepaid'") == 1
    assert share(customers, "fibre_speed_mb IS NULL", "NOT has_fibre") == 1
    assert 0.6 < share(customers, "nps IS NULL") < 0.75


def test_customers_hang_together(customers: Path) -> None:
    """What a data engineer would look at first."""
    recent = "coalesce(last_complaint_days <= 60, false)"
    assert mean(customers, "dropped_calls_30d", "network_quality < 65") > 2 * mean(
        customers, "dropped_calls_30d", "network_quality >= 80"
    )
    assert share(customers, recent, "dropped_calls_30d > 4") > 4 * share(customers, recent, "dropped_calls_30d = 0")
    assert mean(customers, "churn_risk", recent) > 2 * mean(customers, "churn_risk", f"NOT {recent}")
    assert mean(customers, "churn_risk", "tenure_months < 12") > 1.5 * mean(
        customers, "churn_risk", "tenure_months > 60"
    )
    assert mean(customers, "nps", f"NOT {recent}") > mean(customers, "nps", recent) + 2
    assert share(customers, "fibre_available", "city = 'Madrid'") > 1.5 * share(
        customers, "fibre_available", "province = 'Teruel'"
    )
    assert share(customers, "has_fibre AND NOT coalesce(fibre_available, false)") == 0
    assert share(customers, "has_tv AND NOT has_fibre") == 0
    assert share(customers, "has_cinema AND NOT has_tv") == 0
    assert share(customers, "line_type = 'prepaid'", "market = 'MX'") > 1.5 * share(
        customers, "line_type = 'prepaid'", "market = 'ES'"
    )
    assert mean(customers, "data_used_gb", "age < 35") > 1.2 * mean(customers, "data_used_gb", "age > 60")
    assert share(customers, "language = 'es-MX'", "market = 'MX'") > 0.95


async def test_a_dropped_calls_filter_strangles_a_retention_campaign(onda: Workspace, warehouse: Warehouse) -> None:
    loyal = Audience(
        all=(
            criterion("line_type", "==", "contract"),
            criterion("tenure_months", ">", 18),
            criterion("device_5g", "==", True),
        )
    )
    offered = with_conditions(loyal, onda.products["contract_50"])
    strangled = await warehouse.size(offered.plus(criterion("dropped_calls_30d", ">", 5)))
    without = await warehouse.size(offered)
    assert 0.0005 < strangled.share < 0.0015
    assert 0.14 < without.share < 0.16
    assert strangled.share < onda.contact.breadth.narrow


async def test_fibre_before_the_summer_reaches_a_tenth(onda: Workspace, warehouse: Warehouse) -> None:
    wanted = Audience(
        all=(criterion("mobile_only", "==", True), criterion("fibre_available", "==", True)),
        exclude=(criterion("last_complaint_days", "<=", 60),),
    )
    reach = await warehouse.size(with_conditions(wanted, onda.products["fibre_600"]))
    contactable, _ = await warehouse.contactable(wanted, ("email", "push"), onda.contact)
    assert 0.05 < reach.share < 0.15
    assert 0.5 * reach.count < contactable < reach.count


def share(customers: Path, condition: str, of: str = "true") -> float:
    return mean(customers, f"(coalesce({condition}, false))::INT", of)


def mean(customers: Path, value: str, of: str) -> float:
    ((found,),) = asked(f"SELECT avg({value}) FROM '{customers}' WHERE {of}")
    assert isinstance(found, float)
    return found


def asked(query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def criterion(attribute: str, operator: Operator, value: Value) -> Criterion:
    return Criterion(attribute=attribute, operator=operator, value=value)


def with_conditions(audience: Audience, product: Product) -> Audience:
    """The audience as the audience step uses it: narrowed by the product's own conditions."""
    return audience.plus(*product.requires).model_copy(update={"exclude": (*audience.exclude, *product.excludes)})
