"""While a campaign runs: is what is live still what was approved? Looked at daily, and whenever somebody asks."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog

from agents.publishing.live import compared_with_live
from app.company import Company
from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.errors import BatutaError, DatabaseUnavailable, NotAllowed, Refused
from batuta.publishing import Plan, Verification
from batuta.text import Text
from graphs.outcome import differences_in_words
from tools.records.authority import Person

EVERY = timedelta(days=1)

log = structlog.get_logger()


async def look(company: Company, campaign_id: str) -> Verification:
    """Compare what is live with what was approved, and write down what was found.

    Raises: NotFound; Refused, for a campaign that has published nothing.
    """
    state = await company.campaigns.state(campaign_id)
    if "report" not in state:
        raise Refused(
            Text(en="This campaign has published nothing yet.", es="Esta campaña aún no ha publicado nada."),
            subject=campaign_id,
        )
    return await _looked(company, campaign_id, state, await company.artefacts.get(str(state["brief"]), Brief))


async def _looked(company: Company, campaign_id: str, state: Mapping[str, object], brief: Brief) -> Verification:
    found = await compared_with_live(
        company.deps,
        await company.artefacts.get(str(state["plan"]), Plan),
        await company.artefacts.get(str(state["frozen"]), FrozenAudience),
        dict(await company.messages(state)),
        await company.outbox.receipts_of(campaign_id),
    )
    told = "" if found.ok else differences_in_words(found, brief.locale)
    await company.drifts.found(campaign_id, await company.artefacts.put(found), ok=found.ok, told=told)
    return found


async def accept(company: Company, campaign_id: str, person: Person, reason: str) -> None:
    """Let stand what the last look found. Raises: NotAllowed, for who could not have approved it; Refused."""
    may = {role for chain in company.deps.policies.approval.chains for step in chain.steps for role in step.roles}
    if not may & person.roles:
        raise NotAllowed(
            Text(
                en=f"Only who may approve ({', '.join(sorted(may))}) can let a difference stand.",
                es=f"Solo quien puede aprobar ({', '.join(sorted(may))}) puede dar por buena una diferencia.",
            ),
            subject=campaign_id,
        )
    last = await company.drifts.latest(campaign_id)
    if last is None or last.verification is None:
        raise Refused(
            Text(en="Nothing has been compared yet.", es="Todavía no se ha comparado nada."), subject=campaign_id
        )
    await company.drifts.accept(campaign_id, person, last.verification, reason)


async def look_where_due(company: Company) -> None:
    """Look at every campaign under way that nobody has looked at for a day; one that cannot be is tried tomorrow."""
    for campaign_id in await company.drifts.due(EVERY):
        state = await company.campaigns.state(campaign_id)
        brief = await company.artefacts.get(str(state["brief"]), Brief)
        today = company.deps.clock.now().astimezone(ZoneInfo(company.workspace.time_zone)).date()
        if brief.window and brief.window.end and brief.window.end < today:
            continue
        try:
            await _looked(company, campaign_id, state, brief)
        except DatabaseUnavailable:
            raise
        except BatutaError as failed:
            log.warning("drift_not_looked_at", campaign_id=campaign_id, why=failed.in_("en"))
