"""A campaign that waits for approval, in real tables."""

from dataclasses import dataclass
from datetime import date, timedelta

from batuta.approval import DECISIONS, Gate
from batuta.brief import Request
from batuta.campaign import CampaignId
from batuta.digest import digest
from batuta.keys import intent_for
from batuta.publishing import Forecast, Intent, Plan, Step
from tests.fakes import NoJobs
from tools.clock import FixedClock
from tools.records.artefacts import PostgresArtefacts
from tools.records.audit import AuditTrail
from tools.records.authority import Person
from tools.records.campaigns import Campaigns
from tools.records.database import Pool
from tools.records.gates import Gates
from tools.records.holds import Holds
from tools.records.leases import Leases
from tools.records.outbox import PostgresOutbox

MARKETER = Person("marta", frozenset({"marketer"}))
COMPLIANCE = Person("carlos", frozenset({"compliance"}))
BRAND = Person("berta", frozenset({"brand"}))
CAMPAIGN = CampaignId("c1")


@dataclass
class Records:
    pool: Pool
    clock: FixedClock
    jobs: NoJobs
    artefacts: PostgresArtefacts
    campaigns: Campaigns
    gates: Gates
    outbox: PostgresOutbox
    leases: Leases
    holds: Holds
    audit: AuditTrail

    async def start(self, campaign_id: CampaignId = CAMPAIGN) -> None:
        request = await self.artefacts.put(Request(text="Vende", today=date(2026, 11, 22), author="marta"))
        await self.campaigns.start(campaign_id, name="Prueba", author="marta", request=request)

    async def gate(
        self,
        *,
        plan: Plan | None = None,
        chain: tuple[tuple[str, ...], ...] = (("compliance",),),
        interrupt: str = "i1",
    ) -> Gate:
        """An open approval gate over a plan."""
        shown: dict[str, object] = {
            "plan": await self.artefacts.put(plan or a_plan()),
            "frozen": "f" * 64,
            "content": {"mail": "a" * 64},
        }
        gate = Gate(
            id="",
            kind="approve",
            title="Lista",
            shown=shown,
            digest=digest(shown),
            allowed=DECISIONS["approve"],
            needs_roles=("compliance",),
        )
        return await self.gates.open(
            CAMPAIGN,
            interrupt,
            gate,
            chain=chain,
            four_eyes=True,
            expires_after=timedelta(hours=48),  # type: ignore[arg-type]
        )

    async def approved(self, plan: Plan | None = None) -> tuple[str, tuple[Intent, ...]]:
        """A campaign with an approval over a plan, and the intents it covers."""
        await self.start()
        return await self.approved_once_more(plan or a_plan(), "i1")

    async def approved_once_more(self, plan: Plan, interrupt: str) -> tuple[str, tuple[Intent, ...]]:
        """Another approval in the campaign that there is, and the intents it covers."""
        gate = await self.gate(plan=plan, interrupt=interrupt)
        await self.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)
        answer = await self.gates.pending_resume(CAMPAIGN, interrupt)
        assert answer is not None
        approval_id = str(answer["approval_id"])
        intents = tuple(
            intent_for(step, plan, workspace="acme", campaign_id=CAMPAIGN, approval_id=approval_id, frozen="f" * 64)
            for step in plan.steps
        )
        return approval_id, intents


def a_plan(*, cost: float = 10.0, budget: float | None = 100.0) -> Plan:
    """Create, publish, schedule; one after the other."""
    create = Step(
        id="create", system="cms", capability="content.create", effect="Crear", target="mail", artefact="a" * 64
    )
    publish = Step(
        id="publish",
        system="cms",
        capability="content.publish",
        effect="Publicar",
        target="mail",
        artefact="a" * 64,
        depends_on=("create",),
    )
    schedule = Step(
        id="schedule",
        system="campaigns",
        capability="campaign.schedule",
        effect="Programar",
        target="c1",
        artefact="f" * 64,
        depends_on=("publish",),
        cost=cost,
    )
    forecast = Forecast(reach=10, messages=10, cost=cost, currency="EUR", budget=budget)
    return Plan(steps=(create, publish, schedule), forecast=forecast)
