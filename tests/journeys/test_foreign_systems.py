"""One campaign over systems that are not ours: WordPress, an MCP server, a back office without an API, a provider.

The telco's brief goes from its text to what is verified; each system is asked, past every connector, what it holds.
"""

import asyncio
import html
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import yaml

from app import drifting
from app.local import Local, local, operator
from app.runs import Prepared, run
from app.settings import read_settings
from app.system_watch import check_systems
from app.web.server import web_app
from batuta.campaign import CampaignOutcome
from examples.audience_mcp_server import Audience
from examples.audience_mcp_server import server as audience_server
from examples.email_provider import Provider, provider_app
from tests.servers import wordpress as servers
from tests.servers.asgi import serving
from tools.clock import FixedClock
from tools.outgoing.allowed import AllowedHosts
from tools.systems.browser.chromium import installed
from tools.systems.mcp.session import Server, tools_of
from tools.workspaces.templates import make

ROOT = Path(__file__).resolve().parents[2]
BACK_OFFICE = ROOT / "tests" / "servers" / "backoffice"
TODAY = date(2027, 5, 20)
BRIEF = """Queremos que los clientes de Onda que solo tienen móvil, con fibra disponible en su domicilio, contraten
Fibra 600 antes del verano: 600 Mb por 29,90 € durante 12 meses. Sin quienes hayan reclamado en los últimos 60 días.
Push y e-mail, del 1 al 21 de junio, 8.000 €, objetivo 1.500 altas. En español de España."""
ANSWERS = (
    Prepared(gate="clarify", decision="accept_proposals", by="marketer"),
    Prepared(gate="confirm", decision="add", by="marketer"),
    Prepared(gate="choose_audience", decision="keep", by="marketer"),
    Prepared(gate="*", decision="approve", by="compliance"),
    Prepared(gate="*", decision="approve", by="brand"),
)


class Landscape(NamedTuple):
    """What the company already owns."""

    site: servers.WordPress
    audiences: dict[str, Audience]
    provider: Provider
    back_office: Path
    """The folder of its database."""
    hosts: tuple[str, ...]
    systems: str
    """Its systems.yaml."""

    def campaigns(self) -> list[dict[str, Any]]:
        with sqlite3.connect(self.back_office / "backoffice.sqlite3", timeout=20) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("SELECT * FROM trastienda_campana")]

    def posts(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.site.url}/wp-json/wp/v2/posts?per_page=100") as answer:
            return [post for post in json.loads(answer.read()) if post["slug"].startswith("batuta-")]


