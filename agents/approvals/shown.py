"""What each gate shows: digests of the artefacts it is about, and words that a person decides on.

Pure: the same artefacts show the same thing, so that a gate which is asked again has the same digest.
"""

from collections.abc import Mapping, Sequence

from batuta.approval import (
    ANSWERED_BY,
    DECISIONS,
    ApprovalPolicy,
    Chain,
    Decision,
    Gate,
    GateKind,
    Role,
    Stakes,
    Standing,
)
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief, Precedents
from batuta.catalogue import Catalogue
from batuta.compliance import Review
from batuta.content import ContentItem, QualityReport
from batuta.digest import Digest, digest
from batuta.explain import explain_criterion
from batuta.gate_titles import gate_title
from batuta.plan_words import summary_in_words
from batuta.product import Products
from batuta.publishing import Plan, Written
from batuta.text import say

AnswerData = dict[str, object]


def clarify(brief: Brief, brief_digest: Digest, policy: ApprovalPolicy) -> Gate:
    questions = [question.model_dump(mode="json") for question in brief.questions]
    return _gate("clarify", brief, {"brief": brief_digest, "questions": questions}, policy)


def confirm(
    brief: Brief, precedents: Precedents, precedents_digest: Digest, catalogue: Catalogue, policy: ApprovalPolicy
) -> Gate:
    omissions = [
        {
            **omission.model_dump(mode="json"),
            "words": explain_criterion(omission.criterion, catalogue, brief.locale),
        }
        for omission in precedents.omissions
    ]
    shown = {"precedents": precedents_digest, "omissions": omissions, "compared": precedents.compared}
    return _gate("confirm", brief, shown, policy)


def choose_audience(brief: Brief, targeting: Targeting, targeting_digest: Digest, policy: ApprovalPolicy) -> Gate:
    shown = {
        "targeting": targeting_digest,
        "concern": targeting.concern,
        "explanation": targeting.explanation,
        "reach": targeting.reach.model_dump(mode="json", include={"count", "total", "share"}),
        "contactable": targeting.contactable,
        "losses": [
            loss.model_dump(mode="json", include={"index", "words", "alone", "without", "lost"})
            for loss in targeting.losses
        ],
        "proposals": [
            proposal.model_dump(
                mode="json", include={"id", "words", "count", "share", "contactable", "responses", "cost"}
            )
            for proposal in targeting.proposals
        ],
    }
    # What is unlawful cannot be kept, nor can a campaign that reaches nobody.
    cannot_stay = targeting.concern == "unlawful" or targeting.contactable == 0
    allowed: tuple[Decision, ...] = ("apply", "cancel") if cannot_stay else DECISIONS["choose_audience"]
    return _gate("choose_audience", brief, shown, policy, allowed)


def resolve(
    brief: Brief, review: Review, review_digest: Digest, quality: QualityReport, policy: ApprovalPolicy
) -> Gate:
    blocks = [finding for finding in review.findings if finding.severity == "block"]
    waived = {(waiver.rule_id, waiver.item) for waiver in review.waived}
    open_blocks = [finding for finding in blocks if (finding.rule_id, finding.item) not in waived]
    failed = quality.failed
    can_waive = bool(open_blocks) and not failed and all(finding.waivable_by for finding in open_blocks)
    allowed = tuple(word for word in DECISIONS["resolve"] if word != "waive" or can_waive)
    shown: dict[str, object] = {
        "review": review_digest,
        "findings": [finding.model_dump(mode="json", exclude={"fix"}) for finding in open_blocks],
        "quality": [check.model_dump(mode="json") for check in failed],
    }
    return _gate("resolve", brief, shown, policy, allowed)


