"""Fifty steps over five systems that take 20 ms each, beside the same steps awaited bare in the same order.

    python -m bench.many_systems [--rounds 7] [--depth 5]

*bare* is an asyncio task a step that waits for those it depends on: the critical path as this machine keeps it. The
dispatcher besides leases every step from the outbox, gives its key to the system and writes its receipt, the audit and
the feed. All of that is on disk (one commit a wave, waited for) before the next wave is sent; nothing is put off.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast
from uuid import uuid4

from batuta.approval import DECISIONS, Gate
from batuta.brief import Request
from batuta.campaign import CampaignId
from batuta.digest import digest
from batuta.keys import intent_for
from batuta.ports import Done
from batuta.publishing import Capability, Forecast, Plan, Step, SystemDescription
from batuta.text import Text
from tools.clock import SystemClock
from tools.records.artefacts import PostgresArtefacts
from tools.records.authority import Person
from tools.records.bell import Bell
from tools.records.campaigns import Campaigns
from tools.records.database import INSTALLATION, Connection, Pool, connection_pool
from tools.records.embedded import EmbeddedServer
from tools.records.gates import Gates
from tools.records.leases import Leases
from tools.records.migrating import migrate
from tools.records.outbox import PostgresOutbox
from tools.systems.dispatcher import Dispatcher
from tools.systems.registry import Registry
from tools.systems.sending import Sender

STEPS, SYSTEMS, SECONDS = 50, 5, 0.020
FROZEN = "f" * 64


class SlowSystem:
    def __init__(self, id_: str) -> None:
        self.description = SystemDescription(
            id=id_, name=Text(en=id_, es=id_), kind="slow", capabilities=("content.create",)
        )

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        await asyncio.sleep(SECONDS)
        return Done(key[:12], {"id": key[:12]})

    async def find(self, capability: Capability, key: str) -> Done | None:
        return None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return {}


class NoJobs:
    async def drive(self, connection: Connection, campaign_id: str) -> None: ...

    async def dispatch(self, connection: Connection, campaign_id: str, at: object = None) -> None: ...


def a_plan(depth: int) -> Plan:
    """As many layers; each step waits for two of the layer before."""
    width = STEPS // depth
    steps = [
        Step(
            id=f"s{layer}-{place}",
            system=f"system-{place % SYSTEMS}",
            capability="content.create",
            effect="make",
            target=f"s{layer}-{place}",
            artefact="a" * 64,
            depends_on=(f"s{layer - 1}-{place}", f"s{layer - 1}-{(place + 1) % width}") if layer else (),
        )
        for layer in range(depth)
        for place in range(width)
    ]
    return Plan(steps=tuple(steps), forecast=Forecast(reach=1, messages=1, cost=0.0, currency="EUR"))


async def bare(steps: Sequence[Step]) -> float:
    done: dict[str, asyncio.Task[None]] = {}

    async def one(step: Step) -> None:
        await asyncio.gather(*(done[needed] for needed in step.depends_on))
        await asyncio.sleep(SECONDS)

    began = perf_counter()
    for step in steps:
        done[step.id] = asyncio.create_task(one(step))
    await asyncio.gather(*done.values())
    return perf_counter() - began


async def dispatched(pool: Pool, outbox: PostgresOutbox, plan: Plan) -> float:
    """Ask for an approved plan and send it; seconds of the sending."""
    clock, campaign_id = SystemClock(), CampaignId(f"c-{uuid4().hex[:8]}")
    artefacts, campaigns, gates = (
        PostgresArtefacts(pool),
        Campaigns(pool, clock, NoJobs()),
        Gates(pool, clock, NoJobs()),
    )
    request = await artefacts.put(Request(text=campaign_id, today=date(2027, 1, 1), author="a"))
    await campaigns.start(campaign_id, name="bench", author="a", request=request)
    shown: dict[str, object] = {"plan": await artefacts.put(plan), "frozen": FROZEN, "content": {"m": "a" * 64}}
    asked = Gate(
        id="",
        kind="approve",
        title="",
        shown=shown,
        digest=digest(shown),
        allowed=DECISIONS["approve"],
        needs_roles=("compliance",),
    )
    gate = await gates.open(
        campaign_id, "i1", asked, chain=(("compliance",),), four_eyes=True, expires_after=timedelta(hours=1)
    )
    await gates.answer(gate.id, Person("b", frozenset({"compliance"})), decision="approve", digest=gate.digest)
    answer = await gates.pending_resume(campaign_id, "i1")
    approval_id = str((answer or {})["approval_id"])
    intents = tuple(
        intent_for(step, plan, workspace="acme", campaign_id=campaign_id, approval_id=approval_id, frozen=FROZEN)
        for step in plan.steps
    )
    await outbox.request(approval_id, intents)
    registry = Registry([SlowSystem(f"system-{place}") for place in range(SYSTEMS)])
    worker = Dispatcher(Leases(pool, clock, NoJobs()), registry, cast("Sender", None), artefacts, campaigns, clock, "1")
    began = perf_counter()
    await worker.run(campaign_id)
    took = perf_counter() - began
    states = {receipt.state for receipt in await outbox.receipts_of(campaign_id)}
    if states != {"done"}:
        raise RuntimeError(f"not everything was done: {states}")
    return took


async def compared(uri: str, rounds: int, depth: int) -> tuple[list[float], list[float]]:
    plan = a_plan(depth)
    ours: list[float] = []
    plain: list[float] = []
    async with connection_pool(uri, "bench") as pool, Bell(uri, "bench") as bell:
        outbox = PostgresOutbox(pool, SystemClock(), NoJobs(), "acme", bell)
        for _ in range(rounds):
            plain.append(await bare(plan.steps))
            ours.append(await dispatched(pool, outbox, plan))
    return ours, plain


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--depth", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder))
        try:
            uri = server.start()
            migrate(uri, INSTALLATION, "installation")
            migrate(uri, "bench", "tenant")
            ours, plain = asyncio.run(compared(uri, given.rounds, given.depth))
        finally:
            server.release()
    path = given.depth * SECONDS * 1000
    print(f"{STEPS} steps, {SYSTEMS} systems, {SECONDS * 1000:.0f} ms each, {given.depth} deep, at least {path:.0f} ms")
    print(f"bare        {median(plain) * 1000:7.1f} ms")
    print(f"dispatcher  {median(ours) * 1000:7.1f} ms   {median(ours) / median(plain):.2f} of bare")


if __name__ == "__main__":
    main()
