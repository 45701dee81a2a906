"""Real tables with a campaign in them."""

import pytest

from tests.fakes import NoJobs
from tests.scenes.approval import Records
from tools.clock import FixedClock
from tools.records.artefacts import PostgresArtefacts
from tools.records.audit import AuditTrail
from tools.records.bell import Bell
from tools.records.campaigns import Campaigns
from tools.records.database import Pool
from tools.records.gates import Gates
from tools.records.holds import Holds
from tools.records.leases import Leases
from tools.records.outbox import PostgresOutbox


@pytest.fixture
def records(pool: Pool, clock: FixedClock) -> Records:
    jobs = NoJobs()
    return Records(
        pool=pool,
        clock=clock,
        jobs=jobs,
        artefacts=PostgresArtefacts(pool),
        campaigns=Campaigns(pool, clock, jobs),
        gates=Gates(pool, clock, jobs),
        outbox=PostgresOutbox(pool, clock, jobs, "acme", Bell("", "acme")),
        leases=Leases(pool, clock, jobs),
        holds=Holds(pool, clock, jobs),
        audit=AuditTrail(pool, clock),
    )
