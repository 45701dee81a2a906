"""Where customers come from: Parquet, a folder of it, CSV, PostgreSQL; and what is wrong with it when it is."""

import asyncio
import os
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from batuta.audience import Audience, Criterion, Value
from batuta.catalogue import Catalogue
from batuta.contact import ContactPolicy
from batuta.errors import BadInput, DatabaseUnavailable, Misconfigured, UnreadableFile, WorkspaceInvalid
from tests.contracts.customers import ORACLE, ROWS
from tests.tools.customers.conftest import SCHEMA, Open
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory


def only(attribute: str, operator: str, value: Value = None) -> Audience:
    return Audience(all=(Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value}),))


def shop(attributes: list[dict[str, object]]) -> Catalogue:
    return Catalogue.model_validate({"attributes": attributes})


async def test_opens_nothing_before_the_first_question(open_warehouse: Open, tmp_path: Path) -> None:
    warehouse = open_warehouse(str(tmp_path / "nowhere.parquet"))
    with pytest.raises(WorkspaceInvalid, match=r"nowhere\.parquet does not exist"):
        await warehouse.size(Audience())


async def test_reads_a_folder_of_parquet(open_warehouse: Open, tmp_path: Path) -> None:
    whole = pa.Table.from_pylist(ROWS, SCHEMA)
    (tmp_path / "2026").mkdir()
    pq.write_table(whole.slice(0, 100), tmp_path / "2026" / "a.parquet")
    pq.write_table(whole.slice(100), tmp_path / "b.parquet")
    reach = await open_warehouse(str(tmp_path)).size(only("score", ">=", 600))
    assert (reach.count, reach.total) == (len(ORACLE.matching(only("score", ">=", 600))), len(ROWS))


@pytest.mark.parametrize("separator", [",", ";"])
async def test_reads_csv_and_keeps_the_zeros_of_keys(open_warehouse: Open, tmp_path: Path, separator: str) -> None:
    table = pa.Table.from_pylist(ROWS, SCHEMA).drop_columns(["owns"])
    file = tmp_path / "people.csv"
    pa_csv.write_csv(table, file, pa_csv.WriteOptions(delimiter=separator))
    warehouse = open_warehouse(str(file))
    for audience in (
        only("score", "between", (500, 700)),
        only("city", "in", ("O'Grove", "Ávila")),
        only("basket", "<", 40),
    ):
        assert (await warehouse.size(audience)).count == len(ORACLE.matching(audience)) > 0
    for audience in (only("joined", ">=", "2026-01-01"), only("newsletter", "==", True), only("last_seen", "is_set")):
        assert (await warehouse.size(audience)).count == len(ORACLE.matching(audience)) > 0
    asked = [str(row["customer_id"]) for row in ROWS[:5]]
    assert set(await warehouse.merge_values(asked, ["age"])) == set(asked)


