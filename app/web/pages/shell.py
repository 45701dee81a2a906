"""What every page of a company has round it: companies, navigation, who is signed in."""

from collections import Counter
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.company import Company
from app.web.chat.turns import conversations
from app.web.templates import page
from app.web.visitors import Member, installation
from app.web.words import Words
from batuta.campaign import CampaignRow

RECENT = 8


class CompanyLink(NamedTuple):
    id: str
    name: str
    here: bool


class Shell(NamedTuple):
    seat: str
    csrf: str
    user: str
    roles: str
    home: str
    """The address of this company's pages, without a slash at the end."""
    company: str
    company_id: str
    companies: tuple[CompanyLink, ...]
    recent: tuple[CampaignRow, ...]
    alike: frozenset[str]
    """Names that several of them have: those are told apart by when they were begun."""
    pending: int
    """Approval steps that wait for this person."""
    here: str
    """The page in the navigation."""


def words_of(who: Member) -> Words:
    workspace = who.company.workspace
    return Words(who.visitor.language, workspace.currency, workspace.time_zone)


async def shell_of(request: Request, who: Member, here: str) -> Shell:
    served, workspace = installation(request), who.company.workspace
    recent = await who.company.campaigns.list(limit=RECENT)
    named = Counter(row.name for row in recent)
    return Shell(
        seat=who.visitor.seat,
        csrf=who.visitor.csrf,
        user=who.visitor.name,
        roles=words_of(who).listed(words_of(who).role(role) for role in sorted(who.person.roles)),
        home=home_of(who),
        company=workspace.name,
        company_id=workspace.id,
        companies=tuple(
            CompanyLink(name, company.workspace.name, name == workspace.id)
            for name, company in served.companies.items()
            if who.visitor.account.roles.get(name)
        ),
        recent=recent,
        alike=frozenset(name for name, times in named.items() if times > 1),
        pending=await pending_for(who.company, who),
        here=here,
    )


def home_of(who: Member) -> str:
    return f"/s/{who.visitor.seat}/at/{who.company.workspace.id}"


async def pending_for(company: Company, who: Member) -> int:
    return sum(gate.waits_for(who.person) for gate in await company.gates.inbox())


async def shown(request: Request, who: Member, template: str, here: str, **given: Any) -> HTMLResponse:
    """A whole page."""
    shell = await shell_of(request, who, here)
    return page(request, template, words=words_of(who), shell=shell, **given)


async def conversation_address(who: Member, campaign_id: str) -> str:
    """Where this person talks about a campaign."""
    talk = await conversations(who.company).about(campaign_id, who.person.name)
    return f"{home_of(who)}/c/{talk.id}"
