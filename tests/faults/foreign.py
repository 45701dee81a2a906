"""Real systems that are not ours: what each holds, asked past every connector, and how to catch it acting."""

import asyncio
import base64
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from batuta.publishing import Capability
from examples.audience_mcp_server import Audience
from examples.audience_mcp_server import server as audience_server
from examples.email_provider import Provider, provider_app
from tests.servers import wordpress as servers
from tests.servers.asgi import serving
from tests.servers.fault_proxy import FaultProxy
from tests.tools.systems.browser.conftest import SERVER as OFFICE
from tools.outgoing.allowed import AllowedHosts
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
"""By name of the reference; an empty one is the system's own."""


@dataclass
class Foreign:
    """One system, what is asked of it, and how it is caught between acting and answering."""

    described: dict[str, object]
    hosts: tuple[str, ...]
    files: Callable[[Path, str], None]
    """Lays what it needs beside systems.yaml, in this folder, under this id."""
    capability: Capability
    held: Callable[[], Sequence[str]]
    """What the system itself holds of what was asked for, each told apart from the others."""
    hold: Callable[[], None]
    """From now on it acts, and its answer does not come."""
    caught: Callable[[], bool]
    """Whether it is about to answer."""
    let_go: Callable[[], None]
    once: int = 1
    """How many it holds when it was done once."""
    recognises: bool = True
    """It takes two calls with one key as one, or can be asked; else what is not known stays so."""
    told: dict[str, object] = field(default_factory=dict)
    """How the deliveries stand afterwards, for messages."""
    secret: str = ""
    smtp_port: int = 25
    acted: Callable[[], int] | None = None
    """Grows with whatever it does, and is cheap to ask; else what it holds is counted."""

    def count(self) -> int:
        return len(self.held())


def nothing(_: Path, __: str) -> None:
    """It needs no files."""


def playbooks(at: Path, id_: str) -> None:
    (at / "systems" / id_).mkdir()
    for name in ("sign_in", *(f"audience.{does}" for does in ("create", "get", "size", "delete"))):
        shutil.copy(OFFICE / "playbooks" / f"{name}.yaml", at / "systems" / id_)


@contextmanager
def a_wordpress(folder: Path) -> Iterator[Foreign]:
    with servers.wordpress(folder) as site, FaultProxy(site.url) as proxy:

        def posts() -> list[str]:
            asked = f"{site.url}/wp-json/wp/v2/posts?status=draft,publish&per_page=100&context=edit"
            request = urllib.request.Request(asked, headers={"authorization": basic(site.user, site.password)})
            with urllib.request.urlopen(request) as answer:
                found = json.loads(answer.read())
            return [f"{one['slug']} {one['status']}" for one in found if one["slug"].startswith("batuta-")]

        yield Foreign(
            {
                "kind": "wordpress",
                "url": proxy.url,
                "capabilities": ["content.create", "content.get", "content.publish"],
                "credentials": {"password": "env:WORDPRESS"},
                "settings": {"user": site.user},
            },
            (proxy.host,),
            nothing,
            "content.create",
            posts,
            lambda: proxy.next("never answer", on="POST /wp-json/wp/v2/posts"),
            lambda: ("POST", "/wp-json/wp/v2/posts") in proxy.seen and len(posts()) == 1,
            proxy.clear,
            secret=site.password,
            acted=lambda: proxy.seen.count(("POST", "/wp-json/wp/v2/posts")),
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

        def rows() -> list[str]:
            with sqlite3.connect(folder / "backoffice.sqlite3", timeout=20) as database:
                found = database.execute("SELECT id, referencia FROM trastienda_publico")
                return [f"{id_} {mark}" for id_, mark in found]

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
            lambda: len(rows()) == 1,
            misbehaves,
        )
    office.terminate()
    office.wait()


@contextmanager
def a_provider(folder: Path, capability: Capability = "audience.create") -> Iterator[Foreign]:
    provider = Provider(client_id="shop", client_secret=SECRETS["PALOMA_SECRET"])
    with serving(provider_app(provider)) as paloma, FaultProxy(paloma) as proxy:

        def files(at: Path, id_: str) -> None:
            shutil.copy(EXAMPLES / "email_provider.mapping.yaml", at / "systems" / f"{id_}.yaml")
            with urllib.request.urlopen(f"{paloma}/openapi.json") as answer:
                (at / "paloma.openapi.json").write_bytes(answer.read())

        def messages() -> list[str]:
            return [f"{name} {number}" for name, batch in provider.batches.items() for number in range(batch.accepted)]

        mapping = yaml.safe_load((EXAMPLES / "email_provider.mapping.yaml").read_text("utf-8"))
        sends = capability == "message.send"
        yield Foreign(
            {
                "kind": "openapi",
                "url": proxy.url,
                "capabilities": sorted(mapping["capabilities"]),
                "channels": ["email", "push"],
                "credentials": {"client_id": "env:PALOMA_ID", "client_secret": "env:PALOMA_SECRET"},
                "settings": {"token_url": f"{paloma}/oauth/token", "description": "paloma.openapi.json"},
            },
            (proxy.host, paloma.removeprefix("http://")),
            files,
            capability,
            messages if sends else lambda: list(provider.lists),
            lambda: proxy.next("never answer", on="POST /v2"),
            lambda: bool(messages() if sends else provider.lists),
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
        tools = asyncio.run(tools_of(Server("people", url=f"{people}/mcp", allowed=AllowedHosts(hosts))))

        def files(at: Path, id_: str) -> None:
            pins = yaml.safe_dump({"tools": {tool.name: tool.parts for tool in tools}})
            text = (EXAMPLES / "audience_mcp_server.mapping.yaml").read_text("utf-8")
            (at / "systems" / f"{id_}.yaml").write_text(text + pins, "utf-8")

        yield Foreign(
            {
                "kind": "mcp",
                "url": f"{proxy.url}/mcp",
                "capabilities": ["audience.create", "audience.get", "audience.size", "audience.delete"],
            },
            hosts,
            files,
            "audience.create",
            lambda: list(kept),
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
            lambda: list(inbox.to),
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
