"""Language calls in PostgreSQL keep the contract of `CallRecords`; a model that failed is in the audit."""

import pytest

from tests.contracts.call_records import CallRecordsContract, call
from tests.scenes.approval import Records
from tools.clock import FixedClock
from tools.records.database import Pool
from tools.records.language_calls import CAMPAIGN, PostgresCalls


class TestPostgresCalls(CallRecordsContract):
    @pytest.fixture
    async def records(self, pool: Pool, clock: FixedClock) -> PostgresCalls:
        return PostgresCalls(pool, clock)


async def test_a_call_that_had_to_be_done_by_rules_is_in_the_audit(
    records: Records, pool: Pool, clock: FixedClock
) -> None:
    calls = PostgresCalls(pool, clock)
    campaign = CAMPAIGN.set("270301-abc")
    await calls.keep(call(1))
    await calls.keep(call(2, engine="builtin", degraded=True, problem="timeout: no whole answer in 60 s"))
    CAMPAIGN.reset(campaign)
    (event,) = await records.audit.events(campaign_id="270301-abc")
    assert (event.kind, event.subject, event.detail["problem"]) == ("language.degraded", "find_city", "timeout")
