"""Banco Faro's synthetic customers: people whose age, work, income, credit and products hang together."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from batuta.audience import Audience
from batuta.workspace import Workspace
from tools.clock import FixedClock
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory
from tools.customers.synthetic import generate
from tools.customers.warehouse import Warehouse
from tools.history import read_history
from tools.workspaces.folder import places, read_workspace

TODAY = date(2027, 1, 4)
PEOPLE = 60_000


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "workspaces" / "banco-faro"


@pytest.fixture(scope="module")
def bank(folder: Path) -> Workspace:
    return read_workspace(folder)


@pytest.fixture(scope="module")
def customers(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic customers, beside nothing but a name."""
    file = tmp_path_factory.mktemp("banco-faro") / "customers.parquet"
    generate(folder / "customers.sql", file, people=PEOPLE, seed=7, today=TODAY)
    return file


@pytest.fixture
def warehouse(bank: Workspace, customers: Path) -> Warehouse:
    return Warehouse(
        bank.catalogue,
        customers.with_name("catalogue.yaml"),
        clock=FixedClock(datetime(2027, 1, 4, 9, tzinfo=UTC)),
        members=MembersInMemory(),
        contacts=ContactsInMemory(),
    )


@pytest.fixture(scope="module")
def people(customers: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW people AS FROM '{customers}'")
    return connection


def one(people: duckdb.DuckDBPyConnection, select: str) -> float:
    row = people.execute(f"SELECT {select} FROM people").fetchone()
    assert row
    return float(row[0])


def test_every_column_is_what_the_catalogue_says(bank: Workspace, people: duckdb.DuckDBPyConnection) -> None:
    kinds = {
        "integer": ("INTEGER", "BIGINT"),
        "number": ("DOUBLE", "DECIMAL", "INTEGER", "BIGINT"),
        "boolean": ("BOOLEAN",),
        "category": ("VARCHAR",),
        "text": ("VARCHAR",),
        "date": ("DATE",),
    }
    columns = {name: kind for name, kind, *_ in people.execute("DESCRIBE people").fetchall()}
    for attribute in bank.catalogue.attributes:
        if attribute.expression:
            continue
        assert columns.pop(attribute.name).startswith(kinds[attribute.type]), attribute.name
        if attribute.range:
            low, high = attribute.range
            assert one(people, f"min({attribute.name})") >= low, attribute.name
            assert one(people, f"max({attribute.name})") <= high, attribute.name
        if attribute.values:
            found = people.execute(f"SELECT DISTINCT {attribute.name} FROM people WHERE {attribute.name} IS NOT NULL")
            assert {value for (value,) in found.fetchall()} == set(attribute.allowed), attribute.name
    assert set(columns) == {"customer_id"}
    assert one(people, "count(DISTINCT customer_id)") == PEOPLE


@pytest.mark.parametrize(
    ("this", "goes_with", "at_least"),
    [
        ("credit_score", "monthly_income", 0.25),
        ("credit_score", "CAST(in_arrears AS INTEGER)", -0.35),
        ("credit_score", "CAST(has_credit_card AS INTEGER)", 0.15),
        ("monthly_income", "CAST(payroll AS INTEGER)", 0.15),
        ("ln(1 + savings_balance)", "age", 0.10),
        ("ln(1 + savings_balance)", "monthly_income", 0.10),
        ("age", "CAST(digital_active AS INTEGER)", -0.25),
        ("CAST(digital_active AS INTEGER)", "CAST(consent_email AS INTEGER)", 0.30),
        ("churn_risk", "products_count", -0.30),
        ("ln(1 + card_spend_12m)", "monthly_income", 0.10),
    ],
)
def test_what_belongs_together_moves_together(
    people: duckdb.DuckDBPyConnection, this: str, goes_with: str, at_least: float
) -> None:
    together = one(people, f"corr({this}, {goes_with})")

    assert together >= at_least if at_least > 0 else together <= at_least


def test_richer_provinces_earn_more(people: duckdb.DuckDBPyConnection) -> None:
    earned = "avg(monthly_income) FILTER (payroll AND province = '{}')"

    assert one(people, earned.format("Madrid")) > 1.2 * one(people, earned.format("Badajoz"))


def test_nobody_lives_a_life_that_cannot_be(people: duckdb.DuckDBPyConnection) -> None:
    impossible = [
        "age < 18 AND (has_credit_card OR has_mortgage OR payroll OR in_arrears)",
        "has_credit_card AND NOT has_account",
        "(credit_card IS NOT NULL) <> has_credit_card",
        "has_youth_card AND age > 30",
        "has_mortgage AND NOT homeowner",
        "pension AND age < 55",
        "consent_push AND NOT app_installed",
        "deposit_maturity_days IS NOT NULL AND NOT has_deposit",
        "customer_since > DATE '2027-01-04'",
        "tenure_months > 12 * (age + 1)",
        "emails_last_30_days > 0 AND NOT consent_email",
        "open_complaint AND last_complaint_days IS NULL",
    ]

    assert {what for what in impossible if one(people, f"count(*) FILTER ({what})")} == set()


def test_what_the_bank_was_never_told_is_empty(people: duckdb.DuckDBPyConnection) -> None:
    for name, low, high in (
        ("monthly_income", 0.1, 0.4),
        ("credit_score", 0.02, 0.15),
        ("children", 0.2, 0.4),
        ("consent_email", 0.01, 0.06),
        ("last_login_days", 0.1, 0.4),
        ("nps", 0.6, 0.9),
    ):
        assert low < one(people, f"avg(CAST({name} IS NULL AS INTEGER))") < high, name


async def test_the_gold_card_brief_finds_a_sensible_audience(warehouse: Warehouse, bank: Workspace) -> None:
    asked = Audience.model_validate(
        [
            {"attribute": "payroll", "operator": "==", "value": True},
            {"attribute": "province", "operator": "in", "value": ["Madrid", "Barcelona"]},
            {"attribute": "age", "operator": "between", "value": [30, 55]},
            {"attribute": "has_credit_card", "operator": "==", "value": False},
        ]
    )
    with_score = Audience.model_validate([*asked.all, {"attribute": "credit_score", "operator": ">=", "value": 750}])

    without, scored = await warehouse.size(asked), await warehouse.size(with_score)

    assert 0.02 < without.share < 0.06
    reached, _ = await warehouse.contactable(with_score, ("email", "sms"), bank.contact)

    assert 0.2 < scored.count / without.count < 0.5
    assert bank.contact.breadth.narrow < scored.share
    assert 0.5 < reached / scored.count < 0.95


async def test_attributes_that_no_column_holds_can_be_asked_for(warehouse: Warehouse) -> None:
    minors = await warehouse.size(Audience.model_validate([{"attribute": "minor", "operator": "==", "value": True}]))
    burdened = await warehouse.size(
        Audience.model_validate([{"attribute": "debt_ratio", "operator": ">", "value": 0.35}])
    )

    assert 0.02 < minors.share < 0.04
    assert 0.005 < burdened.share < 0.15


async def test_every_past_campaign_could_have_found_its_people(warehouse: Warehouse, folder: Path) -> None:

    for campaign in read_history(places(folder).history):
        reach = await warehouse.size(campaign.audience)
        assert reach.count > 0, campaign.id
        if campaign.results:
            asked = campaign.results.sent + (campaign.results.control.people if campaign.results.control else 0)
            assert asked <= 1.1 * reach.share * 200_000, campaign.id
