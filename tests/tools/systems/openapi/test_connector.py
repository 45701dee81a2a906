"""The connector contract on a provider that is known by its description alone, through a proxy that breaks things."""

import json
import shutil
import urllib.request
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from batuta.errors import BadInput, Misconfigured, OutcomeUnknown, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from examples.email_provider import Provider, provider_app
from tests.contracts.marketing_system import Example, ForeignSystemContract, MarketingSystemContract
from tests.servers.asgi import serving
from tests.servers.fault_proxy import FaultProxy
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.mapping.model import read_mapping
from tools.systems.mapping.system import MappedSystem
from tools.systems.openapi.connector import openapi_system, problems

MAPPING = Path("examples/email_provider.mapping.yaml")
SECRET = "the-secret-of-the-shop"
AUDIENCE = {"name": "Fibra en otoño", "audience": "d" * 64, "members": 1200, "control": 120, "by_channel": {}}
BATCH = {
    "campaign_id": "cam-1",
    "channel": "email",
    "sender_name": "Onda",
    "sender_address": "hola@onda.example",
    "messages": [
        {"id": f"m{n}", "to": to, "item": "i", "parts": {"subject": "Hola", "body": "Texto"}, "html": "", "text": "T"}
        | {"unsubscribe": ""}
        for n, to in enumerate(["ana@example.com", "nobody", "eva@example.com"])
    ],
}


@pytest.fixture(scope="module")
def provider() -> Provider:
    return Provider(client_id="shop", client_secret=SECRET)


@pytest.fixture(scope="module")
def site(provider: Provider) -> Iterator[str]:
    with serving(provider_app(provider)) as url:
        yield url


@pytest.fixture(scope="module")
def proxy_of_module(site: str) -> Iterator[FaultProxy]:
    with FaultProxy(site) as proxy:
        yield proxy


def description(url: str, token_url: str) -> SystemDescription:
    return SystemDescription(
        id="paloma",
        name=Text(en="Paloma Mail", es="Paloma Mail"),
        kind="openapi",
        url=url,
        capabilities=tuple(read_mapping(MAPPING).capabilities),
        channels=("email", "push"),
        credentials={"client_id": "env:PALOMA_ID", "client_secret": "env:PALOMA_SECRET"},
        settings={"token_url": f"{token_url}/oauth/token", "description": "paloma.openapi.json"},
    )


