"""Gates: where the line stops for a person, what they are shown, and what they may say."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from batuta.digest import Digest
from batuta.errors import BadAnswer
from batuta.noun import Noun
from batuta.text import Text

GateKind = Literal["clarify", "confirm", "choose_audience", "resolve", "approve"]
Matter = GateKind | Literal["repair"]
"""What a gate is about: an approval is of the campaign, or of what would put right what is live."""

Decision = Literal[
    "answer",
    "accept_proposals",
    "cancel",
    "add",
    "leave_out",
    "keep",
    "apply",
    "edit",
    "drop",
    "waive",
    "approve",
    "change",
    "reject",
]
Role = Literal["marketer", "brand", "compliance", "operations", "administrator"]
ROLES: tuple[Role, ...] = ("marketer", "brand", "compliance", "operations", "administrator")

DECISIONS: dict[GateKind, tuple[Decision, ...]] = {
    "clarify": ("answer", "accept_proposals", "cancel"),
    "confirm": ("add", "leave_out", "cancel"),
    "choose_audience": ("keep", "apply", "cancel"),
    "resolve": ("edit", "drop", "waive", "cancel"),
    "approve": ("approve", "change", "reject"),
}
"""The closed sets: a gate may offer fewer, never others."""


ANSWERED_BY: dict[GateKind, tuple[Role, ...]] = {
    "clarify": ("marketer", "operations", "administrator"),
    "confirm": ("marketer", "operations", "administrator"),
    "choose_audience": ("marketer", "operations", "administrator"),
    "resolve": ("compliance", "brand"),
}
"""Who may answer where a company's policy says nothing; who may approve is always in its chains."""


class Gate(Noun):
    id: str
    kind: GateKind
    title: str
    shown: dict[str, object]
    """What the person sees: digests of the artefacts, and words."""
    digest: Digest
    """Over `shown`; an answer must name it."""
    allowed: tuple[Decision, ...]
    needs_roles: tuple[Role, ...]

    @property
    def matter(self) -> Matter:
        return matter_of(self.kind, self.shown)


class Answer(Noun):
    """What a person said at a gate. `by` is whoever signed in."""

    decision: Decision
    by: str
    digest: Digest
    changes: dict[str, object] = Field(default_factory=dict)
    reason: str = ""
    until: date | None = None


class Conditions(Noun):
    """When a chain of approval applies; everything given must hold."""

    reach_above: int | None = None
    cost_above: float | None = None
    verdict: Literal["needs_review", "clear"] | None = None
    product_families: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


class ApprovalStep(Noun):
    """One signature: any one of these roles."""

    roles: tuple[Role, ...] = Field(min_length=1)


class Chain(Noun):
    name: str
    when: Conditions = Conditions()
    steps: tuple[ApprovalStep, ...] = Field(min_length=1)
    """In order."""


class Standing(Noun):
    """An approval given in advance, within limits. Off unless a company writes one."""

    name: str
    granted_by: str
    until: date
    max_reach: int
    max_cost: float
    product_families: tuple[str, ...] = ()


class ApprovalPolicy(Noun):
    """Who must approve what. The first chain that fits is used; where none fits, the answer is no."""

    version: str = "1"
    chains: tuple[Chain, ...]
    four_eyes: bool = True
    """The author of a campaign cannot approve it."""
    expires_after_hours: int = 168
    answer_roles: dict[GateKind, tuple[Role, ...]] = Field(default_factory=lambda: dict(ANSWERED_BY))
    standing: tuple[Standing, ...] = ()


class Stakes(Noun):
    """What an approval is about, as far as the company's policy looks at it."""

    reach: int
    cost: float
    verdict: Literal["blocked", "needs_review", "clear"]
    family: str
    channels: tuple[str, ...]


def matter_of(kind: GateKind, shown: Mapping[str, object]) -> Matter:
    """A gate that shows a repair approves that, never its campaign."""
    return "repair" if kind == "approve" and "repair" in shown else kind


def chain_for(policy: ApprovalPolicy, stakes: Stakes) -> Chain | None:
    """The first chain whose conditions hold; None means nobody can approve this, so it is rejected."""
    if stakes.verdict == "blocked":
        return None
    return next((chain for chain in policy.chains if _holds(chain.when, stakes)), None)


def standing_for(policy: ApprovalPolicy, stakes: Stakes, chain: Chain, today: date) -> Standing | None:
    """The approval given in advance that covers this; it stands for one signature, never for a chain of several."""
    if stakes.verdict != "clear" or len(chain.steps) != 1:
        return None
    return next((standing for standing in policy.standing if _covers(standing, stakes, today)), None)


def parse_decision(kind: GateKind, allowed: tuple[Decision, ...], word: str) -> Decision:
    """The decision a word names.

    Raises: BadAnswer, for anything that is not, letter for letter, one of the allowed.
    """
    for decision in allowed:
        if decision == word:
            return decision
    known = word in DECISIONS[kind]
    options = ", ".join(allowed)
    raise BadAnswer(
        Text(
            en=f"“{word}” is not {'possible here' if known else 'a decision of this step'}.",
            es=f"«{word}» no es {'posible aquí' if known else 'una decisión de este punto'}.",
        ),
        remedy=Text(en=f"Choose one of: {options}.", es=f"Elige una de estas: {options}."),
        subject=word,
    )


def _covers(standing: Standing, stakes: Stakes, today: date) -> bool:
    return (
        today <= standing.until
        and stakes.reach <= standing.max_reach
        and stakes.cost <= standing.max_cost
        and (not standing.product_families or stakes.family in standing.product_families)
    )


def _holds(when: Conditions, stakes: Stakes) -> bool:
    return (
        (when.reach_above is None or stakes.reach > when.reach_above)
        and (when.cost_above is None or stakes.cost > when.cost_above)
        and (when.verdict is None or stakes.verdict == when.verdict)
        and (not when.product_families or stakes.family in when.product_families)
        and (not when.channels or bool(set(when.channels) & set(stakes.channels)))
    )
