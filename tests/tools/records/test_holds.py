"""Pausing, going on and stopping, while other things happen."""

import asyncio
from contextlib import suppress

import pytest

from batuta.errors import CampaignHeld, GateClosed
from batuta.keys import taking_back
from tests.scenes.approval import CAMPAIGN, COMPLIANCE, MARKETER, Records, a_plan
from tools.records.authority import Person
from tools.records.leases import Settled
from tools.records.taking import Leased


async def status_of(records: Records) -> str:
    return (await records.campaigns.get(CAMPAIGN)).status


async def scheduled(records: Records) -> None:
    """A campaign whose steps are all done: a system runs its schedule."""
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    while ready := await records.leases.lease(CAMPAIGN, "w1"):
        for leased in ready:
            await records.leases.settle(Settled(leased, "done", reference=leased.step.id, result={"id": "cam-1"}))


async def scheduled_again(records: Records, id_: str) -> None:
    """What a repair does: the schedule is made once more, under another approval."""
    schedule = a_plan().steps[-1]
    again = schedule.model_copy(update={"id": "repair-1-schedule", "target": "c1#1", "depends_on": ()})
    plan = a_plan().model_copy(update={"steps": (again,)})
    approval_id, intents = await records.approved_once_more(plan, "repair-1")
    await records.outbox.request(approval_id, intents)
    (leased,) = await records.leases.lease(CAMPAIGN, "w1")
    await records.leases.settle(Settled(leased, "done", reference=id_, result={"id": id_}))


async def under_way(records: Records) -> Leased:
    """A campaign whose schedule a system is being asked for at this moment."""
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    for _ in ("create", "publish"):
        (leased,) = await records.leases.lease(CAMPAIGN, "w1")
        await records.leases.settle(Settled(leased, "done"))
    (schedule,) = await records.leases.lease(CAMPAIGN, "w1")
    return schedule


async def ready(records: Records) -> list[str]:
    return [leased.step.capability for leased in await records.leases.lease(CAMPAIGN, "w1")]


async def test_an_answer_while_paused_leaves_it_paused_and_counts_once_it_goes_on(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    await records.holds.pause(CAMPAIGN, COMPLIANCE)

    await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)

    assert await status_of(records) == "paused"
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    assert await status_of(records) == "working"
    assert await records.gates.pending_resume(CAMPAIGN, "i1") is not None


async def test_a_gate_that_is_reached_while_paused_leaves_it_paused(records: Records) -> None:
    await records.start()
    await records.holds.pause(CAMPAIGN, COMPLIANCE)

    await records.gate()

    assert await status_of(records) == "paused"
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    assert await status_of(records) == "waiting"


async def test_a_gate_that_is_reached_after_the_stop_is_not_opened(records: Records) -> None:
    await records.start()
    await records.holds.stop(CAMPAIGN, COMPLIANCE)

    await records.gate()

    assert await status_of(records) == "stopped"
    assert await records.gates.waiting(CAMPAIGN) is None


