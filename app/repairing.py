"""What is live is put right: proposed with every byte that would be written, approved, sent, and compared again.

propose ─▶ (gate) repair ─▶ approve ─▶ is live still what was shown? ─▶ outbox ─▶ receipts ─▶ look
                         └▶ reject ──────────────────────────────────────────────────────────▶ look
"""

from datetime import timedelta

from agents.approvals import shown
from agents.publishing.repair import Left, Repair, Repairing
from app import drifting
from app.company import Company
from app.drifting import Published
from batuta.approval import chain_for
from batuta.compliance import Review
from batuta.digest import digest
from batuta.errors import BatutaError, CampaignHeld, CampaignWaits, DatabaseUnavailable, Refused
from batuta.keys import intent_for
from batuta.publishing import Forecast, Plan, Verification
from batuta.text import Text
from tools.records.authority import Person
from tools.records.gates import OpenGate
from tools.records.repairs import Repair as Proposed


async def propose(company: Company, campaign_id: str, person: Person) -> OpenGate:
    """Look once more, and ask for approval of what would put it right. The gate; the one that is open already, if any.

    Raises: NotFound; Refused, where nothing differs, nothing can be put right from here, the campaign waits for
    something else, or the policy lets nobody approve it.
    """
    about = await drifting.published(company, campaign_id)
    found = await drifting.look(company, campaign_id)
    if found.ok:
        raise _refused(campaign_id, "Nothing differs: there is nothing to put right.", "No hay nada que corregir.")
    waiting = await company.gates.waiting(campaign_id)
    if waiting is not None and waiting.gate.matter == "repair":
        return waiting
    if (await company.campaigns.get(campaign_id)).status not in ("published", "needs_attention"):
        raise _refused(
            campaign_id,
            "Something else is under way in this campaign: answer it, or let it go on, first.",
            "En esta campaña hay otra cosa en marcha: respóndela o deja que siga antes.",
        )
    number = await company.repairs.count(campaign_id) + 1
    locale = about.brief.locale
    made = Repairing(
        about.plan, about.frozen, about.items, about.receipts, about.stands, company.deps.systems, locale, number
    ).repair(found)
    if not made.steps:
        why = made.left[0].why
        raise _refused(
            campaign_id,
            f"None of it can be put right from here. {why.in_('en')}",
            f"Nada de esto se puede corregir desde aquí. {why.in_('es')}",
        )
    await _open(company, about, found, made, number, person)
    opened = await company.gates.waiting(campaign_id)
    if opened is None:
        raise _refused(campaign_id, "The campaign was stopped.", "La campaña se ha detenido.")
    return opened


async def _open(
    company: Company, about: Published, found: Verification, made: Repair, number: int, person: Person
) -> None:
    deps, locale = company.deps, about.brief.locale
    review = await company.artefacts.get(str(about.state["review"]), Review)
    policy = deps.policies.approval
    stakes = shown.stakes_of(about.brief, about.plan, about.frozen, review, deps.workspace.products)
    chain = chain_for(policy, stakes)
    if chain is None:
        raise _refused(
            about.campaign_id,
            "The approval policy lets nobody approve this.",
            "La política de aprobaciones no permite que nadie apruebe esto.",
        )
    nothing = Forecast(reach=0, messages=0, cost=0.0, currency=deps.workspace.currency)
    repaired = Plan(steps=tuple(one.step for one in made.steps), forecast=nothing)
    artefacts = {
        "plan": await company.artefacts.put(repaired),
        "verification": await company.artefacts.put(found),
        "frozen": str(about.state["frozen"]),
    }
    content = {item.id: await company.artefacts.put(item) for item in made.items}
    writes = {one.step.id: one.writes for one in made.steps}
    left = [_left_in_words(one, locale) for one in made.left]
    gate = shown.repair(repaired, writes, left, chain, artefacts, content, locale)
    await company.gates.open(
        about.campaign_id,
        f"repair-{number}",
        gate,
        chain=tuple(step.roles for step in chain.steps),
        four_eyes=policy.four_eyes,
        expires_after=timedelta(hours=policy.expires_after_hours),
        by=person.name,
    )


def _left_in_words(one: Left, locale: str | None) -> str:
    difference = one.difference
    return f"{difference.step_id}, {difference.field}: {one.why.in_(locale)}"


async def carried_on(company: Company, campaign_id: str) -> bool:
    """Carry out a repair that somebody answered; False where there is none, and the campaign's own line goes on.

    Whatever breaks it off, it is taken up again: asking for its effects twice asks once. Raises: DatabaseUnavailable.
    """
    if not await _pending(company, campaign_id):
        return False
    async with company.conductor.alone(campaign_id) as mine:
        proposed = await _pending(company, campaign_id) if mine is not None else None
        if proposed is None or await company.campaigns.hold(campaign_id) is not None:
            return True
        try:
            await _carry_out(company, campaign_id, proposed)
        except (DatabaseUnavailable, CampaignHeld, CampaignWaits) as later:
            if isinstance(later, DatabaseUnavailable):
                raise
            return True
        except BatutaError as problem:
            await company.gates.resumed(campaign_id, proposed.interrupt_id)
            brief = (await drifting.published(company, campaign_id)).brief
            told = problem.in_(brief.locale)
            await company.campaigns.set_status(campaign_id, "needs_attention", problem=told)
    return True


async def _pending(company: Company, campaign_id: str) -> Proposed | None:
    last = await company.repairs.last(campaign_id)
    return last if last is not None and last.pending else None


async def _carry_out(company: Company, campaign_id: str, proposed: Proposed) -> None:
    if proposed.decision == "approve" and await _still_as_shown(company, campaign_id, proposed):
        shown_ = proposed.gate.shown
        plan = await company.artefacts.get(str(shown_["plan"]), Plan)
        intents = tuple(
            intent_for(
                step,
                plan,
                workspace=company.workspace.id,
                campaign_id=campaign_id,
                approval_id=proposed.approval_id,
                frozen=str(shown_["frozen"]),
            )
            for step in plan.steps
        )
        await company.campaigns.set_status(campaign_id, "executing")
        await company.outbox.request(proposed.approval_id, intents)
        await company.outbox.settled(campaign_id, [intent.key for intent in intents])
    await drifting.look(company, campaign_id, repaired=True)
    await company.gates.resumed(campaign_id, proposed.interrupt_id)


async def _still_as_shown(company: Company, campaign_id: str, proposed: Proposed) -> bool:
    """Whether what is live is what the person saw; once its effects were asked for, it is carried through."""
    if await company.repairs.asked_for(proposed.approval_id):
        return True
    found = await drifting.compared(company, await drifting.published(company, campaign_id))
    return digest(found) == proposed.gate.shown["verification"]


def _refused(campaign_id: str, en: str, es: str) -> Refused:
    return Refused(Text(en=en, es=es), subject=campaign_id)