async def test_reads_numbers_and_dates_kept_as_text(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    rows = {
        "id": ["a", "b", "c", "d"],
        "charges": ["29.85", " ", "1889.5", "n/a"],
        "since": ["2024-02-29", "", "x", None],
    }
    pq.write_table(pa.table(rows), file)
    described = shop([{"name": "charges", "type": "number"}, {"name": "since", "type": "date"}])
    warehouse = open_warehouse(str(file), key="id", catalogue=described)
    assert (await warehouse.size(only("charges", ">", 20))).count == 2
    assert (await warehouse.size(only("charges", "is_not_set"))).count == 2
    assert (await warehouse.size(only("since", "<=", "2024-02-29"))).count == 1


async def test_reads_yes_and_no_that_yaml_took_for_booleans(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    pq.write_table(pa.table({"id": ["a", "b", "c"], "housing": ["yes", "no", "yes"]}), file)
    described = shop([{"name": "housing", "type": "category", "values": [True, False]}])
    warehouse = open_warehouse(str(file), key="id", catalogue=described)
    assert (await warehouse.size(only("housing", "==", True))).count == 2


@pytest.mark.parametrize(
    ("customers", "attributes", "line"),
    [
        ("{source: people.parquet, key: nif}", "- {name: age, type: integer}", 1),
        ("{source: people.parquet, key: customer_id}", "- {name: agee, type: integer}", 3),
        ("{source: people.parquet, key: customer_id}", "- {name: age, type: date}", 3),
        (
            "{source: people.parquet, key: customer_id}",
            "\n- {name: city, type: boolean}\n- {name: owns, type: number}",
            5,
        ),
        ("{source: people.xlsx, key: customer_id}", "- {name: age, type: integer}", 1),
    ],
)
async def test_names_the_line_of_the_catalogue(
    open_warehouse: Open, parquet: Path, tmp_path: Path, customers: str, attributes: str, line: int
) -> None:
    (tmp_path / "people.parquet").symlink_to(parquet)
    (tmp_path / "people.xlsx").write_bytes(b"PK")
    file = tmp_path / "catalogue.yaml"
    file.write_text(f"customers: {customers}\nattributes:\n{attributes}\n")
    described = _read(file)
    assert described.customers is not None
    warehouse = open_warehouse(
        described.customers.source, key=described.customers.key, catalogue=described, catalogue_file=file
    )
    with pytest.raises(WorkspaceInvalid) as told:
        await warehouse.size(only(described.attributes[-1].name, "is_set"))
    assert f"catalogue.yaml:{line}:" in told.value.in_("en")
    assert f"catalogue.yaml:{line}:" in told.value.in_("es")


def _read(file: Path) -> Catalogue:
    from tools.workspaces.checked import checked
    from tools.workspaces.yaml_file import read_yaml

    return checked(Catalogue, read_yaml(file))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.parquet", b"not parquet"),
        ("people.parquet", b""),
        ("people.csv", b"customer_id,age\n1,\xff\xfe\xfa\n" * 40),
        ("people.csv", b""),
    ],
)
async def test_says_that_a_file_cannot_be_read(open_warehouse: Open, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises((UnreadableFile, WorkspaceInvalid)) as told:
        await open_warehouse(str(tmp_path / name)).size(Audience())
    assert name in told.value.in_("es") or "customer_id" in told.value.in_("es")


async def test_says_where_no_customers_are_described(tmp_path: Path, open_warehouse: Open) -> None:
    warehouse = open_warehouse("x")
    warehouse._catalogue = warehouse._catalogue.model_copy(update={"customers": None})
    with pytest.raises(Misconfigured, match="does not say where the customers are"):
        await warehouse.size(Audience())


async def test_a_database_that_does_not_answer_is_named_without_its_password(open_warehouse: Open) -> None:
    warehouse = open_warehouse("postgres://bob:s3cret@127.0.0.1:9/shop", table="people")
    with pytest.raises(DatabaseUnavailable) as told:
        await warehouse.size(Audience())
    assert "127.0.0.1/shop" in told.value.in_("es")
    assert "s3cret" not in told.value.in_("es") + told.value.in_("en")


async def test_a_table_that_is_not_there_is_named(open_warehouse: Open, table: str) -> None:
    with pytest.raises(WorkspaceInvalid, match=r"shop\.persons"):
        await open_warehouse(table, table="shop.persons").size(Audience())


async def test_the_database_is_only_read(open_warehouse: Open, table: str) -> None:
    import psycopg

    warehouse = open_warehouse(table, table="shop.people")
    await warehouse.size(Audience())
    engine = warehouse._opened()._engine
    with engine.reading() as reading, pytest.raises(psycopg.Error, match="read-only"):
        reading._connection.execute("DELETE FROM shop.people")  # type: ignore[attr-defined]


async def test_no_other_file_can_be_read(open_warehouse: Open, parquet: Path, tmp_path: Path) -> None:
    import duckdb

    pq.write_table(pa.table({"secret": [1]}), tmp_path / "other.parquet")
    warehouse = open_warehouse(str(parquet))
    await warehouse.size(Audience())
    with warehouse._opened()._engine.reading() as reading, pytest.raises(duckdb.PermissionException):
        reading._cursor.execute(f"FROM '{tmp_path / 'other.parquet'}'")  # type: ignore[attr-defined]


async def test_answers_many_questions_at_once(open_warehouse: Open, parquet: Path) -> None:
    warehouse = open_warehouse(str(parquet))
    audiences = [only("score", ">=", bound) for bound in range(300, 850, 25)]
    found = await asyncio.gather(*(warehouse.size(audience) for audience in audiences))
    assert [reach.count for reach in found] == [len(ORACLE.matching(audience)) for audience in audiences]


async def test_notices_that_the_file_was_replaced(open_warehouse: Open, tmp_path: Path) -> None:
    file, table = tmp_path / "people.parquet", pa.Table.from_pylist(ROWS, SCHEMA)
    pq.write_table(table, file)
    warehouse = open_warehouse(str(file))
    assert (await warehouse.size(Audience())).total == len(ROWS)
    before = await warehouse.snapshot()
    pq.write_table(table.slice(0, 100).append_column("shoe_size", pa.array([40] * 100)), tmp_path / "new.parquet")
    os.replace(tmp_path / "new.parquet", file)
    assert (await warehouse.size(Audience())).total == 100
    assert await warehouse.snapshot() != before


async def test_the_same_bytes_are_the_same_snapshot(open_warehouse: Open, parquet: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.parquet"
    copy.write_bytes(parquet.read_bytes())
    assert await open_warehouse(str(copy)).snapshot() == await open_warehouse(str(parquet)).snapshot()


async def test_a_reload_between_two_queries_starts_the_question_again(open_warehouse: Open, tmp_path: Path) -> None:
    """One answer never mixes two versions of the data."""
    file, table = tmp_path / "people.parquet", pa.Table.from_pylist(ROWS, SCHEMA)
    pq.write_table(table, file)
    warehouse = open_warehouse(str(file))
    await warehouse.size(Audience())
    desk, seen = warehouse._opened(), []

    def ask(reading: object, columns: object) -> int:
        seen.append(1)
        if len(seen) == 1:
            pq.write_table(table.slice(0, 10), tmp_path / "new.parquet")
            os.replace(tmp_path / "new.parquet", file)
        return len(seen)

    assert desk._steadily(ask) == 2


async def test_people_with_one_id_are_never_frozen(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    twins = [*ROWS, {**ROWS[7], "age": 44}]
    pq.write_table(pa.Table.from_pylist(twins, SCHEMA), file)
    with pytest.raises(BadInput, match="share the id 00007"):
        await open_warehouse(str(file)).freeze(Audience(), ("web",), ContactPolicy(), seed="s", control_share=0.1)


async def test_people_without_an_id_are_never_frozen(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    pq.write_table(pa.Table.from_pylist([*ROWS, {**ROWS[7], "customer_id": None}], SCHEMA), file)
    with pytest.raises(BadInput, match="1 eligible customers have no id"):
        await open_warehouse(str(file)).freeze(Audience(), ("web",), ContactPolicy(), seed="s", control_share=0.1)


async def test_numbers_serve_as_keys(open_warehouse: Open, members: MembersInMemory, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    pq.write_table(pa.table({"id": [10, 9, 8], "age": [20, 30, 40]}), file)
    warehouse = open_warehouse(str(file), key="id", catalogue=shop([{"name": "age", "type": "integer"}]))
    frozen = await warehouse.freeze(Audience(), ("web",), ContactPolicy(), seed="s", control_share=0)
    listed = [member.customer_id async for batch in members.load(frozen.digest) for member in batch]
    assert sorted(listed) == ["10", "8", "9"]
    assert await warehouse.merge_values(["9"], ["age"]) == {"9": {"age": 30}}


async def test_an_empty_table_has_nobody(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    pq.write_table(pa.Table.from_pylist([], SCHEMA), file)
    warehouse = open_warehouse(str(file))
    assert (await warehouse.size(only("age", ">", 3))).share == 0.0
    relaxation = await warehouse.relax(only("age", ">", 3), "es")
    assert (relaxation.total, relaxation.proposals) == (0, ())
    frozen = await warehouse.freeze(Audience(), ("email",), ContactPolicy(), seed="s", control_share=0.1)
    assert frozen.members == 0


async def test_the_customer_data_of_a_public_bank_can_be_asked(
    open_warehouse: Open, shared_data: Path, tmp_path: Path
) -> None:
    """Semicolons, yes and no, columns named like keywords, -1 for never, and no key: a line number serves."""
    lines = (shared_data / "customers" / "uci-bank" / "bank-full.csv").read_text().splitlines()
    file = tmp_path / "bank.csv"
    file.write_text("\n".join([f'"id";{lines[0]}', *(f"{n};{line}" for n, line in enumerate(lines[1:]))]))
    described = shop(
        [
            {"name": "age", "type": "integer"},
            {"name": "job", "type": "category", "values": ["management", "retired", "admin."]},
            {"name": "balance", "type": "number", "unit": "EUR"},
            {"name": "default", "type": "boolean"},
            {"name": "contacted_before", "type": "boolean", "expression": "pdays >= 0"},
        ]
    )
    warehouse = open_warehouse(str(file), key="id", catalogue=described)
    wanted = [line.split(";") for line in lines[1:]]
    expected = sum(
        int(row[0]) >= 60 and row[1] == '"retired"' and row[4] == '"no"' and int(row[13]) >= 0 for row in wanted
    )
    audience = Audience.model_validate(
        [
            {"attribute": "age", "operator": ">=", "value": 60},
            {"attribute": "job", "operator": "==", "value": "retired"},
            {"attribute": "default", "operator": "==", "value": False},
            {"attribute": "contacted_before", "operator": "==", "value": True},
        ]
    )
    assert (await warehouse.size(audience)).count == expected > 0


async def test_the_customer_data_of_a_public_telco_can_be_asked(open_warehouse: Open, shared_data: Path) -> None:
    """Yes and No, 0 and 1, and charges that are blank for new customers."""
    described = shop(
        [
            {"name": "SeniorCitizen", "type": "boolean"},
            {"name": "TotalCharges", "type": "number"},
            {"name": "Churn", "type": "boolean"},
        ]
    )
    file = shared_data / "customers" / "ibm-telco-churn.csv"
    warehouse = open_warehouse(str(file), key="customerID", catalogue=described)
    counts = [
        (await warehouse.size(only(*asked))).count
        for asked in [("SeniorCitizen", "==", True), ("TotalCharges", "is_not_set"), ("Churn", "==", True)]
    ]
    assert counts == [1142, 11, 1869]


async def test_our_own_sends_count_against_the_caps(
    open_warehouse: Open, members: MembersInMemory, parquet: Path
) -> None:
    from datetime import UTC, datetime

    from batuta.contact import FrequencyCap

    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    ids = [str(row["customer_id"]) for row in ROWS]
    sent = ContactsInMemory([(ids[3], "web", now), (ids[3], "web", now), (ids[4], "web", now), (ids[5], "letter", now)])
    policy = ContactPolicy(caps=(FrequencyCap(channel="web", messages=2, days=7),))
    warehouse = open_warehouse(str(parquet), contacts=sent)
    frozen = await warehouse.freeze(Audience(), ("web",), policy, seed="s", control_share=0)
    listed = {member.customer_id async for batch in members.load(frozen.digest) for member in batch}
    assert (set(ids) - listed, frozen.removed["frequency"]) == ({ids[3]}, 1)
    all_together = ContactPolicy(caps=(FrequencyCap(messages=2, days=7),))
    frozen = await warehouse.freeze(Audience(), ("letter", "web"), all_together, seed="s", control_share=0)
    reached = {m.customer_id: m.channels async for batch in members.load(frozen.digest) for m in batch}
    assert ids[3] not in reached
    assert len(reached[ids[4]]) == len(reached[ids[5]]) == 1
    assert max(len(channels) for channels in reached.values()) == 2


async def test_decimals_are_numbers(open_warehouse: Open, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    money = pa.array([Decimal("10.50"), Decimal("0.10"), None], pa.decimal128(12, 2))
    pq.write_table(pa.table({"id": ["a", "b", "c"], "money": money}), file)
    described = shop([{"name": "money", "type": "number", "unit": "EUR"}])
    warehouse = open_warehouse(str(file), key="id", catalogue=described)
    assert (await warehouse.size(only("money", ">=", 0.1))).count == 2
    assert (await warehouse.size(only("money", "==", 10.5))).count == 1
    assert (await warehouse.relax(only("money", ">", 5), "es")).without[0].count == 3
    assert await warehouse.merge_values(["b"], ["money"]) == {"b": {"money": 0.1}}


async def test_a_channel_named_twice_counts_once(open_warehouse: Open, parquet: Path) -> None:
    warehouse, policy = open_warehouse(str(parquet)), ContactPolicy()
    once = await warehouse.freeze(Audience(), ("web", "letter"), policy, seed="s", control_share=0.1)
    twice = await warehouse.freeze(Audience(), ("web", "letter", "web"), policy, seed="s", control_share=0.1)
    assert once == twice
    assert len((await warehouse.contactable(Audience(), ("web", "web"), policy))[1]) == 1


async def test_without_channels_nobody_is_a_member(open_warehouse: Open, parquet: Path) -> None:
    frozen = await open_warehouse(str(parquet)).freeze(Audience(), (), ContactPolicy(), seed="s", control_share=0.1)
    assert (frozen.members, frozen.removed["no_consent"]) == (0, len(ROWS))


async def test_words_for_a_boolean_column_are_understood(open_warehouse: Open, parquet: Path) -> None:
    described = shop([{"name": "has_card", "type": "category", "values": ["yes", "no"]}])
    warehouse = open_warehouse(str(parquet), catalogue=described)
    assert (await warehouse.size(only("has_card", "==", "yes"))).count == len(
        ORACLE.matching(only("has_card", "==", True))
    )


@pytest.mark.parametrize("name", ["o'hara & co", "ñandú €", "a]b[c", "*"])
async def test_a_folder_may_have_any_name(open_warehouse: Open, parquet: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "People.PARQUET").write_bytes(parquet.read_bytes())
    assert (await open_warehouse(str(folder / "People.PARQUET")).size(Audience())).count == len(ROWS)


async def test_whoever_told_us_to_stop_is_on_no_list_for_that_channel(
    open_warehouse: Open, members: MembersInMemory, parquet: Path
) -> None:
    ids = [str(row["customer_id"]) for row in ROWS]
    refused = ContactsInMemory(refused=[(ids[3], "web"), (ids[3], "letter"), (ids[4], "web")])
    warehouse = open_warehouse(str(parquet), contacts=refused)
    frozen = await warehouse.freeze(Audience(), ("web", "letter"), ContactPolicy(), seed="s", control_share=0)
    reached = {m.customer_id: m.channels async for batch in members.load(frozen.digest) for m in batch}
    assert (set(ids) - set(reached), frozen.removed) == (
        {ids[3]},
        {"no_consent": 0, "suppressed": 1, "frequency": 0},
    )
    assert reached[ids[4]] == ("letter",)
    everybody = await open_warehouse(str(parquet)).freeze(
        Audience(), ("web", "letter"), ContactPolicy(), seed="s", control_share=0
    )
    assert frozen.by_channel == {
        "web": everybody.by_channel["web"] - 2,
        "letter": everybody.by_channel["letter"] - 1,
    }
