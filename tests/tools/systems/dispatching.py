"""A dispatcher over systems that misbehave, which sends no messages."""

from typing import cast

from tests.scenes.approval import Records
from tests.tools.systems.flaky import FlakySystem
from tools.systems.dispatcher import Dispatcher
from tools.systems.registry import Registry
from tools.systems.sending import Sender


def dispatcher(records: Records, *systems: FlakySystem, worker: str = "1") -> Dispatcher:
    return Dispatcher(
        leases=records.leases,
        registry=Registry(systems),
        sender=cast("Sender", None),
        artefacts=records.artefacts,
        campaigns=records.campaigns,
        clock=records.clock,
        worker=worker,
    )
