"""Gates over HTTP: the inbox, one gate, an answer."""

from fastapi import APIRouter

from app.actions import answer
from app.web.api.models import Answered, GateAnswer, WaitingGate, waiting
from app.web.visitors import Joined, Member
from batuta.errors import NotFound
from batuta.text import Text
from tools.records.gates import OpenGate

router = APIRouter(tags=["gates"])


@router.get("/gates")
async def inbox(who: Joined) -> tuple[WaitingGate, ...]:
    """Every open gate, oldest first."""
    return tuple(waiting(gate) for gate in await who.company.gates.inbox())


@router.get("/gates/{gate_id}")
async def show_gate(who: Joined, gate_id: str) -> WaitingGate:
    """An open gate."""
    return waiting(await open_gate(who, gate_id))


@router.post("/gates/{gate_id}")
async def answer_gate(who: Joined, gate_id: str, given: GateAnswer) -> Answered:
    """Answer it. Whoever signed in is who answers."""
    waiting_at = next((gate for gate in await who.company.gates.inbox() if gate.gate.id == gate_id), None)
    taken = await answer(
        who.company,
        gate_id,
        who.person,
        decision=given.decision,
        digest=given.digest,
        changes=given.changes,
        reason=given.reason,
        until=given.until,
    )
    return Answered(
        decision=taken.decision,
        complete=taken.complete,
        waiting_for=taken.waiting_for,
        campaign_id=waiting_at.campaign_id if waiting_at else "",
    )


async def open_gate(who: Member, gate_id: str) -> OpenGate:
    """Raises: NotFound, also where it is no longer open."""
    for gate in await who.company.gates.inbox():
        if gate.gate.id == gate_id:
            return gate
    raise NotFound(
        Text(
            en=f"No approval step {gate_id} is open.",
            es=f"El punto de aprobación {gate_id} no está abierto o no existe.",
        ),
        subject=gate_id,
    )
