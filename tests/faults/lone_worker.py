"""A worker that dispatches one campaign over real systems, in a process of its own that a test may kill.

Started as `python -m tests.faults.lone_worker ORDER`, ORDER being the JSON of `Order`. Says `ready` before it begins
and `done` after it ended.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, cast

from app.bootstrap.connectors import Surroundings, connector
from app.settings import read_settings
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.noun import Noun
from batuta.ports import Closing, Customers, Done, MarketingSystem, Member, MemberStore
from batuta.publishing import Capability
from tests.fakes import NoJobs
from tests.scenes.approval import CAMPAIGN
from tests.tools.systems.test_sending import MEMBERS, People, Plain, workspace
from tools.clock import FixedClock
from tools.records.artefacts import PostgresArtefacts
from tools.records.campaigns import Campaigns
from tools.records.database import connection_pool
from tools.records.deliveries import Deliveries
from tools.records.leases import Leases
from tools.systems.dispatcher import Dispatcher
from tools.systems.registry import Registry, read_systems
from tools.systems.sending import Sender

Dies = Literal["", "before", "after"]


class Order(Noun):
    uri: str
    company: str
    """The schema."""
    folder: Path
    """Of systems.yaml."""
    state: Path
    moment: datetime
    worker: str
    hosts: tuple[str, ...]
    smtp_port: int = 25
    dies: Dies = ""
    """Before or after the system is told to act; else whenever a test says so."""


class Everybody:
    """Those who are written to, by e-mail and by push."""

    async def load(self, digest: Digest) -> AsyncIterator[tuple[Member, ...]]:
        yield tuple(member._replace(channels=(*member.channels, "push")) for member in MEMBERS)


class Mortal:
    """A connector whose process dies just before or just after it acted."""

    def __init__(self, system: MarketingSystem, dies: Dies) -> None:
        self.description = system.description
        self._system = system
        self._dies = dies

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        if self._dies == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = await self._system.perform(capability, arguments, key)
        if self._dies == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    async def find(self, capability: Capability, key: str) -> Done | None:
        return await self._system.find(capability, key)

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return await self._system.read(capability, arguments)


async def dispatch(order: Order, alive: Sequence[str]) -> None:
    """Take back what workers that are not alive held, and send what is ready."""
    clock = FixedClock(order.moment)
    settings = read_settings(
        state_dir=order.state,
        allowed_hosts=order.hosts,
        smtp_host="127.0.0.1",
        smtp_port=order.smtp_port,
        smtp_starttls=False,
    )
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(connection_pool(order.uri, order.company))
        around = Surroundings(settings, cast("Any", SimpleNamespace(tenant="t")), pool, clock, order.folder)
        connectors = [connector(described, around) for described in read_systems(order.folder / "systems.yaml")]
        for one in connectors:
            if isinstance(one, Closing):
                stack.push_async_callback(one.aclose)
        artefacts = PostgresArtefacts(pool)
        leases = Leases(pool, clock, NoJobs())
        sender = Sender(
            workspace=workspace(),
            artefacts=artefacts,
            customers=cast("Customers", People()),
            members=cast("MemberStore", Everybody()),
            deliveries=Deliveries(pool, clock),
            rendering=Plain(),
            policy=ContactPolicy(),
            unsubscribe_token=lambda person, channel: f"{person}-{channel}",
        )
        registry = Registry([Mortal(one, order.dies) for one in connectors])
        campaigns = Campaigns(pool, clock, NoJobs())
        await leases.reclaim(frozenset(alive))
        await Dispatcher(leases, registry, sender, artefacts, campaigns, clock, order.worker).run(CAMPAIGN)


if __name__ == "__main__":
    print("ready", flush=True)
    asyncio.run(dispatch(Order.model_validate_json(sys.argv[1]), [sys.argv[2]]))
    print("done", flush=True)
