"""What is live and not as approved is put right only as a person saw and approved it, or let stand."""

import asyncio

import pytest

from app import actions
from app.drifting import accept, look
from app.local import Local, operator
from app.repairing import propose
from batuta.approval import Gate
from batuta.errors import NotAllowed, Refused, StaleDigest
from batuta.text import Text
from tests.journeys.test_drift import rewritten, status, text_of
from tests.scenes.line import PATIENCE, whole_line


async def settled(here: Local, campaign_id: str) -> str:
    async with asyncio.timeout(PATIENCE):
        while await here.company.campaigns.status(campaign_id) in ("working", "executing", "waiting"):
            await asyncio.sleep(0.02)
    return await here.company.campaigns.status(campaign_id)


async def decide(here: Local, gate: Gate, decision: str, by: str = "compliance") -> str:
    """Answer a repair, and wait for what becomes of it."""
    person = await operator(here.installation, here.company, by)
    await actions.answer(here.company, gate.id, person, decision=decision, digest=gate.digest)
    campaign_id = gate.id.rpartition("-")[0]
    return await settled(here, campaign_id)


async def live(here: Local, id_: str) -> str:
    async with here.company.pool.connection() as connection:
        rows = await connection.execute(
            "SELECT body->'parts'->>'text' AS words FROM cms_items WHERE id = %s AND status = 'published'", [id_]
        )
        return str((await rows.fetchall())[0]["words"])


async def test_every_byte_is_shown_and_written_once_approved_however_often_it_is_needed(here: Local) -> None:
    outcome = await whole_line(here)
    campaign_id, item = outcome.campaign_id, text_of(outcome)
    marketer = await operator(here.installation, here.company, "marketer")
    for number in (1, 2):
        await rewritten(here, item, "Compra ya")
        waiting = await propose(here.company, campaign_id, marketer)
        (asked,) = waiting.gate.shown["repair"]  # type: ignore[misc]
        assert asked["writes"] == [{"field": "parts.text", "live": "Compra ya", "written": item.parts["text"]}]
        assert await propose(here.company, campaign_id, marketer) == waiting
        with pytest.raises(NotAllowed):
            await decide(here, waiting.gate, "approve", by="marketer")
        assert await live(here, item.id) == "Compra ya"
        assert await decide(here, waiting.gate, "approve") == "published"
        assert await live(here, item.id) == item.parts["text"]
        receipts = await here.company.outbox.receipts_of(campaign_id)
        states = {one.step_id: one.state for one in receipts if one.step_id.startswith("repair-")}
        assert list(states.values()) == ["done"] * number
    assert (await here.company.audit.check()).broken_at is None


async def test_a_repair_that_was_rejected_or_shows_what_is_past_writes_nothing(here: Local) -> None:
    outcome = await whole_line(here)
    campaign_id, item = outcome.campaign_id, text_of(outcome)
    marketer = await operator(here.installation, here.company, "marketer")
    await rewritten(here, item, "Compra ya")
    rejected = await propose(here.company, campaign_id, marketer)
    assert await decide(here, rejected.gate, "reject") == "needs_attention"
    stale = await propose(here.company, campaign_id, marketer)
    assert stale.gate.digest != rejected.gate.digest
    with pytest.raises(StaleDigest):
        await decide(here, stale.gate.model_copy(update={"digest": rejected.gate.digest}), "approve")
    await rewritten(here, item, "Compra ya mismo")
    assert await decide(here, stale.gate, "approve") == "needs_attention"
    assert await live(here, item.id) == "Compra ya mismo"
    third = await propose(here.company, campaign_id, marketer)
    await rewritten(here, item, "Otra vez")
    await look(here.company, campaign_id)
    assert await here.company.gates.waiting(campaign_id) is None
    assert third.gate.id.startswith(campaign_id)
    receipts = await here.company.outbox.receipts_of(campaign_id)
    assert not [one for one in receipts if one.step_id.startswith("repair-")]


