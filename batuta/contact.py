"""How often and on what basis people may be contacted."""

from pydantic import Field

from batuta.audience import Criterion
from batuta.noun import Noun

CONSENT_NEEDED: frozenset[str] = frozenset({"email", "sms", "push", "call"})
"""Channels that need consent, or the soft opt-in with objections removed. Source: Ley 34/2002 art. 21, RGPD art. 6."""


class FrequencyCap(Noun):
    """At most so many messages in so many days."""

    channel: str | None = None
    """None caps all channels together."""
    messages: int = Field(ge=0)
    days: int = Field(gt=0)
    attribute: str | None = None
    """Where the customer data counts recent contacts itself; our own sends are added."""


class Breadth(Noun):
    """Shares of all customers outside of which a person is asked."""

    narrow: float = Field(default=0.005, ge=0, le=1)
    broad: float = Field(default=0.8, ge=0, le=1)


class ContactPolicy(Noun):
    version: str = "1"
    soft_opt_in: bool = False
    """Existing customers may be told of own similar products unless they objected (LSSI art. 21.2)."""
    suppress: tuple[Criterion, ...] = ()
    """Nobody for whom one of these holds is ever contacted."""
    caps: tuple[FrequencyCap, ...] = ()
    control_share: float = Field(default=0.1, ge=0, lt=1)
    """The part of the audience that is left out on purpose, to measure against."""
    breadth: Breadth = Breadth()
