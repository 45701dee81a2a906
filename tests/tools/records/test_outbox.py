"""Nothing leaves that was not approved, and nothing leaves twice."""

import asyncio
from datetime import timedelta

import pytest

from batuta.errors import GateExpired, NotAllowed, OverBudget, StaleDigest
from batuta.keys import taking_back
from batuta.publishing import Step
from tests.scenes.approval import CAMPAIGN, COMPLIANCE, Records, a_plan
from tools.records.audit import Entry, write_down
from tools.records.campaigns import locked
from tools.records.database import one, reading, transaction
from tools.records.leases import NotSending, Settled


async def states(records: Records) -> dict[str, str]:
    return {receipt.step_id: receipt.state for receipt in await records.outbox.receipts_of(CAMPAIGN)}


async def test_requests_what_was_approved_once_however_often_it_is_asked(records: Records) -> None:
    approval_id, intents = await records.approved()
    await asyncio.gather(*(records.outbox.request(approval_id, intents) for _ in range(8)))
    assert await states(records) == {"create": "pending", "publish": "pending", "schedule": "pending"}
    used = [event for event in await records.audit.events() if event.kind == "approval.used"]
    assert len(used) == 1


async def test_refuses_an_approval_nobody_gave(records: Records) -> None:
    _, intents = await records.approved()
    with pytest.raises(NotAllowed):
        await records.outbox.request("invented", intents)
    assert await states(records) == {}


async def test_refuses_a_step_that_differs_in_one_byte_from_the_approved_plan(records: Records) -> None:
    approval_id, intents = await records.approved()
    altered = intents[0].model_copy(update={"step": intents[0].step.model_copy(update={"target": "mail2"})})
    with pytest.raises(NotAllowed, match="not in the approved plan"):
        await records.outbox.request(approval_id, (altered, *intents[1:]))
    assert await states(records) == {}


async def test_refuses_content_that_was_not_shown(records: Records) -> None:
    plan = a_plan()
    strange = plan.model_copy(
        update={"steps": (plan.steps[0].model_copy(update={"artefact": "b" * 64}), *plan.steps[1:])}
    )
    approval_id, intents = await records.approved(strange)
    with pytest.raises(NotAllowed, match="was not shown"):
        await records.outbox.request(approval_id, intents)


async def test_refuses_keys_that_do_not_follow_from_approval_and_plan(records: Records) -> None:
    approval_id, intents = await records.approved()
    renamed = intents[0].model_copy(update={"key": "k" * 64})
    with pytest.raises(NotAllowed, match="foreign key"):
        await records.outbox.request(approval_id, (renamed, *intents[1:]))


