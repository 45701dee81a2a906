"""A company, a database, and a warm process that starts workers which die on command."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.local import Local, local
from app.settings import read_settings
from batuta.settings import Settings
from tests.faults.forking import Warm
from tests.faults.points import Point
from tests.scenes.clocks import RunningClock
from tests.scenes.line import own_company, small_company

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Zygote:
    """Starts workers, one at a time, and knows when the last one ended."""

    def __init__(self, root: Path, settings: Settings, company: Path) -> None:
        """company: any like those that it will work for; it is read once to be warm."""
        self._warm = Warm(root, "tests.faults.zygote", settings.state_dir, company, MOMENT.isoformat())
        self._warm.ready()

    def start(self, company: Path, point: Point | None = None) -> int:
        """A worker's pid; it dies at the point, or lives on."""
        self._order("work", company, *(point or ("-", "-", 0)))
        return int(self._warm.said())

    def approve(self, company: Path, gate_id: str, digest: str, many: int) -> list[str]:
        """What many processes that approve one gate at once are told."""
        self._order("approve", company, gate_id, digest, many)
        return self._warm.said().split()

    def _order(self, *words: object) -> None:
        self._warm.order("\t".join(map(str, words)))

    def end(self, pid: int) -> None:
        """Kill a living worker without warning, and wait for its end."""
        os.kill(pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        assert self._warm.said() == "ended"

    def close(self) -> None:
        self._warm.close()


def alive(pid: int) -> bool:
    """Whether a worker still runs; one that waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.fixture(scope="session")
def fault_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings(state_dir=tmp_path_factory.mktemp("faults"), workers=2)


@pytest.fixture(scope="session")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_company(root, tmp_path_factory.mktemp("company"), people=700)


@pytest.fixture
def fault_company(small: Path, tmp_path: Path) -> Path:
    return own_company(small, tmp_path / "company")


@pytest.fixture(scope="session")
def zygote(root: Path, fault_settings: Settings, small: Path) -> Iterator[Zygote]:
    started = Zygote(root, fault_settings, small)
    yield started
    started.close()


@pytest.fixture
async def here(fault_settings: Settings, fault_company: Path) -> AsyncIterator[Local]:
    """This process looks and answers; it drives nothing."""
    async with local(fault_settings, fault_company, work=False, clock=RunningClock(MOMENT)) as opened:
        yield opened
    await asyncio.sleep(0)
