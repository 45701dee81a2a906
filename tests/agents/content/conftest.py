"""Tienda Lince's world for the content nodes: its own book, products and inventory; nothing else is there."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from batuta.brief import Brief, Objective, OfferFact, Window
from batuta.content import Need
from batuta.deps import Deps
from batuta.task import In, Out, Performed, Refusal, Task
from tools.clock import FixedClock
from tools.inventory import FileInventory
from tools.language.builtin.engine import BuiltIn
from tools.language.builtin.implementations import implementations
from tools.library.library import BrandLibrary
from tools.library.vectors import InMemory
from tools.records.artefacts import MemoryArtefacts
from tools.rendering import Renderer
from tools.workspaces.folder import places, read_workspace


class ByRules:
    """`Language` with the built-in engine alone."""

    def __init__(self) -> None:
        self._engine = BuiltIn(implementations())

    async def perform(self, task: Task[In, Out], inputs: In) -> Out | Refusal:
        done = await self.performed(task, inputs)
        return done if isinstance(done, Refusal) else done.output

    async def performed(self, task: Task[In, Out], inputs: In) -> Performed[Out] | Refusal:
        return await self._engine.perform(task, inputs)


def world(lince: Path, **other: Any) -> Deps:
    where = places(lince)
    workspace = read_workspace(lince)
    parts: dict[str, Any] = {field.name: None for field in dataclasses.fields(Deps)}
    parts |= {
        "workspace": workspace,
        "clock": FixedClock(datetime(2026, 11, 22, 10, tzinfo=UTC)),
        "artefacts": MemoryArtefacts(),
        "language": ByRules(),
        "library": BrandLibrary(where.brand_guidelines, InMemory(), today=lambda: date(2026, 11, 22)),
        "inventory": FileInventory(where.content),
        "rendering": Renderer(workspace),
        "versions": {},
    }
    return Deps(**(parts | other))


@pytest.fixture
def deps(lince_folder: Path) -> Deps:
    return world(lince_folder)


@pytest.fixture
def runtime(deps: Deps) -> Runtime[Deps]:
    return Runtime(context=deps)


def brief(**other: Any) -> Brief:
    parts: dict[str, Any] = {
        "id": "b",
        "locale": "es-ES",
        "product_id": "north_coat",
        "objective": Objective(kind="cross_sell", text="vender el abrigo"),
        "channels": ("email", "sms"),
        "window": Window(start=date(2027, 1, 1), end=date(2027, 1, 31)),
    }
    return Brief(**(parts | other))


def need(channel: str = "email", locale: str = "es-ES", **other: Any) -> Need:
    parts: dict[str, Any] = {
        "key": f"{channel}.{locale}",
        "channel": channel,
        "locale": locale,
        "purpose": "promote",
        "variants": 2,
        "product_id": "north_coat",
    }
    return Need(**(parts | other))


def promised(*texts: str) -> tuple[OfferFact, ...]:
    return tuple(OfferFact(text=text) for text in texts)