async def test_what_was_put_back_after_the_campaign_went_on_is_sent(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    (leased,) = await records.leases.lease(CAMPAIGN, "w1")
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    await records.holds.resume(CAMPAIGN, COMPLIANCE)

    await records.leases.put_back(leased)

    assert await ready(records) == ["content.create"]


async def test_only_the_last_word_reaches_the_system_that_runs_the_schedule(records: Records) -> None:
    await scheduled(records)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    assert await ready(records) == ["campaign.pause"]


@pytest.mark.parametrize(("id_", "orders"), [("cam-1", 1), ("cam-2", 2)])
async def test_a_schedule_that_was_made_again_is_told_once(records: Records, id_: str, orders: int) -> None:
    await scheduled(records)
    await scheduled_again(records, id_)
    for halt, told in ((records.holds.pause, "campaign.pause"), (records.holds.stop, "campaign.stop")):
        await halt(CAMPAIGN, COMPLIANCE)
        taken = await records.leases.lease(CAMPAIGN, "w1")
        assert [leased.step.capability for leased in taken] == [told] * orders
        assert {str(leased.step.arguments["id"]) for leased in taken} == {"cam-1", id_}
        for leased in taken:
            await records.leases.settle(Settled(leased, "done"))


async def test_the_last_word_counts_whichever_making_of_a_schedule_it_was_said_to(records: Records) -> None:
    await scheduled(records)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    (resuming,) = await records.leases.lease(CAMPAIGN, "w1")
    await records.leases.settle(Settled(resuming, "done"))
    await scheduled_again(records, "cam-1")
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    await records.holds.stop(CAMPAIGN, COMPLIANCE)
    assert await ready(records) == ["campaign.stop"]


async def test_a_later_order_waits_for_one_that_is_under_way(records: Records) -> None:
    await scheduled(records)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    (pausing,) = await records.leases.lease(CAMPAIGN, "w1")
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    assert await ready(records) == []
    await records.leases.settle(Settled(pausing, "done"))
    assert await ready(records) == ["campaign.resume"]


async def test_a_schedule_that_was_under_way_at_the_stop_is_stopped_too(records: Records) -> None:
    schedule = await under_way(records)
    await records.holds.stop(CAMPAIGN, COMPLIANCE)

    await records.leases.settle(Settled(schedule, "done", reference="cam-1", result={"id": "cam-1"}))

    assert await ready(records) == ["campaign.stop"]


async def test_what_takes_back_a_failed_step_is_not_cancelled_by_a_stop(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    (created,) = await records.leases.lease(CAMPAIGN, "w1")
    await records.leases.settle(Settled(created, "done", reference="mail@1"))
    undo = taking_back(intents[0], why="Deshacer")
    assert undo is not None
    await records.outbox.take_back(approval_id, [undo])

    await records.holds.stop(CAMPAIGN, COMPLIANCE)

    assert await ready(records) == ["content.unpublish"]


async def test_an_answer_and_a_stop_at_once_never_block_each_other(records: Records) -> None:
    await records.start()
    gate = await records.gate()

    async def answer(person: Person) -> None:
        with suppress(GateClosed):
            await records.gates.answer(gate.id, person, decision="reject", digest=gate.digest)

    people = [Person(f"compliance-{n}", frozenset({"compliance"})) for n in range(8)]
    await asyncio.gather(*map(answer, people), records.holds.stop(CAMPAIGN, MARKETER))
    assert await status_of(records) == "stopped"


async def test_going_on_after_a_mismatch_never_says_published(records: Records) -> None:
    await records.start()
    async with records.pool.connection() as connection:
        await connection.execute("UPDATE campaigns SET state = '{\"verification\": \"v\"}', status = 'needs_attention'")
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    assert await status_of(records) == "working"


async def test_nothing_new_is_asked_for_while_somebody_holds_the_campaign(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    with pytest.raises(CampaignHeld):
        await records.outbox.request(approval_id, intents)
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    await records.outbox.request(approval_id, intents)
    assert await ready(records) == ["content.create"]


async def test_whoever_waits_for_receipts_is_told_that_they_are_kept_back(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    await records.holds.pause(CAMPAIGN, COMPLIANCE)
    with pytest.raises(CampaignHeld):
        await records.outbox.settled(CAMPAIGN, [intent.key for intent in intents])


async def test_what_fails_after_publishing_is_shown_on_the_campaign(records: Records) -> None:
    schedule = await under_way(records)
    await records.campaigns.set_status(CAMPAIGN, "published")

    await records.leases.settle(Settled(schedule, "failed", detail="The system refused."))

    campaign = await records.campaigns.get(CAMPAIGN)
    assert (campaign.status, campaign.problem) == ("needs_attention", "Programar: The system refused.")


async def test_an_order_that_a_system_refuses_is_shown_on_the_held_campaign(records: Records) -> None:
    await scheduled(records)
    await records.holds.stop(CAMPAIGN, COMPLIANCE)
    (order,) = await records.leases.lease(CAMPAIGN, "w1")

    await records.leases.settle(Settled(order, "failed", detail="The system refused."))

    campaign = await records.campaigns.get(CAMPAIGN)
    assert campaign.status == "stopped"
    assert campaign.problem.endswith("The system refused.")
