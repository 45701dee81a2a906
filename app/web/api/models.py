"""What goes over the wire besides the public nouns. Who acts is never in a body."""

from datetime import date, datetime

from pydantic import Field

from batuta.approval import Decision, Gate, Role
from batuta.campaign import CampaignId, CampaignStatus
from batuta.digest import Digest
from batuta.noun import Noun, Received
from tools.records.gates import OpenGate


class CompanyCard(Noun):
    """A company this person belongs to."""

    id: str
    name: str
    sector: str
    locales: tuple[str, ...]
    currency: str
    roles: tuple[Role, ...]


class Me(Noun):
    """Whoever is asking."""

    name: str
    has_password: bool
    companies: tuple[CompanyCard, ...]


class NewCampaign(Received):
    """A brief that begins a campaign."""

    text: str
    name: str = Field(default="api", max_length=200)
    """Where it came from."""


class WaitingGate(Noun):
    """An open gate, and who may answer it now."""

    gate: Gate
    campaign_id: str
    opened_at: datetime
    expires_at: datetime | None
    signed_by: tuple[str, ...]
    next_roles: tuple[Role, ...]
    barred: tuple[str, ...]
    """Who may not approve whatever their role."""
    author: str = ""
    shaped_by: tuple[str, ...] = ()
    """The author and all who answered for the brief or had it changed: they may mend what the review finds."""


class Started(Noun):
    campaign_id: CampaignId
    status: CampaignStatus
    gate: WaitingGate | None = None
    """The first gate, where the request waited for it."""


class GateAnswer(Received):
    """An answer; it names the version that was shown."""

    decision: str
    digest: Digest
    changes: dict[str, object] = Field(default_factory=dict)
    reason: str = Field(default="", max_length=4000)
    until: date | None = None


class Answered(Noun):
    """What became of an answer."""

    decision: Decision
    complete: bool
    """False while further signatures are missing."""
    waiting_for: tuple[Role, ...] = ()
    campaign_id: str


class Why(Received):
    reason: str = Field(default="", max_length=4000)


class Held(Noun):
    """A campaign after it was paused, resumed or stopped."""

    campaign_id: str
    status: CampaignStatus
    kept_back: int = 0
    """Effects that had been asked for and had not left."""
    sent: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Channel to state to messages: what already went out."""
    by: str


class AuditCheck(Noun):
    """The outcome of walking the whole chain."""

    ok: bool
    events: int
    broken_at: int | None
    head: Digest


def waiting(gate: OpenGate) -> WaitingGate:
    return WaitingGate.model_validate(gate._asdict())