@pytest.fixture(scope="module")
def landscape(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landscape]:
    if installed() is None:
        pytest.skip("the back office needs a Chromium")
    folder = tmp_path_factory.mktemp("backoffice")
    audiences: dict[str, Audience] = {}
    provider = Provider(client_id="onda", client_secret="the-secret-of-onda")
    office = subprocess.Popen(
        [sys.executable, str(BACK_OFFICE / "serve.py"), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert office.stdout is not None
    with (
        office.stdout,
        servers.wordpress(tmp_path_factory.mktemp("wordpress")) as site,
        serving(audience_server(audiences).streamable_http_app()) as people,
        serving(provider_app(provider)) as paloma,
    ):
        trastienda = f"http://127.0.0.1:{int(office.stdout.readline())}"
        hosts = tuple(url.removeprefix("http://") for url in (site.url, people, paloma, trastienda))
        yield Landscape(
            site, audiences, provider, folder, hosts, systems_yaml(site.url, f"{people}/mcp", paloma, trastienda)
        )
    office.terminate()
    office.wait()


def systems_yaml(website: str, people: str, paloma: str, trastienda: str) -> str:
    return yaml.safe_dump(
        {
            "systems": [
                {
                    "id": "web",
                    "kind": "wordpress",
                    "name": {"en": "Website", "es": "Web"},
                    "url": website,
                    "capabilities": [
                        "content.search",
                        "content.get",
                        "content.create",
                        "content.update",
                        "content.submit",
                        "content.publish",
                        "content.unpublish",
                        "asset.search",
                        "asset.get",
                    ],
                    "credentials": {"password": "env:WORDPRESS"},
                    "settings": {"user": servers.EDITOR},
                },
                {
                    "id": "people",
                    "kind": "mcp",
                    "name": {"en": "Audience platform", "es": "Plataforma de audiencias"},
                    "url": people,
                    "capabilities": ["audience.create", "audience.get", "audience.size", "audience.delete"],
                },
                {
                    "id": "trastienda",
                    "kind": "browser",
                    "name": {"en": "Back office", "es": "Trastienda"},
                    "url": trastienda,
                    "capabilities": [
                        "audience.create",
                        "audience.get",
                        "audience.size",
                        "audience.delete",
                        "campaign.create",
                        "campaign.schedule",
                        "campaign.get",
                        "campaign.stop",
                    ],
                    "credentials": {"user": "env:OFFICE_USER", "password": "env:OFFICE_PASSWORD"},
                    "settings": {"locale": "es-ES"},
                },
                {
                    "id": "paloma",
                    "kind": "openapi",
                    "name": "Paloma Mail",
                    "url": paloma,
                    "capabilities": ["message.send", "message.send_test", "results.fetch"],
                    "channels": ["email", "push"],
                    "cost": {"email": 0.0015, "push": 0.0006},
                    "credentials": {"client_id": "env:PALOMA_ID", "client_secret": "env:PALOMA_SECRET"},
                    "settings": {"token_url": f"{paloma}/oauth/token"},
                },
            ]
        },
        allow_unicode=True,
    )


@pytest.fixture(scope="module")
def company(landscape: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration telco, with its own systems taken away and these connected."""
    folder = tmp_path_factory.mktemp("company") / "onda"
    make(folder, "telco", today=TODAY, people=6000)
    for inventory in (folder / "content").glob("*.yaml"):
        inventory.unlink()
    (folder / "systems.yaml").write_text(landscape.systems, "utf-8")
    mapped = folder / "systems"
    shutil.copytree(BACK_OFFICE / "playbooks", mapped / "trastienda")
    wanted = {"message.send", "message.send_test", "results.fetch"}
    mapping = yaml.safe_load((ROOT / "examples" / "email_provider.mapping.yaml").read_text("utf-8"))
    mapping["capabilities"] = {name: one for name, one in mapping["capabilities"].items() if name in wanted}
    (mapped / "paloma.yaml").write_text(yaml.safe_dump(mapping, allow_unicode=True), "utf-8")
    address = yaml.safe_load(landscape.systems)["systems"][1]["url"]
    tools = asyncio.run(tools_of(Server("people", url=address, allowed=AllowedHosts(landscape.hosts))))
    pins = yaml.safe_dump({"tools": {tool.name: tool.parts for tool in tools}})
    text = (ROOT / "examples" / "audience_mcp_server.mapping.yaml").read_text("utf-8")
    (mapped / "people.yaml").write_text(text + pins, "utf-8")
    return folder


@pytest.fixture
async def here(
    landscape: Landscape, company: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Local]:
    for name, secret in {
        "WORDPRESS": landscape.site.password,
        "OFFICE_USER": "marta",
        "OFFICE_PASSWORD": "cl4ve-de-marta",
        "PALOMA_ID": "onda",
        "PALOMA_SECRET": "the-secret-of-onda",
    }.items():
        monkeypatch.setenv(f"BATUTA_SECRET_{name}", secret)
    settings = read_settings(state_dir=tmp_path_factory.mktemp("foreign"), workers=4, allowed_hosts=landscape.hosts)
    clock = FixedClock(datetime(2027, 6, 1, 9, 30, tzinfo=UTC))
    async with local(settings, company, work=True, clock=clock) as opened:
        yield opened


@pytest.fixture
async def marketer(here: Local) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's browser at their seat, which asks the pages as they are served."""
    await here.installation.identity.add("lola", here.company.workspace.id, frozenset({"marketer"}))
    headers = {"Accept-Language": "es-ES"}
    transport = httpx.ASGITransport(web_app(here.installation))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers) as client:
        seated = await client.post(f"/sign-in/{await here.installation.identity.sign_in_link('lola')}")
        seat = seated.headers["location"].split("/")[2]
        client.base_url = httpx.URL(f"http://127.0.0.1/s/{seat}/at/{here.company.workspace.id}")
        yield client


async def page_of(here: Local, marketer: httpx.AsyncClient) -> str:
    """The campaign's page, once there is a campaign."""
    while not (rows := await here.company.campaigns.list()):
        await asyncio.sleep(0.1)
    answer = await marketer.get(f"/campaigns/{rows[0].id}", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.text


async def states_while(here: Local, marketer: httpx.AsyncClient, running: asyncio.Task[Any]) -> set[tuple[str, ...]]:
    """How the steps of the plan stood on the page, each time somebody looked while it ran."""
    seen = set()
    while not running.done():
        page = await page_of(here, marketer)
        seen.add(tuple(re.findall(r'<li class="step (\w+)">', page)))
        await asyncio.wait([running], timeout=1)
    return seen


async def whole(here: Local) -> CampaignOutcome:
    author = await operator(here.installation, here.company, "marketer")
    async with asyncio.timeout(300):
        return await run(here, BRIEF, author, ANSWERS, name="fibra", today=TODAY)


async def test_one_plan_over_four_systems_from_the_brief_to_what_is_verified(
    here: Local, landscape: Landscape, marketer: httpx.AsyncClient
) -> None:
    running = asyncio.create_task(whole(here))
    seen = await states_while(here, marketer, running)
    outcome = await running
    waiting = await here.company.gates.waiting(outcome.campaign_id)
    assert waiting is None, (waiting.gate.kind, waiting.gate.needs_roles, waiting.gate.shown)
    assert outcome.status == "published", outcome.problem
    assert outcome.plan is not None
    used = {step.system for step in outcome.plan.steps}
    assert used == {"web", "people", "trastienda", "paloma"}
    assert len(outcome.plan.steps) >= 8
    assert outcome.verification is not None
    assert outcome.verification.ok

    approved = {tuple(item.parts.values()) for item in outcome.content}
    assert len(landscape.posts()) == len(approved)
    (audience,) = landscape.audiences.values()
    (campaign,) = landscape.campaigns()
    treated = next(step.arguments["members"] for step in outcome.plan.steps if step.capability == "audience.create")
    assert audience.size == treated
    assert campaign["nombre"] == outcome.campaign_id
    assert campaign["inicio"] == "2027-06-01"
    sent = await here.company.deliveries.tally(outcome.campaign_id)
    assert {channel: states["sent"] > 0 for channel, states in sent.items()} == {"email": True, "push": True}

    assert (await drifting.look(here.company, outcome.campaign_id)).ok

    # Whoever looked saw it go on, step by step, and now sees what each system made.
    under_way = [states for states in seen if {"done", "pending"} <= set(states)]
    assert len(under_way) > 1, seen
    page = await page_of(here, marketer)
    assert page.count('class="step done"') == len(outcome.plan.steps)
    for name in ("Web", "Plataforma de audiencias", "Trastienda", "Paloma Mail"):
        assert name in page
    assert 'id="stopped"' not in page


@pytest.mark.long
async def test_a_page_that_changed_under_way_is_shown_with_its_picture_and_a_question(
    here: Local, landscape: Landscape, marketer: httpx.AsyncClient
) -> None:
    before = standing(landscape)
    faults = landscape.back_office / "faults.json"
    faults.write_text(json.dumps({"replace": [["Guardar y continuar editando", "Grabar y seguir"]]}), "utf-8")
    try:
        outcome = await whole(here)
    finally:
        faults.unlink()
    assert outcome.status == "failed"
    assert not [receipt for receipt in outcome.receipts if receipt.step_id.startswith("undo-") and not receipt.result]
    assert standing(landscape) == before

    page = html.unescape(await page_of(here, marketer))
    assert "no muestra botón «Guardar y continuar editando»" in page
    assert "¿Ha cambiado esta página de Trastienda?" in page
    (picture,) = re.findall(r'<img src="[^"]*?(/campaigns/[^"]+\.png)"', page)
    shown = await marketer.get(picture)
    assert shown.headers["content-type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")


def standing(landscape: Landscape) -> tuple[object, ...]:
    """What is live in the systems: posts, campaigns and audiences."""
    posts = {post["id"] for post in landscape.posts()}
    return posts, landscape.campaigns(), [one for one in landscape.audiences.values() if one.state == "live"]


async def test_a_tool_that_changed_is_in_the_audit_with_what_it_breaks(here: Local, landscape: Landscape) -> None:
    mapping = here.company.places.systems.parent / "systems" / "people.yaml"
    text = mapping.read_text("utf-8")
    await check_systems(here.company)
    assert not await changed(here)
    pinned = yaml.safe_load(text)["tools"]["count_audience"]["description"]
    try:
        mapping.write_text(text.replace(pinned, "f" * 64), "utf-8")
        await check_systems(here.company)
    finally:
        mapping.write_text(text, "utf-8")
    # The worker's own look, when it began, may have come upon the change as well.
    entries = await changed(here)
    assert {entry["subject"] for entry in entries} == {"people"}
    assert all("audience.size" in entry["detail"]["breaks"] for entry in entries)


async def changed(here: Local) -> list[dict[str, Any]]:
    async with here.company.pool.connection() as connection:
        rows = await connection.execute("SELECT subject, detail FROM audit WHERE kind = 'system.changed'")
        return [dict(row) for row in await rows.fetchall()]