async def test_an_approval_is_used_once(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    with pytest.raises(NotAllowed, match="been used"):
        await records.outbox.request(approval_id, intents[:1])


async def test_refuses_an_approval_that_expired_before_it_was_used(records: Records) -> None:
    approval_id, intents = await records.approved()
    records.clock.set(records.clock.now() + timedelta(days=3))
    with pytest.raises(GateExpired):
        await records.outbox.request(approval_id, intents)


async def test_refuses_when_what_was_shown_was_altered_in_the_table(records: Records) -> None:
    approval_id, intents = await records.approved()
    async with records.pool.connection() as connection:
        await connection.execute("UPDATE approvals SET shown = jsonb_set(shown, '{frozen}', '\"other\"')")
    with pytest.raises(StaleDigest):
        await records.outbox.request(approval_id, intents)


async def test_refuses_a_plan_over_budget_even_when_it_was_approved(records: Records) -> None:
    approval_id, intents = await records.approved(a_plan(cost=101))
    with pytest.raises(OverBudget):
        await records.outbox.request(approval_id, intents)


async def test_leases_in_dependency_order_and_each_row_to_one_worker(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    order: list[str] = []
    for _ in range(3):
        leases = await asyncio.gather(*(records.leases.lease(CAMPAIGN, str(worker)) for worker in range(6)))
        taken = [leased for lease in leases for leased in lease]
        assert len(taken) == 1
        order.append(taken[0].step.id)
        await records.leases.settle(Settled(taken[0], "done", reference="r"))
    assert order == ["create", "publish", "schedule"]
    assert [receipt.state for receipt in await records.outbox.settled(CAMPAIGN, [i.key for i in intents])] == [
        "done"
    ] * 3


async def test_what_waits_for_a_failed_step_is_skipped(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    (create,) = await records.leases.lease(CAMPAIGN, "1")
    await records.leases.settle(Settled(create, "failed", detail="no"))
    assert await records.leases.lease(CAMPAIGN, "1") == ()
    assert await states(records) == {"create": "failed", "publish": "skipped", "schedule": "skipped"}


async def test_rows_of_a_dead_worker_are_given_back_and_marked(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    await records.leases.lease(CAMPAIGN, "17")
    assert await records.leases.reclaim(frozenset({"17"})) == ()
    assert await records.leases.reclaim(frozenset({"99"})) == (CAMPAIGN,)
    (again,) = await records.leases.lease(CAMPAIGN, "99")
    assert (again.attempts, again.interrupted) == (2, True)


async def test_a_late_receipt_of_a_row_that_was_given_back_changes_nothing(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    (late,) = await records.leases.lease(CAMPAIGN, "17")
    await records.leases.reclaim(frozenset())
    await records.leases.settle(Settled(late, "failed"))
    with pytest.raises(NotSending):
        await records.leases.turn(CAMPAIGN, [Settled(late, "done")], "17")
    assert (await states(records))["create"] == "pending"
    assert "effect.settled" not in {event.kind for event in await records.audit.events()}


async def test_only_what_the_approval_brought_about_can_be_taken_back(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    (create,) = await records.leases.lease(CAMPAIGN, "1")
    await records.leases.settle(Settled(create, "done", reference="r"))
    undo = taking_back(intents[0], why="porque sí")
    assert undo is not None
    foreign = undo.model_copy(
        update={"step": Step(id="x", system="cms", capability="audience.delete", effect="x", target="x")}
    )
    with pytest.raises(NotAllowed):
        await records.outbox.take_back(approval_id, (foreign,))
    await records.outbox.take_back(approval_id, (undo,))
    leased = await records.leases.lease(CAMPAIGN, "1")
    assert {row.step.capability for row in leased} == {"content.publish", "content.unpublish"}
    await records.leases.settle(Settled(next(row for row in leased if row.undoes), "done"))
    assert (await states(records))["create"] == "undone"


async def test_a_paused_campaign_sends_nothing_until_it_goes_on(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    halted = await records.holds.pause(CAMPAIGN, COMPLIANCE)
    assert halted.kept_back == 3
    assert await records.leases.lease(CAMPAIGN, "1") == ()
    assert (await records.campaigns.get(CAMPAIGN)).status == "paused"
    await records.holds.resume(CAMPAIGN, COMPLIANCE)
    assert [row.step.id for row in await records.leases.lease(CAMPAIGN, "1")] == ["create"]


async def test_stopping_cancels_what_has_not_left_and_tells_the_system_that_runs_it(records: Records) -> None:
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    for _ in range(3):
        (row,) = await records.leases.lease(CAMPAIGN, "1")
        await records.leases.settle(Settled(row, "done", reference="cam-1", result={"id": "cam-1"}))
    await records.holds.stop(CAMPAIGN, COMPLIANCE, "error en el precio")
    (told,) = await records.leases.lease(CAMPAIGN, "1")
    assert (told.step.capability, told.step.arguments) == ("campaign.stop", {"id": "cam-1"})
    stopped = [event for event in await records.audit.events() if event.kind == "campaign.stopped"]
    assert [(event.actor, event.detail["reason"]) for event in stopped] == [("carlos", "error en el precio")]


async def test_who_holds_one_of_a_worker_s_campaigns_can_still_write_the_audit(records: Records) -> None:
    """A worker that writes for several campaigns waits for all of them before it takes what everybody needs."""
    approval_id, intents = await records.approved()
    await records.outbox.request(approval_id, intents)
    held = f"{CAMPAIGN}-too"
    await records.start(held)
    (create,) = await records.leases.lease(CAMPAIGN, "1")
    async with transaction(records.pool) as person:
        await locked(person, held)
        await person.execute("SET LOCAL lock_timeout = '500ms'")
        settled = records.leases.turn(CAMPAIGN, [Settled(create, "done")], "1")
        both = asyncio.gather(settled, records.leases.turn(held, [], "1"))
        async with asyncio.timeout(20):
            while not await waits_for_a_lock(records):
                await asyncio.sleep(0.02)
        await write_down(person, records.clock.now(), Entry("gate.answered", "ana", held, held, {}))
    taken, _ = await both
    assert [leased.step.id for leased in taken] == ["publish"]


async def waits_for_a_lock(records: Records) -> bool:
    async with reading(records.pool) as connection:
        rows = await connection.execute(
            "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE NOT l.granted AND a.datname = current_database()) AS waits"
        )
        return bool((await one(rows))["waits"])
