"""FLT1 and FLT5 where systems are not ours: `kill -9` between sending and reply leaves one effect, never two.

Each real system is asked itself, past every connector, how often the thing is there.
"""

import asyncio
import base64
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from batuta.content import ContentItem
from batuta.publishing import Capability, Forecast, Plan, Receipt, Step
from examples.audience_mcp_server import Audience
from examples.audience_mcp_server import server as audience_server
from examples.email_provider import Provider, provider_app
from tests.faults.lone_worker import Dies, Order, dispatch
from tests.scenes.approval import CAMPAIGN, Records
from tests.servers import wordpress as servers
from tests.servers.asgi import serving
from tests.servers.fault_proxy import FaultProxy
from tests.tools.conftest import records as records
from tests.tools.systems.browser.conftest import SERVER as OFFICE
from tests.tools.systems.test_sending import AUDIENCE, item
from tools.outgoing.allowed import AllowedHosts
from tools.records.deliveries import Deliveries
from tools.systems.browser.chromium import installed
from tools.systems.mcp.session import Server, tools_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SECRETS = {
    "WORDPRESS": "",
    "USER": "marta",
    "OFFICE": "cl4ve-de-marta",
    "PALOMA_ID": "shop",
    "PALOMA_SECRET": "the-secret-of-the-shop",
}
ROUNDS = 4
"""Tries of the worker that comes after, some minutes apart."""
PATIENCE = 30.0


@dataclass
class Foreign:
    """One system, what is asked of it, and how it is caught between acting and answering."""

    described: dict[str, object]
    hosts: tuple[str, ...]
    files: Callable[[Path], None]
    """Lays what it needs beside systems.yaml."""
    capability: Capability
    count: Callable[[], int]
    """How many the system itself holds of what was asked for."""
    hold: Callable[[], None]
    """From now on it acts, and its answer does not come."""
    caught: Callable[[], bool]
    """Whether it is about to answer."""
    let_go: Callable[[], None]
    once: int = 1
    """What `count` says when it was done once."""
    recognises: bool = True
    """It takes two calls with one key as one, or can be asked; else what is not known stays so."""
    told: dict[str, object] = field(default_factory=dict)
    """How the deliveries stand afterwards, for messages."""
    secret: str = ""
    smtp_port: int = 25


ITEM = ContentItem(
    id="sms-1", channel="sms", locale="es-ES", status="approved", origin="generated", parts={"text": "Hola, Cádiz"}
)


def nothing(_: Path) -> None:
    """It needs no files."""


def playbooks(at: Path) -> None:
    (at / "systems" / "far").mkdir()
    for name in ("sign_in", *(f"audience.{does}" for does in ("create", "get", "size", "delete"))):
        shutil.copy(OFFICE / "playbooks" / f"{name}.yaml", at / "systems" / "far")


@contextmanager
def a_wordpress(folder: Path) -> Iterator[Foreign]:
    with servers.wordpress(folder) as site, FaultProxy(site.url) as proxy:

        def posts() -> int:
            asked = f"{site.url}/wp-json/wp/v2/posts?status=draft,publish&per_page=100&context=edit"
            request = urllib.request.Request(asked, headers={"authorization": basic(site.user, site.password)})
            with urllib.request.urlopen(request) as answer:
                return sum(post["slug"].startswith("batuta-") for post in json.loads(answer.read()))

        yield Foreign(
            {
                "kind": "wordpress",
                "url": proxy.url,
                "capabilities": ["content.create", "content.get"],
                "credentials": {"password": "env:WORDPRESS"},
                "settings": {"user": site.user},
            },
            (proxy.host,),
            nothing,
            "content.create",
            posts,
            lambda: proxy.next("never answer", on="POST /wp-json/wp/v2/posts"),
            lambda: ("POST", "/wp-json/wp/v2/posts") in proxy.seen and posts() == 1,
            proxy.clear,
            secret=site.password,
        )


