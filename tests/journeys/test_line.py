"""The whole line on real parts: from a brief to what is live, and everything people may do on the way."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from app import actions
from app.holding import hold
from app.local import Local, local, operator
from app.runs import Prepared, run
from batuta.campaign import CampaignId, CampaignOutcome
from batuta.content import ContentItem
from batuta.errors import BadAnswer, GateClosed, NotAllowed, StaleDigest
from batuta.settings import Settings
from tests.scenes.line import ANSWERS, BRIEF, BRIEF_FOR_TODAY, TODAY, whole_line
from tools.clock import FixedClock
from tools.records.authority import Person
from tools.records.gates import OpenGate


async def everything_done(here: Local, campaign_id: str) -> None:
    """Whatever is due has been acted on, by this dispatcher or by the worker beside it."""
    async with asyncio.timeout(60):
        while True:
            await here.company.dispatcher.run(campaign_id)
            async with here.company.pool.connection() as connection:
                rows = await connection.execute(
                    "SELECT count(*) AS due FROM outbox WHERE campaign_id = %s AND state IN ('pending', 'sending')",
                    [campaign_id],
                )
                if (await rows.fetchall())[0]["due"] == 0:
                    return
            await asyncio.sleep(0.05)


async def begun(here: Local, brief: str = BRIEF) -> CampaignId:
    author = await operator(here.installation, here.company, "marketer")
    return await actions.start(here.company, brief, author, today=TODAY)


async def compliance(here: Local) -> Person:
    return await operator(here.installation, here.company, "compliance")


async def at_approval(here: Local, campaign_id: CampaignId) -> OpenGate:
    """Answer whatever is asked until only the approval is left."""
    while True:
        waiting = await actions.settled(here.company, campaign_id, patience=60)
        assert waiting is not None, await here.company.campaigns.get(campaign_id)
        if waiting.gate.kind == "approve":
            return waiting
        fitting = next((answer for answer in ANSWERS if answer.fits(waiting.gate)), None)
        assert fitting is not None, (waiting.gate.kind, waiting.gate.shown)
        await say(here, waiting, fitting.decision, by=fitting.by)


async def say(
    here: Local, waiting: OpenGate, decision: str, *, by: str = "compliance", changes: dict[str, object] | None = None
) -> None:
    person = await operator(here.installation, here.company, by)
    await actions.answer(
        here.company, waiting.gate.id, person, decision=decision, digest=waiting.gate.digest, changes=changes
    )


async def test_a_brief_becomes_an_approved_scheduled_and_verified_campaign(here: Local) -> None:
    outcome = await whole_line(here)
    assert (outcome.status, outcome.problem) == ("published", "")
    assert [gate.kind for gate in outcome.gates][-1] == "approve"
    assert outcome.verification is not None
    assert outcome.verification.ok
    assert outcome.verification.checked > 2
    states = {receipt.step_id: receipt.state for receipt in outcome.receipts}
    assert states.pop("send-email") == states.pop("send-sms") == "scheduled"
    assert set(states.values()) == {"done"}
    for item in outcome.content:
        assert item.sentences
        assert all(sentence.citations for sentence in item.sentences)
    assert await here.company.deliveries.tally(outcome.campaign_id) == {}


async def test_nothing_leaves_before_its_day_and_everything_leaves_once_on_it(here: Local, noon: FixedClock) -> None:
    outcome = await whole_line(here)
    await everything_done(here, outcome.campaign_id)
    assert await here.company.deliveries.tally(outcome.campaign_id) == {}

    noon.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    for _ in range(2):
        await everything_done(here, outcome.campaign_id)
    tally = await here.company.deliveries.tally(outcome.campaign_id)
    assert outcome.plan is not None
    planned = {step.target: step for step in outcome.plan.steps if step.capability == "message.send"}
    assert set(tally) == set(planned) == {"email", "sms"}
    mails = list((outgoing(here) / "email" / outcome.campaign_id).glob("[!t]*.eml"))
    assert len(mails) == tally["email"]["sent"] > 0


async def test_a_stopped_campaign_sends_nothing_on_its_day_and_says_who_stopped_it(
    here: Local, noon: FixedClock
) -> None:
    outcome = await whole_line(here)
    told = await hold(here.company, "stop", outcome.campaign_id, await compliance(here), "precio equivocado")
    assert told.kept_back == 2
    assert "compliance" in told.in_words("es")
    noon.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    await everything_done(here, outcome.campaign_id)
    assert await here.company.deliveries.tally(outcome.campaign_id) == {}
    live = next(receipt for receipt in outcome.receipts if receipt.step_id == "schedule").reference
    kept = await here.company.deps.systems.ask("campaigns", "campaign.get", {"id": live})
    assert kept["state"] == "stopped"
    assert (await here.company.campaigns.get(outcome.campaign_id)).status == "stopped"


async def test_a_paused_campaign_goes_on_where_it_was(here: Local, noon: FixedClock) -> None:
    outcome = await whole_line(here)
    person = await compliance(here)
    await hold(here.company, "pause", outcome.campaign_id, person)
    noon.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    await everything_done(here, outcome.campaign_id)
    assert await here.company.deliveries.tally(outcome.campaign_id) == {}
    await hold(here.company, "resume", outcome.campaign_id, person)
    await everything_done(here, outcome.campaign_id)
    assert (await here.company.deliveries.tally(outcome.campaign_id))["email"]["sent"] > 0
    assert (await here.company.campaigns.get(outcome.campaign_id)).status == "published"


async def test_a_change_at_the_approval_is_planned_anew_and_the_old_version_cannot_be_approved(here: Local) -> None:
    campaign_id = await begun(here)
    first = await at_approval(here, campaign_id)
    await say(here, first, "change", by="marketer", changes={"budget.amount": 3000})
    second = await at_approval(here, campaign_id)
    assert second.gate.digest != first.gate.digest
    person = await compliance(here)
    with pytest.raises(GateClosed):
        await actions.answer(here.company, first.gate.id, person, decision="approve", digest=first.gate.digest)
    with pytest.raises(StaleDigest):
        await actions.answer(here.company, second.gate.id, person, decision="approve", digest=first.gate.digest)
    await say(here, second, "approve")
    await actions.settled(here.company, campaign_id, patience=60)
    outcome = await actions.outcome_of(here.company, campaign_id)
    assert outcome.status == "published"
    assert outcome.brief is not None
    assert outcome.brief.budget is not None
    assert outcome.brief.budget.amount == 3000


async def test_a_text_edited_at_the_approval_is_reviewed_again_and_goes_live_as_edited(here: Local) -> None:
    campaign_id = await begun(here)
    first = await at_approval(here, campaign_id)
    before = await actions.outcome_of(here.company, campaign_id)
    item = next(item for item in before.content if item.channel == "email" and item.origin == "generated")
    subject = item.parts["subject"]
    changes = {f"content.{item.id}.parts.subject": f"{subject} · Lince"}
    await say(here, first, "change", by="marketer", changes=cast("dict[str, object]", changes))
    second = await at_approval(here, campaign_id)
    assert second.gate.shown["review"] != first.gate.shown["review"]
    await say(here, second, "approve")
    await actions.settled(here.company, campaign_id, patience=60)
    outcome = await actions.outcome_of(here.company, campaign_id)
    edited = next(one for one in outcome.content if one.parts.get("subject") == f"{subject} · Lince")
    assert (outcome.status, edited.origin) == ("published", "edited")
    live = next(receipt for receipt in outcome.receipts if receipt.step_id == f"publish-{edited.id}").reference
    kept = await here.company.deps.systems.ask("cms", "content.get", {"id": live})
    assert kept["parts"] == dict(edited.parts)


async def test_a_rejected_campaign_leaves_no_trace_in_any_system(here: Local) -> None:
    campaign_id = await begun(here)
    await say(here, await at_approval(here, campaign_id), "reject")
    await actions.settled(here.company, campaign_id, patience=60)
    outcome = await actions.outcome_of(here.company, campaign_id)
    assert (outcome.status, outcome.receipts) == ("rejected", ())


async def test_the_author_cannot_approve_and_a_wrong_field_is_told_at_once(here: Local) -> None:
    campaign_id = await begun(here)
    waiting = await at_approval(here, campaign_id)
    with pytest.raises(NotAllowed):
        await say(here, waiting, "approve", by="marketer")
    with pytest.raises(BadAnswer):
        await say(here, waiting, "change", by="marketer", changes={"bugdet": 3})
    with pytest.raises(BadAnswer):
        await say(here, waiting, "change", by="marketer", changes={"content.nothing.parts.subject": "x"})
    assert await here.company.gates.waiting(campaign_id) == waiting


async def test_what_was_altered_behind_our_back_is_found_when_it_is_compared(here: Local) -> None:
    outcome = await whole_line(here)
    item = next(item for item in outcome.content if item.origin != "reused")
    async with here.company.pool.connection() as connection:
        await connection.execute(
            "UPDATE cms_items SET body = jsonb_set(body, '{parts}', %s) WHERE id = %s",
            [json.dumps({**item.parts, next(iter(item.parts)): "otra cosa"}), item.id],
        )
    verification = await verified_again(here, outcome.campaign_id)
    part = next(iter(item.parts))
    assert [(d.step_id, d.field) for d in verification.differences] == [(f"publish-{item.id}", f"parts.{part}")]


async def verified_again(here: Local, campaign_id: str):  # type: ignore[no-untyped-def]
    from langgraph.runtime import Runtime

    from agents.publishing.verify import verify
    from batuta.publishing import Verification

    state = await here.company.campaigns.state(campaign_id)
    done = await verify(state, Runtime(context=here.company.deps))  # type: ignore[arg-type]
    return await here.company.artefacts.get(done["verification"], Verification)


async def test_checkpoints_of_a_campaign_stay_small_and_hold_no_customer(here: Local) -> None:
    outcome = await whole_line(here, BRIEF_FOR_TODAY)
    async with here.company.pool.connection() as connection:
        rows = await connection.execute(
            "SELECT (SELECT coalesce(sum(length(checkpoint::text) + length(metadata::text)), 0) FROM checkpoints"
            " WHERE thread_id = %(id)s) + (SELECT coalesce(sum(length(blob)), 0) FROM checkpoint_blobs"
            " WHERE thread_id = %(id)s) + (SELECT coalesce(sum(length(blob)), 0) FROM checkpoint_writes"
            " WHERE thread_id = %(id)s) AS bytes",
            {"id": outcome.campaign_id},
        )
        size = int((await rows.fetchall())[0]["bytes"])
        rows = await connection.execute(
            "SELECT count(*) AS n FROM checkpoint_writes WHERE thread_id = %s AND position('L0000'::bytea IN blob) > 0",
            [outcome.campaign_id],
        )
        customers = (await rows.fetchall())[0]["n"]
    assert 0 < size < 100_000
    assert customers == 0


async def test_a_campaign_that_waits_survives_the_process_it_began_in(
    here: Local, journey_settings: Settings, company_folder: Path, noon: FixedClock
) -> None:
    """The graph is compiled anew over the same tables: what paused in one process goes on in another."""
    campaign_id = await begun(here)
    waiting = await at_approval(here, campaign_id)
    async with local(journey_settings, company_folder, work=True, clock=noon) as other:
        await say(other, waiting, "approve")
        await actions.settled(other.company, campaign_id, patience=60)
        outcome = await actions.outcome_of(other.company, campaign_id)
    assert outcome.status == "published"


async def test_campaigns_side_by_side_do_not_touch_each_other(here: Local) -> None:
    outcomes = await asyncio.gather(*(whole_line(here) for _ in range(4)))
    assert [outcome.status for outcome in outcomes] == ["published"] * 4
    items: list[ContentItem] = [item for outcome in outcomes for item in outcome.content]
    assert items
    assert len({receipt.key for outcome in outcomes for receipt in outcome.receipts}) == sum(
        len(outcome.receipts) for outcome in outcomes
    )


def outgoing(here: Local) -> Path:
    return here.installation.settings.state_dir / "outgoing" / here.company.workspace.tenant


def grant(folder: Path, **limits: object) -> None:
    """Write a standing approval into the company's policy."""
    policy = folder / "policies" / "approvals.yaml"
    given = {"name": "small", "granted_by": "head-of-marketing", "until": "2027-12-31", "max_reach": 100_000, **limits}
    text = policy.read_text("utf-8")
    assert "standing: []" in text
    policy.write_text(text.replace("standing: []", f"standing: [{json.dumps(given)}]"), "utf-8")


