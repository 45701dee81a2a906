"""Where a campaign stands, gathered from the tables for whoever talks about it."""

from zoneinfo import ZoneInfo

from agents.conversation.situation import Halt, Situation
from app.company import Company
from batuta.campaign import Passed
from tools.records.authority import Person


async def situation_of(company: Company, person: Person, campaign_id: str | None) -> Situation:
    """Raises: NotFound."""
    roles = tuple(sorted(person.roles))
    if campaign_id is None:
        return Situation(person=person.name, roles=roles)
    row = await company.campaigns.get(campaign_id)
    state = await company.campaigns.state(campaign_id)
    gate = await company.gates.waiting(campaign_id)
    content = state.get("content")
    receipts = await company.outbox.receipts_of(campaign_id)
    return Situation(
        person=person.name,
        roles=roles,
        campaign_id=row.id,
        name=row.name,
        author=row.author,
        status=row.status,
        step=row.step,
        problem=row.problem,
        gate=gate.gate if gate else None,
        next_roles=gate.next_roles if gate else (),
        may_mend=gate is not None and gate.gate.matter == "resolve" and "edit" in gate.open_to(person),
        signed_by=gate.signed_by if gate else (),
        passed=await passed_of(company, campaign_id),
        artefacts={name: value for name, value in state.items() if isinstance(value, str) and len(value) == 64},
        content=tuple(name for items in content.values() for name in items) if isinstance(content, dict) else (),
        sent=await company.deliveries.tally(campaign_id),
        kept_back=sum(receipt.state in ("held", "cancelled") for receipt in receipts),
        halt=await halt_of(company, campaign_id) if row.status in ("paused", "stopped") else None,
    )


async def passed_of(company: Company, campaign_id: str) -> tuple[Passed, ...]:
    """Every gate that was answered; the times are the company's."""
    zone = ZoneInfo(company.workspace.time_zone)
    return tuple(
        passed.model_copy(update={"at": passed.at.astimezone(zone) if passed.at else None})
        for passed in await company.gates.passed(campaign_id)
    )


async def halt_of(company: Company, campaign_id: str) -> Halt | None:
    """Who paused or stopped it last, and why; the time is the company's."""
    events = await company.audit.events(campaign_id=campaign_id, limit=5000)
    halts = [event for event in events if event.kind in ("campaign.paused", "campaign.stopped")]
    if not halts:
        return None
    last = halts[-1]
    return Halt(
        how=last.kind.partition(".")[2],
        by=last.actor,
        at=last.at.astimezone(ZoneInfo(company.workspace.time_zone)),
        reason=str(last.detail.get("reason", "")),
    )
