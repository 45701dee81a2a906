"""What a step rests on is looked at just before it runs; what others bring about is waited for, with a deadline."""

from datetime import datetime, timedelta

import pytest

from batuta.errors import CampaignWaits
from batuta.publishing import Condition, Plan, Receipt
from tests.scenes.approval import CAMPAIGN, COMPLIANCE, Records, a_plan
from tests.tools.systems.dispatching import dispatcher
from tests.tools.systems.flaky import FlakySystem

WORDS = "la web ha publicado la pieza"


def plan_that_rests_on(until: datetime | None) -> Plan:
    """`publish` needs that what `create` made is published already."""
    plan = a_plan()
    needs = Condition(
        system="cms",
        look="content.get",
        arguments={"id": {"$from": "create", "field": "id"}},
        expects={"status": "published"},
        words=WORDS,
        until=until,
    )
    steps = tuple(s.model_copy(update={"requires": (needs,)}) if s.id == "publish" else s for s in plan.steps)
    return plan.model_copy(update={"steps": steps})


async def started(records: Records, until: datetime | None) -> tuple[FlakySystem, FlakySystem, list[str]]:
    approval_id, intents = await records.approved(plan_that_rests_on(until))
    await records.outbox.request(approval_id, intents)
    await records.gates.resumed(CAMPAIGN, "i1")
    await records.campaigns.set_status(CAMPAIGN, "executing")
    return FlakySystem("cms"), FlakySystem("campaigns"), [intent.key for intent in intents]


async def receipts(records: Records) -> dict[str, Receipt]:
    return {receipt.step_id: receipt for receipt in await records.outbox.receipts_of(CAMPAIGN)}


async def test_what_must_be_so_and_is_not_stops_the_step_and_says_what_was_found(records: Records) -> None:
    cms, campaigns, _ = await started(records, until=None)
    cms.live = {"ref-0": {"status": "draft"}}
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    found = await receipts(records)
    assert (found["publish"].state, found["schedule"].state) == ("failed", "skipped")
    assert WORDS in found["publish"].detail
    assert "draft" in found["publish"].detail
    assert [capability for capability, _ in cms.times_done] == ["content.create"]


async def test_what_is_so_lets_the_step_run(records: Records) -> None:
    cms, campaigns, _ = await started(records, until=None)
    cms.live = {"ref-0": {"status": "published"}}
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    assert {receipt.state for receipt in (await receipts(records)).values()} == {"done"}


async def test_what_others_bring_about_is_waited_for_and_the_campaign_says_so(records: Records) -> None:
    cms, campaigns, keys = await started(records, until=records.clock.now() + timedelta(days=3))
    cms.live = {"ref-0": {"status": "pending"}}
    for _ in range(20):
        await dispatcher(records, cms, campaigns).run(CAMPAIGN)
        records.clock.set(records.clock.now() + timedelta(minutes=2))
    row = await records.campaigns.get(CAMPAIGN)
    assert (row.status, row.problem) == ("waiting", WORDS)
    assert CAMPAIGN not in await records.campaigns.to_drive()
    with pytest.raises(CampaignWaits):
        await records.outbox.settled(CAMPAIGN, keys)
    cms.live = {"ref-0": {"status": "published"}}
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    assert {receipt.state for receipt in (await receipts(records)).values()} == {"done"}
    assert (await records.campaigns.get(CAMPAIGN)).status == "executing"
    assert CAMPAIGN in await records.campaigns.to_drive()


async def test_when_the_time_is_over_it_has_failed_and_the_campaign_goes_on_to_say_so(records: Records) -> None:
    cms, campaigns, keys = await started(records, until=records.clock.now() + timedelta(hours=1))
    cms.live = {"ref-0": {"status": "pending"}}
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    records.clock.set(records.clock.now() + timedelta(hours=2))
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    assert [receipt.state for receipt in await records.outbox.settled(CAMPAIGN, keys)] == ["done", "failed", "skipped"]
    assert (await records.campaigns.get(CAMPAIGN)).status == "executing"


async def test_a_pause_holds_what_waits_and_it_waits_again_afterwards(records: Records) -> None:
    cms, campaigns, _ = await started(records, until=records.clock.now() + timedelta(days=3))
    cms.live = {"ref-0": {"status": "pending"}}
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    assert (await receipts(records))["publish"].state == "held"
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    records.clock.set(records.clock.now() + timedelta(minutes=2))
    await dispatcher(records, cms, campaigns).run(CAMPAIGN)
    assert (await receipts(records))["publish"].state == "waiting"
