"""Fifty steps over five systems, five deep: what is independent runs side by side, and a wave is written once.

How long that takes is measured by `python -m bench.many_systems`; here is counted what the time is made of.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from batuta.ports import Done
from batuta.publishing import Capability
from bench.many_systems import STEPS, SYSTEMS, a_plan
from tests.scenes.approval import CAMPAIGN, Records
from tests.tools.systems.flaky import FlakySystem
from tools.records.leases import Leases, Settled
from tools.records.taking import Leased
from tools.systems.dispatcher import Dispatcher
from tools.systems.registry import Registry
from tools.systems.sending import Sender

DEEP = 5
IDS = [f"system-{place}" for place in range(SYSTEMS)]


class Watched(FlakySystem):
    """Lets go only once everything that could run beside it has come: side by side, or never."""

    def __init__(self, id_: str, together: asyncio.Barrier) -> None:
        super().__init__(id_)
        self._together = together

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        async with asyncio.timeout(20):
            await self._together.wait()
        return await super().perform(capability, arguments, key)


class Counted:
    """Leases that count how often receipts are written and work is taken."""

    def __init__(self, leases: Leases) -> None:
        self._leases = leases
        self.made: Counter[str] = Counter()

    async def lease(self, campaign_id: str, worker: str) -> tuple[Leased, ...]:
        self.made["lease"] += 1
        return await self._leases.lease(campaign_id, worker)

    async def turn(self, campaign_id: str, settled: Sequence[Settled], worker: str) -> tuple[Leased, ...]:
        self.made["turn"] += 1
        return await self._leases.turn(campaign_id, settled, worker)


async def test_a_wave_runs_side_by_side_and_is_written_in_one_turn(records: Records) -> None:
    approval_id, intents = await records.approved(a_plan(DEEP))
    await records.outbox.request(approval_id, intents)
    together = asyncio.Barrier(STEPS // DEEP)
    systems = [Watched(id_, together) for id_ in IDS]
    leases = Counted(records.leases)
    worker = Dispatcher(
        cast("Leases", leases),
        Registry(systems),
        cast("Sender", None),
        records.artefacts,
        records.campaigns,
        records.clock,
        "1",
    )
    await worker.run(CAMPAIGN)
    assert {receipt.state for receipt in await records.outbox.receipts_of(CAMPAIGN)} == {"done"}
    assert sum(len(system.times_done) for system in systems) == STEPS
    assert leases.made["lease"] == 1
    # Whoever ends a moment later than the rest of its wave has a turn of its own.
    assert DEEP <= leases.made["turn"] <= 2 * DEEP
