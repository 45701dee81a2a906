"""Pages of record: what waits for somebody, what past campaigns brought, who did what."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from app.web.pages.audit_words import actor_in_words, event_in_words
from app.web.pages.results_view import past_view, results_view
from app.web.pages.shell import shown, words_of
from app.web.visitors import Joined
from batuta.campaign import CampaignRow
from batuta.errors import NotFound
from batuta.gate_titles import gate_title
from batuta.text import Text
from tools.records.gates import OpenGate

router = APIRouter(prefix="/at/{company}")

EVENTS = 100


class Pending(NamedTuple):
    row: CampaignRow
    gate: OpenGate
    title: str
    """What is asked, in the reader's language."""
    mine: bool


@router.get("/inbox")
async def inbox(request: Request, who: Joined) -> HTMLResponse:
    """Every open step, those that wait for this person first."""
    pending = [
        Pending(
            await who.company.campaigns.get(waiting.campaign_id),
            waiting,
            gate_title(waiting.gate.kind, waiting.gate.shown, waiting.gate.allowed).in_(who.visitor.language),
            waiting.waits_for(who.person),
        )
        for waiting in await who.company.gates.inbox()
    ]
    pending.sort(key=lambda one: not one.mine)
    return await shown(request, who, "inbox.html", "inbox", pending=pending)


@router.get("/results")
async def results(request: Request, who: Joined) -> HTMLResponse:
    campaigns = await who.company.deps.history.campaigns()
    view = results_view(campaigns, who.company.workspace, words_of(who))
    return await shown(request, who, "results.html", "results", results=view)


@router.get("/results/{past_id}")
async def past_results(request: Request, who: Joined, past_id: str) -> HTMLResponse:
    for past in await who.company.deps.history.campaigns():
        if past.id == past_id:
            view = past_view(past, who.company.workspace, words_of(who))
            return await shown(request, who, "past.html", "results", past=view)
    raise NotFound(
        Text(en=f"There is no past campaign {past_id}.", es=f"No existe la campaña pasada {past_id}."), subject=past_id
    )


@router.get("/audit")
async def audit(
    request: Request,
    who: Joined,
    campaign: Annotated[str, Query(max_length=64)] = "",
    before: Annotated[int | None, Query(ge=1)] = None,
    check: bool = False,
) -> HTMLResponse:
    """Who or what did which step, newest first; on request the whole chain is walked."""
    trail = who.company.audit
    events = await trail.latest(campaign_id=campaign or None, before=before, limit=EVENTS)
    checked = await trail.check() if check else None
    return await shown(
        request,
        who,
        "audit.html",
        "audit",
        events=events,
        campaign=campaign,
        checked=checked,
        more=len(events) == EVENTS,
        before=before,
        actor_in_words=actor_in_words,
        event_in_words=event_in_words,
    )
