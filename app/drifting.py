"""While a campaign runs: is what is live still what was approved? Looked at daily, and whenever somebody asks.

look ─▶ as approved
     └▶ differs ─▶ accept: it stands, and is what is compared from then on
                └▶ repair (`app/repairing.py`): what was approved is written again, once somebody approved that
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import structlog

from agents.publishing.live import LetStand, compared_with_live, let_stand
from app.company import Company
from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.content import ContentItem
from batuta.digest import Digest
from batuta.errors import BatutaError, DatabaseUnavailable, NotAllowed, Refused
from batuta.publishing import Plan, Receipt, Verification
from batuta.text import Text
from graphs.outcome import differences_in_words
from tools.records.authority import Person

EVERY = timedelta(days=1)

log = structlog.get_logger()


class Published(NamedTuple):
    """What a campaign brought about, and what stands in the place of it."""

    campaign_id: str
    state: Mapping[str, object]
    brief: Brief
    plan: Plan
    frozen: FrozenAudience
    items: Mapping[Digest, ContentItem]
    receipts: tuple[Receipt, ...]
    stands: LetStand


async def published(company: Company, campaign_id: str) -> Published:
    """Raises: NotFound; Refused, for a campaign that has published nothing."""
    state = await company.campaigns.state(campaign_id)
    if "verification" not in state:
        raise Refused(
            Text(en="This campaign has published nothing yet.", es="Esta campaña aún no ha publicado nada."),
            subject=campaign_id,
        )
    return Published(
        campaign_id=campaign_id,
        state=state,
        brief=await company.artefacts.get(str(state["brief"]), Brief),
        plan=await company.artefacts.get(str(state["plan"]), Plan),
        frozen=await company.artefacts.get(str(state["frozen"]), FrozenAudience),
        items=dict(await company.messages(state)),
        receipts=await company.outbox.receipts_of(campaign_id),
        stands=let_stand(await accepted(company, campaign_id)),
    )


async def accepted(company: Company, campaign_id: str) -> Verification | None:
    """The differences that people let stand."""
    last = await company.drifts.latest(campaign_id)
    return await company.artefacts.get(last.accepted, Verification) if last and last.accepted else None


async def compared(company: Company, about: Published) -> Verification:
    """What is live against what was approved or let stand; nothing is written down."""
    return await compared_with_live(company.deps, about.plan, about.frozen, about.items, about.receipts, about.stands)


async def look(company: Company, campaign_id: str, *, repaired: bool = False) -> Verification:
    """Compare what is live with what was approved, and write down what was found.

    repaired: this look ends a repair. Raises: NotFound; Refused, for a campaign that has published nothing.
    """
    return await _looked(company, await published(company, campaign_id), repaired=repaired)


async def _looked(company: Company, about: Published, *, repaired: bool = False) -> Verification:
    found = await compared(company, about)
    told = "" if found.ok else differences_in_words(found, about.brief.locale)
    name = await company.artefacts.put(found)
    await company.drifts.found(about.campaign_id, name, ok=found.ok, told=told, repaired=repaired)
    return found


async def accept(company: Company, campaign_id: str, person: Person, reason: str) -> None:
    """Let stand what the last look found: from now on, that is what is compared.

    Raises: NotAllowed, for who could not have approved it; Refused, without a reason, or where nothing differs.
    """
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
    found = await company.artefacts.get(last.verification, Verification) if last and last.verification else None
    if last is None or last.verification is None or found is None or found.ok:
        raise Refused(
            Text(en="There is no difference to let stand.", es="No hay ninguna diferencia que dar por buena."),
            remedy=Text(en="Compare again first.", es="Vuelve a comparar antes."),
            subject=campaign_id,
        )
    if not reason.strip():
        raise Refused(
            Text(
                en="Letting a difference stand needs a reason.",
                es="Para dar por buena una diferencia hace falta un motivo.",
            ),
            subject=campaign_id,
        )
    everything = await company.artefacts.put(_with(await accepted(company, campaign_id), found))
    await company.drifts.accept(campaign_id, person, last.verification, everything, reason.strip())
    await look(company, campaign_id)


def _with(before: Verification | None, found: Verification) -> Verification:
    """Everything that stands by now: of two that are about the same field, the later."""
    known = {(one.step_id, one.field): one for one in (before.differences if before else ())}
    known |= {(one.step_id, one.field): one for one in found.differences}
    return Verification(ok=False, checked=found.checked, differences=tuple(known.values()))


async def look_where_due(company: Company) -> None:
    """Look at every campaign under way that nobody has looked at for a day; one that cannot be is tried tomorrow."""
    for campaign_id in await company.drifts.due(EVERY):
        about = await published(company, campaign_id)
        today = company.deps.clock.now().astimezone(ZoneInfo(company.workspace.time_zone)).date()
        if about.brief.window and about.brief.window.end and about.brief.window.end < today:
            continue
        try:
            await _looked(company, about)
        except DatabaseUnavailable:
            raise
        except BatutaError as failed:
            log.warning("drift_not_looked_at", campaign_id=campaign_id, why=failed.in_("en"))
