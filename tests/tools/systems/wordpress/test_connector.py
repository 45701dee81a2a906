"""The connector contract on a real WordPress, through a proxy that breaks what networks break."""

import asyncio
import base64
import json
import urllib.request
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from agents.content.find import as_item
from agents.publishing.live import compared_with_live
from batuta.audience import FrozenAudience
from batuta.content import ContentItem, InventoryItem, Need
from batuta.deps import Deps
from batuta.digest import digest
from batuta.errors import BadInput, SystemUnavailable
from batuta.publishing import Capability, Forecast, Plan, SystemDescription
from batuta.text import Text
from tests.contracts.marketing_system import Example, ForeignSystemContract
from tests.servers import wordpress as servers
from tests.servers.fault_proxy import FaultProxy
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.detection.detect import detect_url
from tools.systems.detection.written import WORDPRESS, capabilities
from tools.systems.wordpress.blocks import as_blocks, parts_of
from tools.systems.wordpress.connector import WordPress

PARTS = {
    "subject": "Tu fibra, al doble & sin «letra pequeña»",
    "preheader": "Hasta el 31/03",
    "headline": "Más rápida",
    "body": "Hola, {{first_name}}:\n\nte sube a 1 Gb/s por 5 € más <al mes>.\nSin permanencia.",
    "cta": "La quiero",
    "legal": 'Condiciones en "onda.example" – 2027. {{unsubscribe_url}}',
}
ITEM = ContentItem(
    id="email-1",
    channel="email",
    locale="es-ES",
    status="approved",
    parts=PARTS,  # type: ignore[arg-type]
    origin="generated",
    product_id="fibre_1000",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.WordPress]:
    with servers.wordpress(tmp_path_factory.mktemp("wordpress")) as running:
        yield running


@pytest.fixture(scope="module")
def proxy_of_module(site: servers.WordPress) -> Iterator[FaultProxy]:
    with FaultProxy(site.url) as proxy:
        yield proxy


