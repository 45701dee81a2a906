"""What people and programs can do with campaigns, the same from page, HTTP and command line."""

import asyncio
import secrets
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from app.answers import enclosed_with
from app.company import Company
from batuta.audience import Audience, Targeting
from batuta.brief import Brief, Request
from batuta.brief_text import usable
from batuta.campaign import CampaignId, CampaignOutcome
from batuta.compliance import Review
from batuta.ports import N
from batuta.publishing import Plan, Verification
from batuta.text import all_mended, mended
from tools.language.builtin.titles import title_of
from tools.records.authority import Person
from tools.records.bell import STATUS
from tools.records.gates import OpenGate, Taken

LOOK = 0.25
"""Seconds between looks at a campaign that nobody rang for."""
SETTLED = frozenset({"waiting", "published", "paused", "stopped", "rejected", "failed", "needs_attention", "cancelled"})


async def start(
    company: Company, text: str, person: Person, *, name: str = "chat", today: date | None = None
) -> CampaignId:
    """Begin a campaign from a brief. Raises: UnusableBrief; nothing was started then."""
    text = usable(text, name)
    local = company.deps.clock.now().astimezone(ZoneInfo(company.workspace.time_zone)).date()
    request = Request(text=text, name=name, today=today or local, author=person.name)
    campaign_id = CampaignId(f"{local:%y%m%d}-{secrets.token_hex(3)}")
    digest = await company.artefacts.put(request)
    await company.campaigns.start(campaign_id, name=title_of(text), author=person.name, request=digest)
    return campaign_id


async def answer(
    company: Company,
    gate_id: str,
    person: Person,
    *,
    decision: str,
    digest: str,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
    until: date | None = None,
) -> Taken:
    """Answer a gate; what the answer says is checked before it is taken. Raises: as `Gates.answer`, BadAnswer."""
    decision, reason = mended(decision), mended(reason)
    changes = {mended(field): all_mended(value) for field, value in (changes or {}).items()}
    enclosed = await enclosed_with(company, gate_id, person, decision, changes, reason, until)
    return await company.gates.answer(
        gate_id,
        person,
        decision=decision,
        digest=digest,
        changes=changes,
        reason=reason,
        until=until,
        enclosed=enclosed,
    )


async def settled(company: Company, campaign_id: str, *, patience: float | None = None) -> OpenGate | None:
    """Wait until the machine has done what it can. The open gate, or None where there is none.

    patience: seconds. Raises: TimeoutError.
    """
    async with asyncio.timeout(patience):
        with company.bell.watching(f"{STATUS}{campaign_id}") as watch:
            while await company.campaigns.status(campaign_id) not in SETTLED:
                await watch.next(LOOK)
    return await company.gates.waiting(campaign_id)


async def outcome_of(company: Company, campaign_id: str, *, elapsed_ms: float = 0.0) -> CampaignOutcome:
    """Everything a campaign has to show so far. Raises: NotFound."""
    row = await company.campaigns.get(campaign_id)
    state = await company.campaigns.state(campaign_id)

    async def made(name: str, kind: type[N]) -> N | None:
        return await company.artefacts.get(str(state[name]), kind) if name in state else None

    brief = await made("brief", Brief)
    targeting = await made("targeting", Targeting)
    review = await made("review", Review)
    audience: Audience | None = targeting.audience if targeting else brief.audience if brief else None
    return CampaignOutcome(
        campaign_id=row.id,
        status=row.status,
        brief=brief,
        audience=audience,
        content=tuple([item for _, item in await company.messages(state)]),
        findings=review.findings if review else (),
        plan=await made("plan", Plan),
        gates=await company.gates.passed(campaign_id),
        receipts=await company.outbox.receipts_of(campaign_id),
        verification=await made("verification", Verification),
        elapsed_ms=elapsed_ms,
        problem=row.problem,
    )
