"""Onda as its teams left it: products, history, inventory and policies that fit together."""

import re
from collections import Counter
from datetime import date
from math import sqrt
from pathlib import Path

import pytest

from agents.brief.precedents import precedents_of
from batuta.approval import ApprovalPolicy, Stakes, chain_for
from batuta.audience import Audience, Criterion
from batuta.brief import Brief
from batuta.campaign import PastCampaign, Results
from batuta.content import PARTS, InventoryItem
from batuta.product import Fact, Product
from batuta.workspace import Workspace
from tools.history import read_history
from tools.inventory import read_inventory
from tools.systems.registry import Described, read_systems
from tools.workspaces.checked import checked
from tools.workspaces.folder import places, read_workspace
from tools.workspaces.yaml_file import read_yaml

TODAY = date(2027, 5, 3)
CHANNELS = ("email", "sms", "push", "web", "in_app", "letter", "call")


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "workspaces" / "onda"


@pytest.fixture(scope="module")
def onda(folder: Path) -> Workspace:
    return read_workspace(folder)


@pytest.fixture(scope="module")
def history(folder: Path) -> tuple[PastCampaign, ...]:
    return read_history(folder / "history")


@pytest.fixture(scope="module")
def inventory(folder: Path) -> tuple[InventoryItem, ...]:
    return read_inventory(folder / "content")


def fact(product: Product, key: str) -> Fact:
    return next(fact for fact in product.facts if fact.key == key)


