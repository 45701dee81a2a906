"""Fixtures that every level of tests shares."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tools.clock import FixedClock
from tools.policies import PolicyBook, open_policies
from tools.records.database import INSTALLATION, Pool, connection_pool
from tools.records.embedded import EmbeddedServer
from tools.records.migrating import migrate

# LangGraph reads it when it is first imported, and whatever opens a company refuses to run without.
os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the full counts, for hours")


SLOWEST_FIRST = ("faults", "journeys", "trust")
"""Folders whose files take minutes: begun last, one process would be left with them while the others wait."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    tests = ROOT / "tests"
    items.sort(key=lambda item: item.path.relative_to(tests).parts[0] not in SLOWEST_FIRST)
    if not config.getoption("--long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="a full count: `make test-long` runs it"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public development data that lies beside the repository; tests that need it say when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared development data is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def lince_folder(root: Path) -> Path:
    """A small retailer's workspace, for tests that need a whole company."""
    return root / "tests" / "companies" / "lince"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL of this test run, with the installation's tables."""
    server = EmbeddedServer(tmp_path_factory.mktemp("state"))
    uri = server.start()
    migrate(uri, INSTALLATION, "installation")
    yield uri
    server.release()


@pytest.fixture(scope="session")
def legal() -> PolicyBook:
    """The legal packs alone, of no company."""
    return open_policies(None)


_numbers = count(1)


@pytest.fixture
def schema(postgres: str) -> Iterator[str]:
    """A company's schema of its own, empty."""
    name = f"company-{next(_numbers)}"
    migrate(postgres, name, "tenant")
    yield name
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'DROP SCHEMA "{name}" CASCADE'.encode())


@pytest.fixture
async def pool(postgres: str, schema: str) -> AsyncIterator[Pool]:
    """Connections that see one company's tables."""
    async with connection_pool(postgres, schema, largest=40) as opened:
        yield opened


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
