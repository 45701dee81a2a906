"""What is live, over HTTP: compare it with what was approved, let differences stand, have them put right."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from app.drifting import accept, look
from app.repairing import propose
from app.web.api.models import WaitingGate, waiting
from app.web.visitors import Joined, Member
from batuta.noun import Noun, Received
from batuta.publishing import Difference, Verification

router = APIRouter(tags=["campaigns"])

How = Literal["look", "accept", "repair"]


class AboutLive(Received):
    """`look` compares, `accept` lets the differences of the last look stand, `repair` asks for approval of a repair."""

    how: How = "look"
    reason: str = Field(default="", max_length=4000)
    """Needed to let something stand."""


class Live(Noun):
    """What the last comparison found."""

    ok: bool
    at: datetime | None
    """None before anything was compared."""
    differences: tuple[Difference, ...] = ()
    let_stand: tuple[Difference, ...] = ()
    """What people let stand: its `live` is what is compared from then on."""
    let_stand_by: str = ""
    gate: WaitingGate | None = None
    """The repair that waits for its approval."""


@router.get("/campaigns/{campaign_id}/live")
async def show_live(who: Joined, campaign_id: str) -> Live:
    """What the last comparison found; nothing is asked of any system."""
    return await _found(who, campaign_id)


@router.post("/campaigns/{campaign_id}/live")
async def act_on_live(who: Joined, campaign_id: str, asked: AboutLive) -> Live:
    """Compare now, let the differences stand, or have them put right by approval."""
    await about_live(who, campaign_id, asked.how, asked.reason)
    return await _found(who, campaign_id)


async def about_live(who: Member, campaign_id: str, how: How, reason: str) -> None:
    """Raises: as `look`, `accept` and `propose`."""
    match how:
        case "look":
            await look(who.company, campaign_id)
        case "accept":
            await accept(who.company, campaign_id, who.person, reason)
        case "repair":
            await propose(who.company, campaign_id, who.person)


async def _found(who: Member, campaign_id: str) -> Live:
    company = who.company
    await company.campaigns.get(campaign_id)
    looked = await company.drifts.latest(campaign_id)
    gate = await company.gates.waiting(campaign_id)
    found, stands = [
        await company.artefacts.get(name, Verification) if name else None
        for name in ((looked.verification, looked.accepted) if looked else (None, None))
    ]
    return Live(
        ok=found is not None and found.ok,
        at=looked.at if looked and found else None,
        differences=found.differences if found else (),
        let_stand=stands.differences if stands else (),
        let_stand_by=(looked.accepted_by or "") if looked else "",
        gate=waiting(gate) if gate and gate.gate.matter == "repair" else None,
    )
