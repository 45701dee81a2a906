"""How customers spread over what the catalogue does not have: counted where they are, by the same grammar."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batuta.catalogue import Attribute, Catalogue
from batuta.distribution import Distribution, in_words
from batuta.errors import BadExpression
from batuta.text import Text
from tests.tools.customers.conftest import Open
from tools.customers.warehouse import Warehouse

BORN = [date(1926 + place % 80, 3, 1) for place in range(100)]


@pytest.fixture
def warehouse(open_warehouse: Open, tmp_path: Path) -> Warehouse:
    file = tmp_path / "people.parquet"
    rows = {
        "id": [str(place) for place in range(102)],
        "born": pa.array([*BORN, None, None], pa.date32()),
        "tier": [*(["gold"] * 10), *(["green"] * 90), "", None],
        "spent": [*([10.0] * 99), 1_000_000.0, None, float("nan")],
    }
    pq.write_table(pa.table(rows), file)
    return open_warehouse(str(file), key="id", catalogue=Catalogue(attributes=()))


AGE = Attribute(
    name="age", type="integer", unit="years", description=Text(en="Age", es="Edad"),
    expression="DATE_DIFF('year', born, CURRENT_DATE)",
)  # fmt: skip


async def test_a_derived_number_is_counted_in_round_ranges(warehouse: Warehouse) -> None:
    spread = await warehouse.distribution(AGE)
    assert (spread.total, spread.known) == (102, 100)
    assert sum(one.people for one in spread.buckets) == 100
    assert 3 <= len(spread.buckets) <= 8
    assert spread.buckets[0].low is None
    assert spread.buckets[-1].high is None
    assert all(one.high == other.low for one, other in zip(spread.buckets, spread.buckets[1:], strict=False))
    assert all(edge is None or edge % 10 == 0 for one in spread.buckets for edge in (one.low, one.high))
    assert "sin dato: 2" in in_words(spread, AGE, "es")


async def test_one_value_far_out_makes_no_empty_ranges(warehouse: Warehouse) -> None:
    spread = await warehouse.distribution(Attribute(name="twice", type="number", expression="spent * 2"))
    assert (spread.known, sum(one.people for one in spread.buckets)) == (100, 100)
    assert len(spread.buckets) <= 2


async def test_values_of_a_category_stand_with_the_most_first(warehouse: Warehouse) -> None:
    spread = await warehouse.distribution(Attribute(name="rank", type="category", expression="upper(tier)"))
    assert [(one.value, one.people) for one in spread.buckets] == [("GREEN", 90), ("GOLD", 10)]
    assert spread.known == 100


async def test_nothing_known_is_said_so(warehouse: Warehouse) -> None:
    nobody = Attribute(name="nobody", type="number", expression="NULLIF(spent, spent)")
    assert await warehouse.distribution(nobody) == Distribution(total=102, known=0, buckets=())


@pytest.mark.parametrize("expression", ["(SELECT 1)", "count(*)", "income * 2", "age + 1"])
async def test_the_grammar_is_that_of_the_catalogue(warehouse: Warehouse, expression: str) -> None:
    with pytest.raises(BadExpression):
        await warehouse.distribution(Attribute(name="age", type="number", expression=expression))
