"""The contract of `Customers`, on the fake and on every engine."""

from pathlib import Path

import pytest

from tests.contracts.customers import ORACLE, CustomersContract
from tests.people import CustomersInMemory
from tests.tools.customers.conftest import Open
from tools.customers.warehouse import Warehouse


class TestFake(CustomersContract):
    @pytest.fixture
    def customers(self) -> CustomersInMemory:
        return ORACLE


class TestParquet(CustomersContract):
    @pytest.fixture
    def customers(self, open_warehouse: Open, parquet: Path) -> Warehouse:
        return open_warehouse(str(parquet))


class TestPostgres(CustomersContract):
    @pytest.fixture
    def customers(self, open_warehouse: Open, table: str) -> Warehouse:
        return open_warehouse(table, table="shop.people")
