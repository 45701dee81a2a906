"""Ask for what was approved, wait for the receipts, and take back what can be taken back where a step failed."""

from typing import TypedDict

from langgraph.runtime import Runtime

from batuta.brief import Brief
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.keys import intent_for, taking_back
from batuta.publishing import Plan, Receipts
from batuta.text import say


class Reads(TypedDict):
    campaign_id: str
    brief: Digest
    plan: Digest
    frozen: Digest
    approval_id: str


class Writes(TypedDict):
    receipts: Digest


async def execute(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Raises: NotAllowed, StaleDigest, GateExpired, OverBudget: then nothing was asked for."""
    deps = runtime.context
    plan = await deps.artefacts.get(state["plan"], Plan)
    brief = await deps.artefacts.get(state["brief"], Brief)
    intents = tuple(
        intent_for(
            step,
            plan,
            workspace=deps.workspace.id,
            campaign_id=state["campaign_id"],
            approval_id=state["approval_id"],
            frozen=state["frozen"],
        )
        for step in plan.steps
    )
    await deps.outbox.request(state["approval_id"], intents)
    receipts = await deps.outbox.settled(state["campaign_id"], [intent.key for intent in intents])
    if any(receipt.state == "failed" for receipt in receipts):
        why = say(
            brief.locale, en="Take back, because a later step failed", es="Deshacer, porque falló un paso posterior"
        )
        done = {receipt.key for receipt in receipts if receipt.state == "done"}
        undoing = [back for i in reversed(intents) if i.key in done and (back := taking_back(i, why=why)) is not None]
        await deps.outbox.take_back(state["approval_id"], undoing)
        undone = await deps.outbox.settled(state["campaign_id"], [intent.key for intent in undoing])
        receipts = (*await deps.outbox.settled(state["campaign_id"], [intent.key for intent in intents]), *undone)
    return {"receipts": await deps.artefacts.put(Receipts(receipts=receipts))}
