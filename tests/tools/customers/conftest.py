"""The same people in Parquet, in CSV and in PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from batuta.catalogue import Catalogue, CustomerSource
from tests.contracts.customers import ROWS
from tests.people import CATALOGUE
from tools.clock import FixedClock
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory
from tools.customers.warehouse import Warehouse

SCHEMA = pa.schema(
    [
        ("customer_id", pa.string()),
        ("first_name", pa.string()),
        ("age", pa.int32()),
        ("city", pa.string()),
        ("score", pa.int64()),
        ("basket", pa.float64()),
        ("online_share", pa.float32()),
        ("joined", pa.date32()),
        ("last_seen", pa.timestamp("us")),
        ("has_card", pa.bool_()),
        ("newsletter", pa.string()),
        ("owns", pa.list_(pa.string())),
        ("sex", pa.string()),
        ("sms_last_30_days", pa.int16()),
        *((name, pa.bool_()) for name in ("deceased", "consent_email", "consent_sms")),
        *((f"opted_out_{channel}", pa.bool_()) for channel in ("sms", "call", "letter")),
    ]
)
Open = Callable[..., Warehouse]


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("people") / "people.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS, SCHEMA), file, row_group_size=100)
    return file


@pytest.fixture(scope="session")
def table(postgres: str) -> Iterator[str]:
    """The address of a database with the people in `shop.people`."""
    kinds = {"int16": "smallint", "int32": "integer", "int64": "bigint", "double": "double precision", "float": "real"}
    kinds |= {"date32[day]": "date", "timestamp[us]": "timestamp", "bool": "boolean", "string": "text"}
    columns = ", ".join(f'"{field.name}" {kinds.get(str(field.type), "text[]")}' for field in SCHEMA)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA shop; CREATE TABLE shop.people ({columns})".encode())
        with connection.cursor().copy("COPY shop.people FROM STDIN") as copy:
            for row in ROWS:
                copy.write_row([row[name] for name in SCHEMA.names])
        yield postgres
        connection.execute("DROP SCHEMA shop CASCADE")


@pytest.fixture
def members() -> MembersInMemory:
    return MembersInMemory()


@pytest.fixture
def open_warehouse(clock: FixedClock, members: MembersInMemory, tmp_path: Path) -> Iterator[Open]:
    """Opens warehouses over a source, and closes them."""
    opened: list[Warehouse] = []

    def opens(
        source: str,
        *,
        table: str | None = None,
        key: str = "customer_id",
        catalogue: Catalogue = CATALOGUE,
        catalogue_file: Path = Path("catalogue.yaml"),
        contacts: ContactsInMemory | None = None,
    ) -> Warehouse:
        where = CustomerSource(source=source, table=table, key=key)
        warehouse = Warehouse(
            catalogue.model_copy(update={"customers": where}),
            catalogue_file,
            clock=clock,
            members=members,
            contacts=contacts or ContactsInMemory(),
            spill=tmp_path / "spill",
        )
        opened.append(warehouse)
        return warehouse

    yield opens
    for warehouse in opened:
        warehouse.close()
