"""Campaigns over HTTP: begin, list, show, watch, pause, resume, stop."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse

from app.actions import outcome_of, settled, start
from app.web.api.models import Held, NewCampaign, Started, WaitingGate, Why, waiting
from app.web.chat.streams import STREAM, last_seen, streamed, watch_campaign
from app.web.limits import UPLOAD_LIMIT
from app.web.visitors import Joined, Member
from batuta.campaign import CampaignOutcome, CampaignRow
from batuta.event import Event
from batuta.report import Report

router = APIRouter(tags=["campaigns"])

Patience = Annotated[float, Query(ge=0, le=60, description="Seconds to wait for the first gate.")]


@router.get("/campaigns")
async def list_campaigns(who: Joined, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> tuple[CampaignRow, ...]:
    """Newest first."""
    return await who.company.campaigns.list(limit=limit)


@router.post("/campaigns", status_code=201, max_body_size=UPLOAD_LIMIT)
async def start_campaign(
    who: Joined, brief: NewCampaign, request: Request, response: Response, wait: Patience = 0
) -> Started:
    """Begin a campaign from a brief; with `wait`, answer when it reaches its first gate or its end."""
    campaign_id = await start(who.company, brief.text, who.person, name=brief.name)
    response.headers["Location"] = f"{request.url.path}/{campaign_id}"
    gate = None
    if wait:
        try:
            gate = await settled(who.company, campaign_id, patience=wait)
        except TimeoutError:
            gate = None
    row = await who.company.campaigns.get(campaign_id)
    return Started(campaign_id=campaign_id, status=row.status, gate=waiting(gate) if gate else None)


@router.get("/campaigns/{campaign_id}")
async def show_campaign(who: Joined, campaign_id: str) -> CampaignOutcome:
    """Everything it has to show so far."""
    return await outcome_of(who.company, campaign_id)


@router.get("/campaigns/{campaign_id}/gate")
async def open_gate(who: Joined, campaign_id: str) -> WaitingGate | None:
    """The gate it waits at, or null."""
    await who.company.campaigns.get(campaign_id)
    gate = await who.company.gates.waiting(campaign_id)
    return waiting(gate) if gate else None


async def known(who: Joined, campaign_id: str) -> CampaignRow:
    return await who.company.campaigns.get(campaign_id)


@router.get("/campaigns/{campaign_id}/events", response_class=StreamingResponse, responses=STREAM)
async def campaign_events(
    who: Joined,
    row: Annotated[CampaignRow, Depends(known)],
    last_event_id: Annotated[str | None, Header()] = None,
    follow: bool = False,
) -> EventSourceResponse:
    """What happens, as it happens; ends when it waits or has ended, unless told to follow."""
    return streamed(watch_campaign(who.company, row.id, after=last_seen(last_event_id), follow=follow))


@router.get("/campaigns/{campaign_id}/deliveries")
async def deliveries(who: Joined, campaign_id: str) -> dict[str, dict[str, int]]:
    """Channel to state to messages: what went out."""
    await who.company.campaigns.get(campaign_id)
    return await who.company.deliveries.tally(campaign_id)


@router.get("/campaigns/{campaign_id}/report")
async def report(who: Joined, campaign_id: str) -> Report | None:
    """What is or will be measured; null before it is published."""
    state = await who.company.campaigns.state(campaign_id)
    return await who.company.artefacts.get(str(state["report"]), Report) if "report" in state else None


@router.get("/campaigns/{campaign_id}/audit")
async def campaign_audit(
    who: Joined,
    campaign_id: str,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> tuple[Event, ...]:
    """Its part of the audit trail."""
    await who.company.campaigns.get(campaign_id)
    return await who.company.audit.events(campaign_id=campaign_id, after=after, limit=limit)


@router.post("/campaigns/{campaign_id}/pause")
async def pause(who: Joined, campaign_id: str, why: Annotated[Why | None, Body()] = None) -> Held:
    """Nothing more leaves until somebody resumes."""
    halted = await who.company.holds.pause(campaign_id, who.person, why.reason if why else "")
    return await _held(who, campaign_id, halted.kept_back)


@router.post("/campaigns/{campaign_id}/resume")
async def resume(who: Joined, campaign_id: str) -> Held:
    """Go on where it was paused."""
    await who.company.holds.resume(campaign_id, who.person)
    return await _held(who, campaign_id)


@router.post("/campaigns/{campaign_id}/stop")
async def stop(who: Joined, campaign_id: str, why: Annotated[Why | None, Body()] = None) -> Held:
    """End it for good. What went out is not undone, and is told."""
    halted = await who.company.holds.stop(campaign_id, who.person, why.reason if why else "")
    return await _held(who, campaign_id, halted.kept_back)


async def _held(who: Member, campaign_id: str, kept_back: int = 0) -> Held:
    row = await who.company.campaigns.get(campaign_id)
    sent = await who.company.deliveries.tally(campaign_id)
    return Held(campaign_id=campaign_id, status=row.status, kept_back=kept_back, sent=sent, by=who.person.name)
