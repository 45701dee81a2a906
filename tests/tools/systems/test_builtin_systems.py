"""The systems that come with Batuta keep the connector contract: once a key, undo, read back what was made."""

import asyncio
from pathlib import Path

import pytest

from batuta.content import ContentItem, InventoryItem
from batuta.errors import NotFound
from batuta.ports import MarketingSystem
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.records.database import Pool
from tools.systems.workspace_audiences import WorkspaceAudiences
from tools.systems.workspace_campaigns import WorkspaceCampaigns
from tools.systems.workspace_cms import WorkspaceCms, stock


def described(id_: str, *capabilities: Capability) -> SystemDescription:
    return SystemDescription(id=id_, name=Text(en=id_, es=id_), kind=id_, capabilities=capabilities)


ITEM = ContentItem(
    id="mail-1",
    channel="sms",
    locale="es-ES",
    status="approved",
    parts={"text": "Hola"},
    origin="generated",
    label="price",
)


@pytest.fixture
def systems(pool: Pool, tmp_path: Path) -> dict[str, MarketingSystem]:
    return {
        "cms": WorkspaceCms(described("cms", "content.create"), pool),
        "audiences": WorkspaceAudiences(described("audiences", "audience.create"), pool),
        "campaigns": WorkspaceCampaigns(described("campaigns", "campaign.create"), pool, tmp_path),
    }


CREATED: list[tuple[str, Capability, dict[str, object], Capability, Capability]] = [
    ("cms", "content.create", {"item": ITEM.model_dump(mode="json")}, "content.get", "content.unpublish"),
    ("audiences", "audience.create", {"members": 7, "audience": "a" * 64}, "audience.get", "audience.delete"),
    ("campaigns", "campaign.create", {"name": "c1", "channels": ["sms"]}, "campaign.get", "campaign.stop"),
]


@pytest.mark.parametrize(("name", "create", "arguments", "get", "undo"), CREATED)
async def test_creating_twice_with_one_key_makes_one_thing(
    systems: dict[str, MarketingSystem],
    name: str,
    create: Capability,
    arguments: dict[str, object],
    get: Capability,
    undo: Capability,
) -> None:
    system = systems[name]
    first = await system.perform(create, arguments, "k1")
    assert await system.perform(create, arguments, "k1") == first
    assert await system.find(create, "k1") == first
    assert await system.find(create, "k2") is None
    other = await system.perform(create, arguments, "k2")
    assert other.reference != first.reference


@pytest.mark.parametrize(("name", "create", "arguments", "get", "undo"), CREATED)
async def test_what_was_made_can_be_read_back_and_taken_back(
    systems: dict[str, MarketingSystem],
    name: str,
    create: Capability,
    arguments: dict[str, object],
    get: Capability,
    undo: Capability,
) -> None:
    system = systems[name]
    made = await system.perform(create, arguments, "k1")
    before = await system.read(get, {"id": made.reference})
    await system.perform(undo, {"undoes": "k1"}, "k2")
    after = await system.read(get, {"id": made.reference})
    state = "status" if name == "cms" else "state"
    assert before[state] in ("approved", "active", "draft")
    assert after[state] in ("retired", "deleted", "stopped")


@pytest.mark.parametrize("name", ["cms", "audiences", "campaigns"])
async def test_what_does_not_exist_and_what_cannot_be_done_is_said(
    systems: dict[str, MarketingSystem], name: str
) -> None:
    get = {"cms": "content.get", "audiences": "audience.get", "campaigns": "campaign.get"}[name]
    with pytest.raises(NotFound):
        await systems[name].read(get, {"id": "nothing"})  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="cannot do"):
        await systems[name].perform("compliance.check", {}, "k")


async def test_the_inventory_is_stocked_once_and_found_by_product_and_channel(
    systems: dict[str, MarketingSystem], pool: Pool
) -> None:
    items = [
        InventoryItem(id="a", status="approved", channel="sms", product_id="gold"),
        InventoryItem(id="a", status="published", channel="sms", product_id="gold", version=2),
        InventoryItem(id="b", status="approved", channel="email", product_id="gold"),
        InventoryItem(id="logo", type="image", status="approved"),
    ]
    assert await stock(pool, items) == 4
    assert await stock(pool, items) == 0
    found = await systems["cms"].read("content.search", {"product_id": "gold", "channel": "sms"})
    assert [(item["id"], item["version"]) for item in found["items"]] == [("a", 1), ("a", 2), ("logo", 1)]  # type: ignore[attr-defined]


async def test_campaigns_that_make_the_same_item_at_once_make_a_version_each(
    systems: dict[str, MarketingSystem],
) -> None:
    made = await asyncio.gather(
        *(
            systems["cms"].perform("content.create", {"item": ITEM.model_dump(mode="json")}, f"key-{n}")
            for n in range(12)
        )
    )
    assert {done.reference for done in made} == {f"mail-1@{version}" for version in range(1, 13)}
