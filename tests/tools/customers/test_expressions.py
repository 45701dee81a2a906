"""Derived attributes: what they may say, what they mean, and what is refused."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batuta.audience import Audience, Criterion
from batuta.catalogue import Attribute, Catalogue
from batuta.errors import BadExpression
from tests.tools.customers.conftest import Open

ROWS = {
    "id": ["a", "b", "c"],
    "balance": [100.0, 0.0, None],
    "limit": [400, 0, 50],
    "seen": [date(2026, 11, 12), date(2026, 8, 22), None],
    "name": ["  Ana ", "LUIS", None],
    "default": ["yes", "no", ""],
}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.parquet"
    kinds = [pa.string(), pa.float64(), pa.int64(), pa.date32(), pa.string(), pa.string()]
    pq.write_table(
        pa.table(dict(zip(ROWS, (pa.array(v, k) for v, k in zip(ROWS.values(), kinds, strict=True)), strict=True))),
        file,
    )
    return file


@pytest.mark.parametrize(
    ("expression", "kind", "values"),
    [
        ("balance / \"limit\"", "number", [0.25, None, None]),
        ("\"limit\" * 2 - 1", "integer", [799, -1, 99]),
        ("-\"limit\" % 7", "integer", [-1, 0, -1]),
        ("DATE_DIFF('day', seen, CURRENT_DATE)", "integer", [10, 92, None]),
        ("CURRENT_DATE - seen", "integer", [10, 92, None]),
        ("date_diff('month', seen, today())", "integer", [0, 3, None]),
        ("seen + 30", "date", ["2026-12-12", "2026-09-21", None]),
        ("YEAR(seen) * 100 + extract(month FROM seen)", "integer", [202611, 202608, None]),
        ("CASE WHEN balance > 9 THEN 'big' WHEN balance IS NULL THEN '' ELSE 'low' END", "text", ["big", "low", None]),
        ("case \"default\" when 'yes' then true when 'no' then false end", "boolean", [True, False, None]),
        ("\"default\" = 'yes'", "boolean", [True, False, False]),
        ("COALESCE(balance, 0) + NULLIF(\"limit\", 0)", "number", [500, None, 50]),
        ("lower(trim(name)) || '!'", "text", ["ana!", "luis!", None]),
        ("substr(upper(trim(name)), 1, 2)", "text", ["AN", "LU", None]),
        ("length(trim(name)) between 3 and 3", "boolean", [True, False, None]),
        ("name like '%U%' or name in ('x')", "boolean", [False, True, None]),
        ("greatest(\"limit\", 60)", "integer", [400, 60, 60]),
        ("least(round(balance / 3, 1), 30.0)", "number", [30.0, 0.0, 30.0]),
        ("CAST(trim(name) AS INTEGER)", "integer", [None, None, None]),
        ("if(\"limit\" > 60, 1, 0)", "integer", [1, 0, 0]),
        ("twice + 1", "integer", [801, 1, 101]),
    ],
)  # fmt: skip
async def test_means_the_same_everywhere(
    open_warehouse: Open, people: Path, expression: str, kind: str, values: list[object]
) -> None:
    derived = Attribute.model_validate({"name": "derived", "type": kind, "expression": expression})
    twice = Attribute(name="twice", type="integer", expression='"limit" * 2')
    warehouse = open_warehouse(str(people), key="id", catalogue=Catalogue(attributes=(derived, twice)))
    fetched = await warehouse.merge_values(["a", "b", "c"], ["derived"])
    assert [fetched[person]["derived"] for person in "abc"] == pytest.approx(values)
    known = await warehouse.size(Audience(all=(Criterion(attribute="derived", operator="is_set"),)))
    assert known.count == sum(value is not None for value in values)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "balance +",
        "income",
        "other.balance",
        "(SELECT 1)",
        "balance IN (SELECT 1)",
        "balance; DROP TABLE customers",
        "read_csv('/etc/passwd')",
        "getenv('HOME')",
        "pg_sleep(10)",
        "count(*)",
        "sum(balance)",
        "row_number() OVER ()",
        "balance OVER ()",
        "name ~ '(a+)+$'",
        "regexp_replace(name, 'a', 'b')",
        "repeat(name, 100000000)",
        "INTERVAL '1' DAY",
        "CAST(name AS BLOB)",
        "name + 1",
        "balance > 'x'",
        "derived + 1",
        "other_derived",
        "?",
        "$1",
        "@x",
        "1e999",
        "(" * 1500 + "balance" + ")" * 1500,
        "balance" + " + balance" * 400,
        "CASE WHEN balance THEN 1 END",
        "{{ balance }}",
        "balance -- \n; x",
        "*",
        "current_user",
        "version()",
    ],
)
async def test_refuses_what_it_does_not_know(open_warehouse: Open, people: Path, expression: str) -> None:
    derived = Attribute(name="derived", type="number", expression=expression)
    circle = Attribute(name="other_derived", type="number", expression="derived")
    warehouse = open_warehouse(str(people), key="id", catalogue=Catalogue(attributes=(derived, circle)))
    with pytest.raises(BadExpression) as told:
        await warehouse.size(Audience(all=(Criterion(attribute="derived", operator="is_set"),)))
    assert "derived" in told.value.in_("es")
    assert len(told.value.in_("en")) < 400


async def test_suggests_the_column_that_was_meant(open_warehouse: Open, people: Path) -> None:
    derived = Attribute(name="derived", type="number", expression="balanse * 2")
    warehouse = open_warehouse(str(people), key="id", catalogue=Catalogue(attributes=(derived,)))
    with pytest.raises(BadExpression, match=r"“balanse” is no column; balance\?"):
        await warehouse.size(Audience(all=(Criterion(attribute="derived", operator="is_set"),)))