@contextmanager
def a_back_office(folder: Path) -> Iterator[Foreign]:
    if installed() is None:
        pytest.skip("the back office needs a Chromium")
    office = subprocess.Popen(
        [sys.executable, str(OFFICE / "serve.py"), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert office.stdout is not None
    with office.stdout:
        host = f"127.0.0.1:{int(office.stdout.readline())}"

        def misbehaves(**faults: object) -> None:
            (folder / "faults.partial").write_text(json.dumps({"plain": True, **faults}), encoding="utf-8")
            (folder / "faults.partial").replace(folder / "faults.json")

        def rows() -> int:
            with sqlite3.connect(folder / "backoffice.sqlite3", timeout=20) as database:
                return int(database.execute("SELECT count(*) FROM trastienda_publico").fetchone()[0])

        misbehaves()
        yield Foreign(
            {
                "kind": "browser",
                "url": f"http://{host}",
                "capabilities": ["audience.create", "audience.get", "audience.size", "audience.delete"],
                "credentials": {"user": "env:USER", "password": "env:OFFICE"},
                "settings": {"locale": "es-ES"},
                "takes_key": False,
            },
            (host,),
            playbooks,
            "audience.create",
            rows,
            lambda: misbehaves(hold_replies=True),
            lambda: rows() == 1,
            misbehaves,
        )
    office.terminate()
    office.wait()


@contextmanager
def a_provider(folder: Path, capability: Capability = "audience.create") -> Iterator[Foreign]:
    provider = Provider(client_id="shop", client_secret=SECRETS["PALOMA_SECRET"])
    with serving(provider_app(provider)) as paloma, FaultProxy(paloma) as proxy:

        def files(at: Path) -> None:
            shutil.copy(EXAMPLES / "email_provider.mapping.yaml", at / "systems" / "far.yaml")
            with urllib.request.urlopen(f"{paloma}/openapi.json") as answer:
                (at / "far.openapi.json").write_bytes(answer.read())

        mapping = yaml.safe_load((EXAMPLES / "email_provider.mapping.yaml").read_text("utf-8"))
        sends = capability == "message.send"
        held: dict[str, Any] = provider.messages if sends else provider.lists
        yield Foreign(
            {
                "kind": "openapi",
                "url": proxy.url,
                "capabilities": sorted(mapping["capabilities"]),
                "channels": ["email", "push"],
                "credentials": {"client_id": "env:PALOMA_ID", "client_secret": "env:PALOMA_SECRET"},
                "settings": {"token_url": f"{paloma}/oauth/token", "description": "far.openapi.json"},
            },
            (proxy.host, paloma.removeprefix("http://")),
            files,
            capability,
            lambda: len(held),
            lambda: proxy.next("never answer", on="POST /v2"),
            lambda: bool(held),
            proxy.clear,
            once=4 if sends else 1,
            told={"email": {"sent": 4, "skipped": 1}} if sends else {},
        )


@contextmanager
def a_sending_provider(folder: Path) -> Iterator[Foreign]:
    with a_provider(folder, "message.send") as made:
        yield made


@contextmanager
def an_mcp_platform(folder: Path) -> Iterator[Foreign]:
    kept: dict[str, Audience] = {}
    with serving(audience_server(kept).streamable_http_app()) as people, FaultProxy(people) as proxy:
        hosts = (proxy.host, people.removeprefix("http://"))
        tools = asyncio.run(tools_of(Server("far", url=f"{people}/mcp", allowed=AllowedHosts(hosts))))

        def files(at: Path) -> None:
            pins = yaml.safe_dump({"tools": {tool.name: tool.parts for tool in tools}})
            text = (EXAMPLES / "audience_mcp_server.mapping.yaml").read_text("utf-8")
            (at / "systems" / "far.yaml").write_text(text + pins, "utf-8")

        yield Foreign(
            {
                "kind": "mcp",
                "url": f"{proxy.url}/mcp",
                "capabilities": ["audience.create", "audience.get", "audience.size", "audience.delete"],
            },
            hosts,
            files,
            "audience.create",
            lambda: len(kept),
            lambda: proxy.next("never answer", on='POST /mcp … "create_audience"'),
            lambda: bool(kept),
            proxy.clear,
        )


@contextmanager
def a_mail_server(folder: Path) -> Iterator[Foreign]:
    class Inbox:
        def __init__(self) -> None:
            self.to: list[str] = []
            self.silent = False

        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
            self.to += envelope.rcpt_tos
            while self.silent:
                await asyncio.sleep(0.02)
            return "250 OK"

    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield Foreign(
            {"kind": "smtp", "capabilities": ["message.send", "message.send_test"], "channels": ["email"]},
            (),
            nothing,
            "message.send",
            lambda: len(inbox.to),
            lambda: setattr(inbox, "silent", True),
            lambda: bool(inbox.to),
            lambda: setattr(inbox, "silent", False),
            recognises=False,
            told={"email": {"unknown": 4, "skipped": 1}},
            smtp_port=port,
        )
    finally:
        inbox.silent = False
        controller.stop()


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


SYSTEMS = {
    "WordPress": a_wordpress,
    "back office": a_back_office,
    "provider": a_provider,
    "sending provider": a_sending_provider,
    "MCP platform": an_mcp_platform,
    "mail server": a_mail_server,
}


EVERY_RUN = ("WordPress", "back office", "sending provider", "MCP platform", "mail server")


@pytest.fixture(params=[pytest.param(name, marks=() if name in EVERY_RUN else pytest.mark.long) for name in SYSTEMS])
def foreign(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Foreign]:
    folder = tmp_path / "far"
    folder.mkdir()
    with SYSTEMS[request.param](folder) as made:
        for name, secret in SECRETS.items():
            monkeypatch.setenv(f"BATUTA_SECRET_{name}", secret or made.secret)
        yield made


async def asked(records: Records, foreign: Foreign) -> None:
    """An approved plan of one step for this system, in the outbox."""
    name = await records.artefacts.put(ITEM)
    arguments: dict[str, object] = {"name": "c1", "audience": "f" * 64, "members": 12, "control": 1}
    if foreign.capability == "content.create":
        arguments = {"item": {"$artefact": name}, "digest": name}
    if foreign.capability == "message.send":
        items = [await records.artefacts.put(item(*said)) for said in (("es-ES", "Hola"), ("en", "Hi"))]
        arguments = {"campaign": CAMPAIGN, "channel": "email", "items": items, "audience": AUDIENCE}
    step = Step(
        id="one",
        system="far",
        capability=foreign.capability,
        arguments=arguments,
        effect="Una vez",
        target="c1",
        artefact="a" * 64,
    )
    plan = Plan(steps=(step,), forecast=Forecast(reach=1, messages=1, cost=0.0, currency="EUR"))
    approval_id, intents = await records.approved(plan)
    await records.outbox.request(approval_id, intents)


def order_for(foreign: Foreign, records: Records, tmp_path: Path, uri: str, schema: str) -> Order:
    folder = tmp_path / "company"
    (folder / "systems").mkdir(parents=True)
    described = {"id": "far", "name": {"en": "Far", "es": "Lejos"}, **foreign.described}
    (folder / "systems.yaml").write_text(yaml.safe_dump({"systems": [described]}), "utf-8")
    foreign.files(folder)
    return Order(
        uri=uri,
        company=schema,
        folder=folder,
        state=tmp_path / "state",
        moment=records.clock.now(),
        worker="1",
        hosts=foreign.hosts,
        smtp_port=foreign.smtp_port,
    )


def killed(order: Order, foreign: Foreign, dies: Dies) -> None:
    """A worker in its own process, until it is dead: between sending and reply, or where it dies by itself."""
    if not dies:
        foreign.hold()
    said = order.model_copy(update={"dies": dies}).model_dump_json()
    worker = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.lone_worker", said, "1"],
        cwd=EXAMPLES.parent,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not dies and not foreign.caught():
            assert worker.poll() is None, "the worker ended before it was caught"
            assert time.monotonic() < deadline, "the system never acted"
            time.sleep(0.02)
        if dies:
            worker.wait(PATIENCE)
    finally:
        # Its browser, too: it would outlive a worker that had no time to close it.
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert worker.returncode == -signal.SIGKILL
    foreign.let_go()


async def recovered(order: Order, records: Records) -> Receipt:
    """What the workers that come after make of it."""
    for _ in range(ROUNDS):
        records.clock.set(records.clock.now() + timedelta(minutes=5))
        await dispatch(order.model_copy(update={"worker": "2", "moment": records.clock.now()}), ["2"])
        (receipt,) = await records.outbox.receipts_of(CAMPAIGN)
        if receipt.state != "pending":
            break
    return receipt


@pytest.mark.parametrize("dies", ["", *(pytest.param(when, marks=pytest.mark.long) for when in ("before", "after"))])
async def test_killed_while_a_system_acts_it_is_done_once(
    foreign: Foreign, records: Records, tmp_path: Path, postgres: str, schema: str, dies: Dies
) -> None:
    await asked(records, foreign)
    order = order_for(foreign, records, tmp_path, postgres, schema)
    killed(order, foreign, dies)
    (left,) = await records.outbox.receipts_of(CAMPAIGN)
    assert left.state == "sending"
    had = foreign.count()
    receipt = await recovered(order, records)
    # One that cannot be told twice is asked; what it does not show is left to a person, and never tried again.
    in_doubt = dies == "before" and foreign.described.get("takes_key") is False
    assert receipt.state == ("unknown" if in_doubt else "done"), receipt.detail
    assert foreign.count() == (foreign.once if foreign.recognises and not in_doubt else had)
    assert await Deliveries(records.pool, records.clock).tally(CAMPAIGN) == foreign.told
    assert (await records.audit.check()).broken_at is None
