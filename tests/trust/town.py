"""Two companies side by side in one installation, a lying model, and an ear at every socket."""

import asyncio
import io
import logging
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from app.bootstrap.installation import installation
from app.local import Local, operator
from app.runs import Prepared, run
from app.worker import working
from batuta.campaign import CampaignOutcome
from batuta.ports import Clock
from batuta.settings import Settings
from tests.scenes.line import ANSWERS, TODAY
from tests.servers.openai_server import OpenAIServer
from tests.trust.adversary import Adversary
from tests.trust.evidence import Traces, files_of, tables_of

KEY = "sk-canary-0123456789abcdef"
CANARY = "CanarioVecina7Q"
PATIENCE = 120
"""Seconds until a campaign that is still not settled counts as lost."""

_heard: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is None:
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        _heard.append(str(arguments[0]))
    elif event in ("socket.connect", "socket.sendto"):
        place = arguments[1]
        _heard.append(f"{place[0]}:{place[1]}" if isinstance(place, tuple) else "unix")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every name that is looked up and every address that is connected to, by anything in this process."""
    global _heard  # an audit hook can never be taken off again
    if not _installed:
        sys.addaudithook(_listen)
        _installed.append(True)
    _heard = []
    try:
        yield _heard
    finally:
        _heard = None


_installed: list[bool] = []


def neighbours(small: Path, folder: Path) -> tuple[Path, Path]:
    """A company with nothing in stock and last year's facts in its files, and another whose copy holds a canary."""
    own = Path(shutil.copytree(small, folder / "own"))
    _renamed(own, f"lince-{uuid4().hex[:8]}")
    _changed(own / "products.yaml", "      - {key: returns, value: 60, unit: days,", _LAST_YEAR)
    shutil.rmtree(own / "content")
    other = Path(shutil.copytree(small, folder / "other"))
    _renamed(other, f"vecina-{uuid4().hex[:8]}")
    (other / "brand_guidelines" / "vecina.md").write_text(_VECINA, "utf-8")
    _changed(other / "products.yaml", "      - {key: returns, value: 60, unit: days,", _OF_THE_OTHER)
    return own, other


_LAST_YEAR = (
    '      - {key: launch, value: 99, unit: EUR, text: {en: "€99 at launch", es: "99 € de lanzamiento"},'
    " valid_until: 2026-06-30}\n      - {key: returns, value: 60, unit: days,"
)
_OF_THE_OTHER = (
    f'      - {{key: vecina, value: 5, unit: days, text: {{en: "{CANARY} wool itches less",'
    f' es: "la lana {CANARY} pica menos"}}}}\n      - {{key: returns, value: 60, unit: days,'
)
_VECINA = f"""---
kind: message_library
locale: es-ES
channel: email
version: 1
owner: Marca
approved: true
---

# Otra casa

| id | part | strategy | for | purpose | text |
|---|---|---|---|---|---|
| vecina-body | body | benefit | north_coat | promote | La lana {CANARY} de Casa Vecina pica menos. |
"""


def _renamed(folder: Path, name: str) -> None:
    described = folder / "workspace.yaml"
    described.write_text(re.sub(r"^id: \S+", f"id: {name}", described.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def _changed(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), "utf-8")


@dataclass(frozen=True)
class Town:
    here: Local
    folder: Path
    settings: Settings
    server: OpenAIServer | None

    async def campaign(
        self, brief: str, adversary: Adversary | None = None, answers: tuple[Prepared, ...] = ANSWERS
    ) -> "Ended":
        """One campaign, its people answering whatever they are shown; what an earlier one left is taken away."""
        await self._swept()
        asked = 0
        if self.server:
            asked = len(self.server.requests)
            assert adversary is not None
            self.server.will(adversary)
        author = await operator(self.here.installation, self.here.company, "marketer")
        began = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            outcome = await run(self.here, brief, author, answers, name="trust", today=TODAY)
        took = time.monotonic() - began
        return Ended(outcome, took, self._requests(asked))

    async def traces(self, asked: tuple[str, ...], connected: tuple[str, ...] = ()) -> Traces:
        uri = self.settings.database_url or self._uri()
        tables = await asyncio.to_thread(tables_of, uri, self.here.company.workspace.tenant)
        files = await asyncio.to_thread(
            files_of, self.settings.state_dir / "outgoing" / self.here.company.workspace.tenant
        )
        return Traces(self.folder, tables, files, asked, connected, _LOG.getvalue())

    def _requests(self, since: int) -> tuple[str, ...]:
        if self.server is None:
            return ()
        return tuple(str(request.body["messages"]) for request in self.server.requests[since:])

    def _uri(self) -> str:
        return str(self.here.company.pool.conninfo)

    async def _swept(self) -> None:
        """Everything but the company's stock is gone, so that every campaign has all to write."""
        tenant = self.here.company.workspace.tenant
        shutil.rmtree(self.settings.state_dir / "outgoing" / tenant, ignore_errors=True)
        async with self.here.company.pool.connection() as connection:
            await connection.execute("DELETE FROM cms_items WHERE key IS NOT NULL")
            for table in ("system_objects", "system_calls", "deliveries", "language_calls", "outbox", "approvals"):
                await connection.execute(f"DELETE FROM {table}".encode())
            await connection.execute("DELETE FROM campaigns")


@dataclass(frozen=True)
class Ended:
    outcome: CampaignOutcome
    seconds: float
    asked: tuple[str, ...]


@asynccontextmanager
async def town(
    settings: Settings, folders: tuple[Path, ...], clock: Clock, server: OpenAIServer | None = None
) -> AsyncIterator[Town]:
    """The first company with its neighbours, and a worker. Without a server: the built-in engine alone."""
    if server:
        settings = settings.model_copy(update={"openai_base_url": server.url, "openai_api_key": SecretStr(KEY)})
    with _overhearing():
        async with installation(settings, folders, clock=clock, cache=False) as opened:
            own = next(iter(opened.companies.values()))
            async with working(opened.jobs, opened.companies, opened.liveness, concurrency=4):
                yield Town(Local(opened, own), folders[0], settings, server)


_LOG = io.StringIO()


@contextmanager
def _overhearing() -> Iterator[None]:
    """Everything that is logged while a town is open. One sheet for all: loggers remember the first they wrote to."""
    handler = logging.StreamHandler(_LOG)
    logging.getLogger().addHandler(handler)
    _LOG.seek(0)
    _LOG.truncate()
    try:
        with redirect_stderr(_LOG):
            yield
    finally:
        logging.getLogger().removeHandler(handler)
