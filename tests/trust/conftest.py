"""A lying model's surroundings: settings, a small company and its neighbour, a clock that stands still."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import read_settings
from batuta.settings import Settings
from tests.scenes.line import small_company
from tests.tools.conftest import records
from tests.trust.town import neighbours
from tools.clock import FixedClock


@pytest.fixture(scope="session")
def trust_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings(state_dir=tmp_path_factory.mktemp("trust"), workers=4, log_level="DEBUG")


@pytest.fixture(scope="session")
def trust_company(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_company(root, tmp_path_factory.mktemp("trust-company"), people=1500)


@pytest.fixture
def folders(trust_company: Path, tmp_path: Path) -> tuple[Path, Path]:
    return neighbours(trust_company, tmp_path)


@pytest.fixture
def noon() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


__all__ = ["records"]
