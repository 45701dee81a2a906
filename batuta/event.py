"""What happened, for the audit: digests and ids, never a customer's data."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from batuta.digest import Digest, digest
from batuta.noun import Noun

EventKind = Literal[
    "campaign.started",
    "campaign.status",
    "step.done",
    "step.failed",
    "gate.opened",
    "gate.answered",
    "gate.refused",
    "gate.void",
    "approval.recorded",
    "approval.used",
    "effect.requested",
    "effect.sent",
    "effect.settled",
    "effect.refused",
    "language.degraded",
    "policy.blocked",
    "campaign.paused",
    "campaign.resumed",
    "campaign.stopped",
    "user.signed_in",
    "user.changed",
    "catalogue.changed",
    "export",
    "system.reconciled",
    "system.changed",
    "drift.looked",
    "drift.accepted",
    "evidence.removed",
]

GENESIS: Digest = "0" * 64
"""What the first event of a chain follows."""


class Event(Noun):
    """One line of the audit trail, chained to the one before by its digest."""

    seq: int
    at: Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
    """In UTC, wherever the database that gives it back believes to be: the hash is over its spelling."""
    kind: EventKind
    actor: str
    """Who signed in, or `batuta` for the machine."""
    campaign_id: str = ""
    subject: str = ""
    """The node, gate, step or user it is about."""
    detail: dict[str, object] = Field(default_factory=dict)
    """Digests, versions, counts."""
    previous: Digest
    hash: Digest


def chained(previous: Digest, body: dict[str, object]) -> Digest:
    """The hash of an event: over its own content and the hash before it."""
    return digest({"previous": previous, "body": body})


def body_of(event: Event) -> dict[str, object]:
    """What of an event is hashed: everything but the two hashes."""
    return event.model_dump(mode="json", exclude={"previous", "hash"})


def first_break(events: tuple[Event, ...], after: Digest = GENESIS) -> int | None:
    """The sequence number of the first event that does not follow from the one before, or None."""
    expected_seq = events[0].seq if events else 0
    for event in events:
        if event.seq != expected_seq or event.previous != after or chained(after, body_of(event)) != event.hash:
            return min(event.seq, expected_seq)
        after, expected_seq = event.hash, event.seq + 1
    return None
