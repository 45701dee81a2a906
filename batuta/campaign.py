"""A campaign: one line of artefacts, and where on the line it stands.

request → brief → targeting ∥ content → review → frozen audience → plan → approval → receipts → report
"""

from datetime import date, datetime
from typing import Literal, NewType

from pydantic import Field, field_validator

from batuta.approval import Decision, GateKind
from batuta.audience import Audience
from batuta.brief import Brief, Channel
from batuta.compliance import Finding
from batuta.content import ContentItem
from batuta.digest import Digest
from batuta.noun import Noun
from batuta.publishing import Plan, Receipt, Verification

CampaignId = NewType("CampaignId", str)

CampaignStatus = Literal[
    "working",
    "waiting",
    "executing",
    "published",
    "paused",
    "stopped",
    "rejected",
    "failed",
    "needs_attention",
    "cancelled",
]
ENDED: tuple[CampaignStatus, ...] = ("published", "stopped", "rejected", "failed", "cancelled")


class CampaignRow(Noun):
    """A campaign as lists and pages show it."""

    id: CampaignId
    name: str
    author: str
    status: CampaignStatus
    step: str = ""
    """The node that ran last."""
    created_at: datetime
    updated_at: datetime
    problem: str = ""
    """Why it failed or needs attention."""


class Passed(Noun):
    """A gate that was answered."""

    kind: GateKind
    repair: bool = False
    """An approval of what puts right what is live, not of the campaign."""
    decision: Decision
    by: str
    digest: Digest
    at: datetime | None = None
    reason: str = ""


class CampaignOutcome(Noun):
    """Everything a finished or waiting campaign has to show; what `campaign run --json` ends with."""

    campaign_id: CampaignId
    status: CampaignStatus
    brief: Brief | None = None
    audience: Audience | None = None
    content: tuple[ContentItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    gates: tuple[Passed, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    verification: Verification | None = None
    elapsed_ms: float = 0.0
    problem: str = ""


class ControlGroup(Noun):
    """People who could have been addressed and were not."""

    people: int
    converted: int
    value: float = 0.0


class Results(Noun):
    """What came of a campaign."""

    sent: int
    opened: int = 0
    clicked: int = 0
    converted: int
    value: float = 0.0
    cost: float = 0.0
    control: ControlGroup | None = None
    by_channel: dict[str, dict[str, float]] = Field(default_factory=dict)


class PastCampaign(Noun):
    """One line of a company's campaign history."""

    id: str
    product_id: str
    family: str
    launched: date
    audience: Audience
    channels: tuple[Channel, ...] = ()
    brief: str = ""
    budget: float | None = None
    """In the workspace's currency; a line may say it as a brief does, `{amount, currency}`."""
    results: Results | None = None
    note: str = ""

    @field_validator("budget", mode="before")
    @classmethod
    def _as_a_brief_says_it(cls, given: object) -> object:
        return given["amount"] if isinstance(given, dict) and set(given) <= {"amount", "currency"} else given