async def test_what_was_let_stand_is_compared_and_put_right_from_then_on(here: Local) -> None:
    outcome = await whole_line(here)
    campaign_id, item = outcome.campaign_id, text_of(outcome)
    compliance = await operator(here.installation, here.company, "compliance")
    await rewritten(here, item, "Compra ya")
    await look(here.company, campaign_id)
    with pytest.raises(Refused):
        await accept(here.company, campaign_id, compliance, "  ")
    await accept(here.company, campaign_id, compliance, "errata corregida")
    with pytest.raises(Refused):
        await accept(here.company, campaign_id, compliance, "otra vez")
    with pytest.raises(Refused):
        await propose(here.company, campaign_id, compliance)
    await rewritten(here, item, item.parts["text"])
    (difference,) = (await look(here.company, campaign_id)).differences
    assert (difference.approved, difference.live) == ("Compra ya", item.parts["text"])
    waiting = await propose(here.company, campaign_id, compliance)
    assert await decide(here, waiting.gate, "approve") == "published"
    assert await live(here, item.id) == "Compra ya"
    accepted = [e for e in await here.company.audit.events(campaign_id=campaign_id) if e.kind == "drift.accepted"]
    assert [event.detail["reason"] for event in accepted] == ["errata corregida"]


@pytest.mark.parametrize("put_right", [True, False])
async def test_a_campaign_that_differed_at_once_goes_on_when_it_is_put_right_or_let_stand(
    here: Local, monkeypatch: pytest.MonkeyPatch, put_right: bool
) -> None:
    """Somebody changes a text between its publication and the first comparison."""
    registry = here.company.dispatcher.registry
    cms = registry.connector("cms")
    perform = cms.perform

    async def meddled(*call: object) -> object:
        done = await perform(*call)  # type: ignore[arg-type]
        if call[0] == "content.publish":
            async with here.company.pool.connection() as connection:
                await connection.execute(
                    "UPDATE cms_items SET body = jsonb_set(body, '{parts,text}', '\"Compra ya\"')"
                    " WHERE status = 'published' AND body->>'channel' = 'sms' AND key IS NOT NULL"
                )
        return done

    monkeypatch.setattr(cms, "perform", meddled)
    outcome = await whole_line(here)
    assert outcome.status == "needs_attention"
    assert "report" not in await here.company.campaigns.state(outcome.campaign_id)
    compliance = await operator(here.installation, here.company, "compliance")
    if put_right:
        waiting = await propose(here.company, outcome.campaign_id, compliance)
        assert await decide(here, waiting.gate, "approve") == "published"
    else:
        await look(here.company, outcome.campaign_id)
        await accept(here.company, outcome.campaign_id, compliance, "vale")
        assert await settled(here, outcome.campaign_id) == "published"
    assert "report" in await here.company.campaigns.state(outcome.campaign_id)


async def test_a_repair_that_a_system_refuses_is_no_success(here: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = await whole_line(here)
    campaign_id, item = outcome.campaign_id, text_of(outcome)
    marketer = await operator(here.installation, here.company, "marketer")
    cms = here.company.dispatcher.registry.connector("cms")

    async def refuses(*call: object) -> object:
        raise Refused(_SHUT, subject="cms")

    with monkeypatch.context() as shut:
        shut.setattr(cms, "perform", refuses)
        await rewritten(here, item, "Compra ya")
        waiting = await propose(here.company, campaign_id, marketer)
        assert await decide(here, waiting.gate, "approve") == "needs_attention"
    receipts = await here.company.outbox.receipts_of(campaign_id)
    assert [one.state for one in receipts if one.step_id.startswith("repair-")] == ["failed"]
    again = await propose(here.company, campaign_id, marketer)
    assert await decide(here, again.gate, "approve") == "published"
    assert await status(here, campaign_id) == "published"


_SHUT = Text(en="Shut.", es="Cerrado.")