async def until_approval_or_end(here: Local) -> CampaignOutcome:
    """Answer everything but the approval."""
    author = await operator(here.installation, here.company, "marketer")
    answers = tuple(answer for answer in ANSWERS if answer.gate != "*")
    return await run(here, BRIEF, author, answers, name="test", today=TODAY)


async def test_an_approval_given_in_advance_is_used_within_its_limits(
    company_folder: Path, journey_settings: Settings, noon: FixedClock
) -> None:
    grant(company_folder, max_cost=5_000)
    async with local(journey_settings, company_folder, work=True, clock=noon) as here:
        outcome = await until_approval_or_end(here)
        events = await here.company.audit.events(campaign_id=outcome.campaign_id)
    assert (outcome.status, outcome.gates[-1].by) == ("published", "head-of-marketing")
    taken = next(event for event in events if event.kind == "gate.answered" and event.actor == "head-of-marketing")
    assert taken.detail["via"] == "standing approval: small"


async def test_an_answer_from_somebody_who_may_not_give_it_leaves_the_campaign_waiting(here: Local) -> None:
    author = await operator(here.installation, here.company, "marketer")
    answers = (
        *(answer for answer in ANSWERS if answer.gate != "*"),
        Prepared(gate="*", decision="approve", by="marketer"),
    )
    outcome = await run(here, BRIEF, author, answers, name="test", today=TODAY)
    assert (outcome.status, outcome.receipts) == ("waiting", ())
    assert "marketer" in outcome.problem
    assert await here.company.gates.waiting(outcome.campaign_id) is not None


@pytest.mark.parametrize(
    "limits", [{"max_cost": 0}, {"max_cost": 5_000, "max_reach": 3}, {"max_cost": 5_000, "until": "2026-01-01"}]
)
async def test_beyond_its_limits_people_decide(
    company_folder: Path, journey_settings: Settings, noon: FixedClock, limits: dict[str, object]
) -> None:
    grant(company_folder, **limits)
    async with local(journey_settings, company_folder, work=True, clock=noon) as here:
        outcome = await until_approval_or_end(here)
        waiting = await here.company.gates.waiting(outcome.campaign_id)
    assert outcome.status == "waiting"
    assert waiting is not None
    assert waiting.gate.kind == "approve"


async def test_nobody_approves_their_own_campaign_in_advance(
    company_folder: Path, journey_settings: Settings, noon: FixedClock
) -> None:
    grant(company_folder, max_cost=5_000, granted_by="marketer")
    async with local(journey_settings, company_folder, work=True, clock=noon) as here:
        outcome = await until_approval_or_end(here)
    assert outcome.status == "waiting"
