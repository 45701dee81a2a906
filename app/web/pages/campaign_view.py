"""A campaign as the page shows it: every part that there is so far, and nothing that is not."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, TypeVar

from agents.conversation.approving import decided_in_words
from agents.conversation.situation import Halt
from app.company import Company
from app.pictures import records_of
from app.web.chat.situations import halt_of, passed_of
from app.web.pages.audience_view import AudienceView, audience_view
from app.web.pages.brief_view import BriefView, brief_view
from app.web.pages.content_view import ContentView, content_view, named, part_in_words
from app.web.pages.gate_view import GateView, gate_view
from app.web.pages.plan_view import DifferenceView, PlanView, StepView, differences, plan_view
from app.web.pages.stopped_view import StoppedView, stopped_view
from app.web.visitors import Member
from app.web.words import Words
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief, Precedents, Request
from batuta.campaign import CampaignRow
from batuta.compliance import Finding, Review, Waiver
from batuta.content import ContentItem, DiscoveryReceipt, QualityReport
from batuta.noun import Noun
from batuta.plan_words import PlanTold, told_of
from batuta.policy import Pack
from batuta.publishing import Plan, Receipt, Verification
from batuta.report import Report
from batuta.stages import NAMES, Standing, doing, standing
from batuta.text import Text
from tools.policies.book import PolicyBook

N = TypeVar("N", bound=Noun)

OVER = ("rejected", "cancelled", "stopped", "failed")
HOLDABLE = ("working", "waiting", "executing", "published", "needs_attention")


class StageView(NamedTuple):
    name: str
    progress: str
    words: str


class FailedCheck(NamedTuple):
    message: str
    where: str
    """The message and its part, in words."""
    item: str


class ReviewView(NamedTuple):
    verdict: str
    findings: tuple[Finding, ...]
    failed: tuple[FailedCheck, ...]
    checked: int
    packs: tuple[str, ...]
    let_pass: dict[str, Waiver]
    """Rule and message, with a space between, to who let it pass and why."""
    places: dict[str, str]
    """Message to its name, for whoever reads a finding apart from it."""


class CampaignView(NamedTuple):
    row: CampaignRow
    text: str
    spoken: str
    """The language of the brief, in which questions and findings are worded; empty before it is read."""
    stages: tuple[StageView, ...]
    again: frozenset[str]
    """Stages that are not done (again) yet: what there is of them is of the version before."""
    now: str
    """What the machine is doing, where it is."""
    gate: GateView | None
    brief: BriefView | None
    audience: AudienceView | None
    content: ContentView | None
    review: ReviewView | None
    plan: PlanView | None
    stopped: StoppedView | None
    """The step that keeps it from going on, or of which nobody knows."""
    done: tuple[Receipt, ...]
    verification: Verification | None
    """The last look at what is live."""
    looked_at: datetime | None
    differences: tuple[DifferenceView, ...]
    let_stand: tuple[DifferenceView, ...]
    """What people let stand, compared from then on."""
    let_stand_by: str
    """Who did so last."""
    repaired: tuple[StepView, ...]
    """What became of the last repair that was approved."""
    may_put_right: bool
    report: Report | None
    sent: dict[str, dict[str, int]]
    decisions: tuple[str, ...]
    ended: str
    """Who ended it at an approval step, and why."""
    may_begin_again: bool
    halt: Halt | None
    may_pause: bool
    may_resume: bool
    may_stop: bool
    window: tuple[str, str]
    """First and last day, for the change form."""
    budget: str


async def campaign_view(who: Member, campaign_id: str, t: Words) -> CampaignView:
    """Raises: NotFound."""
    company = who.company
    row = await company.campaigns.get(campaign_id)
    _, request_version, state = await company.campaigns.standing(campaign_id)
    request = await company.artefacts.get(request_version, Request)

    async def made(name: str, kind: type[N]) -> N | None:
        return await company.artefacts.get(str(state[name]), kind) if name in state else None

    brief, targeting, frozen = await asyncio.gather(
        made("brief", Brief), made("targeting", Targeting), made("frozen", FrozenAudience)
    )
    review, quality, plan = await asyncio.gather(
        made("review", Review), made("quality", QualityReport), made("plan", Plan)
    )
    verification, report = await asyncio.gather(made("verification", Verification), made("report", Report))
    looked = await company.drifts.latest(campaign_id)
    if looked is not None and looked.verification is not None:
        verification = await company.artefacts.get(looked.verification, Verification)
    stands = await company.artefacts.get(looked.accepted, Verification) if looked and looked.accepted else None
    receipts = await company.outbox.receipts_of(campaign_id)
    records = await asyncio.to_thread(records_of, company, receipts)
    pictures = frozenset(records)
    last = await company.repairs.last(campaign_id)
    repair = await company.artefacts.get(str(last.gate.shown["plan"]), Plan) if last and last.approval_id else None
    systems = company.deps.systems.described()
    waiting = await company.gates.waiting(campaign_id)
    catalogue, products = company.workspace.catalogue, company.workspace.products
    items = await company.messages(state)
    told = told_of(plan, brief, frozen, dict(items), t.language) if plan else PlanTold()
    decisions = tuple(decided_in_words(passed, t.language) for passed in await passed_of(company, campaign_id))
    halted = row.status in ("paused", "stopped")
    busy = row.status in ("working", "executing")
    stages = standing(row.status, row.step, waiting.gate.matter if waiting else "")
    return CampaignView(
        row=row,
        text=request.text,
        spoken=(brief.locale or "") if brief else "",
        stages=tuple(_stage(one, t) for one in stages),
        again=frozenset(one.stage for one in stages if one.progress == "ahead" or (busy and one.progress == "working")),
        now=t.of(doing(row.step)) if busy else "",
        gate=gate_view(waiting, who, row.author, brief, await made("precedents", Precedents), targeting, told, t)
        if waiting
        else None,
        brief=brief_view(brief, request, catalogue, products, t) if brief else None,
        audience=audience_view(targeting, frozen, brief, catalogue, t) if targeting else None,
        content=content_view(items, await made("discovery", DiscoveryReceipt), review, company.deps, t)
        if items or "discovery" in state
        else None,
        review=review_view(review, quality, tuple(item for _, item in items), subjects(_packs(company), t), t)
        if review
        else None,
        plan=plan_view(plan, told, receipts, pictures, systems, t) if plan else None,
        stopped=stopped_view(plan, told.effects, receipts, records, systems, t) if plan else None,
        done=receipts,
        verification=verification,
        looked_at=looked.at if looked and looked.verification else None,
        differences=differences(verification, told.effects, t) if verification else (),
        let_stand=differences(stands, told.effects, t) if stands else (),
        let_stand_by=(looked.accepted_by or "") if looked else "",
        repaired=plan_view(repair, PlanTold(), receipts, pictures, systems, t).steps if repair else (),
        may_put_right=waiting is None and row.status in ("published", "needs_attention"),
        report=report,
        sent=await company.deliveries.tally(campaign_id),
        decisions=decisions,
        ended=decisions[-1] if decisions and row.status in ("rejected", "cancelled") else "",
        may_begin_again=row.status in OVER,
        halt=await halt_of(company, campaign_id) if halted else None,
        may_pause=row.status in HOLDABLE,
        may_resume=row.status == "paused",
        may_stop=row.status in (*HOLDABLE, "paused"),
        window=_days(brief),
        budget=f"{brief.budget.amount:g}" if brief and brief.budget else "",
    )


def _stage(one: Standing, t: Words) -> StageView:
    said = {
        "done": Text(en="done", es="hecho"),
        "working": Text(en="under way", es="en curso"),
        "waiting": Text(en="waiting for an answer", es="pendiente de respuesta"),
        "failed": Text(en="stopped here", es="se ha quedado aquí"),
        "held": Text(en="paused", es="en pausa"),
        "ahead": Text(en="still to come", es="por hacer"),
    }[one.progress]
    return StageView(t.of(NAMES[one.stage]), one.progress, t.of(said))


def review_view(
    review: Review, quality: QualityReport | None, items: tuple[ContentItem, ...], rules: dict[str, str], t: Words
) -> ReviewView:
    """Findings that block first. rules: what a pack in its version is about."""
    names = {item.id: named(item, t) for item in items}
    order = {"block": 0, "warn": 1, "info": 2}
    return ReviewView(
        verdict=review.verdict,
        findings=tuple(sorted(review.findings, key=lambda finding: order[finding.severity])),
        failed=tuple(
            FailedCheck(
                check.message or check.check,
                " · ".join(filter(None, (names.get(check.item, check.item), part_in_words(check.part, t)))),
                check.item,
            )
            for check in (quality.failed if quality else ())
        ),
        checked=len(quality.checks) if quality else 0,
        packs=tuple(rules.get(name, name) for name in review.packs),
        let_pass={f"{waiver.rule_id} {waiver.item}": waiver for waiver in review.waived},
        places=names,
    )


def _packs(company: Company) -> tuple[Pack, ...]:
    policies = company.deps.policies
    return policies.packs if isinstance(policies, PolicyBook) else ()


def subjects(packs: Iterable[Pack], t: Words) -> dict[str, str]:
    """`credit@2026-11` to `Advertising of credit (2026-11)`."""
    return {f"{pack.id}@{pack.version}": f"{t.of(pack.subject)} ({pack.version})" for pack in packs}


def _days(brief: Brief | None) -> tuple[str, str]:
    window = brief.window if brief else None
    start, end = (window.start, window.end) if window else (None, None)
    return (start.isoformat() if start else "", end.isoformat() if end else "")
