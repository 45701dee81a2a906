"""What a message may be about: the campaign of the conversation, as our tables show it."""

from datetime import datetime

from pydantic import Field

from batuta.approval import Gate, Role
from batuta.campaign import CampaignStatus, Passed
from batuta.digest import Digest
from batuta.noun import Noun


class Halt(Noun):
    """Somebody paused or stopped it."""

    how: str
    """`paused` or `stopped`."""
    by: str
    at: datetime
    reason: str = ""


class Situation(Noun):
    """Where a campaign stands; all empty in a conversation that has none yet."""

    person: str
    """Who is talking."""
    roles: tuple[Role, ...] = ()
    campaign_id: str = ""
    name: str = ""
    author: str = ""
    status: CampaignStatus | None = None
    step: str = ""
    """The node that ran last."""
    problem: str = ""
    gate: Gate | None = None
    """The one it waits at."""
    next_roles: tuple[Role, ...] = ()
    """Who may answer it now."""
    may_mend: bool = False
    """This person shaped the campaign, and may put right what the review found in its texts."""
    signed_by: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    """Gates that were answered, in order."""
    artefacts: dict[str, Digest] = Field(default_factory=dict)
    """By their name in the campaign's state: brief, targeting, review, frozen, plan, report …"""
    content: tuple[Digest, ...] = ()
    """Its messages."""
    sent: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Channel to state to messages: what went out."""
    kept_back: int = 0
    """Effects that a pause or stop kept from leaving."""
    halt: Halt | None = None

    @property
    def has_campaign(self) -> bool:
        return bool(self.campaign_id)

    @property
    def may_answer(self) -> bool:
        return self.gate is not None and bool(set(self.roles) & set(self.next_roles))
