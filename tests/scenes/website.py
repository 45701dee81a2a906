"""A whole installation behind a real web server on the loopback, with a worker, in a thread of its own."""

import asyncio
import re
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any, TypeVar

import httpx
import uvicorn

from app.strict import require_strict_msgpack
from batuta.approval import Role
from batuta.settings import Settings
from tools.clock import FixedClock
from tools.customers.synthetic import generate

T = TypeVar("T")

SYSTEMS = """
systems:
  - {id: cms, kind: workspace_cms, name: {en: Content, es: Contenidos}, capabilities: [content.search, content.get, content.create, content.update, content.publish, content.unpublish]}
  - {id: audiences, kind: workspace_audiences, name: {en: Audiences, es: Audiencias}, capabilities: [audience.create, audience.get, audience.delete]}
  - id: campaigns
    kind: workspace_campaigns
    name: {en: Campaigns, es: Campañas}
    capabilities: [campaign.create, campaign.schedule, campaign.pause, campaign.resume, campaign.stop, campaign.get, message.send_test, message.send]
    channels: [sms, push, web]
    cost: {sms: 0.05, push: 0.0005}
  - {id: mail, kind: smtp, name: {en: Mail, es: Correo}, capabilities: [message.send_test, message.send], channels: [email], cost: {email: 0.001}}
"""  # noqa: E501
_numbers = count(1)


@dataclass
class Person:
    """Somebody at a seat of their own."""

    name: str
    client: httpx.Client
    """Its cookies are this browser's."""
    seat: str
    csrf: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(f"/s/{self.seat}{path}", **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        headers = {"X-CSRF-Token": self.csrf, **more.pop("headers", {})}
        return self.client.post(f"/s/{self.seat}{path}", headers=headers, **more)


@dataclass
class Website:
    url: str
    loop: asyncio.AbstractEventLoop
    installation: Any
    clock: FixedClock
    clients: list[httpx.Client] = field(default_factory=list)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something inside the server's process."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def known(self, *roles: Role, company: str = "lince", name: str = "") -> str:
        """A new account with these roles in a company."""
        name = name or f"{roles[0] if roles else 'nobody'}-{next(_numbers)}"
        if roles:
            self.run(self.installation.identity.add(name, company, frozenset(roles)))
        return name

    def browser(self) -> httpx.Client:
        return self._opened(headers={"Accept-Language": "es-ES"})

    def link(self, name: str) -> str:
        return f"/sign-in/{self.run(self.installation.identity.sign_in_link(name))}"

    def signed_in(self, *roles: Role, company: str = "lince", browser: httpx.Client | None = None) -> Person:
        """Somebody new who opened their link."""
        name = self.known(*roles, company=company)
        client = browser or self.browser()
        landed = client.post(self.link(name))
        seat = landed.headers["location"].split("/")[2]
        page = client.get(f"/s/{seat}/password").text
        return Person(name, client, seat, re.findall(r'name="csrf" value="([^"]+)"', page)[0])

    def program(self, *roles: Role, company: str = "lince", name: str = "") -> httpx.Client:
        """A program with a token of somebody new, or of `name`."""
        name = name or self.known(*roles, company=company)
        token = self.run(self.installation.identity.make_token(name))
        return self._opened(headers={"Authorization": f"Bearer {token}", "Accept-Language": "es"})

    def leave(self) -> None:
        """Close what browsers and programs left open."""
        while self.clients:
            self.clients.pop().close()

    def _opened(self, **more: Any) -> httpx.Client:
        client = httpx.Client(base_url=self.url, timeout=90, **more)
        self.clients.append(client)
        return client

    def company(self, name: str = "lince") -> Any:
        return self.installation.companies[name]


@contextmanager
def website(postgres: str, state: Path, companies: tuple[Path, ...], clock: FixedClock) -> Iterator[Website]:
    """Serve until the block is left."""
    require_strict_msgpack()
    from app.bootstrap.installation import installation
    from app.web.server import web_app
    from app.worker import working

    ready, over = threading.Event(), None
    found: list[Website] = []
    failures: list[BaseException] = []
    settings = Settings(
        state_dir=state, database_url=postgres, model="builtin", port=0, public_hosts=("batuta.example",)
    )

    async def serve() -> None:
        nonlocal over
        over = asyncio.Event()
        async with installation(settings, companies, clock=clock) as opened:
            server = uvicorn.Server(
                uvicorn.Config(
                    web_app(opened), port=0, log_level="error", access_log=False, timeout_graceful_shutdown=1
                )
            )
            async with working(opened.jobs, opened.companies, opened.liveness, concurrency=4):
                serving = asyncio.create_task(server.serve())
                while not server.started:
                    await asyncio.sleep(0.01)
                port = server.servers[0].sockets[0].getsockname()[1]
                found.append(Website(f"http://127.0.0.1:{port}", asyncio.get_running_loop(), opened, clock))
                ready.set()
                await over.wait()
                server.should_exit = True
                await serving

    def body() -> None:
        try:
            asyncio.run(serve())
        except BaseException as failure:  # noqa: BLE001 – handed to the test that waits
            failures.append(failure)
        finally:
            ready.set()

    thread = threading.Thread(target=body)
    thread.start()
    ready.wait(120)
    if failures:
        raise failures[0]
    try:
        yield found[0]
    finally:
        if over is not None:
            found[0].loop.call_soon_threadsafe(over.set)
        thread.join(60)
        if failures:
            raise failures[0]


def a_shop(folder: Path, template: Path, *, company: str = "lince", people: int = 4000) -> Path:
    """The small retailer, able to send, with customers; under another name it is another company."""
    copytree(template, folder)
    described = (folder / "workspace.yaml").read_text(encoding="utf-8")
    described = described.replace("id: lince", f"id: {company}", 1).replace(
        "Tienda Lince\n", f"Tienda {company.title()}\n", 1
    )
    (folder / "workspace.yaml").write_text(described, encoding="utf-8")
    (folder / "systems.yaml").write_text(SYSTEMS, encoding="utf-8")
    generate(folder / "customers.sql", folder / "customers.parquet", people=people, seed=7, today=date(2026, 11, 22))
    return folder
