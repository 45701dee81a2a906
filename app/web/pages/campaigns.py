"""Conversation and campaign side by side, the list of campaigns, and how a message will look."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.pictures import picture_of, record_of
from app.web.chat.turns import conversations
from app.web.guards import content_security
from app.web.pages.campaign_view import campaign_view
from app.web.pages.examples import examples
from app.web.pages.glance import glance
from app.web.pages.shell import conversation_address, shell_of, shown, words_of
from app.web.pages.transcript import transcript
from app.web.templates import page
from app.web.visitors import Joined
from app.wording import message_of
from batuta.brief import Request as Brought
from tools.records.conversations import Conversation

router = APIRouter(prefix="/at/{company}")


@router.get("/")
async def begin(
    request: Request,
    who: Joined,
    text: Annotated[str, Query(max_length=4000)] = "",
    again: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """An empty conversation; `text`, or the brief of the campaign `again`, is put into the message, unsent.

    Raises: NotFound.
    """
    if again:
        _, request_version, _ = await who.company.campaigns.standing(again)
        text = (await who.company.artefacts.get(request_version, Brought)).text
    offered = await asyncio.to_thread(examples, who.company.places.root / "briefs", who.visitor.language)
    return await shown(request, who, "begin.html", "begin", text=text, examples=offered)


async def own(who: Joined, conversation: str) -> Conversation:
    return await conversations(who.company).get(conversation, who.person.name)


Talk = Annotated[Conversation, Depends(own)]


@router.get("/c/{conversation}")
async def talk_page(request: Request, who: Joined, talk: Talk) -> HTMLResponse:
    t = words_of(who)
    told = await transcript(who.company, talk, t)
    view = await campaign_view(who, talk.campaign_id, t) if talk.campaign_id else None
    stands = (await glance(who.company, talk.campaign_id, t)).stands if talk.campaign_id else ""
    return await shown(request, who, "conversation.html", "campaigns", talk=talk, told=told, view=view, stands=stands)


@router.get("/c/{conversation}/news")
async def news(request: Request, who: Joined, talk: Talk, after: Annotated[int, Query(ge=0)] = 0) -> HTMLResponse:
    """What was said since, and where the machine is; the campaign itself is fetched only where it stands elsewhere."""
    t = words_of(who)
    told = await transcript(who.company, talk, t, after=after)
    view = await glance(who.company, talk.campaign_id, t) if talk.campaign_id else None
    shell = await shell_of(request, who, "campaigns")
    return page(request, "news.html", words=t, talk=talk, told=told, view=view, shell=shell)


@router.get("/campaigns")
async def list_page(request: Request, who: Joined) -> HTMLResponse:
    rows = await who.company.campaigns.list(limit=500)
    return await shown(request, who, "campaigns.html", "campaigns", rows=rows)


@router.get("/campaigns/{campaign_id}")
async def campaign_page(who: Joined, campaign_id: str) -> RedirectResponse:
    """Everybody who may see a campaign talks about it in a conversation of their own."""
    await who.company.campaigns.get(campaign_id)
    return RedirectResponse(await conversation_address(who, campaign_id), status_code=303)


@router.get("/campaigns/{campaign_id}/panel")
async def panel(request: Request, who: Joined, campaign_id: str) -> HTMLResponse:
    t = words_of(who)
    view = await campaign_view(who, campaign_id, t)
    shell = await shell_of(request, who, "campaigns")
    return page(request, "panel.html", words=t, view=view, shell=shell, problem="")


@router.get("/campaigns/{campaign_id}/messages/{version}")
async def message_preview(who: Joined, campaign_id: str, version: str) -> HTMLResponse:
    """A message as it arrives, in a frame that runs nothing and fetches nothing."""
    item = await message_of(who.company, campaign_id, version)
    drawn = who.company.deps.rendering.render(item)
    response = HTMLResponse(drawn.html or f"<pre>{_escaped(drawn.text)}</pre>")
    response.headers["Content-Security-Policy"] = "sandbox allow-popups; " + content_security(
        {
            "script-src": "'none'",
            "style-src": "'unsafe-inline'",
            "connect-src": "'none'",
            "frame-src": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'self'",
        }
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@router.get("/campaigns/{campaign_id}/steps/{step_id}/pictures")
async def step_pictures(request: Request, who: Joined, campaign_id: str, step_id: str) -> HTMLResponse:
    """How a step was done in the browser: a picture before and after each thing that was clicked or filled in."""
    record = await record_of(who.company, campaign_id, step_id)
    return await shown(
        request, who, "pictures.html", "campaigns", campaign_id=campaign_id, step_id=step_id, record=record
    )


@router.get("/campaigns/{campaign_id}/steps/{step_id}/pictures/{picture}.png")
async def step_picture(who: Joined, campaign_id: str, step_id: str, picture: str) -> Response:
    body = await picture_of(who.company, campaign_id, step_id, picture)
    return Response(body, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
