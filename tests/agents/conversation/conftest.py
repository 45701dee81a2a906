"""The small retailer with customers, and a campaign of it as far as a conversation looks at it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from agents.conversation.reply import Reply
from agents.conversation.situation import Situation
from app.strict import require_strict_msgpack
from batuta.approval import DECISIONS, Gate, GateKind
from batuta.audience import Audience, Criterion, Targeting
from batuta.brief import Brief, Budget, Kpi, Window
from batuta.deps import Deps
from batuta.digest import digest
from batuta.settings import Settings
from batuta.text import Language
from tools.clock import FixedClock
from tools.customers.synthetic import generate

Ask = Callable[..., Awaitable[Reply]]


@pytest.fixture(scope="session")
def shop(lince_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop") / "lince"
    copytree(lince_folder, folder)
    generate(folder / "customers.sql", folder / "customers.parquet", people=3000, seed=7, today=date(2026, 11, 22))
    return folder


@pytest.fixture
def deps(shop: Path, tmp_path: Path) -> Deps:
    require_strict_msgpack()
    from app.bootstrap.alone import workspace_deps

    clock = FixedClock(datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
    return workspace_deps(shop, Settings(state_dir=tmp_path, model="builtin"), clock=clock)


@pytest.fixture
def brief() -> Brief:
    return Brief(
        id="b1",
        locale="es-ES",
        product_id="north_coat",
        audience=Audience(
            all=(
                Criterion(attribute="city", operator="in", value=("Madrid", "Valencia")),
                Criterion(attribute="age", operator="between", value=(25, 60)),
                Criterion(attribute="days_since_last_purchase", operator=">", value=30),
            )
        ),
        channels=("email", "sms"),
        window=Window(start=date(2026, 12, 1), end=date(2026, 12, 15)),
        budget=Budget(amount=3000, currency="EUR"),
        kpis=(Kpi(metric="sales", target=150),),
    )


@pytest.fixture
async def campaign(deps: Deps, brief: Brief) -> Situation:
    """Counted, and waiting for approval."""
    from graphs.audience import build

    name = await deps.artefacts.put(brief)
    counted = await build().compile().ainvoke({"brief": name}, context=deps)
    return Situation(
        person="marta",
        roles=("marketer",),
        campaign_id="c1",
        name="Abrigos",
        author="marta",
        status="waiting",
        step="plan",
        gate=a_gate("approve"),
        next_roles=("compliance",),
        artefacts={"brief": name, "targeting": counted["targeting"]},
    )


@pytest.fixture
async def targeting(deps: Deps, campaign: Situation) -> Targeting:
    return await deps.artefacts.get(campaign.artefacts["targeting"], Targeting)


@pytest.fixture
def ask(deps: Deps) -> Ask:
    """Say something about a campaign; the reply."""

    async def said(text: str, situation: Situation, language: Language = "es") -> Reply:
        from graphs.conversation import build

        given: Any = {"text": text, "language": language, "situation": situation}
        outcome = await build().compile().ainvoke(given, context=deps)
        reply: Reply = outcome["reply"]
        return reply

    return said


def a_gate(kind: GateKind, **shown: object) -> Gate:
    return Gate(
        id=f"c1-{kind}",
        kind=kind,
        title="",
        shown=dict(shown),
        digest=digest(shown),
        allowed=DECISIONS[kind],
        needs_roles=("compliance",) if kind in ("approve", "resolve") else ("marketer",),
    )
