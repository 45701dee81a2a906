"""The five gates. Each shows something, interrupts once, and returns the verdict; nothing else.

What an answer may be is checked before the graph is resumed, in the transaction that takes it; here it is only
parsed once more into its closed type.
"""

from typing import TypedDict

from langgraph.runtime import Runtime
from langgraph.types import interrupt
from pydantic import Field

from agents.approvals import shown
from agents.approvals.shown import AnswerData
from batuta.approval import Answer, Gate, chain_for, standing_for
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief, Precedents
from batuta.compliance import Review
from batuta.content import ContentItem, QualityReport
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.publishing import Plan


class Resumed(Answer):
    """An answer as the graph is told it, with the artefacts it brought along."""

    amendment: Digest
    waivers: Digest | None = None
    approval_id: str = Field(default="")


class ClarifyReads(TypedDict):
    brief: Digest
    clarify_rounds: int


class ClarifyWrites(TypedDict):
    clarification: AnswerData
    amendments: list[Digest]
    clarify_rounds: int


async def clarify(state: ClarifyReads, runtime: Runtime[Deps]) -> ClarifyWrites:
    """What the brief leaves open. Answers: answer, accept_proposals, cancel."""
    brief = await runtime.context.artefacts.get(state["brief"], Brief)
    answer = _ask(shown.clarify(brief, state["brief"], runtime.context.policies.approval))
    rounds = state.get("clarify_rounds", 0) + 1
    return {"clarification": _plain(answer), "amendments": [answer.amendment], "clarify_rounds": rounds}


class ConfirmReads(TypedDict):
    brief: Digest
    precedents: Digest


class ConfirmWrites(TypedDict):
    confirmation: AnswerData


async def confirm(state: ConfirmReads, runtime: Runtime[Deps]) -> ConfirmWrites:
    """What comparable campaigns had and this one lacks. Answers: add, leave_out, cancel."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    precedents = await deps.artefacts.get(state["precedents"], Precedents)
    answer = _ask(
        shown.confirm(brief, precedents, state["precedents"], deps.workspace.catalogue, deps.policies.approval)
    )
    return {"confirmation": _plain(answer)}


class ChooseReads(TypedDict):
    brief: Digest
    targeting: Digest


class ChooseWrites(TypedDict):
    audience_choice: AnswerData


async def choose_audience(state: ChooseReads, runtime: Runtime[Deps]) -> ChooseWrites:
    """An audience too narrow, too broad or unlawful. Answers: keep (not where unlawful), apply, cancel."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    targeting = await deps.artefacts.get(state["targeting"], Targeting)
    answer = _ask(shown.choose_audience(brief, targeting, state["targeting"], deps.policies.approval))
    return {"audience_choice": _plain(answer)}


class ResolveReads(TypedDict, total=False):
    brief: Digest
    review: Digest
    quality: Digest


class ResolveWrites(TypedDict, total=False):
    resolution: AnswerData
    waivers: Digest


async def resolve(state: ResolveReads, runtime: Runtime[Deps]) -> ResolveWrites:
    """What the machine could not fix. Answers: edit, drop, waive, cancel."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    review = await deps.artefacts.get(state["review"], Review)
    quality = await deps.artefacts.get(state["quality"], QualityReport) if "quality" in state else QualityReport()
    answer = _ask(shown.resolve(brief, review, state["review"], quality, deps.policies.approval))
    return {"resolution": _plain(answer), **({"waivers": answer.waivers} if answer.waivers else {})}


class ApproveReads(TypedDict):
    brief: Digest
    targeting: Digest
    content: dict[str, list[Digest]]
    review: Digest
    quality: Digest
    frozen: Digest
    plan: Digest


class ApproveWrites(TypedDict, total=False):
    approval: AnswerData
    approval_id: str
    amendments: list[Digest]


async def approve(state: ApproveReads, runtime: Runtime[Deps]) -> ApproveWrites:
    """Everything that will happen, by digest. Answers: approve, change, reject. No fitting chain means rejected."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    review = await deps.artefacts.get(state["review"], Review)
    frozen = await deps.artefacts.get(state["frozen"], FrozenAudience)
    plan = await deps.artefacts.get(state["plan"], Plan)
    items = [await deps.artefacts.get(name, ContentItem) for names in state["content"].values() for name in names]
    stakes = shown.stakes_of(brief, plan, frozen, review, deps.workspace.products)
    chain = chain_for(deps.policies.approval, stakes)
    if chain is None:
        return {"approval": shown.rejected_by_policy(brief)}
    answer = _ask(
        shown.approve(
            brief,
            plan,
            frozen,
            items,
            review,
            stakes,
            chain,
            standing_for(deps.policies.approval, stakes, chain, deps.today),
            {name: state[name] for name in ("brief", "targeting", "review", "quality", "frozen", "plan")},
            {
                "policies": deps.policies.version,
                "brand_book": deps.library.version,
                "workspace": deps.workspace.version,
                **deps.versions,
            },
        )
    )
    return {"approval": _plain(answer), "approval_id": answer.approval_id, "amendments": [answer.amendment]}


def _ask(gate: Gate) -> Resumed:
    return Resumed.model_validate(interrupt(gate.model_dump(mode="json")))


def _plain(answer: Answer) -> AnswerData:
    return answer.model_dump(mode="json", include=set(Answer.model_fields))