def approve(
    brief: Brief,
    plan: Plan,
    frozen: FrozenAudience,
    items: Sequence[ContentItem],
    review: Review,
    stakes: Stakes,
    chain: Chain,
    standing: Standing | None,
    artefacts: Mapping[str, Digest],
    versions: Mapping[str, str],
) -> Gate:
    """The exact versions that will be used, and what they will do."""
    shown: dict[str, object] = {
        **artefacts,
        "content": {item.id: digest(item) for item in items},
        "versions": dict(versions),
        "stakes": stakes.model_dump(mode="json"),
        "chain": {"name": chain.name, "steps": [list(step.roles) for step in chain.steps]},
        **({"standing": standing.model_dump(mode="json")} if standing else {}),
        "verdict": review.verdict,
        "warnings": [finding.message for finding in review.findings if finding.severity == "warn"],
        "summary": _summary(brief, plan, frozen, items),
    }
    over = plan.forecast.budget is not None and plan.forecast.cost > plan.forecast.budget
    allowed: tuple[Decision, ...] = ("change", "reject") if over else DECISIONS["approve"]
    return Gate(
        id="",
        kind="approve",
        title=gate_title("approve", shown, allowed).in_(brief.locale),
        shown=shown,
        digest=digest(shown),
        allowed=allowed,
        needs_roles=chain.steps[0].roles,
    )


def stakes_of(brief: Brief, plan: Plan, frozen: FrozenAudience, review: Review, products: Products) -> Stakes:
    """What an approval of this campaign is about, as far as the company's policy looks at it."""
    return Stakes(
        reach=frozen.treated,
        cost=plan.forecast.cost,
        verdict=review.verdict,
        family=products.family_of(brief.product_id) if brief.product_id else "",
        channels=tuple(sorted(frozen.by_channel)),
    )


def repair(
    repaired: Plan,
    writes: Mapping[str, Sequence[Written]],
    left: Sequence[str],
    chain: Chain,
    artefacts: Mapping[str, Digest],
    content: Mapping[str, Digest],
    locale: str | None,
) -> Gate:
    """What will be written into live systems, value by value, and what it takes the place of.

    writes: by step. left: what it does not put right, in words.
    """
    shown: dict[str, object] = {
        **artefacts,
        "content": dict(content),
        "chain": {"name": chain.name, "steps": [list(step.roles) for step in chain.steps]},
        "repair": [
            {
                "step": step.id,
                "system": step.system,
                "words": step.effect,
                "writes": [one.model_dump(mode="json") for one in writes[step.id]],
            }
            for step in repaired.steps
        ],
        "left": list(left),
    }
    allowed: tuple[Decision, ...] = ("approve", "reject")
    return Gate(
        id="",
        kind="approve",
        title=gate_title("approve", shown, allowed).in_(locale),
        shown=shown,
        digest=digest(shown),
        allowed=allowed,
        needs_roles=chain.steps[0].roles,
    )


def rejected_by_policy(brief: Brief) -> AnswerData:
    """What stands in the place of an answer where nobody may approve."""
    reason = say(
        brief.locale,
        en="The approval policy has no chain for a campaign of this size, cost and verdict.",
        es="La política de aprobaciones no prevé ninguna cadena para este alcance, coste y veredicto.",
    )
    return {"decision": "reject", "by": "policy", "digest": "", "changes": {}, "reason": reason, "until": None}


def _summary(brief: Brief, plan: Plan, frozen: FrozenAudience, items: Sequence[ContentItem]) -> list[str]:
    told = summary_in_words(plan, frozen, items, plan.forecast.goal, brief.locale)
    return [*told, *(step.effect for step in plan.steps)]


def _gate(
    kind: GateKind,
    brief: Brief,
    shown: dict[str, object],
    policy: ApprovalPolicy,
    allowed: tuple[Decision, ...] | None = None,
) -> Gate:
    roles: tuple[Role, ...] = policy.answer_roles.get(kind) or ANSWERED_BY[kind]
    return Gate(
        id="",
        kind=kind,
        title=gate_title(kind, shown, allowed or DECISIONS[kind]).in_(brief.locale),
        shown=shown,
        digest=digest(shown),
        allowed=allowed or DECISIONS[kind],
        needs_roles=roles,
    )