def figures(text: str) -> list[float]:
    """Amounts of money in a Spanish condition: `39,90 €`, `1,800 pesos`."""
    euros = [float(found.replace(".", "").replace(",", ".")) for found in re.findall(r"([\d.]+(?:,\d\d)?) €", text)]
    return euros or [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


def test_fourteen_products_say_at_least_four_things_each(onda: Workspace) -> None:
    assert {"mobile_prepaid", "mobile_contract", "fibre", "tv", "convergent"} <= {f.id for f in onda.products.families}
    assert len(onda.products.products) >= 10
    for product in onda.products.products:
        assert len(product.facts_on(TODAY)) >= 4, product.id
        assert len({one.key for one in product.facts}) == len(product.facts), product.id
        onda.catalogue.check(Audience(all=product.requires, exclude=product.excludes))


def test_a_promotion_is_followed_by_the_regular_price(onda: Workspace) -> None:
    promoted = 0
    for product in onda.products.products:
        for key, market in (("promo_price", ""), ("promo_price_mx", "_mx")):
            if key not in {one.key for one in product.facts}:
                continue
            promotion, regular = fact(product, key), fact(product, f"monthly_price{market}")
            assert promotion.conditions
            assert isinstance(promotion.value, (int, float))
            assert figures(promotion.conditions.es) == [regular.value], product.id
            assert promotion.value < float(str(regular.value)), product.id
            assert figures(promotion.text.es)[0] == promotion.value, product.id
            promoted += 1
    assert promoted == 22


def test_every_price_says_its_taxes(onda: Workspace) -> None:
    for product in onda.products.products:
        for one in product.facts:
            if one.key.removesuffix("_mx") in ("price", "promo_price", "monthly_price", "line_price"):
                assert one.conditions, (product.id, one.key)
                wanted = ("impuestos incluidos", "taxes included") if one.unit == "MXN" else ("IVA inc", "VAT inc")
                assert wanted[0] in one.conditions.es, (product.id, one.key)
                assert wanted[1] in one.conditions.en, (product.id, one.key)


def test_a_bundle_saves_what_it_says(onda: Workspace) -> None:
    parts = {
        "home_300": ("fibre_300", "contract_20"),
        "home_600": ("fibre_600", "contract_50"),
        "home_1000": ("fibre_1000", "contract_unlimited", "tv_essential"),
    }
    for bundle, members in parts.items():
        for market in ("", "_mx"):
            together = float(str(fact(onda.products[bundle], f"monthly_price{market}").value))
            apart = sum(float(str(fact(onda.products[one], f"monthly_price{market}").value)) for one in members)
            assert fact(onda.products[bundle], f"saving{market}").value == pytest.approx(apart - together), bundle


def test_fibre_600_costs_what_the_brief_promises(onda: Workspace) -> None:
    price = fact(onda.products["fibre_600"], "promo_price")
    assert (price.value, price.unit) == (29.9, "EUR")
    assert price.text.en == "€29.90 a month for 12 months"
    assert price.conditions
    assert price.conditions.en == "VAT included; then €39.90 a month"


def test_nobody_in_mexico_is_told_a_price_in_euros(onda: Workspace) -> None:
    for product in onda.products.products:
        for one in product.facts_on(TODAY, "es-MX"):
            assert "€" not in one.text.es + (one.conditions.es if one.conditions else ""), (product.id, one.key)
        for one in product.facts_on(TODAY, "es-ES"):
            assert "peso" not in one.text.es + (one.conditions.es if one.conditions else ""), (product.id, one.key)


# History


def test_past_campaigns_speak_of_this_catalogue(onda: Workspace, history: tuple[PastCampaign, ...]) -> None:
    assert len(history) >= 50
    for past in history:
        onda.catalogue.check(past.audience)
        assert onda.products.family_of(past.product_id) == past.family, past.id
        assert set(past.channels) <= set(CHANNELS), past.id
        assert date(2024, 1, 1) <= past.launched <= date(2026, 12, 31), past.id


def test_an_upgrade_always_went_to_those_who_had_the_base_product(history: tuple[PastCampaign, ...]) -> None:
    base = {
        "fibre_1000": ("has_fibre", True),
        "contract_50": ("line_type", "contract"),
        "contract_unlimited": ("line_type", "contract"),
        "contract_20": ("line_type", "prepaid"),
        "tv_essential": ("has_fibre", True),
        "tv_cinema": ("has_tv", True),
    }
    seen = Counter(past.product_id for past in history)
    assert seen["fibre_1000"] >= 10
    for past in history:
        if past.product_id in base:
            attribute, value = base[past.product_id]
            assert (attribute, "==", value) in {one.meaning for one in past.audience.all}, past.id


def test_results_add_up(history: tuple[PastCampaign, ...]) -> None:
    for past in history:
        results = past.results
        assert results, past.id
        assert results.control, past.id
        assert results.converted <= results.sent, past.id
        assert sum(channel["converted"] for channel in results.by_channel.values()) == results.converted, past.id
        assert sum(channel["cost"] for channel in results.by_channel.values()) <= results.cost, past.id
        assert results.cost <= (past.budget or 0), past.id


def interval(results: Results | None) -> tuple[float, float]:
    """Uplift of the share who bought, with a plain 95 % interval; computed here, apart from the product's own."""
    assert results
    assert results.control
    treated, control = results.converted / results.sent, results.control.converted / results.control.people
    spread = 1.96 * sqrt(treated * (1 - treated) / results.sent + control * (1 - control) / results.control.people)
    return treated - control - spread, treated - control + spread


def test_one_campaign_worked_one_harmed_and_of_one_nobody_knows_yet(history: tuple[PastCampaign, ...]) -> None:
    by_id = {past.id: past for past in history}
    worked, _ = interval(by_id["fibre600-2026-03-primavera"].results)
    _, harmed = interval(by_id["home300-2025-10-aviso-promo"].results)
    low, high = interval(by_id["cine-2026-10-prueba"].results)
    assert worked > 0
    assert harmed < 0
    assert low < 0 < high


# Inventory, policies, systems, briefs


def test_the_inventory_has_every_status_and_belongs_here(onda: Workspace, inventory: tuple[InventoryItem, ...]) -> None:
    assert len(inventory) >= 60
    assert len({(item.id, item.version) for item in inventory}) == len(inventory)
    assert {item.status for item in inventory} == {"draft", "pending", "approved", "published", "retired"}
    for item in inventory:
        assert item.product_id in onda.products, item.id
        if item.type == "copy":
            assert item.locale in onda.locales, item.id
            channel = next(one for one in PARTS if one == item.channel)
            assert channel in CHANNELS, item.id
            assert set(item.parts) <= set(PARTS[channel]), item.id
        else:
            assert item.alt, item.id
            assert all(10 <= len(words) <= 125 for words in (item.alt.en, item.alt.es)), item.id
            assert item.rights, item.id


def test_the_inventory_sets_its_traps(inventory: tuple[InventoryItem, ...]) -> None:
    by_id = {(item.id, item.version): item for item in inventory}
    usable = {
        (item.product_id, item.channel, item.locale)
        for item in inventory
        if item.type == "copy"
        and item.status in ("approved", "published", "pending")
        and (item.valid_until is None or item.valid_until >= date(2027, 6, 21))
    }
    assert ("fibre_600", "email", "es-ES") in usable
    assert ("fibre_600", "email", "en") not in usable
    assert ("fibre_600", "push", "en") not in usable
    assert by_id["fibre600-email-en-price", 1].valid_until == date(2026, 12, 31)
    assert "24,90" in by_id["fibre600-email-es-precio", 2].parts["subject"]
    images = [item for item in inventory if item.type == "image" and item.rights]
    assert any(item.rights and item.rights.expires and item.rights.expires < date(2027, 6, 1) for item in images)
    assert any(item.rights and item.rights.territories == ("MX",) for item in images)


def test_compliance_can_approve_an_ordinary_campaign_alone(folder: Path) -> None:
    policy = checked(ApprovalPolicy, read_yaml(folder / "policies" / "approvals.yaml"))
    ordinary = Stakes(reach=25_000, cost=900, verdict="clear", family="fibre", channels=("email", "push"))
    chain = chain_for(policy, ordinary)
    mass = chain_for(policy, ordinary.model_copy(update={"reach": 400_000}))
    assert policy.four_eyes
    assert chain
    assert [step.roles for step in chain.steps] == [("compliance", "administrator")]
    assert mass
    assert [step.roles for step in mass.steps] == [("brand",), ("compliance",)]
    assert "compliance" in policy.answer_roles["resolve"]


def test_every_channel_is_served_at_a_known_cost(folder: Path) -> None:
    systems = Described(read_systems(folder / "systems.yaml"))
    for channel in CHANNELS:
        (sender,) = systems.offering("message.send", channel)
        assert channel in sender.cost
        assert (sender.kind == "smtp") == (channel == "email")
    for capability in ("content.search", "content.publish", "audience.create", "campaign.schedule", "results.fetch"):
        assert systems.offering(capability), capability


def test_every_address_is_an_example(folder: Path) -> None:
    book = places(folder).brand_guidelines
    files = [*folder.rglob("*.yaml"), *folder.rglob("*.md"), *folder.rglob("*.jsonl"), *book.rglob("*.md")]
    hosts = {host for file in files for host in re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", file.read_text("utf-8"))}
    assert hosts <= {"www.onda.example", "onda.example"}


def test_briefs_speak_of_products_that_exist(folder: Path, onda: Workspace) -> None:
    briefs = sorted((folder / "briefs").glob("*.md"))
    assert 6 <= len(briefs) <= 8
    for brief in briefs:
        text = brief.read_text("utf-8").lower()
        names = [
            name.lower()
            for product in onda.products.products
            for name in (product.name.es, product.name.en, *product.synonyms.get("en", ()), *product.synonyms["es"])
        ]
        assert any(name in text for name in names), brief.name


def test_only_the_brief_that_forgot_the_base_product_is_asked(
    onda: Workspace, history: tuple[PastCampaign, ...]
) -> None:
    def forgotten(product_id: str, *criteria: Criterion) -> list[tuple[str, str, object]]:
        brief = Brief(id="b", locale="es-ES", product_id=product_id, audience=Audience(all=criteria))
        return [omission.criterion.meaning for omission in precedents_of(brief, history, onda).omissions]

    here = Criterion(attribute="province", operator="in", value=("Madrid", "Barcelona"))
    mobile = Criterion(attribute="mobile_only", operator="==", value=True)
    contract = Criterion(attribute="line_type", operator="==", value="contract")
    assert forgotten("fibre_1000", here) == [("has_fibre", "==", True)]
    assert forgotten("contract_50", here) == [("line_type", "==", "contract")]
    assert forgotten("fibre_600", mobile) == []
    assert forgotten("contract_50", contract) == []
