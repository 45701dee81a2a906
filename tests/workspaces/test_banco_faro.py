"""Banco Faro as its files describe it: everything a workspace needs is there, and its parts agree."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from batuta.approval import ApprovalPolicy, Stakes, chain_for
from batuta.audience import Audience
from batuta.campaign import PastCampaign
from batuta.content import InventoryItem
from batuta.measurement import report_on
from batuta.text import LANGUAGES
from batuta.words.tokens import fold
from batuta.workspace import Workspace
from tools.history import read_history
from tools.inventory import read_inventory
from tools.systems.registry import read_systems
from tools.workspaces.checked import checked
from tools.workspaces.folder import Places, places, read_workspace
from tools.workspaces.yaml_file import read_yaml

CHANNELS = ("email", "sms", "push", "web", "in_app", "letter", "call")
NEXT_SPRING = date(2027, 4, 1)


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "workspaces" / "banco-faro"


@pytest.fixture(scope="module")
def where(folder: Path) -> Places:
    return places(folder)


@pytest.fixture(scope="module")
def bank(folder: Path) -> Workspace:
    return read_workspace(folder)


@pytest.fixture(scope="module")
def history(where: Places) -> tuple[PastCampaign, ...]:
    return read_history(where.history)


@pytest.fixture(scope="module")
def inventory(where: Places) -> tuple[InventoryItem, ...]:
    return read_inventory(where.content)


# ── catalogue and products ──────────────────────────────────────────────────────────────────────────────────────


def test_every_attribute_is_described_in_both_languages(bank: Workspace) -> None:
    """And has synonyms, but for the addresses: `email` in a brief is a channel, never a condition."""
    addresses = set(bank.addresses.values())
    lacking = [
        attribute.name
        for attribute in bank.catalogue.attributes
        if not attribute.description
        or not attribute.description.en
        or not attribute.description.es
        or any(not attribute.synonyms.get(language) for language in LANGUAGES if attribute.name not in addresses)
    ]

    assert lacking == []
    assert len(bank.catalogue.attributes) >= 28


def test_no_word_means_two_things(bank: Workspace) -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for attribute in bank.catalogue.attributes:
        for language in LANGUAGES:
            names = [attribute.called(language), *attribute.synonyms.get(language, ())]
            for name in names:
                meanings.setdefault((language, fold(name)), set()).add(attribute.name)
            for category in attribute.values:
                described = [category.description.in_(language)] if category.description else []
                for name in (str(category.value), *described, *category.synonyms.get(language, ())):
                    meanings.setdefault((language, fold(name)), set()).add(f"{attribute.name}={category.value}")

    assert {name: said for name, said in meanings.items() if len(said) > 1} == {}


def test_protected_traits_are_marked(bank: Workspace) -> None:
    marked = {attribute.name: attribute.sensitive for attribute in bank.catalogue.attributes if attribute.sensitive}

    assert marked == {
        "minor": "minor",
        "sex": "sex",
        "nationality": "ethnicity",
        "vulnerable": "vulnerable",
        "disability": "disability",
    }


def test_each_channel_that_needs_consent_has_its_own(bank: Workspace) -> None:
    assert all(bank.catalogue.consent_for(channel) for channel in ("email", "sms", "push", "call"))
    assert bank.catalogue.opt_out_of("letter")


def test_every_product_can_be_sold_and_spoken_of(bank: Workspace) -> None:
    families = {family.id for family in bank.products.families}
    for product in bank.products.products:
        bank.catalogue.check(Audience(all=(*product.requires, *product.excludes)))
        assert product.family in families
        assert product.value
        assert product.url
        assert all(any(host in product.url.in_(language) for host in bank.allowed_hosts) for language in LANGUAGES)
        assert all(product.synonyms.get(language) for language in LANGUAGES)
        assert len(product.facts_on(NEXT_SPRING)) >= 4
        assert all(fact.text.en and fact.text.es for fact in product.facts)
        assert all(not fact.conditions or (fact.conditions.en and fact.conditions.es) for fact in product.facts)
    assert len(bank.products.products) >= 9
    assert Counter(product.family for product in bank.products.products).keys() == families


def test_every_fact_names_a_sheet_in_force_that_says_it(bank: Workspace, where: Places) -> None:
    for product in bank.products.products:
        for fact in product.facts:
            assert fact.source, fact.key
            for locale, said in (("es-ES", fact.text.es), ("en", fact.text.en)):
                sheet = where.brand_guidelines / fact.source.replace("es-ES", locale)
                assert said in sheet.read_text(encoding="utf-8"), f"{sheet.name} does not say: {said}"


# ── policies and systems ────────────────────────────────────────────────────────────────────────────────────────


def test_compliance_signs_alone_unless_the_reach_is_large(where: Places) -> None:
    policy = checked(ApprovalPolicy, read_yaml(where.policies / "approvals.yaml"))

    def signatures(reach: int) -> list[tuple[str, ...]]:
        stakes = Stakes(reach=reach, cost=500.0, verdict="clear", family="cards", channels=("email",))
        chain = chain_for(policy, stakes)
        return [step.roles for step in chain.steps] if chain else []

    assert policy.four_eyes
    assert [("compliance" in roles) for roles in signatures(3_000)] == [True]
    assert signatures(80_000) == [("brand",), ("compliance",)]
    assert "compliance" in policy.answer_roles["resolve"]
    assert policy.standing == ()


def test_the_dead_the_young_and_those_who_complain_are_left_alone(bank: Workspace) -> None:
    suppressed = {criterion.attribute for criterion in bank.contact.suppress}

    assert {"deceased", "minor", "open_complaint"} <= suppressed
    bank.catalogue.check(Audience(all=bank.contact.suppress))
    assert all(cap.attribute is None or cap.attribute in bank.catalogue for cap in bank.contact.caps)


def test_every_channel_has_a_system_and_a_price(where: Places) -> None:
    senders = {
        channel: system for system in read_systems(where.systems) for channel in system.channels
        if "message.send" in system.capabilities
    }  # fmt: skip

    assert set(senders) == set(CHANNELS)
    assert senders["email"].kind == "smtp"
    assert {senders[channel].kind for channel in CHANNELS if channel != "email"} == {"workspace_campaigns"}
    assert all(senders[channel].cost[channel] > 0 for channel in CHANNELS)


# ── history ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_past_campaigns_speak_the_language_of_the_catalogue(bank: Workspace, history: tuple[PastCampaign, ...]) -> None:
    for campaign in history:
        bank.catalogue.check(campaign.audience)
        assert campaign.family == bank.products.family_of(campaign.product_id)
        assert set(campaign.channels) <= set(CHANNELS)
        results = campaign.results
        if results:
            assert results.converted <= results.sent
            assert results.cost <= (campaign.budget or 0)
    assert len(history) >= 55


def test_every_gold_card_campaign_asked_for_a_good_score(history: tuple[PastCampaign, ...]) -> None:
    gold = [campaign for campaign in history if campaign.product_id == "gold_card"]
    bounds = []
    for campaign in gold:
        (criterion,) = [c for c in campaign.audience.criteria if c.attribute == "credit_score"]
        bounds.append(criterion.value[0] if isinstance(criterion.value, tuple) else criterion.value)

    assert len(gold) == 15
    assert Counter(bounds) == {750: 12, 760: 2, 780: 1}


def test_nothing_but_the_score_is_a_habit_of_gold_card_campaigns(history: tuple[PastCampaign, ...]) -> None:
    gold = [campaign for campaign in history if campaign.product_id == "gold_card"]
    used = Counter(name for campaign in gold for name in {c.attribute for c in campaign.audience.criteria})

    assert used.pop("credit_score") == 15
    assert used["payroll"] == 9
    assert max(used.values()) == 9


@pytest.mark.parametrize(
    ("product_id", "attribute"),
    [
        ("personal_loan", "in_arrears"),
        ("renovation_loan", "homeowner"),
        ("fixed_mortgage", "monthly_income"),
        ("payroll_account", "payroll"),
        ("savings_account", "has_savings_account"),
    ],
)
def test_other_products_have_habits_of_their_own(
    history: tuple[PastCampaign, ...], product_id: str, attribute: str
) -> None:
    alike = [campaign for campaign in history if campaign.product_id == product_id]
    having = [c for c in alike if attribute in {criterion.attribute for criterion in c.audience.criteria}]

    assert len(alike) >= 5
    assert len(having) == len(alike)


@pytest.mark.parametrize(
    ("campaign_id", "verdict"),
    [
        ("2026-03-oro-primavera", "worked"),
        ("2026-10-reforma-otono", "not_yet_known"),
        ("2026-02-prestamo-cartas", "did_not"),
    ],
)
def test_some_campaigns_worked_some_did_not_and_some_cannot_be_told(
    history: tuple[PastCampaign, ...], campaign_id: str, verdict: str
) -> None:
    (campaign,) = [past for past in history if past.id == campaign_id]

    assert report_on(campaign).verdict == verdict


def test_only_one_campaign_is_the_one_of_last_march(history: tuple[PastCampaign, ...]) -> None:
    assert [c.id for c in history if (c.launched.year, c.launched.month) == (2026, 3)] == ["2026-03-oro-primavera"]


# ── inventory and briefs ────────────────────────────────────────────────────────────────────────────────────────


def test_the_inventory_has_every_status_and_its_traps(inventory: tuple[InventoryItem, ...]) -> None:
    about_gold = [item for item in inventory if item.product_id == "gold_card" and item.type == "copy"]
    images = [item for item in inventory if item.type == "image"]

    assert len(inventory) >= 60
    assert {item.status for item in inventory} == {"draft", "pending", "approved", "published", "retired"}
    assert any(item.valid_until and item.valid_until < NEXT_SPRING for item in about_gold)
    assert {item.locale for item in about_gold} == {"es-ES", "en"}
    assert any(older.id == newer.id and older.version < newer.version for older in inventory for newer in inventory)
    assert all(image.alt and image.rights and image.url for image in images)
    assert any(image.rights and image.rights.expires and image.rights.expires < NEXT_SPRING for image in images)
    assert any(image.rights and image.rights.territories == ("PT",) for image in images)


def test_an_april_gold_card_campaign_still_has_something_to_write(inventory: tuple[InventoryItem, ...]) -> None:
    usable = [
        item
        for item in inventory
        if (item.product_id, item.channel, item.locale, item.purpose) == ("gold_card", "email", "es-ES", "promote")
        and item.status in ("approved", "published", "pending")
        and (item.valid_until is None or item.valid_until >= date(2027, 4, 30))
    ]

    assert usable == []


def test_items_speak_of_products_that_exist(bank: Workspace, inventory: tuple[InventoryItem, ...]) -> None:
    assert all(item.product_id is None or item.product_id in bank.products for item in inventory)
    assert all(any(text.strip() for text in item.parts.values()) for item in inventory if item.type == "copy")


def test_there_are_briefs_of_all_kinds_to_try(folder: Path) -> None:
    briefs = [path.read_text(encoding="utf-8") for path in sorted((folder / "briefs").glob("*.md"))]

    assert 6 <= len(briefs) <= 10
    assert min(map(len, briefs)) < 60
    assert max(map(len, briefs)) > 600
    assert any("campaña de la Tarjeta Oro" in brief for brief in briefs)
    assert any("We would like" in brief for brief in briefs)