@pytest.fixture
def folder(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BATUTA_SECRET_PALOMA_ID", "shop")
    monkeypatch.setenv("BATUTA_SECRET_PALOMA_SECRET", SECRET)
    (tmp_path / "systems").mkdir()
    shutil.copy(MAPPING, tmp_path / "systems" / "paloma.yaml")
    with urllib.request.urlopen(f"{site}/openapi.json") as answer:
        (tmp_path / "paloma.openapi.json").write_bytes(answer.read())
    return tmp_path


def opened(url: str, token_url: str, folder: Path, *, seconds: float = 3.0) -> MappedSystem:
    hosts = AllowedHosts([one.removeprefix("http://") for one in (url, token_url)])
    return openapi_system(description(url, token_url), folder, hosts, Secrets(folder), seconds=seconds)


def example_of(kind: str, provider: Provider) -> Example:
    """Lists take an idempotency key; templates do not and are looked up."""

    async def lists() -> int:
        return len(provider.lists)

    async def templates() -> int:
        return len(provider.templates)

    if kind == "lists":
        return Example(
            create="audience.create",
            arguments=AUDIENCE,
            get="audience.get",
            undo="audience.delete",
            shows={"members": 1200, "audience": "d" * 64, "state": "active"},
            gone={"state": "deleted"},
            count=lists,
        )
    item = {"id": "push-1", "channel": "push", "locale": "es-ES", "parts": {"title": "Fibra", "body": "El doble"}}
    return Example(
        create="content.create",
        arguments={"item": item, "digest": "a" * 64, "audience": "lo que sea"},
        get="content.get",
        undo="content.unpublish",
        shows={"status": "approved", "parts": {"subject": "Fibra", "body": "El doble"}},
        gone={"status": "retired"},
        count=templates,
    )


@pytest.fixture
def key() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def proxy(proxy_of_module: FaultProxy) -> FaultProxy:
    proxy_of_module.clear()
    return proxy_of_module


@pytest.fixture
async def system(proxy: FaultProxy, site: str, folder: Path) -> AsyncIterator[MappedSystem]:
    system = opened(proxy.url, site, folder, seconds=2.0)
    yield system
    await system.aclose()


class TestTemplates(ForeignSystemContract):
    @pytest.fixture
    def secret(self) -> str:
        return SECRET

    @pytest.fixture
    async def unreachable(self, site: str, folder: Path) -> AsyncIterator[MappedSystem]:
        system = opened("http://127.0.0.1:9", site, folder)
        yield system
        await system.aclose()

    @pytest.fixture
    def example(self, provider: Provider) -> Example:
        return example_of("templates", provider)


class TestLists(MarketingSystemContract):
    @pytest.fixture
    def example(self, provider: Provider) -> Example:
        return example_of("lists", provider)

    @pytest.mark.parametrize("fault", ["lose reply", "act then 500"])
    async def test_a_lost_reply_is_asked_again_under_its_key(
        self, system: MappedSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        before = await example.count()
        proxy.next(fault, on="POST")
        with pytest.raises(OutcomeUnknown):
            await system.perform(example.create, example.arguments, key)
        made = await system.perform(example.create, example.arguments, key)
        assert await example.count() == before + 1
        assert made.result["members"] == 1200


@pytest.fixture
async def paloma(site: str, folder: Path, provider: Provider) -> AsyncIterator[MappedSystem]:
    system = opened(site, site, folder)
    yield system
    await system.aclose()
    provider.faults.clear()


async def test_everything_in_systems_yaml_is_mapped_and_fits_the_description(folder: Path, site: str) -> None:
    assert problems(description(site, site), folder) == ()


async def test_a_campaign_from_draft_to_results(paloma: MappedSystem) -> None:
    audience = await paloma.perform("audience.create", AUDIENCE, "k-aud")
    assert await paloma.read("audience.size", {"id": audience.reference}) == {"members": 1200}
    campaign = {"name": "Fibra", "audience": audience.reference, "channels": ("email", "push"), "end": None}
    made = await paloma.perform("campaign.create", campaign, "k-cam")
    assert made.result["state"] == "draft"
    when = {"id": made.reference, "start": "2026-11-23", "end": "2026-11-30"}
    live = await paloma.perform("campaign.schedule", when, "k-sch")
    assert (live.result["state"], live.result["start"], live.result["end"]) == ("scheduled", "2026-11-23", "2026-11-30")
    for capability, state in (
        ("campaign.pause", "paused"),
        ("campaign.resume", "scheduled"),
        ("campaign.stop", "stopped"),
    ):
        done = await paloma.perform(capability, {"id": made.reference}, capability)  # type: ignore[arg-type]
        assert done.result["state"] == state
        assert (await paloma.read("campaign.get", {"id": made.reference}))["state"] == state


async def test_messages_go_once_and_the_refused_are_named(paloma: MappedSystem, provider: Provider) -> None:
    provider.faults.extend(["act then 500"])
    with pytest.raises(OutcomeUnknown):
        await paloma.perform("message.send", BATCH, "k-send")
    batches = len(provider.batches)
    done = await paloma.perform("message.send", BATCH, "k-send")
    assert (done.result["sent"], done.result["refused"]) == (2, ["m1"])
    assert len(provider.batches) == batches
    assert provider.messages["m0"].recipient == "ana@example.com"


async def test_consent_and_results_are_asked(paloma: MappedSystem, provider: Provider) -> None:
    provider.suppressed.add("eva")
    allowed = await paloma.read("consent.check", {"channel": "email", "people": ("ana", "eva")})
    assert allowed == {"allowed": ["ana"]}
    made = await paloma.perform("campaign.create", {"name": "x", "audience": "l1", "channels": ("push",)}, "k-res")
    assert set(await paloma.read("results.fetch", {"id": made.reference})) >= {"sent", "opened", "clicked"}


async def test_a_search_reads_every_page(paloma: MappedSystem, folder: Path, site: str, provider: Provider) -> None:
    mapping = folder / "systems" / "paloma.yaml"
    mapping.write_text(mapping.read_text().replace("query: {limit: 200}", "query: {limit: 2}"))
    small = opened(site, site, folder)
    for number in range(5):
        item = {"id": f"page-{number}", "channel": "email", "locale": "es-ES", "parts": {"subject": "s", "body": "b"}}
        await paloma.perform("content.create", {"item": item, "digest": ""}, f"k-page-{number}")
    found = await small.read("content.search", {"product_id": None, "channel": None})
    await small.aclose()
    items = found["items"]
    assert isinstance(items, list)
    assert len(items) == len(provider.templates)
    assert {f"page-{number}" for number in range(5)} <= {item["title"] for item in items}


async def test_a_token_that_ran_out_is_asked_for_anew(paloma: MappedSystem, provider: Provider) -> None:
    await paloma.perform("audience.create", AUDIENCE, "k-token-1")
    provider.tokens.clear()
    made = await paloma.perform("audience.create", AUDIENCE, "k-token-2")
    assert made.reference in provider.lists


async def test_a_wrong_password_is_named_as_the_cause(site: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATUTA_SECRET_PALOMA_SECRET", "wrong-secret")
    system = opened(site, site, folder)
    with pytest.raises(Misconfigured, match="credentials") as told:
        await system.read("audience.get", {"id": "l1"})
    assert "wrong-secret" not in str(told.value.in_("es"))
    await system.aclose()


@pytest.mark.parametrize("id_", ["..", ".", "../../admin/seen", "a/b", "a?x=1", "a#b", "a%2f..", ""])
async def test_a_reference_never_leads_to_another_path(
    proxy_of_module: FaultProxy, id_: str, folder: Path, site: str
) -> None:
    proxy_of_module.clear()
    system = opened(proxy_of_module.url, site, folder)
    with pytest.raises((BadInput, SystemUnavailable)):
        await system.read("audience.get", {"id": id_})
    await system.aclose()
    paths = [path for _, path in proxy_of_module.seen]
    assert all(path.startswith("/v2/lists/") and path.count("/") == 3 and "?" not in path for path in paths)


def edited(folder: Path, old: str, new: str) -> None:
    path = folder / "systems" / "paloma.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("operation: POST /v2/lists\n", "operation: POST /v2/list\n", "no operation POST /v2/list"),
        ("path: {list_id: $arguments.id}", "path: {id: $arguments.id}", "needs list_id"),
        ("query: {limit: 200}", "query: {limits: 200}", "has no limits"),
        ("query: {limit: 200}", 'query: {limit: "200"}', "wants integer for limit"),
        ("title: $arguments.name", "titel: $arguments.name", "needs title"),
        ("expected_size: $arguments.members", "expected_size: $arguments.name", "wants integer for expected_size"),
        ("members: $answer.subscriber_count", "members: $answer.subscribers", "does not answer with subscribers"),
        ("id: $item.list_id", "id: $item.listid", "does not answer with data"),
        ("title: $arguments.name", "title: $arguments.nombre", "has no $arguments.nombre"),
        ("repeated: by_key", "repeated: looked_up_", "cannot be"),
        ("headers: {Idempotency-Key: $key}\n    body: &batch", "body: &batch", "sends no $key"),
        ("repeated: by_key\n    find:", "repated: by_key\n    find:", "Did you mean “repeated”"),
        ("  audience.size:", "  audience.count:", "audience.count"),
        ("$values: {EMAIL: email, PUSH: push}", "$valores: {EMAIL: email}", "no operation has just these keys"),
        ("capabilities:\n", "capabilities: [\n", "not valid YAML"),
    ],
)
def test_a_mistake_in_the_mapping_is_named_with_its_line(
    folder: Path, site: str, old: str, new: str, told: str
) -> None:
    edited(folder, old, new)
    found = problems(description(site, site), folder)
    told_at = [problem for problem in found if told in f"{problem.message.en} {problem.remedy.en}"]
    assert told_at, [problem.message.en for problem in found]
    assert told_at[0].line
    assert told_at[0].file == "systems/paloma.yaml"
    assert told_at[0].message.es != told_at[0].message.en


def test_a_file_outside_the_workspace_is_not_read(folder: Path, site: str) -> None:
    system = description(site, site)
    outside = system.model_copy(update={"settings": {"mapping": "../../etc/passwd"}})
    assert "outside the workspace" in problems(outside, folder)[0].message.en


def test_without_a_safe_way_to_repeat_the_system_takes_no_key(folder: Path, site: str) -> None:
    edited(folder, "    repeated: harmless\n", "")
    assert not opened(site, site, folder).description.takes_key


def test_a_broken_description_is_named(folder: Path, site: str) -> None:
    (folder / "paloma.openapi.json").write_text(json.dumps({"openapi": "3.1.0"}))
    found: Any = problems(description(site, site), folder)
    assert "no paths" in found[0].message.en
