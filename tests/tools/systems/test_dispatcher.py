"""Whatever a system does – time out after success, fail and recover, lose the reply – nothing happens twice."""

import asyncio
from datetime import timedelta

import pytest

from batuta.publishing import Receipt
from tests.scenes.approval import CAMPAIGN, Records, a_plan
from tests.tools.systems.dispatching import dispatcher
from tests.tools.systems.flaky import FlakySystem
from tools.systems.dispatcher import ATTEMPTS


async def requested(records: Records) -> None:
    approval_id, intents = await records.approved(a_plan())
    await records.outbox.request(approval_id, intents)


async def finished(records: Records, *systems: FlakySystem, rounds: int = 12) -> dict[str, Receipt]:
    """Dispatch again and again, letting time pass, until nothing is open."""
    for _ in range(rounds):
        await dispatcher(records, *systems).run(CAMPAIGN)
        records.clock.set(records.clock.now() + timedelta(minutes=5))
    return {receipt.step_id: receipt for receipt in await records.outbox.receipts_of(CAMPAIGN)}


@pytest.mark.parametrize(
    "script",
    [
        ("ok",),
        ("down", "ok"),
        ("down", "down", "down", "ok"),
        ("lost",),
        ("vanish", "ok"),
        ("vanish", "lost"),
        ("down", "lost"),
        ("ok", "lost", "down"),
        ("bug", "ok"),
        ("late bug",),
        ("no database", "bug", "late bug"),
    ],
)
async def test_every_step_is_done_exactly_once_where_the_system_takes_a_key(
    records: Records, script: tuple[str, ...]
) -> None:
    await requested(records)
    cms, campaigns = FlakySystem("cms", *script), FlakySystem("campaigns", *script)
    receipts = await finished(records, cms, campaigns)
    assert {receipt.state for receipt in receipts.values()} == {"done"}
    assert [capability for capability, _ in cms.times_done] == ["content.create", "content.publish"]
    assert [capability for capability, _ in campaigns.times_done] == ["campaign.schedule"]


async def test_a_lost_reply_of_a_system_that_can_only_be_asked_is_reconciled(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", "lost", takes_key=False)
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert receipts["create"].state == "done"
    assert len(cms.times_done) == 2


async def test_without_key_and_without_an_answer_it_ends_unknown_and_is_never_tried_again(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", "lost", takes_key=False, can_be_asked=False)
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert (receipts["create"].state, receipts["publish"].state) == ("unknown", "skipped")
    assert len(cms.times_done) == 1


async def test_a_system_that_stays_down_fails_the_step_after_bounded_tries(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", *["down"] * 50)
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert (receipts["create"].state, receipts["schedule"].state) == ("failed", "skipped")
    assert ATTEMPTS == 6


async def test_a_connector_that_breaks_after_acting_is_asked_before_it_is_tried_again(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", "late bug", takes_key=False)
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert {receipt.state for receipt in receipts.values()} == {"done"}
    assert len(cms.times_done) == 2


async def test_a_connector_that_always_breaks_ends_unknown_and_says_why(records: Records) -> None:
    await requested(records)
    receipts = await finished(records, FlakySystem("cms", *["bug"] * 50), FlakySystem("campaigns"))
    assert receipts["create"].state == "unknown"
    assert "a bug of the connector" in receipts["create"].detail
    assert receipts["schedule"].state == "skipped"


async def test_a_refusal_fails_at_once(records: Records) -> None:
    await requested(records)
    receipts = await finished(records, FlakySystem("cms", "refuse"), FlakySystem("campaigns"))
    assert receipts["create"].state == "failed"


async def test_many_dispatchers_at_once_do_everything_once(records: Records) -> None:
    await requested(records)
    cms, campaigns = FlakySystem("cms"), FlakySystem("campaigns")
    crowd = [dispatcher(records, cms, campaigns, worker=str(n)) for n in range(8)]
    for _ in range(3):
        await asyncio.gather(*(one.run(CAMPAIGN) for one in crowd))
    assert len(cms.times_done) + len(campaigns.times_done) == 3


async def test_a_worker_that_died_after_acting_is_found_out_by_asking(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", takes_key=False)
    (leased,) = await records.leases.lease(CAMPAIGN, "17")
    await cms.perform(leased.step.capability, {}, leased.key)  # and then it was killed
    await records.leases.reclaim(frozenset())
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert {receipt.state for receipt in receipts.values()} == {"done"}
    assert [capability for capability, _ in cms.times_done] == ["content.create", "content.publish"]


async def test_a_system_that_was_removed_is_said_and_nothing_is_lost(records: Records) -> None:
    await requested(records)
    receipts = await finished(records, FlakySystem("campaigns"), rounds=1)
    assert "not connected any more" in receipts["create"].detail
    assert receipts["create"].state == "waiting"
    receipts = await finished(records, FlakySystem("cms"), FlakySystem("campaigns"))
    assert {receipt.state for receipt in receipts.values()} == {"done"}


async def test_a_lost_reply_of_a_system_that_is_away_when_asked_is_asked_again_and_never_repeated(
    records: Records,
) -> None:
    await requested(records)
    cms = FlakySystem("cms", "lost", takes_key=False)
    cms.away_when_asked = 3
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert receipts["create"].state == "done"
    assert [capability for capability, _ in cms.times_done].count("content.create") == 1


async def test_what_may_have_been_done_ends_unknown_and_not_failed_where_nobody_answers(records: Records) -> None:
    await requested(records)
    cms = FlakySystem("cms", "lost", takes_key=False)
    cms.away_when_asked = 100
    receipts = await finished(records, cms, FlakySystem("campaigns"))
    assert (receipts["create"].state, receipts["publish"].state) == ("unknown", "skipped")
    assert len(cms.times_done) == 1


async def test_a_system_that_was_removed_is_waited_for_and_goes_on_when_it_is_back(records: Records) -> None:
    await requested(records)
    receipts = await finished(records, FlakySystem("cms"), rounds=20)
    assert receipts["publish"].state == "done"
    assert receipts["schedule"].state == "waiting"
    assert "campaigns is not connected any more" in receipts["schedule"].detail
    assert "systems.yaml" in receipts["schedule"].detail
    back = FlakySystem("campaigns")
    receipts = await finished(records, FlakySystem("cms"), back)
    assert {receipt.state for receipt in receipts.values()} == {"done"}
    assert [capability for capability, _ in back.times_done] == ["campaign.schedule"]


async def test_a_removed_system_that_may_have_acted_is_left_to_a_person(records: Records) -> None:
    await requested(records)
    await records.leases.lease(CAMPAIGN, "dead")
    await records.leases.reclaim(frozenset())
    receipts = await finished(records, FlakySystem("campaigns"))
    assert receipts["create"].state == "unknown"
    assert "cms is not connected any more" in receipts["create"].detail
