"""What people do on a campaign's page: answer its open step, pause, resume, stop."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Json

from agents.conversation.halting import told_halt
from agents.conversation.reply import Reply
from app.actions import answer
from app.holding import hold
from app.web.api.live import about_live
from app.web.chat.situations import situation_of
from app.web.chat.turns import conversations, say
from app.web.pages.campaign_view import campaign_view
from app.web.pages.gate_form import Filled, filled
from app.web.pages.shell import conversation_address, shell_of, words_of
from app.web.templates import page
from app.web.visitors import Joined, Member
from batuta.errors import BatutaError

router = APIRouter(prefix="/at/{company}/campaigns/{campaign_id}")


@router.post("/gates/{gate_id}", response_model=None)
async def answer_gate(request: Request, who: Joined, campaign_id: str, gate_id: str) -> Response:
    sent = await request.form()
    form = {name: value for name, value in sent.items() if isinstance(value, str)}
    picked = {name: [value for value in sent.getlist(name) if isinstance(value, str)] for name in form}

    async def act() -> None:
        given = filled(form, picked)
        await _answered(who, gate_id, given)

    return await _done(request, who, campaign_id, act)


@router.post("/changes", response_model=None)
async def take_changes(
    request: Request,
    who: Joined,
    campaign_id: str,
    gate: Annotated[str, Form()],
    digest: Annotated[str, Form()],
    changes: Annotated[Json[dict[str, object]], Form()],
) -> Response:
    """What the conversation offered as a change: the approval step is answered with it."""

    async def act() -> None:
        await _answered(who, gate, Filled("change", digest, changes, "", None))

    return await _done(request, who, campaign_id, act)


@router.post("/hold", response_model=None)
async def hold_campaign(
    request: Request,
    who: Joined,
    campaign_id: str,
    how: Annotated[Literal["pause", "resume", "stop"], Form()],
    reason: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """At once. What stopped, what had gone out and who asked is told in the conversation."""

    async def act() -> None:
        await hold(who.company, how, campaign_id, who.person, reason.strip())
        language = who.visitor.language
        situation = await situation_of(who.company, who.person, campaign_id)
        t = words_of(who)
        told = told_halt(situation, language) or t("The campaign goes on.", "La campaña continúa.")
        talk = await conversations(who.company).about(campaign_id, who.person.name)
        await say(who.company, talk, Reply(text=told))

    return await _done(request, who, campaign_id, act)


@router.post("/live", response_model=None)
async def compare_with_live(
    request: Request,
    who: Joined,
    campaign_id: str,
    how: Annotated[Literal["look", "accept", "repair"], Form()],
    reason: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Compare what is live with what was approved once more, let the differences stand, or have them put right."""

    async def act() -> None:
        await about_live(who, campaign_id, how, reason)

    return await _done(request, who, campaign_id, act)


async def _answered(who: Member, gate_id: str, given: Filled) -> None:
    await answer(
        who.company,
        gate_id,
        who.person,
        decision=given.decision,
        digest=given.digest,
        changes=given.changes,
        reason=given.reason,
        until=given.until,
    )


async def _done(request: Request, who: Member, campaign_id: str, act: Callable[[], Awaitable[None]]) -> Response:
    """The campaign as it is afterwards; what was refused is told there, and nothing that was filled in is lost."""
    problem = ""
    status = 200
    try:
        await act()
    except BatutaError as refused:
        if refused.status >= 500:
            raise
        problem, status = refused.in_(who.visitor.language), refused.status
    if request.headers.get("hx-request") != "true":
        return RedirectResponse(await conversation_address(who, campaign_id), status_code=303)
    return await _panel(request, who, campaign_id, problem, status)


async def _panel(request: Request, who: Member, campaign_id: str, problem: str, status: int) -> HTMLResponse:
    t = words_of(who)
    view = await campaign_view(who, campaign_id, t)
    shell = await shell_of(request, who, "campaigns")
    return page(request, "panel.html", words=t, status=status, view=view, shell=shell, problem=problem)
