"""A shop's world for the data-science nodes: real workspace, artefacts and rules; customers counted one by one."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from langgraph.runtime import Runtime

from batuta.audience import Targeting
from batuta.brief import Brief
from batuta.campaign import PastCampaign
from batuta.catalogue import Catalogue
from batuta.contact import Breadth, ContactPolicy
from batuta.deps import Deps
from batuta.product import Products
from batuta.publishing import SystemDescription
from batuta.text import Text
from batuta.workspace import Sender, Workspace
from graphs.audience import build
from tests.contracts.customers import ROWS
from tests.people import CATALOGUE, CustomersInMemory
from tools.clock import FixedClock
from tools.records.artefacts import MemoryArtefacts

POLICY = ContactPolicy(control_share=0.2, breadth=Breadth(narrow=0.05, broad=0.8))
PRODUCTS = Products.model_validate(
    {
        "families": [{"id": "home", "name": {"en": "Home", "es": "Hogar"}}],
        "products": [
            {
                "id": "sofa",
                "family": "home",
                "kind": "credit",
                "name": {"en": "Sofa on credit", "es": "Sofá a plazos"},
                "requires": [{"attribute": "age", "operator": ">=", "value": 18}],
                "excludes": [{"attribute": "owns", "operator": "==", "value": "sofa"}],
            },
            {"id": "lamp", "family": "home", "name": {"en": "Lamp", "es": "Lámpara"}},
        ],
    }
)
WORKSPACE = Workspace(
    id="shop",
    name="Shop",
    brand="shop",
    sender=Sender(name="Shop"),
    locales=("es-ES", "en"),
    currency="EUR",
    time_zone="Europe/Madrid",
    catalogue=CATALOGUE,
    products=PRODUCTS,
    contact=POLICY,
    version="0" * 64,
)


class Past:
    """A `History`."""

    def __init__(self, campaigns: tuple[PastCampaign, ...] = ()) -> None:
        self._campaigns = campaigns

    async def campaigns(self) -> tuple[PastCampaign, ...]:
        return self._campaigns


class Channels:
    """`Systems` that send e-mail at two cents and anything else for nothing."""

    def offering(self, capability: str, channel: str | None = None) -> tuple[SystemDescription, ...]:
        if channel != "email":
            return ()
        return (
            SystemDescription(
                id="mail",
                name=Text(en="Mail", es="Correo"),
                kind="smtp",
                capabilities=("message.send",),
                cost={"email": 0.02},
            ),
        )


def world(catalogue: Catalogue = CATALOGUE, **other: Any) -> Deps:
    """Deps with what these nodes use; nothing else is there to be used by accident."""
    parts: dict[str, Any] = {field.name: None for field in dataclasses.fields(Deps)}
    parts |= {
        "workspace": WORKSPACE,
        "clock": FixedClock(datetime(2026, 11, 22, 10, tzinfo=UTC)),
        "artefacts": MemoryArtefacts(),
        "customers": CustomersInMemory(ROWS, catalogue),
        "history": Past(),
        "policies": SimpleNamespace(contact=POLICY),
        "systems": Channels(),
    }
    return Deps(**(parts | other))


@pytest.fixture
def deps() -> Deps:
    return world()


@pytest.fixture
def runtime(deps: Deps) -> Runtime[Deps]:
    return Runtime(context=deps)


@pytest.fixture
def targeted(deps: Deps) -> Callable[..., Any]:
    """Runs the audience workflow over a brief and, if given, the campaign's other keys."""
    workflow = build().compile()

    async def run(brief: Brief, **state: object) -> Targeting:
        out = await workflow.ainvoke({"brief": await deps.artefacts.put(brief), **state}, context=deps)  # type: ignore[call-overload]
        assert set(out) == {"targeting"}
        return await deps.artefacts.get(out["targeting"], Targeting)

    return run
