"""What may be answered at a gate, by whom, and how often."""

import asyncio
from datetime import timedelta

import pytest

from batuta.approval import DECISIONS, Decision, Gate, GateKind, Role
from batuta.errors import BadAnswer, BatutaError, GateClosed, GateExpired, NotAllowed, NotFound, StaleDigest
from tests.scenes.approval import BRAND, CAMPAIGN, COMPLIANCE, MARKETER, Records
from tools.records.authority import Person


async def test_of_32_simultaneous_approvals_exactly_one_is_taken(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    people = [Person(f"compliance-{n}", frozenset({"compliance"})) for n in range(32)]

    async def approve(person: Person) -> str:
        try:
            await records.gates.answer(gate.id, person, decision="approve", digest=gate.digest)
        except GateClosed:
            return "told so"
        return "taken"

    outcomes = await asyncio.gather(*(approve(person) for person in people))

    assert sorted(outcomes) == ["taken", *["told so"] * 31]
    async with records.pool.connection() as connection:
        approvals = await (await connection.execute("SELECT count(*) AS n FROM approvals")).fetchall()
        resumes = await (await connection.execute("SELECT count(*) AS n FROM resumes")).fetchall()
    assert (approvals[0]["n"], resumes[0]["n"]) == (1, 1)
    assert records.jobs.driven == [CAMPAIGN, CAMPAIGN]  # once for the start, once for the one approval


async def test_refuses_a_digest_that_is_not_what_waits(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    with pytest.raises(StaleDigest):
        await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest="0" * 64)
    assert await records.gates.waiting(CAMPAIGN) is not None


async def test_refuses_the_author_where_four_eyes_are_required(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    author = Person("marta", frozenset({"marketer", "compliance"}))
    with pytest.raises(NotAllowed, match="second person"):
        await records.gates.answer(gate.id, author, decision="approve", digest=gate.digest)


async def test_refuses_a_role_that_may_not_approve(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    with pytest.raises(NotAllowed, match="needs the role compliance"):
        await records.gates.answer(gate.id, BRAND, decision="approve", digest=gate.digest)


async def test_refuses_after_expiry(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    records.clock.set(records.clock.now() + timedelta(hours=48))
    with pytest.raises(GateExpired):
        await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)


async def test_refuses_a_second_answer_and_says_who_gave_the_first(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    await records.gates.answer(gate.id, COMPLIANCE, decision="reject", digest=gate.digest)
    with pytest.raises(GateClosed, match="carlos"):
        await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)


@pytest.mark.parametrize("word", ["Approve", "approved", "yes", "true", "", "answer", "waive", "approve "])
async def test_refuses_a_decision_that_is_not_letter_for_letter_one_of_the_allowed(records: Records, word: str) -> None:
    await records.start()
    gate = await records.gate()
    with pytest.raises(BadAnswer):
        await records.gates.answer(gate.id, COMPLIANCE, decision=word, digest=gate.digest)
    assert await records.gates.pending_resume(CAMPAIGN, "i1") is None


async def test_refuses_a_gate_nobody_opened(records: Records) -> None:
    with pytest.raises(NotFound):
        await records.gates.answer("c9-xxxx", COMPLIANCE, decision="approve", digest="0" * 64)


async def test_a_chain_needs_each_signature_in_order_from_different_people(records: Records) -> None:
    await records.start()
    gate = await records.gate(chain=(("brand",), ("compliance", "brand")))
    with pytest.raises(NotAllowed):
        await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)

    first = await records.gates.answer(gate.id, BRAND, decision="approve", digest=gate.digest)
    assert (first.complete, first.waiting_for) == (False, ("compliance", "brand"))
    assert await records.gates.pending_resume(CAMPAIGN, "i1") is None
    with pytest.raises(NotAllowed, match="approved this already"):
        await records.gates.answer(gate.id, BRAND, decision="approve", digest=gate.digest)

    second = await records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)
    assert second.complete
    assert await records.gates.pending_resume(CAMPAIGN, "i1") is not None


async def test_an_author_may_change_or_withdraw_their_own_campaign(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    taken = await records.gates.answer(
        gate.id, MARKETER, decision="change", digest=gate.digest, changes={"budget.amount": 15000}
    )
    assert taken.complete


async def test_whoever_changed_a_campaign_cannot_approve_it(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    await records.gates.answer(gate.id, COMPLIANCE, decision="change", digest=gate.digest, changes={"budget": 1})
    again = await records.gates.open(
        CAMPAIGN, "i2", gate, chain=(("compliance",),), four_eyes=True, expires_after=timedelta(hours=1)
    )
    with pytest.raises(NotAllowed, match="changed this campaign"):
        await records.gates.answer(again.id, COMPLIANCE, decision="approve", digest=again.digest)


def earlier(gate: Gate, kind: GateKind, roles: tuple[Role, ...]) -> Gate:
    return gate.model_copy(update={"kind": kind, "allowed": DECISIONS[kind], "needs_roles": roles})


@pytest.mark.parametrize(
    ("kind", "decision"), [("clarify", "accept_proposals"), ("confirm", "add"), ("choose_audience", "apply")]
)
async def test_whoever_answered_for_the_brief_cannot_approve_it(
    records: Records, kind: GateKind, decision: Decision
) -> None:
    await records.start()
    approval = await records.gate()
    await records.gates.answer(approval.id, MARKETER, decision="change", digest=approval.digest, changes={"budget": 1})
    administrator = Person("ada", frozenset({"administrator"}))
    asked = await records.gates.open(CAMPAIGN, "i2", earlier(approval, kind, ("administrator",)))
    await records.gates.answer(asked.id, administrator, decision=decision, digest=asked.digest)

    again = await records.gates.open(CAMPAIGN, "i3", approval, chain=(("administrator",),), four_eyes=True)

    waiting = await records.gates.waiting(CAMPAIGN)
    assert waiting is not None
    assert waiting.barred == ("ada", "marta")
    with pytest.raises(NotAllowed, match="changed this campaign"):
        await records.gates.answer(again.id, administrator, decision="approve", digest=again.digest)


async def test_whoever_resolved_findings_may_approve(records: Records) -> None:
    await records.start()
    approval = await records.gate()
    await records.gates.answer(approval.id, MARKETER, decision="change", digest=approval.digest, changes={"budget": 1})
    found = await records.gates.open(CAMPAIGN, "i2", earlier(approval, "resolve", ("compliance",)))
    await records.gates.answer(found.id, COMPLIANCE, decision="edit", digest=found.digest, changes={"x": "y"})
    again = await records.gates.open(CAMPAIGN, "i3", approval, chain=(("compliance",),), four_eyes=True)

    taken = await records.gates.answer(again.id, COMPLIANCE, decision="approve", digest=again.digest)

    assert taken.complete


@pytest.mark.parametrize("decision", ["edit", "drop", "cancel"])
async def test_whoever_shaped_a_campaign_may_mend_what_the_review_finds(records: Records, decision: Decision) -> None:
    await records.start()
    approval = await records.gate()
    editor = Person("olga", frozenset({"operations"}))
    await records.gates.answer(approval.id, MARKETER, decision="change", digest=approval.digest, changes={"budget": 1})
    asked = await records.gates.open(CAMPAIGN, "i0", earlier(approval, "clarify", ("operations",)))
    await records.gates.answer(asked.id, editor, decision="answer", digest=asked.digest, changes={"text": "x"})
    found = await records.gates.open(CAMPAIGN, "i2", earlier(approval, "resolve", ("compliance",)))
    waiting = await records.gates.waiting(CAMPAIGN)
    assert waiting is not None
    stranger = Person("otto", frozenset({"marketer"}))
    assert waiting.open_to(stranger) == ()
    for person in (MARKETER, editor):
        assert waiting.open_to(person) == ("edit", "drop", "cancel")
        assert waiting.waits_for(person)
        with pytest.raises(NotAllowed, match="needs the role compliance"):
            await records.gates.answer(found.id, person, decision="waive", digest=found.digest, reason="mine")
    with pytest.raises(NotAllowed, match="needs the role compliance"):
        await records.gates.answer(found.id, stranger, decision=decision, digest=found.digest)

    await records.gates.answer(found.id, editor, decision=decision, digest=found.digest, changes={"x": "y"})

    again = await records.gates.open(CAMPAIGN, "i3", approval, chain=(("operations",),), four_eyes=True)
    with pytest.raises(NotAllowed, match="changed this campaign"):
        await records.gates.answer(again.id, editor, decision="approve", digest=again.digest)


async def test_an_approval_does_not_wait_for_those_who_may_not_give_it(records: Records) -> None:
    await records.start()
    await records.gate(chain=(("marketer", "compliance"),))
    waiting = await records.gates.waiting(CAMPAIGN)
    assert waiting is not None
    assert waiting.open_to(MARKETER) == waiting.gate.allowed
    assert not waiting.waits_for(MARKETER)
    assert waiting.waits_for(COMPLIANCE)


async def test_the_same_interrupt_opens_one_gate_however_often_it_is_told(records: Records) -> None:
    await records.start()
    first, second = await records.gate(), await records.gate()
    assert first.id == second.id
    assert len(await records.gates.inbox()) == 1


async def test_every_refusal_is_in_the_audit(records: Records) -> None:
    await records.start()
    gate = await records.gate()
    for person, decision, version in (
        (COMPLIANCE, "approve", "0" * 64),
        (BRAND, "approve", gate.digest),
        (COMPLIANCE, "aprobar", gate.digest),
    ):
        with pytest.raises(BatutaError):
            await records.gates.answer(gate.id, person, decision=decision, digest=version)
    refusals = [event for event in await records.audit.events() if event.kind == "gate.refused"]
    assert [event.detail["why"] for event in refusals] == ["StaleDigest", "NotAllowed", "BadAnswer"]
    assert (await records.audit.check()).broken_at is None
