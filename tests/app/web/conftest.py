"""One website for all tests of the web; every test brings its own people and campaigns."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.scenes.website import Website, a_shop, website
from tools.clock import FixedClock


@pytest.fixture(scope="session")
def served(postgres: str, tmp_path_factory: pytest.TempPathFactory, lince_folder: Path) -> Iterator[Website]:
    """Two companies that look alike, `lince` and `norte`, served to browsers and programs."""
    root = tmp_path_factory.mktemp("web")
    companies = (a_shop(root / "lince", lince_folder), a_shop(root / "norte", lince_folder, company="norte"))
    clock = FixedClock(datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
    with website(postgres, root / "state", companies, clock) as opened:
        yield opened


@pytest.fixture
def site(served: Website) -> Iterator[Website]:
    yield served
    served.leave()
