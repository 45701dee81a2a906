"""Who I am, which companies there are, what past campaigns brought, and the audit trail."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.web.api.models import AuditCheck, CompanyCard, Me
from app.web.visitors import Joined, Signed, installation
from batuta.campaign import PastCampaign
from batuta.errors import NotFound
from batuta.event import Event
from batuta.measurement import report_on
from batuta.report import Report
from batuta.text import Text

router = APIRouter()


@router.get("/me", tags=["people"])
async def me(request: Request, who: Signed) -> Me:
    """Whoever is asking, and where they belong."""
    return Me(name=who.name, has_password=who.account.has_password, companies=await workspaces(request, who))


@router.get("/workspaces", tags=["people"])
async def workspaces(request: Request, who: Signed) -> tuple[CompanyCard, ...]:
    """The companies this person belongs to; the first is taken where a request names none."""
    return tuple(
        CompanyCard(
            id=name,
            name=company.workspace.name,
            sector=company.workspace.sector,
            locales=company.workspace.locales,
            currency=company.workspace.currency,
            roles=tuple(sorted(who.account.roles[name])),
        )
        for name, company in installation(request).companies.items()
        if who.account.roles.get(name)
    )


@router.get("/past-campaigns", tags=["results"])
async def past_campaigns(who: Joined) -> tuple[PastCampaign, ...]:
    """Campaigns of before, newest first."""
    return await who.company.deps.history.campaigns()


@router.get("/past-campaigns/{past_id}", tags=["results"])
async def past_campaign(who: Joined, past_id: str) -> PastCampaign:
    for past in await who.company.deps.history.campaigns():
        if past.id == past_id:
            return past
    raise NotFound(
        Text(en=f"There is no past campaign {past_id}.", es=f"No existe la campaña pasada {past_id}."),
        subject=past_id,
    )


@router.get("/past-campaigns/{past_id}/report", tags=["results"])
async def past_report(who: Joined, past_id: str) -> Report:
    """What it brought against its control group, and one thing to do next."""
    past = await past_campaign(who, past_id)
    workspace = who.company.workspace
    product = next((p for p in workspace.products.products if p.id == past.product_id), None)
    return report_on(past, currency=workspace.currency, value_each=product.value if product else None)


@router.get("/audit", tags=["audit"])
async def audit(
    who: Joined, after: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=5000)] = 1000
) -> tuple[Event, ...]:
    """Events in order, after a number."""
    return await who.company.audit.events(after=after, limit=limit)


@router.get("/audit/check", tags=["audit"])
async def check_audit(who: Joined) -> AuditCheck:
    """Walk the whole chain."""
    checked = await who.company.audit.check()
    return AuditCheck(
        ok=checked.broken_at is None, events=checked.events, broken_at=checked.broken_at, head=checked.head
    )
