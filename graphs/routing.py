"""Where the campaign goes next: pure functions of small state and of artefacts, which cannot change.

`routed` reads the artefacts a decision looks at; the decision itself is a plain function, tested as a table.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from langgraph.graph import END
from langgraph.runtime import Runtime
from langgraph.types import Send

from batuta.audience import Targeting
from batuta.brief import Brief, Precedents
from batuta.compliance import Review
from batuta.content import DiscoveryReceipt, QualityReport
from batuta.deps import Deps
from batuta.digest import digest
from batuta.noun import Noun
from batuta.publishing import Receipts, Verification
from batuta.unwritten import TOPIC as UNWRITTEN
from graphs.state import AnswerData, CampaignState

CLARIFY_ROUNDS = 3
REWORK_ROUNDS = 2

Next = str | Sequence[Send]
Router = Callable[[CampaignState, Runtime[Deps]], Awaitable[Next]]


def routed(decide: Callable[..., Next], **kinds: type[Noun]) -> Router:
    """A router that hands `decide` the state and, by name, the artefacts it looks at."""

    async def router(state: CampaignState, runtime: Runtime[Deps]) -> Next:
        artefacts = runtime.context.artefacts
        names: dict[str, str] = {name: state[name] for name in kinds}  # type: ignore[literal-required]
        return decide(state, **{name: await artefacts.get(names[name], kind) for name, kind in kinds.items()})

    router.__name__ = decide.__name__
    return router


def after_reading(state: CampaignState, brief: Brief) -> str:
    """Ask while there is something to ask, at most three times; a text that is no brief ends after that."""
    if brief.blocking and state.get("clarify_rounds", 0) < CLARIFY_ROUNDS:
        return "clarify"
    return "recall_precedents" if brief.is_brief and not brief.blocking else END


def after_clarify(state: CampaignState) -> str:
    return END if _decided(state.get("clarification")) == "cancel" else "read_brief"


def after_precedents(state: CampaignState, precedents: Precedents) -> str:
    """A question that was answered is not asked again when a change leads back here."""
    return "confirm" if precedents.omissions and "confirmation" not in state else "size_audience"


def after_confirm(state: CampaignState) -> str:
    return END if _decided(state.get("confirmation")) == "cancel" else "size_audience"


def after_sizing(state: CampaignState, targeting: Targeting) -> str:
    """An unlawful audience is asked about however often; a narrow or broad one until a person keeps this very one."""
    choice = state.get("audience_choice")
    kept = _decided(choice) == "keep" and digest(choice) in targeting.choices
    if targeting.concern == "unlawful" or (targeting.concern != "none" and not kept):
        return "choose_audience"
    return "find_content"


def after_choice(state: CampaignState) -> str:
    decision = _decided(state.get("audience_choice"))
    if decision == "cancel":
        return END
    return "size_audience" if decision == "apply" else "find_content"


def to_writers(state: CampaignState, discovery: DiscoveryReceipt) -> Next:
    """One writer for each need that nothing existing fills, or not in as many variants as were asked for."""
    content, kept = state.get("content", {}), discovery.topped_up
    sends = [
        Send(
            "write_content",
            {
                "need": need.model_dump(mode="json"),
                **_for_writer(state),
                **({"found": content.get(need.key, [])} if need.key in kept else {}),
            },
        )
        for need in discovery.missing
    ]
    return sends or "review"


def after_review(state: CampaignState, review: Review) -> str:
    """Blocked copy goes back to the writer twice, then to a person; warnings are shown to whoever approves."""
    if review.verdict == "clear":
        return "check_quality"
    if state.get("rework_rounds", 0) < REWORK_ROUNDS and _worth_rework(review):
        return "rework"
    return "resolve" if review.verdict == "blocked" else "check_quality"


def after_resolve(state: CampaignState) -> str:
    decision = _decided(state.get("resolution"))
    if decision == "cancel":
        return END
    return "review" if decision == "waive" else "rework"


def after_quality(_state: CampaignState, quality: QualityReport) -> str:
    return "resolve" if quality.failed else "freeze_audience"


def after_approve(state: CampaignState) -> str:
    """A change of a text is reviewed again; any other change is read, counted and reviewed from the start."""
    answer = state.get("approval") or {}
    if answer.get("decision") == "approve":
        return "execute"
    if answer.get("decision") != "change":
        return END
    changes = answer.get("changes")
    fields = list(changes) if isinstance(changes, dict) else []
    return "rework" if fields and all(field.startswith("content.") for field in fields) else "read_brief"


def after_execute(_state: CampaignState, receipts: Receipts) -> str:
    return END if any(receipt.state == "failed" for receipt in receipts.receipts) else "verify"


def after_verify(_state: CampaignState, verification: Verification) -> str:
    return "measure" if verification.ok else END


def _worth_rework(review: Review) -> bool:
    """Only what speaks of a message can be rewritten, and of one that there is."""
    return any(f.item and f.severity != "info" and f.topic != UNWRITTEN for f in review.findings)


def _for_writer(state: CampaignState) -> dict[str, object]:
    return {name: state[name] for name in ("brief", "targeting") if name in state}


def _decided(answer: AnswerData | None) -> str:
    return str((answer or {}).get("decision", ""))


Ended = Literal["published", "rejected", "cancelled", "failed", "needs_attention"]