def asked(site: servers.WordPress, path: str, body: object = None, method: str | None = None) -> Any:
    """WordPress itself, past the connector."""
    token = base64.b64encode(f"{site.user}:{site.password}".encode()).decode()
    request = urllib.request.Request(
        f"{site.url}/wp-json/wp/v2/{path}",
        data=json.dumps(body).encode() if body is not None else None,
        method=method,
        headers={"authorization": f"Basic {token}", "content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def described(url: str) -> SystemDescription:
    return SystemDescription(
        id="web",
        name=Text(en="Website", es="Web"),
        kind="wordpress",
        url=url,
        capabilities=(
            "content.search",
            "content.get",
            "content.create",
            "content.update",
            "content.submit",
            "content.publish",
            "content.unpublish",
            "asset.search",
            "asset.get",
        ),
        credentials={"password": "env:WORDPRESS"},
        settings={"user": servers.EDITOR},
    )


def only(system: WordPress) -> Deps:
    """A landscape of this one system."""

    async def ask(_: str, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return await system.read(capability, arguments)

    systems = SimpleNamespace(offering=lambda *_, **__: (system.description,), ask=ask)
    return cast("Deps", SimpleNamespace(systems=systems))


class TestWordPress(ForeignSystemContract):
    @pytest.fixture
    def proxy(self, proxy_of_module: FaultProxy) -> FaultProxy:
        proxy_of_module.clear()
        return proxy_of_module

    @pytest.fixture
    def secret(self, site: servers.WordPress) -> str:
        return site.password

    @pytest.fixture
    def key(self) -> str:
        return uuid.uuid4().hex

    @pytest.fixture
    async def system(
        self, proxy: FaultProxy, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[WordPress]:
        monkeypatch.setenv("BATUTA_SECRET_WORDPRESS", secret)
        system = WordPress(described(proxy.url), AllowedHosts([proxy.host]), Secrets(tmp_path), seconds=3.0)
        yield system
        await system.aclose()

    @pytest.fixture
    async def unreachable(
        self, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[WordPress]:
        monkeypatch.setenv("BATUTA_SECRET_WORDPRESS", secret)
        system = WordPress(described("http://127.0.0.1:9"), AllowedHosts(["127.0.0.1:9"]), Secrets(tmp_path))
        yield system
        await system.aclose()

    @pytest.fixture
    def example(self, site: servers.WordPress) -> Example:
        async def count() -> int:
            return len(asked(site, "posts?status=publish,future,draft,pending,private&per_page=100&context=edit"))

        return Example(
            create="content.create",
            arguments={"item": ITEM.model_dump(mode="json"), "digest": "a" * 64},
            get="content.get",
            undo="content.unpublish",
            shows={"status": "draft", "locale": "es-ES", "parts": PARTS},
            gone={"status": "retired"},
            count=count,
        )

    async def test_from_draft_over_review_to_live_and_back(
        self, system: WordPress, site: servers.WordPress, example: Example, key: str
    ) -> None:
        made = await system.perform("content.create", example.arguments, key)
        for capability, status in (
            ("content.submit", "pending"),
            ("content.publish", "published"),
            ("content.unpublish", "retired"),
        ):
            done = await system.perform(capability, {"id": made.reference}, f"{capability}-{key}")  # type: ignore[arg-type]
            assert done.result["status"] == status
            assert (await system.read("content.get", {"id": made.reference}))["status"] == status

    async def test_a_post_that_people_wrote_is_compared_in_title_and_links_as_it_was_found(
        self, system: WordPress, site: servers.WordPress, key: str
    ) -> None:
        def linked(address: str) -> str:
            return f'<p>Fibra al doble de velocidad. <a href="{address}">Cómo pedirla</a></p>'

        known = asked(site, "categories?search=web")
        category = known[0]["id"] if known else asked(site, "categories", {"name": "web"})["id"]
        post = {"title": "La fibra & tú", "content": linked("https://onda.example/fibra"), "status": "publish"}
        number = asked(site, "posts", {**post, "categories": [category]})["id"]
        found = await system.read("content.search", {"channel": "web"})
        (told,) = [one for one in cast("list[dict[str, Any]]", found["items"]) if one["id"] == f"web:{number}"]
        need = Need(key="web.es-ES", channel="web", locale="es-ES", purpose="promote", variants=1, product_id=None)
        item = as_item(InventoryItem.model_validate(told), need)
        nothing = Plan(steps=(), forecast=Forecast(reach=0, messages=0, cost=0.0, currency="EUR"))

        async def differs() -> set[str]:
            frozen = cast("FrozenAudience", None)
            looked = await compared_with_live(only(system), nothing, frozen, {digest(item): item}, ())
            return {one.field for one in looked.differences}

        assert await differs() == set()
        asked(site, f"posts/{number}", {"content": linked("https://malo.example/fibra")})
        assert await differs() == {"links"}
        asked(site, f"posts/{number}", {"title": "La fibra y los demás"})
        assert await differs() == {"links", "title"}
        asked(site, f"posts/{number}", post)
        assert await differs() == set()

    async def test_what_people_wrote_is_found_by_channel_and_product_over_several_pages(
        self, system: WordPress, site: servers.WordPress, key: str
    ) -> None:
        category = asked(site, "categories", {"name": "sms"})["id"] if not asked(site, "categories?search=sms") else 0
        category = category or asked(site, "categories?search=sms")[0]["id"]
        tags = [asked(site, "tags", {"name": f"product-{key[:6]}"})["id"]]
        for number in range(3):
            body = {"title": f"SMS {number}", "content": f"<p>Texto {number}</p>", "status": "publish"}
            asked(site, "posts", {**body, "categories": [category], "tags": tags})
        found = await system.read("content.search", {"product_id": f"product-{key[:6]}", "channel": "sms"})
        items = found["items"]
        assert isinstance(items, list)
        assert [item["title"] for item in items] == ["SMS 0", "SMS 1", "SMS 2"]
        assert {item["status"] for item in items} == {"published"}

    async def test_what_is_taken_back_by_several_at_once_is_taken_back(
        self, system: WordPress, example: Example, key: str
    ) -> None:
        """As where a later step fails: its creation and its publication are undone side by side."""
        made = await system.perform("content.create", example.arguments, key)
        undoing = [system.perform("content.unpublish", {"id": made.reference}, f"{key} {n}") for n in range(4)]
        assert {done.result["status"] for done in await asyncio.gather(*undoing)} == {"retired"}

    async def test_a_change_by_a_person_is_seen(
        self, system: WordPress, site: servers.WordPress, example: Example, key: str
    ) -> None:
        made = await system.perform("content.create", example.arguments, key)
        number = made.reference.partition(":")[2]
        raw = asked(site, f"posts/{number}?context=edit")["content"]["raw"]
        asked(site, f"posts/{number}", {"content": raw.replace("5 €", "9 €")})
        live = await system.read("content.get", {"id": made.reference})
        assert live["parts"] == {**PARTS, "body": PARTS["body"].replace("5 €", "9 €")}

    async def test_links_and_words_that_a_person_added_are_seen_and_written_over(
        self, system: WordPress, site: servers.WordPress, example: Example, key: str
    ) -> None:
        made = await system.perform("content.create", example.arguments, key)
        live = await system.read("content.get", {"id": made.reference})
        assert (live["links"], live["beside"]) == ([], "")
        number = made.reference.partition(":")[2]
        raw = asked(site, f"posts/{number}?context=edit")["content"]["raw"]
        linked = raw.replace("La quiero", '<a href="https://otra.example/x">La quiero</a>') + "<p>Y además, esto</p>"
        asked(site, f"posts/{number}", {"content": linked})
        live = await system.read("content.get", {"id": made.reference})
        assert live["parts"] == PARTS
        assert (live["links"], live["beside"]) == (["https://otra.example/x"], "Y además, esto")
        asked(site, f"posts/{number}", {"title": "Gratis & sin límites"})
        assert (await system.read("content.get", {"id": made.reference}))["beside"] == (
            "Gratis & sin límites Y además, esto"
        )
        await system.perform("content.update", {**example.arguments, "id": made.reference}, f"again-{key}")
        live = await system.read("content.get", {"id": made.reference})
        assert (live["parts"], live["links"], live["beside"]) == (PARTS, [], "")

    async def test_a_partial_page_is_no_answer(
        self, system: WordPress, proxy: FaultProxy, site: servers.WordPress
    ) -> None:
        proxy.next("cut", "cut", "cut", "cut", on="GET")
        with pytest.raises(SystemUnavailable):
            await system.read("content.search", {})

    async def test_the_reference_of_another_system_is_not_taken_for_ours(self, system: WordPress) -> None:
        with pytest.raises(BadInput):
            await system.read("content.get", {"id": "shop:1"})


@pytest.mark.parametrize(
    "words", ["a & b < c > d", "línea\n\notra", "  ", '"comillas" «»', "<p>x</p>", "&amp;", "🎉\n"]
)
def test_a_part_comes_back_as_it_was(words: str) -> None:
    assert parts_of(as_blocks({"headline": words, "body": "otro"})) == {"headline": words, "body": "otro"}


async def test_it_is_recognised_by_its_own_index_with_all_that_its_connector_does(site: servers.WordPress) -> None:
    found = await detect_url(site.url, AllowedHosts([site.url.split("/")[2]]), seconds=10.0)
    assert found.kind == "wordpress"
    assert capabilities(found, ()) == tuple(name for name, _ in WORDPRESS)
