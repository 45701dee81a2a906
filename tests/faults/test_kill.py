"""FLT1: `kill -9` around every node, checkpoint, outbox stage and audit entry. Nothing lost, nothing twice."""

import asyncio
import json
from collections import Counter
from pathlib import Path

import pytest
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

from app import actions
from app.local import Local, operator
from batuta.campaign import CampaignOutcome
from tests.faults.conftest import Zygote, alive
from tests.faults.points import Point
from tests.scenes.line import ANSWERS, BRIEF_FOR_TODAY, TODAY

NODES = 17
"""Supersteps of this campaign: every node boundary lies between two checkpoints."""

EVERY_RUN = [
    *(Point("checkpoint", "after", nth) for nth in range(1, NODES + 2)),
    *(Point("progress", when, 9) for when in ("before", "after")),
    Point("writes", "after", 1),
    Point("gate", "before", 1),
    Point("gate", "after", 3),
    Point("resumed", "before", 3),
    Point("request", "before", 1),
    Point("request", "after", 1),
    Point("lease", "after", 1),
    *(Point("act", when, nth) for when in ("before", "after") for nth in (1, 13)),
    *(Point("settle", when, nth) for when in ("before", "after") for nth in (1, 5)),
    Point("audit", "before", 3),
    Point("audit", "after", 6),
    Point("audit", "before", 20),
]

MORE = [
    *(Point("progress", when, nth) for when in ("before", "after") for nth in range(1, NODES) if nth != 9),
    *(Point("act", when, nth) for when in ("before", "after") for nth in range(2, 13)),
    *(Point("settle", when, nth) for when in ("before", "after") for nth in (2, 3, 4)),
]
"""Between those; with `make test-long`."""

ENDED = ("published", "needs_attention", "failed")
PATIENCE = 90
"""Seconds until a campaign that is still not finished counts as lost."""


async def finish(here: Local, company: Path, zygote: Zygote, point: Point) -> CampaignOutcome:
    """Run a campaign under a worker that dies at the point, then under one that lives."""
    author = await operator(here.installation, here.company, "marketer")
    worker, died = zygote.start(company, point), False
    try:
        campaign_id = await actions.start(here.company, BRIEF_FOR_TODAY, author, name=str(point), today=TODAY)
        async with asyncio.timeout(PATIENCE):
            while (await here.company.campaigns.get(campaign_id)).status not in (
                "published",
                "needs_attention",
                "failed",
            ):
                if not died and not alive(worker):
                    zygote.wait()
                    worker, died = zygote.start(company), True
                await answer(here, campaign_id)
                await asyncio.sleep(0.03)
    finally:
        if alive(worker):
            zygote.end(worker)
        elif not died:
            zygote.wait()
            died = True
    assert died, f"the worker never came to {point}"
    return await actions.outcome_of(here.company, campaign_id)


async def answer(here: Local, campaign_id: str) -> None:
    waiting = await here.company.gates.waiting(campaign_id)
    if waiting is None:
        return
    fitting = next(answer for answer in ANSWERS if answer.fits(waiting.gate))
    person = await operator(here.installation, here.company, fitting.by)
    await actions.answer(here.company, waiting.gate.id, person, decision=fitting.decision, digest=waiting.gate.digest)


async def check(here: Local, outcome: CampaignOutcome) -> None:
    """Published and verified; every effect once; every message once; the audit whole."""
    assert (outcome.status, outcome.problem) == ("published", "")
    assert outcome.verification is not None
    assert outcome.verification.ok
    assert outcome.plan is not None
    assert {receipt.state for receipt in outcome.receipts} == {"done"}
    assert [receipt.step_id for receipt in outcome.receipts] == [step.id for step in outcome.plan.steps]
    calls = await acted(here, [receipt.key for receipt in outcome.receipts])
    assert all(count == 1 for count in calls.values()), calls
    await check_messages(here, outcome)
    events = await here.company.audit.events(campaign_id=outcome.campaign_id)
    assert sum(event.kind == "approval.used" for event in events) == 1
    assert {event.subject for event in events if event.kind == "step.done"} == await ran(here, outcome.campaign_id)
    assert (await here.company.audit.check()).broken_at is None


async def ran(here: Local, campaign_id: str) -> set[str]:
    """The nodes that left a checkpoint."""
    graph = here.company.conductor.graph.copy({"checkpointer": AsyncPostgresSaver(here.company.pool)})
    history = graph.aget_state_history({"configurable": {"thread_id": campaign_id}})
    return {node async for state in history for node in state.next if not node.startswith("_")}


async def acted(here: Local, keys: list[str]) -> Counter[str]:
    async with here.company.pool.connection() as connection:
        rows = await connection.execute("SELECT key FROM system_calls WHERE key = ANY(%s)", [keys])
        return Counter(str(row["key"]) for row in await rows.fetchall())


async def check_messages(here: Local, outcome: CampaignOutcome) -> None:
    tally = await here.company.deliveries.tally(outcome.campaign_id)
    outgoing = here.installation.settings.state_dir / "outgoing" / here.company.workspace.tenant
    mails = [file for file in (outgoing / "email" / outcome.campaign_id).glob("*.eml") if file.name[:5] != "test-"]
    assert tally["email"]["sent"] == len(mails) > 0
    texts = [
        json.loads(line)["id"]
        for file in (outgoing / "sms" / outcome.campaign_id).glob("*.jsonl")
        if not file.name.startswith("test-")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert tally["sms"]["sent"] == len(texts) == len(set(texts)) > 0
    assert set(tally["email"]) | set(tally["sms"]) <= {"sent", "skipped"}


@pytest.mark.parametrize(
    "point", [*EVERY_RUN, *(pytest.param(point, marks=pytest.mark.long) for point in MORE)], ids=str
)
async def test_a_killed_process_loses_nothing_and_repeats_nothing(
    here: Local, fault_company: Path, zygote: Zygote, point: Point
) -> None:
    await check(here, await finish(here, fault_company, zygote, point))
