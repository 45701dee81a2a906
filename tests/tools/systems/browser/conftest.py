"""A real Chromium, and a real back office that nobody here wrote the pages of."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.browser.chromium import Chromium, installed
from tools.systems.browser.connector import BrowserSystem, Parts
from tools.systems.browser.evidence import Evidence
from tools.systems.browser.files import read_playbooks

SERVER = Path(__file__).resolve().parents[3] / "servers" / "backoffice"
PLAYBOOKS = SERVER / "playbooks"


@dataclass(frozen=True)
class BackOffice:
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def misbehaves(self, *, plain: bool = True, **faults: object) -> None:
        faults["plain"] = plain
        partial = self.folder / "faults.partial"
        partial.write_text(json.dumps(faults), encoding="utf-8")
        partial.replace(self.folder / "faults.json")

    def rows(self, table: str) -> list[dict[str, object]]:
        """What its database holds, read behind its back."""
        with sqlite3.connect(self.folder / "backoffice.sqlite3", timeout=20) as database:
            database.row_factory = sqlite3.Row
            found = [dict(row) for row in database.execute(f"SELECT * FROM trastienda_{table} ORDER BY id")]
        database.close()
        return found

    def rows_marked(self, table: str, mark: str) -> list[dict[str, object]]:
        return [row for row in self.rows(table) if row["referencia"] == mark]


@pytest.fixture(scope="module")
def backoffice_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackOffice]:
    folder = tmp_path_factory.mktemp("backoffice")
    server = subprocess.Popen(
        [sys.executable, str(SERVER / "serve.py"), str(folder)], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert server.stdout is not None
    with server.stdout:
        yield BackOffice(folder, int(server.stdout.readline()))
    server.terminate()
    server.wait()


@pytest.fixture
def backoffice(backoffice_server: BackOffice) -> Iterator[BackOffice]:
    """Well-behaved when a test begins."""
    backoffice_server.misbehaves()
    yield backoffice_server
    backoffice_server.misbehaves()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Chromium]:
    if installed() is None:
        pytest.skip("there is no Chromium on this machine")
    browser = Chromium()
    yield browser
    await browser.aclose()


Connect = Callable[..., BrowserSystem]


@pytest.fixture
def connect(chromium: Chromium, tmp_path: Path) -> Connect:
    """A browser system over a folder of playbooks."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "user").write_text("marta", encoding="utf-8")
    (secrets / "password").write_text("cl4ve-de-marta", encoding="utf-8")

    def connected(
        url: str,
        playbooks: Path = PLAYBOOKS,
        *,
        state: Path | None = None,
        allowed: tuple[str, ...] = (),
        **described: object,
    ) -> BrowserSystem:
        description = SystemDescription(
            id="trastienda",
            name=Text(en="Back office", es="Trastienda"),
            kind="browser",
            url=url,
            **{
                "capabilities": sorted(path.stem for path in playbooks.glob("*.*.yaml")),
                "credentials": {"user": "file:user", "password": "file:password"},
                "settings": {"step_seconds": "2.5", "locale": "es-ES"},
                **described,
            },
        )
        parts = Parts(chromium, AllowedHosts([url.partition("//")[2], *allowed]), Secrets(secrets))
        evidence = Evidence(state or tmp_path / "state")
        return BrowserSystem(description, read_playbooks(playbooks, description), evidence, parts)

    return connected
