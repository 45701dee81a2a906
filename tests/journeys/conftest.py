"""A whole installation with a worker, a small company and a clock that stands still until it is set."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.local import Local, local
from app.settings import read_settings
from batuta.settings import Settings
from tests.scenes.line import own_company, small_company
from tools.clock import FixedClock


@pytest.fixture(scope="session")
def journey_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings(state_dir=tmp_path_factory.mktemp("journeys"), workers=4)


@pytest.fixture(scope="session")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_company(root, tmp_path_factory.mktemp("company"))


@pytest.fixture
def company_folder(small: Path, tmp_path: Path) -> Path:
    return own_company(small, tmp_path / "company")


@pytest.fixture
def noon() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.fixture
async def here(journey_settings: Settings, company_folder: Path, noon: FixedClock) -> AsyncIterator[Local]:
    async with local(journey_settings, company_folder, work=True, clock=noon) as opened:
        yield opened
